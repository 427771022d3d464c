"""Staff read books in the admin, start drafts, publish them, choose the current one."""

import re

from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assumptions.admin_rows import table_url
from assumptions.models import Book, BookRow
from assumptions.publishing import publish_book, remove_row, start_draft
from assumptions.reading import current_book
from estimator.tables import TABLES
from tests.assumptions.admin_walk import KEY, page, row_page, text_of

BOOKS = reverse("admin:assumptions_book_changelist")


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


def test_a_draft_is_discarded(staff: Client, draft: Book) -> None:
    assert f"Rows: {draft.rows.count()}" in text_of(staff.get(page(draft, "delete")))
    staff.post(page(draft, "delete"), {"post": "yes"})
    assert not Book.objects.filter(pk=draft.pk).exists()


def test_number_of_queries_does_not_grow_with_books(staff: Client, shipped: list[Book], draft: Book) -> None:
    def needed() -> int:
        with CaptureQueriesContext(connection) as queries:
            staff.get(BOOKS)
        return len(queries)

    before = needed()
    for number in range(3):
        start_draft(based_on=shipped[0], label=f"Draft {number}", by=None)
    assert needed() == before
