"""Every shape and kind of ends against SciPy, a user's range as P10 to P90, events by quarter, factors in a model."""

from typing import Any

import numpy as np
import pytest
from scipy import stats

from estimator import Run, engine
from estimator.draws import Distribution, values
from estimator.inputs import Lot, Ranged
from estimator.model import prepare
from tests.estimator.book_parts import shipped
from tests.estimator.generated import scenario

N, SEED = Run().draws, Run().seed
MIDDLES = (np.arange(N) + 0.5) / N
OUTER = {"p5p95": 0.95, "p10p90": 0.90}
ERRORS = 4
TINY = 1e-30  # SciPy knows no spread of 0


def beta(row: Distribution, chances):
    mode = (row.likely - row.low) / (row.high - row.low)
    return stats.beta(1 + 4 * mode, 5 - 4 * mode, row.low, row.high - row.low).ppf(chances)


def triangle(row: Distribution, chances):
    return stats.triang((row.likely - row.low) / (row.high - row.low), row.low, row.high - row.low).ppf(chances)


def lognormal(row: Distribution, chances):
    """Two halves that meet in the median, each through its own end."""
    outer = stats.norm.ppf(OUTER[row.ends])
    below = stats.norm(np.log(row.likely), np.log(row.likely / row.low) / outer or TINY).ppf(chances)
    above = stats.norm(np.log(row.likely), np.log(row.high / row.likely) / outer or TINY).ppf(chances)
    return np.exp(np.where(chances < 0.5, below, above))


def availability(row: Distribution, chances):
    missing = Distribution(1 - row.high, 1 - row.likely, 1 - row.low, "lognormal", row.ends)
    return 1 - lognormal(missing, 1 - chances)


def normal(row: Distribution, chances):
    outer = stats.norm.ppf(OUTER[row.ends])
    below = stats.norm(row.likely, (row.likely - row.low) / outer or TINY).ppf(chances)
    above = stats.norm(row.likely, (row.high - row.likely) / outer or TINY).ppf(chances)
    return np.clip(np.where(chances < 0.5, below, above), row.minimum, row.maximum)


# Shape and ends → SciPy's inverse, a range of that kind, and how near: bounded ones by their table of the inverse.
KINDS = {
    ("pert", "bounds"): (beta, (2, 3, 9), 1.5e-5 * 7),
    ("bernoulli", "bounds"): (beta, (0.05, 0.18, 0.4), 1.5e-5),
    ("triangular", "bounds"): (triangle, (2, 3, 9), 1e-12),
    ("lognormal", "p5p95"): (lognormal, (20, 62, 400), 1e-9),
    ("lognormal", "p10p90"): (lognormal, (1, 3, 4), 1e-9),
    ("log_availability", "p5p95"): (availability, (0.995, 0.999, 0.9999), 1e-14),
    ("log_availability", "p10p90"): (availability, (0.9, 0.99, 0.995), 1e-14),
    ("split_normal", "p10p90"): (normal, (-2, 1, 9), 1e-9),
}


@pytest.mark.parametrize("kind", KINDS, ids=" ".join)
def test_the_quantiles_of_every_shape_and_kind_of_ends_are_scipys(kind):
    inverse, ends, near = KINDS[kind]
    row = Distribution(*ends, *kind)
    drawn = np.sort(values("key", row, SEED, N))
    np.testing.assert_allclose(drawn, inverse(row, MIDDLES), rtol=1e-11, atol=near)


@pytest.mark.parametrize("number", [1, 2])
def test_every_kind_of_range_in_a_book_is_one_of_these(number):
    ranges = {(row.shape, row.ends) for row in shipped(number).assumptions.values() if row.low < row.high}
    assert ranges <= set(KINDS)
    assert {("pert", "bounds"), ("lognormal", "p5p95"), ("lognormal", "p10p90")} <= ranges


# --- a user's range ----------------------------------------------------------------------------


def bound(name: str, **families) -> Ranged:
    found = prepare(scenario(**families), shipped(1), Run()).inputs[name]
    assert isinstance(found, Ranged)
    return found


def as_range(low, likely, high):
    return {"low": low, "likely": likely, "high": high}


def as_asked(ends, **bounds):
    low, likely, high = ends
    return Distribution(low, likely, high, "", "p10p90", **bounds)


@pytest.mark.parametrize(
    ("family", "name", "ends", "inverse"),
    [
        ("workload", "patients", (5_000, 20_000, 90_000), lognormal),
        ("workload", "patient_growth_per_year", (0, 0.1, 0.4), normal),
        ("workload", "patient_growth_per_year", (-0.1, 0.0, 0.3), normal),
        ("people", "engineer_cost_per_year", (140_000, 140_000, 200_000), lognormal),
    ],
)
def test_the_ends_of_a_users_range_are_its_p10_and_p90(family, name, ends, inverse):
    found = bound(name, **{family: {name: as_range(*ends)}})
    drawn = np.sort(found.drawn(SEED, N, ())[:, 0])
    for chance, end in zip((0.1, 0.5, 0.9), ends, strict=True):
        assert np.interp(chance, MIDDLES, drawn) == pytest.approx(end, rel=1e-3, abs=1e-4)
    row = found.distribution
    asked = as_asked(ends, minimum=row.minimum, maximum=row.maximum)
    np.testing.assert_allclose(drawn, np.clip(inverse(asked, MIDDLES), row.minimum, row.maximum), rtol=1e-9, atol=1e-9)


