"""An answer without draws: moments of every line that is a sum of products, with Cornish and Fisher's quantiles.

Events, caps, steps and ladders are left to other tests, and so are factors: the book of these tests has none.
"""

from functools import cache

import numpy as np
import pytest
from scipy import stats

from estimator import Run, engine
from estimator.draws import Distribution
from estimator.estimate import OPTIONS
from estimator.graph import part as part_of
from estimator.inputs import Ranged
from estimator.model import prepare, total_name
from tests.estimator.book_parts import changed, shipped
from tests.estimator.closed_form import (
    OUTER,
    Algebra,
    NotClosedError,
    gathered,
    over_the_horizon,
    rule_of,
)
from tests.estimator.closed_moments import moments, moments_of_the_log
from tests.estimator.generated import typical

RUN = Run()
N = RUN.draws
ERRORS = 4
NEARLY_NORMAL = 0.5  # skewness and excess kurtosis up to which the expansion of Cornish and Fisher is exact enough
CHANCES = np.array([0.1, 0.5, 0.9])
SCENARIOS = ("nothing answered", "hospital in Germany with contractors", "servers in an own room")
ROWS = {row.key: row for row in shipped(1).assumptions.values() if row.low < row.high}


@cache
def book_without_factors():
    return changed(lambda tables: tables["correlations"].clear())


class Part:
    """The lines of a scenario that are sums of products: in closed form, and what the draws came to."""

    def __init__(self, name: str) -> None:
        self.model = prepare(typical(name), book_without_factors(), RUN)
        quarters = len(self.model.quarters)
        algebra = Algebra(self.model)
        ranged = [found for found in self.model.inputs.values() if isinstance(found, Ranged)]
        self.rules = {
            found.draw_key: rule_of(found.distribution)
            for found in ranged
            if found.distribution.low < found.distribution.high
        }
        self.terms, self.left_out = {}, {}
        for line in self.model.lines:
            try:
                self.terms[line.name] = over_the_horizon(algebra.terms(line.name), quarters)
            except NotClosedError as reason:
                self.left_out[line.name] = str(reason)
        self.drawn = self._draws(quarters)
        self._add_sums()

    def _draws(self, quarters: int) -> dict[str, np.ndarray]:
        kept = list(self.terms)
        blocks = list(engine.drawn(self.model.graph, self.model.inputs, self.model.quarters, kept, RUN.seed, N))
        whole = (engine.BLOCK, quarters)
        return {
            name: np.concatenate([np.broadcast_to(block[name], whole).sum(axis=1) for block in blocks]) for name in kept
        }

    def _add_sums(self) -> None:
        """The lines of each group and option together, where they are few enough: they share rows."""
        for option in OPTIONS:
            for group in sorted({line.tag("group") for line in self.model.lines}):
                names = [
                    line.name
                    for line in self.model.lines
                    if (line.tag("option"), line.tag("group")) == (option, group) and line.name in self.terms
                ]
                try:
                    together = gathered([term for name in names for term in self.terms[name]])
                except NotClosedError:
                    continue
                if len(names) > 1:
                    self.terms[f"{option} {group}"] = together
                    self.drawn[f"{option} {group}"] = np.sum([self.drawn[name] for name in names], axis=0)


@cache
def part(name: str) -> Part:
    return Part(name)


def errors_off(found: float, expected: float, error: float) -> float:
    """Standard errors between two figures; rounding is none."""
    return 0.0 if np.isclose(found, expected, rtol=1e-12) else abs(found - expected) / error


@pytest.mark.parametrize("name", SCENARIOS)
def test_mean_and_spread_of_every_sum_of_products_are_those_of_its_closed_form(name):
    found = part(name)
    assert len(found.terms) > len(found.model.lines) / 2
    for line, terms in found.terms.items():
        drawn, exact = found.drawn[line], moments(terms, found.rules)
        assert errors_off(drawn.mean(), exact.mean, exact.deviation / np.sqrt(N)) < ERRORS, line
        if exact.deviation > 1e-9 * abs(exact.mean):
            error = exact.deviation * np.sqrt((exact.kurtosis + 2) / 4 / N)
            assert errors_off(drawn.std(), exact.deviation, error) < ERRORS, line


