"""Evaluates the graph: in blocks of draws, freeing each value after its last reader."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Protocol

import numpy as np

from .graph import Graph
from .inputs import Input

BLOCK = 1_024
Values = dict[str, Any]


class Central(Protocol):
    """An input at likely values: shape (1, 1), (1, quarters) or one row for each variant."""

    def central(self, quarters: Sequence[str]) -> Any:
        """The value."""


def central(
    graph: Graph, inputs: Mapping[str, Central], quarters: Sequence[str], keep: Sequence[str], rows: int = 1
) -> Values:
    """The named quantities at likely values, each shape (rows, quarters)."""
    given = {name: found.central(quarters) for name, found in inputs.items()}
    values = _evaluate(graph, given, _last_readers(graph, keep))
    return {name: np.broadcast_to(values[name], (rows, len(quarters))) for name in keep}


def drawn(
    graph: Graph,
    inputs: Mapping[str, Input],
    quarters: Sequence[str],
    keep: Sequence[str],
    seed: int,
    draws: int,
) -> Iterator[Values]:
    """The named quantities in blocks of draws, each broadcastable to (block, quarters)."""
    readers = _last_readers(graph, keep)
    for given, _ in _blocks(inputs, quarters, seed, draws):
        yield _evaluate(graph, given, readers)


def kept_blocks(
    graph: Graph, inputs: Mapping[str, Input], quarters: Sequence[str], seed: int, draws: int
) -> Iterator[tuple[Values, int]]:
    """Every quantity and input in blocks of draws, with the size of the block; the same draws as `drawn`."""
    needed = {name: inputs[name] for name in graph.leaves}
    nothing_freed: list[tuple[str, ...]] = [()] * len(graph.nodes)
    for given, count in _blocks(needed, quarters, seed, draws):
        yield _evaluate(graph, given, nothing_freed), count


def _blocks(
    inputs: Mapping[str, Input], quarters: Sequence[str], seed: int, draws: int
) -> Iterator[tuple[Values, int]]:
    given = {name: found.drawn(seed, draws, quarters) for name, found in inputs.items()}
    for start in range(0, draws, BLOCK):
        stop = min(start + BLOCK, draws)
        yield {name: _rows(array, start, stop) for name, array in given.items()}, stop - start


def _rows(array: Any, start: int, stop: int) -> Any:
    """The block's rows; what is the same in every draw stays as it is."""
    return array[start:stop] if isinstance(array, np.ndarray) and array.shape[0] > 1 else array


def _last_readers(graph: Graph, keep: Sequence[str]) -> list[tuple[str, ...]]:
    """For each node, the values nobody reads after it."""
    last: dict[str, int] = {}
    for place, node in enumerate(graph.nodes):
        last[node.name] = place
        for name in node.inputs:
            last[name] = place
    freed: list[list[str]] = [[] for _ in graph.nodes]
    for name, place in last.items():
        if name not in keep:
            freed[place].append(name)
    return [tuple(names) for names in freed]


def _evaluate(graph: Graph, values: Values, freed: Sequence[tuple[str, ...]]) -> Values:
    for node, done in zip(graph.nodes, freed, strict=True):
        formula: Callable[..., Any] = node.formula
        values[node.name] = formula(**{name: values[name] for name in node.inputs})
        for name in done:
            values.pop(name, None)
    return values
