"""Which inputs can be moved, and between which ends."""

from collections.abc import Iterator
from dataclasses import dataclass

from estimator.explanation import Leaf
from estimator.inputs import Ranged
from estimator.model import Model

WINDOW = "switch_search_factor"
BY_DEFINITION = "by definition"  # a dollar is a dollar


@dataclass(frozen=True)
class Driver:
    """An input that can be moved from `low` to `high`, in its own unit.

    `ranged`: the ends are those of its range; else it is known exactly, and the ends are where a turn is looked for.
    """

    name: str
    leaf: Leaf
    low: float
    likely: float
    high: float
    ranged: bool

    @property
    def answered(self) -> bool:
        """Whether the value is the user's own."""
        return self.leaf.kind == "answer"

    def way(self, value: float) -> float:
        """How much of the way from the likely value to that end the value lies, 0 to 1."""
        end = self.low if value < self.likely else self.high
        return abs(value - self.likely) / abs(end - self.likely) if end != self.likely else 0.0


def drivers_of(model: Model) -> tuple[Driver, ...]:
    """Every input that is a row with a range, an answer in numbers or a price, in the order of the graph."""
    return tuple(_drivers(model))


def _drivers(model: Model) -> Iterator[Driver]:
    factor = model.book.assumptions[WINDOW].likely
    for name, found in model.inputs.items():
        if not isinstance(found, Ranged):
            continue
        row = found.distribution
        low, high = row.low, row.high
        ranged = low < high
        if not ranged:
            if not _is_figure(found):
                continue
            low, high = sorted((row.likely / factor, row.likely * factor))
        low, high = max(low, row.minimum), min(high, row.maximum)
        if low < high:
            yield Driver(name, found.leaf, low, row.likely, high, ranged)


def _is_figure(found: Ranged) -> bool:
    """Whether an exact input is a figure that could be another one: a price or an answer in numbers, no definition."""
    if found.leaf.kind == "price":
        return found.leaf.source != BY_DEFINITION
    return found.leaf.kind == "answer" and found.distribution.shape != "constant"
