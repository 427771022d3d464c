"""Draws against SciPy and closed forms: shape, means, strata, correlation."""

from math import erf, exp, log, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from estimator import Run, estimate
from estimator.book import AssumptionRow
from estimator.draws import QUANTILE_OF_ENDS, Distribution, ascending, uniforms, values
from tests.estimator.book_parts import shipped
from tests.estimator.figures import line_of, means
from tests.estimator.generated import scenario

N = Run().draws
SEED = Run().seed
MIDDLES = (np.arange(N) + 0.5) / N
ROWS = [row for row in shipped(1).assumptions.values() if row.low < row.high]


def distribution(row) -> Distribution:
    return Distribution(row.low, row.likely, row.high, row.shape, row.ends)


# --- shapes ------------------------------------------------------------------------------------


def test_pert_rows_lie_within_15_millionths_of_scipys_inverse():
    rows = {(row.likely - row.low) / (row.high - row.low): row for row in ROWS if row.shape in ("pert", "bernoulli")}
    assert len(rows) > 50
    for mode, row in rows.items():
        exact = row.low + (row.high - row.low) * stats.beta(1 + 4 * mode, 5 - 4 * mode).ppf(MIDDLES)
        drawn = np.sort(values(row.key, distribution(row), SEED, N))
        assert np.abs(drawn - exact).max() <= 1.5e-5 * (row.high - row.low), row.key


@pytest.mark.parametrize("mode", [0.0, 0.02, 0.1, 0.5, 0.9, 1.0])
def test_pert_holds_its_precision_with_the_mode_at_an_end(mode):
    drawn = np.sort(values("key", Distribution(0, mode, 1, "pert"), SEED, N))
    assert np.abs(drawn - stats.beta(1 + 4 * mode, 5 - 4 * mode).ppf(MIDDLES)).max() <= 1.5e-5


@pytest.mark.parametrize("mode", [0.0, 0.3, 1.0])
def test_triangular_is_scipys_triangular(mode):
    drawn = np.sort(values("key", Distribution(0, mode, 1, "triangular"), SEED, N))
    np.testing.assert_allclose(drawn, stats.triang(mode).ppf(MIDDLES), atol=1e-12)


def of_shape(shape: str) -> list[AssumptionRow]:
    rows = [row for row in ROWS if row.shape == shape]
    assert rows
    return rows


def assert_quantile(ascending, chance: float, figure: float, name: str) -> None:
    """The figure lies between the two strata that enclose the chance."""
    below = int(np.floor(chance * N - 0.5))
    assert ascending[below] <= figure * (1 + 1e-12), name
    assert ascending[below + 1] >= figure * (1 - 1e-12), name


def test_the_ends_of_a_lognormal_row_are_exactly_its_quantiles():
    for row in of_shape("lognormal"):
        drawn = np.sort(values(row.key, distribution(row), SEED, N))
        share = {"p5p95": 0.05, "p10p90": 0.1}[row.ends]
        assert_quantile(drawn, share, row.low, row.key)
        assert_quantile(drawn, 0.5, row.likely, row.key)
        assert_quantile(drawn, 1 - share, row.high, row.key)


def test_availability_is_lognormal_in_what_is_missing():
    for row in of_shape("log_availability"):
        missing = np.sort(1 - values(row.key, distribution(row), SEED, N))
        assert missing[0] > 0
        assert_quantile(missing, 0.05, 1 - row.high, row.key)
        assert_quantile(missing, 0.5, 1 - row.likely, row.key)
        assert_quantile(missing, 0.95, 1 - row.low, row.key)


def test_a_persons_range_from_zero_keeps_its_ends_and_its_bounds():
    drawn = np.sort(values("hours", Distribution(0, 40, 100, "split_normal", "p10p90", minimum=0), SEED, N))
    assert drawn[0] == 0
    assert drawn[int(0.1 * N)] == pytest.approx(0, abs=0.1)
    assert drawn[int(0.9 * N)] == pytest.approx(100, rel=1e-3)
    assert np.median(drawn) == pytest.approx(40, rel=1e-3)


@pytest.mark.parametrize("shape", ["pert", "triangular"])
def test_a_bounded_shape_refuses_quantiles_as_ends(shape):
    with pytest.raises(ValueError, match="needs bounds"):
        values("key", Distribution(0, 1, 2, shape, "p5p95"), SEED, N)


def test_an_unknown_shape_is_refused():
    with pytest.raises(ValueError, match="unknown shape"):
        values("key", Distribution(0, 1, 2, "uniform"), SEED, N)


# --- means against closed forms ----------------------------------------------------------------


def normal_cdf(z: float) -> float:
    return (1 + erf(z / sqrt(2))) / 2


def closed_mean(row) -> float:
    if row.shape in ("pert", "bernoulli"):
        return (row.low + 4 * row.likely + row.high) / 6
    if row.shape == "triangular":
        return (row.low + row.likely + row.high) / 3
    below = log(row.likely / row.low) / QUANTILE_OF_ENDS[row.ends]
    above = log(row.high / row.likely) / QUANTILE_OF_ENDS[row.ends]
    halves = exp(below**2 / 2) * normal_cdf(-below), exp(above**2 / 2) * normal_cdf(above)
    return row.likely * sum(halves)


