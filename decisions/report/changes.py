"""What a verdict depends on, in words with amounts: what would have to change where neither option is feasible."""

from collections.abc import Iterator

from decisions.advice.results import Verdict
from decisions.case import Case
from estimator.estimate import OPTIONS, Estimate

from . import format as fmt
from .narrative import LABELS, about

CAP = "budget_cap"


def what_it_depends_on(case: Case, estimate: Estimate, verdict: Verdict) -> list[str]:
    """Sentences; none while questions are open, as they say it themselves."""
    return [] if verdict.ask else [*verdict.depends_on, *_to_the_cap(case, estimate, verdict)]


def _to_the_cap(case: Case, estimate: Estimate, verdict: Verdict) -> Iterator[str]:
    """By how much an option is above the cap, as the middle of its range counts against it."""
    cap = case.reasons.cap_per_year
    over = {one.option for one in verdict.gates if one.gate == CAP and one.state == "fail"}
    if cap is None or verdict.outcome != "not_feasible":
        return
    for option in OPTIONS:
        year = estimate.options[option].p50 * fmt.QUARTERS_A_YEAR / len(estimate.quarters)
        if option in over:
            yield (
                f"{LABELS[option]} costs about {about(estimate, year)} in an average year, about "
                f"{about(estimate, year - cap.likely)} more than the cap: it would have to cost that much less, or the "
                "cap would have to be that much higher."
            )
