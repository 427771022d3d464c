"""Staff change rows of a draft in the admin, by form and by file."""

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.urls import reverse

from assumptions import csv_io
from assumptions.admin_rows import table_url
from assumptions.models import Book, BookRow
from assumptions.stored import tables_of
from estimator.tables import TABLES
from tests.assumptions.admin_walk import KEY, filled_in, page, row_page, text_of, upload


def test_a_row_is_changed_and_logged_once(staff: Client, draft: Book, row: BookRow) -> None:
    response = staff.post(row_page(row), filled_in(row, likely="0.6"))
    assert response["Location"] == table_url(draft, "assumptions")
    row.refresh_from_db()
    assert row.values["likely"] == "0.6"
    newest = LogEntry.objects.order_by("-pk").values_list("change_message", flat=True)
    assert list(newest) == [f"Changed assumptions/{KEY}: likely '0.5' → '0.6'.", "Draft started from book 1."]


def test_saving_an_unchanged_row_changes_nothing(staff: Client, draft: Book) -> None:
    for table in TABLES:
        row = draft.rows.filter(table=table)[0]
        assert staff.post(row_page(row), filled_in(row)).status_code == 302, table
        assert BookRow.objects.get(pk=row.pk).values == row.values


def test_a_fault_is_shown_at_its_cell(staff: Client, row: BookRow) -> None:
    response = staff.post(row_page(row), filled_in(row, likely="9", unit="furlong"))
    errors = response.context["adminform"].form.errors
    assert errors == {"cell_unit": ["Select a valid choice. furlong is not one of the available choices."]}
    response = staff.post(row_page(row), filled_in(row, likely="9"))
    assert response.context["adminform"].form.errors == {"cell_likely": ["likely 9 is above high 1.0"]}
    row.refresh_from_db()
    assert row.values["likely"] == "0.5"


def test_a_row_that_somebody_else_changed_is_not_overwritten(staff: Client, row: BookRow) -> None:
    stale = filled_in(row, likely="0.7")
    staff.post(row_page(row), filled_in(row, likely="0.6"))
    assert "Somebody else changed this row meanwhile" in text_of(staff.post(row_page(row), stale))
    row.refresh_from_db()
    assert row.values["likely"] == "0.6"


def test_rows_are_added_and_removed(staff: Client, draft: Book, row: BookRow) -> None:
    add = f"{reverse('admin:assumptions_bookrow_add')}?book={draft.pk}&table=assumptions"
    assert staff.post(add, filled_in(row, key="new_input"))["Location"] == table_url(draft, "assumptions")
    assert draft.rows.get(key="new_input").values["likely"] == "0.5"
    response = staff.post(add, filled_in(row, key="new_input"))
    assert "another row has the key 'new_input'" in text_of(response)
    response = staff.post(row_page(draft.rows.get(key="new_input"), "delete"), {"post": "yes"})
    assert response["Location"] == table_url(draft, "assumptions")
    assert not draft.rows.filter(key="new_input").exists()
    messages = LogEntry.objects.order_by("pk").values_list("change_message", flat=True)
    assert list(messages)[1:] == ["Added assumptions/new_input.", "Removed assumptions/new_input."]


def test_lines_of_a_cell_come_back_as_they_were_typed(staff: Client, row: BookRow) -> None:
    staff.post(row_page(row), filled_in(row, notes="first\r\nsecond"))
    row.refresh_from_db()
    assert row.values["notes"] == "first\nsecond"


def test_an_exported_table_is_imported_again(staff: Client, draft: Book) -> None:
    exported = staff.get(reverse("admin:assumptions_book_export", args=[draft.pk, "fx"]))
    assert exported["Content-Disposition"] == 'attachment; filename="book-3-fx.csv"'
    response = upload(staff, draft, "fx", exported.content.replace(b"EUR,1.1567,", b"EUR,1.2,"))
    assert response["Location"] == table_url(draft, "fx")
    assert draft.rows.get(table="fx", key="EUR").values["usd_per_unit"] == "1.2"
    assert "EUR changed usd_per_unit 1.1567 1.2" in text_of(staff.get(page(draft, "diff")))


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        (b"usd_per_unit", b"rate", "fx.csv row 1: column 'rate' is not known"),
        (b"1.1567", b"much", "fx.csv row 5, column usd_per_unit: 'much' is no number"),
        (b"INR,", b"EUR,", "column currency: duplicate key 'EUR'"),
        (b"by definition", b"by d\xe9finition", "not UTF-8 text; save the file as CSV UTF-8"),
        (b"by definition", b"by\0definition", "fx.csv row 8: holds a NUL byte"),
    ],
)
def test_a_file_with_a_fault_changes_nothing(
    staff: Client, draft: Book, before: bytes, after: bytes, fault: str
) -> None:
    stored = tables_of(draft)
    text = csv_io.write_table("fx", stored["fx"]).encode()
    assert before in text
    response = upload(staff, draft, "fx", text.replace(before, after))
    assert response.status_code == 422
    assert fault in text_of(response)
    assert tables_of(draft) == stored


def test_low_above_likely_in_a_file_names_row_and_column(staff: Client, draft: Book) -> None:
    rows = [cells | ({"low": "0.9"} if cells["key"] == KEY else {}) for cells in tables_of(draft)["assumptions"]]
    line = [cells["key"] for cells in rows].index(KEY) + 2
    response = upload(staff, draft, "assumptions", csv_io.write_table("assumptions", rows).encode())
    assert f"assumptions.csv row {line}, column low: low 0.9 is above likely 0.5" in text_of(response)


def test_an_unknown_table_has_no_file(staff: Client, draft: Book) -> None:
    assert staff.get(f"{page(draft).removesuffix('change/')}none.csv").status_code == 404
