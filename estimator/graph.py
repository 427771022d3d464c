"""Hamilton ties the formulas into a graph for one configuration; here are its nodes in the order of evaluation."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from hamilton import settings

from . import formulas
from .formulas.totals import total_cost
from .node import Node
from .resolution import quantities


@dataclass(frozen=True)
class Graph:
    """Nodes in dependency order, and the names that must be given from outside."""

    nodes: tuple[Node, ...]
    leaves: tuple[str, ...]

    def by_name(self) -> dict[str, Node]:
        """Nodes by name."""
        return {node.name: node for node in self.nodes}

    def lines(self) -> list[Node]:
        """Cost lines, in order of the formula files."""
        return [node for node in self.nodes if node.is_line]


def resolved(config: Mapping[str, Any], modules: Iterable[ModuleType] | None = None) -> dict[str, Node]:
    """Every quantity of a configuration by name, without sums."""
    return quantities(modules or formulas.MODULES, {settings.ENABLE_POWER_USER_MODE: True, **config})


def assembled(nodes: Mapping[str, Node], totals: Mapping[str, Iterable[str]], without: Collection[str] = ()) -> Graph:
    """A graph of these quantities; `totals` names each sum with what it adds up; lines in `without` are left out."""
    kept = {name: node for name, node in nodes.items() if name not in without}
    kept |= {name: _total(name, tuple(parts)) for name, parts in totals.items()}
    return _needed_for(kept, [node.name for node in kept.values() if _is_kept(node) or node.name in totals])


def inserted(nodes: Mapping[str, Node], place: str, more: Mapping[str, Node]) -> dict[str, Node]:
    """The quantities with `more` of them behind the one named `place`: their order is that of lines on a page."""
    found: dict[str, Node] = {}
    for name, node in nodes.items():
        found[name] = node
        if name == place:
            found |= more
    return found


def quantity(name: str, modules: Iterable[ModuleType], config: Mapping[str, Any]) -> Graph:
    """The graph of one quantity alone, from the modules that hold what it depends on."""
    return _needed_for(quantities(modules, config), [name])


def part(graph: Graph, names: Iterable[str]) -> Graph:
    """What the named quantities of a graph need."""
    return _needed_for(graph.by_name(), names)


def _is_kept(node: Node) -> bool:
    """Lines, figures of people, and what the results read by name."""
    return node.is_line or bool({"fte", "posts", "peak"} & node.tags.keys()) or node.name in ALWAYS


def _total(name: str, parts: tuple[str, ...]) -> Node:
    return Node(name, total_cost, parts, {"unit": "USD/quarter"}, total_cost.__doc__ or "")


def _needed_for(nodes: Mapping[str, Node], names: Iterable[str]) -> Graph:
    """The named quantities and everything they depend on, in dependency order."""
    order: dict[str, Node] = {}
    leaves: dict[str, None] = {}

    def visit(name: str) -> None:
        if name in order or name in leaves:
            return
        if name not in nodes:
            leaves[name] = None
            return
        for dependency in nodes[name].inputs:
            visit(dependency)
        order[name] = nodes[name]

    for name in names:
        visit(name)
    return Graph(tuple(order.values()), tuple(leaves))


ALWAYS = (
    "large_quarter_share",
    "discount_factor",
    "subscription_months",
    *("cloud_priced_with_tax", "self_host_priced_with_tax", "cloud_price_weight", "self_host_price_weight"),
    "database_vcpu_needed",
    "database_connections",
    "redis_memory_sized_gb",
    "patients_now",
    "million_resources",
)
