"""Estimate and verdict of a case, kept for a while: a page that shows the same case again costs nothing."""

from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from threading import Lock
from typing import Any, Generic, TypeVar

from assumptions.reading import book_by_number, current_book, open_books
from decisions.advice.counted import counted
from decisions.advice.money_rule import is_far_from_limits
from decisions.advice.results import Outcome, Verdict
from decisions.advice.verdict import judge
from decisions.case import Case, unknown_keys
from decisions.report.agreement import BookVerdict
from estimator import Estimate, EstimateError, Run, estimate
from estimator.book import Book

KEPT_ESTIMATES = 32
FEWER_DRAWS = 1_024
Kept = TypeVar("Kept")


@dataclass(frozen=True)
class Judged:
    """A case with its estimate, its verdict and the book that both rest on."""

    case: Case
    estimate: Estimate
    verdict: Verdict
    book: Book


class Recent(Generic[Kept]):
    """The last results of this process, at most `size`, the longest unused dropped first."""

    def __init__(self, size: int) -> None:
        """An empty store."""
        self._size = size
        self._kept: OrderedDict[Any, Kept] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        """How many are kept."""
        return len(self._kept)

    def get(self, key: Any, make: Callable[[], Kept]) -> Kept:
        """What is kept under the key; made only if it is not."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        found = make()
        with self._lock:
            self._kept[key] = found
            while len(self._kept) > self._size:
                self._kept.popitem(last=False)
        return found


class RecentEstimates(Recent[Estimate]):
    """Estimates by book, scenario and run."""

    def of(self, case: Case, book: Book, run: Run) -> Estimate:
        """The estimate of a case's scenario, computed only if it is not kept."""
        scenario = counted(case, book)
        key = (book.content_hash, scenario.model_dump_json(), run)
        return self.get(key, lambda: estimate(scenario, book, run))


recent = RecentEstimates(KEPT_ESTIMATES)


def estimate_case(case: Case, *, book: Book | None = None, run: Run | None = None) -> Judged:
    """Estimate and verdict with `book` (the current one) and `run` (the usual seed and draws)."""
    chosen = book or current_book()
    found = recent.of(case, chosen, run or Run())
    return Judged(case, found, judge(case, found, chosen), chosen)


def other_books(judged: Judged) -> tuple[BookVerdict, ...]:
    """What the other open books make of the same answers; one that lacks a key or a row that they need is left out."""
    found = []
    for number, label in open_books():
        if number == judged.book.number:
            continue
        book = book_by_number(number)
        if unknown_keys(judged.case, book):
            continue
        with suppress(EstimateError):
            found.append(BookVerdict(number, label, _outcome_under(judged, book)))
    return tuple(found)


def _outcome_under(judged: Judged, book: Book) -> Outcome:
    """The outcome under another book: from fewer draws where it is the same one and nothing is near a limit."""
    run = judged.estimate.run
    few = estimate_case(judged.case, book=book, run=replace(run, draws=min(FEWER_DRAWS, run.draws)))
    if few.verdict.outcome == judged.verdict.outcome and is_far_from_limits(few.estimate, book):
        return few.verdict.outcome
    return estimate_case(judged.case, book=book, run=run).verdict.outcome
