"""Thirty cost lines of the model that every tool can hold: arithmetic over independent rows, by quarter."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from estimator import Book, Run, Scenario, engine, shipped_folders
from estimator.graph import Graph, part
from estimator.inputs import Input, Ranged, Scheduled
from estimator.model import Model, prepare
from estimator.node import Node
from estimator.tracing import Expression

LINES = 30
ARITHMETIC = frozenset("+-*/^")
# A beta distribution stretched from low to high, or a triangle: what each of the tools has.
SHAPES = ("pert", "bernoulli", "triangular")
PERT_WEIGHT = 4  # how much the mode of a PERT range weighs against both ends
TOTAL = "total"


@dataclass(frozen=True)
class Row:
    """A range as each tool draws it: a triangle, or a beta distribution with shape `alpha`, `beta` from low to high."""

    name: str
    low: float
    likely: float
    high: float
    triangular: bool

    @property
    def alpha(self) -> float:
        """First shape of the beta distribution."""
        return 1 + PERT_WEIGHT * (self.likely - self.low) / (self.high - self.low)

    @property
    def beta(self) -> float:
        """Second shape of the beta distribution."""
        return 1 + PERT_WEIGHT * (self.high - self.likely) / (self.high - self.low)


@dataclass(frozen=True)
class Extract:
    """The lines with everything they need. `numbers`: inputs without a range, one number or one for each quarter;
    `timed`: what differs from quarter to quarter."""

    graph: Graph
    inputs: dict[str, Input]
    quarters: tuple[str, ...]
    lines: tuple[str, ...]
    rows: tuple[Row, ...]
    numbers: dict[str, tuple[float, ...]]
    timed: frozenset[str]

    @property
    def formulas(self) -> Iterator[tuple[str, Expression]]:
        """Every quantity with the traced text of its formula, in an order in which each can be worked out."""
        return ((node.name, node.expression) for node in self.graph.nodes)


def extract(copies: int = 1) -> Extract:
    """The first thirty lines of a model in which nothing is answered; `copies` repeats them under other names."""
    model = prepare(Scenario(), Book.from_folder(shipped_folders()[0]), Run())
    lines = [line.name for line in model.lines if _is_plain(model, line.name) and _is_more_than_nothing(model, line)]
    graph = _repeated(part(model.graph, lines[:LINES]), copies)
    inputs = {leaf: _alone(model.inputs[leaf.partition("@")[0]], leaf) for leaf in graph.leaves}
    numbers = {name: _numbers(found) for name, found in inputs.items() if not _is_drawn(found)}
    return Extract(
        graph,
        inputs,
        model.quarters,
        tuple(f"{name}{suffix}" for suffix in _suffixes(copies) for name in lines[:LINES]),
        tuple(_row(name, found) for name, found in inputs.items() if _is_drawn(found)),
        numbers,
        _timed(graph, {name for name, found in numbers.items() if len(found) > 1}),
    )


def _timed(graph: Graph, leaves: set[str]) -> frozenset[str]:
    """These inputs, and every quantity that depends on one of them."""
    found = set(leaves)
    for node in graph.nodes:
        if found.intersection(node.inputs):
            found.add(node.name)
    return frozenset(found)


def _suffixes(copies: int) -> list[str]:
    return ["", *(f"@{copy}" for copy in range(1, copies))]


def _repeated(graph: Graph, copies: int) -> Graph:
    """Copies of every formula over inputs of their own, so that nothing is worked out once for all of them."""
    nodes = [_renamed(node, suffix) for suffix in _suffixes(copies) for node in graph.nodes]
    return Graph(tuple(nodes), tuple(f"{leaf}{suffix}" for suffix in _suffixes(copies) for leaf in graph.leaves))


def _renamed(node: Node, suffix: str) -> Node:
    if not suffix:
        return node
    names = {f"{name}{suffix}": name for name in node.inputs}

    def formula(**values: object) -> object:
        return node.formula(**{names[name]: value for name, value in values.items()})

    return replace(node, name=f"{node.name}{suffix}", formula=formula, inputs=tuple(names))


def _alone(found: Input, name: str) -> Input:
    """An input drawn on its own."""
    return replace(found, draw_key=name, loadings=()) if isinstance(found, Ranged) else found


def _is_drawn(found: Input) -> bool:
    return isinstance(found, Ranged) and found.distribution.low != found.distribution.high


def _row(name: str, found: Input) -> Row:
    assert isinstance(found, Ranged)
    row = found.distribution
    return Row(name, row.low, row.likely, row.high, row.shape == "triangular")


def _numbers(found: Input) -> tuple[float, ...]:
    return tuple(np.asarray(found.central(())).ravel().tolist())


def _is_plain(model: Model, name: str) -> bool:
    """Whether a line needs arithmetic alone, over rows that every tool can draw."""
    graph = part(model.graph, [name])
    signs = {sign for node in graph.nodes for sign in _signs(node.expression)}
    inputs = [model.inputs[leaf] for leaf in graph.leaves]
    return signs <= ARITHMETIC and all(_is_simple(found) for found in inputs)


def _is_simple(found: Input) -> bool:
    if isinstance(found, Scheduled):
        return True
    return isinstance(found, Ranged) and (not _is_drawn(found) or found.distribution.shape in SHAPES)


def _signs(expression: Expression) -> Iterator[str]:
    if expression.parts:
        yield expression.name
        for one in expression.parts:
            yield from _signs(one)


def _is_more_than_nothing(model: Model, line: Node) -> bool:
    """Whether the line costs anything in some quarter at likely values."""
    graph = part(model.graph, [line.name])
    inputs = {leaf: model.inputs[leaf] for leaf in graph.leaves}
    return bool(np.any(engine.central(graph, inputs, model.quarters, [line.name])[line.name]))
