"""Reads one table of a book from CSV, strictly: each fault named by row and column, nothing half read."""

from __future__ import annotations

import csv
import datetime
import io
import math
import re
from collections.abc import Iterable, Mapping, Sequence

from estimator.book_checks import row_faults
from estimator.tables import TABLES, UNITS, ColumnSpec, TableSpec

Row = Mapping[str, str]

_DECIMAL = re.compile(r"-?[0-9]{1,18}(\.[0-9]{1,18})?", re.ASCII)
_DATE = re.compile(r"(?P<year>[0-9]{4})(-(?P<month>[0-9]{2})(-(?P<day>[0-9]{2}))?|-Q[1-4])?", re.ASCII)
_SPREADSHEET_WORDS = {"null", "nan", "#n/a", "#ref!", "#value!", "#div/0!", "#name?"}
_HEADER_ROW = 1


class BookError(ValueError):
    """A book or table that is refused as a whole; `faults` holds one line per fault."""

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(self.faults))


def decode_csv(name: str, data: bytes) -> str:
    """Text of an uploaded CSV file; raises BookError unless it is UTF-8 (a byte order mark is accepted)."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = data.count(b"\n", 0, error.start) + 1
        raise BookError([f"{name}.csv row {row}: not UTF-8 text; save the file as CSV UTF-8"]) from error


def read_table_csv(name: str, text: str) -> list[dict[str, str]]:
    """Rows of one table, every cell as written; raises BookError with every fault found."""
    if name not in TABLES:
        raise BookError([f"{name}.csv: no such table; tables are {', '.join(sorted(TABLES))}"])
    spec = TABLES[name]
    cells = _parse(spec, text.removeprefix("\ufeff"))
    header, body = cells[0][1], cells[1:]
    faults = [*_header_faults(spec, header)]
    if not faults:
        faults = [
            f"{name}.csv row {number}: {len(row)} cells, expected {len(header)}"
            for number, row in body
            if len(row) != len(header)
        ]
    if faults:
        raise BookError(faults)
    rows = [dict(zip(header, row, strict=True)) for _, row in body]
    numbers = [number for number, _ in body]
    faults = rows_faults(name, rows, numbers)
    if faults:
        raise BookError(faults)
    return rows


def rows_faults(name: str, rows: Sequence[Row], numbers: Sequence[int] | None = None) -> list[str]:
    """Every fault of one table's rows in memory: cells, keys, and rules across the cells of a row."""
    return table_faults(TABLES[name], rows, numbers) or row_faults(name, rows, numbers)


def table_faults(spec: TableSpec, rows: Sequence[Row], numbers: Sequence[int] | None = None) -> list[str]:
    """Faults of a table's columns, cells and keys; `numbers` are the rows to name (default 2, 3, …)."""
    numbers = numbers or range(_HEADER_ROW + 1, len(rows) + _HEADER_ROW + 1)
    faults: list[str] = []
    first_row_of: dict[tuple[str, ...], int] = {}
    for number, row in zip(numbers, rows, strict=True):
        where = f"{spec.name}.csv row {number}"
        if row.keys() != set(spec.column_names):
            faults += [f"{where}: {fault}" for fault in _name_faults(spec, tuple(row))]
            continue
        for column in spec.columns:
            fault = cell_fault(column, row[column.name])
            if fault:
                faults.append(f"{where}, column {column.name}: {fault}")
        key = tuple(row[column] for column in spec.key_columns)
        first = first_row_of.setdefault(key, number)
        if first != number:
            faults.append(
                f"{where}, column {spec.key_columns[-1]}: duplicate key {' / '.join(key)!r} (first in row {first})"
            )
    return faults


def cell_fault(column: ColumnSpec, value: str) -> str:
    """What is wrong with one cell, or an empty string."""
    if not isinstance(value, str):
        return f"{value!r} is no text"
    if not value.strip():
        if column.required:
            return "empty, but a value is required"
        return "holds only spaces; leave the cell empty where something is not known" if value else ""
    if "\0" in value or "\ufffd" in value or any("\ud800" <= sign <= "\udfff" for sign in value):
        return "holds a sign that is no text"
    if value.strip().lower() in _SPREADSHEET_WORDS:
        return f"{value!r} is no value; leave the cell empty where something is not known"
    return _KIND_CHECKS[column.kind](column, value)


def _parse(spec: TableSpec, text: str) -> list[tuple[int, list[str]]]:
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise BookError([f"{spec.name}.csv row {line}: holds a NUL byte; save the file as CSV UTF-8"])
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    cells: list[tuple[int, list[str]]] = []
    try:
        for row in reader:
            cells.append((len(cells) + _HEADER_ROW, row))
    except csv.Error as error:
        raise BookError([f"{spec.name}.csv row {len(cells) + 1}: not readable as CSV ({error})"]) from error
    cells = [(number, row) for number, row in cells if row]
    if not cells:
        raise BookError([f"{spec.name}.csv: empty; the first row names the columns"])
    return cells


def _header_faults(spec: TableSpec, header: Sequence[str]) -> list[str]:
    return [f"{spec.name}.csv row {_HEADER_ROW}: {fault}" for fault in _name_faults(spec, header)]


def _name_faults(spec: TableSpec, names: Sequence[str]) -> list[str]:
    faults = [f"column {name!r} is not known" for name in names if name not in spec.column_names]
    faults += [f"column {name!r} is missing" for name in spec.column_names if name not in names]
    faults += [f"column {name!r} stands twice" for name in sorted({n for n in names if names.count(n) > 1})]
    return faults


def _text_fault(column: ColumnSpec, value: str) -> str:
    return ""


def _number_fault(column: ColumnSpec, value: str) -> str:
    if not _DECIMAL.fullmatch(value) or not math.isfinite(float(value)):
        return f"{value[:40]!r} is no number; write digits with a point, such as 1234.5"
    if column.minimum is not None and float(value) < column.minimum:
        return f"{value} is below {column.minimum:g}"
    if column.maximum is not None and float(value) > column.maximum:
        return f"{value} is above {column.maximum:g}"
    return ""


def _integer_fault(column: ColumnSpec, value: str) -> str:
    if "." in value:
        return f"{value[:40]!r} is no whole number"
    return _number_fault(column, value)


def _choice_fault(column: ColumnSpec, value: str) -> str:
    words = value.split(";") if column.several else [value]
    unknown = [word for word in words if word not in column.choices]
    if unknown:
        return f"unknown {column.name} {unknown[0][:40]!r}; known are {', '.join(column.choices)}"
    return ""


def _date_fault(column: ColumnSpec, value: str) -> str:
    if value == "undated":
        return ""
    try:
        earliest_day(value)
    except ValueError:
        return f"{value[:40]!r} is no date; write YYYY-MM-DD, YYYY-MM, YYYY-Qn, YYYY or undated"
    return ""


def _unit_fault(column: ColumnSpec, value: str) -> str:
    return "" if value in UNITS else f"unknown unit {value[:40]!r}"


_KIND_CHECKS = {
    "text": _text_fault,
    "number": _number_fault,
    "integer": _integer_fault,
    "choice": _choice_fault,
    "date": _date_fault,
    "unit": _unit_fault,
}


def earliest_day(value: str) -> datetime.date:
    """First day that a date cell can mean (2025-Q2 → 1 April 2025); raises ValueError if it is no date."""
    match = _DATE.fullmatch(value)
    if match is None:
        raise ValueError(f"{value!r} is no date")
    month = int(match["month"] or 1)
    if "-Q" in value:
        month = 3 * int(value[-1]) - 2
    return datetime.date(int(match["year"]), month, int(match["day"] or 1))
