"""Completes a stored book for the running code with what the shipped book has beyond it, and says so."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from assumptions.models import Book as StoredBook
from assumptions.stored import Cells, Tables, meta_of, row_key
from estimator.book import Book, rows_faults, shipped_folders
from estimator.book_csv import table_faults
from estimator.tables import TABLES, TableSpec

# Read as data, never by key: an own book may do without any of these rows. Other tables hold keys that code names.
_FREE_TABLES = ("prices", "regional_factors", "no_public_price", "bill_of_materials", "ladders", "regions")


def complete_book(stored: StoredBook, tables: Tables) -> Book:
    """The stored tables; what today's code needs and they lack comes from the shipped book, listed as `filled`.

    So does a row of a published book that today's tables no longer allow. Raises BookError with every fault that is
    left: those of a draft, and such a row without a shipped one of its key.
    """
    shipped = shipped_book(stored.shipped_number)
    taken_out = _known_rows(stored)
    complete: Tables = {}
    filled: list[str] = []
    for name, spec in TABLES.items():
        rows, lacking = _with_todays_columns(spec, tables.get(name, []), shipped.rows(name))
        rows, replaced = (rows, []) if stored.is_draft else _with_todays_words(spec, rows, shipped.rows(name))
        missing = _missing(spec, rows, shipped.rows(name), taken_out)
        complete[name] = rows + missing
        filled += [f"{name}: column {column}" for column in lacking]
        filled += [f"{name}/{row_key(spec, row)}" for row in (*replaced, *missing)]
    return Book(meta_of(stored), complete, tuple(filled))


@lru_cache(maxsize=2)
def shipped_book(number: int) -> Book:
    """The shipped book of this number as the running code brings it, or the first one if that is gone."""
    folders = {folder.name: folder for folder in shipped_folders()}
    return Book.from_folder(folders.get(f"book-{number}", shipped_folders()[0]))


def _known_rows(stored: StoredBook) -> set[tuple[str, str]]:
    if stored.shipped_base is None:
        return set()
    return set(stored.shipped_base.rows.filter(table__in=_FREE_TABLES).values_list("table", "key"))


def _missing(
    spec: TableSpec, rows: Sequence[Cells], shipped: Sequence[Mapping[str, str]], taken_out: set[tuple[str, str]]
) -> list[Cells]:
    if not spec.fillable:
        return []
    own = {row_key(spec, row) for row in rows}
    return [
        dict(row)
        for row in shipped
        if row_key(spec, row) not in own and (spec.name, row_key(spec, row)) not in taken_out
    ]


def _with_todays_columns(
    spec: TableSpec, rows: Sequence[Cells], shipped: Sequence[Mapping[str, str]]
) -> tuple[list[Cells], list[str]]:
    lacking = [name for name in spec.column_names if any(name not in row for row in rows)]
    defaults = {row_key(spec, row): row for row in shipped} if lacking else {}
    fitted = []
    for row in rows:
        default = defaults.get(row_key(spec, row), {})
        fitted.append({name: row.get(name, default.get(name, "")) for name in spec.column_names})
    return fitted, lacking


def _with_todays_words(
    spec: TableSpec, rows: Sequence[Cells], shipped: Sequence[Mapping[str, str]]
) -> tuple[list[Cells], list[Cells]]:
    """The rows, those that a later version refuses replaced by the shipped ones of the same key; and these."""
    if not rows_faults(spec.name, rows):
        return list(rows), []
    defaults = {row_key(spec, row): dict(row) for row in shipped}
    kept: list[Cells] = []
    replaced: list[Cells] = []
    for row in rows:
        default = defaults.get(row_key(spec, row))
        outdated = default is not None and default != row and bool(table_faults(spec, [row]))
        kept.append(default if outdated and default else row)
        replaced += [default] if outdated and default else []
    return kept, replaced
