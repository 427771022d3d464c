"""Form fields for what only the detailed questions ask: quarters, whole numbers, one tick."""

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from decisions.report import format as fmt
from estimator.scenario import UNKNOWN

from .fields import QuestionField
from .numbers import NumberError, parse_amount

QUARTER = re.compile(r"(?P<year>20\d\d)\s*-?\s*q(?P<number>[1-4])|q(?P<first>[1-4])\s*[-/]?\s*(?P<last>20\d\d)", re.I)
NONE = "none"
MOST = 40  # quarters in a list: the longest horizon


class Typed(QuestionField, forms.CharField):
    """A short text with one meaning, which is echoed while it is typed."""

    drawn_by = "decisions/questionnaire/fields/number.html"
    unit_in_words = ""

    def __init__(self, *, label: str, hint: str = "") -> None:
        """A box for one line."""
        attributes = {"inputmode": "text", "autocomplete": "off", "spellcheck": "false"}
        super().__init__(label=label, hint=hint, widget=forms.TextInput(attrs=attributes))

    def clean(self, value: Any) -> Any:
        """What the text means; None for an empty box."""
        text = str(super().clean(value)).strip()
        return None if text in ("", UNKNOWN) else self.read(text)

    def read(self, text: str) -> Any:
        """The meaning of what was typed; ValidationError says what to write instead."""
        raise NotImplementedError

    def words(self, meaning: Any) -> str:
        """The meaning as a reader would say it."""
        raise NotImplementedError

    def echo(self, value: Any) -> str:
        """What the box is understood as; empty while it cannot be read."""
        try:
            meaning = self.clean(value)
        except ValidationError:
            return ""
        return "" if meaning is None else f"= {self.words(meaning)}"


class Quarter(Typed):
    """A calendar quarter: "2027Q1", "Q1 2027", "2027-q1"."""

    def read(self, text: str) -> str:
        """The quarter as answers keep it."""
        return quarter_of(text)

    def words(self, meaning: str) -> str:
        """The quarter by its months: "January to March 2027"."""
        return in_months(meaning)


class Quarters(Typed):
    """Calendar quarters with commas between them, or the word none."""

    def read(self, text: str) -> tuple[str, ...]:
        """The quarters in order; none for the word none."""
        if text.lower() == NONE:
            return ()
        parts = [part.strip() for part in re.split(r"[,;\n]|\band\b", text) if part.strip()]
        if len(parts) > MOST:
            raise ValidationError(f"Name at most {MOST} quarters.")
        return tuple(sorted({quarter_of(part) for part in parts}))

    def words(self, meaning: Sequence[str]) -> str:
        """The quarters in a row, or that there is none."""
        return fmt.listed([fmt.quarter(one) for one in meaning]) or "no such quarter"


class Whole(Typed):
    """A whole number within bounds."""

    def __init__(self, *, minimum: int, maximum: int, label: str, hint: str = "") -> None:
        """A box for a number from `minimum` to `maximum`."""
        super().__init__(label=label, hint=hint)
        self.minimum, self.maximum = minimum, maximum
        self.widget.attrs["inputmode"] = "numeric"

    def read(self, text: str) -> int:
        """The number."""
        try:
            amount = parse_amount(text)
        except NumberError as error:
            raise ValidationError(str(error)) from None
        number = round(amount.value)
        bare = not (amount.currency or amount.unit or amount.percent or amount.period not in ("", "quarter"))
        if not bare or number != amount.value or not self.minimum <= number <= self.maximum:
            raise ValidationError(f"Write a whole number from {self.minimum} to {self.maximum}.")
        return number

    def words(self, meaning: int) -> str:
        """The number itself."""
        return fmt.number(meaning, 0)


class Tick(QuestionField, forms.CharField):
    """One box to tick; not ticked is the usual state."""

    drawn_by = "decisions/questionnaire/fields/tick.html"

    def __init__(self, *, label: str, hint: str = "") -> None:
        """A box with its label."""
        super().__init__(label=label, hint=hint, widget=forms.TextInput)
        self.labels = {"yes": "Yes"}

    def clean(self, value: Any) -> bool | None:
        """True when ticked; None when not."""
        text = str(super().clean(value))
        if text not in ("", "yes"):
            raise ValidationError("Tick the box or leave it.")
        return True if text else None


def quarter_of(text: str) -> str:
    """ "2027Q1" from the ways people write a quarter."""
    found = QUARTER.fullmatch(text)
    if not found:
        raise ValidationError(f"“{text:.20}” is not a quarter. Write it like 2027Q1.")
    part = found.groupdict()
    return f"{part['year'] or part['last']}Q{part['number'] or part['first']}"


def in_months(quarter: str) -> str:
    """A quarter by its months: "January to March 2027"."""
    months = {"1": "January to March", "2": "April to June", "3": "July to September", "4": "October to December"}
    return f"{months[quarter[5]]} {quarter[:4]}"
