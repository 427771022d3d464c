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
    """Explanations by key, each made when it is asked for, at likely values in the first quarter that is not 0."""

    def __init__(self, model: Model) -> None:
        self._model = model

    def __getitem__(self, key: str) -> Explanation:
        if key not in self._nodes:
            raise KeyError(key)
        place = self._place(key)
        if key.startswith("total_"):
            return self._explain(key, place, deep=1)
        return self._explain(key, place)

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
        deep = 1 if key.startswith("total_") else 99
        return self._explain(key, self._model.quarters.index(quarter), deep)

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

    def _explain(self, name: str, place: int, deep: int = 99) -> Explanation:
        node = self._nodes[name]
        expression = node.expression()
        return Explanation(
            key=name,
            label=node.tag("line") or name.replace("_", " ").capitalize(),
            sentence=node.sentence,
            unit=node.tag("unit"),
            value=self._value(name, place),
            quarter=self._model.quarters[place],
            formula=expression.text(_name),
            with_values=expression.text(lambda leaf: self._shown(leaf, place)),
            inputs=self._inputs(node, place, deep - 1) if deep else (),
        )

    def _inputs(self, node: Node, place: int, deep: int) -> tuple[Explanation | Leaf, ...]:
        """Inputs of a quantity; the lots of events have no value of their own."""
        return tuple(self._input(name, place, deep) for name in node.inputs if not name.startswith("lot_"))

    def _input(self, name: str, place: int, deep: int) -> Explanation | Leaf:
        if name in self._nodes:
            return self._explain(name, place, deep)
        found = self._model.inputs[name]
        return replace(found.leaf, name=name, value=self._value(name, place))

    def _shown(self, leaf: Expression, place: int) -> str:
        if leaf.number is not None or leaf.name not in self._values:
            return leaf.name
        if isinstance(self._values[leaf.name], Ladder | Tiers):
            return leaf.name
        return f"{self._value(leaf.name, place):,.6g}"


def _name(leaf: Expression) -> str:
    return leaf.name
