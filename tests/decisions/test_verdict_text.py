"""What a verdict says: reasons with their source, questions with what each answer means, qualifiers."""

import json

import pytest

from decisions.advice import judge
from tests.builders_estimate import (
    make_combination,
    make_estimate,
    make_line,
    shipped_book,
)
from tests.decisions.cases import LEARNING, NOTHING_RAISED, gate_row, ready_case, reasons_with, verdict_of

YES = {"applies": "yes", "sure": "in_writing"}
SELF, CLOUD = (60_000.0, 300_000.0), (300_000.0, 60_000.0)


def said(verdict, words):
    return [text for text in verdict.qualifiers if words in text]


def test_each_gate_reason_carries_the_rule_and_its_source():
    verdict = verdict_of(reasons_with(self_host="pass", cloud="fail"))
    reason = next(reason for reason in verdict.reasons if reason.rule == "residency_country")

    assert (reason.option, reason.state) == ("cloud", "fail")
    assert reason.sentence == gate_row("residency_country")["rule"]
    assert reason.source == gate_row("residency_country")["source"]
    assert reason.text.startswith("Medplum Cloud does not meet this rule: Medplum was asked and declined.")


@pytest.mark.parametrize(
    ("states", "outcome"), [(("pass", "fail"), "self_host_required"), (("fail", "fail"), "not_feasible")]
)
def test_the_first_reason_is_the_rule_that_fired_with_the_sentence_of_the_book(states, outcome):
    verdict = verdict_of(reasons_with(*states))
    row = next(row for row in shipped_book().rows("verdict_sources") if row["rule"] == outcome)

    assert verdict.reasons[0].rule == verdict.outcome == outcome
    assert (verdict.reasons[0].sentence, verdict.reasons[0].source) == (row["sentence"], row["source"])


@pytest.mark.parametrize(
    ("states", "sentence"),
    [
        (
            ("pass", "fail"),
            "Self-hosting is required: Medplum Cloud fails a confirmed rule, self-hosting meets every one.",
        ),
        (
            ("fail", "pass"),
            "Medplum Cloud is required: self-hosting fails a confirmed rule, Medplum Cloud meets every one.",
        ),
    ],
)
def test_the_sentence_of_a_required_option(states, sentence):
    assert verdict_of(reasons_with(*states)).sentence == sentence


def test_every_reason_has_a_text_and_a_sentence_and_readiness_is_among_them():
    verdict = verdict_of({"raised": ["country", "fork", "learning", "certificate", "other"]})

    assert all(reason.text and reason.sentence for reason in verdict.reasons)
    rules = [reason.rule for reason in verdict.reasons]
    assert [rule for rule in rules if rule.startswith("ready_")] == [
        "ready_blockers",
        "ready_rota",
        "ready_recovery",
        "ready_versions",
    ]


def test_lines_outside_the_total_or_of_an_uncounted_combination_are_no_missing_figures():
    outside = make_line("downtime_more", state="not_estimated", outside=True)
    cash_only = make_line("cash_only", state="not_estimated", view="cash")

    assert verdict_of(estimate=make_estimate(SELF, lines=[outside, cash_only])).outcome == "self_host_by_money"


def test_not_feasible_says_what_would_make_each_option_possible():
    verdict = verdict_of(reasons_with("fail", "fail"))

    assert len(verdict.depends_on) == 2
    assert any(text.startswith("Self-hosting becomes feasible") for text in verdict.depends_on)
    assert any(text.startswith("Medplum Cloud becomes feasible") for text in verdict.depends_on)


def test_too_close_says_on_what_it_depends():
    contrary = {("loaded", "tasks"): make_combination("loaded", "tasks", SELF)}
    verdict = verdict_of(estimate=make_estimate(CLOUD, others=contrary))

    assert verdict.outcome == "too_close"
    assert "how people and staffing are counted" in verdict.depends_on[0]
    assert "Self-hosting is clearly cheaper" in verdict.depends_on[1]
    assert "counted here" in verdict.depends_on[1]


def test_a_way_of_reckoning_that_is_shown_and_not_counted_is_named():
    contrary = {("cash", "tasks"): make_combination("cash", "tasks", SELF)}
    verdict = verdict_of(estimate=make_estimate(CLOUD, others=contrary))

    assert verdict.outcome == "cloud_recommended"
    assert "shown, not counted" in verdict.depends_on[0]


def test_a_rule_that_is_only_believed_not_to_apply_is_named():
    reasons = {"gates": {"residency_country": {"applies": "no", "sure": "believe"}}}
    (text,) = verdict_of(reasons).depends_on

    assert gate_row("residency_country")["question"] in text
    confirmed = {"gates": {"residency_country": {"applies": "no", "sure": "in_writing"}}}
    assert verdict_of(confirmed).depends_on == ()


@pytest.mark.parametrize(
    ("cloud", "money", "words"),
    [
        ("fail", CLOUD, "Self-hosting is required, but it is not ready"),
        ("pass", SELF, "Self-hosting is not ready"),
    ],
)
def test_an_option_to_self_host_that_is_not_ready_says_so(cloud, money, words):
    case = ready_case(False, reasons=reasons_with(cloud=cloud), hosting={"platform": "aws", "today": "nothing"})
    verdict = judge(case, make_estimate(money), shipped_book())

    assert verdict.ready is False
    assert said(verdict, words)
    assert said(verdict, "Enterprise self-host licence")
    assert not said(verdict, "Already self-hosting")


