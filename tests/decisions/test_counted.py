"""Where self-hosting stands while nobody chose it: the platform and the region that other answers imply."""

import pytest

from decisions.advice.contradictions import contradicted
from decisions.advice.counted import counted, counted_platform, counted_region
from decisions.report.answers import answers_in_words
from decisions.services import estimate_case
from estimator.place import place_of
from estimator.plan import choose_plan
from estimator.rates import asked_currency
from tests.builders_estimate import make_case, shipped_book


def rule(country, applies="yes"):
    return {"raised": ["country"], "gates": {"residency_country": {"applies": applies, "detail": country}}}


def case_of(reasons=None, **families):
    return make_case(reasons=reasons or {}, scenario=families)


def place(case):
    return place_of(counted(case, shipped_book()), shipped_book()).region


@pytest.mark.parametrize("number", [1, 2])
def test_a_rule_comes_before_the_patients_and_they_before_the_team(number):
    book = shipped_book(number)
    team = {"people": {"country": "GB"}}
    found = counted_region(case_of(**team), book)
    assert (found.region, found.because) == ("eu-west-2", "the team works in the United Kingdom")
    found = counted_region(case_of({"patients_in": ["CA"]}, **team), book)
    assert (found.region, found.because) == ("ca-central-1", "patients live in Canada")
    found = counted_region(case_of({**rule("Germany"), "patients_in": ["CA"]}, **team), book)
    assert (found.region, found.because) == ("eu-central-1", "the data must stay in Germany")


@pytest.mark.parametrize(
    ("platform", "country", "region"),
    [
        ("azure", "Germany", "germanywestcentral"),
        ("azure", "Netherlands", "westeurope"),
        ("gcp", "Germany", "europe-west3"),
        ("digitalocean", "Australia", "syd1"),
        ("aws", "United States", "us-east-1"),
        ("aws", "European Union, any member state", "eu-central-1"),
        ("own_servers", "Germany", "global"),
    ],
)
def test_each_provider_has_a_region_in_the_country(platform, country, region):
    case = case_of(rule(country), hosting={"platform": platform})
    assert place(case) == region
    assert not [one for one in contradicted(case, shipped_book()) if "region" in one.sentence]


@pytest.mark.parametrize(
    ("platform", "country", "region"), [("aws", "France", "eu-west-1"), ("gcp", "Netherlands", "europe-west3")]
)
def test_a_region_that_stands_in_is_named_as_such_and_the_contradiction_stays(platform, country, region):
    case = case_of(rule(country), hosting={"platform": platform})
    found = counted_region(case, shipped_book())
    assert found.region == region
    assert found.because.startswith("no region with prices lies in ")
    assert "lies in another" in contradicted(case, shipped_book())[0].sentence


def test_what_a_rule_of_the_union_leaves_open_the_patients_decide():
    case = case_of({**rule("European Union, any member state"), "patients_in": ["US", "DE"]})
    assert place(case) == "eu-central-1"


def test_of_several_countries_the_one_with_the_usual_region_counts():
    assert place(case_of({"patients_in": ["DE", "US"]})) == "us-east-1"


def test_a_region_that_was_chosen_counts_and_the_contradiction_stays():
    case = case_of(rule("Germany"), hosting={"platform": "aws", "region": "us-east-1"})
    assert place(case) == "us-east-1"
    assert "lies in another" in contradicted(case, shipped_book())[0].sentence


@pytest.mark.parametrize("reasons", [{}, rule("Germany", applies="no"), {"patients_in": ["other"]}])
def test_without_a_country_the_usual_region_counts(reasons):
    assert place(case_of(reasons)) == "us-east-1"
    assert counted_region(case_of(reasons), shipped_book()).because == ""


def test_where_the_country_has_no_region_the_default_outside_it_is_still_named():
    case = case_of({"patients_in": ["AU"]}, hosting={"platform": "gcp"})
    assert place(case) == "us-central1"
    assert [one.slugs for one in contradicted(case, shipped_book())] == [("reasons", "hosting-in-detail")]


def offline(**gates):
    return {"raised": ["offline"], "gates": {gate: {"applies": applies} for gate, applies in gates.items()}}


def test_what_must_work_without_internet_counts_as_one_small_machine():
    assert counted_platform(case_of(offline())) == "small_machine"
    assert counted_platform(case_of(offline(offline_operation="yes", offline_lightweight="yes"))) == "small_machine"
    assert place_of(counted(case_of(offline()), shipped_book()), shipped_book()).bill == "small_machine"


@pytest.mark.parametrize("denied", ["offline_operation", "offline_lightweight"])
def test_not_where_that_was_denied_or_it_is_no_lightweight_site(denied):
    assert counted_platform(case_of(offline(**{denied: "no"}))) == "unknown"


@pytest.mark.parametrize(
    ("gate", "platform"), [("on_premises_mandate", "own_servers"), ("provider_outside_us_law", "own_kubernetes")]
)
def test_a_rule_about_the_place_is_priced_where_it_is_kept(gate, platform):
    assert counted_platform(case_of({"gates": {gate: {"applies": "yes"}}})) == platform
    assert counted_platform(case_of({"gates": {gate: {"applies": "yes"}}}, hosting={"platform": "aws"})) == "aws"
    assert counted_platform(case_of({"gates": {gate: {"applies": "no"}}})) == "unknown"
    assert counted_platform(case_of({"gates": {gate: {"applies": "yes"}}}, hosting={"bill_last_month": 9})) == "unknown"


