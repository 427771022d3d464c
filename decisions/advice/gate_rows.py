"""The book's gates in the words of a case: the country that a rule names, and a rule of one's own."""

from collections.abc import Collection, Mapping

from decisions.case import Case, GateAnswer
from estimator.book import Book

from .jurisdictions import COUNTRIES

Row = Mapping[str, str]
OWN_RULES: Mapping[str, str] = {"cloud": "own_rule_cloud", "self_host": "own_rule_self_host"}  # option → gate
OWN_RULE, COUNTRY, POINTS = "OWN RULE", "REGION", "N points"
NOT_SAID = "not said yet"
WITH_ARTICLE = ("European", "Netherlands", "United")


def gate_rows(case: Case, book: Book, points: float = 0.0) -> list[Row]:
    """Every gate, worded by the answer that was given to it; a country only by a name that we know.

    `points`: what the load needs of Medplum Cloud's request quota.
    """
    given = case.reasons.gates
    places = {*COUNTRIES.values(), *(row["label"] for row in book.rows("countries"))}
    rows = [_worded(row, given.get(row["gate"], GateAnswer()), places) for row in book.rows("gates")]
    return [_filled(row, POINTS, f"about {float(f'{points:.2g}'):,.0f} points") for row in rows] if points else rows


def _worded(row: Row, answer: GateAnswer, places: Collection[str]) -> Row:
    said = " ".join(answer.detail.split()).rstrip(".")
    if row["gate"] in OWN_RULES.values():
        return _filled(row, OWN_RULE, said or NOT_SAID)
    if row["gate"] == "residency_country" and said in places:
        return _filled(row, COUNTRY, f"the {said}" if said.startswith(WITH_ARTICLE) else said)
    return row


def _filled(row: Row, place: str, words: str) -> Row:
    return {column: text.replace(place, words) for column, text in row.items()}
