"""Form fields of the questionnaire: each renders by its own template, works without JavaScript, allows "unknown"."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from decisions.case import year_fault
from estimator.scenario import UNKNOWN, VERSION, Given, Quantity

from .numbers import NumberError
from .quantities import in_words, read_quantity, unit_in_words

MAX_TEXT = 2_000
Revealed = Mapping[str, Sequence[str]]  # option → paths of the questions shown under it


class QuestionField(forms.Field):
    """What all fields share: never required, a hint, and the template that draws it."""

    drawn_by = ""

    def __init__(self, *, label: str, hint: str = "", **options: Any) -> None:
        """A field; `options` are those of Django's own field."""
        super().__init__(label=label, required=False, **options)
        self.hint = hint


class OneOf(QuestionField, forms.ChoiceField):
    """A choice by radio buttons; `revealed` names questions that stand under an option."""

    drawn_by = "decisions/questionnaire/fields/radios.html"

    def __init__(self, *, options: Mapping[str, str], hints: Mapping[str, str] | None = None, **rest: Any) -> None:
        """A choice of `options` (value → label), each with an optional hint."""
        super().__init__(choices=list(options.items()), widget=forms.RadioSelect, **rest)
        self.labels = dict(options)
        self.hints = hints or {}
        self.error_messages["invalid_choice"] = "Choose one of the answers listed."


class OneOfRow(OneOf):
    """A choice drawn as one row of short buttons."""

    drawn_by = "decisions/questionnaire/fields/row.html"


class OneOfList(OneOf):
    """A choice by a drop-down list, for more options than a page can show."""

    drawn_by = "decisions/questionnaire/fields/select.html"

    def __init__(self, *, options: Mapping[str, str], **rest: Any) -> None:
        """A choice of `options` after an empty one."""
        super().__init__(options={"": "Choose", **options}, **rest)
        self.widget = forms.Select(choices=[("", "Choose"), *options.items()])


class AnyOf(QuestionField, forms.MultipleChoiceField):
    """Tick boxes. `alone`: options that cannot stand together with any other ("Nothing", "Not sure")."""

    drawn_by = "decisions/questionnaire/fields/checkboxes.html"

    def __init__(
        self,
        *,
        options: Mapping[str, str],
        alone: Sequence[str] = (),
        hints: Mapping[str, str] | None = None,
        **rest: Any,
    ) -> None:
        """Boxes for `options` (value → label)."""
        super().__init__(choices=list(options.items()), widget=forms.CheckboxSelectMultiple, **rest)
        self.alone = tuple(alone)
        self.hints = hints or {}
        self.labels = dict(options)
        self.error_messages["invalid_choice"] = "Choose from the answers listed."

    def clean(self, value: Any) -> Any:
        """The ticked values; an option that stands alone excludes the others."""
        ticked = super().clean(value)
        lone = [option for option in ticked if option in self.alone]
        if lone and len(ticked) > 1:
            label = self.labels[lone[0]]
            raise ValidationError(f"Tick either “{label}” or other answers, not both.")
        return ticked


class Number(QuestionField, forms.CharField):
    """A quantity of the Case in a text box: a number as people type it, or "low – most likely – high"."""

    drawn_by = "decisions/questionnaire/fields/number.html"

    def __init__(self, *, meaning: Quantity, currency: str = "USD", label: str = "", hint: str = "") -> None:
        """A box for `meaning`; `currency` is the one of "own currency"."""
        mode = "text" if meaning.minimum < 0 else "decimal"
        widget = forms.TextInput(attrs={"inputmode": mode, "autocomplete": "off", "spellcheck": "false"})
        super().__init__(label=label or meaning.label, hint=hint or meaning.where, widget=widget)
        self.meaning = meaning
        self.currency = currency

    def clean(self, value: Any) -> Given | None:
        """The number or range; None for an empty box."""
        text = super().clean(value)
        if not text or text == UNKNOWN:
            return None
        try:
            return read_quantity(text, self.meaning, self.currency)
        except NumberError as error:
            raise ValidationError(str(error)) from None

    @property
    def unit_in_words(self) -> str:
        """What stands behind the box: "USD a month"."""
        return unit_in_words(self.meaning, self.currency)

    def echo(self, value: Any) -> str:
        """What the box is understood as; empty while it is not a number."""
        try:
            given = self.clean(value)
        except ValidationError:
            return ""
        return f"= {in_words(given, self.meaning, self.currency)}" if given else ""


class Words(QuestionField, forms.CharField):
    """A short text."""

    drawn_by = "decisions/questionnaire/fields/words.html"

    def __init__(self, *, label: str, hint: str = "") -> None:
        """A box for one line."""
        super().__init__(label=label, hint=hint, max_length=MAX_TEXT, widget=forms.TextInput)
        self.error_messages["max_length"] = f"Write at most {MAX_TEXT:,} characters."


class Version(Words):
    """A version as people name it: "3", "4.2" or "5.1.12"."""

    def clean(self, value: Any) -> str:
        """The version without a leading v."""
        text = str(super().clean(value)).strip().removeprefix("v")
        if text and text != UNKNOWN and not VERSION.fullmatch(text):
            raise ValidationError("Write a version like 5.1.")
        return text


class Day(QuestionField, forms.DateField):
    """A date."""

    drawn_by = "decisions/questionnaire/fields/day.html"

    def __init__(self, *, label: str, hint: str = "") -> None:
        """A date in the browser's own way, or typed as 2027-03-31."""
        super().__init__(
            label=label,
            hint=hint,
            input_formats=["%Y-%m-%d", "%d %B %Y", "%d %b %Y"],
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        )
        self.error_messages["invalid"] = "Write the date like 2027-03-31."

    def to_python(self, value: Any) -> date | None:
        """The day; one that no calendar has is named."""
        try:
            return super().to_python(value)
        except ValidationError:
            raise ValidationError(f"“{str(value)[:40]}” is no date. {self.error_messages['invalid']}") from None

    def clean(self, value: Any) -> date | None:
        """The day, if it is not absurd."""
        day: date | None = super().clean(value)
        fault = year_fault(day) if day else ""
        if fault:
            raise ValidationError(fault)
        return day
