"""All answers in words, for checking: by group and page, with what is not read and what is not used."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dateparse import parse_date

from decisions.case import Case
from decisions.report import format as fmt
from estimator.book import Book
from estimator.scenario import UNKNOWN, Choice

from .asks import Ask, Raw, field_for, meaning_of
from .detail_fields import Tick, Typed
from .fields import AnyOf, Day, Number, OneOf
from .forms import PageForm
from .hub import answered
from .implied import Default, defaults
from .page import Page
from .pages import Walk
from .practice_pages import practice_of
from .writing import as_typed

NOT_PROVIDED = "Not provided"
NOT_CHOSEN = "the answer that it belongs to is not chosen"


@dataclass(frozen=True)
class Row:
    """One question with its answer; `problem` says why what was typed does not count."""

    label: str
    answer: str
    given: bool
    problem: str = ""


@dataclass(frozen=True)
class PageSummary:
    """One page: rows of what counts; `because` says why a page does not count."""

    page: Page
    rows: tuple[Row, ...]
    because: str = ""


@dataclass(frozen=True)
class Group:
    """Pages under one heading of the check page."""

    heading: str
    pages: tuple[PageSummary, ...]


def groups(found: Walk) -> list[Group]:
    """Every shown page with what counts on it, by group in the order of the questions."""
    headings = dict.fromkeys(form.page.group for form in found.shown)
    return [
        Group(heading, tuple(_page(form) for form in found.shown if form.page.group == heading)) for heading in headings
    ]


@dataclass(frozen=True)
class DetailRow:
    """One detail: the answer, or what counts while there is none."""

    label: str
    answer: str
    yours: bool
    problem: str = ""


@dataclass(frozen=True)
class DetailSummary:
    """One family of details: how much of it is answered, and every question that counts."""

    page: Page
    answered: str
    rows: tuple[DetailRow, ...]


def details(found: Walk, case: Case, book: Book, first_quarter: str) -> list[DetailSummary]:
    """Every family with what is answered and what counts by default."""
    return [_details(form, defaults(form, case, book, first_quarter)) for form in found.details]


def _details(form: PageForm, implied: Mapping[str, Default]) -> DetailSummary:
    asked = [(ask, _row(form, ask)) for ask in form.asks if form.is_used(ask)]
    rows = tuple(
        DetailRow(
            row.label,
            row.answer if _known(form, ask) else _instead(implied.get(ask.path)),
            _known(form, ask),
            row.problem,
        )
        for ask, row in asked
    )
    return DetailSummary(form.page, answered(form), rows)


def _known(form: PageForm, ask: Ask) -> bool:
    return form.raw[ask.path] not in ("", [], UNKNOWN)


def _instead(default: Default | None) -> str:
    return default.text if default else NOT_PROVIDED


def not_used(found: Walk) -> list[PageSummary]:
    """What was answered and does not count: pages not shown, and questions whose option is not chosen."""
    pages = [
        PageSummary(form.page, tuple(_rows(form, used=None)), form.page.hidden_because)
        for form in found.hidden
        if form.answered
    ]
    for form in found.shown:
        rows = tuple(row for row in _rows(form, used=False) if row.given)
        if rows:
            pages.append(PageSummary(form.page, rows, NOT_CHOSEN))
    return pages


def details_not_used(found: Walk, answers: Mapping[str, Any]) -> list[PageSummary]:
    """Details that were answered and do not count by what the other answers say."""
    pages = []
    for form in found.details:
        rows = tuple(row for row in _rows(form, used=False) if row.given)
        if rows:
            pages.append(PageSummary(form.page, rows, NOT_CHOSEN))
        pages += [
            PageSummary(
                form.page, (_apart(ask, as_typed(answers[ask.path])),), ask.rule.because if ask.rule else NOT_CHOSEN
            )
            for ask in form.apart
            if answers.get(ask.path)
        ]
    return pages


def _apart(ask: Ask, raw: Raw) -> Row:
    """A question that its page does not show, with the answer as it was typed."""
    field = field_for(replace(ask, options=None) if isinstance(meaning_of(ask.path), Choice) else ask)
    return Row(str(field.label), _words_of(field, raw), given=True)


def said(form: PageForm, ask: Ask) -> str:
    """An answer in words."""
    return _row(form, ask).answer


def _page(form: PageForm) -> PageSummary:
    if not form.answered:
        return PageSummary(form.page, (Row(form.page.title, NOT_PROVIDED, given=False),))
    return PageSummary(form.page, tuple(_rows(form, used=True)))


def _rows(form: PageForm, used: bool | None) -> Iterator[Row]:
    for ask in form.asks:
        if used is None or form.is_used(ask) == used:
            yield _row(form, ask)


def _row(form: PageForm, ask: Ask) -> Row:
    raw, label = form.raw[ask.path], str(form.fields[ask.path].label)
    if not raw:
        return Row(label, NOT_PROVIDED, given=False)
    return Row(label, _in_words(form, ask, raw), given=True, problem=_problem(form, ask, raw))


def _in_words(form: PageForm, ask: Ask, raw: Raw) -> str:
    return _words_of(form.fields[ask.path], raw)


def _words_of(field: forms.Field, raw: Raw) -> str:
    if isinstance(field, Tick):
        return "Yes"
    if isinstance(field, OneOf | AnyOf):
        chosen = raw if isinstance(raw, list) else [raw]
        return ", ".join(field.labels.get(value, value) for value in chosen)
    if isinstance(field, Number | Typed):
        return field.echo(raw).removeprefix("= ") or str(raw)
    if isinstance(field, Day) and (day := parse_date(str(raw))):
        return fmt.day(day)
    return str(raw)


def _problem(form: PageForm, ask: Ask, raw: Raw) -> str:
    try:
        form.fields[ask.path].clean(raw)
    except ValidationError as error:
        return f"{error.messages[0]} Until then it counts as not known."
    return ""


@dataclass(frozen=True)
class Clash:
    """One question that two people answered at the same time: both answers in words and as values of a control."""

    name: str
    label: str
    mine: str
    mine_value: str
    theirs: str
    theirs_value: str

    @classmethod
    def of(cls, ask: Ask, mine: PageForm, theirs: PageForm) -> "Clash":
        """The clash between two forms of the same page."""
        practice = practice_of(ask.path)
        label = f"{mine.fields[ask.path].label}{f' ({practice})' if practice else ''}"
        values = (control_value(form.raw[ask.path]) for form in (mine, theirs))
        return cls(ask.name, label, said(mine, ask), next(values), said(theirs, ask), next(values))


def control_value(raw: Raw) -> str:
    """An answer as the value of one control; a form reads ticks that are joined by commas, too."""
    return raw if isinstance(raw, str) else ",".join(raw)
