"""Books in the admin: a list, a page for each with its tables, and the history of the current one."""

from typing import TYPE_CHECKING, Any, cast

from django.contrib import admin
from django.contrib.auth.models import User
from django.db.models import Count, Q, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern

from assumptions import admin_pages
from assumptions.admin_forms import DetailsForm, label_of
from assumptions.admin_rows import BookRowAdmin, LoggedByPublishing, table_url
from assumptions.completing import complete_book
from assumptions.models import Book, BookRow, CurrentBook
from assumptions.publishing import change_details, discard_draft
from assumptions.stored import tables_of
from estimator.book import BookError
from estimator.tables import TABLES

if TYPE_CHECKING:
    BookModelAdmin = admin.ModelAdmin[Book]
    CurrentBookModelAdmin = admin.ModelAdmin[CurrentBook]
else:
    BookModelAdmin = CurrentBookModelAdmin = admin.ModelAdmin

_DETAILS = ("label", "as_of", "default_staffing_basis", "rests_on")
_FACTS = ("number", "origin", "revision", "status", "based_on", "model_version", "created_at")
_PUBLICATION = ("published_at", "published_by", "publish_reason", "content_hash")


@admin.register(Book)
class BookAdmin(LoggedByPublishing, BookModelAdmin):
    """Drafts can be changed and discarded, published books only read; what else there is to do has its own page."""

    list_display = ("number", "label", "origin", "status", "is_current", "as_of", "revision", "published_at")
    list_display_links = ("number", "label")
    list_filter = ("status", "origin")
    search_fields = ("label", "rests_on")
    actions = None
    form = DetailsForm

    def get_queryset(self, request: HttpRequest) -> QuerySet[Book]:
        """Books, each with the mark of the current one."""
        newest = Subquery(CurrentBook.objects.values("book_id")[:1])
        return super().get_queryset(request).annotate(serves=Q(pk=newest)).select_related("based_on", "published_by")

    @admin.display(description="current", boolean=True)
    def is_current(self, book: Book) -> bool:
        """Whether new estimates use it."""
        return bool(cast(Any, book).serves)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """A book starts as a draft of another one, on the page of that."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Book | None = None) -> bool:
        """Drafts only."""
        return super().has_change_permission(request, obj) and (obj is None or obj.is_draft)

    def has_delete_permission(self, request: HttpRequest, obj: Book | None = None) -> bool:
        """Drafts only."""
        return super().has_delete_permission(request, obj) and (obj is None or obj.is_draft)

    def get_fieldsets(self, request: HttpRequest, obj: Book | None = None) -> Any:
        """What the book says of itself, then how it came to be."""
        facts = _FACTS if obj is None or obj.is_draft else _FACTS + _PUBLICATION
        return [(None, {"fields": _DETAILS}), ("About this book", {"fields": facts})]

    def get_readonly_fields(self, request: HttpRequest, obj: Book | None = None) -> tuple[str, ...]:
        """All that its author does not set."""
        return _FACTS + _PUBLICATION

    def get_urls(self) -> list[URLPattern]:
        """The pages beyond list and form first: the form's address takes any text."""
        return [*admin_pages.urls(), *super().get_urls()]

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The page of one book, with its tables and what can be done."""
        book = self.get_object(request, object_id)
        context = _of(book) | _rights(request, book) if book else {}
        return super().change_view(request, object_id, form_url, context)

    def save_model(self, request: HttpRequest, obj: Book, form: Any, change: bool) -> None:
        """Store the details."""
        details = {name: form.cleaned_data[name] for name in _DETAILS}
        change_details(draft=obj, by=cast(User, request.user), **details)

    def delete_model(self, request: HttpRequest, obj: Book) -> None:
        """Discard the draft."""
        discard_draft(draft=obj, by=cast(User, request.user))

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Name the draft and the number of its rows instead of listing them all."""
        rows = BookRow.objects.filter(book__in=objs).count()
        return [str(book) for book in objs], {"books": len(objs), "rows": rows}, set(), []


@admin.register(CurrentBook)
class CurrentBookAdmin(CurrentBookModelAdmin):
    """Which book served new estimates since when: to read."""

    list_display = ("book", "since", "by", "reason")
    list_select_related = ("book", "by")
    actions = None

    def has_add_permission(self, request: HttpRequest) -> bool:
        """The page of a book makes it current."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: CurrentBook | None = None) -> bool:
        """History stays."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: CurrentBook | None = None) -> bool:
        """History stays."""
        return False


admin.site.register(BookRow, BookRowAdmin)


def _of(book: Book) -> dict[str, Any]:
    counts = dict(book.rows.order_by().values_list("table").annotate(Count("pk")))
    tables = [
        {"name": name, "label": label_of(name), "rows": counts.get(name, 0), "url": table_url(book, name)}
        for name in TABLES
    ]
    newest = CurrentBook.objects.select_related("by").first()
    current = newest if newest and newest.book_id == book.pk else None
    return {"book": book, "tables": tables, "current": current} | _filled(book)


def _filled(book: Book) -> dict[str, tuple[str, ...]]:
    try:
        return {"filled": complete_book(book, tables_of(book)).filled}
    except BookError as error:
        return {"faults": error.faults}


def _rights(request: HttpRequest, book: Book) -> dict[str, bool]:
    def may(right: str) -> bool:
        return request.user.has_perm(f"assumptions.{right}_book")

    return {
        "may_start": may("add") and not book.is_draft,
        "may_import": may("change") and book.is_draft,
        "may_publish": may("publish") and book.is_draft,
        "may_make_current": may("make_current") and not book.is_draft,
    }
