"""Reading one table from CSV: what is accepted, and that nothing but BookError ever comes out of bad text."""

from __future__ import annotations

import csv
import datetime
import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from estimator.book import BookError, decode_csv, read_table_csv, rows_faults, shipped_folders
from estimator.book_csv import earliest_day
from estimator.tables import TABLES

FX = "currency,usd_per_unit,as_of,source,note\nUSD,1,2026-08-17,by definition,\nEUR,1.1567,2026-08-17,ECB,\n"


def shipped_text(table: str) -> str:
    return (shipped_folders()[0] / f"{table}.csv").read_text(encoding="utf-8")


def test_cells_are_kept_as_written() -> None:
    assert read_table_csv("fx", FX)[1] == {
        "currency": "EUR",
        "usd_per_unit": "1.1567",
        "as_of": "2026-08-17",
        "source": "ECB",
        "note": "",
    }


@pytest.mark.parametrize("text", ["\ufeff" + FX, FX.replace("\n", "\r\n"), FX + "\n\n"])
def test_byte_order_mark_line_ends_and_blank_lines_do_not_matter(text: str) -> None:
    assert read_table_csv("fx", text) == read_table_csv("fx", FX)


def test_byte_order_mark_in_a_file_is_accepted() -> None:
    assert decode_csv("fx", FX.encode("utf-8-sig")) == FX


def test_every_fault_is_named_not_only_the_first() -> None:
    text = FX.replace("1.1567", "a lot").replace("by definition", "").replace("2026-08-17,ECB", "soon,ECB")
    with pytest.raises(BookError) as caught:
        read_table_csv("fx", text)
    assert [fault[:40] for fault in caught.value.faults] == [
        "fx.csv row 2, column source: empty, but ",
        "fx.csv row 3, column usd_per_unit: 'a lo",
        "fx.csv row 3, column as_of: 'soon' is no",
    ]
    assert str(caught.value).count("\n") == 2


def test_rows_are_counted_like_in_a_spreadsheet() -> None:
    text = FX.replace("by definition", '"by\ndefinition"').replace("1.1567", "x")
    with pytest.raises(BookError, match=r"^fx\.csv row 3, column usd_per_unit"):
        read_table_csv("fx", text)


def test_unknown_table_is_refused() -> None:
    with pytest.raises(BookError, match=r"^moods\.csv: no such table"):
        read_table_csv("moods", FX)


def test_rows_in_memory_meet_the_same_rules() -> None:
    rows = read_table_csv("fx", FX)
    assert rows_faults("fx", rows) == []
    faults = rows_faults("fx", [{**rows[0], "usd_per_unit": "0"}], numbers=[7])
    assert faults == ["fx.csv row 7, column usd_per_unit: must be above 0"]


def test_cells_that_are_no_text_are_refused() -> None:
    row = {**read_table_csv("fx", FX)[0], "usd_per_unit": 1.5, "note": None}
    assert [fault.partition(":")[0] for fault in rows_faults("fx", [row])] == [  # type: ignore[list-item]
        "fx.csv row 2, column usd_per_unit",
        "fx.csv row 2, column note",
    ]


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2026", datetime.date(2026, 1, 1)),
        ("2025-06", datetime.date(2025, 6, 1)),
        ("2025-06-18", datetime.date(2025, 6, 18)),
        ("2026-Q4", datetime.date(2026, 10, 1)),
    ],
)
def test_a_date_cell_means_its_earliest_day(cell: str, day: datetime.date) -> None:
    assert earliest_day(cell) == day


def test_no_two_columns_of_a_table_share_a_name_and_keys_are_columns() -> None:
    for spec in TABLES.values():
        assert len(set(spec.column_names)) == len(spec.columns), spec.name
        assert set(spec.key_columns) <= set(spec.column_names), spec.name


def read_or_faults(table: str, text: str) -> tuple[list[dict[str, str]], tuple[str, ...]]:
    try:
        return read_table_csv(table, text), ()
    except BookError as error:
        return [], error.faults


def check_read_or_refused(table: str, text: str) -> None:
    rows, faults = read_or_faults(table, text)
    assert all(fault.startswith(f"{table}.csv") and "\n" not in fault for fault in faults)
    assert all(row.keys() == set(TABLES[table].column_names) for row in rows)


@given(table=st.sampled_from(sorted(TABLES)), text=st.text(max_size=400))
def test_any_text_is_read_or_refused(table: str, text: str) -> None:
    check_read_or_refused(table, text)


@given(table=st.sampled_from(sorted(TABLES)), data=st.binary(max_size=400))
def test_any_bytes_are_decoded_or_refused(table: str, data: bytes) -> None:
    try:
        text = decode_csv(table, data)
    except BookError:
        text = ""
    check_read_or_refused(table, text)


AWKWARD_CELLS = st.one_of(
    st.text(max_size=30),
    st.sampled_from(["", " ", "-", "-0", "0", "1e9", "١٢", "1_000", "+1", ".5", "5.", "00", "9" * 500, "=1+1"]),
    st.sampled_from(["inf", "NaN", "NULL", "\x00", "\x1a", "\ud800", '"', ";", "a;b", "undated", "2026-Q9", "0000"]),
)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(table=st.sampled_from(sorted(TABLES)), data=st.data())
def test_a_shipped_table_with_awkward_cells_is_read_or_refused(table: str, data: st.DataObject) -> None:
    rows = read_table_csv(table, shipped_text(table))[:3]
    for row in rows:
        for column in data.draw(st.sets(st.sampled_from(sorted(row)), max_size=3)):
            row[column] = data.draw(AWKWARD_CELLS)
    file = io.StringIO()
    writer = csv.DictWriter(file, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    check_read_or_refused(table, file.getvalue())
