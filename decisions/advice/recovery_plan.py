"""The recovery plan of a case: levels against the targets, the level to use, runbook, drills, what is not known."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from decisions.case import Case
from estimator.book import Book
from estimator.book_rows import AssumptionRow
from estimator.estimate import Estimate, PricedLevel
from estimator.place import Place
from estimator.recovery_times import Corruption, LevelTimes
from estimator.scenario import UNKNOWN

from .counted import counted_place
from .drills import Measured, PlannedDrill, Shown, calendar, measured, showed_recovery
from .readiness import PracticeCheck
from .recovery_today import Today, code_point, denied_practices, level_today
from .runbook import RunbookStep, runbook

TOOLS = ("observability", "on_call", "secrets")
RESIDENCY = "residency_country"


@dataclass(frozen=True)
class PlannedLevel:
    """A level against the targets; `spare_minutes` and `surplus_usd_per_month` say what goes beyond them.

    `usd_per_month` None: no price; `surplus_usd_per_month` None: nothing to compare with.
    """

    times: LevelTimes
    usd_per_month: float | None
    counted: bool
    is_cheapest: bool
    rto_met: bool
    rpo_met: bool
    spare_minutes: float | None
    surplus_usd_per_month: float | None


@dataclass(frozen=True)
class Plan:
    """All that the plan rests on; times are the ones of the estimate. `open_points`: what is not known, by key.

    `today` and `measured` are what is known of recovery as it is, `denied` the practices of it that are not in place.
    """

    counted: LevelTimes
    levels: tuple[PlannedLevel, ...]
    corruption: Corruption
    place: Place
    rows: tuple[AssumptionRow, ...]
    steps: tuple[RunbookStep, ...]
    drills: tuple[PlannedDrill, ...]
    shown: Shown
    measured: Measured | None
    today: Today | None
    denied: tuple[PracticeCheck, ...]
    open_points: tuple[str, ...]


def recovery_plan(case: Case, estimate: Estimate, book: Book, today: date) -> Plan | None:
    """The plan for the level that the estimate counts; None where it worked out no levels."""
    found = estimate.recovery
    if not found.levels or found.corruption is None:
        return None
    counted = next(level for level in found.levels if level.level == found.level)
    shown = showed_recovery(case, found.target_rto_minutes)
    steps = runbook(case, book, found.level)
    return Plan(
        counted=counted,
        levels=tuple(_levels(estimate)),
        corruption=found.corruption,
        place=counted_place(case, book),
        rows=tuple(book.assumptions[key] for step in counted.timeline for key in step.parts),
        steps=steps,
        drills=calendar(case, book, today, found.target_rto_minutes),
        shown=shown,
        measured=measured(case, found.target_rto_minutes),
        today=level_today(case, estimate),
        denied=denied_practices(case, estimate, book),
        open_points=tuple(_open_points(case, estimate, steps, shown)),
    )


def least_price(estimate: Estimate) -> PricedLevel | None:
    """The level that meets the target at the least price of this estimate; None where none does, or none is priced.

    The estimate counts the first level that meets it, in the order of what stands by; where prices have another order,
    the two differ.
    """
    priced = [one for one in estimate.recovery_prices.levels if one.times.meets and one.usd_per_month is not None]
    return min(priced, key=lambda one: one.usd_per_month or 0.0, default=None)


def _levels(estimate: Estimate) -> Iterator[PlannedLevel]:
    found = estimate.recovery
    prices = {level.times.level: level.usd_per_month for level in estimate.recovery_prices.levels}
    cheapest = least_price(estimate)
    base = cheapest.usd_per_month if cheapest else None
    for times in found.levels:
        usd = prices.get(times.level)
        compared = times.meets and usd is not None and base is not None
        yield PlannedLevel(
            times=times,
            usd_per_month=usd,
            counted=times.level == found.level,
            is_cheapest=times.level == (cheapest.times.level if cheapest else found.cheapest),
            rto_met=times.rto_p80_minutes <= found.target_rto_minutes,
            rpo_met=times.rpo_minutes <= found.target_rpo_minutes,
            spare_minutes=found.target_rto_minutes - times.rto_p80_minutes if times.meets else None,
            surplus_usd_per_month=(usd or 0.0) - (base or 0.0) if compared else None,
        )


def _open_points(case: Case, estimate: Estimate, steps: tuple[RunbookStep, ...], shown: Shown) -> Iterator[str]:
    """Keys of what the plan does not know."""
    today = level_today(case, estimate)
    if today is not None and today.level is None:
        yield "level_today"
    yield from _open_answers(case)
    yield "second_place_in_country" if _bound_to_country(case) else "second_place"
    if any(step.lacks_service for step in steps):
        yield "services"
    yield from _open_prices(estimate)
    if shown != "yes":
        on_record = measured(case, estimate.recovery.target_rto_minutes) is not None
        yield "drill_missed" if on_record else f"drill_{shown}"


def _open_prices(estimate: Estimate) -> Iterator[str]:
    gap = any(line.group == "recovery" and line.state == "not_estimated" for line in estimate.lines)
    if all(level.usd_per_month is None for level in estimate.recovery_prices.levels):
        yield "beyond_bill" if gap else "bill"
    elif gap:
        yield "prices"


def _open_answers(case: Case) -> Iterator[str]:
    hosting, recovery = case.scenario.hosting, case.scenario.recovery
    if hosting.platform == UNKNOWN:
        yield "platform"
    if not (recovery.rto_minutes or recovery.rpo_minutes):
        yield "first_hour" if recovery.first_hour == UNKNOWN else "targets"
    elif not (recovery.rto_minutes and recovery.rpo_minutes):
        yield "one_target"
    if point := code_point(case):
        yield point
    if any(getattr(hosting, tool) == UNKNOWN for tool in TOOLS):
        yield "tools"
    if case.scenario.workload.database_gb_at_start is None:
        yield "database_size"


def _bound_to_country(case: Case) -> bool:
    answer = case.reasons.gates.get(RESIDENCY)
    return answer is not None and answer.applies == "yes"
