"""What every change of a book has in common: locks, rows, a line in the log of the admin."""

from collections.abc import Iterable, Mapping

from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.db import connection
from django.db.models import Max

from assumptions.models import Book, BookRow, PublishedBookError
from assumptions.stored import row_key
from estimator.book import BookError
from estimator.tables import TABLES

_ROWS_A_STATEMENT = 500


def lock_books() -> None:
    """Let one transaction at a time write books (SQLite has a single writer anyway)."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE assumptions_book IN SHARE ROW EXCLUSIVE MODE")


def lock_draft(draft: Book) -> Book:
    """The draft as it is stored, kept from others until the transaction ends; raises PublishedBookError."""
    stored = Book.objects.select_for_update().filter(pk=draft.pk).first()
    if stored is None:
        raise BookError(["This draft was discarded meanwhile"])
    if not stored.is_draft:
        raise PublishedBookError(stored.number)
    return stored


def next_number() -> int:
    """The number of the next book; under `lock_books`."""
    return (Book.objects.aggregate(last=Max("number"))["last"] or 0) + 1


def store_rows(draft: Book, table: str, rows: Iterable[Mapping[str, str]]) -> None:
    """Add rows to a table of a draft, in their order."""
    spec = TABLES[table]
    BookRow.objects.bulk_create(
        (
            BookRow(book=draft, table=table, position=position, key=row_key(spec, row), values=dict(row))
            for position, row in enumerate(rows)
        ),
        batch_size=_ROWS_A_STATEMENT,
    )


def log(by: User | None, book: Book, action: int, message: str) -> None:
    """A line in the history of the book; what the product itself does has no author and no line."""
    if by is not None:
        LogEntry.objects.log_actions(by.pk, [book], action, message, single_object=True)
