"""Checks across the cells of a row and across the tables of a book."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from estimator.book import Book

Row = Mapping[str, str]


def meta_faults(meta: Mapping[str, str]) -> list[str]:
    return []


def row_faults(table: str, rows: Sequence[Row]) -> list[str]:
    return []


def check_publishable(book: Book) -> tuple[str, ...]:
    return ()
