"""Gates: what a demand, its certainty, the vendor's answer and one's own side make of each option."""

import itertools
from dataclasses import replace

import pytest

from decisions.advice import evaluate
from decisions.advice.abilities import OWN_CONDITIONS, PUBLISHED
from decisions.advice.capability import SAID_BY_ANSWERS
from decisions.advice.gates import BY_FIGURES, DEMANDED_BY_NEED
from decisions.advice.own_side import OWN_CHECKS
from tests.builders_estimate import make_case, make_estimate, make_plan, shipped_book
from tests.decisions.cases import looked_at, verdict_of

YES = {"applies": "yes", "sure": "in_writing"}


def states(reasons=None, scenario=None, **estimate):
    """(gate, option) → state."""
    case = make_case(reasons=looked_at(reasons or {}), scenario=scenario or {})
    results = evaluate(case, make_estimate(**estimate), shipped_book())
    return {(result.gate, result.option): result.state for result in results}


def state_of(gate, answer, option="cloud", scenario=None, **estimate):
    return states({"gates": {gate: answer}}, scenario, **estimate)[gate, option]


ANSWERS = list(itertools.product(("yes", "no", "unknown"), ("in_writing", "believe", "not_checked")))


@pytest.mark.parametrize("vendor", ["not_asked", "asked", "agreed", "refused"])
@pytest.mark.parametrize(("applies", "sure"), ANSWERS)
@pytest.mark.parametrize(
    ("gate", "option"), [("residency_country", "cloud"), ("needed_feature_not_self_hostable", "self_host")]
)
def test_where_the_vendor_may_meet_a_demand_only_a_confirmed_and_refused_one_excludes(
    gate, option, applies, sure, vendor
):
    found = state_of(gate, {"applies": applies, "sure": sure, "vendor": vendor}, option)

    if applies == "no" or vendor == "agreed":
        assert found == "pass"
    elif (applies, sure, vendor) == ("yes", "in_writing", "refused"):
        assert found == "fail"
    else:
        assert found == "unknown"


@pytest.mark.parametrize(("applies", "sure"), ANSWERS)
@pytest.mark.parametrize("gate", ["on_premises_mandate", "offline_operation"])
def test_where_nothing_can_be_agreed_a_confirmed_demand_excludes_without_asking(gate, applies, sure):
    expected = "pass" if applies == "no" else "fail" if (applies, sure) == ("yes", "in_writing") else "unknown"

    assert state_of(gate, {"applies": applies, "sure": sure}) == expected
    assert state_of(gate, {"applies": applies, "sure": sure, "vendor": "agreed"}) == expected


@pytest.mark.parametrize(
    ("gate", "plan", "expected"),
    [
        ("hipaa_baa", "production", "pass"),
        ("hipaa_baa", "free", "unknown"),
        ("onc_certification", "premium", "pass"),
        ("onc_certification", "production", "unknown"),
        ("onc_certification", "enterprise", "unknown"),
    ],
)
def test_what_the_plan_table_says_needs_no_question(gate, plan, expected):
    assert state_of(gate, YES, plan=make_plan(plan=plan)) == expected
    assert state_of(gate, YES | {"vendor": "refused"}, plan=make_plan(plan=plan)) == "fail"


RAISED = {
    "country": {("residency_country", "cloud")},
    "on_premises": {("on_premises_mandate", "cloud")},
    "certificate": {("named_certificate", "cloud"), ("named_certificate", "self_host")},
    "offline": {("offline_operation", "cloud"), ("offline_lightweight", "self_host")},
    "learning": {
        (gate, "self_host") for gate in ("learning_no_production", "learning_no_patients", "learning_no_scale")
    },
    "fork": {("fork_justified_cause", "self_host"), ("fork_alternatives_tried", "self_host")},
    "budget": {("budget_cap", "cloud"), ("budget_cap", "self_host")},
    "other": {("something_else", "cloud"), ("something_else", "self_host")},
    "not_sure": {("not_checked", "cloud"), ("not_checked", "self_host")},
    "nothing": set(),
}


@pytest.mark.parametrize(("reason", "expected"), RAISED.items())
def test_a_raised_reason_without_an_answer_is_unknown(reason, expected):
    found = states({"raised": [reason]})

    assert set(found) == expected
    assert set(found.values()) <= {"unknown"}


def test_no_answer_at_all_is_unknown_for_both_options():
    assert states({"raised": []}) == {("not_checked", "cloud"): "unknown", ("not_checked", "self_host"): "unknown"}


@pytest.mark.parametrize("gate", ["hipaa_baa", "skills", "residency_country"])
def test_an_answered_rule_does_not_say_that_anybody_looked_for_others(gate):
    found = states({"raised": [], "gates": {gate: {"applies": "no"}}})

    assert found["not_checked", "cloud"] == found["not_checked", "self_host"] == "unknown"


