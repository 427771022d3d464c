"""What the estimator gets of a stored book."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assumptions.completing import complete_book
from assumptions.models import Book, BookRow
from assumptions.publishing import change_row, make_current, publish_book, remove_row
from assumptions.reading import (
    DamagedBookError,
    NoCurrentBookError,
    NoSuchBookError,
    book_by_number,
    cached_book,
    current_book,
    has_current_book,
)
from assumptions.stored import Tables, tables_of
from estimator.book import BookError


def row_of(book: Book, table: str, key: str) -> BookRow:
    """One stored row."""
    return book.rows.get(table=table, key=key)


def publish(draft: Book) -> int:
    """Publish a draft; its number."""
    return publish_book(draft=draft, reason="Ours.", by=None).number


def test_before_the_first_load_there_is_no_book(db: None) -> None:
    assert not has_current_book()
    with pytest.raises(NoCurrentBookError, match="load_books"):
        current_book()


def test_a_number_that_is_not_published_is_named(draft: Book) -> None:
    with pytest.raises(NoSuchBookError, match="no published book 99"):
        book_by_number(99)
    with pytest.raises(NoSuchBookError, match=f"no published book {draft.number}"):
        book_by_number(draft.number)


def test_the_current_book_costs_one_query(shipped: list[Book]) -> None:
    first = current_book()
    with CaptureQueriesContext(connection) as queries:
        assert current_book() is first
    assert len(queries) == 1
    make_current(book=shipped[1], reason="July wording.", by=None)
    assert current_book().number == 2


def test_the_cache_is_bounded() -> None:
    assert cached_book.cache_info().maxsize == 4


def test_a_changed_value_reaches_the_estimator(draft: Book) -> None:
    row = row_of(draft, "assumptions", "fte_normal_quarter")
    change_row(draft=draft, row=row, values=row.values | {"likely": "0.6"}, by=None)
    number = publish(draft)
    assert book_by_number(number).assumptions["fte_normal_quarter"].likely == 0.6
    assert book_by_number(1).assumptions["fte_normal_quarter"].likely == 0.5
    assert current_book().number == number


def test_a_key_missing_in_an_own_book_is_filled_and_named(draft: Book) -> None:
    remove_row(draft=draft, row=row_of(draft, "assumptions", "fte_normal_quarter"), by=None)
    remove_row(draft=draft, row=row_of(draft, "gates", "on_premises_mandate"), by=None)
    book = book_by_number(publish(draft))
    assert book.assumptions["fte_normal_quarter"] == book_by_number(1).assumptions["fte_normal_quarter"]
    assert book.filled == ("assumptions/fte_normal_quarter", "gates/on_premises_mandate")


def test_a_component_taken_out_of_an_own_bill_stays_out(draft: Book) -> None:
    bills = draft.rows.filter(table="bill_of_materials")
    for row in bills.filter(values__sku=bills.filter(key__endswith="/dashboards")[0].values["sku"]):
        remove_row(draft=draft, row=row, by=None)
    for table in ("prices", "regional_factors", "no_public_price"):
        for row in draft.rows.filter(table=table, key__contains="dashboard"):
            remove_row(draft=draft, row=row, by=None)
    book = book_by_number(publish(draft))
    assert not [row for row in book.rows("bill_of_materials") if row["component"] == "dashboards"]
    assert book.filled == ()


def rewrite_row(row: BookRow, values: dict[str, str]) -> None:
    """What only somebody with the rights of the schema's owner can do."""
    disable = {
        "sqlite": ["DROP TRIGGER assumptions_bookrow_update"],
        "postgresql": ["SET CONSTRAINTS ALL IMMEDIATE", "ALTER TABLE assumptions_bookrow DISABLE TRIGGER keep"],
    }
    with connection.cursor() as cursor:
        for statement in disable[connection.vendor]:
            cursor.execute(statement)
        cursor.execute('UPDATE assumptions_bookrow SET "values" = %s WHERE id = %s', [json.dumps(values), row.pk])


def test_rows_that_are_not_what_was_published_are_refused(shipped: list[Book]) -> None:
    row = row_of(shipped[0], "assumptions", "fte_normal_quarter")
    rewrite_row(row, row.values | {"likely": "0.1"})
    with pytest.raises(DamagedBookError, match="Book 1 in the database is not what was published"):
        current_book()


def test_a_column_that_a_later_version_adds_comes_from_the_shipped_book(draft: Book) -> None:
    row = row_of(draft, "gates", "on_premises_mandate")
    del row.values["listed_by_vendor"]
    row.save()
    book = book_by_number(publish(draft))
    gate = next(row for row in book.rows("gates") if row["gate"] == "on_premises_mandate")
    assert gate["listed_by_vendor"] == "yes"
    assert book.filled == ("gates: column listed_by_vendor",)


def outdated(stored: Book, **cells: str) -> Tables:
    """The tables of a book as an earlier version may have published them: a word that is no longer known."""
    tables = tables_of(stored)
    row = next(row for row in tables["bill_of_materials"] if row["component"] == "server_vcpu")
    row.update({"recovery_part": "furnace", **cells})
    return tables


def test_a_published_row_that_this_version_refuses_comes_from_the_shipped_book(shipped: list[Book]) -> None:
    whole = complete_book(shipped[0], tables_of(shipped[0]))
    book = complete_book(shipped[0], outdated(shipped[0]))
    assert book.rows("bill_of_materials") == whole.rows("bill_of_materials")
    assert [name.split("/")[0] for name in book.filled] == ["bill_of_materials"]
    assert whole.filled == ()


def test_such_a_row_that_no_shipped_book_has_is_refused(shipped: list[Book]) -> None:
    with pytest.raises(BookError, match="unknown recovery_part 'furnace'"):
        complete_book(shipped[0], outdated(shipped[0], component="an_own_one"))


def test_a_draft_is_never_mended_in_silence(draft: Book) -> None:
    with pytest.raises(BookError, match="unknown recovery_part 'furnace'"):
        complete_book(draft, outdated(draft))
