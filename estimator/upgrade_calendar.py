"""Which quarters carry a large or medium upgrade, and why: releases, ends of database support, catching up."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from .book import Book
from .place import place_of
from .quarters import MONTHS, QUARTERS, in_words, label_of, month_of, quarter_of
from .scenario import UNKNOWN, Scenario
from .upgrade_path import Row, UpgradePath, path_of_live, release_of, short, version_of
from .upgrade_unknown import assumed_postgresql, shipped_postgresql, unknown_versions

Size = Literal["large", "medium"]
ENDS_BY = {"aws_standard_end": "Amazon's standard support", "community_eol": "the community's support"}


@dataclass(frozen=True)
class Event:
    """What falls into a quarter. `migrations`: sets of data migrations that have to run then."""

    quarter: int
    size: Size
    why: str
    migrations: int = 0


@dataclass(frozen=True)
class DatabaseEnd:
    """A PostgreSQL version that has to be left. `due`: quarter; `due_month`, `end_month`: running month numbers.

    It is due when its support ends, at the earliest when the horizon begins.
    """

    version: int
    following: int
    due: int
    due_month: int
    end_month: int

    @property
    def overdue(self) -> bool:
        """Whether its support had ended before the horizon began."""
        return self.end_month < self.due_month


@dataclass(frozen=True)
class UpgradeCalendar:
    """Everything about upgrades that has a date. `listed`: quarters the user named as large, None while unknown."""

    events: tuple[Event, ...]
    majors: frozenset[int]
    ends: tuple[DatabaseEnd, ...]
    path: UpgradePath
    listed: frozenset[int] | None
    warnings: tuple[str, ...]

    def size_of(self, quarter: int) -> Literal["large", "medium", "normal"]:
        """Large: a Medplum major, a forced database version, or a quarter the user named; medium: a Medplum minor."""
        sizes = {event.size for event in self.events if event.quarter == quarter}
        if self.listed is not None:
            return "large" if quarter in self.listed else "medium" if sizes else "normal"
        return "large" if "large" in sizes else "medium" if sizes else "normal"


def upgrade_calendar(scenario: Scenario, book: Book, numbers: Sequence[int]) -> UpgradeCalendar:
    """The upgrades of a scenario in the quarters `numbers`."""
    live = scenario.hosting.today == "live_self_hosted"
    behind = path_of_live(scenario.upgrades.medplum_version, book, numbers[0]) if live else UpgradePath()
    ends, last_end = _database_ends(scenario, book, numbers)
    releases = list(_releases(book, behind, numbers))
    listed = scenario.upgrades.large_quarters
    events = (
        *_catching_up(behind, numbers[0]),
        *releases,
        *_forced(ends, place_of(scenario, book).support_end, book),
    )
    unknown = (behind.warning, *(unknown_versions(scenario, book, numbers[0]) if live else ()))
    last_major = max(quarter_of(row["released"]) for row in _medplum(book) if row["kind"] == "major")
    return UpgradeCalendar(
        events=tuple(event for event in events if numbers[0] <= event.quarter <= numbers[-1]),
        majors=frozenset(event.quarter for event in releases if event.size == "large"),
        ends=ends,
        path=behind,
        listed=None if listed is None else frozenset(quarter_of(quarter) for quarter in listed),
        warnings=tuple(
            filter(None, (*unknown, _in_time(scenario, ends), *_unknown_future(numbers[-1], last_major, last_end)))
        ),
    )


def _in_time(scenario: Scenario, ends: Sequence[DatabaseEnd]) -> str:
    """An old version in use contradicts upgrades that are always in time."""
    if scenario.upgrades.in_time != "yes" or not ends or not ends[0].overdue:
        return ""
    return (
        f"PostgreSQL {ends[0].version} is past its support when the period begins, though your upgrades are always in "
        "time: it is upgraded in the first quarter, and no surcharge is counted."
    )


def _unknown_future(end: int, last_major: int, last_end: int) -> Iterator[str]:
    if end > last_major:
        yield (
            f"No Medplum major is dated after {label_of(last_major)}: "
            "later ones are taken each year in the same quarter, as the vendor's policy says."
        )
    if end > last_end:
        yield (
            f"No end of a PostgreSQL version is known after {label_of(last_end)}: "
            "database upgrades after that are not in the calendar."
        )


def _medplum(book: Book) -> list[Row]:
    return [row for row in book.rows("releases") if row["product"] == "medplum"]


def _releases(book: Book, behind: UpgradePath, numbers: Sequence[int]) -> Iterator[Event]:
    """Dated Medplum versions of the period; after the last dated major one a year in the same quarter.

    None that runs already or is caught up with: each counts once.
    """
    last = max(quarter_of(row["released"]) for row in _medplum(book) if row["kind"] == "major")
    running = release_of("medplum", behind.start, book) if behind.start else None
    for row in _medplum(book):
        quarter = quarter_of(row["released"])
        if quarter < numbers[0] or (running and version_of(row["version"]) <= version_of(running["version"])):
            continue
        planned = " is planned" if row["status"] == "planned" else ""
        gate = ", once the data migrations before it have run" if row["data_migration_gate"] == "yes" else ""
        yield Event(quarter, "large" if row["kind"] == "major" else "medium", f"Medplum {short(row)}{planned}{gate}", 1)
    for quarter in range(last + QUARTERS, numbers[-1] + 1, QUARTERS):
        yield Event(quarter, "large", "a Medplum major, one a year by the vendor's policy", 1)


def _catching_up(path: UpgradePath, first: int) -> Iterator[Event]:
    """What has piled up is worked off in the first quarter."""
    if not path.hops:
        return
    count, majors, gates = len(path.hops), path.majors, path.gates
    start, end = path.start + (" or before" if path.perhaps else ""), short(path.hops[-1])
    parts = [f"catching up from {start} to {end}: {_counted(count, 'version')}{' one by one' * (count > 1)}"]
    if majors:
        *others, last = (short(row) for row in majors)
        parts.append(f"with the major {', '.join(others) + ' and ' * bool(others) + last}")
    if gates:
        parts.append(f"{_counted(len(gates), 'stop')} for data migrations")
    yield Event(first, "large" if majors else "medium", ", ".join(parts), max(len(gates), 1))


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _forced(ends: Sequence[DatabaseEnd], column: str, book: Book) -> Iterator[Event]:
    dates = {row["version"]: row[column] for row in book.rows("releases") if row["product"] == "postgresql"}
    for end in ends:
        follows = f", PostgreSQL {end.following} follows" if end.following else ""
        verb = "ended" if end.overdue else "ends"
        why = f"{ENDS_BY[column]} of PostgreSQL {end.version} {verb} {_when(dates[str(end.version)])}{follows}"
        yield Event(end.due, "large", why)


def _when(text: str) -> str:
    return f"{'on' if len(text) == len('YYYY-MM-DD') else 'in'} {in_words(text)}"


def _database_ends(scenario: Scenario, book: Book, numbers: Sequence[int]) -> tuple[tuple[DatabaseEnd, ...], int]:
    """When PostgreSQL must have been upgraded, each time to the newest version by then; and the last end known."""
    column = place_of(scenario, book).support_end
    rows = {int(row["version"]): row for row in book.rows("releases") if row["product"] == "postgresql" and row[column]}
    quarters = {v: (quarter_of(row["released"]), quarter_of(row[column])) for v, row in rows.items()}
    version, found = _first_version(scenario, book), []
    while version in rows:
        due = max(quarters[version][1], numbers[0])
        if due > numbers[-1]:
            break
        following = max((v for v, (released, _) in quarters.items() if v > version and released < due), default=0)
        end = month_of(rows[version][column]) + 1
        found.append(DatabaseEnd(version, following, due, max(end, numbers[0] * MONTHS), end))
        version = following
    return tuple(found), max(end for _, end in quarters.values())


def _first_version(scenario: Scenario, book: Book) -> int:
    """The version answered, else that of the shape; else the newest, or the book's for a live installation."""
    answered = scenario.upgrades.postgresql_version
    if answered != UNKNOWN:
        return int(answered)
    if scenario.hosting.today == "live_self_hosted":
        return assumed_postgresql(scenario, book)
    if shipped := shipped_postgresql(scenario, book):
        return shipped
    releases = [row for row in book.rows("releases") if row["product"] == "postgresql"]
    return max(int(row["version"]) for row in releases if row["status"] == "released")
