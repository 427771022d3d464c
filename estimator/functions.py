"""The few named functions that formulas use beyond arithmetic; each also has a formula text."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from .tracing import Tracer, call

# One alias for every quantity: numpy arrays that broadcast to (draws, quarters), or tracers.
Amount = Any


@dataclass(frozen=True, eq=False)
class Ladder:
    """Sizes one can buy: ascending capacities, and what each size has (a price, a limit), in the named units."""

    name: str
    sizes: tuple[str, ...]
    capacities: np.ndarray
    values: np.ndarray


def step(need: Any, ladder: Any) -> Any:
    """The value of the smallest size whose capacity covers the need; beyond the top the largest (the engine warns)."""
    if isinstance(need, Tracer) or isinstance(ladder, Tracer):
        return call("step", need, ladder)
    places = np.searchsorted(ladder.capacities, need, side="left")
    return ladder.values[np.minimum(places, len(ladder.values) - 1)]


@dataclass(frozen=True, eq=False)
class Tiers:
    """Prices by volume: from each bound (ascending, the first is 0) on, every further unit costs the price there."""

    name: str
    bounds: np.ndarray
    prices: np.ndarray


def tiered(quantity: Any, tiers: Any) -> Any:
    """What a quantity costs when each further unit has the price of the step it falls into."""
    if isinstance(quantity, Tracer) or isinstance(tiers, Tracer):
        return call("tiered", quantity, tiers)
    rises = np.diff(tiers.prices, prepend=0.0)
    total = quantity * rises[0]
    for bound, rise in zip(tiers.bounds[1:], rises[1:], strict=True):
        total = total + np.maximum(quantity - bound, 0) * rise
    return total


def cumulative(flow: Any) -> Any:
    """Running sum over the quarters."""
    if isinstance(flow, Tracer):
        return call("cumulative", flow)
    return np.cumsum(flow, axis=1)


def occurs(chance: Any, lot: Any) -> Any:
    """A yes/no event: 1 where the lot is under the chance, else 0. At likely values (lot below 0) the chance itself."""
    if isinstance(chance, Tracer) or isinstance(lot, Tracer):
        return call("occurs", chance)
    return np.where(lot < 0, chance, np.where(lot < chance, 1.0, 0.0))


def total_of(parts: list[Any]) -> Any:
    """The sum of a list of quantities; an empty list is 0."""
    if not parts:
        return np.zeros((1, 1))
    if any(isinstance(part, Tracer) for part in parts):
        return sum(parts[1:], start=parts[0])
    result = np.zeros(np.broadcast_shapes(*(part.shape for part in parts)))
    for part in parts:
        result += part
    return result
