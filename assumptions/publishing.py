"""How books come to be: loaded as shipped, drafted, published, made current. Nothing else writes them.

A book is built as a draft and published in one transaction, so that nobody ever meets half of one.
"""

from django.contrib.admin.models import CHANGE
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from assumptions.changes import diff
from assumptions.completing import complete_book, shipped_book
from assumptions.drafts import (
    add_row,
    change_details,
    change_row,
    discard_draft,
    import_table,
    remove_row,
    start_draft,
)
from assumptions.models import Book, CurrentBook
from assumptions.reading import book_by_number
from assumptions.stored import seal, tables_of
from assumptions.writing import lock_books, lock_draft, log, next_number, store_rows
from estimator.book import Book as TableBook
from estimator.book import BookError, shipped_folders
from estimator.book_publish import check_publishable

__all__ = [
    "add_row",
    "change_details",
    "change_row",
    "diff",
    "discard_draft",
    "import_table",
    "load_shipped_books",
    "make_current",
    "publish_book",
    "remove_row",
    "start_draft",
]


@transaction.atomic
def load_shipped_books() -> list[Book]:
    """Publish every shipped folder that is not yet in the database as it is now; returns the new books.

    A changed folder becomes a new book. Raises BookError, with nothing loaded, if a folder has a fault.
    """
    lock_books()
    loaded = [book for folder in shipped_folders() if (book := _load(TableBook.from_folder(folder)))]
    if loaded:
        _serve(loaded)
    return loaded


@transaction.atomic
def publish_book(*, draft: Book, reason: str, by: User | None) -> Book:
    """Publish a draft for good; an own book becomes the current one. Raises BookError with every fault."""
    lock_books()
    book = _publish(lock_draft(draft), _stated(reason), by)
    if book.origin == Book.OWN:
        make_current(book=book, reason=reason, by=by)
    return book


@transaction.atomic
def make_current(*, book: Book, reason: str, by: User | None) -> CurrentBook:
    """Let new estimates use this published book."""
    lock_books()
    stored = Book.objects.get(pk=book.pk)
    if stored.is_draft:
        raise BookError([f"Book {stored.number} is a draft: estimates use published books only"])
    current = CurrentBook.objects.create(book=stored, by=by, reason=_stated(reason))
    log(by, stored, CHANGE, f"Made the book of new estimates: {current.reason}")
    return current


def _load(book: TableBook) -> Book | None:
    revisions = Book.objects.filter(origin=Book.SHIPPED, shipped_number=book.number)
    if revisions.filter(values_hash=book.values_hash).exists():
        return None
    revision = max((revisions.aggregate(last=Max("revision"))["last"] or 0) + 1, book.revision)
    draft = Book.objects.create(
        number=next_number(),
        shipped_number=book.number,
        revision=revision,
        label=book.label if revision == 1 else f"{book.label} (book {book.number}, revision {revision})",
        origin=Book.SHIPPED,
        as_of=book.as_of,
        default_staffing_basis=book.default_staffing_basis,
        model_version=book.model_version,
        rests_on=book.rests_on,
        values_hash=book.values_hash,
    )
    for table in book.tables:
        store_rows(draft, table, book.rows(table))
    return _publish(draft, "Shipped with this version.", None)


def _publish(draft: Book, reason: str, by: User | None) -> Book:
    tables = tables_of(draft)
    draft.model_version = shipped_book(draft.shipped_number).model_version
    faults = check_publishable(complete_book(draft, tables))
    if faults:
        raise BookError(faults)
    draft.content_hash = seal(draft, tables)
    draft.status, draft.published_at = Book.PUBLISHED, timezone.now()
    draft.published_by, draft.publish_reason = by, reason
    draft.save()
    log(by, draft, CHANGE, f"Published: {reason}")
    return draft


def _serve(loaded: list[Book]) -> None:
    """Choose the current book at the first load; later go on to its newer revision or prepare a draft."""
    newest = CurrentBook.objects.select_related("book").first()
    if newest is None:
        make_current(book=loaded[0], reason="First load.", by=None)
    elif newest.book.origin == Book.OWN:
        _prepare_draft(newest.book)
    else:
        for book in loaded:
            if book.shipped_number == newest.book.shipped_number:
                make_current(book=book, reason="Newer revision of the same shipped book.", by=None)


def _prepare_draft(own: Book) -> None:
    if book_by_number(own.number).filled:
        version = shipped_book(own.shipped_number).model_version
        start_draft(based_on=own, label=f"{own.label}, with the rows new in model version {version}", by=None)


def _stated(reason: str) -> str:
    if not reason.strip():
        raise BookError(["Say why, in a sentence: the reason stays with the book"])
    return reason.strip()
