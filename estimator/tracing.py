"""The third reading of a formula: a tracer goes in where arrays would, and the formula's text comes out.

Formulas may use arithmetic, comparisons, np.where/maximum/minimum/ceil and the functions named in functions.py.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

SIGNS = {
    np.add: ("+", 1),
    np.subtract: ("-", 1),
    np.multiply: ("*", 2),
    np.true_divide: ("/", 2),
    np.power: ("^", 3),
    np.less: ("<", 0),
    np.less_equal: ("<=", 0),
    np.greater: (">", 0),
    np.greater_equal: (">=", 0),
    np.equal: ("=", 0),
}
CALLS: dict[Any, str] = {np.maximum: "max", np.minimum: "min", np.ceil: "ceil", np.where: "if", np.exp: "exp"}
ATOM = 9


@dataclass(frozen=True)
class Expression:
    """A node of a formula: an operator sign or function name with its arguments; a leaf has a name or a number."""

    name: str
    rank: int = ATOM
    parts: tuple["Expression", ...] = ()
    number: float | None = None

    def text(self, show: Callable[["Expression"], str]) -> str:
        """The formula as text; `show` renders the leaves."""
        if not self.parts:
            return show(self)
        if self.rank == ATOM:
            return f"{self.name}({', '.join(part.text(show) for part in self.parts)})"
        left, right = self.parts
        return f"{self._side(left, show, 0)} {self.name} {self._side(right, show, 1)}"

    def names(self) -> Iterator[str]:
        """Names of the inputs, each as often as it is read."""
        for part in self.parts:
            yield from part.names()
        if not self.parts and self.number is None:
            yield self.name

    def _side(self, part: "Expression", show: Callable[["Expression"], str], right: int) -> str:
        """Brackets where the rank asks for them; - and / also on the right of their own rank."""
        text = part.text(show)
        tight = part.rank < self.rank or (right and part.rank == self.rank and self.name in "-/^")
        return f"({text})" if tight else text


class Tracer(np.lib.mixins.NDArrayOperatorsMixin):
    """Stands in for an array and remembers what is done to it."""

    def __init__(self, expression: Expression) -> None:
        self.expression = expression

    @classmethod
    def named(cls, name: str) -> "Tracer":
        """A tracer for an input of that name."""
        return cls(Expression(name))

    def __array_ufunc__(self, ufunc: Any, method: str, *inputs: Any, **kwargs: Any) -> "Tracer":
        if method != "__call__" or kwargs:
            raise TypeError(f"formulas may not use {ufunc.__name__}.{method} with {sorted(kwargs)}")
        parts = tuple(expression_of(value) for value in inputs)
        if ufunc in SIGNS:
            sign, rank = SIGNS[ufunc]
            return Tracer(_without_neutral(Expression(sign, rank, parts)))
        if ufunc is np.negative:
            return Tracer(Expression("-", 1, (Expression("0", number=0.0), *parts)))
        return Tracer(Expression(_call_name(ufunc), ATOM, parts))

    def __array_function__(self, func: Any, types: Any, args: Sequence[Any], kwargs: Mapping[str, Any]) -> "Tracer":
        if kwargs:
            raise TypeError(f"formulas may not use {func.__name__} with {sorted(kwargs)}")
        return Tracer(Expression(_call_name(func), ATOM, tuple(expression_of(value) for value in args)))


NEUTRAL = {"*": 1.0, "+": 0.0}


def _without_neutral(expression: Expression) -> Expression:
    """A product with the number 1 is its other factor, a sum with the number 0 its other part."""
    if expression.name not in NEUTRAL:
        return expression
    kept = [part for part in expression.parts if part.number != NEUTRAL[expression.name]]
    return kept[0] if len(kept) == 1 else expression


def _call_name(function: Any) -> str:
    if function not in CALLS:
        raise TypeError(f"formulas may not use {function.__name__}")
    return CALLS[function]


def expression_of(value: Any) -> Expression:
    """The expression of a tracer, or of a plain number inside a formula (an empty sum is an array that holds 0)."""
    if isinstance(value, Tracer):
        return value.expression
    number = float(np.asarray(value).item())
    return Expression(f"{number:.10g}", number=number)


def call(name: str, *values: Any) -> Tracer:
    """A named function of functions.py applied to tracers."""
    return Tracer(Expression(name, ATOM, tuple(expression_of(value) for value in values)))


def trace(formula: Callable[..., Any], names: Sequence[str]) -> Expression:
    """The expression of a formula in terms of its input names."""
    result = formula(**{name: Tracer.named(name) for name in names})
    return expression_of(result)
