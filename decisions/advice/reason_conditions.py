"""Whether the conditions of a reason to self-host hold, weighed against what else was answered."""

from collections.abc import Mapping

from decisions.case import Case, GateAnswer

from .gate_rows import Row
from .results import State

LIVE = ("live_cloud", "live_self_hosted")
RAISED_FOR: Mapping[str, str] = {"learning": "learning", "fork": "fork", "connectivity": "offline"}  # group → reason
NOT_ANSWERED = GateAnswer()
NO_COPY_NEEDED: Mapping[str, str] = {  # condition that a word of the vendor ends → what it said
    "fork_justified_cause": "Medplum accepts the change",
    "fork_alternatives_tried": "Medplum names another way",
}


def condition_state(row: Row, answers: Mapping[str, GateAnswer], case: Case) -> tuple[State, str]:
    """State of one condition and, where another answer decides it, why.

    "Applies" means here that the condition holds. It does not where the vendor accepts the change that a fork is for,
    or where nothing has to work without internet; it is open while another answer says the opposite.
    """
    answer = answers[row["gate"]]
    if answer.applies == "no":
        return "fail", ""
    if answer.vendor == "agreed" and row["gate"] in NO_COPY_NEEDED:
        return "fail", f"{NO_COPY_NEEDED[row['gate']]}, so that no copy of the code is needed"
    if row["gate"] == "offline_lightweight":
        return _lightweight(answer, answers.get("offline_operation", NOT_ANSWERED))
    if against := contrary_answer(row["gate"], case):
        return "unknown", f"another answer says the opposite: {against}"
    return _confirmed(answer), ""


def _confirmed(answer: GateAnswer) -> State:
    return "pass" if answer.applies == "yes" and answer.sure == "in_writing" else "unknown"


def _lightweight(answer: GateAnswer, operation: GateAnswer) -> tuple[State, str]:
    """A small installation is a reason only where work has to go on without internet."""
    if operation.applies == "no":
        return "fail", "work need not go on while there is no internet"
    if _confirmed(operation) == "unknown":
        return "unknown", "whether work has to go on without internet is not confirmed"
    return _confirmed(answer), ""


def contrary_answer(gate: str, case: Case) -> str:
    """What another answer says against a condition of learning; empty where none does."""
    scenario = case.scenario
    if gate == "learning_no_production" and scenario.hosting.today in LIVE:
        return "it is live"
    if gate == "learning_no_patients" and has_patients(case):
        return "patients will have a record"
    if gate == "learning_no_scale" and scenario.workload.requests_per_second_at_peak is not None:
        return "a load in the busiest minutes is named"
    return ""


def has_patients(case: Case) -> bool:
    """Whether a number of patients with a record was answered."""
    workload = case.scenario.workload
    return workload.patients is not None or workload.patients_band not in ("none", "unknown")


def is_weighed(row: Row, case: Case) -> bool:
    """Whether a condition counts: its reason is ticked, or nothing was ticked at all."""
    raised = case.reasons.raised
    return not raised or RAISED_FOR.get(row["reason_group"], "") in raised
