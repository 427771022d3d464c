"""Hamilton's quantities of a configuration, each function resolved once for what it reads of the configuration.

A whole graph takes Hamilton some 15 ms; most functions read nothing of a configuration, or one word of it.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from types import ModuleType
from typing import Any

from hamilton.function_modifiers.base import resolve_nodes
from hamilton.graph_utils import find_functions
from hamilton.node import Node as Resolved

from .node import Node

VARIANTS_KEPT = 24
MISSING = object()
Reads = tuple[tuple[str, Any], ...]
_variants: dict[Callable[..., Any], OrderedDict[int, tuple[Reads, tuple[Node, ...]]]] = {}


class _Recorded(dict[str, Any]):
    """A configuration that notes which of its words are read."""

    def __init__(self, config: Mapping[str, Any]) -> None:
        super().__init__(config)
        self.read: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        self.read[name] = super().get(name, MISSING)
        return super().__getitem__(name)

    def __contains__(self, name: object) -> bool:
        self.read[str(name)] = super().get(str(name), MISSING)
        return super().__contains__(name)

    def get(self, name: str, default: Any = None) -> Any:
        self.read[name] = super().get(name, MISSING)
        return super().get(name, default)


def quantities(modules: Iterable[ModuleType], config: Mapping[str, Any]) -> dict[str, Node]:
    """Every quantity by name, in the order of the files. ValueError when two functions make the same one."""
    found: dict[str, Node] = {}
    for module in modules:
        for _, function in find_functions(module):
            for node in _of(function, config):
                if node.name in found:
                    raise ValueError(f"two functions make {node.name}")
                found[node.name] = node
    return found


def forget() -> None:
    """Drops everything that is kept."""
    _variants.clear()


def _of(function: Callable[..., Any], config: Mapping[str, Any]) -> tuple[Node, ...]:
    """The function's quantities under the configuration; a bounded number of variants is kept."""
    kept = _variants.setdefault(function, OrderedDict())
    for place, (reads, nodes) in kept.items():
        if all(config.get(name, MISSING) == value for name, value in reads):
            kept.move_to_end(place)
            return nodes
    recorded = _Recorded(config)
    nodes = tuple(_node(node) for node in resolve_nodes(function, recorded))
    kept[id(nodes)] = (tuple(recorded.read.items()), nodes)
    if len(kept) > VARIANTS_KEPT:
        kept.popitem(last=False)
    return nodes


def _node(found: Resolved) -> Node:
    return Node(
        name=found.name,
        formula=found.callable,
        inputs=tuple(found.input_types),
        tags=dict(found.tags),
        sentence=(found.documentation or "").strip(),
    )
