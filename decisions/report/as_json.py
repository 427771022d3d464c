"""The whole JSON of a judged estimate: what CLI and frozen reports carry (docs/api.md)."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from decisions.advice.results import Verdict
from estimator import estimate_as_dict
from estimator.estimate import Estimate

from .agreement import BookVerdict, disagreements


def judged_as_dict(estimate: Estimate, verdict: Verdict, books: Sequence[BookVerdict] = ()) -> dict[str, Any]:
    """Every figure of the estimate in its display currency, and the verdict; `books`: what other books make of it."""
    return {**estimate_as_dict(estimate), "verdict": verdict.as_dict() | _agreement(estimate, verdict, books)}


def _agreement(estimate: Estimate, verdict: Verdict, books: Sequence[BookVerdict]) -> dict[str, Any]:
    ways = (*verdict.money.counted, *verdict.money.uncounted)
    return {
        "ways": [
            {"view": one.combination.view, "basis": one.combination.basis, "clear_for": one.clear_for} for one in ways
        ],
        "books": [asdict(book) for book in books],
        "disagreements": disagreements(estimate, verdict, books),
    }
