"""How tests walk the admin: addresses of its pages, what a browser sends, what a page says."""

import html
import re
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from assumptions.admin_forms import CELL, row_form
from assumptions.models import Book, BookRow

KEY = "fte_normal_quarter"


def page(book: Book, name: str = "change") -> str:
    """Address of a page of a book."""
    return reverse(f"admin:assumptions_book_{name}", args=[book.pk])


def row_page(row: BookRow, name: str = "change") -> str:
    """Address of a page of a row."""
    return reverse(f"admin:assumptions_bookrow_{name}", args=[row.pk])


def filled_in(row: BookRow, **cells: str) -> dict[str, object]:
    """What a browser sends for a row with some cells changed."""
    form = row_form(row.table, row.book, row)()
    sent = {name: field.initial for name, field in form.fields.items()}
    return sent | {CELL + name: value for name, value in cells.items()}


def text_of(response: Any) -> str:
    """The page's text without tags, entities resolved, blanks joined."""

    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def upload(staff: Client, draft: Book, table: str, data: bytes) -> Any:
    """Send a file to the import page."""
    return staff.post(page(draft, "import"), {"table": table, "file": SimpleUploadedFile("t.csv", data)})
