"""From the version in use to the newest one: every release in order, and the gates on the way. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .book import Book
from .quarters import in_words, month_of, quarter_of
from .scenario import UNKNOWN

Row = Mapping[str, str]


@dataclass(frozen=True)
class UpgradePath:
    """`hops`: Medplum releases to deploy in turn, oldest first; `warning`: why an answer is not followed.

    `perhaps`: releases before `hops` that may be missing where the version is not known.
    """

    start: str = ""
    hops: tuple[Row, ...] = ()
    perhaps: tuple[Row, ...] = ()
    warning: str = ""

    @property
    def majors(self) -> tuple[Row, ...]:
        """Major versions on the way."""
        return majors_of(self.hops)

    @property
    def minors(self) -> tuple[Row, ...]:
        """Minor versions on the way."""
        return minors_of(self.hops)

    @property
    def gates(self) -> tuple[Row, ...]:
        """Versions that refuse to start until the data migrations of the version before have run."""
        return gates_of(self.hops)


def majors_of(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Major versions among releases."""
    return tuple(row for row in rows if row["kind"] == "major")


def minors_of(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Minor versions among releases."""
    return tuple(row for row in rows if row["kind"] == "minor")


def gates_of(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Versions among releases that wait for the data migrations of the version before."""
    return tuple(row for row in rows if row["data_migration_gate"] == "yes")


def release_of(product: str, answer: str, book: Book) -> Row | None:
    """The latest release that an answer means ("3", "5.1", "5.1.12", "16"): patches belong to their minor version.

    None where the book has none that was released by its day.
    """
    asked = version_of(answer)[:2]
    rows = [row for row in _released(product, book) if version_of(row["version"])[: len(asked)] == asked]
    return max(rows, key=lambda row: version_of(row["version"]), default=None)


def version_of(text: str) -> tuple[int, ...]:
    """A version as numbers, to be compared."""
    return tuple(int(part) for part in text.split("."))


def short(row: Row) -> str:
    """A release as people name it: "5" for a major version, "5.1" for a minor one."""
    parts = row["version"].split(".")
    return parts[0] if row["kind"] == "major" else ".".join(parts[:2])


def upgrade_path(answer: str, book: Book, target: str = "") -> UpgradePath:
    """Releases between the version answered and `target` (the newest by the book's day), none skipped."""
    if answer == UNKNOWN:
        return UpgradePath()
    released = _released("medplum", book)
    start = release_of("medplum", answer, book)
    newest = _newest(book)
    if start is None:
        return UpgradePath(warning=_never_released(answer, newest, book))
    end = newest if not target else release_of("medplum", target, book) or newest
    first, last = version_of(start["version"]), version_of(end["version"])
    hops = sorted(
        (row for row in released if first < version_of(row["version"]) <= last),
        key=lambda row: version_of(row["version"]),
    )
    return UpgradePath(answer, tuple(hops))


def path_of_live(answer: str, book: Book, first: int) -> UpgradePath:
    """What a running installation has to take before the quarter `first`: planned releases too, dated before it.

    A version that is not known is taken as the newest; `perhaps` goes from the oldest one with support up to it.
    """
    found = release_of("medplum", answer, book) if answer != UNKNOWN else None
    rows = sorted(
        (row for row in book.rows("releases") if row["product"] == "medplum"),
        key=lambda row: version_of(row["version"]),
    )
    newest = _newest(book)
    warning = _never_released(answer, newest, book) if found is None and answer != UNKNOWN else ""
    start = version_of((found or newest)["version"])
    hops = [row for row in rows if start < version_of(row["version"]) and quarter_of(row["released"]) < first]
    if found is not None:
        return UpgradePath(answer, tuple(hops))
    oldest = version_of(oldest_supported(book)["version"])
    perhaps = [row for row in rows if oldest < version_of(row["version"]) <= start]
    return UpgradePath(short(newest), tuple(hops), tuple(perhaps), warning)


def oldest_supported(book: Book) -> Row:
    """The oldest Medplum release that still has the vendor's support on the book's day."""
    today = month_of(book.as_of.isoformat())
    released = _released("medplum", book)
    rows = [row for row in released if not row["community_eol"] or month_of(row["community_eol"]) >= today]
    return min(rows, key=lambda row: version_of(row["version"]), default=_newest(book))


def _newest(book: Book) -> Row:
    return max(_released("medplum", book), key=lambda row: version_of(row["version"]))


def _released(product: str, book: Book) -> list[Row]:
    return [row for row in book.rows("releases") if row["product"] == product and row["status"] == "released"]


def _never_released(answer: str, newest: Row, book: Book) -> str:
    return (
        f"Medplum {answer} is no version released by {in_words(book.as_of.isoformat())} "
        f"(the newest is {short(newest)}): your version is taken as unknown."
    )
