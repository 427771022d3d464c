"""Fields of a readiness practice: note, evidence, owner, due date; each with the bounds that the Case has."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from decisions.case import DETAIL_LENGTH, link_fault

from .fields import Day, OneOf, QuestionField


class StateOf(OneOf):
    """The state of a practice: five short answers in a row that may wrap."""

    drawn_by = "decisions/readiness/fields/state.html"


class Line(QuestionField, forms.CharField):
    """A text with a most number of characters."""

    drawn_by = "decisions/readiness/fields/line.html"
    most = DETAIL_LENGTH["owner"]

    def __init__(self, *, label: str, hint: str = "") -> None:
        """A box for one line."""
        super().__init__(label=label, hint=hint, max_length=self.most, widget=forms.TextInput)
        self.error_messages["max_length"] = f"Write at most {self.most:,} characters."


class Note(Line):
    """A text of several lines."""

    drawn_by = "decisions/readiness/fields/note.html"
    most = DETAIL_LENGTH["note"]


class Link(Line):
    """The address of a page or document."""

    most = DETAIL_LENGTH["evidence"]

    def clean(self, value: Any) -> str:
        """The address, if it is one that a browser may open."""
        text = str(super().clean(value))
        fault = link_fault(text)
        if fault:
            raise ValidationError(fault)
        return text


class Due(Day):
    """A day in the years that a plan can mean."""

    drawn_by = "decisions/readiness/fields/due.html"
