"""Tables of a report as CSV and JSON: one row a cell, each with unit, book, model version, view and basis.

They are read from the document, so a frozen report yields the tables that it shows.
"""

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

Document = Mapping[str, Any]
Table = Mapping[str, Any]
COLUMNS = ("table", "row", "note", "column", "number", "text", "unit")
META = ("currency", "book_number", "model_version", "view", "basis", "period", "made_at")
QUARTERLY = "lines-by-quarter"
NOT_TABLES = {"explanations", "methods", "answers", "figure"}
COUNTED = re.compile(r"^−?\d[\d.,]*\s*(?P<unit>.*)$")  # "12", "1.5 people"; money has its sign in front
STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def tables_of(document: Document) -> dict[str, Table]:
    """Every table of the document by a key made of its place ("groups", "charts-0-table"), and each line by quarter."""
    found = {"-".join(place).replace("_", "-"): table for place, table in _walk(document, ())}
    return {**found, QUARTERLY: _by_quarter(document)}


def name_tables(document: dict[str, Any]) -> dict[str, Any]:
    """The document, each of its tables knowing its key."""
    for place, table in _walk(document, ()):
        table["key"] = "-".join(place).replace("_", "-")
    return document


def _walk(part: Any, place: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Any]]:
    if isinstance(part, Mapping):
        if {"caption", "columns", "rows"} <= part.keys():
            yield place, part
            return
        for name, value in part.items():
            if name not in NOT_TABLES:
                yield from _walk(value, (*place, name))
    elif isinstance(part, list):
        for number, value in enumerate(part):
            yield from _walk(value, (*place, str(number)))


def _by_quarter(document: Document) -> Table:
    """Means and likely values of every line in each quarter, in full precision."""
    nodes, roots = document["explanations"]["nodes"], document["explanations"]["roots"]
    rows = []
    for key, series in document["quarterly"].items():
        label = nodes[roots[key]]["label"] if key in roots else key
        for reading, amounts in series.items():
            cells = [{"text": "", "number": amount} for amount in amounts]
            rows.append({"head": f"{label} ({key})", "note": reading, "cells": cells})
    return {"caption": "Every line by quarter", "columns": ["Line", *document["meta"]["quarters"]], "rows": rows}


def as_csv(document: Document, table: Table) -> str:
    """The table as CSV with CR LF; a text that a spreadsheet would take for a formula is quoted by an apostrophe."""
    meta = document["meta"]
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([*COLUMNS, *META])
    for cell in _cells(document, table):
        words = [harmless(str(meta.get(name, ""))) for name in META]
        writer.writerow([cell[name] if name == "number" else harmless(cell[name]) for name in COLUMNS] + words)
    return out.getvalue()


def as_json(document: Document, table: Table) -> str:
    """The table as JSON: `meta`, and a list of cells."""
    meta = {name: document["meta"].get(name, "") for name in META}
    cells = [dict(cell) for cell in _cells(document, table)]
    return json.dumps({"meta": meta, "table": table["caption"], "cells": cells}, indent=1, ensure_ascii=False)


FORMATS = {"csv": (as_csv, "text/csv; charset=utf-8"), "json": (as_json, "application/json")}


def _cells(document: Document, table: Table) -> Iterator[dict[str, Any]]:
    for row in table["rows"]:
        for column, cell in zip(table["columns"][1:], row["cells"], strict=False):
            yield {
                "table": table["caption"],
                "row": row["head"],
                "note": row.get("note", ""),
                "column": column,
                "number": cell["number"],
                "text": cell["text"],
                "unit": _unit(document, cell),
            }
        if not row["cells"]:
            yield dict.fromkeys(COLUMNS, "") | {"table": table["caption"], "row": row["head"], "note": row["note"]}


def _unit(document: Document, cell: Mapping[str, Any]) -> str:
    """The unit of a cell's number, by how it is written: money, a share, or counted things."""
    text = str(cell["text"])
    if cell["number"] is None:
        return ""
    if "%" in text:
        return "ratio"
    if counted := COUNTED.match(text):
        return counted["unit"] or "count"
    return str(document["meta"]["currency"])


def harmless(text: str) -> str:
    """The text, with an apostrophe in front where a spreadsheet would take it for a formula."""
    text = text.replace("\0", "")
    return f"'{text}" if text.startswith(STARTS_A_FORMULA) else text
