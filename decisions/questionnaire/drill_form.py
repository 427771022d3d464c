"""The form in which a recovery drill that was held is recorded; impossible dates are refused at the field."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from decisions.case import MAX_DRILL_MINUTES, Drill
from decisions.report.answers import DRILL_LABELS
from estimator.book import Book
from estimator.scenario import Given, Quantity

from .fields import Day, Number, OneOf, Words
from .record_form import RecordForm

MINUTES = Quantity(unit="minutes", minimum=1, maximum=MAX_DRILL_MINUTES, label="Minutes until it was back")
MAX_NOTE = 500


class DrillForm(RecordForm):
    """Date, kind, measured minutes and a note of one drill."""

    def __init__(self, data: Any = None, *, today: date, book: Book) -> None:
        """A drill lies between Medplum's first release in the book and today."""
        super().__init__(data, prefix="drill", today=today, book=book)
        self.fields["on"] = Day(label="When was it?")
        self.fields["kind"] = OneOf(label="What kind?", options=DRILL_LABELS)
        self.fields["minutes"] = Number(
            meaning=MINUTES, hint="Of a real drill, from the alarm to the release. Leave it open if it broke off."
        )
        self.fields["note"] = Words(label="Note", hint="What was learned, who took part.")

    def clean_on(self) -> date:
        """A day that can be: not empty, not to come, not before Medplum."""
        return self.day_that_can_be("Give the day of the drill.", "record a drill when it was held")

    def clean_kind(self) -> str:
        """One of the two."""
        kind = str(self.cleaned_data["kind"])
        if not kind:
            raise ValidationError("Say whether it was a tabletop exercise or a real drill.")
        return kind

    def clean_minutes(self) -> float | None:
        """One measured number."""
        given: Given | None = self.cleaned_data["minutes"]
        if given and not given.exact:
            raise ValidationError("Write the one number that was measured.")
        return given.likely if given else None

    def clean_note(self) -> str:
        """A short text."""
        note = str(self.cleaned_data["note"]).replace("\0", "").strip()
        if len(note) > MAX_NOTE:
            raise ValidationError(f"Write at most {MAX_NOTE} characters.")
        return note

    def clean(self) -> dict[str, Any]:
        """Talking measures nothing."""
        found = super().clean() or {}
        if found.get("kind") == "tabletop" and found.get("minutes") is not None:
            self.add_error("minutes", "A tabletop exercise measures no recovery: leave it open.")
        return found

    def drill(self) -> Drill:
        """The drill of a valid form."""
        return Drill(**self.cleaned_data)
