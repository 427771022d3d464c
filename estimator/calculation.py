"""The base case as a calculation: every quantity with its formula and its value in each quarter, for spreadsheets."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from . import engine
from .book import Book
from .draws import Floats
from .estimate import Run
from .explanation import Leaf
from .functions import Ladder, Tiers
from .model import Model, prepare
from .node import Node
from .scenario import Scenario
from .spreadsheet import evaluate
from .tracing import Expression


@dataclass(frozen=True)
class Given:
    """An input: its leaf, and its value: one figure, one for each quarter, or a price list in steps."""

    name: str
    leaf: Leaf
    value: float | tuple[float, ...] | Ladder | Tiers

    @property
    def by_quarter(self) -> tuple[float, ...] | None:
        """The figures of a schedule; None for every other input."""
        return self.value if isinstance(self.value, tuple) else None


@dataclass(frozen=True)
class Step:
    """A quantity on the way or a cost line, at likely values: its formula and its figure in each quarter.

    `flow_of`: the quantity for whose running sum this step was taken out of the formula, else empty.
    """

    name: str
    label: str
    sentence: str
    unit: str
    tags: Mapping[str, str]
    expression: Expression
    values: tuple[float, ...]
    flow_of: str = ""

    @property
    def is_line(self) -> bool:
        """Whether it is a cost line."""
        return "line" in self.tags


@dataclass(frozen=True)
class Calculation:
    """Quarters, inputs and steps (each after what it reads); lots of events are left out: they have no likely value."""

    quarters: tuple[str, ...]
    inputs: tuple[Given, ...]
    steps: tuple[Step, ...]


def calculation(scenario: Scenario, book: Book, run: Run | None = None) -> Calculation:
    """The calculation of a scenario under a book; the same base case as its estimate. EstimateError as there."""
    model = prepare(scenario, book, run or Run())
    given = {name: found.central(model.quarters) for name, found in model.inputs.items()}
    values = engine.central(model.graph, model.inputs, model.quarters, [node.name for node in model.graph.nodes])
    steps = [step for node in model.graph.nodes for step in _steps(node, given | values, len(model.quarters))]
    read = {name for step in steps for name in step.expression.names()}
    inputs = [_given(model, name, value) for name, value in given.items() if name in read]
    return Calculation(model.quarters, tuple(inputs), tuple(steps))


def _given(model: Model, name: str, value: Any) -> Given:
    leaf = replace(model.inputs[name].leaf, name=name)
    if isinstance(value, Ladder | Tiers):
        return Given(name, leaf, value)
    figures = tuple(float(number) for number in value[0])
    return Given(name, leaf, figures if len(figures) > 1 else figures[0])


def _steps(node: Node, values: Mapping[str, Any], count: int) -> Iterator[Step]:
    """The node, after the flows whose running sums it takes: a spreadsheet adds up cells, not formulas."""
    flows: list[Expression] = []
    expression = _without_flows(node.expression, node.name, flows)
    for number, flow in enumerate(flows, start=1):
        name = _flow_name(node.name, number)
        figures = _row(evaluate(flow, values), count)
        label = f"{_label(node)}: added in the quarter"
        yield Step(name, label, "", node.tag("unit"), {}, flow, figures, flow_of=node.name)
    figures = _row(values[node.name], count)
    yield Step(node.name, _label(node), node.sentence, node.tag("unit"), node.tags, expression, figures)


def _without_flows(expression: Expression, name: str, flows: list[Expression]) -> Expression:
    """The expression with each formula inside `cumulative` replaced by the name of a step of its own."""
    parts = tuple(_without_flows(part, name, flows) for part in expression.parts)
    if expression.name == "cumulative" and parts and parts[0].parts:
        flows.append(parts[0])
        parts = (Expression(_flow_name(name, len(flows))),)
    return replace(expression, parts=parts) if parts else expression


def _flow_name(name: str, number: int) -> str:
    return f"{name}_added" if number == 1 else f"{name}_added_{number}"


def _label(node: Node) -> str:
    return node.tag("line") or node.name.replace("_", " ").capitalize()


def _row(value: Any, count: int) -> tuple[float, ...]:
    row: Floats = np.broadcast_to(value, (1, count))[0]
    return tuple(float(number) for number in row)