@pytest.mark.parametrize(("ends", "inverse"), [((0.99, 0.998, 0.9995), availability), ((0.99, 0.998, 1), normal)])
def test_an_own_availability_is_ranged_in_what_is_missing(ends, inverse):
    found = bound("availability_cloud", assumed={"values": {"avail_medplum_cloud": as_range(*ends)}})
    drawn = np.sort(found.drawn(SEED, N, ())[:, 0])
    asked = as_asked(ends, maximum=1)
    np.testing.assert_allclose(drawn, inverse(asked, MIDDLES), rtol=1e-9)
    assert drawn[-1] <= 1


# --- events and factors in a model -------------------------------------------------------------


@pytest.fixture(scope="module")
def model():
    return prepare(scenario(people={"coverage": "around_the_clock"}), shipped(1), Run())


def test_an_event_of_a_quarter_happens_as_often_as_its_chance_says(model):
    """Chances range from draw to draw; quarters are drawn apart, a run's event once."""
    events = {name: found for name, found in model.inputs.items() if isinstance(found, Lot)}
    assert {found.each_quarter for found in events.values()} == {True, False}
    for name, found in events.items():
        lots = found.drawn(SEED, N, model.quarters)
        assert lots.shape == (N, len(model.quarters) if found.each_quarter else 1)
        for chance in (0.02, 0.18, 0.6):
            happened = (lots < chance).mean(axis=0)
            assert np.abs(happened - chance).max() <= 1 / N, name
        if found.each_quarter:
            between = np.corrcoef(lots.T) - np.eye(lots.shape[1])
            assert np.abs(between).max() < ERRORS * 1.5 / np.sqrt(N), name


def test_undated_large_quarters_come_as_often_as_their_yearly_rate(model):
    name = "large_quarter_share"
    share = np.concatenate(
        [
            np.broadcast_to(block[name], (engine.BLOCK, len(model.quarters)))
            for block in engine.drawn(model.graph, model.inputs, model.quarters, [name], SEED, N)
        ]
    )
    rate = model.inputs["undated_large_quarters_per_year"].drawn(SEED, N, model.quarters) / 4
    undated = [place for place, row in enumerate(share.T) if row.min() < 1]
    assert len(undated) > len(model.quarters) / 2
    error = np.sqrt(rate.mean() * (1 - rate.mean()) / N)
    for place in undated:
        assert set(np.unique(share[:, place])) == {0.0, 1.0}
        assert share[:, place].mean() == pytest.approx(rate.mean(), abs=ERRORS * error)


def ranks_of(model, name: str):
    return stats.rankdata(model.inputs[name].drawn(SEED, N, model.quarters)[:, 0])


def rank_correlation(pearson: float) -> float:
    """Of two normals with that correlation."""
    return 6 / np.pi * np.arcsin(pearson / 2)


@pytest.mark.parametrize(
    ("one", "other", "pearson"),
    [
        ("availability_self_host", "availability_cloud", 0.36),
        ("engineer_cost_per_year", "oncall_stipend_week", 0.8367 * 0.5),
        ("fte_normal_quarter", "fte_large_quarter", 0.6),
        ("fte_normal_quarter", "engineer_cost_per_year", 0.0),
    ],
)
@pytest.mark.parametrize("own", [False, True])
def test_rows_move_together_through_their_factors_also_with_an_own_range(one, other, pearson, own):
    answers: dict[str, dict[str, Any]] = {"people": {"coverage": "around_the_clock"}}
    if own:
        answers["people"]["engineer_cost_per_year"] = as_range(100_000, 150_000, 180_000)
        answers["assumed"] = {"values": {"avail_medplum_cloud": as_range(0.99, 0.998, 0.9995)}}
    model = prepare(scenario(**answers), shipped(1), Run())
    found = np.corrcoef(ranks_of(model, one), ranks_of(model, other))[0, 1]
    assert found == pytest.approx(rank_correlation(pearson), abs=ERRORS / np.sqrt(N))


def test_two_regions_share_no_outages():
    model = prepare(scenario(hosting={"region": "eu-central-1"}), shipped(1), Run())
    found = np.corrcoef(ranks_of(model, "availability_self_host"), ranks_of(model, "availability_cloud"))[0, 1]
    assert abs(found) < ERRORS / np.sqrt(N)
