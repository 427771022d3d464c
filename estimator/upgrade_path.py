"""From the version in use to the newest one: every release in order, and the gates on the way. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from .book import Book
from .scenario import UNKNOWN

Row = Mapping[str, str]


@dataclass(frozen=True)
class UpgradePath:
    """`hops`: Medplum releases to deploy in turn, oldest first; `warning`: why an answer is not followed."""

    start: str = ""
    hops: tuple[Row, ...] = ()
    warning: str = ""

    @property
    def majors(self) -> tuple[Row, ...]:
        """Major versions on the way."""
        return tuple(row for row in self.hops if row["kind"] == "major")

    @property
    def minors(self) -> tuple[Row, ...]:
        """Minor versions on the way."""
        return tuple(row for row in self.hops if row["kind"] == "minor")

    @property
    def gates(self) -> tuple[Row, ...]:
        """Versions that refuse to start until the data migrations of the version before have run."""
        return tuple(row for row in self.hops if row["data_migration_gate"] == "yes")


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
    newest = max(released, key=lambda row: version_of(row["version"]))
    if start is None:
        return UpgradePath(warning=_never_released(answer, newest, book))
    end = newest if not target else release_of("medplum", target, book) or newest
    first, last = version_of(start["version"]), version_of(end["version"])
    hops = sorted(
        (row for row in released if first < version_of(row["version"]) <= last),
        key=lambda row: version_of(row["version"]),
    )
    return UpgradePath(answer, tuple(hops))


def _released(product: str, book: Book) -> list[Row]:
    return [row for row in book.rows("releases") if row["product"] == product and row["status"] == "released"]


def _never_released(answer: str, newest: Row, book: Book) -> str:
    return (
        f"Medplum {answer} is no version released by {book.as_of:%Y-%m-%d} (the newest is {short(newest)}): "
        "your version is taken as unknown."
    )
