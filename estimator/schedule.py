"""What is known by date: the quarters of the horizon, and in which of them upgrades fall."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate

from .book import Book
from .quarters import MONTHS, QUARTERS, first_day, first_quarter_after, label_of, quarter_of
from .scenario import Scenario
from .upgrade_calendar import DatabaseEnd, UpgradeCalendar, upgrade_calendar
from .upgrade_path import gates_of, majors_of, minors_of


@dataclass(frozen=True)
class Row:
    """One figure for each quarter, with its meaning."""

    label: str
    unit: str
    source: str
    by_quarter: tuple[float, ...]


@dataclass(frozen=True)
class Schedule:
    """Quarters of the horizon as "2027Q1" and as running numbers, figures by quarter, and the upgrades with a date."""

    quarters: tuple[str, ...]
    numbers: tuple[int, ...]
    rows: dict[str, Row]
    upgrades: UpgradeCalendar

    @property
    def warnings(self) -> tuple[str, ...]:
        """What the calendar does not know, and answers it cannot follow."""
        return self.upgrades.warnings


def first_number(scenario: Scenario, book: Book) -> int:
    """Running number of the first quarter: the one answered, else the one after the book's day."""
    return quarter_of(scenario.money.first_quarter or first_quarter_after(book.as_of))


def schedule(scenario: Scenario, book: Book) -> Schedule:
    """The calendar of a scenario: what is dated by the book's releases or listed by the user."""
    usual = quarter_of(first_quarter_after(book.as_of))
    start = first_number(scenario, book)
    numbers = tuple(start + i for i in range(scenario.money.horizon_quarters))
    upgrades = upgrade_calendar(scenario, book, numbers)
    rows = {
        "years_passed": _row(
            "Full years since the quarter after the book's day",
            "years",
            [max(number - usual, 0) // QUARTERS for number in numbers],
        ),
        "years_since_start": _row("Full years since the start", "years", [i // QUARTERS for i in range(len(numbers))]),
        "years_to_middle": _row(
            "Years from the start to the middle of the quarter",
            "years",
            [(i + 0.5) / QUARTERS for i in range(len(numbers))],
        ),
        "quarters_passed": _row("Quarters since the start", "count", range(len(numbers))),
        **_hire_rows(scenario, numbers),
        **_offer_rows(scenario, numbers),
        "is_first_quarter": _row("First quarter", "count", [float(i == 0) for i in range(len(numbers))]),
        **_upgrade_rows(upgrades, numbers),
        **_late_rows(upgrades.ends, numbers),
    }
    return Schedule(tuple(label_of(n) for n in numbers), numbers, rows, upgrades)


def _upgrade_rows(upgrades: UpgradeCalendar, numbers: Sequence[int]) -> dict[str, Row]:
    """Large quarters by date, Medplum majors, and what has piled up before the first quarter."""
    source = "book: releases" if upgrades.listed is None else "your answer"
    large = [float(upgrades.size_of(n) == "large") for n in numbers]
    majors = [float(n in upgrades.majors) for n in numbers]
    hops, perhaps = upgrades.path.hops, upgrades.path.perhaps
    behind = {
        "medplum_majors_behind": ("Medplum majors to catch up with", majors_of(hops)),
        "medplum_minors_behind": ("Medplum minors to catch up with", minors_of(hops)),
        "migration_gates_behind": ("Stops for data migrations on the way", gates_of(hops)),
        "medplum_majors_perhaps_behind": ("Medplum majors that may be missing", majors_of(perhaps)),
        "medplum_minors_perhaps_behind": ("Medplum minors that may be missing", minors_of(perhaps)),
        "migration_gates_perhaps_behind": ("Stops for data migrations that may be missing", gates_of(perhaps)),
    }
    return {
        "dated_large_quarter": _row("Large quarter by date", "count", large, source),
        "medplum_major_release": _row("Medplum major released", "count", majors, "book: releases"),
        **{
            name: _row(label, "count", [len(found) * float(n == numbers[0]) for n in numbers], "book: releases")
            for name, (label, found) in behind.items()
        },
    }


def _late_rows(ends: Sequence[DatabaseEnd], numbers: Sequence[int]) -> dict[str, Row]:
    """Months since a database upgrade was due, by the start and by the end of each quarter; 0 while none is due."""
    before, after, overdue = [], [], []
    for number in numbers:
        due = [end for end in ends if end.due <= number]
        month = due[-1].due_month if due else (number + 1) * MONTHS
        before.append(max(number * MONTHS - month, 0))
        after.append((number + 1) * MONTHS - month)
        overdue.append(due[-1].due_month - due[-1].end_month if due else 0)
    source = "book: releases"
    return {
        "database_months_due_before": _row("Months since the upgrade was due, at the start", "months", before, source),
        "database_months_due_after": _row("Months since the upgrade was due, at the end", "months", after, source),
        "database_months_overdue": _row("Months past support when it fell due", "months", overdue, source),
    }


def _hire_rows(scenario: Scenario, numbers: Sequence[int]) -> dict[str, Row]:
    """When a new hire is found and there; without an answer the search begins in the first quarter."""
    answered = scenario.people.hire_quarter
    start = quarter_of(answered) if answered else numbers[0]
    source = "your answer" if answered else "calendar"
    return {
        "is_hire_quarter": _row("Quarter of the hire", "count", [float(n == start) for n in numbers], source),
        "is_hired": _row("The hire is there", "count", [float(n >= start) for n in numbers], source),
    }


def _offer_rows(scenario: Scenario, numbers: Sequence[int]) -> dict[str, Row]:
    """How much of each quarter the price in writing covers, and full years since it ended; without an end all of it."""
    until = scenario.needs.quote_until
    covered = [1.0] * len(numbers)
    if until is not None:
        last = min(until, first_day(numbers[-1] + 1)) + timedelta(days=1)
        covered = [_days_before(last, n) / _days_before(first_day(n + 1), n) for n in numbers]
    left = [i for i, share in enumerate(covered) if share < 1]
    offered = scenario.needs.quote_per_month is not None
    since = [max(0, i - left[0]) // QUARTERS if left else 0 for i in range(len(numbers))]
    return {
        "offer_share_of_quarter": _row("Share of the quarter that the offer covers", "ratio", covered, "your answer"),
        "quarters_without_offer": _row(
            "Quarters in which no price in writing fixes the plan",
            "count",
            list(accumulate(1 - share if offered else 1.0 for share in covered)),
        ),
        "years_since_offer": _row("Full years since the offer ended", "years", since),
    }


def _days_before(day: date, quarter: int) -> int:
    """Days of the quarter that lie before a day."""
    start, end = first_day(quarter), first_day(quarter + 1)
    return (min(max(day, start), end) - start).days


def _row(label: str, unit: str, by_quarter: Sequence[float], source: str = "calendar") -> Row:
    return Row(label, unit, source, tuple(float(number) for number in by_quarter))
