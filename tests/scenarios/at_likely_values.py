"""Figures of a scenario at likely values, for checks by hand."""

from collections.abc import Mapping
from typing import Any

from estimator import Run, estimate
from tests.estimator.book_parts import shipped
from tests.estimator.figures import base, line_of
from tests.estimator.generated import scenario

FEW = Run(draws=64)
# One week of an engineer in the United States: 200,000 USD / 4 quarters / (1,780 / 4 hours) × 36 hours.
WEEK = 4_044.94


def likely(answers: Mapping[str, Any], key: str, quarter: int = 0) -> float:
    """A line in one quarter, to the cent."""
    found = estimate(scenario(**answers), shipped(1), FEW)
    return round(base(line_of(found, key))[quarter], 2)


def reason(answers: Mapping[str, Any], key: str, state: str = "not_applicable") -> str:
    """Why a line does not apply, or why it has no figure."""
    line = line_of(estimate(scenario(**answers), shipped(1), FEW), key)
    assert line.state == state
    return line.because
