"""Books as the estimator takes them: checked against the seal, completed for today's code, cached."""

from functools import lru_cache

from assumptions.completing import complete_book
from assumptions.models import Book as StoredBook
from assumptions.models import CurrentBook
from assumptions.stored import seal, tables_of
from estimator.book import Book


class NoCurrentBookError(LookupError):
    """No book serves new estimates yet."""


class NoSuchBookError(LookupError):
    """No published book has this number."""


class DamagedBookError(Exception):
    """The rows in the database are not those that were published."""


def has_current_book() -> bool:
    """Whether a book serves new estimates."""
    return CurrentBook.objects.exists()


def current_book() -> Book:
    """The book of new estimates; costs one query. Raises NoCurrentBookError before the first load."""
    newest = CurrentBook.objects.values_list("book_id", "book__content_hash").first()
    if newest is None:
        raise NoCurrentBookError("No book is loaded yet: run `manage.py load_books`.")
    return cached_book(*newest)


def open_books() -> list[tuple[int, str]]:
    """Number and label of the books that everybody may read: the current one, and the newest of each as shipped."""
    newest = (StoredBook.objects.newest_shipped(number) for number in (1, 2))
    current = CurrentBook.objects.values_list("book__number", "book__label").first()
    found = dict([current] if current else [])
    found |= {book.number: book.label for book in newest if book}
    return sorted(found.items())


def book_by_number(number: int) -> Book:
    """The published book of that number; raises NoSuchBookError."""
    found = StoredBook.objects.published().filter(number=number).values_list("pk", "content_hash").first()
    if found is None:
        raise NoSuchBookError(f"There is no published book {number}.")
    return cached_book(*found)


@lru_cache(maxsize=4)
def cached_book(pk: int, content_hash: str) -> Book:
    """The complete book of one stored state; raises DamagedBookError if its rows are not what was published."""
    stored = StoredBook.objects.get(pk=pk)
    tables = tables_of(stored)
    if seal(stored, tables) != content_hash:
        raise DamagedBookError(f"Book {stored.number} in the database is not what was published.")
    return complete_book(stored, tables)
