"""The book as a whole: strict loading, immutability, prices, equality, filling."""

from __future__ import annotations

import datetime
import pickle
import random
import shutil
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from estimator.book import Book, BookError, shipped_folders
from estimator.book_rows import AssumptionRow
from estimator.tables import TABLES
from tests.estimator.book_parts import Rows, changed, parts, row_of, shipped


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the first shipped book's folder, to be broken."""
    return Path(shutil.copytree(shipped_folders()[0], tmp_path / "book"))


def faults_of(folder: Path) -> tuple[str, ...]:
    with pytest.raises(BookError) as caught:
        Book.from_folder(folder)
    return caught.value.faults


# --- no half-loaded book


@pytest.mark.parametrize("table", sorted(TABLES))
def test_a_missing_table_refuses_the_book(folder: Path, table: str) -> None:
    (folder / f"{table}.csv").unlink()
    assert faults_of(folder) == (f"{table}.csv: the file is missing or cannot be read",)


def test_a_stray_table_refuses_the_book(folder: Path) -> None:
    (folder / "moods.csv").write_text("mood\ngood\n", encoding="utf-8")
    assert faults_of(folder) == ("moods.csv: no such table",)


def test_faults_of_all_files_are_collected(folder: Path) -> None:
    (folder / "fx.csv").write_text("currency\nUSD\n", encoding="utf-8")
    (folder / "book.toml").write_text("number = ", encoding="utf-8")
    (folder / "shapes.csv").write_bytes(b"\xff\xfe")
    tables = {fault.partition(" ")[0].rstrip(":") for fault in faults_of(folder)}
    assert tables == {"fx.csv", "book.toml", "shapes.csv"}


@pytest.mark.parametrize("table", sorted(TABLES))
def test_a_table_that_is_not_given_refuses_the_book(table: str) -> None:
    meta, tables = parts()
    del tables[table]
    with pytest.raises(BookError, match=rf"{table}\.csv: the table is missing"):
        Book.from_tables(meta, tables)


def test_a_fault_in_memory_refuses_the_book() -> None:
    with pytest.raises(BookError, match=r"assumptions\.csv row 2, column low: low 9 is above likely"):
        changed(lambda tables: row_of(tables["assumptions"], key="alarms").update(low="9", likely="8"))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"number": "0"}, "number '0' is no whole number from 1"),
        ({"revision": "one"}, "revision 'one' is no whole number from 1"),
        ({"origin": "found"}, "unknown origin 'found'"),
        ({"as_of": "2026-11"}, "as_of '2026-11' is no date"),
        ({"default_staffing_basis": "guess"}, "unknown default_staffing_basis 'guess'"),
        ({"label": " "}, "label is missing"),
        ({"mood": "good"}, "mood is not known"),
    ],
)
def test_own_data_is_checked(change: dict[str, str], words: str) -> None:
    with pytest.raises(BookError, match=f"^book.toml: {words}"):
        changed(lambda tables: None, **change)


# --- immutability and equality


def test_nothing_of_a_book_can_be_set() -> None:
    book = shipped(1)
    for name in ("number", "label", "as_of", "filled", "tables", "assumptions", "content_hash"):
        with pytest.raises(AttributeError):
            setattr(book, name, None)


def test_rows_cannot_be_changed() -> None:
    row = shipped(1).rows("fx")[0]
    with pytest.raises(TypeError):
        row["usd_per_unit"] = "2"  # type: ignore[index]
    with pytest.raises(TypeError):
        shipped(1).assumptions["alarms"] = None  # type: ignore[index]


def test_changing_a_frame_does_not_change_the_book() -> None:
    book = shipped(1)
    frame = book.tables["fx"]
    frame.loc[:, "usd_per_unit"] = "2"
    assert book.fx("EUR").usd_per_unit == 1.1567
    assert not (book.tables["fx"]["usd_per_unit"] == "2").any()


def test_frames_hold_text_as_written() -> None:
    frame = shipped(1).tables["plan_prices"]
    assert list(frame.columns) == list(TABLES["plan_prices"].column_names)
    assert all(isinstance(cell, str) for cell in frame.to_numpy().ravel())
    assert frame.loc[frame["plan"] == "enterprise", "price"].tolist() == [""]
    assert set(shipped(1).tables) == set(TABLES)
    assert isinstance(frame, pd.DataFrame)