@pytest.mark.parametrize(
    ("reason", "gate", "own"),
    [
        ("country", "de_c5_sgb_v_393", "residency_country"),
        ("country", "us_federal_fedramp", "residency_country"),
        ("certificate", "onc_certification", "named_certificate"),
        ("other", "request_limits", "something_else"),
    ],
)
def test_only_its_own_gate_answers_a_raised_reason(reason, gate, own):
    found = states({"raised": [reason], "gates": {gate: {"applies": "no"}}})

    assert {key for key, _ in found} == {gate, own}
    assert {state for (key, _), state in found.items() if key == own} == {"unknown"}


def test_a_gate_of_another_page_does_not_answer_a_raised_reason():
    found = states({"raised": ["country"], "gates": {"on_premises_mandate": {"applies": "no"}}})

    assert found == {("on_premises_mandate", "cloud"): "pass", ("residency_country", "cloud"): "unknown"}


def test_an_open_gate_could_decide_unless_its_option_is_out_already():
    gates = {"residency_country": YES, "request_limits": YES | {"vendor": "refused"}}
    results = evaluate(make_case(reasons=looked_at({"gates": gates})), make_estimate(), shipped_book())
    could = {result.gate: result.could_decide for result in results}

    assert could == {"residency_country": False, "request_limits": False}
    del gates["request_limits"]
    results = evaluate(make_case(reasons=looked_at({"gates": gates})), make_estimate(), shipped_book())
    assert [result.could_decide for result in results] == [True]


def test_a_cap_that_is_named_counts_without_its_page():
    assert states({"raised": ["nothing"], "cap_per_year": 10}) == {
        ("budget_cap", "cloud"): "unknown",
        ("budget_cap", "self_host"): "unknown",
    }


@pytest.mark.parametrize(
    ("points", "vendor", "expected"),
    [
        (499_999.0, None, None),
        (500_001.0, None, "unknown"),
        (500_001.0, "refused", "fail"),
        (500_001.0, "agreed", "pass"),
    ],
)
def test_a_load_beyond_the_default_quota_is_asked_about(points, vendor, expected):
    gates = {"request_limits": YES | {"vendor": vendor}} if vendor else {}
    found = states({"raised": ["nothing"], "gates": gates}, points_at_peak=points)

    assert found.get(("request_limits", "cloud")) == expected
    verdict = verdict_of({"raised": ["nothing"], "gates": gates}, make_estimate(points_at_peak=points))
    asked = [ask.meaning_yes for ask in verdict.ask if ask.key == "request_limits"]
    assert bool(asked) is (expected == "unknown")
    assert all("about 500,000 points a minute" in text for text in asked)


@pytest.mark.parametrize("number", [1, 2])
def test_every_key_that_advice_names_is_in_the_shipped_books(number):
    book = shipped_book(number)
    gates = {row["gate"] for row in book.rows("gates")}
    needs = {row["need"] for row in book.rows("needs")}
    practices = {row["id"] for row in book.rows("readiness")}

    named = {*OWN_CHECKS, *PUBLISHED, *BY_FIGURES, *DEMANDED_BY_NEED.values(), *SAID_BY_ANSWERS, "skills"}
    assert named | set(OWN_CONDITIONS) <= gates
    assert set(PUBLISHED.values()) <= {row["feature"] for row in book.rows("plans")}
    assert set(DEMANDED_BY_NEED) <= needs
    assert {"BP-30", "BP-44"} <= practices
    both = {row["gate"] for row in book.rows("gates") if row["option"] == "both" and row["effect"] == "excludes-option"}
    assert both - {"budget_cap"} == set(OWN_CHECKS), "every rule for both options knows what one's own side can"


@pytest.mark.parametrize(
    ("cap", "expected"), [(None, "unknown"), (1_000, "fail"), (9_000_000, "pass"), ("between", "pass")]
)
@pytest.mark.parametrize("option", ["self_host", "cloud"])
def test_a_confirmed_cap_excludes_an_option_that_costs_more_in_an_average_year(option, cap, expected):
    found = make_estimate()
    years = len(found.quarters) / 4
    one = replace(found.options[option], p50=40_000.0 * years, p90=80_000.0 * years)
    found = replace(found, options={**found.options, option: one})
    limit = 60_000 if cap == "between" else cap
    reasons = {} if limit is None else {"cap_per_year": limit}

    def state(answer):
        case = make_case(reasons={**reasons, "gates": {"budget_cap": answer}})
        results = evaluate(case, found, shipped_book())
        return next(one.state for one in results if (one.gate, one.option) == ("budget_cap", option))

    warned = verdict_of({**reasons, "gates": {"budget_cap": YES}}, found)
    said = [text for text in warned.qualifiers if "dear futures pass the cap" in text]
    assert (cap == "between") is bool(said) or warned.winner not in (None, option)
    assert state(YES) == expected
    assert state(YES | {"sure": "believe"}) == ("unknown" if expected == "fail" else expected)
    assert state({"applies": "no"}) == "pass"
