"""Every change of a draft: each function raises BookError with every fault, or does all it was asked."""

import datetime
import hashlib
import json
from collections.abc import Mapping

from django.contrib.admin.models import ADDITION, CHANGE, DELETION
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Max

from assumptions import csv_io
from assumptions.changes import CellChange, RowChange, table_changes
from assumptions.models import Book, BookRow
from assumptions.reading import book_by_number
from assumptions.stored import Cells, row_key
from assumptions.writing import lock_books, lock_draft, log, next_number, store_rows
from estimator.book import BookError, rows_faults
from estimator.tables import TABLES


@transaction.atomic
def start_draft(*, based_on: Book, label: str, by: User | None) -> Book:
    """A draft with every row of a published book, those included that it lacks and the product fills in."""
    if based_on.is_draft:
        raise BookError([f"Book {based_on.number} is a draft itself: publish it first, or change it"])
    lock_books()
    book = book_by_number(based_on.number)
    draft = Book.objects.create(
        number=next_number(),
        shipped_number=based_on.shipped_number,
        label=_stated(label, "Name the draft"),
        origin=Book.OWN,
        as_of=based_on.as_of,
        default_staffing_basis=based_on.default_staffing_basis,
        model_version=book.model_version,
        rests_on=based_on.rests_on,
        based_on=based_on,
        shipped_base=Book.objects.newest_shipped(based_on.shipped_number),
    )
    for table in TABLES:
        store_rows(draft, table, book.rows(table))
    log(by, draft, ADDITION, f"Draft started from book {based_on.number}.")
    return draft


@transaction.atomic
def discard_draft(*, draft: Book, by: User | None) -> None:
    """Delete a draft with its rows."""
    stored = lock_draft(draft)
    log(by, stored, DELETION, "Draft discarded.")
    stored.delete()


@transaction.atomic
def change_details(
    *,
    draft: Book,
    label: str,
    as_of: datetime.date,
    default_staffing_basis: str,
    rests_on: str,
    by: User | None,
) -> Book:
    """Change what the draft says of itself."""
    stored = lock_draft(draft)
    stored.label, stored.as_of = _stated(label, "Name the draft"), as_of
    stored.default_staffing_basis, stored.rests_on = default_staffing_basis, rests_on
    stored.save()
    log(by, stored, CHANGE, "Details changed.")
    return stored


@transaction.atomic
def add_row(*, draft: Book, table: str, values: Mapping[str, str], by: User | None) -> BookRow:
    """Add one row to a table of a draft."""
    stored = lock_draft(draft)
    _raise(row_faults(stored, table, values))
    last = stored.rows.filter(table=table).aggregate(last=Max("position"))["last"]
    key = row_key(TABLES[table], values)
    row = BookRow(book=stored, table=table, position=(last or 0) + 1, key=key, values=dict(values))
    row.save()
    log(by, stored, CHANGE, f"Added {row}.")
    return row


@transaction.atomic
def change_row(*, draft: Book, row: BookRow, values: Mapping[str, str], by: User | None, seen: str = "") -> BookRow:
    """Change one row of a draft; `seen` is the `fingerprint` of the row that the author had before them."""
    stored = lock_draft(draft)
    current = stored.rows.get(pk=row.pk)
    _raise(row_faults(stored, current.table, values, current, seen))
    changes = table_changes(current.table, [current.values], [dict(values)])
    before = str(current)
    current.key, current.values = row_key(TABLES[current.table], values), dict(values)
    current.save()
    log(by, stored, CHANGE, f"Changed {before}: {_in_words(changes)}.")
    return current


@transaction.atomic
def remove_row(*, draft: Book, row: BookRow, by: User | None) -> None:
    """Remove one row of a draft; what the model needs then comes from the shipped book, listed as filled."""
    stored = lock_draft(draft)
    log(by, stored, CHANGE, f"Removed {row}.")
    stored.rows.get(pk=row.pk).delete()


@transaction.atomic
def import_table(*, draft: Book, table: str, csv_text: str, by: User | None) -> tuple[RowChange, ...]:
    """Replace one table of a draft by the rows of a CSV file; returns what that changed."""
    stored = lock_draft(draft)
    rows = csv_io.read_table(table, csv_text)
    before: list[Cells] = list(stored.rows.filter(table=table).values_list("values", flat=True))
    stored.rows.filter(table=table).delete()
    store_rows(stored, table, rows)
    changes = table_changes(table, before, rows)
    counts = ", ".join(
        f"{sum(change.kind == kind for change in changes)} {kind}" for kind in ("added", "changed", "removed")
    )
    log(by, stored, CHANGE, f"Imported {table}: {counts}.")
    return changes


def fingerprint(row: BookRow) -> str:
    """Short text that changes with any cell of the row."""
    return hashlib.sha256(json.dumps(row.values, sort_keys=True).encode()).hexdigest()


def row_faults(
    draft: Book, table: str, values: Mapping[str, str], row: BookRow | None = None, seen: str = ""
) -> list[str]:
    """Why these cells cannot stand in the draft, as the row that is there or as a new one; empty if they can."""
    if row and seen and seen != fingerprint(row):
        return ["Somebody else changed this row meanwhile: open it again to see the present values"]
    # What concerns several rows ("ladder without step 1") shows when the book is published.
    faults = [fault for fault in rows_faults(table, [values]) if fault.startswith(f"{table}.csv row ")]
    if faults:
        return faults
    spec = TABLES[table]
    key = row_key(spec, values)
    same = draft.rows.filter(table=table, key=key)
    if (same.exclude(pk=row.pk) if row else same).exists():
        return [f"{table}.csv row 2, column {spec.key_columns[-1]}: another row has the key {key!r}"]
    return []


def _raise(faults: list[str]) -> None:
    if faults:
        raise BookError(faults)


def _stated(text: str, demand: str) -> str:
    if not text.strip():
        raise BookError([demand])
    return text.strip()


def _in_words(changes: tuple[RowChange, ...]) -> str:
    cells: list[CellChange] = [cell for change in changes for cell in change.cells]
    return "; ".join(f"{cell.column} {cell.before!r} → {cell.after!r}" for cell in cells) or "nothing"
