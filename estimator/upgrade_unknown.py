"""A running installation whose versions are not known: what they are taken as, and what older ones would cost."""

from collections.abc import Iterator

from .bill import shape_rows
from .book import Book
from .place import place_of
from .quarters import in_words, label_of, quarter_of
from .scenario import UNKNOWN, Scenario
from .upgrade_path import Row, gates_of, majors_of, minors_of, oldest_supported, path_of_live, release_of

POSTGRESQL = "postgresql_version_not_known"
SHIPPED = "postgresql_version"
NO_DATE = "a day that the book does not know"


def assumed_postgresql(scenario: Scenario, book: Book) -> int:
    """The PostgreSQL version that a running installation is taken to have while nobody has looked."""
    return shipped_postgresql(scenario, book) or int(book.assumptions[POSTGRESQL].likely)


def shipped_postgresql(scenario: Scenario, book: Book) -> int:
    """The version that the platform's shape comes with; 0 where the shape names none."""
    place = place_of(scenario, book)
    row = shape_rows(book, place.bill, place.shape).get(SHIPPED)
    return int(float(row["value"])) if row else 0


def unknown_versions(scenario: Scenario, book: Book, first: int) -> Iterator[str]:
    """One sentence for each version of a running installation that is not known, with what hangs on it."""
    answers = scenario.upgrades
    if release_of_answer(answers.medplum_version, book) is None:
        yield _medplum(book, first)
    if answers.postgresql_version == UNKNOWN:
        yield _postgresql(scenario, book, first)


def release_of_answer(answer: str, book: Book) -> Row | None:
    """The release that the answer about Medplum means; None where it is not known."""
    return None if answer == UNKNOWN else release_of("medplum", answer, book)


def _medplum(book: Book, first: int) -> str:
    """The range that is priced, and the hours from the oldest version before it."""
    newest, oldest = path_of_live(UNKNOWN, book, first).start, oldest_supported(book)
    older = [row for row in book.rows("releases") if row["product"] == "medplum" and row["kind"] == "major"]
    before = max(
        (row for row in older if row["released"] < oldest["released"]), key=lambda row: row["released"], default=oldest
    )
    hours = _hours(path_of_live(before["version"].rpartition(".")[0], book, first).hops, book)
    return (
        f"Your Medplum version is not known: it is taken to lie between {_minor(oldest)} and {newest}, the versions "
        f"with support. Look it up: catching up from {_minor(before)} takes about {hours:,.0f} hours."
    )


def _minor(row: Row) -> str:
    return ".".join(row["version"].split(".")[:2])


def _hours(rows: tuple[Row, ...], book: Book) -> float:
    """Likely hours to take these releases one by one."""
    known = book.assumptions
    weeks = len(majors_of(rows)) * known["catch_up_major_engineer_weeks"].likely
    weeks += len(minors_of(rows)) * known["catch_up_minor_engineer_weeks"].likely
    week = known["hours_per_engineer_week"].likely
    return weeks * week + len(gates_of(rows)) * known["catch_up_hours_per_gate"].likely


def _postgresql(scenario: Scenario, book: Book, first: int) -> str:
    """The version taken, the oldest one to be expected, and when each has to be left."""
    row, column = book.assumptions[POSTGRESQL], place_of(scenario, book).support_end
    dates = {one["version"]: one[column] for one in book.rows("releases") if one["product"] == "postgresql"}
    assumed = assumed_postgresql(scenario, book)
    taken, oldest = str(assumed), str(min(int(row.low), assumed))
    known = {one: in_words(label_of(max(quarter_of(day), first))) for one, day in dates.items() if day}
    due = [known.get(one, NO_DATE) for one in (taken, oldest)]
    return (
        f"Your PostgreSQL version is not known: it is taken as {taken}, which has to be left by {due[0]}. "
        f"Look it up: version {oldest} has to be left by {due[1]}, a large project earlier and, where upgrades come "
        "late, a surcharge earlier."
    )
