"""What the book adds to the graph: nodes expanded from its rows, and the lines that have no figure."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from hamilton.function_modifiers import group, source, value


@dataclass(frozen=True)
class Missing:
    """A line that belongs to the total and has no figure, with the reason."""

    key: str
    label: str
    group: str
    option: str
    state: str
    because: str
    sentence: str = ""
    view: str = "all"
    basis: str = "all"
    outside: bool = False


@dataclass
class Expansion:
    """What the book adds to the graph: Hamilton's parameters by name, and the lines without a figure.

    `idle`: lines of recovery levels other than the one counted.
    """

    config: dict[str, Any] = field(default_factory=lambda: defaultdict(dict))
    missing: list[Missing] = field(default_factory=list)
    platform: str = "priced"
    support: str = "none"
    drills: str = "none"
    idle: set[str] = field(default_factory=set)


def sum_of(names: list[str]) -> Any:
    """Hamilton's parameter for a list of quantities, which may be empty."""
    return group(*[source(name) for name in names]) if names else value([])


def not_estimated(key: str, label: str, group_name: str, because: str, option: str = "self_host") -> Missing:
    """A line of an option that has no figure, and why."""
    return Missing(key, label, group_name, option, "not_estimated", because)


def line_tags(
    group_name: str, option: str, label: str, view: str = "all", one_off: str = "no", **more: str
) -> dict[str, str]:
    """Tags of an expanded cost line."""
    return {
        **more,
        "group": group_name,
        "option": option,
        "line": label,
        "unit": "USD/quarter",
        "view": view,
        "one_off": one_off,
    }
