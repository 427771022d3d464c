"""The one shape of every table in a report: a caption, columns, rows of cells that carry text and number."""

from collections.abc import Sequence
from typing import Any

Table = dict[str, Any]
Row = dict[str, Any]
Cell = dict[str, Any]


def cell(text: str, number: float | None = None, explain: str = "") -> Cell:
    """A cell: what is read, the number behind it, and the key of the page that explains it."""
    return {"text": text, "number": number, "explain": explain}


def row(head: str, cells: Sequence[Cell], *, explain: str = "", kind: str = "row", note: str = "") -> Row:
    """A row with its heading cell; `kind` is row, group, total or state (a note instead of figures)."""
    return {"head": head, "explain": explain, "cells": list(cells), "kind": kind, "note": note}


def table(
    caption: str,
    columns: Sequence[str],
    rows: Sequence[Row],
    *,
    note: str = "",
    as_cards: bool = False,
    words: bool = False,
) -> Table:
    """A table; the first column holds the row headings.

    `as_cards`: on a phone each row becomes a card; `words`: its cells are texts, not figures.
    """
    if as_cards:
        for one in rows:
            for column, found in zip(columns[1:], one["cells"], strict=bool(one["cells"])):
                found["label"] = column
    looks = {"as_cards": as_cards, "words": words}
    return {"caption": caption, "columns": list(columns), "rows": list(rows), "note": note, **looks}
