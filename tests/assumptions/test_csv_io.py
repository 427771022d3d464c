"""Tables leave as CSV that no spreadsheet runs, and come back exactly."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assumptions import csv_io
from estimator.book import Book, BookError, shipped_folders
from estimator.tables import TABLES

BOOK = Book.from_folder(shipped_folders()[0])
COLUMNS = ",".join(TABLES["fx"].column_names)
TEXT = st.text(st.sampled_from("=+-@\t\r\n＝'\"ab,; 1ü"), min_size=1).filter(str.strip)


@pytest.mark.parametrize("table", TABLES)
def test_a_table_comes_back_as_it_left(table: str) -> None:
    rows = [dict(row) for row in BOOK.rows(table)]
    assert csv_io.read_table(table, csv_io.write_table(table, rows)) == rows


@given(note=TEXT, source=TEXT)
def test_any_text_comes_back_as_it_left(note: str, source: str) -> None:
    row = {"currency": "EUR", "usd_per_unit": "1.1", "as_of": "2026", "source": source, "note": note}
    assert csv_io.read_table("fx", csv_io.write_table("fx", [row])) == [row]


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1", "'=1"])
def test_no_text_becomes_a_formula(cell: str) -> None:
    row = {"currency": "EUR", "usd_per_unit": "1.1", "as_of": "2026", "source": cell, "note": cell}
    cells = list(csv.reader(io.StringIO(csv_io.write_table("fx", [row]), newline="")))[1]
    assert cells[3:] == ["'" + cell, "'" + cell]


def test_a_negative_number_stays_a_number() -> None:
    rows = [{"factor": "skill", "key": "some_key", "loading": "-0.5", "note": "x"}]
    assert csv_io.write_table("correlations", rows).splitlines()[1] == "skill,some_key,-0.5,x"


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (f"{COLUMNS},extra\nEUR,1,2026,s,,x\n", "fx.csv row 1: column 'extra' is not known"),
        ("currency,as_of,source,note\nEUR,2026,s,\n", "fx.csv row 1: column 'usd_per_unit' is missing"),
        (f"{COLUMNS}\nEUR,1,2026,s,\nEUR,1,2026,s,\n", "fx.csv row 3, column currency: duplicate key 'EUR'"),
        (f"{COLUMNS}\nEUR,NULL,2026,s,\n", "fx.csv row 2, column usd_per_unit: 'NULL' is no value"),
        (f"{COLUMNS}\nEUR,1,2026,s\n", "fx.csv row 2: 4 cells, expected 5"),
        (f"{COLUMNS}\nEUR,1,2026,s,'=x\nEUR ,1,2026,s,=x\n", "fx.csv row 3, column currency: unknown currency 'EUR '"),
        ("", "fx.csv: empty"),
    ],
)
def test_a_file_with_a_fault_is_refused(text: str, fault: str) -> None:
    with pytest.raises(BookError) as refused:
        csv_io.read_table("fx", text)
    assert refused.value.faults[0].startswith(fault)


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        ("note,é".encode("latin-1"), "fx.csv row 1: not UTF-8 text"),
        (b"x" * (csv_io.MAX_BYTES + 1), "fx.csv: the file is larger than 5 MB"),
    ],
)
def test_bytes_that_are_no_text_are_refused(data: bytes, fault: str) -> None:
    with pytest.raises(BookError) as refused:
        csv_io.decode("fx", data)
    assert refused.value.faults[0].startswith(fault)


def test_a_byte_order_mark_is_accepted() -> None:
    assert csv_io.decode("fx", COLUMNS.encode("utf-8-sig")) == COLUMNS


def test_keys_that_differ_only_by_the_guard_are_refused() -> None:
    columns = ",".join(TABLES["patient_bands"].column_names)
    with pytest.raises(BookError, match="duplicate key '=a'"):
        csv_io.read_table("patient_bands", f"{columns}\n=a,l,k\n'=a,l,k\n")
