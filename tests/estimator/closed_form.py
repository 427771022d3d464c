"""A formula without draws: sums of products of independent rows, each row at the nodes of its Gauss rule.

A quantity is a list of products; in a product each row stands once, as a function of itself at the nodes of its rule.
Whatever is no such sum (caps, steps, events, rows that share a factor) is refused.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import numpy as np
from scipy import special, stats

from estimator.draws import Distribution
from estimator.inputs import Input, Ranged, Scheduled
from estimator.model import Model
from estimator.tracing import Expression

NODES = 40
FAR = 24.0  # standard deviations of a normal that the rule covers: fourth moments of wide lognormals lie far out
MOST_PRODUCTS = 40
OUTER = {"p5p95": stats.norm.ppf(0.95), "p10p90": stats.norm.ppf(0.9)}
SIGNS = {"+": 1.0, "-": -1.0}


class NotClosedError(ValueError):
    """The formula is no sum of products of independent rows; says why."""


# --- rows ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Rule:
    """Nodes and weights: the mean of f(row) is the weighted sum of f(nodes)."""

    nodes: np.ndarray
    weights: np.ndarray


@cache
def rule_of(row: Distribution) -> Rule:
    """Exact for polynomials up to degree 79 where the row has bounds; normals by halves, to 24 deviations."""
    width = row.high - row.low
    mode = (row.likely - row.low) / width
    if row.shape in ("pert", "bernoulli"):
        points, weights = special.roots_jacobi(NODES, 4 * (1 - mode), 4 * mode)
        return Rule(row.low + width * (1 + points) / 2, weights / weights.sum())
    if row.shape == "triangular":
        rising, falling = special.roots_jacobi(NODES, 0, 1), special.roots_jacobi(NODES, 1, 0)
        nodes = (mode * (1 + rising[0]) / 2, mode + (1 - mode) * (1 + falling[0]) / 2)
        weights = (mode * rising[1] / rising[1].sum(), (1 - mode) * falling[1] / falling[1].sum())
        return Rule(row.low + width * np.concatenate(nodes), np.concatenate(weights))
    return _by_halves(row)


def _by_halves(row: Distribution) -> Rule:
    points, weights = np.polynomial.legendre.leggauss(4 * NODES)
    half = FAR * (1 + points) / 2
    z = np.concatenate((-half[::-1], half)) / OUTER[row.ends]
    mass = np.tile(weights, 2) * stats.norm.pdf(z * OUTER[row.ends])
    ends = np.array([row.low, row.likely, row.high])
    if row.shape == "log_availability":
        ends = 1 - ends
    if row.shape == "split_normal":
        nodes = ends[1] + z * np.where(z < 0, ends[1] - ends[0], ends[2] - ends[1])
        return Rule(np.clip(nodes, row.minimum, row.maximum), mass / mass.sum())
    logs = np.log(ends)
    nodes = np.exp(
        logs[1] + z * np.where((z < 0) == (ends[0] < ends[2]), abs(logs[1] - logs[0]), abs(logs[2] - logs[1]))
    )
    nodes = 1 - nodes if row.shape == "log_availability" else nodes
    return Rule(np.clip(nodes, row.minimum, row.maximum), mass / mass.sum())


# --- quantities ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Product:
    """`scale` × a function of each row; shapes (quarters,) and (nodes, quarters), quarters 1 where all are alike."""

    scale: np.ndarray
    factors: Mapping[str, np.ndarray] = field(default_factory=dict)

    def times(self, other: "Product") -> "Product":
        factors = dict(self.factors)
        for row, values in other.factors.items():
            factors[row] = factors[row] * values if row in factors else values
        return Product(self.scale * other.scale, factors)

    def power(self, exponent: np.ndarray) -> "Product":
        return Product(self.scale**exponent, {row: values**exponent for row, values in self.factors.items()})

    @property
    def key(self) -> tuple[tuple[str, bytes], ...]:
        return tuple((row, self.factors[row].tobytes()) for row in sorted(self.factors))


Terms = tuple[Product, ...]


def gathered(terms: Sequence[Product]) -> Terms:
    """Equal products added up; a sum that reads one row alone is one function of it."""
    rows = {row for term in terms for row in term.factors}
    if not rows:
        return (Product(sum((term.scale for term in terms), np.zeros(1))),)
    if len(rows) == 1:
        (row,) = rows
        return (Product(np.ones(1), {row: np.asarray(sum(term.scale * term.factors.get(row, 1.0) for term in terms))}),)
    found: dict[Any, Product] = {}
    for term in terms:
        known = found.get(term.key)
        found[term.key] = term if known is None else Product(known.scale + term.scale, term.factors)
    if len(found) > MOST_PRODUCTS:
        raise NotClosedError(f"a sum of {len(found)} products")
    return tuple(found.values())


class Algebra:
    """The quantities of a model as sums of products; each quantity is worked out once."""

    def __init__(self, model: Model) -> None:
        self.nodes = model.graph.by_name()
        self.inputs = model.inputs
        self.quarters = len(model.quarters)
        self._found: dict[str, Terms | NotClosedError] = {}

    def terms(self, name: str) -> Terms:
        """The quantity of that name; NotClosedError where it is no sum of products."""
        if name not in self._found:
            try:
                node = self.nodes.get(name)
                self._found[name] = self._of(node.expression) if node else self._input(self.inputs[name])
            except NotClosedError as error:
                self._found[name] = error
        found = self._found[name]
        if isinstance(found, NotClosedError):
            raise found
        return found

    def _input(self, found: Input) -> Terms:
        if isinstance(found, Scheduled):
            return (Product(np.array(found.by_quarter)),)
        if not isinstance(found, Ranged):
            raise NotClosedError(found.leaf.key)
        row = found.distribution
        if row.low == row.high:
            return (Product(np.array([row.likely])),)
        return (Product(np.ones(1), {found.draw_key: rule_of(row).nodes[:, None]}),)

    def _of(self, expression: Expression) -> Terms:
        if expression.number is not None:
            return (Product(np.array([expression.number])),)
        if not expression.parts:
            return self.terms(expression.name)
        parts = [self._of(part) for part in expression.parts]
        name = expression.name
        if name in SIGNS:
            left, right = parts
            return gathered([*left, *(Product(term.scale * SIGNS[name], term.factors) for term in right)])
        if name == "*":
            return gathered([one.times(other) for one in parts[0] for other in parts[1]])
        if name == "/":
            inverse = self._power(parts[1], np.array([-1.0]))
            return gathered([one.times(inverse) for one in parts[0]])
        if name == "^":
            return (self._power(parts[0], self._known(parts[1], "an exponent that ranges")),)
        if name == "cumulative":
            return self._running(parts[0])
        raise NotClosedError(name)

    def _power(self, terms: Terms, exponent: np.ndarray) -> Product:
        if len(terms) > 1:
            raise NotClosedError("a power of a sum of several rows")
        return terms[0].power(exponent)

    def _known(self, terms: Terms, otherwise: str) -> np.ndarray:
        if len(terms) > 1 or terms[0].factors:
            raise NotClosedError(otherwise)
        return terms[0].scale

    def _running(self, terms: Terms) -> Terms:
        """The sum of the quarters up to each: one product for each quarter that is added."""
        place = np.arange(self.quarters)
        found = []
        for term in terms:
            for quarter in range(self.quarters):
                then = Product(_at(term.scale, quarter), {row: _at(f, quarter) for row, f in term.factors.items()})
                found.append(Product(then.scale * (place >= quarter), then.factors))
        return gathered(found)


def _at(values: np.ndarray, quarter: int) -> np.ndarray:
    return values[..., quarter : quarter + 1] if values.shape[-1] > 1 else values


def over_the_horizon(terms: Terms, quarters: int) -> Terms:
    """The sum of all quarters."""
    found = []
    for term in terms:
        wide = [row for row, values in term.factors.items() if values.shape[-1] > 1]
        if len(wide) <= 1:
            scale = np.broadcast_to(term.scale, (quarters,))
            factors = dict(term.factors)
            factors |= {row: (factors[row] * scale).sum(axis=1, keepdims=True) for row in wide}
            found.append(Product(np.ones(1) if wide else scale.sum(keepdims=True), factors))
            continue
        for quarter in range(quarters):
            found.append(
                Product(_at(term.scale, quarter), {row: _at(values, quarter) for row, values in term.factors.items()})
            )
    return gathered(found)