@pytest.mark.parametrize(("money", "words"), [(SELF, "stay, and fix"), (CLOUD, "until a move is done")])
def test_already_self_hosting_and_not_ready(money, words):
    verdict = judge(ready_case(False, reasons=NOTHING_RAISED), make_estimate(money), shipped_book())

    assert said(verdict, words)
    assert not said(judge(ready_case(True), make_estimate(money), shipped_book()), words)


def test_a_team_that_cannot_be_woken_hears_of_a_service_firm():
    people = {"coverage": "around_the_clock", "on_pager": "1"}
    alone = judge(ready_case(people=people), make_estimate(SELF), shipped_book())

    assert said(alone, "a service firm")
    assert not said(judge(ready_case(), make_estimate(SELF), shipped_book()), "a service firm")
    assert not said(judge(ready_case(people=people), make_estimate(CLOUD), shipped_book()), "a service firm")


def test_a_region_that_medplum_may_not_offer_names_a_deployment_in_the_own_account():
    assert said(verdict_of(reasons_with(cloud="unknown")), "in your own cloud account")
    assert not said(verdict_of(reasons_with(cloud="pass")), "in your own cloud account")


def test_a_reason_that_is_void_says_why_and_does_not_carry():
    gates = dict.fromkeys(LEARNING, YES) | {LEARNING[1]: {"applies": "no"}}
    verdict = verdict_of({"raised": ["learning"], "gates": gates})

    assert verdict.outcome == "cloud_recommended"
    assert said(verdict, "The reason given, learning, does not carry.")


FORK = {"raised": ["fork"], "gates": dict.fromkeys(("fork_justified_cause", "fork_alternatives_tried"), YES)}


@pytest.mark.parametrize(("book", "unlisted"), [(1, False), (2, True)])
def test_a_fork_carries_and_book_2_says_that_the_vendor_no_longer_lists_it(book, unlisted):
    verdict = verdict_of(FORK, book=book)

    assert verdict.outcome == "self_host_by_reason"
    assert bool(said(verdict, "no longer lists this reason")) is unlisted


def test_a_condition_is_said_beside_the_outcome():
    reasons = {"gates": {"uk_nhs_offshoring": YES | {"vendor": "refused"}}}
    verdict = verdict_of(reasons)

    assert verdict.outcome == "self_host_required"
    assert said(verdict, "provided that servers, copies and backups are placed in the United Kingdom")


def test_what_self_hosting_has_to_do_to_meet_a_rule_that_excludes_the_cloud():
    assert said(verdict_of(reasons_with(cloud="fail")), "provided that data, copies and backups stay where")
    assert not said(verdict_of(reasons_with(cloud="pass"), make_estimate(SELF)), "provided that")


def test_a_must_that_an_option_may_not_provide_contradicts_nothing():
    needs = {"scenario": {"needs": {"answers": {"onc_certified": "must"}}}}

    assert not said(verdict_of(**needs), "contradict")


def test_a_rule_that_both_options_meet_does_not_contradict_that_nothing_rules_one_out():
    found = verdict_of({"raised": ["nothing"], "gates": {"hipaa_baa": {"applies": "yes", "sure": "in_writing"}}})

    assert {one.state for one in found.gates if one.gate == "hipaa_baa"} == {"pass"}
    assert not any("contradict" in one for one in found.qualifiers)


def test_contradictions_are_named_with_the_answer_that_was_believed():
    needs = {"scenario": {"needs": {"answers": {"onc_certified": "must"}}}}
    first = verdict_of({"raised": ["nothing"], "gates": {"residency_country": YES}})
    second = verdict_of({"gates": {"onc_certification": {"applies": "no"}}}, **needs)
    live = {"scenario": {"hosting": {"today": "live_cloud"}}}
    third = verdict_of({"raised": ["learning"], "gates": dict.fromkeys(LEARNING, YES)}, **live)

    for verdict in (first, second, third):
        assert len(said(verdict, "contradict")) == 1, verdict.qualifiers
    assert not said(verdict_of(), "contradict")
    assert not said(verdict_of({"raised": ["learning"], "gates": dict.fromkeys(LEARNING, YES)}), "contradict")


def test_the_json_of_a_verdict_is_json_and_names_outcome_reasons_and_questions():
    verdict = verdict_of(reasons_with(cloud="unknown"))
    document = json.loads(json.dumps(verdict.as_dict()))

    assert document["outcome"] == "ask_first"
    assert document["ready"] is None
    assert document["ask"] == [f"{verdict.ask[0].question} (Medplum)"]
    assert {"rule", "option", "state", "text", "source"} == set(document["reasons"][0])
    assert document["counted"] == [{"view": "loaded", "basis": "quarters"}, {"view": "loaded", "basis": "tasks"}]


@pytest.mark.parametrize("money", [SELF, CLOUD, (100_000.0, 101_000.0)])
def test_the_verdicts_own_sentences_carry_no_figures(money):
    verdict = verdict_of(estimate=make_estimate(money))
    own = [verdict.sentence, *verdict.depends_on, *(r.text for r in verdict.reasons if r.rule == "money")]

    assert not any(character.isdigit() for text in own for character in text)


@pytest.mark.parametrize(
    ("reasons", "scenario", "expected"),
    [
        ({}, {}, "no rule of a country was weighed"),
        ({}, {"people": {"country": "US"}}, "the rules of the team's country were weighed instead"),
        ({"patients_in": ["US"]}, {}, ""),
        ({"patients_in": ["other"]}, {}, "counsel there has to look"),
        ({"raised": ["learning"]}, {}, ""),
    ],
)
def test_countries_whose_rules_nobody_could_weigh_are_named(reasons, scenario, expected):
    found = said(verdict_of({"raised": ["nothing"], **reasons}, scenario=scenario), "weighed")

    assert (found and expected in found[0]) if expected else not found
