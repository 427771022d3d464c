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
REPEAT_WEEKS = "drill_repeat_weeks"
DAYS_A_WEEK, SATURDAY = 7, 5
CLOSES, OPENS = (12, 20), (1, 6)  # first and last day (month, day) of the turn of the year, when people are away


@dataclass(frozen=True)
class PlannedDrill:
    """A drill to hold. `overdue_since`: its day, if that has passed; `repeats`: day of the one that was not in time."""

    on: date
    kind: DrillKind
    overdue_since: date | None = None
    repeats: date | None = None


@dataclass(frozen=True)
class Measured:
    """The latest real drill against a target. `minutes` None: nobody measured it, or it broke off."""

    on: date
    minutes: float | None
    target_minutes: float

    @property
    def in_time(self) -> bool:
        """Whether it was back within the target."""
        return self.minutes is not None and self.minutes <= self.target_minutes


def measured(case: Case, rto_minutes: float) -> Measured | None:
    """What the latest real drill on record showed, of two on one day the one recorded last; None where none is."""
    real = [drill for drill in case.readiness.drills if drill.kind == "real"]
    if not real:
        return None
    latest = sorted(real, key=lambda drill: drill.on)[-1]
    return Measured(latest.on, latest.minutes, rto_minutes)


def showed_recovery(case: Case, rto_minutes: float) -> Shown:
    """Whether the latest real drill was back within the target; without any, what was answered."""
    found = measured(case, rto_minutes)
    if found is None:
        return case.readiness.drill_showed_recovery
    return "yes" if found.in_time else "no"


def drills_per_year(case: Case, book: Book, kind: DrillKind) -> float:
    """How many drills of a kind are held a year: the answer, else the book's likely value."""
    given = case.scenario.recovery.dr_tests_per_year
    if kind == "real" and given:
        return given.likely
    return book.assumptions["dr_tests_per_year" if kind == "real" else "tabletop_drills_per_year"].likely


def calendar(case: Case, book: Book, today: date, rto_minutes: float) -> tuple[PlannedDrill, ...]:
    """The drills of the year that begins today, by date, on working days outside the turn of the year.

    What is overdue comes on the next such day. A real drill stands in for a tabletop exercise; one that was not in
    time is repeated within weeks.
    """
    real = tuple(_real(case, book, today, rto_minutes))
    found = {(drill.on, drill.kind): drill for drill in (*_tabletops(case, book, today, real), *reversed(real))}
    return tuple(found[key] for key in sorted(found))


def _real(case: Case, book: Book, today: date, rto_minutes: float) -> Iterator[PlannedDrill]:
    between = _between(case, book, "real")
    if between is None:
        return
    due, repeats = _first_due(case, book, "real", today, between), None
    last = measured(case, rto_minutes)
    if last and not last.in_time:
        due, repeats = min(due, last.on + _weeks(book, REPEAT_WEEKS)), last.on
    if due < today:
        yield PlannedDrill(_day_after(today), "real", due, repeats)
        due, repeats = today + between, None
    while due <= today + _year(book):
        yield PlannedDrill(_day(due, today), "real", repeats=repeats)
        due, repeats = due + between, None


def _tabletops(case: Case, book: Book, today: date, real: tuple[PlannedDrill, ...]) -> Iterator[PlannedDrill]:
    between = _between(case, book, "tabletop")
    if between is None:
        return
    due, is_first = _first_due(case, book, "tabletop", today, between), not case.readiness.drills
    if due < today:
        yield PlannedDrill(_day_after(today), "tabletop", due)
        due = today + between
    while due <= today + _year(book):
        instead = [drill.on for drill in real if due - between < drill.on <= due + between / 2]
        if instead and not is_first:
            due = max(instead) + between
            continue
        yield PlannedDrill(_day(due, today), "tabletop")
        due, is_first = due + between, False


def _between(case: Case, book: Book, kind: DrillKind) -> timedelta | None:
    """Time from one drill of a kind to the next; None where none is planned."""
    rate = drills_per_year(case, book, kind)
    return timedelta(days=max(1, round(_year(book).days / rate))) if rate > 0 else None


def _first_due(case: Case, book: Book, kind: DrillKind, today: date, between: timedelta) -> date:
    """After the latest drill; a real one stands in for a tabletop exercise."""
    held = [drill.on for drill in case.readiness.drills if kind in (drill.kind, "tabletop")]
    return max(held) + between if held else today + _weeks(book, FIRST_WEEKS[kind])


def _weeks(book: Book, key: str) -> timedelta:
    return timedelta(days=DAYS_A_WEEK * round(book.assumptions[key].likely))


def _year(book: Book) -> timedelta:
    days = book.assumptions["days_per_quarter"].likely * book.assumptions["quarters_per_year"].likely
    return timedelta(days=round(days))


def _day(due: date, today: date) -> date:
    """The day itself, or the Monday after a weekend; what falls into the turn of the year comes before it."""
    after = _after_weekend(due)
    if not _between_years(after):
        return after
    before = after
    while _between_years(before) or before.weekday() >= SATURDAY:
        before -= timedelta(days=1)
    return before if before > today else _day_after(after)


def _day_after(day: date) -> date:
    """The day itself if it is a working day outside the turn of the year, else the next one that is."""
    while _between_years(day) or day.weekday() >= SATURDAY:
        day += timedelta(days=1)
    return day


def _after_weekend(day: date) -> date:
    late = max(0, day.weekday() - SATURDAY + 1)
    return day + timedelta(days=3 - late if late else 0)


def _between_years(day: date) -> bool:
    return (day.month, day.day) >= CLOSES or (day.month, day.day) <= OPENS


def newest_first(drills: tuple[Drill, ...]) -> list[tuple[int, Drill]]:
    """Drills that were held with their place among the answers, the latest first."""
    return sorted(enumerate(drills), key=lambda item: (item[1].on, item[0]), reverse=True)
