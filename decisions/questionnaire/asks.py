"""One question on a page: which part of the Case it fills, and the form field that the Case's models make of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import BaseModel

from decisions.case import Case
from estimator.scenario import UNKNOWN, Choice, Quantity

from . import fields

Kind = Literal["radios", "row", "list", "boxes", "words", "day", "number", "version"]
Raw = str | list[str]
DONT_KNOW = "I don’t know"


@dataclass(frozen=True)
class Ask:
    """A question. `path` is its place in the Case ("scenario.hosting.today"); "page.…" steers the page only.

    What the Case's models declare (label, options, unit, bounds) need not be said again; what is said here wins. A
    question without any label is the question of its page. `under` names question and option below which it stands:
    it counts only while that option is chosen.
    """

    path: str
    label: str = ""
    hint: str = ""
    kind: Kind = "radios"
    options: Mapping[str, str] | None = None
    hints: Mapping[str, str] | None = None
    unknown: str = DONT_KNOW
    alone: tuple[str, ...] = ()
    under: tuple[str, str] | None = None

    @property
    def name(self) -> str:
        """Name and id of the control in HTML."""
        return self.path.replace(".", "-")


def field_for(ask: Ask, currency: str = "USD") -> fields.QuestionField:
    """The form field of a question; `currency` is the one of quantities in "own currency"."""
    meaning = meaning_of(ask.path)
    if isinstance(meaning, Quantity):
        return fields.Number(meaning=meaning, currency=currency, label=ask.label, hint=ask.hint)
    if ask.kind == "words":
        return fields.Words(label=ask.label, hint=ask.hint)
    if ask.kind == "version":
        return fields.Version(label=ask.label, hint=ask.hint)
    if ask.kind == "day":
        return fields.Day(label=ask.label, hint=ask.hint)
    return _choice_field(ask, meaning)


def _choice_field(ask: Ask, meaning: Choice | None) -> fields.QuestionField:
    label = ask.label or (meaning.label if meaning else "")
    options = dict(ask.options or (meaning.options if meaning else {}))
    hints = dict(ask.hints or {})
    if ask.unknown:
        options[UNKNOWN] = ask.unknown
        if meaning and meaning.default in meaning.options:
            hints.setdefault(UNKNOWN, f"We then take: {meaning.options[meaning.default]}")
    if ask.kind == "boxes":
        return fields.AnyOf(label=label, hint=ask.hint, options=options, hints=hints, alone=ask.alone)
    if ask.kind == "list":
        return fields.OneOfList(label=label, hint=ask.hint, options=options)
    widget = fields.OneOfRow if ask.kind == "row" else fields.OneOf
    return widget(label=label, hint=ask.hint, options=options, hints=hints)


def meaning_of(path: str) -> Choice | Quantity | None:
    """What the Case's models declare at `path`; None where they declare no wording."""
    model: Any = Case
    *families, name = path.split(".")
    for family in families:
        field = model.model_fields.get(family)
        if field is None or not (isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel)):
            return None
        model = field.annotation
    field = model.model_fields.get(name)
    found = [meaning for meaning in field.metadata if isinstance(meaning, Choice | Quantity)] if field else []
    return found[0] if found else None
