"""What each input does to the difference, read from the draws of the estimate itself; nothing is drawn again.

The draws of an input hit each of `draws` strata once, so sorting the difference by an input's stratum shows what the
difference is, on average, at each place of the input's range.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from estimator.draws import Floats
from estimator.estimate import Run
from estimator.inputs import Ranged
from estimator.tally import quantiles_of

from .drivers import Driver

BINS = 16
FINE = 32
ERRORS = 2.0  # parts that differ by less than this many standard errors of chance do not differ
TAILS = (0.1, 0.9)


@dataclass(frozen=True)
class Influence:
    """What is known about the difference (NPV, self-host minus cloud) from one input alone.

    `rank_correlation`: Spearman's, -1 to 1. `chances`, `means`: chance that self-hosting is cheaper and mean
    difference in USD, in each of 16 equal parts of the input's range by probability. `value_usd`: what knowing the
    input is worth. `width_usd`: how much narrower P10 to P90 would be. `share`: of the spread of the
    difference, 0 to 1, by ranks, so that a few extreme draws do not outweigh all others.
    """

    name: str
    rank_correlation: float
    chances: tuple[float, ...]
    means: tuple[float, ...]
    value_usd: float
    width_usd: float
    share: float


class Drawn:
    """The differences of all draws under one view and basis, shape (draws,)."""

    def __init__(self, differences: Floats, run: Run) -> None:
        self._differences = np.asarray(differences, dtype=float)
        self._run = run
        self._mean = float(self._differences.mean())

    @cached_property
    def _places(self) -> Floats:
        """The rank of each difference, their middle being 0."""
        count = len(self._differences)
        places = np.empty(count)
        places[np.argsort(self._differences, kind="stable")] = np.arange(count) - (count - 1) / 2
        return places

    @property
    def value_of_knowing_all_usd(self) -> float:
        """What knowing every input and event in advance would be worth: the mean regret of the better choice."""
        return min(0.0, self._mean) - float(np.minimum(self._differences, 0.0).mean())

    @cached_property
    def width_usd(self) -> float:
        """From P10 to P90."""
        return _width(self._differences)

    def influences(self, drivers: Sequence[Driver], inputs: Mapping[str, Ranged]) -> tuple[Influence, ...]:
        """Of each driver that is drawn from a range, in their order."""
        return tuple(self._influence(driver.name, inputs[driver.name]) for driver in drivers if driver.ranged)

    def _influence(self, name: str, found: Ranged) -> Influence:
        count = len(self._differences)
        ranks = found.ranks(self._run.seed, self._run.draws)
        ordered, places = np.empty(count), np.empty(count)
        ordered[ranks], places[ranks] = self._differences, self._places
        middle = np.arange(count) - (count - 1) / 2
        fine = _parts(ordered, FINE)
        fitted = _fitted(fine)
        informed = float(np.minimum(self._mean + fitted, 0.0).mean())
        return Influence(
            name=name,
            rank_correlation=float(middle @ places / (middle @ middle)),
            chances=_shrunk(_parts((ordered < 0).astype(float), BINS)),
            means=_shrunk(_parts(ordered, BINS)),
            value_usd=max(0.0, min(0.0, self._mean) - informed),
            width_usd=max(0.0, self.width_usd - _width((fine - fitted[:, None]).ravel())) if fitted.any() else 0.0,
            share=float((_fitted(_parts(places, FINE)) ** 2).mean() / (middle @ middle) * count),
        )


def _fitted(parts: Floats) -> Floats:
    """How far the mean of each part lies from the whole mean, shrunk by what chance alone would make of it."""
    apart = parts.mean(axis=1) - parts.mean()
    between = float((apart**2).mean())
    chance = float(parts.var(axis=1).mean()) / parts.shape[1]
    noise = chance * (1 + ERRORS * np.sqrt(2 / (len(parts) - 1)))
    found: Floats = apart * np.sqrt(1 - chance / between) if between > noise else np.zeros(len(parts))
    return found


def _shrunk(parts: Floats) -> tuple[float, ...]:
    """The mean of each part, without what chance alone makes of it."""
    return tuple((parts.mean() + _fitted(parts)).tolist())


def _parts(ordered: Floats, bins: int) -> Floats:
    """Equal parts in the order of an input, shape (bins, draws / bins)."""
    size = max(len(ordered) // bins, 1)
    return ordered[: len(ordered) // size * size].reshape(-1, size)


def _width(differences: Floats) -> float:
    low, high = quantiles_of(differences, TAILS)
    return float(high - low)
