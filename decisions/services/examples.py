"""The worked examples: Case files that ship with the code, opened by anybody, copied to become one's own."""

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.db import transaction

from assumptions.reading import current_book
from decisions.case import Case, read_case
from decisions.models import Decision
from decisions.questionnaire.pages import answers_from
from estimator.quarters import first_quarter_after

from .answers import start_decision

FOLDER = Path(__file__).resolve().parent.parent / "examples"
ORDER = ("eu-hospital-network", "seed-stage-company", "rural-clinics", "struggling-self-hoster")
NEVER = date.max


@dataclass(frozen=True)
class Example:
    """A worked example: address, title, what it is about, and its Case as written in the file."""

    slug: str
    title: str
    summary: str
    data: dict[str, Any]


@cache
def examples() -> tuple[Example, ...]:
    """Every example in the order of the start page."""
    files = {slug: json.loads((FOLDER / f"{slug}.json").read_text("utf-8")) for slug in ORDER}
    return tuple(Example(slug, file["title"], file["summary"], file["case"]) for slug, file in files.items())


def example_case(example: Example) -> Case:
    """The Case of an example; CaseError if the file does not fit the current book."""
    return read_case({**example.data, "title": example.title}, current_book())


def load_examples() -> list[Decision]:
    """Stores every example as a decision; an unchanged one is left alone."""
    return [_load(example) for example in examples()]


def _load(example: Example) -> Decision:
    book = current_book()
    values = {
        "title": example.title,
        "answers": answers_from(example_case(example), book),
        "first_quarter": first_quarter_after(book.as_of),
        "delete_after": NEVER,
    }
    with transaction.atomic():
        stored = Decision.objects.select_for_update().filter(example=example.slug).first()
        if stored is None:
            return Decision.objects.create(example=example.slug, **values)
        if any(getattr(stored, name) != value for name, value in values.items()):
            Decision.objects.filter(pk=stored.pk).update(version=stored.version + 1, **values)
            stored.refresh_from_db()
    return stored


def copy_example(*, slug: str) -> tuple[Decision, str] | None:
    """A decision of one's own that starts with the answers of an example; None if there is no such example."""
    stored = Decision.objects.filter(example=slug).exclude(example="").first()
    return start_decision(title=stored.title, answers=stored.answers) if stored else None
