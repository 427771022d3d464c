"""The shipped books, loaded once, and their parts as plain lists that a test may change."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import TypeVar

from estimator.book import Book, shipped_folders
from estimator.tables import TABLES

Rows = list[dict[str, str]]
R = TypeVar("R", bound=Mapping[str, str])


@cache
def shipped(number: int) -> Book:
    """Shipped book 1 or 2."""
    return Book.from_folder(shipped_folders()[number - 1])


def parts(number: int = 1) -> tuple[dict[str, str], dict[str, Rows]]:
    """Fresh copies of a shipped book's own data and rows."""
    book = shipped(number)
    return book.meta(), {name: [dict(row) for row in book.rows(name)] for name in TABLES}


def changed(change: Callable[[dict[str, Rows]], object], **meta: str) -> Book:
    """Book 1 after a change to its rows or its own data."""
    own, tables = parts()
    change(tables)
    return Book.from_tables({**own, **meta}, tables)


def row_of(rows: Iterable[R], **cells: str) -> R:
    """The first row with these cells."""
    return next(row for row in rows if all(row[column] == value for column, value in cells.items()))
