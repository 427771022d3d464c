"""Which rules Medplum can answer for, and what it has answered."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from decisions.case import Case
from estimator.book import Book

from .gate_rows import Row, gate_rows
from .results import GateResult
from .vendor_words import question_in_case


@dataclass(frozen=True)
class Reply:
    """Medplum's answer to a rule: `said` agreed or refused, on a day; `place` in the record."""

    place: int
    rule: str
    question: str
    said: str
    on: date


def answerable(gates: Iterable[GateResult]) -> dict[str, Row]:
    """Gates that were raised or follow from an answer, and that the vendor may be able to meet, by key."""
    rows = [one.row for one in gates if one.row["vendor_may_meet"] == "yes"]
    return {row["gate"]: row for row in rows if row["option"] != "self-host"}


def replies_of(case: Case, book: Book) -> tuple[Reply, ...]:
    """Every reply on record, in its order."""
    rows = {row["gate"]: row for row in gate_rows(case, book)}
    return tuple(
        Reply(place, rows[one.gate]["rule"], question_in_case(rows[one.gate], case, book), one.said, one.on)
        for place, one in enumerate(case.reasons.replies)
        if one.gate in rows
    )
