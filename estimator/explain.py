"""Explains a figure: its formula, the same with values, and its inputs down to rows, prices and answers."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any

import numpy as np

from . import engine
from .explanation import Explanation, Leaf
from .functions import Ladder, Tiers
from .model import Model
from .node import Node
from .tracing import Expression


class Explanations(Mapping[str, Explanation]):
    """Explanations by key, at likely values in the first quarter that is not 0.

    Each is made when it is first asked for and shared by all that contain it. A total shows its lines without what is
    below them.
    """

    def __init__(self, model: Model) -> None:
        self._model = model
        self._made: dict[tuple[str, int, bool], Explanation] = {}

    def __getitem__(self, key: str) -> Explanation:
        if key not in self._nodes:
            raise KeyError(key)
        return self._explained(key, self._place(key))

    def __iter__(self) -> Iterator[str]:
        return (
            node.name
            for node in self._model.graph.nodes
            if node.is_line or node.tag("fte") or node.name.startswith("total_")
        )

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def in_quarter(self, key: str, quarter: str) -> Explanation:
        """The explanation for a named quarter; KeyError for an unknown key or a quarter outside the horizon."""
        if key not in self._nodes or quarter not in self._model.quarters:
            raise KeyError(key)
        return self._explained(key, self._model.quarters.index(quarter))

    def names(self) -> tuple[str, ...]:
        """Every quantity that can be explained, those on the way to a line included."""
        return tuple(self._nodes)

    @cached_property
    def _nodes(self) -> dict[str, Node]:
        return self._model.graph.by_name()

    @cached_property
    def _values(self) -> dict[str, Any]:
        """Every quantity and input at likely values."""
        model = self._model
        names = list(self._nodes)
        values = engine.central(model.graph, model.inputs, model.quarters, names)
        return values | {name: found.central(model.quarters) for name, found in model.inputs.items()}

    def _place(self, key: str) -> int:
        """The first quarter in which the figure is not 0."""
        found = np.flatnonzero(self._values[key][0])
        return int(found[0]) if len(found) else 0

    def _value(self, name: str, place: int) -> float:
        value = self._values[name]
        if isinstance(value, Ladder):
            return float(value.values[0])
        if isinstance(value, Tiers):
            return float(value.prices[value.prices > 0][0])
        return float(value[0, place] if value.shape[1] > 1 else value[0, 0])

    def _explained(self, name: str, place: int, *, with_inputs: bool = True) -> Explanation:
        key = (name, place, with_inputs)
        if key not in self._made:
            self._made[key] = self._explain(name, place, with_inputs)
        return self._made[key]

    def _explain(self, name: str, place: int, with_inputs: bool) -> Explanation:
        node = self._nodes[name]
        return Explanation(
            key=name,
            label=node.tag("line") or name.replace("_", " ").capitalize(),
            sentence=node.sentence,
            unit=node.tag("unit"),
            value=self._value(name, place),
            quarter=self._model.quarters[place],
            formula=node.expression.text(_name),
            with_values=node.expression.text(lambda leaf: self._shown(leaf, place)),
            inputs=tuple(self._inputs(node, place)) if with_inputs else (),
        )

    def _inputs(self, node: Node, place: int) -> Iterator[Explanation | Leaf]:
        """Inputs of a quantity; the lots of events have no value of their own."""
        for name in node.inputs:
            if name in self._nodes:
                yield self._explained(name, place, with_inputs=not node.name.startswith("total_"))
            elif not name.startswith("lot_"):
                yield replace(self._model.inputs[name].leaf, name=name, value=self._value(name, place))

    def _shown(self, leaf: Expression, place: int) -> str:
        if leaf.number is not None or leaf.name not in self._values:
            return leaf.name
        if isinstance(self._values[leaf.name], Ladder | Tiers):
            return leaf.name
        return f"{self._value(leaf.name, place):,.6g}"


def _name(leaf: Expression) -> str:
    return leaf.name
