"""What a stored book holds, as text cells by table, and the seal over it."""

import hashlib
import json
from collections.abc import Mapping

from assumptions.models import Book
from estimator.tables import TableSpec

Cells = dict[str, str]
Tables = dict[str, list[Cells]]


def tables_of(book: Book) -> Tables:
    """Every stored row by table, in the order of the tables."""
    tables: Tables = {}
    for table, values in book.rows.values_list("table", "values"):
        tables.setdefault(table, []).append(values)
    return tables


def meta_of(book: Book) -> Cells:
    """What the book says of itself, as `book.toml` does for a shipped one."""
    return {
        "number": str(book.number),
        "revision": str(book.revision),
        "label": book.label,
        "origin": book.origin,
        "as_of": book.as_of.isoformat(),
        "default_staffing_basis": book.default_staffing_basis,
        "model_version": book.model_version,
        "rests_on": book.rests_on,
    }


def seal(book: Book, tables: Tables) -> str:
    """SHA-256 over the stored cells as they are, so that it holds whatever columns later versions expect."""
    rows = {name: sorted(json.dumps(row, sort_keys=True) for row in rows) for name, rows in tables.items()}
    return hashlib.sha256(json.dumps([meta_of(book), rows], sort_keys=True).encode()).hexdigest()


def row_key(spec: TableSpec, cells: Mapping[str, str]) -> str:
    """Key cells of a row, joined."""
    return "/".join(cells[column] for column in spec.key_columns)
