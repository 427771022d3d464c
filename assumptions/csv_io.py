"""One table as CSV, to and from spreadsheets: no cell becomes a formula there, and the way back is exact."""

import csv
import io
import re
from collections.abc import Iterable, Mapping

from estimator.book import BookError, decode_csv, read_table_csv, rows_faults
from estimator.tables import TABLES, ColumnSpec

MAX_BYTES = 5 * 1024 * 1024
_GUARD = "'"
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", _GUARD)
_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?", re.ASCII)


def write_table(table: str, rows: Iterable[Mapping[str, str]]) -> str:
    """The table as CSV text; an apostrophe stands before cells that a spreadsheet would run."""
    spec = TABLES[table]
    text = io.StringIO()
    writer = csv.writer(text)  # its line end \r\n makes it quote a lone \r or \n within a cell
    writer.writerow(spec.column_names)
    writer.writerows([_guarded(column, row.get(column.name, "")) for column in spec.columns] for row in rows)
    return text.getvalue()


def read_table(table: str, text: str) -> list[dict[str, str]]:
    """Rows of CSV text, strictly; raises BookError with every fault, each naming row and column."""
    guarded = read_table_csv(table, text)
    rows = [{column: _unguarded(cell) for column, cell in row.items()} for row in guarded]
    faults = rows_faults(table, rows)
    if faults:
        raise BookError(faults)
    return rows


def decode(table: str, data: bytes) -> str:
    """Text of an uploaded file; raises BookError where it is too big or not UTF-8."""
    if len(data) > MAX_BYTES:
        raise BookError([f"{table}.csv: the file is larger than {MAX_BYTES // 1024**2} MB"])
    return decode_csv(table, data)


def _guarded(column: ColumnSpec, cell: str) -> str:
    if not cell.startswith(_DANGEROUS) or (column.kind in ("number", "integer") and _NUMBER.fullmatch(cell)):
        return cell
    return _GUARD + cell


def _unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith(_GUARD) and cell[1:].startswith(_DANGEROUS) else cell
