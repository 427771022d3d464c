"""A draft is changed, compared with its base, and published for good with a reason."""

import datetime

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User

from assumptions import csv_io
from assumptions.changes import CellChange, RowChange
from assumptions.drafts import fingerprint
from assumptions.models import Book, BookRow, CurrentBook, PublishedBookError
from assumptions.publishing import (
    add_row,
    change_details,
    change_row,
    diff,
    discard_draft,
    import_table,
    make_current,
    publish_book,
    remove_row,
    start_draft,
)
from assumptions.reading import book_by_number, current_book
from assumptions.stored import tables_of
from estimator.book import BookError

KEY = "fte_normal_quarter"
RENAMED = RowChange("details", "book", "changed", (CellChange("label", "Medplum's comparison page", "Our figures"),))


def exported(book: Book, table: str) -> str:
    """A table as its CSV file."""
    return csv_io.write_table(table, tables_of(book)[table])


def test_a_draft_starts_with_every_row_of_its_base(draft: Book, shipped: list[Book]) -> None:
    assert tables_of(draft) == tables_of(shipped[0])
    assert (draft.number, draft.origin, draft.based_on, draft.status) == (3, "own", shipped[0], "draft")
    assert current_book().number == 1


def test_a_draft_of_a_draft_is_refused(draft: Book) -> None:
    with pytest.raises(BookError, match="Book 3 is a draft itself"):
        start_draft(based_on=draft, label="Second", by=None)


def test_the_diff_names_a_changed_cell(draft: Book, row: BookRow) -> None:
    assert diff(draft) == (RENAMED,)
    change_row(draft=draft, row=row, values=row.values | {"likely": "0.6", "notes": "ours"}, by=None)
    cells = (CellChange("likely", "0.5", "0.6"), CellChange("notes", row.values["notes"], "ours"))
    assert set(diff(draft)) == {RENAMED, RowChange("assumptions", KEY, "changed", cells)}


def test_the_diff_names_added_and_removed_rows(draft: Book) -> None:
    gone = draft.rows.get(table="fx", key="INR")
    remove_row(draft=draft, row=gone, by=None)
    new = draft.rows.get(table="patient_bands", key="not_sure").values | {"band": "huge"}
    add_row(draft=draft, table="patient_bands", values=new, by=None)
    removed = tuple(CellChange(column, value, "") for column, value in gone.values.items() if value)
    added = tuple(CellChange(column, "", value) for column, value in new.items())
    fx, bands = (change for change in sorted(diff(draft), key=lambda change: change.table) if change != RENAMED)
    assert (fx.kind, fx.key, set(fx.cells)) == ("removed", "INR", set(removed))
    assert (bands.kind, bands.key, set(bands.cells)) == ("added", "huge", set(added))


def test_a_changed_key_is_a_removed_and_an_added_row(draft: Book, row: BookRow) -> None:
    changed = change_row(draft=draft, row=row, values=row.values | {"key": "renamed"}, by=None)
    assert changed.key == "renamed"
    kinds = {(change.key, change.kind) for change in diff(draft) if change.table == "assumptions"}
    assert kinds == {(KEY, "removed"), ("renamed", "added")}


@pytest.mark.parametrize(
    ("cells", "fault"),
    [
        ({"likely": "much"}, "column likely: 'much' is no number"),
        ({"likely": "9"}, "column likely: likely 9 is above high 1.0"),
        ({"unit": "furlong"}, "column unit: unknown unit 'furlong'"),
        ({"shape": "bell"}, "column shape: unknown shape 'bell'"),
        ({"as_of": ""}, "column as_of: empty"),
        ({"key": "fte_large_quarter"}, "column key: another row has the key 'fte_large_quarter'"),
    ],
)
def test_a_row_with_a_fault_is_refused(draft: Book, row: BookRow, cells: dict[str, str], fault: str) -> None:
    with pytest.raises(BookError, match=fault):
        change_row(draft=draft, row=row, values=row.values | cells, by=None)
    assert diff(draft) == (RENAMED,)


def test_a_row_that_somebody_else_changed_meanwhile_is_refused(draft: Book, row: BookRow) -> None:
    seen = fingerprint(row)
    change_row(draft=draft, row=row, values=row.values | {"likely": "0.6"}, by=None, seen=seen)
    with pytest.raises(BookError, match="Somebody else changed this row meanwhile"):
        change_row(draft=draft, row=row, values=row.values | {"likely": "0.7"}, by=None, seen=seen)
    row.refresh_from_db()
    assert row.values["likely"] == "0.6"


def test_an_import_replaces_one_table(draft: Book) -> None:
    text = exported(draft, "fx").replace("EUR,1.1567,", "EUR,1.2,")
    changes = import_table(draft=draft, table="fx", csv_text=text, by=None)
    assert changes == (RowChange("fx", "EUR", "changed", (CellChange("usd_per_unit", "1.1567", "1.2"),)),)
    assert set(diff(draft)) == {RENAMED, *changes}


