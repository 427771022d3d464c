"""The methodology of a published book, made once for each book and kept."""

from functools import lru_cache
from typing import Any

from assumptions.reading import book_by_number, current_book, open_books
from decisions.report.methodology import methodology
from estimator.book import Book

Page = dict[str, Any]


def method(number: int | None = None) -> Page | None:
    """The page of the current book or of another that everybody may read; None for any other number."""
    books = open_books()
    if number is not None and number not in dict(books):
        return None
    book = current_book() if number is None else book_by_number(number)
    return _page(book) | {"books": [{"number": one, "label": label} for one, label in books]}


@lru_cache(maxsize=2)
def _page(book: Book) -> Page:
    return methodology(book)
