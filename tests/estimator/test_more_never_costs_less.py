"""Twice the load never costs less, on every bill, in every shape, for every driver, line by line at likely values."""

from itertools import pairwise
from math import exp, log

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from estimator import Run, Scenario, estimate
from estimator.scenario import Quantity, Workload
from tests.estimator.book_parts import shipped
from tests.estimator.generated import scenario

FEW = Run(draws=64)
BILLS = [
    *({"platform": row["platform"]} for row in shipped(1).rows("platforms")),
    *({"platform": row["platform"], "way": row["way"]} for row in shipped(1).rows("ways")),
]
LEVELS = sorted({row["level"] for row in shipped(1).rows("recovery_levels")})
SHAPES = ("minimum", "recommended", "large", "template")
# More growth to the same number of patients is a smaller start: no driver of this kind.
DRIVERS = {
    field: meaning
    for field, meaning in Workload.declared().items()
    if isinstance(meaning, Quantity) and field != "patient_growth_per_year"
}
GROUPS = ("infrastructure", "observability", "environments", "recovery")
# What lies between nothing and the largest platform that the ladders hold.
LARGEST = {"patients": 5_000_000, "clinicians": 20_000, "requests_per_second_at_peak": 2_000}


def costs(answers: Scenario) -> dict[str, tuple[float, ...]]:
    """Lines of the platform with a figure, by quarter at likely values."""
    lines = estimate(answers, shipped(1), FEW).lines
    return {
        line.key: line.base_case
        for line in lines
        if line.option == "self_host" and line.group in GROUPS and line.base_case is not None
    }


@st.composite
def doubled(draw: st.DrawFn, levels: st.SearchStrategy[str]) -> tuple[Scenario, Scenario, str]:
    """A scenario, the same with twice of one driver, and that driver's name."""
    field = draw(st.sampled_from(sorted(DRIVERS)))
    meaning = DRIVERS[field]
    least, most = max(meaning.minimum, 1e-2), LARGEST.get(field, min(meaning.maximum, 2_000)) / 2
    amount = exp(draw(st.floats(log(least), log(most))))  # as many small systems as large ones
    hosting = {**draw(st.sampled_from(BILLS)), "shape": draw(st.sampled_from(SHAPES))}
    hosting |= {"multi_az": draw(st.sampled_from(["yes", "no"]))}
    wider = {"hosting": hosting, "recovery": {"level": draw(levels)}}
    patients = draw(st.sampled_from([2_000, 100_000, 1_500_000]))
    one, two = (scenario(workload={"patients": patients, field: value}, **wider) for value in (amount, 2 * amount))
    return one, two, field


@given(doubled(st.sampled_from(LEVELS)))
@settings(max_examples=60, deadline=None, derandomize=True)
def test_twice_a_driver_never_costs_less_on_any_line(case):
    one, two, field = case
    assert_not_less(costs(one), costs(two), field)


@given(doubled(st.just("unknown")))
@settings(max_examples=40, deadline=None, derandomize=True)
def test_twice_a_driver_never_costs_less_where_the_level_of_recovery_follows(case):
    """A larger database takes longer to restore: the level may rise and other lines stand there, but never for less."""
    one, two, field = case
    before, after = sum(map(sum, costs(one).values())), sum(map(sum, costs(two).values()))
    assert after >= before * (1 - 1e-9), field


def assert_not_less(before: dict[str, tuple[float, ...]], after: dict[str, tuple[float, ...]], what: str) -> None:
    assert before.keys() == after.keys()
    for key, quarters in before.items():
        assert all(b >= a - 1e-9 * (1 + a) for a, b in zip(quarters, after[key], strict=True)), (what, key)


@pytest.mark.parametrize("hosting", BILLS, ids=lambda hosting: "-".join(hosting.values()))
def test_every_step_of_every_ladder_costs_more_than_the_one_below(hosting):
    """From 1,000 patients twice as many each time, to 33 million: every size of every ladder is crossed."""
    recovery = {"level": "warm_standby"}
    found = [
        costs(scenario(workload={"patients": 1_000 * 2**step}, hosting=hosting, recovery=recovery))
        for step in range(16)
    ]
    for before, after in pairwise(found):
        assert_not_less(before, after, "patients")
    assert sum(map(sum, found[-1].values())) > 1.5 * sum(map(sum, found[0].values()))
