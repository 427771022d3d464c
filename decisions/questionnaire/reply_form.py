"""The form in which Medplum's answer to a rule is recorded with its date; impossible dates are refused at the field."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from decisions.case import VendorReply
from estimator.book import Book

from .fields import Day, OneOf, OneOfList
from .record_form import RecordForm

SAID = {"agreed": "Medplum agreed, in writing", "refused": "Medplum said no"}


class ReplyForm(RecordForm):
    """Which rule, what was said, when."""

    def __init__(self, data: Any = None, *, rules: Mapping[str, str], today: date, book: Book) -> None:
        """`rules`: what may be answered, by gate. The day lies between Medplum's first release and today."""
        super().__init__(data, prefix="reply", today=today, book=book)
        self.fields["gate"] = OneOfList(label="Which rule?", options=rules)
        self.fields["said"] = OneOf(label="What did Medplum answer?", options=SAID)
        self.fields["on"] = Day(label="On which day?")

    def clean_gate(self) -> str:
        """One of the rules."""
        return self._chosen("gate", "Choose the rule.")

    def clean_said(self) -> str:
        """One of the two."""
        return self._chosen("said", "Say whether Medplum agreed or said no.")

    def _chosen(self, name: str, fault: str) -> str:
        value = str(self.cleaned_data[name])
        if not value:
            raise ValidationError(fault)
        return value

    def clean_on(self) -> date:
        """A day that can be: not empty, not to come, not before Medplum."""
        return self.day_that_can_be("Give the day of the answer.", "record an answer when it is there")

    def reply(self) -> VendorReply:
        """The reply of a valid form."""
        return VendorReply(**self.cleaned_data)
