"""Recalculates a workbook in LibreOffice and reads what every sheet then holds."""

import csv
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from xlsxwriter.worksheet import Worksheet

from tests import office

# All sheets as CSV: comma, double quote, UTF-8, raw contents instead of what is shown.
CSV_OF_ALL_SHEETS = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1"
ALWAYS_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
 <item oor:path="/org.openoffice.Office.Calc/Formula/Load">
  <prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop>
 </item>
 <item oor:path="/org.openoffice.Setup/L10N">
  <prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>{locale}</value></prop>
 </item>
</oor:items>
"""
WRONG = -987_654.25
Sheets = dict[str, list[list[str]]]


def recalculated(content: bytes, folder: Path, locale: str = "en-US") -> Sheets:
    """Every sheet after a full recalculation, as rows of text; numbers with all their digits and a point."""
    program = office.on_path()
    assert program, office.SENTENCE
    profile = folder / "profile" / "user"
    profile.mkdir(parents=True)
    (profile / "registrymodifications.xcu").write_text(ALWAYS_RECALCULATE.format(locale=locale))
    (folder / "book.xlsx").write_bytes(content)
    where = f"-env:UserInstallation=file://{profile.parent}"
    command = [program, "--headless", where, "--convert-to", CSV_OF_ALL_SHEETS, "--outdir", str(folder / "out")]
    subprocess.run([*command, str(folder / "book.xlsx")], check=True, capture_output=True, timeout=300)
    return {path.stem.partition("-")[2]: _rows(path) for path in sorted((folder / "out").glob("book-*.csv"))}


def _rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


@contextmanager
def wrong_figures(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Workbooks written meanwhile hold a wrong figure behind every formula."""
    write = Worksheet.write_formula

    def write_wrong(self: Any, row: int, column: int, formula: str, cell_format: Any = None, value: Any = 0) -> Any:
        return write(self, row, column, formula, cell_format, value if isinstance(value, str) else WRONG)

    with monkeypatch.context() as patch:
        patch.setattr(Worksheet, "write_formula", write_wrong)
        yield


@contextmanager
def other_input(monkeypatch: pytest.MonkeyPatch, sheet: str, row: int, column: int, value: float) -> Iterator[None]:
    """Workbooks written meanwhile hold another number in one cell, as if somebody had typed it there."""
    write = Worksheet.write_number

    def write_other(self: Any, at_row: int, at_column: int, number: Any, cell_format: Any = None) -> Any:
        typed = (self.get_name(), at_row, at_column) == (sheet, row, column)
        return write(self, at_row, at_column, value if typed else number, cell_format)

    with monkeypatch.context() as patch:
        patch.setattr(Worksheet, "write_number", write_other)
        yield


def labelled(rows: list[list[str]], label: str) -> list[str]:
    """The first row that begins with a label."""
    return next(row for row in rows if row and row[0].startswith(label))
