"""Which rules Medplum can answer for, and what it has answered."""

from dataclasses import dataclass
from datetime import date

from decisions.case import Case
from estimator.book import Book

from .abilities import Row
from .gate_rows import gate_rows
from .gates import asked_gates
from .vendor_words import question_in_case


@dataclass(frozen=True)
class Reply:
    """Medplum's answer to a rule: `said` agreed or refused, on a day; `place` in the record."""

    place: int
    rule: str
    question: str
    said: str
    on: date


def answerable(case: Case, book: Book) -> dict[str, Row]:
    """Gates that were raised or follow from a need, and that the vendor may be able to meet, by key."""
    asked = asked_gates(case, book)
    rows = [row for row in gate_rows(case, book) if row["gate"] in asked and row["vendor_may_meet"] == "yes"]
    return {row["gate"]: row for row in rows if row["option"] != "self-host"}


def replies_of(case: Case, book: Book) -> tuple[Reply, ...]:
    """Every reply on record, in its order."""
    rows = {row["gate"]: row for row in gate_rows(case, book)}
    return tuple(
        Reply(place, rows[one.gate]["rule"], question_in_case(rows[one.gate], case, book), one.said, one.on)
        for place, one in enumerate(case.reasons.replies)
        if one.gate in rows
    )
