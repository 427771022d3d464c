"""What decides: curves, switches, influence, held inputs and alternatives, each against a whole run."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from estimator import Book, Run, Scenario, estimate
from estimator.estimate import Combination, Estimate
from estimator.inputs import Ranged
from estimator.model import prepare
from estimator.scenario import Given
from estimator.sensitivity import Driver, Sensitivity
from estimator.sensitivity.influence import Drawn
from estimator.variants import evaluate
from tests.builders_estimate import changed_book
from tests.estimator.book_parts import shipped
from tests.estimator.generated import TYPICAL, scenario

RUN = Run(draws=1_024)
CASES = {
    **TYPICAL,
    "small clinic in India": {
        "workload": {"patients_band": "under_10k"},
        "people": {"country": "IN", "coverage": "working_hours"},
    },
    "a price in writing": {"needs": {"quote_per_month": 20_000}, "workload": {"patients": 50_000}},
}


@cache
def estimated(name: str) -> Estimate:
    return estimate(scenario(**CASES[name]), shipped(1), RUN)


def decided(name: str) -> Sensitivity:
    found = estimated(name).sensitivity
    assert found is not None
    return found


def rerun_at(name: str, driver: Driver, value: float) -> tuple[Scenario, Book]:
    """The scenario or the book in which the input has that value: an answer or the likely value of a row."""
    chosen, book = scenario(**CASES[name]), shipped(1)
    for family, answers in chosen.families():
        if driver.leaf.kind == "answer" and driver.leaf.key in answers.declared():
            changed = answers.model_copy(update={driver.leaf.key: Given(value, value, value)})
            return chosen.model_copy(update={family: changed}), book
    cells = dict.fromkeys(("low", "likely", "high"), repr(value))
    return chosen, changed_book("assumptions", driver.leaf.key, book, **cells, shape="constant", ends="bounds")


def movable(name: str) -> list[Driver]:
    """Drivers that a run can be told about: answers, and rows of the book's assumptions."""
    rows = shipped(1).assumptions
    found = [one for one in decided(name).drivers.values() if one.answered or one.leaf.key in rows]
    return [one for one in found if not one.leaf.key.startswith("recovery_share_")]


@pytest.mark.parametrize("name", CASES)
def test_the_likely_point_of_every_curve_is_the_base_case(name):
    found = estimated(name)
    now = evaluate([scenario(**CASES[name])], shipped(1), RUN)[0].difference(found.headline_view, found.basis)
    for curve in decided(name).curves.values():
        place = curve.values.index(curve.driver.likely)
        assert curve.differences[place] == pytest.approx(now, abs=0.005)
        assert list(curve.values) == sorted(set(curve.values))


@pytest.mark.parametrize("name", CASES)
def test_the_ends_of_a_curve_are_what_a_run_with_that_value_gives(name):
    found = estimated(name)
    for driver in movable(name)[::9]:
        curve = decided(name).curves[driver.name]
        for value, expected in ((driver.low, curve.at_low), (driver.high, curve.at_high)):
            changed, book = rerun_at(name, driver, value)
            variant = evaluate([changed], book, RUN)[0]
            if variant.recovery.level == found.recovery.level and variant.plan.plan == found.plan.plan:
                assert variant.difference(found.headline_view, found.basis) == pytest.approx(expected, abs=0.01)


@pytest.mark.parametrize("name", CASES)
def test_just_before_a_switch_nothing_has_changed_and_just_after_the_other_option_is_cheaper(name):
    found = estimated(name)
    key = (found.headline_view, found.basis)
    now = evaluate([scenario(**CASES[name])], shipped(1), RUN)[0].difference(*key) < 0
    checked = 0
    for driver in movable(name):
        for switch in decided(name).switches.get(driver.name, ()):
            before, after = (
                evaluate([changed], book, RUN)[0].difference(*key) < 0
                for changed, book in (rerun_at(name, driver, value) for value in (switch.before, switch.value))
            )
            assert before == now != after
            assert abs(switch.value - switch.before) <= 1e-6 * (driver.high - driver.low)
            assert 0 < switch.way <= 1
            checked += 1
    if name in ("small clinic in India", "a price in writing"):
        assert checked


@pytest.mark.parametrize("name", CASES)
def test_without_a_switch_no_point_of_the_curve_has_another_answer(name):
    for curve in decided(name).curves.values():
        if curve.driver.name not in decided(name).switches:
            assert len({difference < 0 for difference in curve.differences}) == 1


def test_the_nearest_switch_comes_first():
    ways = [switch.way for switch in decided("small clinic in India").nearest]
    assert ways == sorted(ways)
    assert ways


