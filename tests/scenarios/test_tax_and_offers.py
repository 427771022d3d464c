"""Tax that is not recovered, an offer that ends, and several installations, by hand."""

import pytest

from estimator import estimate
from tests.estimator.book_parts import shipped
from tests.estimator.figures import base, line_of, means
from tests.estimator.generated import scenario
from tests.scenarios.at_likely_values import FEW, likely, reason


def found(**families):
    return estimate(scenario(**families), shipped(1), FEW)


# --- tax ---------------------------------------------------------------------------------------


def test_a_german_hospital_pays_value_added_tax_on_what_it_buys():
    """19 % (row vat_rate_de), nothing of it back: on the offer of 9,000 USD a quarter and 75 USD of courses.

    Courses: 0.15 people × 2,000 USD a year / 4. No salary and no evidence is taxed.
    """
    answers = {
        "needs": {"quote_per_month": 3_000},
        "hosting": {"staging": "no"},
        "money": {"tax_country": "DE", "organisation": "hospital"},
    }
    assert likely(answers, "tax_cloud") == round(0.19 * (9_000 + 75), 2) == 1_724.25


def test_tax_on_an_own_platform_falls_on_what_is_rented_and_not_on_pay():
    answers = {"money": {"tax_country": "DE", "recovers_tax": "no"}}
    one = found(**answers)
    own = [line for line in one.lines if line.option == "self_host" and line.per_quarter and not line.outside]
    bought = [x for x in own if x.group in ("infrastructure", "environments", "observability", "recovery")]
    fees = [x for x in own if x.key.startswith("certificate_")]
    expected = 0.19 * sum(sum(means(line)) for line in (*bought, *fees))
    assert sum(means(line_of(one, "tax_self_host"))) == pytest.approx(expected)


def test_sales_tax_in_the_united_states_is_a_chance_on_the_subscription():
    """Half of the states × 7 % on 6,000 USD, a staging project of 3,000 USD and a forced move to the larger plan.

    The move: chance 1 − 0.75^(1/4) = 6.94 % in the first quarter, of 4,000 USD a month.
    """
    larger = 12_000 * (1 - 0.75**0.25)
    assert likely({}, "tax_cloud") == round(0.5 * 0.07 * (6_000 + 3_000 + larger), 2) == 344.15
    assert reason({}, "tax_self_host") == "nothing that is bought here is taxed"


def test_sales_tax_falls_on_tools_that_are_bought_and_not_on_rented_servers():
    one = found(hosting={"observability": "datadog"})
    tools = [line for line in one.lines if line.group == "observability" and line.key.startswith("datadog")]
    assert tools
    paid = sum(line.base_case[0] for line in tools if line.base_case)
    assert base(line_of(one, "tax_self_host"))[0] == pytest.approx(0.5 * 0.07 * paid)


def test_a_body_of_the_health_service_in_britain_recovers_a_part():
    """20 % × 70 % (rows vat_rate_uk, vat_irrecoverable_share_nhs)."""
    answers = {
        "needs": {"quote_per_month": 3_000},
        "hosting": {"staging": "no"},
        "money": {"tax_country": "GB", "organisation": "public"},
    }
    assert likely(answers, "tax_cloud") == round(0.2 * 0.7 * 9_075, 2)


def test_who_recovers_tax_or_is_exempt_has_no_line():
    assert reason({"money": {"recovers_tax": "yes"}}, "tax_cloud") == "you get it back, or are exempt"
    german = {"money": {"tax_country": "DE"}}
    assert reason(german, "tax_cloud") == "an organisation of your kind gets it back or is exempt (Germany)"


def test_a_country_without_a_rate_is_a_gap_for_those_who_do_not_recover_tax():
    one = found(money={"tax_country": "other", "organisation": "hospital"})
    for option in ("self_host", "cloud"):
        assert line_of(one, f"tax_{option}").state == "not_estimated"
        assert not one.options[option].complete
    assert "companies get it back" in reason({"money": {"tax_country": "other"}}, "tax_cloud")


def test_tax_on_contractors_follows_their_staffing_basis():
    answers = {"people": {"workforce": "contractors"}, "money": {"tax_country": "FR", "recovers_tax": "no"}}
    one = found(**answers)
    for basis in ("quarters", "tasks"):
        paid = [x for x in one.lines if x.basis == basis and x.option == "self_host" and x.per_quarter]
        before = sum(sum(means(line)) for line in paid if line.group != "tax")
        assert sum(means(line_of(one, f"tax_self_host_{basis}"))) == pytest.approx(0.2 * before)


