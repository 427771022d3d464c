"""The whole JSON of a judged estimate: what CLI and frozen reports carry (docs/api.md)."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from decisions.advice.results import Verdict
from decisions.advice.revisit import revisit
from decisions.advice.turning import verdict_turns
from decisions.case import Case
from estimator import estimate_as_dict
from estimator.book import Book
from estimator.estimate import Estimate

from .agreement import BookVerdict, disagreements
from .both_cases import both_cases, cases_as_dict
from .next_steps import next_steps


def judged_as_dict(
    case: Case, estimate: Estimate, verdict: Verdict, book: Book, books: Sequence[BookVerdict] = ()
) -> dict[str, Any]:
    """Every figure of the estimate in its display currency, and the verdict; `books`: what other books make of it."""
    judged = verdict.as_dict() | _agreement(estimate, verdict, books)
    again = revisit(case, estimate, verdict, book)
    turns = verdict_turns(case, estimate, book, verdict)
    beside = {
        "next_steps": [step.line for step in next_steps(case, estimate, verdict, book, turns, again)],
        "revisit": again.as_dict(),
        "cases": cases_as_dict(both_cases(estimate, verdict, book)),
    }
    return {**estimate_as_dict(estimate), "verdict": judged | beside}


def _agreement(estimate: Estimate, verdict: Verdict, books: Sequence[BookVerdict]) -> dict[str, Any]:
    ways = (*verdict.money.counted, *verdict.money.uncounted)
    return {
        "ways": [
            {"view": one.combination.view, "basis": one.combination.basis, "clear_for": one.clear_for} for one in ways
        ],
        "books": [asdict(book) for book in books],
        "disagreements": disagreements(estimate, verdict, books),
    }
