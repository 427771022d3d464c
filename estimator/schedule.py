"""What is known by date: the quarters of the horizon, and in which of them large maintenance projects fall."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from .book import Book
from .place import place_of
from .scenario import UNKNOWN, Scenario

QUARTERS = 4
MONTHS = 3


@dataclass(frozen=True)
class Row:
    """One figure for each quarter, with its meaning."""

    label: str
    unit: str
    source: str
    by_quarter: tuple[float, ...]


@dataclass(frozen=True)
class Schedule:
    """Quarters of the horizon as "2027Q1", figures by quarter, and notes about what the calendar does not know."""

    quarters: tuple[str, ...]
    rows: dict[str, Row]
    warnings: tuple[str, ...]


def quarter_of(text: str) -> int:
    """Running number of the quarter of "2027-11-11", "2027-11", "2027-Q4" or "2027Q4"."""
    year, rest = int(text[:4]), text[4:].lstrip("-")
    number = int(rest[1]) if rest.startswith("Q") else (int(rest[:2]) - 1) // 3 + 1
    return year * QUARTERS + number - 1


def label_of(quarter: int) -> str:
    """Label of a running quarter number."""
    return f"{quarter // QUARTERS}Q{quarter % QUARTERS + 1}"


def first_quarter_after(day: date) -> str:
    """The quarter after the one a date lies in."""
    return label_of(day.year * QUARTERS + (day.month - 1) // 3 + 1)


def schedule(scenario: Scenario, book: Book) -> Schedule:
    """The calendar of a scenario: what is dated by the book's releases or listed by the user."""
    start = quarter_of(scenario.money.first_quarter or first_quarter_after(book.as_of))
    numbers = [start + i for i in range(scenario.money.horizon_quarters)]
    majors, last_known = _medplum_majors(book, numbers[-1])
    ends = _database_ends(scenario, book, numbers)
    listed = scenario.upgrades.large_quarters
    large = {quarter_of(quarter) for quarter in listed} if listed is not None else majors | ends
    source = "your answer" if listed is not None else "book: releases"
    rows = {
        "years_passed": _row("Full years since the start", "years", [i // QUARTERS for i in range(len(numbers))]),
        "years_to_middle": _row(
            "Years from the start to the middle of the quarter",
            "years",
            [(i + 0.5) / QUARTERS for i in range(len(numbers))],
        ),
        "quarters_passed": _row("Quarters since the start", "count", range(len(numbers))),
        **_hire_rows(scenario, numbers),
        **_offer_rows(scenario, numbers),
        "is_first_quarter": _row("First quarter", "count", [float(i == 0) for i in range(len(numbers))]),
        "dated_large_quarter": _row("Large quarter by date", "count", [float(n in large) for n in numbers], source),
        "medplum_major_release": _row(
            "Medplum major released", "count", [float(n in majors) for n in numbers], "book: releases"
        ),
    }
    warnings = []
    if numbers[-1] > last_known:
        warnings.append(
            f"No Medplum major is dated after {label_of(last_known)}: "
            "later ones are taken each year in the same quarter, as the vendor's policy says."
        )
    return Schedule(tuple(label_of(n) for n in numbers), rows, tuple(warnings))


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
        last = until + timedelta(days=1)
        covered = [_days_before(last, n) / _days_before(first_day(n + 1), n) for n in numbers]
    left = [i for i, share in enumerate(covered) if share < 1]
    since = [max(0, i - left[0]) // QUARTERS if left else 0 for i in range(len(numbers))]
    return {
        "offer_share_of_quarter": _row("Share of the quarter that the offer covers", "ratio", covered, "your answer"),
        "years_since_offer": _row("Full years since the offer ended", "years", since),
    }


def first_day(quarter: int) -> date:
    """First day of a running quarter number."""
    return date(quarter // QUARTERS, quarter % QUARTERS * MONTHS + 1, 1)


def _days_before(day: date, quarter: int) -> int:
    """Days of the quarter that lie before a day."""
    start, end = first_day(quarter), first_day(quarter + 1)
    return (min(max(day, start), end) - start).days


def _row(label: str, unit: str, by_quarter: Sequence[float], source: str = "calendar") -> Row:
    return Row(label, unit, source, tuple(float(number) for number in by_quarter))


def _medplum_majors(book: Book, end: int) -> tuple[set[int], int]:
    """Quarters up to `end` with a Medplum major, dated or, after the last dated one, yearly; and that last one."""
    found = {
        quarter_of(row["released"])
        for row in book.rows("releases")
        if row["product"] == "medplum" and row["kind"] == "major"
    }
    last_known = max(found)
    return found | set(range(last_known, end + 1, QUARTERS)), last_known


def _database_ends(scenario: Scenario, book: Book, numbers: Sequence[int]) -> set[int]:
    """Quarters in which PostgreSQL must have been upgraded; each time to the newest version released by then."""
    end = place_of(scenario, book).support_end
    majors = {
        int(row["version"]): (quarter_of(row["released"]), quarter_of(row[end]))
        for row in book.rows("releases")
        if row["product"] == "postgresql" and row[end]
    }
    version, found = _first_version(scenario, book), set()
    while version in majors:
        due = max(majors[version][1], numbers[0])
        if due > numbers[-1]:
            break
        found.add(due)
        version = max((v for v, (released, _) in majors.items() if v > version and released < due), default=0)
    return found


def _first_version(scenario: Scenario, book: Book) -> int:
    """The version answered; the newest released one for a new installation; 0 for a live one that is not known."""
    answered = scenario.upgrades.postgresql_version
    if answered != UNKNOWN:
        return int(answered)
    if scenario.hosting.today == "live_self_hosted":
        return 0
    releases = [row for row in book.rows("releases") if row["product"] == "postgresql"]
    return max(int(row["version"]) for row in releases if row["status"] == "released")
