"""The spreadsheet reading of a formula: what a cell holds so that Excel and LibreOffice compute the same figure.

Formulas are written as files store them: English names, commas between arguments, points in numbers.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Protocol

from .functions import cumulative, step, tiered
from .tracing import CALLS, SIGNS, Expression

COMPARISONS = ("<", "<=", ">", ">=", "=")
LONG_SUM = 4  # quantities from which on a sum is written with SUM
FUNCTIONS: Mapping[str, Callable[..., Any]] = {
    **{sign: ufunc for ufunc, (sign, _) in SIGNS.items()},
    **{text: function for function, text in CALLS.items()},
    "step": step,
    "tiered": tiered,
    "cumulative": cumulative,
    "occurs": lambda chance: chance,
}
Write = Callable[[Sequence[Expression], "Places"], str]


class Places(Protocol):
    """Where a spreadsheet holds the quantities: each method answers with what a formula calls them."""

    def here(self, name: str) -> str:
        """The quantity in the quarter of the formula's cell."""

    def so_far(self, name: str) -> str:
        """The quantity from the first quarter to that of the formula's cell."""

    def steps(self, name: str) -> tuple[str, str, str]:
        """Of a price list in steps: its bounds, its values, and by how much each value exceeds the one before."""

    def together(self, names: Sequence[str]) -> str:
        """Several quantities in the quarter of the formula's cell, as arguments of SUM."""


def evaluate(expression: Expression, values: Mapping[str, Any]) -> Any:
    """The expression at likely values: an event counts with its chance."""
    if expression.number is not None:
        return expression.number
    if not expression.parts:
        return values[expression.name]
    return FUNCTIONS[expression.name](*(evaluate(part, values) for part in expression.parts))


def cell_formula(expression: Expression, places: Places) -> str:
    """The formula of a cell, without the leading "="; KeyError for a function that has no spreadsheet reading."""
    return _number(expression, places) if expression.name in COMPARISONS else _text(expression, places)


def _text(expression: Expression, places: Places) -> str:
    expression = _likely(expression)
    if expression.number is not None:
        return repr(expression.number).removesuffix(".0").upper()
    if not expression.parts:
        return places.here(expression.name)
    if expression.name in WRITERS:
        return WRITERS[expression.name](expression.parts, places)
    if names := _long_sum(expression):
        return f"SUM({places.together(names)})"
    left, right = expression.parts
    return f"{_side(left, expression, places)}{expression.name}{_side(right, expression, places, is_right=True)}"


def _likely(expression: Expression) -> Expression:
    """At likely values an event counts with its chance."""
    return _likely(expression.parts[0]) if expression.name == "occurs" else expression


def _long_sum(expression: Expression) -> list[str]:
    """The quantities that a sum of many adds up, each once; nothing for every other formula."""
    names = list(_summed(expression))
    return names if len(set(names)) == len(names) >= LONG_SUM and all(names) else []


def _summed(expression: Expression) -> Iterator[str]:
    """Names of the quantities that a sum adds up; "" for a part that is a formula or number of its own."""
    if expression.name != "+":
        yield "" if expression.parts or expression.number is not None else expression.name
        return
    for part in expression.parts:
        yield from _summed(part)


def _side(part: Expression, whole: Expression, places: Places, *, is_right: bool = False) -> str:
    """A side of an operator, in brackets where needed; a comparison counts as 1 or 0, also inside SUM."""
    part = _likely(part)
    if part.name in COMPARISONS:
        return _number(part, places)
    text = _text(part, places)
    loose = part.rank < whole.rank or (is_right and part.rank == whole.rank and whole.name in "-/^")
    negative = part.number is not None and part.number < 0
    return f"({text})" if negative or (loose and not _long_sum(part)) else text


def _number(expression: Expression, places: Places) -> str:
    return f"IF({_condition(expression, places)},1,0)"


def _condition(expression: Expression, places: Places) -> str:
    if expression.name not in COMPARISONS:
        return _text(expression, places)
    left, right = (cell_formula(part, places) for part in expression.parts)
    return f"{left}{expression.name}{right}"


def _called(name: str) -> Write:
    def write(parts: Sequence[Expression], places: Places) -> str:
        return f"{name}({','.join(cell_formula(part, places) for part in parts)})"

    return write


def _if(parts: Sequence[Expression], places: Places) -> str:
    condition, then, otherwise = parts
    return f"IF({_condition(condition, places)},{cell_formula(then, places)},{cell_formula(otherwise, places)})"


def _ceil(parts: Sequence[Expression], places: Places) -> str:
    return f"CEILING({cell_formula(parts[0], places)},1)"


def _step(parts: Sequence[Expression], places: Places) -> str:
    """The first size that covers the need; beyond the largest, the largest."""
    need, ladder = parts
    sizes, values, _ = places.steps(ladder.name)
    smaller = f"SUMPRODUCT(({sizes}<{cell_formula(need, places)})*1)"
    return f"INDEX({values},MIN({smaller}+1,ROWS({values})))"


def _tiered(parts: Sequence[Expression], places: Places) -> str:
    """Each step's rise in price counts for what lies above its bound."""
    bounds, _, rises = places.steps(parts[1].name)
    quantity = cell_formula(parts[0], places)
    return f"SUMPRODUCT(({quantity}>{bounds})*({quantity}-{bounds})*{rises})"


def _cumulative(parts: Sequence[Expression], places: Places) -> str:
    return f"SUM({places.so_far(parts[0].name)})"


WRITERS: Mapping[str, Write] = {
    "max": _called("MAX"),
    "min": _called("MIN"),
    "exp": _called("EXP"),
    "if": _if,
    "ceil": _ceil,
    "step": _step,
    "tiered": _tiered,
    "cumulative": _cumulative,
}
