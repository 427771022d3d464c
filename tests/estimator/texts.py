"""Evaluates the text of a formula: what a reader of the page, or a spreadsheet, would compute from it."""

import re
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from estimator.functions import cumulative, step, tiered

PYTHON = ((r"\^", "**"), (r"\bif\(", "where("), (r"(?<![<>=])=(?!=)", "=="))


def names_in(text: str) -> set[str]:
    """Names of quantities in a formula's text."""
    return set(re.findall(r"\b[a-z_]\w*\b(?!\()", text))


def evaluate(text: str, values: Mapping[str, Any], occurs: Callable[[Any], Any]) -> Any:
    """The text computed with the values of its names; `occurs` decides events from their chance."""
    for pattern, python in PYTHON:
        text = re.sub(pattern, python, text)
    functions = {
        "max": np.maximum,
        "min": np.minimum,
        "ceil": np.ceil,
        "where": np.where,
        "exp": np.exp,
        "step": step,
        "tiered": tiered,
        "cumulative": cumulative,
        "occurs": occurs,
    }
    return eval(text, {"__builtins__": {}}, {**values, **functions})
