"""How one figure came about: its formula with values, and its inputs down to rows, prices and answers."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Leaf:
    """Where an explanation ends: a row of the book, a price, an answer, a schedule. `name`: its name in the formula."""

    kind: Literal["assumption", "price", "answer", "schedule", "constant"]
    key: str
    label: str
    unit: str
    value: float
    low: float | None
    high: float | None
    source: str
    as_of: str
    basis: str
    claim: str
    notes: str
    name: str = ""


@dataclass(frozen=True)
class Explanation:
    """How one figure came about in one quarter (or over the horizon): formula, the same with values, and its inputs."""

    key: str
    label: str
    sentence: str
    unit: str
    value: float
    quarter: str
    formula: str
    with_values: str
    inputs: tuple["Explanation | Leaf", ...]
