"""What the busiest minute takes of the quota that a project of Medplum Cloud has by default."""

from functools import lru_cache

import numpy as np

from . import engine
from .binding import Binding
from .estimate import Run
from .formulas import workload
from .graph import Graph, quantity
from .model import Model
from .switches import switches

POINTS = "request_points_per_minute"
QUOTA = "cloud_points_per_minute"
CHOSEN_BY = ("load", "data")


def points_at_peak(model: Model, run: Run) -> float:
    """Points a minute in the busiest quarter, at the book's confidence (P80): what the quota has to hold."""
    graph = points_graph(model)
    binding = Binding(model.scenario, model.book, model.plan, model.recovery.level, model.schedule)
    inputs = {name: binding.find(name) for name in graph.leaves}
    blocks = engine.drawn(graph, inputs, model.quarters, [POINTS], run.seed, run.draws)
    peaks = np.concatenate([np.atleast_2d(block[POINTS]).max(axis=1) for block in blocks])
    return float(np.quantile(peaks, model.book.assumptions["recovery_confidence"].likely))


def points_graph(model: Model) -> Graph:
    """The formulas behind the points; no line of the estimate reads them."""
    chosen = switches(model.scenario, model.plan)
    return _graph(tuple((name, chosen[name]) for name in CHOSEN_BY))


@lru_cache(maxsize=16)
def _graph(config: tuple[tuple[str, str], ...]) -> Graph:
    return quantity(POINTS, [workload], dict(config))
