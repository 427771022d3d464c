"""Which page follows which, and from what was typed to a Case and back."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict

from decisions.case import Case
from estimator.book import Book

from .asks import Raw, Values, field_for
from .families import FAMILIES
from .forms import PageForm
from .page import Page, asks_of
from .people_on_duty import GATE_OF
from .practice_pages import DOMAIN_PAGES
from .question_pages import TWELVE
from .reason_pages import REASONS
from .rule_pages import RULE_PAGES
from .writing import as_typed

Answers = Mapping[str, Any]
STEPS = (*TWELVE[:2], *REASONS, *TWELVE[2:])  # one after the other
DEPENDENT = (*FAMILIES, *RULE_PAGES)  # their questions depend on the answers of the steps
PAGES = (*STEPS, *RULE_PAGES, *FAMILIES)
EVERY = (*PAGES, *DOMAIN_PAGES.values())  # with those of the readiness check
BY_SLUG = {page.slug: page for page in PAGES}
EVERY_BY_SLUG = {page.slug: page for page in EVERY}
FIRST = PAGES[0]


@dataclass(frozen=True)
class Walk:
    """Every page over one set of answers: steps shown, in order, those that are not, and the pages of details."""

    shown: tuple[PageForm, ...]
    hidden: tuple[PageForm, ...]
    details: tuple[PageForm, ...] = ()
    values: Values = field(default_factory=dict)

    def form(self, slug: str) -> PageForm | None:
        """The form of a shown page."""
        return next((form for form in (*self.shown, *self.details) if form.page.slug == slug), None)

    def after(self, slug: str) -> PageForm | None:
        """The next shown page; None after the last."""
        return self._beside(slug, 1)

    def before(self, slug: str) -> PageForm | None:
        """The shown page before; None before the first."""
        return self._beside(slug, -1)

    def _beside(self, slug: str, step: int) -> PageForm | None:
        slugs = [form.page.slug for form in self.shown]
        place = slugs.index(slug) + step
        return self.shown[place] if 0 <= place < len(self.shown) else None

    def unanswered(self) -> list[PageForm]:
        """Shown pages on which nothing was answered yet."""
        return [form for form in self.shown if not form.answered]


def walk(answers: Answers, book: Book) -> Walk:
    """Goes through steps, details and practices in order; earlier answers decide what of the later ones is shown."""
    shown, hidden = [], []
    values: Values = {}
    for page in STEPS:
        form = PageForm(page, book, answers)
        if page.shown(values):
            shown.append(form)
            values |= form.values
        else:
            hidden.append(form)
    details = tuple(PageForm(page, book, answers, before=values) for page in FAMILIES)
    for form in (*details, *_practices(answers, book, values)):
        values = values | form.values
    for form in _rules(answers, book, values):
        (shown if form.asks else hidden).append(form)
        values = values | form.values
    return Walk(tuple(shown), tuple(hidden), details, values)


def _rules(answers: Answers, book: Book, values: Values) -> Iterator[PageForm]:
    """Forms of the rules that can apply; one that was answered stays."""
    for page in RULE_PAGES:
        said = {ask.path: answers[ask.path] for ask in asks_of(page, book) if answers.get(ask.path)}
        yield PageForm(page, book, answers, before=values | said)


def _practices(answers: Answers, book: Book, values: Values) -> Iterator[PageForm]:
    """Forms of the readiness check with what is stored; applicable or not, as a later answer may change that."""
    if any(path.startswith(("readiness.", *GATE_OF)) for path in answers):
        for page in DOMAIN_PAGES.values():
            yield PageForm(page, book, answers, before=values, only=answers)


def case_from(answers: Answers, book: Book, **fixed: Any) -> Case:
    """The Case that the answers of all shown pages say; what no page asks is taken as stored.

    `fixed`: title, and first_quarter for answers that name none.
    """
    return _case(walk(answers, book).values, answers, book, fixed)


def cases_with(
    answers: Answers, book: Book, changes: Iterable[tuple[PageForm, Mapping[str, Raw]]], **fixed: Any
) -> Iterator[Case]:
    """The Case after each change alone to a page that is shown; a change opens and closes no other page."""
    values = walk(answers, book).values
    for form, change in changes:
        others = {path: value for path, value in values.items() if path not in form.values}
        changed = PageForm(form.page, book, {**form.raw, **change}, before=values)
        yield _case(others | changed.values, answers, book, fixed)


def _case(values: Values, answers: Answers, book: Book, fixed: Mapping[str, Any]) -> Case:
    asked = {ask.path for page in EVERY for ask in asks_of(page, book)}
    unasked = {path: value for path, value in answers.items() if path not in asked and not path.startswith("page.")}
    nested: dict[str, Any] = {"title": fixed.get("title", "")}
    for path, value in {"scenario.money.first_quarter": fixed.get("first_quarter"), **unasked, **values}.items():
        *parents, name = path.split(".")
        place = nested
        for parent in parents:
            place = place.setdefault(parent, {})
        place[name] = value
    return Case.model_validate(nested)


def answers_from(case: Case, book: Book) -> dict[str, Any]:
    """What somebody would have typed to get this Case; parts that no page asks stand as JSON values."""
    dumped = dict(_leaves("", case.model_dump(mode="json", exclude_defaults=True)))
    dumped.pop("title", None)
    answers: dict[str, Any] = {}
    for page in EVERY:
        for ask in asks_of(page, book):
            if ask.path in dumped:
                answers[ask.path] = as_typed(dumped.pop(ask.path), field_for(ask))
        answers |= page.restore(case)
    said = case_from(answers, book).reasons.gates
    return answers | {path: value for path, value in dumped.items() if _gate(path) not in said}


def _gate(path: str) -> str:
    return path.removeprefix("reasons.gates.").split(".")[0]


def _leaves(path: str, value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict) and set(value) != {"low", "likely", "high"}:
        for name, part in value.items():
            yield from _leaves(f"{path}.{name}".lstrip("."), part)
    elif value is not None:
        yield path, value


def posted_form(page: Page, book: Book, posted: QueryDict, answers: Answers | None = None) -> PageForm:
    """The form of a page over what a browser sent; `answers` decide which questions of a page of details it has."""
    before = walk(answers, book).values if page in DEPENDENT and answers else None
    return PageForm(page, book, {}, posted, before)


def fill_rest(form: PageForm) -> dict[str, Raw]:
    """What was typed on a page, with its `rest` option for everything that is still open."""
    return {path: raw or form.page.rest for path, raw in form.raw.items()}
