"""One quantity of the graph."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from .tracing import Expression, trace

TAGS = {
    "view": "all",
    "basis": "all",
    "one_off": "no",
    "outside": "no",
    "overruns": "yes",
    "spending": "expense",
    "taxed": "",
    "when": "",
}


@dataclass(frozen=True)
class Node:
    """One quantity: its function, the names it depends on, its tags and its sentence."""

    name: str
    formula: Callable[..., Any]
    inputs: tuple[str, ...]
    tags: Mapping[str, str]
    sentence: str

    def tag(self, name: str) -> str:
        """A tag's value, or its default."""
        return self.tags.get(name, TAGS.get(name, ""))

    @property
    def is_line(self) -> bool:
        """Whether the quantity is a cost line."""
        return "line" in self.tags

    @cached_property
    def expression(self) -> Expression:
        """The formula in terms of its input names."""
        return trace(self.formula, self.inputs)
