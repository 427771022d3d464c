"""The form of a page: what was typed, what it means, what of it counts."""

from collections.abc import Container, Iterator, Mapping
from functools import cached_property
from typing import Any

from django import forms
from django.http import QueryDict

from estimator.book import Book
from estimator.scenario import UNKNOWN

from .asks import ANSWERED, Ask, Raw, Values, field_for
from .detail_fields import Typed
from .fields import Number, OneOf
from .page import Page, asks_of
from .writing import as_typed


def _sorted_out(page: Page, values: Values, book: Book) -> tuple[tuple[Ask, ...], tuple[Ask, ...]]:
    """Questions that count by the values of other pages, and those that do not; one goes with the option above it."""
    asked: dict[str, Ask] = {}
    apart = []
    for ask in (one.narrowed(values, book) for one in asks_of(page, book)):
        counts = ask.rule is None or ask.rule.holds(values, book)
        if counts and (ask.under is None or _is_offered(ask.under, asked)):
            asked[ask.path] = ask
        else:
            apart.append(ask)
    return tuple(asked.values()), tuple(apart)


def _is_offered(under: tuple[str, str], asked: Mapping[str, Ask]) -> bool:
    path, option = under
    above = asked.get(path)
    return above is not None and (above.options is None or option in (*above.options, ANSWERED))


def _typed(value: Any, field: forms.Field) -> Raw:
    """What a control holds; a "don't know" that was chosen is an answer, while a number not known is an empty box."""
    return (
        value
        if isinstance(field, OneOf) and isinstance(value, str)
        else as_typed(value, field if isinstance(field, Number) else None)
    )


class PageForm(forms.Form):
    """The questions of one page over `answers` (path → what was typed) or over a POST."""

    def __init__(
        self,
        page: Page,
        book: Book,
        answers: Mapping[str, Any],
        posted: QueryDict | None = None,
        before: Values | None = None,
        every: bool = False,
        only: Container[str] | None = None,
    ) -> None:
        """Builds the fields from the page's questions; nothing is validated yet.

        `before`: values of earlier pages. A question that does not count by them is set `apart` and not asked,
        unless `every` one is wanted. `only`: paths of the questions to ask where not all are wanted.
        """
        self.page = page
        values = before or {}
        self.asks, self.apart = (asks_of(page, book), ()) if every else _sorted_out(page, values, book)
        if only is not None:
            self.asks = tuple(ask for ask in self.asks if ask.path in only)
        fields: dict[str, forms.Field] = {ask.path: field_for(ask) for ask in self.asks}
        typed = {ask.name: _typed(answers[ask.path], fields[ask.path]) for ask in self.asks if ask.path in answers}
        super().__init__(data=typed if posted is None else posted, auto_id="%s")
        self.use_required_attribute = False
        for path, field in fields.items():
            field.label = field.label or page.title
            self.fields[path] = field
        currency = page.currency({**values, **self.raw}, book)
        for field in self.fields.values():
            if isinstance(field, Number):
                field.currency = currency

    def add_prefix(self, field_name: str) -> str:
        """HTML name of a field."""
        return field_name.replace(".", "-")

    @property
    def raw(self) -> dict[str, Raw]:
        """What was typed, by path: "" or [] where nothing was."""
        return {ask.path: self._typed(ask.path) for ask in self.asks}

    def _typed(self, path: str) -> Raw:
        found = self[path].data
        if isinstance(found, list):
            return [part for value in found for part in str(value).replace("\0", "").split(",") if part]
        return "" if found is None else str(found).replace("\0", "")

    @property
    def answered(self) -> bool:
        """Whether anything on the page was answered, "I don't know" included."""
        return any(self.raw.values())

    def is_used(self, ask: Ask) -> bool:
        """Whether the question counts: the option above it is chosen."""
        if ask.under is None:
            return True
        path, option = ask.under
        above = next(other for other in self.asks if other.path == path)
        return self._is_chosen(path, option) and self.is_used(above)

    def _is_chosen(self, path: str, option: str) -> bool:
        chosen = self.raw[path]
        if option == ANSWERED:
            return chosen not in ("", [], UNKNOWN)
        return option in chosen if isinstance(chosen, list) else option == chosen

    @cached_property
    def values(self) -> Values:
        """What the page says about the Case: path → value; what is empty, unreadable or not used is left out."""
        self.full_clean()
        used = [ask.path for ask in self.asks if self.is_used(ask)]
        read = {path: self.cleaned_data[path] for path in used if path in self.cleaned_data}
        given: Values = {path: value for path, value in read.items() if value not in (None, "", [])}
        return self.page.meaning(given)

    def faults(self) -> dict[str, str]:
        """One message for each question that counts and cannot be read: HTML name → message."""
        self.full_clean()
        return {
            ask.name: str(self.errors[ask.path][0])
            for ask in self.asks
            if ask.path in self.errors and self.is_used(ask)
        }

    def numbers(self) -> Iterator[tuple[str, str]]:
        """(HTML name, echo) of every box on the page that is echoed."""
        for ask in self.asks:
            field = self.fields[ask.path]
            if isinstance(field, Number | Typed):
                yield ask.name, field.echo(self.raw[ask.path])
