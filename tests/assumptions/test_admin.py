"""Staff walk the admin: books, tables, rows, drafts, files, publishing."""

import html
import re
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assumptions import csv_io
from assumptions.admin_forms import CELL, row_form
from assumptions.admin_rows import table_url
from assumptions.models import Book, BookRow
from assumptions.publishing import publish_book, remove_row, start_draft
from assumptions.reading import current_book
from assumptions.stored import tables_of
from estimator.tables import TABLES

BOOKS = reverse("admin:assumptions_book_changelist")
KEY = "fte_normal_quarter"


@pytest.fixture
def staff(client: Client, editor: User) -> Client:
    """The browser of somebody with every right on books."""
    client.force_login(editor)
    return client


@pytest.fixture
def row(draft: Book) -> BookRow:
    """A row of the draft."""
    return draft.rows.get(table="assumptions", key=KEY)


def page(book: Book, name: str = "change") -> str:
    """Address of a page of a book."""
    return reverse(f"admin:assumptions_book_{name}", args=[book.pk])


def row_page(row: BookRow, name: str = "change") -> str:
    """Address of a page of a row."""
    return reverse(f"admin:assumptions_bookrow_{name}", args=[row.pk])


def filled_in(row: BookRow, **cells: str) -> dict[str, object]:
    """What a browser sends for a row with some cells changed."""
    form = row_form(row.table, row.book, row)()
    sent = {name: field.initial for name, field in form.fields.items()}
    return sent | {CELL + name: value for name, value in cells.items()}


def text_of(response: Any) -> str:
    """The page's text without tags, entities resolved, blanks joined."""

    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def every_page(book: Book, draft: Book) -> list[str]:
    """Addresses of all pages on books."""
    shown = [(draft, name) for name in TABLES] + [(book, "prices"), (book, "needs")]
    tables = [table_url(each, name) for each, name in shown]
    rows = [row_page(each.rows.filter(table=name)[0]) for each, name in shown]
    adding = [f"{reverse('admin:assumptions_bookrow_add')}?book={draft.pk}&table={name}" for name in TABLES]
    books = [page(book), page(draft), page(book, "history"), page(draft, "diff"), page(draft, "import")]
    books += [page(draft, "publish"), page(book, "current"), page(book, "draft"), page(draft, "delete")]
    others = [BOOKS, reverse("admin:index"), reverse("admin:assumptions_currentbook_changelist")]
    return [*others, *books, *tables, *rows, *adding]


def test_every_page_answers_and_holds_nothing_inline(staff: Client, shipped: list[Book], draft: Book) -> None:
    for url in every_page(shipped[0], draft):
        response = staff.get(url)
        assert response.status_code == 200, url
        source = response.content.decode()
        assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)", source), url


def test_the_list_names_the_current_book(staff: Client, shipped: list[Book], draft: Book) -> None:
    source = staff.get(BOOKS).content.decode()
    current = [re.search(r'alt="(True|False)"', line)[1] for line in re.findall(r"field-is_current.*", source)]  # type: ignore[index]
    assert current == ["False", "False", "True"]
    assert "Medplum&#x27;s July 2026 wording" in source


def test_lists_and_pages_need_few_queries(staff: Client, shipped: list[Book], draft: Book) -> None:
    for url, limit in ((BOOKS, 7), (page(draft), 12), (table_url(draft, "prices"), 12), (page(draft, "diff"), 10)):
        staff.get(url)
        with CaptureQueriesContext(connection) as queries:
            staff.get(url)
        assert len(queries) <= limit, url


def test_rows_are_found_by_text_and_filter(staff: Client, shipped: list[Book]) -> None:
    url = table_url(shipped[0], "assumptions")
    assert "fte_large_quarter" in text_of(staff.get(f"{url}&q=large maintenance project"))
    assert "fte_large_quarter" not in text_of(staff.get(f"{url}&q=large maintenance nothing"))
    assert "fte_large_quarter" in text_of(staff.get(f"{url}&only_group=selfhost_effort"))
    assert "fte_large_quarter" not in text_of(staff.get(f"{url}&only_group=constants"))


