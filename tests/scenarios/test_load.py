"""Load and size, by hand, and held against the load tests that Medplum published.

Sources: medplum/medplum packages/docs/docs/self-hosting/load-testing.md (2755f5aad, 2023-04-12) and
blog/2026-03-30-medplum-performance-test (a280fc77). Small made-up patients and no bots: taken as optimistic.
"""

import pytest

from estimator import Run, estimate
from estimator.engine import central
from estimator.model import prepare
from tests.estimator.book_parts import shipped
from tests.estimator.generated import scenario

YEARS = 0.125 - 3  # the middle of the first quarter, seen from "in three years"


def quantity(name: str, **families):
    model = prepare(scenario(**families), shipped(1), Run())
    return float(central(model.graph, model.inputs, model.quarters, [name])[name][0, 0])


def test_load_by_patients_clinicians_or_the_own_figure():
    """0.3 requests a second per 1,000 patients, 0.2 per clinician; 15 % growth a year."""
    growth = 1.15**YEARS
    by_patients = quantity("peak_requests_per_second", workload={"patients": 100_000})
    assert by_patients == pytest.approx(30 * growth, rel=1e-9)
    by_clinicians = quantity("peak_requests_per_second", workload={"patients": 100_000, "clinicians": 400})
    assert by_clinicians == pytest.approx(80 * growth, rel=1e-9)
    given = {"patients": 100_000, "clinicians": 400, "requests_per_second_at_peak": 500}
    assert quantity("peak_requests_per_second", workload=given) == pytest.approx(500 * growth, rel=1e-9)


def test_a_reader_takes_two_fifths_off_the_writer():
    load = {"requests_per_second_at_peak": 1_000}
    alone = quantity("database_vcpu_needed", workload=load)
    assert alone == pytest.approx(1_000 * 1.15**YEARS / (150 * 0.6), rel=1e-9)
    with_reader = quantity("database_vcpu_needed", workload=load, hosting={"reader_pool": "yes"})
    assert with_reader == pytest.approx(0.6 * alone, rel=1e-9)
    one_zone = {"reader_pool": "yes", "multi_az": "no"}
    assert quantity("database_vcpu_needed", workload=load, hosting=one_zone) == pytest.approx(alone, rel=1e-9)


def test_known_data_replaces_what_is_loaded():
    loaded = quantity("database_gb_loaded", workload={"database_gb_at_start": 750})
    assert loaded == 750


# Year, tasks of 4 vCPU, database vCPU, mixed requests a second: mean and, where published, peak.
TESTS = [("2023", 3, 2, (504,)), ("2026", 15, 16, (2_398, 6_738))]


@pytest.mark.parametrize(("year", "tasks", "vcpu", "reached"), TESTS)
def test_the_published_load_tests_lie_in_our_range(year, tasks, vcpu, reached):
    """Requests a second at full load: each published figure, for one task and one vCPU, lies between low and high."""
    rows = shipped(1).assumptions
    for requests in reached:
        assert rows["req_per_s_per_task"].low <= requests / tasks <= rows["req_per_s_per_task"].high + 1
        assert rows["req_per_s_per_db_vcpu"].low <= requests / vcpu <= rows["req_per_s_per_db_vcpu"].high + 1
    assert rows["req_per_s_per_task"].likely <= min(reached) / tasks + 1
    assert rows["req_per_s_per_db_vcpu"].likely <= min(reached) / vcpu + 1


def test_the_cluster_of_2026_carries_less_here_than_it_was_measured_at():
    """2,398 requests a second ran on 15 tasks and 16 vCPU: with headroom the model asks for twice as many tasks."""
    now = {"requests_per_second_at_peak": 2_398, "patient_growth_per_year": 0}
    assert quantity("server_tasks", workload=now, hosting={"shape": "large"}) == 34  # 2,398 / (160 × 0.45), rounded up
    assert quantity("database_vcpu_needed", workload=now) == pytest.approx(26.64, abs=0.01)  # 2,398 / (150 × 0.6)


def test_the_cache_grows_with_the_peak_and_never_below_what_production_uses():
    """6 GB of production against 0.005 GB for each request a second: even at 1,200 a second."""
    for requests, memory in ((100, 6), (1_200, 6), (3_000, 15)):
        load = {"requests_per_second_at_peak": requests / 1.15**YEARS}
        assert quantity("redis_memory_sized_gb", workload=load) == pytest.approx(memory, rel=1e-9)


def test_the_cluster_of_2026_lies_in_the_range_of_the_cache():
    """26 GB at 2,398 requests a second, used or not: 0.0108 GB for each."""
    row = shipped(1).assumptions["redis_gb_per_request_per_second"]
    assert row.low <= 26 / 2_398 <= row.high


@pytest.mark.parametrize(
    ("platform", "requests", "words"),
    [
        ("azure", 6_000, "30 GB of cache, and the largest node in the price list has 26 GB"),
        ("aws", 30_000, "150 GB of cache, and the largest node in the price list has 105.81 GB"),
        ("aws", 6_000, None),
    ],
)
def test_a_cache_beyond_the_largest_node_is_named(platform, requests, words):
    load = {"requests_per_second_at_peak": requests, "patient_growth_per_year": 0}
    warnings = estimate(scenario(workload=load, hosting={"platform": platform}), shipped(1), Run(draws=64)).warnings
    said = [text for text in warnings if "of cache" in text]
    assert all(words in text for text in said) if words else not said
    assert bool(said) == bool(words)
