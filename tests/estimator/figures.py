"""Shorthands for the figures of an estimate."""

from estimator import Estimate
from estimator.estimate import Line


def line_of(found: Estimate, key: str) -> Line:
    """The line of that key."""
    return next(line for line in found.lines if line.key == key)


def means(line: Line) -> tuple[float, ...]:
    """Means by quarter of a line that has a figure."""
    assert line.per_quarter is not None, line.key
    return line.per_quarter


def base(line: Line) -> tuple[float, ...]:
    """Likely values by quarter of a line that has a figure."""
    assert line.base_case is not None, line.key
    return line.base_case
