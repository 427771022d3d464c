"""The user lists the fourth of four quarters as large (basis quarters, an engineer at 200,000 USD a year).

Book 1 (rows fte_normal_quarter, fte_large_quarter; Medplum's page "Self-hosting vs Cloud", wording of 2025-07-29):
0.5 FTE in a normal quarter, 3 FTE in a large one, which replaces the 0.5. The list replaces calendar and rate.

    quarter            2027Q1   2027Q2   2027Q3   2027Q4     year
    share large             0        0        0        1
    FTE                   0.5      0.5      0.5      3.0     average (3 × 0.5 + 3.0) / 4 = 1.125
    FTE × 200,000 / 4  25,000   25,000   25,000  150,000     225,000 = 1.125 × 200,000 USD
"""

import pytest

from estimator import estimate
from tests.estimator.book_parts import shipped
from tests.estimator.figures import base, line_of
from tests.estimator.generated import scenario


@pytest.fixture(scope="module", params=[1, 2])
def found(request):
    answers = scenario(
        people={"engineer_cost_per_year": 200_000},
        upgrades={"large_quarters": ["2027Q4"]},
        money={"horizon_quarters": 4, "first_quarter": "2027Q1"},
    )
    return estimate(answers, shipped(request.param))


def test_the_share_of_each_quarter(found):
    assert found.quarters == ("2027Q1", "2027Q2", "2027Q3", "2027Q4")
    assert found.large_quarter_share == (0, 0, 0, 1)


def test_fte_at_likely_values():
    answers = scenario(upgrades={"large_quarters": ["2027Q4"]}, money={"horizon_quarters": 4})
    result = estimate(answers, shipped(1)).options["self_host"]
    assert result.fte_base_case == (0.5, 0.5, 0.5, 3.0)
    assert sum(result.fte_base_case) / 4 == 1.125


def test_cost_at_likely_values(found):
    ordinary = base(line_of(found, "maintenance_cost_quarters"))
    peak = base(line_of(found, "peak_cost_quarters"))
    assert ordinary == pytest.approx((25_000, 25_000, 25_000, 25_000), rel=1e-12)
    assert peak == pytest.approx((0, 0, 0, 125_000), rel=1e-12)
    cost = [sum(pair) for pair in zip(ordinary, peak, strict=True)]
    assert sum(cost) == pytest.approx(225_000, rel=1e-12)


def test_mean_fte_over_the_draws(found):
    """Means of the ranges 0.25 / 0.5 / 1 and 1 / 3 / 4: (low + 4 × likely + high) / 6 = 0.541667 and 2.833333 FTE."""
    fte = found.fte_by_basis["quarters"]
    assert fte == pytest.approx((0.541667, 0.541667, 0.541667, 2.833333), abs=1e-5)