def test_a_list_without_a_table_leads_to_the_books(staff: Client, shipped: list[Book]) -> None:
    rows = reverse("admin:assumptions_bookrow_changelist")
    for query in ("", "?table__exact=prices", "?book__id__exact=1&table__exact=none", "?book__id__exact=x"):
        assert staff.get(rows + query)["Location"] == BOOKS


def test_a_draft_is_started_from_a_book(staff: Client, shipped: list[Book], editor: User) -> None:
    response = staff.post(page(shipped[1], "draft"), {"label": "Ours"})
    draft = Book.objects.get(status=Book.DRAFT)
    assert response["Location"] == page(draft)
    assert (draft.label, draft.based_on) == ("Ours", shipped[1])
    assert LogEntry.objects.get(user=editor).change_message == "Draft started from book 2."


def test_details_of_a_draft_are_changed(staff: Client, draft: Book) -> None:
    details = {"label": "Ours", "as_of": "2027-01-05", "default_staffing_basis": "tasks", "rests_on": "our ledger"}
    assert staff.post(page(draft), details).status_code == 302
    draft.refresh_from_db()
    assert (draft.label, str(draft.as_of), draft.default_staffing_basis) == ("Ours", "2027-01-05", "tasks")


def test_a_row_is_changed_and_logged_once(staff: Client, draft: Book, row: BookRow) -> None:
    response = staff.post(row_page(row), filled_in(row, likely="0.6"))
    assert response["Location"] == table_url(draft, "assumptions")
    row.refresh_from_db()
    assert row.values["likely"] == "0.6"
    newest = LogEntry.objects.order_by("-pk").values_list("change_message", flat=True)
    assert list(newest) == [f"Changed assumptions/{KEY}: likely '0.5' → '0.6'.", "Draft started from book 1."]


@pytest.mark.parametrize("table", TABLES)
def test_saving_an_unchanged_row_changes_nothing(staff: Client, draft: Book, table: str) -> None:
    row = draft.rows.filter(table=table)[0]
    assert staff.post(row_page(row), filled_in(row)).status_code == 302
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


def upload(staff: Client, draft: Book, table: str, data: bytes) -> Any:
    """Send a file to the import page."""
    return staff.post(page(draft, "import"), {"table": table, "file": SimpleUploadedFile("t.csv", data)})


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


def test_a_draft_is_published_with_a_reason(staff: Client, draft: Book, editor: User) -> None:
    assert staff.post(page(draft, "publish"), {"reason": ""}).status_code == 422
    response = staff.post(page(draft, "publish"), {"reason": "Our salaries."}, follow=True)
    assert "Published book 3. New estimates use it." in text_of(response)
    assert "by erin: Our salaries." in text_of(response)
    assert current_book().number == 3


def test_faults_that_stand_in_the_way_are_listed(staff: Client, draft: Book) -> None:
    price = draft.rows.get(table="prices", key__startswith="aws/eu-central-1/", key__endswith="fargate-linux-x86-gb")
    remove_row(draft=draft, row=price, by=None)
    response = staff.post(page(draft, "publish"), {"reason": "Ours."})
    assert response.status_code == 422
    assert "no price and no declared gap for aws / eu-central-1" in text_of(response)
    assert Book.objects.get(pk=draft.pk).is_draft


def test_another_book_is_made_current(staff: Client, shipped: list[Book]) -> None:
    staff.post(page(shipped[1], "current"), {"reason": "July wording."})
    assert current_book().number == 2
    assert "July wording." in text_of(staff.get(reverse("admin:assumptions_currentbook_changelist")))


def test_rows_filled_from_the_shipped_book_are_shown_and_kept_by_a_draft(
    staff: Client, draft: Book, row: BookRow
) -> None:
    remove_row(draft=draft, row=row, by=None)
    publish_book(draft=draft, reason="Ours.", by=None)
    text = text_of(staff.get(page(draft)))
    assert "This book lacks 1 row that the model needs." in text
    assert f"assumptions/{KEY}" in text
    staff.post(page(draft, "draft"), {"label": "Completed"})
    completed = Book.objects.get(label="Completed")
    assert completed.rows.filter(table="assumptions", key=KEY).exists()


