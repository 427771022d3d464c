"""What it takes to put practices in place: hours, weeks and money, and where the estimate counts that work already."""

from collections.abc import Sequence

from decisions.advice.progress import EITHER_WAY, Gap, Progress
from estimator.book import Book
from estimator.estimate import Estimate

from . import format as fmt

HOUR_COST, WORK_LINE = "engineer_hour_cost", "compliance_work_cost"


def cost_of(hours: float, estimate: Estimate) -> float | None:
    """USD for so many hours of an engineer, at the likely cost of an hour; None where the estimate has no such cost."""
    found = estimate.explanations.get(HOUR_COST)
    return hours * found.value if found else None


def is_counted(estimate: Estimate) -> bool:
    """Whether hours of these people are money as the board counts: own people's time is no new money."""
    line = next((line for line in estimate.lines if line.key == WORK_LINE), None)
    return line is None or line.view in ("both", estimate.headline_view)


def beyond(gaps: Sequence[Gap]) -> float:
    """Likely hours of gaps that no line of the estimate and no other practice holds."""
    return sum(gap.hours[1] for gap in gaps if not gap.within)


def hours_of(hours: float) -> str:
    """Likely hours for a list, all in one unit: "0.5 hours", "120 hours"."""
    return fmt.counted(fmt.significant(hours), "hour")


def with_cost(hours: float, estimate: Estimate, book: Book) -> str:
    """Hours as weeks from an engineer's week on, with what they cost: "1.4 engineer-weeks, or about $5,200"."""
    week = book.assumptions["hours_per_engineer_week"].likely
    weeks = fmt.counted(fmt.significant(hours / week), "engineer-week")
    return f"{weeks if hours >= week else hours_of(hours)}{_cost(hours, estimate)}"


def _cost(hours: float, estimate: Estimate) -> str:
    usd = cost_of(hours, estimate)
    if usd is None:
        return ""
    if not is_counted(estimate):
        return " of your own people’s time, no new money"
    return f", or about {fmt.money_about(estimate.money(usd), estimate.currency)}"


def work_sentence(gaps: Sequence[Gap], estimate: Estimate, book: Book) -> str:
    """How much work these gaps are, what it costs, and where it is counted; empty without any work."""
    hours = sum(gap.hours[1] for gap in gaps)
    if not hours:
        return ""
    what = f"Putting the practices in place that block takes about {with_cost(hours, estimate, book)}."
    return f"{what} {_where(gaps, hours, estimate, book)}"


def _where(gaps: Sequence[Gap], hours: float, estimate: Estimate, book: Book) -> str:
    extra = beyond(gaps)
    if extra == hours:
        return "No line of the estimate holds this work."
    within = sorted({gap.within for gap in gaps if gap.within})
    held = [f"“{one}”" for one in within if one != EITHER_WAY]
    counted = f"counted under {fmt.listed(held)}" if held else ""
    either = EITHER_WAY if EITHER_WAY in within else ""
    parts = " or ".join(part for part in (counted, either) if part)
    if not extra:
        return f"It is {parts}."
    return f"In part it is {parts}; no line of the estimate holds the other {with_cost(extra, estimate, book)}."


def total_sentence(found: Progress, estimate: Estimate, book: Book) -> str:
    """The work of all domains: what is missing, and what nobody has looked at."""
    missing, open_ones = (sum(gap.hours[1] for gap in gaps) for gaps in (found.gaps, found.to_look_at))
    parts = [f"about {with_cost(missing, estimate, book)} for what is missing"] if missing else []
    if open_ones:
        parts.append(f"up to about {with_cost(open_ones, estimate, book)} for what was not looked at")
    return f"Work in all domains: {'; '.join(parts)}." if parts else ""
