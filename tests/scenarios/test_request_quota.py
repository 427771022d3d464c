"""Requests in the busiest minute against Medplum Cloud's default quota.

Points: read 1, search 20, write 100; a project has 500,000 a minute (medplum/medplum
packages/docs/docs/rate-limits.md main@3fd0390e, 2026-07-23). With 10 % writes and 30 % searches a request takes
0.6 × 1 + 0.3 × 20 + 0.1 × 100 = 16.6 points; 300 requests a second are 300 × 60 × 16.6 = 298,800 points a minute,
500 are 498,000, 502 are 499,992 and 503 are 500,988. Growth is held at nought, so that every quarter is the same.
"""

import pytest

from decisions.advice import evaluate
from estimator import estimate
from tests.builders_estimate import changed_book, make_case

SHARES = {"api_write_share": "0.1", "api_search_share": "0.3"}


def book():
    found = None
    for key, value in SHARES.items():
        found = changed_book("assumptions", key, book=found, low=value, likely=value, high=value, shape="constant")
    return found


def case_of(requests, **workload):
    load = {"requests_per_second_at_peak": requests, "patient_growth_per_year": 0, **workload}
    return make_case(reasons={"raised": ["nothing"]}, scenario={"workload": load})


@pytest.mark.parametrize(
    ("requests", "points", "asked"),
    [
        (300, 298_800, False),
        (500, 498_000, False),
        (502, 499_992, False),
        (503, 500_988, True),
        (5_000, 4_980_000, True),
    ],
)
def test_points_of_a_measured_load(requests, points, asked):
    case = case_of(requests)
    found = estimate(case.scenario, book())

    assert found.points_at_peak == pytest.approx(points, rel=1e-9)
    assert ("request_limits" in {one.gate for one in evaluate(case, found, book())}) is asked


def test_several_installations_share_the_load():
    """Each has a project, and a quota, of its own: 5,000 requests a second over ten are 500 each, 498,000 points."""
    load = {"requests_per_second_at_peak": 5_000, "patient_growth_per_year": 0}
    found = estimate(make_case(scenario={"workload": load, "money": {"installations": 10}}).scenario, book())

    assert found.points_at_peak == pytest.approx(498_000, rel=1e-9)


def test_growth_counts_in_the_busiest_quarter():
    """20 % a year: the load is asked for three years on; the last quarter's middle is 2.875 years in: 1.2^-0.125."""
    found = estimate(case_of(300, patient_growth_per_year=0.2).scenario, book())

    assert found.points_at_peak == pytest.approx(298_800 * 1.2**-0.125, rel=1e-3)
