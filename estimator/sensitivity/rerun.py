"""The comparison with the same draws, one input held at a value: only what depends on it is worked out anew."""

from collections.abc import Mapping, Sequence
from itertools import product
from typing import Any

import numpy as np

from estimator import engine
from estimator.draws import Floats
from estimator.estimate import OPTIONS, Run
from estimator.graph import Graph, part
from estimator.model import VIEWS, Model, total_name

from .curves import Move

Compared = Mapping[tuple[str, str, str], Floats]


def rerun(model: Model, run: Run, moves: Sequence[Move]) -> list[Compared]:
    """For each (input, value): NPV of every draw by (option, view, basis), shape (draws,)."""
    keys = list(product(OPTIONS, VIEWS, model.bases))
    graph = part(model.graph, [*(total_name(*key) for key in keys), "discount_factor"])
    affected = [_affected(graph, name) for name, _ in moves]
    found: list[dict[Any, list[Floats]]] = [{key: [] for key in keys} for _ in moves]
    for values, count in engine.kept_blocks(graph, model.inputs, model.quarters, run.seed, run.draws):
        for (name, value), places, into in zip(moves, affected, found, strict=True):
            moved = _moved(graph, places, values, name, value)
            for key in keys:
                into[key].append(_npv(moved, values, total_name(*key), count))
    return [{key: np.concatenate(parts) for key, parts in one.items()} for one in found]


def _affected(graph: Graph, name: str) -> list[int]:
    """Places of the nodes that depend on an input, in their order."""
    touched, places = {name}, []
    for place, node in enumerate(graph.nodes):
        if not touched.isdisjoint(node.inputs):
            touched.add(node.name)
            places.append(place)
    return places


def _moved(graph: Graph, places: Sequence[int], values: Mapping[str, Any], name: str, value: float) -> dict[str, Any]:
    moved: dict[str, Any] = {name: np.array([[value]])}
    for place in places:
        node = graph.nodes[place]
        formula: Any = node.formula
        moved[node.name] = formula(**{one: moved[one] if one in moved else values[one] for one in node.inputs})
    return moved


def _npv(moved: Mapping[str, Any], values: Mapping[str, Any], total: str, count: int) -> Floats:
    flow = moved.get(total, values[total])
    discount = moved.get("discount_factor", values["discount_factor"])
    shape = (count, max(flow.shape[1], discount.shape[1]))
    found: Floats = np.einsum("ij,ij->i", np.broadcast_to(flow, shape), np.broadcast_to(discount, shape))
    return found
