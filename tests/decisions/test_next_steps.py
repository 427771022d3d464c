"""Next steps follow from the verdict; reasons stand in order of weight."""

import datetime
from dataclasses import replace

import pytest

from decisions.advice import judge
from decisions.advice.reasons import READINESS
from decisions.advice.revisit import Dated, Revisit
from decisions.report.next_steps import next_steps
from tests.builders_estimate import make_case, make_estimate, make_line, shipped_book
from tests.decisions.cases import LEARNING, NOTHING_RAISED, ready_case, reasons_with

SELF, CLOSE, CLOUD = (60_000.0, 300_000.0), (100_000.0, 105_000.0), (300_000.0, 60_000.0)
AGAIN = Revisit((Dated(datetime.date(2027, 3, 31), "offer", "Medplum's price in writing"),), (), (), 12)
BELIEVED = {"applies": "yes", "sure": "believe"}
NEVER = Revisit((), (), (), 12)
PRICE = make_line("subscription_cost", "cloud", group="subscription", label="Subscription")


def steps_of(case, yearly=CLOUD, again=AGAIN, lines=()):
    estimate = make_estimate(yearly, lines=lines)
    return [step.line for step in steps_with_points(case, estimate, again)]


def steps_with_points(case, estimate, again=AGAIN):
    return next_steps(case, estimate, judge(case, estimate, shipped_book()), shipped_book(), (), again)


def begins(steps, words):
    return [step for step in steps if step.startswith(words)]


def test_the_last_steps_freeze_a_report_and_name_the_day_to_come_back():
    assert steps_of(make_case(reasons=NOTHING_RAISED))[-2:] == [
        "Freeze a report, so that the decision can be read with the figures it was taken on.",
        "Look at the decision again on 31 March 2027.",
    ]
    assert not begins(steps_of(make_case(reasons=NOTHING_RAISED), again=NEVER), "Look at")


def test_open_questions_are_asked_first_of_whoever_knows():
    asked = reasons_with("pass", "unknown")
    (first, *_) = steps_with_points(make_case(reasons=asked), make_estimate(CLOUD, lines=[PRICE]))

    assert first.text == "Send Medplum the e-mail with two questions, and enter what comes back, with its date."
    assert first.points == ("The country in which the data lies: this answer can change the verdict.",)
    nothing_said = steps_of(make_case())
    assert nothing_said[0].startswith(
        "Ask the data protection officer about “a rule that excludes an option”: is there one?"
    )


def test_a_person_has_one_step_and_every_point_names_its_subject():
    reasons = {"raised": ["country"], "patients_in": ["DE"], "gates": {"us_federal_fedramp": BELIEVED}}
    steps = steps_with_points(make_case(reasons=reasons), make_estimate(CLOUD))
    texts = [step.text for step in steps]

    assert texts[0] == "Ask the data protection officer:"
    assert [point.partition(":")[0] for point in steps[0].points] == [
        "C5 attestation (§ 393 SGB V)",
        "Data transfer from the EU to the United States",
        "The country in which the data lies",
    ]
    assert steps[0].points[0].startswith("C5 attestation (§ 393 SGB V): does the rule apply? Who can confirm it: data")
    assert steps[0].points[1].endswith("United States: does the rule apply?")
    assert len(texts) == len(set(texts))


def test_an_answer_that_is_believed_is_confirmed_by_name_and_once():
    no = {"eu_gdpr_transfer": {"applies": "no", "sure": "believe"}}
    (step,) = begins(steps_of(make_case(reasons={"raised": ["nothing"], "gates": no})), "Have it confirmed")
    assert step == (
        "Have it confirmed in writing by the data protection officer that this rule does not apply: "
        "data transfer from the EU to the United States."
    )
    both = no | {"de_c5_sgb_v_393": {"applies": "no", "sure": "believe"}}
    (step, *_) = steps_with_points(make_case(reasons={"raised": ["nothing"], "gates": both}), make_estimate(CLOUD))
    assert step.text == "Ask the data protection officer:"
    assert all("have it confirmed in writing that this rule does not apply" in point for point in step.points)


def test_what_is_met_anyway_or_asked_about_is_not_to_be_confirmed_too():
    met = {"hipaa_baa": {"applies": "yes", "sure": "believe", "vendor": "agreed"}}
    assert not begins(steps_of(make_case(reasons={"raised": ["nothing"], "gates": met})), "Have it confirmed")
    asked = {"gates": {"residency_country": BELIEVED}}
    steps = steps_of(make_case(reasons={"raised": ["country"], **asked}))
    assert len(begins(steps, "Ask the data protection officer")) == 1
    assert not begins(steps, "Have it confirmed")


def test_open_questions_come_before_a_day_to_look_again():
    waiting = replace(AGAIN, waits_for=("data protection officer or counsel, with the clause", "Medplum"))
    assert steps_of(make_case(reasons=NOTHING_RAISED), again=waiting)[-1] == (
        "Look at the decision again as soon as the data protection officer and Medplum have answered what is open, "
        "and on 31 March 2027 at the latest."
    )


def test_what_is_only_believed_is_to_be_confirmed():
    gates = {"residency_country": {"applies": "no", "sure": "believe"}}
    assert begins(steps_of(make_case(reasons={"raised": ["country"], "gates": gates})), "Have it confirmed in writing")
    assert not begins(steps_of(make_case(reasons=reasons_with())), "Have it confirmed")


@pytest.mark.parametrize(
    ("yearly", "ready", "today", "expected"),
    [
        (SELF, False, "nothing", ["Put in place what blocks before anything goes live: one point"]),
        (SELF, None, "nothing", ["Answer the readiness check: one of its points decides and is not known."]),
        (SELF, True, "nothing", []),
        (SELF, True, "live_cloud", ["Plan the move to own hosting"]),
        (CLOUD, False, "nothing", ["Have Medplum put its price in writing"]),
        (CLOUD, False, "live_self_hosted", ["Put in place what blocks: one point", "Plan the move to Medplum Cloud"]),
        (CLOSE, True, "nothing", ["Choose by what money does not measure"]),
    ],
)
def test_the_steps_of_each_outcome(yearly, ready, today, expected):
    case = ready_case(ready, hosting={"platform": "aws", "today": today})
    steps = steps_of(case, yearly)[:-2]

    assert len(steps) == len(expected)
    for step, words in zip(steps, expected, strict=True):
        assert step.startswith(words)


def test_where_no_option_is_feasible_a_rule_has_to_give_way():
    (first, *_) = steps_of(make_case(reasons=reasons_with("fail", "fail")))
    assert first.startswith("Choose which rule can give way: “What would have to change”")


def rules(yearly, reasons):
    verdict = judge(make_case(reasons=reasons), make_estimate(yearly), shipped_book())
    return [reason.rule for reason in verdict.reasons]


def test_reasons_stand_in_order_of_weight():
    assert rules(CLOUD, reasons_with())[:2] == ["cloud_recommended", "money"]
    assert rules(CLOUD, reasons_with("pass", "fail"))[:2] == ["self_host_required", "residency_country"]
    assert rules(CLOUD, reasons_with("pass", "unknown"))[:2] == ["ask_first", "residency_country"]
    by_reason = rules(CLOUD, reasons_with(learning="pass"))
    assert by_reason[0] == "self_host_by_reason"
    assert set(by_reason[1:4]) == set(LEARNING)
    for states in (("pass", "pass"), ("fail", "pass"), ("unknown", "fail")):
        assert set(rules(CLOUD, reasons_with(*states))[-len(READINESS) :]) == set(READINESS)
