"""Many variants at once: the same figures as one by one, in the order asked, whatever shares a graph."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from estimator import Run, estimate
from estimator.estimate import OPTIONS
from estimator.variants import evaluate
from tests.estimator.book_parts import shipped
from tests.estimator.generated import TYPICAL, scenario, scenarios, typical

FEW = Run(draws=50)


def test_a_variant_is_the_base_case_of_its_estimate():
    for name in TYPICAL:
        found = estimate(typical(name), shipped(1), FEW)
        (variant,) = evaluate([typical(name)], shipped(1), FEW)
        for option in OPTIONS:
            key = (option, found.headline_view, found.basis)
            assert variant.total[key] == pytest.approx(found.options[option].base_case, rel=1e-12)
        assert variant.complete == all(result.complete for result in found.options.values())
        assert (variant.plan, variant.recovery) == (found.plan, found.recovery)


def test_a_batch_gives_each_variant_what_it_gets_alone():
    prices = [scenario(people={"engineer_cost_per_year": pay}) for pay in (120_000, 200_000, 260_000)]
    sizes = [scenario(workload={"patients": patients}) for patients in (500, 5_000_000)]
    mixed = [prices[2], *map(typical, TYPICAL), prices[0], sizes[1], prices[1], sizes[0]]
    together = evaluate(mixed, shipped(1), FEW)
    for one, variant in zip(mixed, together, strict=True):
        (alone,) = evaluate([one], shipped(1), FEW)
        assert variant.total == pytest.approx(alone.total, rel=1e-12)
        assert variant.npv == pytest.approx(alone.npv, rel=1e-12)
        assert (variant.bases, variant.complete, variant.plan) == (alone.bases, alone.complete, alone.plan)


@settings(max_examples=15, deadline=None, derandomize=True)
@pytest.mark.filterwarnings("ignore:overflow encountered in exp")
@given(st.lists(scenarios(), max_size=4))
def test_any_scenarios_can_stand_in_one_batch(answers):
    together = evaluate(answers, shipped(1), FEW)
    assert len(together) == len(answers)
    for one, variant in zip(answers, together, strict=True):
        (alone,) = evaluate([one], shipped(1), FEW)
        assert variant.total == pytest.approx(alone.total, rel=1e-9, abs=1e-6)


def test_the_difference_is_self_host_minus_cloud_in_present_values():
    (variant,) = evaluate([scenario()], shipped(1))
    for view, basis in product(("loaded", "cash"), ("quarters", "tasks")):
        assert variant.difference(view, basis) == (
            variant.npv[("self_host", view, basis)] - variant.npv[("cloud", view, basis)]
        )
    assert variant.bases == ("quarters", "tasks")


def test_present_values_discount_the_middle_of_each_quarter():
    """2,000 USD a month more: 6,000 USD a quarter, at 9.3 % a year."""
    year = {"horizon_quarters": 4, "recovers_tax": "yes"}
    cheap, dear = evaluate([scenario(money=year, needs={"quote_per_month": usd}) for usd in (1_000, 3_000)], shipped(1))
    key = ("cloud", "cash", "quarters")
    expected = sum(6_000 / 1.093 ** ((i + 0.5) / 4) for i in range(4))
    assert dear.npv[key] - cheap.npv[key] == pytest.approx(expected, rel=1e-12)
    assert dear.total[key] - cheap.total[key] == pytest.approx(24_000, rel=1e-12)


def test_the_four_recovery_levels_are_four_variants():
    targets = ((1_440, 1_440), (240, 60), (60, 15), (5, 2))
    found = evaluate([scenario(recovery={"rto_minutes": rto, "rpo_minutes": rpo}) for rto, rpo in targets], shipped(1))
    assert [variant.recovery.level for variant in found] == [
        "backup_restore",
        "pilot_light",
        "warm_standby",
        "active_active",
    ]
    costs = [variant.total[("self_host", "cash", "quarters")] for variant in found]
    assert costs == sorted(costs)


def test_no_scenarios_give_no_variants():
    assert evaluate([], shipped(1)) == ()
