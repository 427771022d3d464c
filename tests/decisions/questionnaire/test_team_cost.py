"""Question 8: the unit beside the box follows the country, and a country that is not listed has an answer, too."""

from django.urls import reverse

from decisions import services
from decisions.models import Decision
from decisions.questionnaire.pages import case_from

COST, COUNTRY = "scenario-people-engineer_cost_per_year", "scenario-people-country"
CURRENCY = "scenario-people-cost_currency"
PATHS = {COST: COST.replace("-", "."), COUNTRY: COUNTRY.replace("-", "."), CURRENCY: CURRENCY.replace("-", ".")}


def ask_page(decision):
    return reverse("decisions:question", args=[decision.pk, "cost"])


def save(owner, decision, number, **values):
    """What the page sends on its own while it is filled in."""
    hidden = {"base": "{}", "editor": "me", "number": number}
    return owner.post(ask_page(decision), hidden | values, HTTP_HX_REQUEST="true").content.decode()


def test_the_unit_beside_the_box_follows_the_country_that_is_ticked(owner, decision):
    html = owner.get(ask_page(decision)).content.decode()
    assert f'id="{COST}-unit" aria-hidden="true">USD a year<' in html
    assert f'id="{COST}-unit-read">, USD a year<' in html
    saved = save(owner, decision, 1, **{COUNTRY: "DE", COST: "95k"})
    assert f'id="{COST}-unit" hx-swap-oob="true" aria-hidden="true">EUR a year<' in saved
    assert f'id="{COST}-unit-read" hx-swap-oob="true">, EUR a year<' in saved
    assert "€95,000" in saved
    assert "EUR a year" in owner.get(ask_page(decision)).content.decode()


def test_a_team_elsewhere_names_its_own_currency(owner, decision, book):
    assert "those of the United States count until you give a figure" in owner.get(ask_page(decision)).content.decode()
    saved = save(owner, decision, 1, **{COUNTRY: "other", CURRENCY: "CHF", COST: "150k"})
    assert "CHF a year" in saved
    decision.refresh_from_db()
    people = services.case_of(decision).scenario.people
    assert people.engineer_cost_per_year
    assert (people.country, people.cost_currency, people.engineer_cost_per_year.likely) == ("other", "CHF", 150_000)
    assert services.estimate_case(services.case_of(decision)).estimate.currency == "CHF"


def test_the_currency_of_a_listed_country_cannot_be_another_one(book):
    answers = {PATHS[COUNTRY]: "DE", PATHS[CURRENCY]: "CHF", PATHS[COST]: "95k"}
    assert case_from(answers, book).scenario.people.cost_currency == "unknown"


def test_the_result_follows_the_country_and_a_chosen_currency_wins(owner, decision):
    Decision.objects.filter(pk=decision.pk).update(answers={PATHS[COUNTRY]: "DE"})
    assert "€" in owner.get(reverse("decisions:live", args=[decision.pk])).content.decode()
    answers = {PATHS[COUNTRY]: "DE", "scenario.money.currency": "USD"}
    Decision.objects.filter(pk=decision.pk).update(answers=answers)
    live = owner.get(reverse("decisions:live", args=[decision.pk])).content.decode()
    assert "$" in live
    assert "€" not in live


def test_a_salary_on_the_page_of_details_is_in_that_currency_too(owner, decision):
    Decision.objects.filter(pk=decision.pk).update(answers={PATHS[COUNTRY]: "GB"})
    html = owner.get(reverse("decisions:question", args=[decision.pk, "people-in-detail"])).content.decode()
    assert "GBP a year" in html


def test_other_values_are_tried_in_the_currency_of_the_country(owner, decision):
    Decision.objects.filter(pk=decision.pk).update(answers={PATHS[COUNTRY]: "DE"})
    html = owner.get(reverse("decisions:what_if", args=[decision.pk])).content.decode()
    assert "EUR/year" in html
    assert "own currency" not in html
    assert "As answered: Self-hosting about €" in html
    for jargon in ("FTE", "vendor mgmt", "count/year"):
        assert jargon not in html