@settings(max_examples=10)
@given(seed=st.integers(0, 10_000))
def test_the_order_of_rows_does_not_matter(seed: int) -> None:
    order = random.Random(seed)
    meta, tables = parts()
    for rows in tables.values():
        order.shuffle(rows)
    again = Book.from_tables(meta, tables)
    assert again == shipped(1)
    assert again.content_hash == shipped(1).content_hash
    assert again.rows("gates") == shipped(1).rows("gates")


def test_the_hash_is_the_same_for_a_folder_and_for_its_rows() -> None:
    meta, tables = parts()
    assert Book.from_tables(meta, tables).content_hash == shipped(1).content_hash


@pytest.mark.parametrize("table", sorted(TABLES))
def test_every_cell_counts_in_the_hash(table: str) -> None:
    spec = TABLES[table]
    free = next(
        c.name
        for c in reversed(spec.columns)
        if c.kind == "text" and c.name not in spec.key_columns and "key" not in c.name
    )
    other = changed(lambda tables: tables[table][0].update({free: tables[table][0][free] + "x"}))
    assert other != shipped(1)
    assert other.values_hash != shipped(1).values_hash


def test_number_and_revision_are_no_part_of_the_values() -> None:
    moved = changed(lambda tables: None, number="7", revision="3")
    assert moved.content_hash != shipped(1).content_hash
    assert moved.values_hash == shipped(1).values_hash
    relabelled = changed(lambda tables: None, label="Ours")
    assert relabelled.values_hash != shipped(1).values_hash


def test_a_book_survives_pickling() -> None:
    again = pickle.loads(pickle.dumps(shipped(2)))
    assert again == shipped(2)
    assert again.price("aws", "us-east-1", "NAT Gateway", "nat-hour").price_usd == 0.045


def test_steps_of_a_ladder_come_in_order() -> None:
    steps = [int(row["step"]) for row in shipped(1).rows("ladders") if row["ladder"] == "aurora_postgresql"]
    assert steps == [1, 2, 3, 4, 5, 6, 7]


# --- rows


def test_an_assumption_row_is_typed() -> None:
    row = shipped(1).assumptions["loaded_eu_devops_sre"]
    assert (row.low, row.likely, row.high, row.currency) == (70000.0, 88000.0, 132000.0, "EUR")
    assert shipped(1).assumptions["alarms"].currency == "USD"


@pytest.mark.parametrize(("unit", "currency"), [("USD", "USD"), ("INR/day", "INR"), ("ratio", "USD"), ("1/s", "USD")])
def test_the_unit_names_the_currency(unit: str, currency: str) -> None:
    cells = dict(next(row for row in shipped(1).rows("assumptions")))
    assert AssumptionRow.from_cells({**cells, "unit": unit}).currency == currency


def test_exchange_rates() -> None:
    assert shipped(1).fx("USD").usd_per_unit == 1
    assert shipped(1).fx("GBP").usd_per_unit == 1.3339
    with pytest.raises(KeyError):
        shipped(1).fx("XAU")


def test_own_data() -> None:
    book = shipped(2)
    assert (book.number, book.revision, book.origin, book.default_staffing_basis) == (
        2,
        1,
        "shipped",
        "tasks",
    )
    assert book.as_of == datetime.date(2026, 11, 20)
    assert book.label == "Medplum's July 2026 wording"
    assert book.rests_on
    assert book.model_version == book.meta()["model_version"]


# --- filling an own book


def test_rows_that_an_own_book_lacks_are_filled_and_named() -> None:
    def remove(tables: dict[str, Rows]) -> None:
        tables["assumptions"].remove(row_of(tables["assumptions"], key="alarms"))
        tables["plans"].remove(row_of(tables["plans"], plan="premium", feature="baa"))
        tables["correlations"].pop()
        row_of(tables["assumptions"], key="dashboards").update(likely="5")

    own = changed(remove, origin="own", label="Ours", number="3")
    assert own.filled == ()
    whole = own.with_missing_from(shipped(1))
    assert whole.filled == ("assumptions/alarms", "plans/premium/baa")
    assert whole.assumptions["alarms"] == shipped(1).assumptions["alarms"]
    assert whole.assumptions["dashboards"].likely == 5
    assert len(whole.rows("correlations")) == len(shipped(1).rows("correlations")) - 1
    assert whole.meta() == own.meta()
    assert "alarms" not in own.assumptions
    assert pickle.loads(pickle.dumps(whole)).filled == whole.filled


def test_a_whole_book_needs_no_filling() -> None:
    whole = shipped(2).with_missing_from(shipped(1))
    assert whole == shipped(2)
    assert whole.filled == ()
