"""The upgrade calendar for readers: each quarter's class, why, and how long its data migrations run."""

from .book import Book
from .draws import Floats
from .quarters import CalendarQuarter
from .schedule import Schedule


def calendar_of(schedule: Schedule, book: Book, million_resources: Floats) -> tuple[CalendarQuarter, ...]:
    """One entry a quarter; `million_resources`: resources in the database at likely values, shape (1, quarters)."""
    upgrades = schedule.upgrades
    per_million = book.assumptions["per_million"].likely
    found = []
    for place, (label, number) in enumerate(zip(schedule.quarters, schedule.numbers, strict=True)):
        events = [event for event in upgrades.events if event.quarter == number]
        named = ("you named it",) if upgrades.listed is not None and number in upgrades.listed else ()
        hours = migration_hours(book, million_resources[0][place] * per_million)
        runs = sum(event.migrations for event in events)
        found.append(
            CalendarQuarter(
                quarter=label,
                size=upgrades.size_of(number),
                why=(*named, *(event.why for event in events)),
                migration_hours=(runs * hours[0], runs * hours[1], runs * hours[2]) if runs else None,
            )
        )
    return tuple(found)


def migration_hours(book: Book, resources: float) -> tuple[float, float, float]:
    """Hours that one set of data migrations runs on so many resources: low, likely, high; the server stays up."""
    rows = [row for row in book.rows("migration_times") if float(row["resources"]) <= resources]
    row = max(rows, key=lambda row: float(row["resources"]))
    return float(row["hours_low"]), float(row["hours_likely"]), float(row["hours_high"])
