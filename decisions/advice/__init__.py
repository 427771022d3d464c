"""Judge: what the answers and figures amount to. Pure: no Django, no request."""

from .capability import ready
from .gates import evaluate
from .results import Ask, Capability, Compared, Finding, GateResult, Limits, Money, Outcome, Reason, Verdict
from .rules import OUTCOMES
from .verdict import judge
from .wording import NAMES

__all__ = [
    "NAMES",
    "OUTCOMES",
    "Ask",
    "Capability",
    "Compared",
    "Finding",
    "GateResult",
    "Limits",
    "Money",
    "Outcome",
    "Reason",
    "Verdict",
    "evaluate",
    "judge",
    "ready",
]
