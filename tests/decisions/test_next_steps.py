"""Next steps follow from the verdict; reasons stand in order of weight."""

import datetime

import pytest

from decisions.advice import judge
from decisions.advice.reasons import READINESS
from decisions.advice.revisit import Dated, Revisit
from decisions.report.next_steps import next_steps
from tests.builders_estimate import make_case, make_estimate, make_line, shipped_book
from tests.decisions.cases import LEARNING, NOTHING_RAISED, ready_case, reasons_with

SELF, CLOSE, CLOUD = (60_000.0, 300_000.0), (100_000.0, 105_000.0), (300_000.0, 60_000.0)
AGAIN = Revisit((Dated(datetime.date(2027, 3, 31), "offer", "Medplum's price in writing"),), (), (), 12)
NEVER = Revisit((), (), (), 12)
PRICE = make_line("subscription_cost", "cloud", group="subscription", label="Subscription")


def steps_of(case, yearly=CLOUD, again=AGAIN, lines=()):
    estimate = make_estimate(yearly, lines=lines)
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
    steps = steps_of(make_case(reasons=asked), lines=[PRICE])

    assert steps[0] == "Send Medplum the e-mail with two questions, and enter what comes back, with its date."
    nothing_said = steps_of(make_case())
    assert nothing_said[0].startswith("Ask data protection officer or counsel")


def test_what_is_only_believed_is_to_be_confirmed():
    gates = {"residency_country": {"applies": "yes", "sure": "believe"}}
    assert begins(steps_of(make_case(reasons={"raised": ["country"], "gates": gates})), "Have it confirmed in writing")
    assert not begins(steps_of(make_case(reasons=reasons_with())), "Have it confirmed")


@pytest.mark.parametrize(
    ("yearly", "ready", "today", "expected"),
    [
        (SELF, False, "nothing", ["Put in place what blocks before anything goes live: one point"]),
        (SELF, None, "nothing", ["Answer the readiness check: one of its points"]),
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