def test_a_platform_that_was_chosen_counts():
    assert counted_platform(case_of(offline(), hosting={"platform": "aws"})) == "aws"


def test_the_report_says_that_nobody_answered_and_what_counted():
    case = case_of(rule("Germany"))
    rows = {row["question"]: row for section in answers_in_words(case, shipped_book(), {}) for row in section["rows"]}
    assert rows["Region"]["given"] is False
    assert rows["Region"]["instead"] == 'counted as "Europe (Frankfurt)"'


@pytest.mark.parametrize(
    ("gate", "need"),
    [
        ("onc_certification", "onc_certified"),
        ("contractual_uptime", "contractual_uptime"),
        ("own_keys_or_private_network", "own_encryption_keys"),
    ],
)
@pytest.mark.parametrize(
    ("applies", "answered", "expected"),
    [
        ("yes", None, "must"),
        ("yes", "unknown", "must"),
        ("yes", "no", "no"),
        ("no", None, None),
        ("unknown", None, None),
    ],
)
def test_a_rule_that_applies_is_priced_on_the_plan_that_can_meet_it(gate, need, applies, answered, expected):
    needs = {"needs": {"answers": {need: answered} if answered else {}}}
    scenario = counted(case_of({"gates": {gate: {"applies": applies}}}, **needs), shipped_book())

    assert scenario.needs.answers.get(need) == expected
    if expected == "must":
        assert choose_plan(scenario, shipped_book()).plan in ("premium", "enterprise")


CAUSE, TRIED = "fork_justified_cause", "fork_alternatives_tried"
SHOWN = {"applies": "yes", "sure": "in_writing"}


@pytest.mark.parametrize(
    ("gates", "replies", "kept"),
    [
        ({CAUSE: SHOWN, TRIED: SHOWN}, [], "yes"),
        ({CAUSE: {"applies": "no"}}, [], "unknown"),
        ({CAUSE: SHOWN, TRIED: {"applies": "no"}}, [], "unknown"),
        ({CAUSE: SHOWN | {"vendor": "agreed"}}, [], "unknown"),
        ({CAUSE: SHOWN}, [{"gate": CAUSE, "said": "agreed", "on": "2026-11-01"}], "unknown"),
        ({CAUSE: SHOWN}, [{"gate": CAUSE, "said": "refused", "on": "2026-11-01"}], "yes"),
    ],
)
def test_a_fork_whose_reason_is_void_costs_nothing(gates, replies, kept):
    case = case_of({"raised": ["fork"], "gates": gates, "replies": replies})

    assert counted(case, shipped_book()).upgrades.fork == kept


@pytest.mark.parametrize(
    ("needs", "counts"),
    [
        ({"quote_until": "2020-01-01"}, False),
        ({"quote_until": "2020-01-01", "after_quote": "kept"}, True),
        ({"quote_until": "2020-01-01", "later_price_per_month": 900}, True),
        ({"quote_until": "2027-06-30"}, True),
        ({}, True),
    ],
)
def test_a_price_in_writing_that_has_ended_does_not_count(needs, counts):
    case = case_of({"raised": ["nothing"]}, needs={"quote_per_month": 100, **needs})
    estimated = estimate_case(case, book=shipped_book())
    subscription = next(line for line in estimated.estimate.lines if line.key == "subscription_cost")
    said = any("ends before the period begins" in text for text in estimated.verdict.qualifiers)

    assert subscription.total
    assert (subscription.total < 40_000) is counts, "the list price of three years is 72,000"
    assert said is not counts


@pytest.mark.parametrize("money", [{}, {"currency": "unknown"}])
def test_the_result_is_in_the_currency_of_the_team_until_one_is_chosen(money):
    book = shipped_book()
    for people, currency in (
        ({}, "USD"),
        ({"country": "DE"}, "EUR"),
        ({"country": "DE", "cost_currency": "CHF", "engineer_cost_per_year": 150_000}, "EUR"),
        ({"country": "IN"}, "INR"),
        ({"country": "other"}, "USD"),
        ({"country": "other", "cost_currency": "CHF"}, "CHF"),
    ):
        assert asked_currency(case_of(people=people, money=money).scenario, book) == currency
    assert asked_currency(case_of(people={"country": "DE"}, money={"currency": "USD"}).scenario, book) == "USD"


def test_an_answer_about_pay_names_the_currency_that_it_is_in():
    case = case_of(people={"country": "DE", "engineer_cost_per_year": 95_000})
    rows = {row["question"]: row for one in answers_in_words(case, shipped_book(), {}) for row in one["rows"]}
    cost = "What one such engineer costs a year, everything included"
    assert rows[cost]["answer"] == "95,000 EUR/year"
    assert rows["Currency"]["instead"] == "the one of the team’s country: EUR"
