"""Conditions of the reasons to self-host: confirmed, denied by another answer, or of a reason that nobody ticked."""

import pytest

from decisions.advice import evaluate
from decisions.advice.gates import reason_states
from tests.builders_estimate import make_case, make_estimate, shipped_book
from tests.decisions.cases import verdict_of
from tests.decisions.test_gates import ANSWERS, YES, state_of, states


@pytest.mark.parametrize(("applies", "sure"), ANSWERS)
def test_a_reason_carries_only_when_its_condition_is_confirmed(applies, sure):
    expected = "fail" if applies == "no" else "pass" if (applies, sure) == ("yes", "in_writing") else "unknown"

    gates = {"offline_operation": YES, "offline_lightweight": {"applies": applies, "sure": sure}}
    assert states({"gates": gates})["offline_lightweight", "self_host"] == expected


@pytest.mark.parametrize(
    ("operation", "expected"),
    [(YES, "pass"), ({"applies": "no"}, "fail"), ({"applies": "yes", "sure": "believe"}, "unknown"), ({}, "unknown")],
)
def test_a_small_installation_is_a_reason_only_where_work_has_to_go_on_offline(operation, expected):
    gates = {"offline_operation": operation, "offline_lightweight": YES}

    assert states({"raised": ["offline"], "gates": gates})["offline_lightweight", "self_host"] == expected


CONTRARY = [
    ("learning_no_production", {"hosting": {"today": "live_self_hosted"}}, "it is live"),
    ("learning_no_patients", {"workload": {"patients": 1_000_000}}, "patients will have a record"),
    ("learning_no_scale", {"workload": {"requests_per_second_at_peak": 500}}, "a load in the busiest minutes is named"),
]


@pytest.mark.parametrize(("gate", "scenario", "because"), CONTRARY)
def test_a_condition_that_another_answer_denies_is_open(gate, scenario, because):
    reasons = {"gates": dict.fromkeys(("learning_no_production", "learning_no_patients", "learning_no_scale"), YES)}

    assert set(states(reasons).values()) == {"pass"}
    found = states(reasons, scenario)
    assert [key for (key, _), state in found.items() if state == "unknown"] == [gate]
    verdict = verdict_of(reasons, scenario=scenario)
    assert verdict.outcome == "ask_first"
    assert any(because in reason.text for reason in verdict.reasons)


@pytest.mark.parametrize("gate", ["learning_no_production", "fork_justified_cause", "offline_lightweight"])
def test_a_reason_that_is_not_ticked_is_not_weighed(gate):
    found = states({"raised": ["nothing"], "gates": {gate: YES}})

    assert found == {}


def test_a_change_that_the_vendor_accepts_needs_no_fork():
    assert state_of("fork_justified_cause", YES | {"vendor": "agreed"}, "self_host") == "fail"
    assert state_of("fork_alternatives_tried", YES | {"vendor": "agreed"}, "self_host") == "fail"
    assert state_of("learning_no_production", YES | {"vendor": "agreed"}, "self_host") == "pass"


@pytest.mark.parametrize("reason", ["learning", "fork"])
def test_a_reason_needs_every_gate_of_its_own(reason):
    gates = [row["gate"] for row in shipped_book().rows("gates") if row["reason_group"] == reason]

    def carried(answers):
        case = make_case(reasons={"raised": [reason], "gates": answers})
        return reason_states(evaluate(case, make_estimate(), shipped_book()))[reason]

    assert len(gates) > 1
    assert carried(dict.fromkeys(gates, YES)) == "pass"
    for gate in gates:
        assert carried({other: YES for other in gates if other != gate}) == "unknown"
        assert carried(dict.fromkeys(gates, YES) | {gate: {"applies": "no"}}) == "fail"