def test_bought_servers_carry_their_tax_as_capital():
    one = found(hosting={"platform": "own_servers"}, money={"tax_country": "DE", "recovers_tax": "no"})
    capital = [line for line in one.lines if line.spending == "capital"]
    tax = line_of(one, "tax_self_host_capital")
    assert sum(means(tax)) == pytest.approx(0.19 * sum(sum(means(line)) for line in capital if line is not tax))


# --- an offer that ends ------------------------------------------------------------------------

OFFER = {"quote_per_month": 3_000, "quote_until": "2027-11-15"}


@pytest.mark.parametrize(
    ("after", "prices"),
    [
        ({"later_price_per_month": 7_000}, (9_000, 15_000, 21_000)),
        ({"after_quote": "list_price"}, (9_000, 7_500, 6_000)),
        ({"after_quote": "kept"}, (9_000, 9_000, 9_000)),
        ({}, (9_000, 9_000, 9_000)),
    ],
)
def test_an_offer_counts_until_its_last_day_and_then_what_follows(after, prices):
    """Until 15 November: 46 of the 92 days of the fourth quarter. The list price of Production is 2,000 USD."""
    answers = {"needs": {**OFFER, **after}, "money": {"first_quarter": "2027Q1"}}
    assert tuple(likely(answers, "subscription_cost", place) for place in (0, 3, 4)) == prices


def test_what_follows_an_offer_rises_from_its_end_and_the_list_price_from_the_start():
    """10 % a year. Kept: the first rise a year after the fourth quarter of 2027. List: 2,000 USD × 1.1 from 2028 on."""
    money = {"first_quarter": "2027Q1", "medplum_price_escalation": 0.1}
    kept = {"needs": {**OFFER, "after_quote": "kept"}, "money": money}
    assert [likely(kept, "subscription_cost", place) for place in (6, 7)] == [9_000, 9_900]
    listed = {"needs": {**OFFER, "after_quote": "list_price"}, "money": money}
    assert [likely(listed, "subscription_cost", place) for place in (4, 8)] == [6_600, 7_260]


@pytest.mark.parametrize(
    ("needs", "sentence"),
    [
        (OFFER, "later quarters assume that it is kept. Ask Medplum what follows."),
        (
            {**OFFER, "quote_until": "2026-01-31"},
            "ended on 31 January 2026; the estimate goes on with it or what follows it. Ask Medplum whether",
        ),
        ({**OFFER, "answers": {"scim": "must"}, "after_quote": "list_price"}, "Enterprise plan has no list price"),
    ],
)
def test_what_an_offer_leaves_open_is_said(needs, sentence):
    assert [text for text in found(needs=needs).warnings if sentence in text]


def test_an_offer_that_says_what_follows_needs_no_warning():
    assert not [text for text in found(needs={**OFFER, "after_quote": "kept"}).warnings if "price" in text]


# --- several installations ---------------------------------------------------------------------


def test_two_installations_by_hand():
    """The list price twice, two gateways in each, work 1.35 times (0.5 people at 50,000 USD a quarter)."""
    one: dict[str, dict[str, int]] = {}
    two = {"money": {"installations": 2}}
    assert likely(two, "subscription_cost") == 2 * likely(one, "subscription_cost") == 12_000
    assert likely(two, "nat_gateways_cost") == pytest.approx(2 * likely(one, "nat_gateways_cost"), abs=0.01)
    assert likely(two, "maintenance_cost_quarters") == 33_750
    assert likely(two, "setup_cost") == pytest.approx(1.35 * likely(one, "setup_cost"), abs=0.01)
    assert likely(two, "remaining_work_cost") == pytest.approx(1.35 * likely(one, "remaining_work_cost"), abs=0.01)
    assert likely(two, "vendor_review_cost") == likely(one, "vendor_review_cost")


def test_patients_are_those_of_all_installations():
    """What follows the load alone costs the same, split or not: mails above one free allowance, records, outages."""
    for key in ("email_cost", "database_storage_cost", "internet_egress_cost", "downtime_cost_cloud"):
        assert likely({"money": {"installations": 4}}, key) == pytest.approx(likely({}, key), abs=0.02), key


def test_seats_on_the_rota_are_bought_once_and_an_offer_covers_all():
    seats = {"hosting": {"on_call": "pagerduty"}}
    assert likely({**seats, "money": {"installations": 3}}, "pagerduty_users_cost") == likely(
        seats, "pagerduty_users_cost"
    )
    several = {"needs": {"quote_per_month": 8_000}, "money": {"installations": 3}}
    assert likely(several, "subscription_cost") == 24_000
    assert "Your price in writing is taken to cover all installations together." in found(**several).warnings
    assert [text for text in found(money={"installations": 3}).warnings if "the list price is counted once for" in text]
