"""What a verdict depends on, in words with amounts: what would have to change where neither option is feasible."""

from decisions.advice.results import Verdict
from decisions.case import Case
from estimator.estimate import OPTIONS, Estimate, OptionKey

from . import format as fmt
from .narrative import NAMES, about

CAP = "budget_cap"


def what_it_depends_on(case: Case, estimate: Estimate, verdict: Verdict) -> list[str]:
    """Sentences; none while questions are open, as they say it themselves."""
    if verdict.ask:
        return []
    if verdict.outcome != "not_feasible":
        return list(verdict.depends_on)
    changes = zip(OPTIONS, verdict.depends_on, strict=True)
    return [f"{text}{_above_the_cap(option, case, estimate, verdict)}" for option, text in changes]


def _above_the_cap(option: OptionKey, case: Case, estimate: Estimate, verdict: Verdict) -> str:
    """By how much an option is above the cap, as the middle of its range counts against it."""
    cap = case.reasons.cap_per_year
    over = any(one.gate == CAP and one.option == option and one.state == "fail" for one in verdict.gates)
    if cap is None or not over:
        return ""
    year = estimate.options[option].p50 * fmt.QUARTERS_A_YEAR / len(estimate.quarters)
    more = about(estimate, year - cap.likely)
    return f" An average year of {NAMES[option]} costs about {about(estimate, year)}, about {more} more than the cap."
