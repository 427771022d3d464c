"""Drills in the recovery plan: how often, when the next ones are due, what those that were held came to."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from decisions.advice.drills import Measured, PlannedDrill, drills_per_year, newest_first
from decisions.advice.recovery_plan import Plan
from decisions.case import Case
from estimator.book import Book

from . import format as fmt
from .answers import DRILL_LABELS
from .recovery_today import against_target
from .tables import Table, cell, row, table


def drill_sentences(case: Case, book: Book) -> list[str]:
    """How often, on which days, and what one costs in hours."""
    return list(_sentences(case, book))


def _sentences(case: Case, book: Book) -> Iterator[str]:
    real, talk = (drills_per_year(case, book, kind) for kind in ("real", "tabletop"))
    hours, weeks = book.assumptions["dr_test_person_hours"], book.assumptions["drill_repeat_weeks"].likely
    if real <= 0:
        yield "You plan no real drill. Then nothing shows that recovery works."
    else:
        given = "as you answered" if case.scenario.recovery.dr_tests_per_year else "the book’s usual number"
        yield (
            f"{fmt.counted(real, 'real drill')} a year, {given}; {fmt.counted(talk, 'tabletop exercise')} a year, "
            "which a real drill can take the place of. One that misses the target is repeated within "
            f"{fmt.counted(weeks, 'week')}."
        )
    yield "They keep clear of weekends and of the turn of the year (20 December to 6 January)."
    span = (
        f"{fmt.number(hours.low, 0)} to {fmt.number(hours.high, 0)} person-hours, likely {fmt.number(hours.likely, 0)}"
    )
    yield f"A real drill takes {span}; they are inside the people that the estimate counts."


def drill_calendar(plan: Plan) -> Table | None:
    """The next drills by date; None where none is planned."""
    rows = [row(fmt.day(drill.on), [cell(_kind(drill))], note=_overdue(drill.overdue_since)) for drill in plan.drills]
    return table("Drills of the next twelve months", ("Date", "Kind"), rows, words=True) if rows else None


def _kind(drill: PlannedDrill) -> str:
    kind = DRILL_LABELS[drill.kind]
    return f"{kind}, repeats that of {fmt.day(drill.repeats)}, which missed the target" if drill.repeats else kind


def _overdue(since: date | None) -> str:
    return f"overdue since {fmt.day(since)}" if since else ""


def drill_records(case: Case, target_minutes: float) -> list[dict[str, Any]]:
    """Drills that were held, the latest first; real ones against the target as it is now."""
    return [
        {
            "place": place,
            "on": drill.on.isoformat(),
            "day": fmt.day(drill.on),
            "kind": DRILL_LABELS[drill.kind],
            "minutes": fmt.minutes(drill.minutes) if drill.minutes else "not measured" if drill.kind == "real" else "–",
            "note": drill.note,
            "against": _against(Measured(drill.on, drill.minutes, target_minutes)) if drill.minutes else "",
        }
        for place, drill in newest_first(case.readiness.drills)
    ]


def _against(found: Measured) -> str:
    return f"The target of {fmt.minutes(found.target_minutes)} was {against_target(found)}."
