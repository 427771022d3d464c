"""One question on a page: which part of the Case it fills, and the form field that the Case's models make of it."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, cast

from annotated_types import Ge, Le
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from decisions.case import Case
from estimator.book import Book
from estimator.scenario import UNKNOWN, Choice, Quantity

from . import detail_fields, fields, practice_fields

Kind = Literal[
    "radios", "row", "list", "boxes", "words", "day", "number", "version", "quarter", "quarters", "whole", "tick",
    "state", "note", "link", "owner", "due",
]  # fmt: skip
Raw = str | list[str]
Values = dict[str, Any]
DONT_KNOW = "I don’t know"
ANSWERED = "*"  # in place of an option: any answer but "I don’t know"


@dataclass(frozen=True)
class Rule:
    """When a question counts, by the values of other pages; `because` says why it does not."""

    holds: Callable[[Values, Book], bool]
    because: str


@dataclass(frozen=True)
class Ask:
    """A question. `path` is its place in the Case ("scenario.hosting.today"); "page.…" steers the page only.

    What the Case's models declare (label, options, unit, bounds) need not be said again; what is said here wins. A
    question without any label is the question of its page. `under` names question and option below which it stands:
    it counts only while that option is chosen, with ANSWERED while any but "I don't know" is. `rule` and `narrow`
    look at the values of earlier pages: whether the question counts, and which of its options.
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
    rule: Rule | None = None
    narrow: Callable[[Values, Book], Collection[str]] | None = None

    def narrowed(self, values: Values, book: Book) -> "Ask":
        """The question with the options that the values of other pages leave."""
        if self.narrow is None or self.options is None:
            return self
        left = self.narrow(values, book)
        return replace(self, options={key: label for key, label in self.options.items() if key in left})

    @property
    def name(self) -> str:
        """Name and id of the control in HTML."""
        return self.path.replace(".", "-")


def field_for(ask: Ask, currency: str = "USD") -> fields.QuestionField:
    """The form field of a question; `currency` is the one of quantities in "own currency"."""
    meaning = meaning_of(ask.path)
    if isinstance(meaning, Quantity):
        return fields.Number(meaning=meaning, currency=currency, label=ask.label, hint=ask.hint)
    if ask.kind == "whole":
        return _whole_field(ask)
    plain = PLAIN_FIELDS.get(ask.kind)
    return plain(label=ask.label, hint=ask.hint) if plain else _choice_field(ask, meaning)


PLAIN_FIELDS: dict[str, Callable[..., fields.QuestionField]] = {
    "words": fields.Words,
    "version": fields.Version,
    "day": fields.Day,
    "quarter": detail_fields.Quarter,
    "quarters": detail_fields.Quarters,
    "tick": detail_fields.Tick,
    "note": practice_fields.Note,
    "link": practice_fields.Link,
    "owner": practice_fields.Line,
    "due": practice_fields.Due,
}
CHOICE_FIELDS: dict[str, type[fields.OneOf]] = {"row": fields.OneOfRow, "state": practice_fields.StateOf}


def _whole_field(ask: Ask) -> fields.QuestionField:
    bounds = cast(FieldInfo, declaration(ask.path)).metadata
    least = next(bound.ge for bound in bounds if isinstance(bound, Ge))
    most = next(bound.le for bound in bounds if isinstance(bound, Le))
    return detail_fields.Whole(minimum=cast(int, least), maximum=cast(int, most), label=ask.label, hint=ask.hint)


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
    return CHOICE_FIELDS.get(ask.kind, fields.OneOf)(label=label, hint=ask.hint, options=options, hints=hints)


def meaning_of(path: str) -> Choice | Quantity | None:
    """What the Case's models declare at `path`; None where they declare no wording."""
    field = declaration(path)
    found = [meaning for meaning in field.metadata if isinstance(meaning, Choice | Quantity)] if field else []
    return found[0] if found else None


def declaration(path: str) -> FieldInfo | None:
    """The field of the Case's models at `path`; None where there is none."""
    model: Any = Case
    *families, name = path.split(".")
    for family in families:
        field = model.model_fields.get(family)
        if field is None or not (isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel)):
            return None
        model = field.annotation
    found: FieldInfo | None = model.model_fields.get(name)
    return found
