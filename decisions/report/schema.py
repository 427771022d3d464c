"""The JSON schema of a Case, with the book's typical values and keys filled in."""

from collections.abc import Iterator
from typing import Any

from decisions.case import Case
from estimator.book import Book

Schema = dict[str, Any]
KEYED = {"answers": ("needs", "need"), "gates": ("gates", "gate"), "practices": ("readiness", "id")}


def case_schema(book: Book) -> Schema:
    """What a Case file may hold: units, bounds, labels, and the range that counts while an answer is unknown."""
    schema = Case.model_json_schema()
    for part in _parts(schema):
        _add_typical(part, book)
        _add_keys(part, book)
    schema["title"] = "Case"
    return schema


def _parts(value: Any) -> Iterator[Schema]:
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    if isinstance(value, list):
        for part in value:
            yield from _parts(part)


def _add_typical(part: Schema, book: Book) -> None:
    """A number's stand-in: the book's range with unit, source and date."""
    key = part.get("default_assumption")
    row = book.assumptions.get(key) if isinstance(key, str) else None
    if row is not None:
        part["when_unknown"] = {
            "low": row.low,
            "likely": row.likely,
            "high": row.high,
            "unit": row.unit,
            "as_of": row.as_of,
            "source": row.source,
        }


def _add_keys(part: Schema, book: Book) -> None:
    """Maps of answers by key: the keys that the book knows."""
    for name, (table, column) in KEYED.items():
        answers = part.get("properties", {}).get(name, {})
        if isinstance(answers, dict) and "additionalProperties" in answers:
            answers["propertyNames"] = {"enum": [row[column] for row in book.rows(table)]}
