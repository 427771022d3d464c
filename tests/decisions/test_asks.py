"""What is asked first: whom, what each answer means, and nothing that could not change the answer."""

import re

import pytest

from decisions.advice import judge
from estimator.book import Book
from tests.builders_estimate import make_case, make_estimate, make_line, make_plan, shipped_book
from tests.decisions.cases import LEARNING, NOTHING_RAISED, gate_row, reasons_with, verdict_of

YES = {"applies": "yes", "sure": "in_writing"}
SELF = (60_000.0, 300_000.0)


def test_an_open_demand_asks_whoever_can_confirm_it_and_then_names_the_next_question():
    (ask,) = verdict_of({"raised": ["country"]}).ask
    row = gate_row("residency_country")

    assert (ask.question, ask.whom) == (row["question"], row["confirmed_by"])
    assert row["vendor_question"].replace("REGION", "our country") in ask.meaning_yes
    assert (ask.outcome_yes, ask.outcome_no) == ("ask_first", "cloud_recommended")


def test_a_confirmed_demand_asks_the_vendor():
    (ask,) = verdict_of(reasons_with(cloud="unknown")).ask

    expected = gate_row("residency_country")["vendor_question"].replace("REGION", "our country")
    assert (ask.question, ask.whom) == (expected, "Medplum")
    assert (ask.outcome_yes, ask.outcome_no) == ("cloud_recommended", "self_host_required")
    assert ask.walk_away


def test_an_open_demand_that_nothing_can_meet_says_what_it_excludes():
    (ask,) = verdict_of({"raised": ["on_premises"]}).ask

    assert "excludes Medplum Cloud" in ask.meaning_yes
    assert (ask.outcome_yes, ask.outcome_no) == ("self_host_required", "cloud_recommended")


def test_an_own_side_that_is_not_known_is_asked_of_ones_own_people():
    refused = {"gates": {"de_c5_sgb_v_393": YES | {"vendor": "refused"}}}
    (ask,) = verdict_of(refused).ask

    assert ask.question.startswith("Can your own operation meet this rule")
    assert (ask.outcome_yes, ask.outcome_no) == ("self_host_required", "not_feasible")


def test_a_question_that_cannot_change_the_answer_is_not_asked():
    gates = {"residency_country": YES, "needed_feature_not_self_hostable": YES}
    to_self = verdict_of({"gates": gates}, make_estimate(SELF))

    assert {ask.key for ask in to_self.ask} == {"needed_feature_not_self_hostable", "residency_country"}
    gates["needed_feature_not_self_hostable"] = {"applies": "no"}
    assert verdict_of({"gates": gates}, make_estimate(SELF)).ask == ()


def test_a_missing_figure_that_cannot_change_the_answer_is_not_asked_beside_a_gate_that_can():
    line = make_line("pipes", "self_host", state="not_estimated")
    verdict = verdict_of(reasons_with(cloud="unknown"), make_estimate(lines=[line]))

    assert [ask.key for ask in verdict.ask] == ["residency_country"]


def test_an_open_reason_that_says_the_same_as_money_is_not_asked_beside_a_gate():
    verdict = verdict_of(reasons_with(self_host="unknown", learning="unknown"), make_estimate(SELF))

    assert [ask.key for ask in verdict.ask] == ["needed_feature_not_self_hostable"]


def test_an_open_reason_is_asked_with_its_rule():
    gates = dict.fromkeys(LEARNING, YES) | {LEARNING[0]: {"applies": "yes", "sure": "believe"}}
    verdict = verdict_of({"raised": ["learning"], "gates": gates})
    (ask,) = verdict.ask

    assert ask.key == LEARNING[0]
    assert gate_row(LEARNING[0])["rule"] in ask.question
    assert (ask.outcome_yes, ask.outcome_no) == ("self_host_by_reason", "cloud_recommended")


def quote_missing(yearly=(300_000.0, 20_000.0)):
    line = make_line("subscription_quote", "cloud", state="not_estimated", group="subscription")
    forced = (("scim", "SCIM"),)
    plan = make_plan(plan="enterprise", price_per_month=None, forced_by=forced)
    return make_estimate(yearly, lines=[line], plan=plan)


def test_a_missing_quote_asks_the_vendor_and_points_to_the_walk_away_price():
    (ask,) = verdict_of(estimate=quote_missing()).ask

    assert ask.key == "enterprise_quote"
    assert ask.whom == "Medplum"
    assert ask.walk_away
    assert "SCIM" in ask.question
    assert (ask.outcome_yes, ask.outcome_no) == ("cloud_recommended", "self_host_by_money")


def test_a_book_that_leaves_rows_out_still_gives_a_verdict():
    book = shipped_book()
    tables = {name: [dict(row) for row in book.rows(name)] for name in book.tables}
    tables |= {"gates": [], "verdict_sources": [], "regions": []}
    verdict = judge(make_case(reasons=NOTHING_RAISED), quote_missing(), Book.from_tables(book.meta(), tables))

    assert verdict.outcome == "ask_first"
    assert "Subscription quote" in verdict.ask[0].question


def test_a_line_without_a_figure_is_asked_by_name():
    line = make_line("pipes", "self_host", state="not_estimated", because="no list has it", label="Pipes")
    verdict = verdict_of(estimate=make_estimate(SELF, lines=[line]))
    (ask,) = verdict.ask

    assert "Pipes" in ask.question
    assert "no list has it" in ask.question
    assert (ask.outcome_yes, ask.outcome_no) == ("self_host_by_money", "cloud_recommended")
    assert "The total of self-hosting is incomplete; not estimated: Pipes." in verdict.qualifiers


def test_what_the_vendor_sells_is_asked_of_the_vendor():
    pipes = make_line("pipes", "self_host", state="not_estimated", because="no list has it", label="Pipes")
    licence = make_line("licence", "self_host", state="not_estimated", group="subscription", label="Licence")
    asks = verdict_of(estimate=make_estimate(SELF, lines=[pipes, licence])).ask

    assert [(ask.key, ask.whom == "Medplum") for ask in asks] == [("licence", True), ("pipes", False)]


@pytest.mark.parametrize("gate", ["residency_country", "request_limits", "needed_feature_no_plan", "budget_cap"])
def test_no_question_to_the_vendor_leaves_a_place_open(gate):
    capitals = re.compile(r"\b(REGION|FEATURE|AMOUNT|N)\b")
    verdict = verdict_of({"gates": {gate: YES}})

    assert verdict.ask
    assert not any(capitals.search(text) for ask in verdict.ask for text in (ask.question, ask.meaning_yes))
    assert capitals.search(gate_row(gate)["vendor_question"])
