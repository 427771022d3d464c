"""Ranges become draws: keyed by name, stratified, correlated through named factors, then re-ranked.

A row's draws depend on the seed, its own key and its factors alone: adding a row leaves all others bit-identical.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

QUANTILE_OF_ENDS = {"p5p95": NormalDist().inv_cdf(0.95), "p10p90": NormalDist().inv_cdf(0.90)}


@dataclass(frozen=True)
class Distribution:
    """A range with its shape: pert, triangular, constant, bernoulli (a rate, drawn like pert), lognormal,
    log_availability (lognormal on 1 - a) or split_normal; `ends` says what low and high are."""

    low: float
    likely: float
    high: float
    shape: str
    ends: str = "bounds"
    minimum: float = -np.inf
    maximum: float = np.inf


def uniforms(key: str, seed: int, draws: int) -> Floats:
    """Stratified uniforms of a key, shape (draws,): each of the `draws` strata is hit once, at its middle."""
    order = ranks(key, seed, draws, ())
    return (order + 0.5) / draws


def values(key: str, row: Distribution, seed: int, draws: int, loadings: Sequence[tuple[str, float]] = ()) -> Floats:
    """Draws of a row, shape (draws,), in its own unit; `loadings` are (factor, loading) pairs of the book."""
    if row.low == row.high:
        return np.full(draws, row.likely)
    found: Floats = quantiles(row, draws)[ranks(key, seed, draws, tuple(loadings))]
    return found


@lru_cache(maxsize=1_024)
def ranks(key: str, seed: int, draws: int, loadings: tuple[tuple[str, float], ...]) -> NDArray[np.uint32]:
    """The stratum that each draw of a row falls into, 0 to draws - 1, shape (draws,)."""
    rest = 1.0 - sum(loading * loading for _, loading in loadings)
    if rest < -1e-9:
        raise ValueError(f"{key}: the squares of its factor loadings sum to more than 1")
    normals = np.sqrt(max(rest, 0.0)) * _normals(key, seed, draws)
    for factor, loading in loadings:
        normals = normals + loading * _normals(f"factor {factor}", seed, draws)
    ranks = np.empty(draws, dtype=np.uint32)
    ranks[ascending(normals)] = np.arange(draws)
    ranks.flags.writeable = False
    return ranks


def ascending(values: Floats) -> NDArray[np.int64]:
    """The places of the values in ascending order, equal ones as they stand; shape (draws,), a stable argsort.

    The place takes the lowest bits of each number, so that whole numbers can be sorted, ten times as fast. Where two
    values differ in those bits alone the order can be wrong; then they are sorted as they are.
    """
    lowest = np.int64((1 << max(len(values) - 1, 1).bit_length()) - 1)
    bits = (values + 0.0).view(np.int64)  # + 0.0: minus zero becomes zero
    keys = bits ^ ((bits >> 63) & np.iinfo(np.int64).max)  # negative numbers are stored as sign and size
    keys = (keys & ~lowest) | np.arange(len(values))
    keys.sort()
    order: NDArray[np.int64] = keys & lowest
    found = values[order]
    return np.argsort(values, kind="stable") if (found[1:] < found[:-1]).any() else order


@lru_cache(maxsize=64)
def _normals(key: str, seed: int, draws: int) -> Floats:
    digest = hashlib.sha256(f"{seed}|{key}".encode()).digest()
    generator = np.random.Generator(np.random.SFC64(int.from_bytes(digest[:16])))
    normals = generator.standard_normal(draws)
    normals.flags.writeable = False
    return normals


@lru_cache(maxsize=384)
def quantiles(row: Distribution, draws: int) -> Floats:
    """The row's inverse distribution at the middles of the strata, ascending."""
    if row.shape in ("pert", "bernoulli", "triangular"):
        if row.ends != "bounds":
            raise ValueError(f"a {row.shape} range needs bounds as ends, not {row.ends}")
        unit = _pert(row, draws) if row.shape != "triangular" else _triangular(row, draws)
        found = row.low + (row.high - row.low) * unit
    elif row.shape == "lognormal":
        found = _split_lognormal(row.low, row.likely, row.high, row.ends, draws)
    elif row.shape == "log_availability":
        found = 1.0 - _split_lognormal(1.0 - row.high, 1.0 - row.likely, 1.0 - row.low, row.ends, draws)[::-1]
    elif row.shape == "split_normal":
        normals = _standard_normal(draws)
        spread = np.where(normals < 0, row.likely - row.low, row.high - row.likely)
        found = row.likely + normals * spread / QUANTILE_OF_ENDS[row.ends]
    else:
        raise ValueError(f"unknown shape {row.shape}")
    found = np.clip(found, row.minimum, row.maximum)
    found.flags.writeable = False
    return found


def _split_lognormal(low: float, median: float, high: float, ends: str, draws: int) -> Floats:
    normals = _standard_normal(draws)
    below, above = np.log(median / low), np.log(high / median)
    found: Floats = median * np.exp(normals * np.where(normals < 0, below, above) / QUANTILE_OF_ENDS[ends])
    return found


@lru_cache(maxsize=8)
def _standard_normal(draws: int) -> Floats:
    inverse = NormalDist().inv_cdf
    return np.array([inverse((i + 0.5) / draws) for i in range(draws)])


def _triangular(row: Distribution, draws: int) -> Floats:
    chances = (np.arange(draws) + 0.5) / draws
    mode = (row.likely - row.low) / (row.high - row.low)
    left = np.sqrt(chances * mode)
    right = 1.0 - np.sqrt((1.0 - chances) * (1.0 - mode))
    found: Floats = np.where(chances < mode, left, right)
    return found


@lru_cache(maxsize=4)
def _cosine_nodes(count: int) -> Floats:
    return (1.0 - np.cos(np.pi * np.arange(count) / (count - 1))) / 2.0


def _pert(row: Distribution, draws: int) -> Floats:
    """Inverse of the PERT's beta distribution on (0, 1), its density integrated by Gauss-Legendre between nodes."""
    mode = (row.likely - row.low) / (row.high - row.low)
    first, second = 1.0 + 4.0 * mode, 1.0 + 4.0 * (1.0 - mode)
    nodes = _cosine_nodes(513)
    points, weights = np.polynomial.legendre.leggauss(6)
    half = np.diff(nodes)[:, None] / 2.0
    places = nodes[:-1, None] + half * (1.0 + points)
    density = places ** (first - 1.0) * (1.0 - places) ** (second - 1.0)
    mass = np.concatenate(([0.0], np.cumsum((density * weights * half).sum(axis=1))))
    return np.interp((np.arange(draws) + 0.5) / draws, mass / mass[-1], nodes)