def test_a_published_book_resists_every_form(staff: Client, shipped: list[Book], draft: Book) -> None:
    book, before = shipped[0], tables_of(shipped[0])
    row = book.rows.get(table="assumptions", key=KEY)
    add = f"{reverse('admin:assumptions_bookrow_add')}?book={book.pk}&table=assumptions"
    cells = filled_in(row, likely="0.6")
    assert staff.post(row_page(row), cells).status_code == 403
    assert staff.post(row_page(row, "delete"), {"post": "yes"}).status_code == 403
    assert staff.post(add, cells | {CELL + "key": "new_input"}).status_code == 403
    assert staff.post(page(book), {"label": "mine"}).status_code == 403
    assert staff.post(page(book, "delete"), {"post": "yes"}).status_code == 403
    assert "is published and cannot change" in text_of(staff.post(page(book, "publish"), {"reason": "Again."}))
    fx = csv_io.write_table("fx", before["fx"]).encode()
    assert "is published and cannot change" in text_of(upload(staff, book, "fx", fx))
    assert tables_of(book) == before


def test_a_draft_is_discarded(staff: Client, draft: Book) -> None:
    assert "Rows: 15" in text_of(staff.get(page(draft, "delete")))
    staff.post(page(draft, "delete"), {"post": "yes"})
    assert not Book.objects.filter(pk=draft.pk).exists()


def posts(shipped: list[Book], draft: Book, row: BookRow) -> dict[str, dict[str, object]]:
    """Every address that changes something, with what is sent there."""
    return {
        page(shipped[0], "draft"): {"label": "Mine"},
        page(draft, "import"): {"table": "fx", "file": SimpleUploadedFile("t.csv", b"x")},
        page(draft, "publish"): {"reason": "Mine."},
        page(shipped[1], "current"): {"reason": "Mine."},
        page(draft): {"label": "Mine"},
        page(draft, "delete"): {"post": "yes"},
        row_page(row): filled_in(row, likely="0.6"),
        row_page(row, "delete"): {"post": "yes"},
        f"{reverse('admin:assumptions_bookrow_add')}?book={draft.pk}&table=assumptions": filled_in(row, key="new"),
    }


@pytest.mark.parametrize("rights", [[], ["view_book"]])
def test_staff_without_the_right_change_nothing(
    client: Client, shipped: list[Book], draft: Book, row: BookRow, rights: list[str]
) -> None:
    outsider = User.objects.create_user("otto", is_staff=True)
    outsider.user_permissions.set(Permission.objects.filter(codename__in=rights))
    client.force_login(outsider)
    for url, data in posts(shipped, draft, row).items():
        assert client.post(url, data).status_code == 403, url
    seen = 200 if rights else 403
    for url in (page(draft), page(draft, "diff"), table_url(draft, "fx"), row_page(row)):
        assert client.get(url).status_code == seen, url
    assert client.get(reverse("admin:assumptions_book_export", args=[draft.pk, "fx"])).status_code == seen


def test_visitors_are_sent_to_sign_in(client: Client, shipped: list[Book], draft: Book, row: BookRow) -> None:
    for url, data in posts(shipped, draft, row).items():
        for response in (client.get(url), client.post(url, data)):
            assert response.status_code == 302, url
            assert "login" in response["Location"], url
    assert Book.objects.count() == 3


def test_number_of_queries_does_not_grow_with_books(staff: Client, shipped: list[Book], draft: Book) -> None:
    def needed() -> int:
        with CaptureQueriesContext(connection) as queries:
            staff.get(BOOKS)
        return len(queries)

    before = needed()
    for number in range(3):
        start_draft(based_on=shipped[0], label=f"Draft {number}", by=None)
    assert needed() == before
