"""Rows of a book in the admin: a list for each table, a form for a row of a draft, plain cells else."""

from http import HTTPStatus
from typing import TYPE_CHECKING, Any, cast

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.http import urlencode
from django.utils.safestring import SafeString

from assumptions import admin_columns
from assumptions.admin_forms import RowForm, label_of, row_form
from assumptions.models import Book, BookRow, PublishedBookError
from assumptions.publishing import add_row, change_row, remove_row
from estimator.book import BookError
from estimator.tables import TABLES

if TYPE_CHECKING:
    RowModelAdmin = admin.ModelAdmin[BookRow]
else:
    RowModelAdmin = admin.ModelAdmin


def table_url(book: Book, table: str) -> str:
    """Address of the list of one table of a book."""
    query = urlencode({"book__id__exact": str(book.pk), "table__exact": table})
    return f"{reverse('admin:assumptions_bookrow_changelist')}?{query}"


class LoggedByPublishing:
    """Leaves the log to `publishing`, which writes each change at the book."""

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """Nothing."""

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """Nothing."""

    def log_deletions(self, request: HttpRequest, queryset: Any) -> Any:
        """Nothing."""


class BookRowAdmin(LoggedByPublishing, RowModelAdmin):
    """Always of one table of one book; the right to change books is the right to change their rows."""

    search_fields = ("key", "values")
    list_per_page = 100
    show_full_result_count = False
    actions = None
    readonly_fields = ("cells",)
    save_on_top = True

    def get_model_perms(self, request: HttpRequest) -> dict[str, bool]:
        """Keep rows off the start page: the page of a book links to them."""
        return {}

    def has_view_permission(self, request: HttpRequest, obj: BookRow | None = None) -> bool:
        """Whoever may see books."""
        return request.user.has_perms(["assumptions.view_book"]) or self._may_change(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Whoever may change books, into a draft."""
        book = self._book(request)
        return self._may_change(request) and book is not None and book.is_draft

    def has_change_permission(self, request: HttpRequest, obj: BookRow | None = None) -> bool:
        """Whoever may change books, in a draft."""
        return self._may_change(request) and (obj is None or obj.book.is_draft)

    def has_delete_permission(self, request: HttpRequest, obj: BookRow | None = None) -> bool:
        """As changing."""
        return self.has_change_permission(request, obj)

    def get_list_display(self, request: HttpRequest) -> list[Any]:
        """The short cells of the table."""
        return admin_columns.shown_columns(TABLES[request.GET["table__exact"]])

    def get_list_filter(self, request: HttpRequest) -> list[Any]:
        """What groups the rows of the table."""
        return admin_columns.filters(TABLES[request.GET["table__exact"]])

    def get_form(self, request: HttpRequest, obj: BookRow | None = None, change: bool = False, **kwargs: Any) -> Any:
        """A field for each column where the row may change, no field else."""
        if obj is None:
            return row_form(request.GET["table"], cast(Book, self._book(request)))
        if self.has_change_permission(request, obj):
            return row_form(obj.table, obj.book, obj)
        return super().get_form(request, obj, change, **kwargs | {"fields": ()})

    def get_fields(self, request: HttpRequest, obj: BookRow | None = None) -> list[Any]:
        """The cells, to change or to read."""
        may_change = obj is None or self.has_change_permission(request, obj)
        return list(self.get_form(request, obj).base_fields) if may_change else ["cells"]

    @admin.display(description="Cells")
    def cells(self, row: BookRow) -> SafeString:
        """Every cell with its column."""
        columns = TABLES[row.table].column_names
        cells = [(label_of(column), row.values.get(column, "")) for column in columns]
        return format_html("<dl>{}</dl>", format_html_join("", "<dt>{}</dt><dd>{}</dd>", cells))

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The list of one table; without a table, the list of books."""
        book, table = self._book(request, "book__id__exact"), request.GET.get("table__exact", "")
        if book is None or table not in TABLES:
            return redirect("admin:assumptions_book_changelist")
        context = {"title": f"{label_of(table)} of book {book.number}", "book": book, "table": table}
        context |= {"table_label": label_of(table), "may_add": self._may_change(request) and book.is_draft}
        return super().changelist_view(request, context)

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """The form; a change that came too late is told and done again by hand."""
        row = self.get_object(request, object_id, None) if object_id else None
        book, table = (row.book, row.table) if row else (self._book(request), request.GET.get("table", ""))
        if book is None or table not in TABLES:
            return redirect("admin:assumptions_book_changelist")
        context: dict[str, Any] = {"book": book, "table_label": label_of(table), "table_url": table_url(book, table)}
        context |= {"show_save_and_add_another": False, "show_save_and_continue": False}
        try:
            response: HttpResponse = super().changeform_view(request, object_id, form_url, context)
        except (BookError, PublishedBookError) as error:
            messages.error(request, str(error))
            response = redirect(table_url(book, table))
        return response

    def save_model(self, request: HttpRequest, obj: BookRow, form: Any, change: bool) -> None:
        """Store the cells."""
        cells, user = cast(RowForm, form).cells(), cast(User, request.user)
        if change:
            seen = form.cleaned_data["seen"]
            stored = change_row(draft=obj.book, row=obj, values=cells, by=user, seen=seen)
        else:
            stored = add_row(draft=form.draft, table=form.spec.name, values=cells, by=user)
            obj.pk, obj.book = stored.pk, stored.book
        obj.table, obj.key = stored.table, stored.key

    def delete_model(self, request: HttpRequest, obj: BookRow) -> None:
        """Remove the row."""
        remove_row(draft=obj.book, row=obj, by=cast(User, request.user))

    def response_post_save_add(self, request: HttpRequest, obj: BookRow) -> HttpResponseRedirect:
        """Go back to the table."""
        return redirect(table_url(obj.book, obj.table))

    response_post_save_change = response_post_save_add

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Ask, remove, go back to the table."""
        row = self.get_object(request, object_id)
        response: HttpResponse = super().delete_view(request, object_id, extra_context)
        removed = row is not None and request.method == "POST" and response.status_code == HTTPStatus.FOUND
        return redirect(table_url(row.book, row.table)) if row and removed else response

    @staticmethod
    def _may_change(request: HttpRequest) -> bool:
        return request.user.has_perm("assumptions.change_book")

    @staticmethod
    def _book(request: HttpRequest, parameter: str = "book") -> Book | None:
        number = request.GET.get(parameter, "")
        return Book.objects.filter(pk=number).first() if number.isascii() and number.isdigit() else None
