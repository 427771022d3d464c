"""Stored books as the estimator takes them: checked against the seal, completed for today's code, cached."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from functools import lru_cache

from assumptions.models import Book as StoredBook
from assumptions.models import CurrentBook
from estimator.book import Book, shipped_folders
from estimator.tables import TABLES, TableSpec

Cells = dict[str, str]
Tables = dict[str, list[Cells]]


class NoCurrentBookError(LookupError):
    """No book serves new estimates yet."""


class NoSuchBookError(LookupError):
    """No published book has this number."""


class DamagedBookError(Exception):
    """The rows in the database are not those that were published."""


def has_current_book() -> bool:
    """Whether a book serves new estimates."""
    return CurrentBook.objects.exists()


def current_book() -> Book:
    """The book of new estimates; costs one query. Raises NoCurrentBookError before the first load."""
    newest = CurrentBook.objects.values_list("book_id", "book__content_hash").first()
    if newest is None:
        raise NoCurrentBookError("No book is loaded yet: run `manage.py load_books`.")
    return cached_book(*newest)


def book_by_number(number: int) -> Book:
    """The published book of that number; raises NoSuchBookError."""
    found = StoredBook.objects.published().filter(number=number).values_list("pk", "content_hash").first()
    if found is None:
        raise NoSuchBookError(f"There is no published book {number}.")
    return cached_book(*found)


@lru_cache(maxsize=4)
def cached_book(pk: int, content_hash: str) -> Book:
    """The complete book of one stored state; raises DamagedBookError if its rows are not what was published."""
    stored = StoredBook.objects.get(pk=pk)
    tables = tables_of(stored)
    if seal(stored, tables) != content_hash:
        raise DamagedBookError(f"Book {stored.number} in the database is not what was published.")
    return complete_book(stored, tables)


def tables_of(stored: StoredBook) -> Tables:
    """Every stored row by table, in the order of the tables."""
    tables: Tables = {}
    for table, values in stored.rows.values_list("table", "values"):
        tables.setdefault(table, []).append(values)
    return tables


def meta_of(stored: StoredBook) -> Cells:
    """What `book.toml` says of a shipped book."""
    return {
        "number": str(stored.number),
        "revision": str(stored.revision),
        "label": stored.label,
        "origin": stored.origin,
        "as_of": stored.as_of.isoformat(),
        "default_staffing_basis": stored.default_staffing_basis,
        "model_version": stored.model_version,
        "rests_on": stored.rests_on,
    }


def seal(stored: StoredBook, tables: Tables) -> str:
    """SHA-256 over the stored cells as they are, so that it holds whatever columns later versions expect."""
    rows = {name: sorted(json.dumps(row, sort_keys=True) for row in rows) for name, rows in tables.items()}
    return hashlib.sha256(json.dumps([meta_of(stored), rows], sort_keys=True).encode()).hexdigest()


def complete_book(stored: StoredBook, tables: Tables) -> Book:
    """The stored tables; what today's code needs and they lack comes from the shipped book, listed as filled.

    Raises BookError with every fault.
    """
    shipped = shipped_book(stored.shipped_number)
    fitted: Tables = {}
    filled: list[str] = []
    for name, spec in TABLES.items():
        fitted[name], added = _with_todays_columns(spec, tables.get(name, []), shipped.rows(name))
        filled += added
    return Book(meta_of(stored), fitted, tuple(filled)).with_missing_from(shipped)


@lru_cache(maxsize=2)
def shipped_book(number: int) -> Book:
    """The shipped book of this number as the running code brings it, or the first one if that is gone."""
    folders = {folder.name: folder for folder in reversed(shipped_folders())}
    return Book.from_folder(folders.get(f"book-{number}", shipped_folders()[0]))


def row_key(spec: TableSpec, cells: Mapping[str, str]) -> str:
    """Key cells of a row, joined."""
    return "/".join(cells[column] for column in spec.key_columns)


def _with_todays_columns(
    spec: TableSpec, rows: Sequence[Cells], shipped: Sequence[Mapping[str, str]]
) -> tuple[list[Cells], list[str]]:
    lacking = [name for name in spec.column_names if any(name not in row for row in rows)]
    shipped_cells = {row_key(spec, row): row for row in shipped} if lacking else {}
    fitted = []
    for row in rows:
        default = shipped_cells.get(row_key(spec, row), {})
        fitted.append({name: row.get(name, default.get(name, "")) for name in spec.column_names})
    return fitted, [f"{spec.name}: column {name}" for name in lacking]
