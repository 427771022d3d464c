"""Recovery drills: what those that were held show, and when the next ones are due."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from decisions.case import Case, Drill
from estimator.book import Book

DrillKind = Literal["tabletop", "real"]
Shown = Literal["yes", "no", "unknown"]
FIRST_WEEKS: dict[DrillKind, str] = {"tabletop": "drill_first_tabletop_weeks", "real": "drill_first_real_weeks"}
DAYS_A_WEEK, SATURDAY = 7, 5


@dataclass(frozen=True)
class PlannedDrill:
    """A drill to hold. `overdue_since`: the day on which it was due, if that has passed."""

    on: date
    kind: DrillKind
    overdue_since: date | None = None


def showed_recovery(case: Case, rto_minutes: float) -> Shown:
    """Whether the latest real drill was back within the target; without any, what was answered.

    Of two on one day the one recorded last counts.
    """
    real = [drill for drill in case.readiness.drills if drill.kind == "real"]
    if not real:
        return case.readiness.drill_showed_recovery
    latest = sorted(real, key=lambda drill: drill.on)[-1]
    return "yes" if latest.minutes is not None and latest.minutes <= rto_minutes else "no"


def drills_per_year(case: Case, book: Book, kind: DrillKind) -> float:
    """How many drills of a kind are held a year: the answer, else the book's likely value."""
    given = case.scenario.recovery.dr_tests_per_year
    if kind == "real" and given:
        return given.likely
    return book.assumptions["dr_tests_per_year" if kind == "real" else "tabletop_drills_per_year"].likely


def calendar(case: Case, book: Book, today: date) -> tuple[PlannedDrill, ...]:
    """The drills of the year that begins today, by date; what is overdue comes on the next working day."""
    found = [drill for kind in FIRST_WEEKS for drill in _of_kind(case, book, kind, today)]
    return tuple(sorted(found, key=lambda drill: (drill.on, drill.kind)))


def _of_kind(case: Case, book: Book, kind: DrillKind, today: date) -> Iterator[PlannedDrill]:
    rate = drills_per_year(case, book, kind)
    if rate <= 0:
        return
    year = book.assumptions["days_per_quarter"].likely * book.assumptions["quarters_per_year"].likely
    between = timedelta(days=max(1, round(year / rate)))
    due = _first_due(case, book, kind, today, between)
    if due < today:
        yield PlannedDrill(_working_day(today), kind, overdue_since=due)
        due = today + between
    while due <= today + timedelta(days=round(year)):
        yield PlannedDrill(_working_day(due), kind)
        due += between


def _first_due(case: Case, book: Book, kind: DrillKind, today: date, between: timedelta) -> date:
    """After the latest drill; a real one stands in for a tabletop exercise."""
    held = [drill.on for drill in case.readiness.drills if kind in (drill.kind, "tabletop")]
    if held:
        return max(held) + between
    return today + timedelta(days=DAYS_A_WEEK * round(book.assumptions[FIRST_WEEKS[kind]].likely))


def _working_day(day: date) -> date:
    """The day itself, or the Monday after a weekend."""
    late = max(0, day.weekday() - SATURDAY + 1)
    return day + timedelta(days=3 - late if late else 0)


def newest_first(drills: tuple[Drill, ...]) -> list[tuple[int, Drill]]:
    """Drills that were held with their place among the answers, the latest first."""
    return sorted(enumerate(drills), key=lambda item: (item[1].on, item[0]), reverse=True)