READ = [row for row in ROWS if row.use == "formula" and row.shape != "log_availability"]


@pytest.mark.parametrize("shape", ["pert", "bernoulli", "triangular", "lognormal"])
def test_the_mean_of_a_row_is_its_closed_form(shape):
    """Bounded: within two millionths of the range. Lognormal: strata cut the thin end of the tail: 0.72 % at most."""
    rows = [row for row in READ if row.shape == shape]
    assert rows
    for row in rows:
        drawn, exact = values(row.key, distribution(row), SEED, N).mean(), closed_mean(row)
        if shape == "lognormal":
            assert exact * (1 - 0.0075) < drawn < exact * (1 + 1e-6), row.key
        else:
            assert drawn == pytest.approx(exact, abs=2e-6 * (row.high - row.low)), row.key


def test_means_of_an_estimate_are_those_of_its_closed_forms():
    """First quarter: residual FTE (0.05, 0.15, 0.4) × pay (145, 200, 285 thousand) ÷ 4, drawn independently."""
    found = estimate(scenario(), shipped(1))
    residual, pay = (0.05 + 4 * 0.15 + 0.4) / 6, (145_000 + 4 * 200_000 + 285_000) / 6
    assert means(line_of(found, "remaining_work_cost"))[0] == pytest.approx(residual * pay / 4, rel=3e-3)
    assert found.options["cloud"].fte[0] == pytest.approx(residual, rel=2e-6)
    in_large_quarter = found.options["self_host"].fte[found.quarters.index("2027Q4")]
    assert in_large_quarter == pytest.approx((1 + 4 * 3 + 4) / 6, rel=2e-6)


# --- strata and correlation --------------------------------------------------------------------

LOADINGS = (("team", 0.7), ("release", -0.5))


@pytest.mark.parametrize("loadings", [(), LOADINGS])
def test_every_stratum_is_hit_once_also_after_correlation(loadings):
    mode = 0.3
    drawn = values("key", Distribution(0, mode, 1, "triangular"), SEED, N, loadings)
    strata = np.floor(stats.triang(mode).cdf(drawn) * N).astype(int)
    assert sorted(strata) == list(range(N))


def test_uniforms_hit_every_stratum_at_its_middle():
    np.testing.assert_array_equal(np.sort(uniforms("lot", SEED, N)), MIDDLES)


def normal_scores(key: str, seed: int, loadings) -> np.ndarray:
    drawn = values(key, Distribution(0, 0.5, 1, "triangular"), seed, N, loadings)
    return stats.norm.ppf((stats.rankdata(drawn) - 0.5) / N)


@pytest.mark.parametrize("asked", [0.3, 0.6, -0.36])
def test_correlation_is_the_one_asked_for(asked):
    """Over 40 seeds its mean lies within 0.004, a single seed within 0.007 (one standard error) two times in three."""
    one, other = sqrt(abs(asked)), sqrt(abs(asked)) * np.sign(asked)
    found = np.array(
        [
            np.corrcoef(normal_scores("a", seed, (("f", one),)), normal_scores("b", seed, (("f", other),)))[0, 1]
            for seed in range(40)
        ]
    )
    assert found.mean() == pytest.approx(asked, abs=0.004)
    assert found.std() < 0.013
    assert np.abs(found - asked).max() < 0.04


def test_the_books_pairs_are_correlated_in_the_default_run():
    """Every pair of `correlations.csv` at the default seed: standard error about 0.01, the widest under 0.04."""
    loadings: dict[str, tuple[tuple[str, float], ...]] = {}
    for row in shipped(1).rows("correlations"):
        loadings[row["key"]] = (*loadings.get(row["key"], ()), (row["factor"], float(row["loading"])))
    scores = np.array([normal_scores(key, SEED, found) for key, found in loadings.items()])
    factors = sorted({factor for found in loadings.values() for factor, _ in found})
    matrix = np.array([[dict(found).get(factor, 0.0) for factor in factors] for found in loadings.values()])
    off = ~np.eye(len(scores), dtype=bool)
    error = (np.corrcoef(scores) - matrix @ matrix.T)[off]
    assert np.abs(error).max() < 0.04
    assert error.std() < 0.012


def test_loadings_beyond_one_are_refused():
    with pytest.raises(ValueError, match="sum to more than 1"):
        values("key", Distribution(0, 1, 2, "pert"), SEED, N, (("a", 0.8), ("b", 0.8)))


@given(st.lists(st.floats(allow_nan=False, width=32) | st.just(-0.0), min_size=1, max_size=300))
def test_the_order_of_draws_is_that_of_a_stable_sort(values):
    """Ties, both zeros and values that differ in their last bits alone included."""
    near = [np.nextafter(value, np.inf) for value in values]
    for one in (values, values + near, near + values[::-1]):
        found = np.array(one, dtype=float)
        assert (ascending(found) == np.argsort(found, kind="stable")).all()
