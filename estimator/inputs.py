"""What a formula's input is: an answer, a row of the book, a price, a schedule or a lot; found by name."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from . import draws
from .book_rows import AssumptionRow
from .draws import Distribution, Floats
from .explanation import Leaf
from .functions import Ladder, Tiers
from .scenario import Given, Quantity

CENTRAL_LOT = -1.0
Loadings = tuple[tuple[str, float], ...]


class EstimateError(ValueError):
    """An estimate that cannot be made; says which input is missing and why."""


@dataclass(frozen=True)
class Ranged:
    """An input that is uncertain or constant: drawn once a run, shape (draws, 1); central its likely value."""

    leaf: Leaf
    distribution: Distribution
    draw_key: str
    loadings: tuple[tuple[str, float], ...] = ()

    def central(self, quarters: Sequence[str]) -> Floats:
        """Shape (1, 1)."""
        return self._likely

    @cached_property
    def _likely(self) -> Floats:
        value = np.array([[self.distribution.likely]])
        value.flags.writeable = False
        return value

    def drawn(self, seed: int, count: int, quarters: Sequence[str]) -> Floats:
        """Shape (count, 1), or (1, 1) when constant."""
        if self.distribution.low == self.distribution.high:
            return self.central(quarters)
        return draws.values(self.draw_key, self.distribution, seed, count, self.loadings)[:, None]

    def ranks(self, seed: int, count: int) -> NDArray[np.uint32]:
        """The stratum of each draw, 0 to count - 1, shape (count,): the draws in ascending order are numbered by it."""
        return draws.ranks(self.draw_key, seed, count, self.loadings)

    def quantile(self, share: float, count: int) -> float:
        """The value below which this share of `count` draws lies."""
        return float(draws.quantiles(self.distribution, count)[min(int(share * count), count - 1)])


@dataclass(frozen=True)
class Scheduled:
    """An input that is known for each quarter, shape (1, quarters)."""

    leaf: Leaf
    by_quarter: tuple[float, ...]

    def central(self, quarters: Sequence[str]) -> Floats:
        """Shape (1, quarters)."""
        return np.array([self.by_quarter])

    def drawn(self, seed: int, count: int, quarters: Sequence[str]) -> Floats:
        """The same in every draw."""
        return self.central(quarters)


@dataclass(frozen=True)
class Lot:
    """Uniform numbers that decide events: one a run, or one a calendar quarter (so a longer horizon changes none)."""

    leaf: Leaf
    each_quarter: bool

    def central(self, quarters: Sequence[str]) -> Floats:
        """A negative number: `occurs` then yields the chance itself."""
        return np.array([[CENTRAL_LOT]])

    def drawn(self, seed: int, count: int, quarters: Sequence[str]) -> Floats:
        """Shape (count, quarters) or (count, 1)."""
        if not self.each_quarter:
            return draws.uniforms(self.leaf.key, seed, count)[:, None]
        return np.column_stack([draws.uniforms(f"{self.leaf.key} {quarter}", seed, count) for quarter in quarters])


@dataclass(frozen=True)
class Sized:
    """A ladder of sizes, or volume steps, with their prices."""

    leaf: Leaf
    ladder: Ladder | Tiers

    def central(self, quarters: Sequence[str]) -> Any:
        """The ladder or the steps themselves."""
        return self.ladder

    def drawn(self, seed: int, count: int, quarters: Sequence[str]) -> Any:
        """The ladder or the steps themselves."""
        return self.ladder


Input = Ranged | Scheduled | Lot | Sized
Find = Callable[[str], Input]


@lru_cache(maxsize=2_048)
def from_assumption(row: AssumptionRow, loadings: Loadings, widening: float) -> Ranged:
    """A row of the book; `widening` > 1 moves the ends of a vendor's claim outward by that factor."""
    distribution = Distribution(row.low, row.likely, row.high, row.shape, row.ends)
    if widening > 1 and row.claim == "vendor" and row.low < row.high:
        distribution = _widened(distribution, widening)
    leaf = Leaf(
        kind="constant" if row.shape == "constant" else "assumption",
        key=row.key,
        label=row.label,
        unit=row.unit,
        value=row.likely,
        low=distribution.low,
        high=distribution.high,
        source=row.source,
        as_of=row.as_of,
        basis=row.basis,
        claim=row.claim,
        notes=row.notes,
    )
    return Ranged(leaf, distribution, row.key, tuple(loadings))


def _widened(row: Distribution, factor: float) -> Distribution:
    low = row.likely - (row.likely - row.low) * factor
    high = row.likely + (row.high - row.likely) * factor
    if row.low >= 0:
        low = max(low, row.low / factor)
    if row.shape in ("log_availability", "bernoulli"):
        high = min(high, 1 - (1 - row.high) / factor)
    return replace(row, low=low, high=high)


def from_answer(
    name: str, meaning: Quantity, given: Given, loadings: Sequence[tuple[str, float]], shape: str = ""
) -> Ranged:
    """An answer: exact, or a person's range, whose ends are taken as P10 and P90; `shape`: of the row it replaces."""
    distribution = Distribution(
        given.low,
        given.likely,
        given.high,
        shape=_shape_of_answer(given, shape),
        ends="p10p90",
        minimum=meaning.minimum,
        maximum=meaning.maximum,
    )
    leaf = Leaf(
        kind="answer",
        key=name,
        label=meaning.label,
        unit=meaning.unit,
        value=given.likely,
        low=given.low,
        high=given.high,
        source="your answer",
        as_of="",
        basis="answer",
        claim="",
        notes="" if given.exact else "your range is taken as P10 to P90",
    )
    return Ranged(leaf, distribution, name, tuple(loadings))


def _shape_of_answer(given: Given, replaced: str) -> str:
    """An availability is lognormal in what is missing; other answers in themselves; from 0 or to 100 % it is normal."""
    if replaced == "log_availability":
        return replaced if given.high < 1 else "split_normal"
    return "lognormal" if given.low > 0 else "split_normal"


@lru_cache(maxsize=2_048)
def fixed(
    name: str,
    number: float,
    *,
    label: str,
    unit: str,
    source: str,
    basis: str,
    as_of: str = "",
    notes: str = "",
) -> Ranged:
    """A number without a range: a price, a rate of exchange, a choice."""
    kind: Any = {"quoted": "price", "derived": "price", "answer": "answer"}.get(basis, "constant")
    leaf = Leaf(kind, name, label, unit, number, None, None, source, as_of, basis, "", notes)
    return Ranged(leaf, Distribution(number, number, number, "constant"), name)


def scheduled(name: str, by_quarter: Sequence[float], *, label: str, unit: str, source: str) -> Scheduled:
    """A number for each quarter."""
    first = float(by_quarter[0])
    leaf = Leaf("schedule", name, label, unit, first, None, None, source, "", "derived", "", "")
    return Scheduled(leaf, tuple(float(number) for number in by_quarter))


def lot(name: str) -> Lot:
    """The lot of an event, by name: `..._each_quarter` is drawn for every calendar quarter."""
    leaf = Leaf(
        "schedule",
        name,
        "Lot that decides the event",
        "ratio",
        0.0,
        None,
        None,
        "drawn",
        "",
        "derived",
        "",
        "",
    )
    return Lot(leaf, name.endswith("_each_quarter"))
