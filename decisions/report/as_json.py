"""The whole JSON of a judged estimate: what CLI and frozen reports carry (docs/api.md)."""

from typing import Any

from decisions.advice.results import Verdict
from estimator import estimate_as_dict
from estimator.estimate import Estimate


def judged_as_dict(estimate: Estimate, verdict: Verdict) -> dict[str, Any]:
    """Every figure of the estimate in its display currency, and the verdict."""
    return {**estimate_as_dict(estimate), "verdict": verdict.as_dict()}
