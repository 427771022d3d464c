"""Who may not, cannot: on published books, without the right, without an account."""

import pytest
from django.contrib.auth.models import Permission, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from assumptions import csv_io
from assumptions.admin_forms import CELL
from assumptions.admin_rows import table_url
from assumptions.models import Book, BookRow
from assumptions.stored import tables_of
from tests.assumptions.admin_walk import KEY, filled_in, page, row_page, text_of, upload


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
