"""What each recovery level costs, all levels side by side in one pass over the draws; made when somebody asks."""

from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Any

import numpy as np

from . import engine
from .bill import copy_rows, cost_name
from .binding import Binding
from .estimate import PricedLevel, Run
from .graph import Graph
from .inputs import Input
from .model import Model
from .node import Node

SHARES = "recovery_share_"  # inputs that differ from level to level


class RecoveryPrices:
    """The recovery levels of one model, priced by the same draws as its lines."""

    def __init__(self, model: Model, run: Run) -> None:
        self._model = model
        self._run = run

    @cached_property
    def levels(self) -> tuple[PricedLevel, ...]:
        """All levels in the book's order, the cheapest first."""
        model = self._model
        prices = self._prices()
        return tuple(
            PricedLevel(level, prices[level.level], level.level == model.recovery.level)
            for level in model.recovery.levels
        )

    @property
    def surplus_usd_per_month(self) -> float | None:
        """What the level counted costs beyond the cheapest that meets the target; None where that is not known."""
        prices = {level.times.level: level.usd_per_month for level in self.levels}
        counted = prices[self._model.recovery.level]
        cheapest = prices.get(self._model.recovery.cheapest)
        return None if counted is None or cheapest is None else counted - cheapest

    def _prices(self) -> dict[str, float | None]:
        model = self._model
        names = [level.level for level in model.recovery.levels]
        lines = [line.name for line in model.recovery_graph.lines() if line.tag("group") == "recovery"]
        if not lines:
            return dict.fromkeys(names)
        graph, inputs, kept = self._side_by_side(names, lines)
        months = len(model.quarters) * model.book.assumptions["months_per_quarter"].likely
        means = self._means(graph, inputs, {name for by_line in kept.values() for name in by_line.values()})
        return {
            level: sum(means[name] for line, name in kept[level].items() if self._has(level, line)) / months
            for level in names
        }

    def _side_by_side(
        self, levels: Iterable[str], lines: Iterable[str]
    ) -> tuple[Graph, dict[str, Input], dict[str, dict[str, str]]]:
        """One graph with the lines of each level; what does not depend on the level is worked out once."""
        model = self._model
        differing = _readers_of_shares(model.recovery_graph)
        nodes = [node for node in model.recovery_graph.nodes if node.name not in differing]
        inputs: dict[str, Input] = {}
        kept: dict[str, dict[str, str]] = {}
        for level in levels:
            binding = Binding(model.scenario, model.book, model.plan, level, model.schedule)
            for leaf in model.recovery_graph.leaves:
                name = f"{leaf}@{level}" if leaf in differing else leaf
                inputs[name] = inputs[name] if name in inputs else binding.find(leaf)
            nodes += [
                _of_level(node, level, differing) for node in model.recovery_graph.nodes if node.name in differing
            ]
            kept[level] = {line: f"{line}@{level}" if line in differing else line for line in lines}
        return Graph(tuple(nodes), tuple(inputs)), inputs, kept

    def _means(self, graph: Graph, inputs: dict[str, Input], names: Iterable[str]) -> dict[str, float]:
        """Mean of the sum over the horizon, by name."""
        quarters, count = self._model.quarters, self._run.draws
        keep = sorted(names)
        sums = dict.fromkeys(keep, 0.0)
        for start, block in enumerate(engine.drawn(graph, inputs, quarters, keep, self._run.seed, count)):
            size = min(engine.BLOCK, count - start * engine.BLOCK)
            for name in keep:
                sums[name] += float(np.broadcast_to(block[name], (size, len(quarters))).sum())
        return {name: total / count for name, total in sums.items()}

    def _has(self, level: str, line: str) -> bool:
        """Whether a level has this line: standby and drills at every level (their shares differ), copies by row."""
        return level in self._levels_of_copies.get(line, (level,))

    @cached_property
    def _levels_of_copies(self) -> dict[str, list[str]]:
        rows = copy_rows(self._model.scenario, self._model.book)
        return {cost_name(row): row["levels"].split(";") for row in rows}


def _readers_of_shares(graph: Graph) -> set[str]:
    """Shares, and every quantity that depends on one."""
    found = {leaf for leaf in graph.leaves if leaf.startswith(SHARES)}
    for node in graph.nodes:
        if found.intersection(node.inputs):
            found.add(node.name)
    return found


def _of_level(node: Node, level: str, differing: set[str]) -> Node:
    """The node as it is at one level, under a name of its own."""
    names = {name: f"{name}@{level}" if name in differing else name for name in node.inputs}
    formula: Callable[..., Any] = node.formula

    def at_level(**values: Any) -> Any:
        return formula(**{name: values[renamed] for name, renamed in names.items()})

    return Node(f"{node.name}@{level}", at_level, tuple(names.values()), node.tags, node.sentence)
