"""Adds up the blocks of draws: means by line and quarter, and for each total what every draw came to."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from .draws import Floats


class Tally:
    """`means`: sums of these names are divided by the draws. `totals`: nominal and discounted sums of each draw."""

    def __init__(self, quarters: int, means: Sequence[str], totals: Sequence[str], cumulated: Sequence[str]) -> None:
        self.quarters = quarters
        self.count = 0
        self._sums = {name: np.zeros(quarters) for name in means}
        self._nominal: dict[str, list[Floats]] = {name: [] for name in totals}
        self._discounted: dict[str, list[Floats]] = {name: [] for name in totals}
        self._cumulated: dict[str, list[Floats]] = {name: [] for name in cumulated}

    def add(self, blocks: Iterable[Mapping[str, Any]], size: Sequence[int]) -> None:
        """Take in blocks of the given sizes; each holds all names and "discount_factor"."""
        for block, count in zip(blocks, size, strict=True):
            self.count += count
            for name, total in self._sums.items():
                total += _sum_of_rows(block[name], count)
            for name, nominal in self._nominal.items():
                values = np.broadcast_to(block[name], (count, self.quarters))
                nominal.append(values @ np.ones(self.quarters))
                discount = np.broadcast_to(block["discount_factor"], (count, self.quarters))
                self._discounted[name].append(np.einsum("ij,ij->i", values, discount))
            for name, kept in self._cumulated.items():
                kept.append(np.cumsum(np.broadcast_to(block[name], (count, self.quarters)), axis=1))

    def mean(self, name: str) -> tuple[float, ...]:
        """Mean by quarter."""
        return tuple(float(number) for number in self._sums[name] / self.count)

    def nominal(self, name: str) -> Floats:
        """Total over the horizon of each draw."""
        return np.concatenate(self._nominal[name])

    def discounted(self, name: str) -> Floats:
        """Net present value of each draw."""
        return np.concatenate(self._discounted[name])

    def band(self, name: str, quantiles: Sequence[float]) -> Floats:
        """Quantiles of the running total, shape (quantiles, quarters)."""
        values = np.ascontiguousarray(np.concatenate(self._cumulated[name]).T)
        found: Floats = quantiles_of(values, quantiles)
        return found


def quantiles_of(values: Floats, quantiles: Sequence[float]) -> Floats:
    """Linear quantiles along the last axis, shape (quantiles, ...); a partial sort is enough."""
    places = [q * (values.shape[-1] - 1) for q in quantiles]
    needed = sorted({int(np.floor(p)) for p in places} | {int(np.ceil(p)) for p in places})
    ordered = np.partition(values, needed, axis=-1)
    lower = np.stack([ordered[..., int(np.floor(p))] for p in places])
    upper = np.stack([ordered[..., int(np.ceil(p))] for p in places])
    share = np.array([p - np.floor(p) for p in places]).reshape(-1, *[1] * (values.ndim - 1))
    result: Floats = lower + (upper - lower) * share
    return result


def _sum_of_rows(values: Any, count: int) -> Floats:
    """Sum over the draws of a block; a value that is the same in every draw counts once for each."""
    # A product with ones: a sum along the first axis takes NumPy several times as long.
    summed: Floats = np.ones(count) @ values if values.shape[0] == count else values[0] * count
    return summed
