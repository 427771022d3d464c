"""The reasons of a verdict as the report shows them."""

from collections import defaultdict
from typing import Any

from decisions.advice.results import Reason, State, Verdict

from . import narrative
from .sources import sources_of

STATE_LABELS = {"pass": "met", "fail": "not met", "unknown": "open"}
BOTH_LABELS = {"pass": "settled", "fail": "not met", "unknown": "open for both"}
MONEY_LABELS = {"pass": "clear", "unknown": "not clear"}


def reason_rows(verdict: Verdict) -> list[dict[str, Any]]:
    """Every reason in order of weight, what is `settled` last: it is met wherever it counts, and tells nothing apart.

    A sentence that the reason before it rests on, too, is not said twice.
    """
    states: dict[str, set[State]] = defaultdict(set)
    for reason in verdict.reasons:
        states[reason.rule].add(reason.state)
    weighs = (verdict.outcome, "money")
    settled = [reason.rule not in weighs and states[reason.rule] == {"pass"} for reason in verdict.reasons]
    ordered = sorted(zip(settled, verdict.reasons, strict=True), key=lambda one: one[0])
    before = ["", *(reason.sentence for _, reason in ordered)]
    return [
        {**_row(reason, verdict, said=reason.sentence == said), "settled": is_settled}
        for (is_settled, reason), said in zip(ordered, before, strict=False)
    ]


def _row(reason: Reason, verdict: Verdict, *, said: bool) -> dict[str, Any]:
    """The first reason is the outcome itself and needs no state; a rule of no single option is about both."""
    labels = MONEY_LABELS if reason.rule == "money" else STATE_LABELS if reason.option else BOTH_LABELS
    return {
        "rule": reason.rule,
        "option": narrative.LABELS[reason.option] if reason.option else "",
        "state": reason.state,
        "state_label": "" if reason.rule == verdict.outcome else labels[reason.state],
        "text": reason.text,
        "sentence": "" if said else reason.sentence,
        "sources": [] if said else sources_of(reason.source),
    }
