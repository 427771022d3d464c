"""What forms share that record something with its date: prefix, faults, controls as the questionnaire draws them."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from decisions.report import format as fmt
from estimator.book import Book

from .drawing import Control, Option
from .fields import MAX_TEXT, Number, OneOf, QuestionField


class RecordForm(forms.Form):
    """Fields of one record; HTML names are "prefix-field"."""

    def __init__(self, data: Any = None, *, prefix: str, today: date, book: Book) -> None:
        """Nothing is validated yet. A record's day lies between Medplum's first release and today."""
        super().__init__(data, auto_id="%s", prefix=prefix)
        self.today, self.first = today, first_release(book)

    def day_that_can_be(self, missing: str, advice: str) -> date:
        """The day in `on`: not empty (`missing` says so), not to come (`advice` follows), not before Medplum."""
        day: date | None = self.cleaned_data["on"]
        if day is None:
            raise ValidationError(missing)
        if day > self.today:
            raise ValidationError(f"{fmt.day(day)} is still to come: {advice}.")
        if day < self.first:
            raise ValidationError(f"Medplum’s first release listed is of {fmt.day(self.first)}: check the year.")
        return day

    def add_prefix(self, field_name: str) -> str:
        """HTML name of a field."""
        return f"{self.prefix}-{field_name}"

    def faults(self) -> dict[str, str]:
        """One message for each field that cannot be taken: HTML name → message."""
        return {self.add_prefix(name): str(errors[0]) for name, errors in self.errors.items()} if self.is_bound else {}

    def controls(self) -> list[Control]:
        """The fields as the templates of the questionnaire draw them."""
        faults = self.faults()
        return [self._control(name, faults.get(self.add_prefix(name), "")) for name in self.fields]

    def _control(self, name: str, fault: str) -> Control:
        field, html_name = self.fields[name], self.add_prefix(name)
        assert isinstance(field, QuestionField)  # noqa: S101
        typed = str(self[name].data or "").replace("\0", "")[:MAX_TEXT]
        return Control(
            name=html_name,
            label=str(field.label),
            hint=field.hint,
            template=field.drawn_by,
            value=typed,
            options=tuple(_options(field, html_name, typed)) if isinstance(field, OneOf) else (),
            fault=fault,
            echo=field.echo(typed) if isinstance(field, Number) else "",
            input=field.widget.attrs.get("inputmode", ""),
            unit=field.unit_in_words if isinstance(field, Number) else "",
            heading=False,
        )


def first_release(book: Book) -> date:
    """The first release of Medplum that the book lists; a month or a year counts from its first day."""
    rows = [row for row in book.rows("releases") if row["product"] == "medplum" and row["status"] == "released"]
    year, *rest = min(row["released"] for row in rows).split("-")
    return date(int(year), *(int(part) for part in (*rest, "1", "1")[:2]))


def _options(field: OneOf, name: str, typed: str) -> list[Option]:
    return [
        Option(
            id=name if place == 0 else f"{name}-{place}",
            value=value,
            label=label,
            hint="",
            chosen=value == typed,
            alone=False,
            after_or=False,
            under=(),
        )
        for place, (value, label) in enumerate(field.labels.items())
    ]