@pytest.mark.parametrize("name", SCENARIOS)
def test_quantiles_are_those_of_cornish_and_fisher_where_their_expansion_holds(name):
    """On the logarithm where a line is one product of positive rows: there even long tails are nearly normal."""
    found = part(name)
    compared = []
    for line, terms in found.terms.items():
        logs = moments_of_the_log(terms, found.rules)
        exact = logs or moments(terms, found.rules)
        drawn = np.log(found.drawn[line]) if logs else found.drawn[line]
        small = exact.deviation <= 1e-9 * abs(exact.mean)
        if small or max(abs(exact.skewness), abs(exact.kurtosis)) > NEARLY_NORMAL:
            continue
        compared.append(line)
        slope = (exact.quantile(CHANCES + 1e-4) - exact.quantile(CHANCES - 1e-4)) / 2e-4
        error = slope * np.sqrt(CHANCES * (1 - CHANCES) / N)
        off = np.abs(np.quantile(drawn, CHANCES) - exact.quantile(CHANCES)) / error
        assert off.max() < ERRORS, line
    assert len(compared) > len(found.terms) / 3


def test_what_is_left_out_caps_steps_or_decides_an_event():
    """Each such line reads something that is no product or sum: a function, or a price list in steps."""
    found = part("nothing answered")
    assert set(found.left_out.values()) - set(found.model.graph.leaves) == {"max", "min", "ceil", "occurs"}


# --- the rules themselves ----------------------------------------------------------------------------


def raw_moment(row: Distribution, power: int) -> float:
    if row.shape in ("pert", "bernoulli", "triangular"):
        mode = (row.likely - row.low) / (row.high - row.low)
        beta = stats.beta(1 + 4 * mode, 5 - 4 * mode, row.low, row.high - row.low)
        triangle = stats.triang(mode, row.low, row.high - row.low)
        return (triangle if row.shape == "triangular" else beta).moment(power)
    below, above = (power * np.log(ratio) / OUTER[row.ends] for ratio in (row.likely / row.low, row.high / row.likely))
    halves = np.exp(below**2 / 2) * stats.norm.cdf(-below), np.exp(above**2 / 2) * stats.norm.cdf(above)
    return row.likely**power * sum(halves)


@pytest.mark.parametrize("shape", ["pert", "bernoulli", "triangular", "lognormal"])
def test_the_rules_of_the_closed_form_are_scipys_moments(shape):
    for row in (one for one in ROWS.values() if one.shape == shape):
        distribution = Distribution(row.low, row.likely, row.high, row.shape, row.ends)
        rule = rule_of(distribution)
        for power in (1, 2, 3, 4):
            assert rule.weights @ rule.nodes**power == pytest.approx(raw_moment(distribution, power), rel=1e-8), row.key


# --- from seed to seed -------------------------------------------------------------------------------


def shown_by_seed(name: str, seeds: int) -> np.ndarray:
    """Chance that self-hosting is cheaper, then P10, P50 and P90 of both totals: one row for each seed."""
    model = prepare(typical(name), shipped(1), RUN)
    totals = [total_name(option, "loaded", "quarters") for option in OPTIONS]
    kept = [*totals, "discount_factor"]
    whole = part_of(model.graph, kept)
    inputs = {leaf: model.inputs[leaf] for leaf in whole.leaves}
    rows = []
    for seed in range(1, seeds + 1):
        own, cloud, dearer = [], [], []
        for block in engine.drawn(whole, inputs, model.quarters, kept, seed, N):
            one, other = (block[total] for total in totals)
            own.append(one.sum(axis=1))
            cloud.append(other.sum(axis=1))
            dearer.append(((one - other) * block["discount_factor"]).sum(axis=1))
        chance = (np.concatenate(dearer) < 0).mean()
        rows.append([chance, *np.quantile(np.concatenate(own), CHANCES), *np.quantile(np.concatenate(cloud), CHANCES)])
    return np.array(rows)


def test_8192_draws_settle_a_close_call_over_60_seeds():
    """Typical distance of a seed from all 60 together, where the outcome is open; no seed is off by twice as much."""
    shown = shown_by_seed("one small machine", 60)
    pooled = shown.mean(axis=0)
    assert 0.4 < pooled[0] < 0.6
    off = np.column_stack([shown[:, 0] - pooled[0], shown[:, 1:] / pooled[1:] - 1])
    limits = np.array([0.005] + [0.0075] * 6)
    assert (np.sqrt((off**2).mean(axis=0)) < limits).all()
    assert (np.abs(off) < 2 * limits).all()
