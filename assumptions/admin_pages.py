"""Pages of the admin beyond list and form: start a draft, import, export, compare, publish, make current."""

from collections.abc import Callable
from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from assumptions import csv_io
from assumptions.admin_forms import ImportForm, LabelForm, ReasonForm, label_of
from assumptions.admin_rows import table_url
from assumptions.models import Book, PublishedBookError
from assumptions.publishing import diff, import_table, make_current, publish_book, start_draft
from estimator.book import BookError
from estimator.tables import TABLES

Page = Callable[[HttpRequest, Book], HttpResponse]
Act = Callable[[dict[str, Any]], tuple[str, str]]  # cleaned data → what was done, where to go on
_SHOWN_FAULTS = 100
_SHOWN_CHANGES = 500


def urls() -> list[URLPattern]:
    """Addresses below the one of a book."""
    return [
        path("<int:pk>/draft/", _page(start_page, "add_book"), name="assumptions_book_draft"),
        path("<int:pk>/import/", _page(import_page, "change_book"), name="assumptions_book_import"),
        path("<int:pk>/diff/", _page(diff_page, "view_book"), name="assumptions_book_diff"),
        path("<int:pk>/publish/", _page(publish_page, "publish_book"), name="assumptions_book_publish"),
        path("<int:pk>/current/", _page(current_page, "make_current_book"), name="assumptions_book_current"),
        path("<int:pk>/<slug:table>.csv", _page(export, "view_book"), name="assumptions_book_export"),
    ]


def start_page(request: HttpRequest, book: Book) -> HttpResponse:
    """Ask for a name and start a draft from the book."""

    def act(data: dict[str, Any]) -> tuple[str, str]:
        draft = start_draft(based_on=book, label=data["label"], by=cast(User, request.user))
        return f"Started the draft of book {draft.number}.", _book_url(draft)

    form = LabelForm(request.POST or None, initial={"label": f"{book.label}, changed"})
    return _ask(request, book, form, f"Start a draft from book {book.number}", act)


def import_page(request: HttpRequest, book: Book) -> HttpResponse:
    """Ask for a CSV file and replace one table by it."""

    def act(data: dict[str, Any]) -> tuple[str, str]:
        table = data["table"]
        text = csv_io.decode(table, data["file"].read())
        changes = import_table(draft=book, table=table, csv_text=text, by=cast(User, request.user))
        return f"Imported {label_of(table)}: {len(changes)} rows differ from before.", table_url(book, table)

    initial = {"table": request.GET.get("table", "")}
    form = ImportForm(request.POST or None, request.FILES or None, initial=initial)
    return _ask(request, book, form, f"Import a table into book {book.number}", act)


def publish_page(request: HttpRequest, book: Book) -> HttpResponse:
    """Ask why and publish the draft for good."""

    def act(data: dict[str, Any]) -> tuple[str, str]:
        published = publish_book(draft=book, reason=data["reason"], by=cast(User, request.user))
        return f"Published book {published.number}. New estimates use it.", _book_url(published)

    explanation = "A published book never changes again. New estimates use it; frozen reports keep theirs."
    form = ReasonForm(request.POST or None)
    return _ask(request, book, form, f"Publish book {book.number}", act, explanation)


def current_page(request: HttpRequest, book: Book) -> HttpResponse:
    """Ask why and let new estimates use the book."""

    def act(data: dict[str, Any]) -> tuple[str, str]:
        make_current(book=book, reason=data["reason"], by=cast(User, request.user))
        return f"New estimates use book {book.number}.", _book_url(book)

    form = ReasonForm(request.POST or None)
    return _ask(request, book, form, f"Use book {book.number} for new estimates", act)


def diff_page(request: HttpRequest, book: Book) -> HttpResponse:
    """Show what the draft changes against its base, by table and key."""
    changes = diff(book)
    context = _context(request, book, f"What book {book.number} changes")
    context |= {"changes": changes[:_SHOWN_CHANGES], "hidden": len(changes[_SHOWN_CHANGES:])}
    return TemplateResponse(request, "admin/assumptions/book/diff.html", context)


def export(request: HttpRequest, book: Book, table: str) -> HttpResponse:
    """Send one table as a CSV file that spreadsheets read as text and numbers only."""
    if table not in TABLES:
        raise Http404
    rows = book.rows.filter(table=table).values_list("values", flat=True)
    # Spreadsheets take a file without a byte order mark for another encoding.
    response = HttpResponse(csv_io.write_table(table, rows).encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="book-{book.number}-{table}.csv"'
    return response


def _page(page: Callable[..., HttpResponse], permission: str) -> Callable[..., HttpResponse]:
    def guarded(request: HttpRequest, pk: int, **parts: str) -> HttpResponse:
        if not request.user.has_perm(f"assumptions.{permission}"):
            raise PermissionDenied
        return page(request, get_object_or_404(Book, pk=pk), **parts)

    return admin.site.admin_view(guarded)


def _ask(
    request: HttpRequest, book: Book, form: forms.Form, title: str, act: Act, explanation: str = ""
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            done, url = act(form.cleaned_data)
        except BookError as error:
            _show_faults(form, error.faults)
        except PublishedBookError as error:
            _show_faults(form, (str(error),))
        else:
            messages.success(request, done)
            return redirect(url)
    context = _context(request, book, title) | {"form": form, "explanation": explanation}
    status = 422 if form.errors else 200
    return TemplateResponse(request, "admin/assumptions/book/ask.html", context, status=status)


def _show_faults(form: forms.Form, faults: tuple[str, ...]) -> None:
    for fault in faults[:_SHOWN_FAULTS]:
        form.add_error(None, fault)
    if len(faults) > _SHOWN_FAULTS:
        form.add_error(None, f"… and {len(faults) - _SHOWN_FAULTS} more")


def _context(request: HttpRequest, book: Book, title: str) -> dict[str, Any]:
    return admin.site.each_context(request) | {"opts": Book._meta, "book": book, "title": title}


def _book_url(book: Book) -> str:
    return reverse("admin:assumptions_book_change", args=[book.pk])
