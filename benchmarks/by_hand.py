"""The model's formulas as somebody would write them by hand in NumPy: one straight function, no graph, no lookups."""

import re
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from estimator.functions import step, tiered
from estimator.graph import Graph
from estimator.node import Node

Values = dict[str, Any]
PYTHON = ((r"\^", "**"), (r"\bif\(", "where("), (r"(?<![<>=])=(?!=)", "=="))
NAMES: dict[str, Any] = {
    "max": np.maximum,
    "min": np.minimum,
    "ceil": np.ceil,
    "where": np.where,
    "exp": np.exp,
    "step": step,
    "tiered": tiered,
    "cumulative": lambda flow: np.cumsum(flow, axis=1),
    "np": np,
}


def straight_line(graph: Graph, keep: list[str]) -> Callable[[Mapping[str, Any]], Values]:
    """A function from the inputs of one block to the kept quantities, made of the traced text of every formula."""
    lines = ["def formulas(given):"]
    lines += [f"    {name} = given[{name!r}]" for name in graph.leaves]
    lines += [f"    {node.name} = {_python(node)}" for node in graph.nodes]
    lines += ["    return {" + ", ".join(f"{name!r}: {name}" for name in keep) + "}"]
    scope = dict(NAMES)
    exec("\n".join(lines), scope)
    found: Callable[[Mapping[str, Any]], Values] = scope["formulas"]
    return found


def _python(node: Node) -> str:
    text = node.expression.text(lambda leaf: leaf.name)
    for pattern, python in PYTHON:
        text = re.sub(pattern, python, text)
    lots = [name for name in node.inputs if name.startswith("lot_")]
    if lots:
        text = re.sub(r"occurs\(([^()]*)\)", rf"where({lots[0]} < \1, 1.0, 0.0)", text)
    return "np.zeros((1, 1))" if text == "0" else text
