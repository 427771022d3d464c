"""Which of the book's questions to the vendor are open: those that a gate, a need or a line of this case waits for."""

from collections.abc import Iterable
from dataclasses import dataclass

from decisions.case import Case
from estimator.book import Book
from estimator.estimate import Estimate

from .gate_rows import Row
from .results import Verdict

# Lines whose price only the vendor knows until there is a quote: where they stand at a price of ours, asking helps.
SUBSCRIPTION = "subscription_cost"


@dataclass(frozen=True)
class VendorQuestion:
    """A question to Medplum in the book's words, why it is asked, what an answer means, and what waits for it."""

    key: str
    text: str
    why: str
    means: str
    source: str
    as_of: str
    waiting: tuple[str, ...]


def vendor_questions(case: Case, estimate: Estimate, verdict: Verdict, book: Book) -> tuple[VendorQuestion, ...]:
    """Open questions in the order of the table's `place`; none where Medplum Cloud is out for good."""
    if verdict.outcome == "self_host_required":
        return ()
    found = []
    for row in sorted(book.rows("vendor_questions"), key=lambda row: int(row["place"])):
        waiting = (*_gates(row, verdict), *_needs(row, case, book), *_lines(row, case, estimate))
        if waiting:
            fields = {name: row[name] for name in ("text", "why", "means", "source", "as_of")}
            found.append(VendorQuestion(key=row["question"], waiting=tuple(dict.fromkeys(waiting)), **fields))
    return tuple(found)


def _names(row: Row, column: str) -> frozenset[str]:
    return frozenset(filter(None, row[column].split(";")))


def _gates(row: Row, verdict: Verdict) -> Iterable[str]:
    """Rules that are open for Medplum Cloud."""
    wanted = _names(row, "gates")
    return [g.row["rule"] for g in verdict.gates if g.gate in wanted and g.option == "cloud" and g.state == "unknown"]


def _needs(row: Row, case: Case, book: Book) -> Iterable[str]:
    """Needs that must be Medplum's."""
    labels = {need["need"]: need["label"] for need in book.rows("needs")}
    answers = case.scenario.needs.answers
    return [labels[need] for need in sorted(_names(row, "needs")) if answers.get(need) == "must"]


def _lines(row: Row, case: Case, estimate: Estimate) -> Iterable[str]:
    """Lines that stand at a figure of ours, or at none, until the vendor names one."""
    wanted = _names(row, "lines")
    quoted = case.scenario.needs.quote_per_month is not None
    for line in estimate.lines:
        settled = line.state == "not_applicable" or (line.key == SUBSCRIPTION and quoted)
        if line.key in wanted and not settled:
            yield line.label
