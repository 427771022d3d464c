"""The book's gates in the words of a case: the country that a rule names, and a rule of one's own."""

from collections.abc import Mapping

from decisions.case import Case, GateAnswer
from estimator.book import Book

from .jurisdictions import COUNTRIES

Row = Mapping[str, str]
OWN_RULES: Mapping[str, str] = {"cloud": "own_rule_cloud", "self_host": "own_rule_self_host"}  # option → gate
OWN_RULE, COUNTRY, POINTS = "OWN RULE", "REGION", "N points"
NOT_SAID = "not said yet"


def gate_rows(case: Case, book: Book, points: float = 0.0) -> list[Row]:
    """Every gate, worded by the answer that was given to it; `points`: what the load needs of the request quota."""
    given = case.reasons.gates
    return [_worded(row, given.get(row["gate"], GateAnswer()), points) for row in book.rows("gates")]


def _worded(row: Row, answer: GateAnswer, points: float) -> Row:
    said = answer.detail.strip().rstrip(".")
    if row["gate"] == "request_limits" and points:
        return _filled(row, POINTS, f"about {float(f'{points:.2g}'):,.0f} points")
    if row["gate"] in OWN_RULES.values():
        return _filled(row, OWN_RULE, said or NOT_SAID)
    if row["gate"] == "residency_country" and said in COUNTRIES.values():
        return _filled(row, COUNTRY, said)
    return row


def _filled(row: Row, place: str, words: str) -> Row:
    return {column: text.replace(place, words) for column, text in row.items()}
