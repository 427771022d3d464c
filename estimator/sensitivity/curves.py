"""The difference between the options at likely values, while one input after the other is moved: one batch for all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from estimator import engine
from estimator.draws import Floats
from estimator.graph import Graph, part
from estimator.inputs import Input
from estimator.model import Model, total_name

from .drivers import Driver

A_SIDE = 4  # points between the likely value and each end
Move = tuple[str, float]


@dataclass(frozen=True)
class Curve:
    """NPV of self-host minus cloud in USD at each value of a driver, ascending; the likely value is among them."""

    driver: Driver
    values: tuple[float, ...]
    differences: tuple[float, ...]

    @property
    def at_low(self) -> float:
        """The difference at the low end."""
        return self.differences[0]

    @property
    def at_high(self) -> float:
        """The difference at the high end."""
        return self.differences[-1]

    @property
    def swing(self) -> float:
        """How far the difference moves from one end to the other."""
        return abs(self.at_high - self.at_low)


class Central:
    """A model at likely values under one view and basis; any number of single moves in one batch."""

    def __init__(self, model: Model, view: str, basis: str) -> None:
        self._model = model
        self._totals = tuple(total_name(option, view, basis) for option in ("self_host", "cloud"))
        self._graph: Graph = part(model.graph, [*self._totals, "discount_factor"])

    def differences(self, moves: Sequence[Move]) -> Floats:
        """NPV of self-host minus cloud for each (input, value), shape (moves,)."""
        rows = max(len(moves), 1)
        inputs = moved_inputs(self._model, self._graph, moves)
        own, cloud = self._totals
        values = engine.central(self._graph, inputs, self._model.quarters, [own, cloud, "discount_factor"], rows=rows)
        found: Floats = ((values[own] - values[cloud]) * values["discount_factor"]).sum(axis=1)
        return found[: len(moves)]

    def curves(self, drivers: Sequence[Driver]) -> tuple[Curve, ...]:
        """The curve of each driver, in their order."""
        values = [_points(driver) for driver in drivers]
        moves = [(driver.name, value) for driver, row in zip(drivers, values, strict=True) for value in row]
        found = iter(self.differences(moves).tolist())
        return tuple(
            Curve(driver, row, tuple(next(found) for _ in row)) for driver, row in zip(drivers, values, strict=True)
        )


def moved_inputs(model: Model, graph: Graph, moves: Sequence[Move]) -> dict[str, Any]:
    """The graph's inputs, those that are moved with one row for each move."""
    inputs: dict[str, Any] = {name: model.inputs[name] for name in graph.leaves}
    for name, places in _places(moves).items():
        if name in inputs:
            inputs[name] = _Moved(inputs[name], places, max(len(moves), 1))
    return inputs


class _Moved:
    """An input with other values in some rows of a batch."""

    def __init__(self, found: Input, places: Mapping[int, float], rows: int) -> None:
        self._found = found
        self._places = places
        self._rows = rows

    def central(self, quarters: Sequence[str]) -> Floats:
        values = np.repeat(np.asarray(self._found.central(quarters), dtype=float), self._rows, axis=0)
        values[list(self._places)] = np.array(list(self._places.values()))[:, None]
        return values


def _places(moves: Sequence[Move]) -> dict[str, dict[int, float]]:
    found: dict[str, dict[int, float]] = {}
    for row, (name, value) in enumerate(moves):
        found.setdefault(name, {})[row] = value
    return found


def _points(driver: Driver) -> tuple[float, ...]:
    """The ends, the likely value, and equal steps between; an end that is the likely value itself stands once."""
    below = (
        np.linspace(driver.low, driver.likely, A_SIDE, endpoint=False) if driver.low < driver.likely else np.array([])
    )
    above = np.linspace(driver.high, driver.likely, A_SIDE, endpoint=False)[::-1]
    return (*below.tolist(), driver.likely, *(above.tolist() if driver.likely < driver.high else ()))
