"""A published book cannot change, whichever way someone tries."""

import pytest
from django.db import IntegrityError, connection, transaction

from assumptions.models import Book, BookRow, CurrentBook, PublishedBookError
from assumptions.stored import seal, tables_of

BOOK = "(SELECT id FROM assumptions_book WHERE number = 1)"
ROW = f"(SELECT min(id) FROM assumptions_bookrow WHERE book_id = {BOOK})"
DRAFT = "(SELECT id FROM assumptions_book WHERE status = 'draft')"
DRAFT_ROW = f"(SELECT min(id) FROM assumptions_bookrow WHERE book_id = {DRAFT})"

ANYWHERE = [
    "UPDATE assumptions_book SET label = 'mine' WHERE number = 1",
    "UPDATE assumptions_book SET status = 'draft' WHERE number = 1",
    "UPDATE assumptions_book SET publish_reason = 'another' WHERE number = 1",
    "DELETE FROM assumptions_book WHERE number = 1",
    "INSERT INTO assumptions_book SELECT 999, 999, shipped_number, 999, label, origin, status, as_of,"
    " default_staffing_basis, model_version, rests_on, values_hash, content_hash, created_at, published_at,"
    " publish_reason, based_on_id, published_by_id, shipped_base_id FROM assumptions_book WHERE number = 1",
    """UPDATE assumptions_bookrow SET "values" = '{}' WHERE id = """ + ROW,
    f"UPDATE assumptions_bookrow SET book_id = {DRAFT}, id = 999999999, key = 'moved' WHERE id = {ROW}",
    f"UPDATE assumptions_bookrow SET book_id = {BOOK}, key = 'smuggled' WHERE id = {DRAFT_ROW}",
    f"DELETE FROM assumptions_bookrow WHERE id = {ROW}",
    'INSERT INTO assumptions_bookrow (book_id, "table", position, key, "values")'
    f" VALUES ({BOOK}, 'assumptions', 1, 'smuggled', '{{}}')",
    "UPDATE assumptions_currentbook SET reason = 'another'",
    "DELETE FROM assumptions_currentbook",
]
SQLITE = [
    "UPDATE OR REPLACE assumptions_book SET number = 1 WHERE status = 'draft'",
    f"UPDATE OR REPLACE assumptions_book SET id = {BOOK} WHERE status = 'draft'",
    "UPDATE OR REPLACE assumptions_book SET origin = 'shipped', revision = 1 WHERE status = 'draft'",
    f"UPDATE OR REPLACE assumptions_bookrow SET id = {ROW} WHERE id = {DRAFT_ROW}",
    'INSERT OR REPLACE INTO assumptions_bookrow (id, book_id, "table", position, key, "values")'
    f" VALUES ({ROW}, {DRAFT}, 'assumptions', 1, 'smuggled', '{{}}')",
    "INSERT OR REPLACE INTO assumptions_book SELECT id, number, shipped_number, revision, 'mine', origin,"
    " 'draft', as_of, default_staffing_basis, model_version, rests_on, values_hash, content_hash, created_at,"
    " published_at, publish_reason, based_on_id, published_by_id, shipped_base_id FROM assumptions_book"
    " WHERE number = 1",
    "INSERT OR REPLACE INTO assumptions_currentbook SELECT id, since, 'another', book_id, by_id"
    " FROM assumptions_currentbook",
]
POSTGRESQL = [
    "TRUNCATE assumptions_book CASCADE",
    "TRUNCATE assumptions_bookrow",
    "TRUNCATE assumptions_currentbook",
    "TRUNCATE auth_user CASCADE",
    "INSERT INTO assumptions_currentbook SELECT * FROM assumptions_currentbook"
    " ON CONFLICT (id) DO UPDATE SET reason = 'another'",
]


@pytest.fixture
def first(shipped: list[Book]) -> Book:
    """Book 1."""
    return shipped[0]


def everything() -> list[object]:
    """All that is stored of books."""
    books = Book.objects.order_by("pk")
    return [
        [(book.pk, book.status, book.publish_reason, seal(book, tables_of(book))) for book in books],
        list(CurrentBook.objects.values_list()),
    ]


def refused_by_database(statement: str) -> None:
    """Run a statement; expect a refusal and everything as before."""
    before = everything()
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # else TRUNCATE stops at them, not at our trigger
        with pytest.raises(IntegrityError, match="cannot change"), transaction.atomic():
            cursor.execute(statement)
    assert everything() == before


@pytest.mark.parametrize("statement", ANYWHERE)
def test_raw_sql_is_refused(draft: Book, statement: str) -> None:
    refused_by_database(statement)


@pytest.mark.parametrize("statement", SQLITE)
def test_replacing_rows_is_refused_by_sqlite(draft: Book, statement: str) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("REPLACE is SQLite's")
    refused_by_database(statement)


@pytest.mark.parametrize("statement", POSTGRESQL)
def test_emptying_tables_is_refused_by_postgresql(draft: Book, statement: str) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("TRUNCATE is PostgreSQL's")
    refused_by_database(statement)


def test_saving_a_published_book_is_refused(first: Book) -> None:
    first.label = "mine"
    with pytest.raises(PublishedBookError, match="Book 1 is published and cannot change"):
        first.save()


def test_a_published_book_cannot_become_a_draft_again(first: Book) -> None:
    first.status = Book.DRAFT
    with pytest.raises(PublishedBookError):
        first.save(update_fields=["status"])


def test_deleting_a_published_book_is_refused(first: Book) -> None:
    with pytest.raises(PublishedBookError):
        first.delete()


def test_bulk_changes_of_published_books_are_refused(first: Book) -> None:
    first.label = "mine"
    with pytest.raises(PublishedBookError):
        Book.objects.update(label="mine")
    with pytest.raises(PublishedBookError):
        Book.objects.filter(number=1).delete()
    with pytest.raises(PublishedBookError):
        Book.objects.bulk_update([first], ["label"])


def test_changing_a_row_of_a_published_book_is_refused(first: Book) -> None:
    row = first.rows.all()[0]
    row.values = row.values | {"notes": "mine"}
    with pytest.raises(PublishedBookError):
        row.save()
    with pytest.raises(PublishedBookError):
        row.delete()
    with pytest.raises(PublishedBookError):
        BookRow.objects.bulk_update([row], ["values"])


def test_moving_a_published_row_into_a_draft_is_refused(first: Book, draft: Book) -> None:
    row = first.rows.all()[0]
    row.book, row.key = draft, "smuggled"
    with pytest.raises(PublishedBookError):
        row.save()


def test_adding_a_row_to_a_published_book_is_refused(first: Book) -> None:
    row = BookRow(book=first, table="assumptions", position=1, key="smuggled", values={})
    with pytest.raises(PublishedBookError):
        row.save()
    with pytest.raises(PublishedBookError):
        BookRow.objects.bulk_create([row])
    with pytest.raises(PublishedBookError):
        first.rows.create(table="assumptions", position=1, key="smuggled", values={})


def test_bulk_changes_of_published_rows_are_refused(first: Book) -> None:
    with pytest.raises(PublishedBookError):
        first.rows.update(key="mine")
    with pytest.raises(PublishedBookError):
        BookRow.objects.filter(table="assumptions").order_by("key").delete()


def test_a_draft_stays_free_to_change(draft: Book) -> None:
    draft.label = "Renamed"
    draft.save()
    draft.rows.filter(table="tiers").delete()
    draft.rows.update(position=1)
    draft.delete()
    assert not Book.objects.filter(status=Book.DRAFT).exists()
