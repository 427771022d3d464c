"""The one step that comes first, by the outcome: what the button at the top of a result says and where it leads."""

from typing import Any

from decisions.advice.results import Verdict
from decisions.case import Case

from . import format as fmt

Step = dict[str, str]


def primary_step(case: Case, verdict: Verdict, document: dict[str, Any]) -> Step:
    """Label, and the place it leads to: a heading of this page, "freeze" or "practices" (the readiness check)."""
    if verdict.outcome == "not_feasible":
        return _step("See what would make an option possible", "reasons")
    if verdict.outcome == "ask_first":
        count = len(verdict.ask)
        return _step("Ask what decides" + (f": {fmt.word(count)} questions" if count > 1 else ""), "ask")
    if verdict.outcome == "too_close":
        place = "deciding" if document["deciding"] else "other-ways"
        return _step("See what would turn the answer", place)
    return _to_self_host(verdict) if verdict.winner == "self_host" else _to_cloud(case, document)


def _to_self_host(verdict: Verdict) -> Step:
    if verdict.capability.blockers:
        return _step("See what has to be in place first", "readiness")
    if verdict.capability.unknown:
        return _step("Answer the readiness check", "practices")
    return _step("Freeze a report to share", "freeze")


def _to_cloud(case: Case, document: dict[str, Any]) -> Step:
    if case.scenario.hosting.today == "live_self_hosted":
        return _step("See what the move takes", "staying")
    if case.scenario.needs.quote_per_month is None and document["email"]:
        return _step("Ask Medplum for its price in writing", "email")
    return _step("Freeze a report to share", "freeze")


def _step(label: str, place: str) -> Step:
    return {"label": label, "place": place}
