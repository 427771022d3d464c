"""The question to send to the vendor for a gate of the book, in the words of a case."""

from collections.abc import Mapping

from decisions.case import Case, GateAnswer
from estimator.book import Book
from estimator.scenario import CERTIFICATE_LABELS

from .gates import gates_of_needs

FEATURE, CERTIFICATE, AMOUNT = "FEATURE", "CERTIFICATE", " of AMOUNT"
PLACES = {
    "REGION": "our country",
    FEATURE: "the feature we need",
    CERTIFICATE: "the one we need",
    "N points": "the points our peak needs",
    AMOUNT: "",
}


def vendor_question(row: Mapping[str, str]) -> str:
    """The question to send, with words of our own where the book leaves a place for them."""
    return _filled(row, PLACES)


def question_in_case(row: Mapping[str, str], case: Case, book: Book) -> str:
    """The same question with what this case names: the needs that lead to it, the certificate, the cap."""
    needs = [need for need, gate in gates_of_needs(case, book).items() if gate == row["gate"]]
    labels = {need["need"]: f"“{need['label']}”" for need in book.rows("needs")}
    named = case.reasons.gates.get(row["gate"], GateAnswer()).detail
    cap = case.reasons.cap_per_year
    own = {
        FEATURE: joined([labels[need] for need in needs]),
        CERTIFICATE: named if named in CERTIFICATE_LABELS.values() else "",
        AMOUNT: f" of {cap.likely:,.0f} USD a year" if cap else "",
    }
    return _filled(row, PLACES | {place: words for place, words in own.items() if words})


def joined(names: list[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def _filled(row: Mapping[str, str], places: Mapping[str, str]) -> str:
    text = row["vendor_question"]
    for place, words in places.items():
        text = text.replace(place, words)
    return text