def test_an_input_held_in_every_draw_gives_what_a_run_with_that_constant_gives():
    name = "small clinic in India"
    found = estimated(name)
    drivers = [one for one in movable(name) if one.ranged and not one.answered][::12]
    moves = [(one.name, one.high) for one in drivers]
    for driver, combinations in zip(drivers, decided(name).rerun(moves, found.combinations), strict=True):
        changed, book = rerun_at(name, driver, driver.high)
        expected = estimate(changed, book, RUN)
        for one, other in zip(combinations, expected.combinations, strict=True):
            assert one.npv == pytest.approx(other.npv, rel=1e-9)
            assert one.probability_self_host_cheaper == other.probability_self_host_cheaper


def test_alternatives_are_what_the_other_answer_gives():
    name = "small clinic in India"
    found = estimated(name)
    for one in decided(name).alternatives[:8]:
        answers = CASES[name].get(one.family, {})
        changed = scenario(**{**CASES[name], one.family: {**answers, one.name: one.option}})
        variant = evaluate([changed], shipped(1), RUN)[0]
        assert variant.difference(found.headline_view, found.basis) == pytest.approx(one.difference)
    moved = [abs(one.moved) for one in decided(name).alternatives]
    assert moved == sorted(moved, reverse=True)


def test_shares_add_up_and_none_is_below_nought():
    for name in CASES:
        shares = decided(name).shares
        assert sum(shares.values()) == pytest.approx(1)
        assert all(0 <= share <= 1 for share in shares.values())


# --- influence, on differences whose every figure can be worked out by hand -----------------------


@cache
def two_inputs() -> tuple[dict[str, Ranged], tuple[Driver, ...]]:
    """Two independent inputs of one model, drawn uniformly between 0 and 1 by their strata."""
    model = prepare(Scenario(), shipped(1), Run())
    names = ("fte_large_quarter", "fte_normal_quarter")
    free = {
        name: replace(found, loadings=())
        for name, found in model.inputs.items()
        if name in names and isinstance(found, Ranged)
    }
    return free, tuple(Driver(name, found.leaf, 0, 0.5, 1, ranged=True) for name, found in free.items())


def uniform(name: str, run: Run) -> np.ndarray:
    return (two_inputs()[0][name].ranks(run.seed, run.draws) + 0.5) / run.draws


@pytest.mark.parametrize("mean", [-0.1, 0.1])
def test_value_and_share_of_an_input_by_hand(mean):
    """d = x + m, x uniform on (-1/2, 1/2). Knowing x: choose self-hosting where d < 0.

    E[min(0, d)] = -(1/2 - m)² / 2; without knowing, min(0, m).
    """
    run = Run()
    inputs, drivers = two_inputs()
    first, _ = drivers
    drawn = Drawn(uniform(first.name, run) - 0.5 + mean, run)
    known, idle = drawn.influences(drivers, inputs)
    by_hand = min(0, mean) + (0.5 - mean) ** 2 / 2
    assert drawn.value_of_knowing_all_usd == pytest.approx(by_hand, rel=1e-6)
    assert known.value_usd == pytest.approx(by_hand, rel=0.01)
    assert known.share == pytest.approx(1, abs=0.002)
    assert known.rank_correlation == pytest.approx(1)
    assert known.width_usd == pytest.approx(0.8, abs=0.04)
    assert (idle.value_usd, idle.share, idle.width_usd) == (0, 0, 0)
    assert abs(idle.rank_correlation) < 0.03
    assert known.chances[0] == pytest.approx(1, abs=1e-3)
    assert known.chances[-1] == pytest.approx(0, abs=1e-3)


def test_two_equal_inputs_share_the_spread():
    run = Run()
    inputs, drivers = two_inputs()
    drawn = Drawn(np.add(*(uniform(one.name, run) for one in drivers)) - 1, run)
    shares = [one.share for one in drawn.influences(drivers, inputs)]
    assert shares == pytest.approx([0.5, 0.5], abs=0.03)


def test_combinations_keep_their_view_and_basis_when_an_input_is_held():
    found = estimated("nothing answered")
    (held,) = decided("nothing answered").rerun([("fte_large_quarter", 4.0)], found.combinations)
    assert [(one.view, one.basis) for one in held] == [(one.view, one.basis) for one in found.combinations]
    assert all(isinstance(one, Combination) for one in held)


def test_at_the_price_of_equal_cost_both_options_cost_the_same():
    """A price in writing stands for the whole period, so the difference at likely values is then nought."""
    for cost in (150_000, 260_000):
        families = {"people": {"engineer_cost_per_year": {"low": 120_000, "likely": cost, "high": 300_000}}}
        found = estimate(scenario(**families, needs={"quote_per_month": 9_000}), shipped(1), RUN)
        assert found.sensitivity is not None
        assert found.sensitivity.people is not None
        for line in found.sensitivity.equal_cost:
            place = line.costs.index(cost)
            at_price = scenario(**families, needs={"quote_per_month": line.prices_usd_per_month[place]})
            (variant,) = evaluate([at_price], shipped(1), RUN)
            assert variant.difference(found.headline_view, line.basis) == pytest.approx(0, abs=0.01)
            assert list(line.prices_usd_per_month) == sorted(line.prices_usd_per_month)