def test_an_import_with_faults_is_refused_as_a_whole(draft: Book) -> None:
    text = exported(draft, "fx").replace("EUR,1.1567,", "EUR,1.2,").replace("GBP,1.3339", "GBP,many")
    text = text.replace("INR,", "EUR,")
    with pytest.raises(BookError) as refused:
        import_table(draft=draft, table="fx", csv_text=text, by=None)
    gbp, inr = refused.value.faults
    assert "column usd_per_unit: 'many' is no number" in gbp
    assert "column currency: duplicate key 'EUR'" in inr
    assert diff(draft) == (RENAMED,)


def test_details_of_a_draft_change(draft: Book) -> None:
    today = datetime.date(2027, 1, 5)
    change_details(
        draft=draft, label="Ours", as_of=today, default_staffing_basis="tasks", rests_on="our ledger", by=None
    )
    assert {cell.column for cell in diff(draft)[0].cells} == {"label", "as_of", "default_staffing_basis", "rests_on"}
    book = book_by_number(publish_book(draft=draft, reason="New year.", by=None).number)
    assert (book.label, book.as_of, book.default_staffing_basis, book.rests_on) == (
        "Ours",
        today,
        "tasks",
        "our ledger",
    )


def test_publishing_makes_an_own_book_current_and_keeps_the_reason(draft: Book, editor: User) -> None:
    book = publish_book(draft=draft, reason=" Our salaries. ", by=editor)
    assert (book.status, book.publish_reason, book.published_by) == ("published", "Our salaries.", editor)
    assert current_book().number == book.number
    newest = CurrentBook.objects.latest()
    assert (newest.by, newest.reason) == (editor, "Our salaries.")


def test_publishing_without_a_reason_is_refused(draft: Book) -> None:
    with pytest.raises(BookError, match="Say why"):
        publish_book(draft=draft, reason="  ", by=None)
    assert Book.objects.get(pk=draft.pk).status == Book.DRAFT


def test_publishing_refuses_a_missing_price_that_no_gap_declares(draft: Book) -> None:
    price = draft.rows.get(table="prices", key__startswith="aws/eu-central-1/", key__endswith="fargate-linux-x86-gb")
    remove_row(draft=draft, row=price, by=None)
    with pytest.raises(BookError) as refused:
        publish_book(draft=draft, reason="Ours.", by=None)
    (fault,) = refused.value.faults
    assert "no price and no declared gap for aws / eu-central-1 / AWS Fargate / fargate-linux-x86-gb" in fault
    assert Book.objects.get(pk=draft.pk).status == Book.DRAFT
    gap = dict(zip(("provider", "region", "service", "sku"), price.key.split("/"), strict=True))
    gap |= {"kind": "ask", "reason": "own contract", "instead": "ask", "as_of": "2026-11"}
    add_row(draft=draft, table="no_public_price", values=gap, by=None)
    book = book_by_number(publish_book(draft=draft, reason="Ours.", by=None).number)
    assert book.filled == ()


def test_a_published_book_takes_no_more_changes(draft: Book, row: BookRow) -> None:
    publish_book(draft=draft, reason="Ours.", by=None)
    text = exported(draft, "fx")
    with pytest.raises(PublishedBookError):
        change_row(draft=draft, row=row, values=row.values | {"likely": "0.6"}, by=None)
    with pytest.raises(PublishedBookError):
        remove_row(draft=draft, row=row, by=None)
    with pytest.raises(PublishedBookError):
        import_table(draft=draft, table="fx", csv_text=text, by=None)
    with pytest.raises(PublishedBookError):
        discard_draft(draft=draft, by=None)
    with pytest.raises(PublishedBookError):
        publish_book(draft=draft, reason="Again.", by=None)


def test_only_a_published_book_becomes_current(draft: Book, shipped: list[Book]) -> None:
    with pytest.raises(BookError, match="Book 3 is a draft"):
        make_current(book=draft, reason="Now.", by=None)
    with pytest.raises(BookError, match="Say why"):
        make_current(book=shipped[1], reason="", by=None)
    assert current_book().number == 1


def test_a_discarded_draft_is_gone(draft: Book) -> None:
    discard_draft(draft=draft, by=None)
    assert not Book.objects.filter(pk=draft.pk).exists()
    assert not BookRow.objects.filter(book_id=draft.pk).exists()
    with pytest.raises(BookError, match="discarded meanwhile"):
        publish_book(draft=draft, reason="Late.", by=None)


def test_each_change_leaves_a_line_in_the_log(draft: Book, row: BookRow, editor: User) -> None:
    change_row(draft=draft, row=row, values=row.values | {"likely": "0.6"}, by=editor)
    remove_row(draft=draft, row=row, by=editor)
    import_table(draft=draft, table="fx", csv_text=exported(draft, "fx"), by=editor)
    publish_book(draft=draft, reason="Ours.", by=editor)
    lines = LogEntry.objects.filter(object_id=str(draft.pk), user=editor).order_by("pk")
    assert [line.change_message for line in lines] == [
        "Draft started from book 1.",
        f"Changed assumptions/{KEY}: likely '0.5' → '0.6'.",
        f"Removed assumptions/{KEY}.",
        "Imported fx: 0 added, 0 changed, 0 removed.",
        "Published: Ours.",
        "Made the book of new estimates: Ours.",
    ]
