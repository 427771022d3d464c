"""Moments of a sum of products of independent rows, and the quantiles that Cornish and Fisher make of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import stats

from tests.estimator.closed_form import Rule, Terms

MOST_INSIDE = 3


@dataclass(frozen=True)
class Moments:
    """Mean, standard deviation, skewness and excess kurtosis."""

    mean: float
    deviation: float
    skewness: float
    kurtosis: float

    def quantile(self, chance: Any) -> Any:
        """By Cornish and Fisher."""
        z = stats.norm.ppf(chance)
        skew, kurt = self.skewness, self.kurtosis
        w = z + skew * (z**2 - 1) / 6 + kurt * (z**3 - 3 * z) / 24 - skew**2 * (2 * z**3 - 5 * z) / 36
        return self.mean + self.deviation * w


def of_cumulants(first: float, second: float, third: float, fourth: float) -> Moments:
    """From cumulants, which add up over independent parts."""
    spread = max(second, 0.0) ** 0.5
    return Moments(first, spread, third / spread**3 if spread else 0.0, fourth / spread**4 if spread else 0.0)


def moments(terms: Terms, rules: Mapping[str, Rule]) -> Moments:
    """Of the sum: rows before the brackets one by one, the others by every choice of up to four products."""
    alone, inside = _brackets(terms)
    raw = np.array([_raw(terms, rules, inside, power) for power in (1, 2, 3, 4)])
    for row in alone:
        raw *= [rules[row].weights @ terms[0].factors[row][:, 0] ** power for power in (1, 2, 3, 4)]
    first, second, third, fourth = (float(one) for one in raw)
    variance = second - first**2
    skewed = third - 3 * first * second + 2 * first**3
    peaked = fourth - 4 * first * third + 6 * first**2 * second - 3 * first**4
    return of_cumulants(first, variance, skewed, peaked - 3 * variance**2)


def _raw(terms: Terms, rules: Mapping[str, Rule], inside: list[str], power: int) -> float:
    """Mean of the brackets to a power: a matrix over pairs of products on either side."""
    left, right = power // 2, power - power // 2
    scales = np.array([term.scale[0] for term in terms])
    total = np.multiply.outer(_chosen(scales[:, None], left)[:, 0], _chosen(scales[:, None], right)[:, 0])
    for row in inside:
        rule = rules[row]
        at = np.array([term.factors[row][:, 0] if row in term.factors else rule.nodes**0 for term in terms])
        total = total * ((_chosen(at, left) * rule.weights) @ _chosen(at, right).T)
    return float(total.sum())


def _chosen(values: np.ndarray, count: int) -> np.ndarray:
    """Products of `count` rows of the array, in every order: shape (rows ** count, columns)."""
    found = np.ones((1, values.shape[1]))
    for _ in range(count):
        found = (found[:, None, :] * values[None, :, :]).reshape(-1, values.shape[1])
    return found


def moments_of_the_log(terms: Terms, rules: Mapping[str, Rule]) -> Moments | None:
    """Of the logarithm: cumulants of rows that stand before the brackets add up to those of what is in them.

    None where the brackets hold more than three rows, or what is no positive number.
    """
    alone, inside = _brackets(terms)
    if len(inside) > MOST_INSIDE:
        return None
    cumulants = np.zeros(4)
    for row in alone:
        cumulants += _cumulants_of_log(terms[0].factors[row][:, 0], rules[row].weights)
    grid, weights = np.zeros([len(rules[row].nodes) for row in inside]), np.ones(1)
    for term in terms:
        value = term.scale[0]
        for row in inside:
            value = np.multiply.outer(value, term.factors[row][:, 0] if row in term.factors else rules[row].nodes ** 0)
        grid = grid + value
    for row in inside:
        weights = np.multiply.outer(weights, rules[row].weights)
    if grid.min() <= 0 or not np.isfinite(cumulants).all():
        return None
    return of_cumulants(*(cumulants + _cumulants_of_log(grid.ravel(), weights.ravel())))


def _brackets(terms: Terms) -> tuple[list[str], list[str]]:
    """Rows that are the same factor of every product, and the others."""
    rows = sorted({row for term in terms for row in term.factors})
    same = [
        row for row in rows if len({term.factors[row].tobytes() if row in term.factors else b"" for term in terms}) == 1
    ]
    return same, [row for row in rows if row not in same]


def _cumulants_of_log(values: np.ndarray, weights: np.ndarray) -> np.ndarray:
    if values.min() <= 0:
        return np.full(4, np.nan)
    logs = np.log(values)
    mean = logs @ weights
    second, third, fourth = (((logs - mean) ** power) @ weights for power in (2, 3, 4))
    return np.array([mean, second, third, fourth - 3 * second**2])
