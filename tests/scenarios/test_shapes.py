"""Shapes and sizes by hand, and the published load tests: what a load needs, and what stands there at least.

Load tests (facts of 2023 and 2026, mixed create, read, search): 15 tasks of 4 vCPU carried 2,398 requests a second on a
database of 16 vCPU; 3 tasks of 4 vCPU carried 504, and the database was near its maximum.
"""

import math

import pytest

from estimator import Run, estimate
from estimator.model import prepare
from tests.estimator.book_parts import changed, row_of, shipped
from tests.estimator.figures import base, line_of
from tests.estimator.generated import scenario
from tests.scenarios.at_likely_values import likely
from tests.scenarios.aws_minimum import CENT, first_quarter
from tests.scenarios.hundred_thousand import on

FARGATE_VCPU, FARGATE_GB = 0.04048, 0.004445


@pytest.mark.parametrize(
    ("shape", "tasks", "vcpu", "memory", "database", "cache"),
    [
        ("minimum", 2, 2, 4, 2 * 0.26, 2 * 0.206),
        ("recommended", 3, 4, 8, 2 * 0.519, 2 * 0.206),
        ("large", 15, 4, 16, 2 * 2.076, 2 * 0.411),  # 16 vCPU; 26 GB of cache
        ("template", 2, 0.25, 0.5, 1 * 0.073 * 1.12, 2 * 0.065),  # 30 a second / 4.5 a task = 7 tasks, below
    ],
)
def test_what_stands_there_at_least(shape, tasks, vcpu, memory, database, cache):
    found = on(shape=shape)
    tasks = max(tasks, math.ceil(30 / (160 * vcpu / 4 * 0.45)))
    assert first_quarter(found, "server_vcpu_cost") == pytest.approx(tasks * vcpu * FARGATE_VCPU * 2_190, abs=CENT)
    assert first_quarter(found, "server_memory_cost") == pytest.approx(tasks * memory * FARGATE_GB * 2_190, abs=CENT)
    assert first_quarter(found, "database_instances_cost") == pytest.approx(database * 2_190, abs=CENT)
    assert first_quarter(found, "cache_nodes_cost") == pytest.approx(cache * 2_190, abs=CENT)


def test_the_template_brings_its_version_of_postgresql_and_its_log_retention():
    """EKS asks for PostgreSQL 15: Amazon's support ends on 29 February 2028, and one month of 2028Q1 is left.

    One instance of 2 vCPU × 730 h × 0.10 USD × chance 0.3 = 43.80. The CDK keeps logs 731 days: eight quarters.
    """
    eks = on(way="eks", shape="template")
    assert base(line_of(eks, "late_database_cost"))[4] == pytest.approx(2 * 730 * 0.10 * 0.3)
    assert eks.calendar[4].size == "large"
    assert line_of(on(way="eks"), "late_database_cost").state == "not_applicable"
    stored = base(line_of(on(shape="template"), "log_storage_cost"))
    assert stored[0] < stored[6] < stored[10]
    assert sum(base(line_of(on(shape="template"), "log_archive_cost"))) == 0
    usual = base(line_of(on(), "log_storage_cost"))
    assert stored[6] > 3 * usual[6]
    answered = base(line_of(on(shape="template", log_hot_days=30), "log_storage_cost"))
    assert answered[6] == pytest.approx(usual[6], rel=0.01)


@pytest.mark.parametrize(
    ("platform", "words"),
    [
        ("aws", "Redis 6"),
        ("azure", "require_secure_transport"),
        ("gcp", "autovacuum"),
        ("gcp", "password"),
    ],
)
def test_the_template_names_its_traps(platform, words):
    assert any(words in warning for warning in on(platform=platform, shape="template").warnings)
    assert not any(words in warning for warning in on(platform=platform).warnings)


def at_full_use(tables):
    """Targets of 100 %, as a load test drives its servers."""
    for key in ("cpu_target_app", "cpu_target_db"):
        row_of(tables["assumptions"], key=key).update(low="1", likely="1", high="1", shape="constant")


def sized(requests_per_second: float, shape: str = "large"):
    """Servers and database vCPU for a peak: patients × 0.3 a thousand."""
    patients = {"patients": requests_per_second / 0.3 * 1_000, "patient_growth_per_year": 0}
    answers = scenario(workload=patients, hosting={"shape": shape})
    return prepare(answers, changed(at_full_use), Run()), answers


@pytest.mark.parametrize(("load", "tasks", "vcpu"), [(2_398, 15, 16), (480, 3, 4)])
def test_the_published_load_tests_give_their_own_clusters(load, tasks, vcpu):
    """2,398 / 160 = 14.99 → 15 tasks; 2,398 / 150 = 15.99 → 16 vCPU. 480 = 3 × 160; 480 / 150 = 3.2 → 4 vCPU."""
    model, answers = sized(load, "recommended")
    found = estimate(answers, changed(at_full_use), Run(draws=64))
    assert first_quarter(found, "server_vcpu_cost") == pytest.approx(tasks * 4 * FARGATE_VCPU * 2_190, abs=CENT)
    price = {4: 0.519, 16: 2.076}[vcpu]
    assert first_quarter(found, "database_instances_cost") == pytest.approx(2 * price * 2_190, abs=CENT)
    assert model.database_ladder()


def test_the_throughput_is_taken_as_optimistic():
    """The low end is half of what was measured: tiny records, no bots, no audit events."""
    for key in ("req_per_s_per_task", "req_per_s_per_db_vcpu"):
        row = shipped(1).assumptions[key]
        assert row.low == row.likely / 2


def test_growth_climbs_to_the_next_size_when_the_target_is_crossed():
    """1 million patients in three years, growing by half a year: 300 a second at the end / 90 = 3.3 → 4 vCPU.

    At the start 300 × 1.5 ^ −2.875 = 93.5 a second → 1.04 vCPU: the smallest size, 2 vCPU, carries it.
    """
    growing = {"patients": 1_000_000, "patient_growth_per_year": 0.5}
    found = estimate(scenario(workload=growing), shipped(1), Run(draws=64))
    line = next(line for line in found.lines if line.key == "database_instances_cost")
    assert line.base_case is not None
    assert line.base_case[0] == pytest.approx(2 * 0.26 * 2_190, abs=CENT)
    assert line.base_case[-1] == pytest.approx(2 * 0.519 * 2_190, abs=CENT)
    assert list(line.base_case) == sorted(line.base_case)


def test_the_cache_climbs_with_the_load():
    """10 million patients: 3,000 a second × 0.005 = 15 GB: the next node, 26.32 GB; 4 million: 6 GB, the smallest."""
    for patients, price in ((4_000_000, 0.206), (10_000_000, 0.411)):
        load = {"patients": patients, "patient_growth_per_year": 0}
        found = estimate(scenario(workload=load), shipped(1), Run(draws=64))
        assert first_quarter(found, "cache_nodes_cost") == pytest.approx(2 * price * 2_190, abs=CENT)


def test_the_ceiling_of_one_writer_is_named():
    huge = {"patients": 60_000_000, "patient_growth_per_year": 0}
    warnings = estimate(scenario(workload=huge), shipped(1), Run(draws=64)).warnings
    assert any("one PostgreSQL writer is the ceiling" in warning for warning in warnings)
    assert not any("ceiling" in warning for warning in on().warnings)


@pytest.mark.parametrize(
    ("hosting", "patients", "words"),
    [
        ({"platform": "small_machine"}, 3_000_000, "database of 10 vCPU, and one machine here has 8"),
        ({"platform": "own_servers"}, 15_000_000, "database of 50 vCPU, and one machine here has 48"),
        ({"platform": "own_kubernetes"}, 3_000_000, "database of 10 vCPU, and one machine here has 8"),
    ],
)
def test_the_ceiling_of_one_machine_is_named(hosting, patients, words):
    """3 million patients: 900 a second / 90 = 10 vCPU; 15 million: 50 vCPU."""
    load = {"patients": patients, "patient_growth_per_year": 0}
    warnings = estimate(scenario(workload=load, hosting=hosting), shipped(1), Run(draws=64)).warnings
    assert any(words in warning for warning in warnings)
    assert not any("ceiling" in warning for warning in on(**hosting).warnings)


def test_connections_beyond_the_default_limit_are_named():
    """9 million patients: 2,700 a second / 36 a task = 75 tasks × 50 = 3,750 connections; Cloud SQL takes 1,000."""
    many = {"patients": 9_000_000, "patient_growth_per_year": 0}
    google = estimate(scenario(workload=many, hosting={"platform": "gcp"}), shipped(1), Run(draws=64))
    assert any("up to 3,750 database connections; db-custom-32-122880 takes 1,000" in text for text in google.warnings)
    assert not any("connections" in warning for warning in on(platform="gcp").warnings)


@pytest.mark.parametrize(("commitment", "factor"), [("one_year", 0.68), ("three_years", 0.48)])
def test_a_commitment_lowers_machines_and_databases_alone(commitment, factor):
    """Likely 0.68 of the price for one year, 0.48 for three: servers, database, cache; not traffic or storage."""
    listed, committed = on(), on(commitment=commitment)
    lowered = {"server_vcpu_cost", "server_memory_cost", "database_instances_cost", "cache_nodes_cost"}
    for line in listed.lines:
        if line.group == "infrastructure" and line.state == "estimated":
            expected = factor if line.key in lowered else 1
            assert first_quarter(committed, line.key) == pytest.approx(
                expected * first_quarter(listed, line.key), abs=CENT
            ), line.key


# Copies of the first quarter, as in `test_recovery.py`: three lines of files, two of snapshots; and the drill.
COPIES_AND_DRILL = 142.3125 + 20.625 + 41.25 + 5.29199 + 6.15999 + 2.52396


def test_support_of_the_provider():
    """The bill of `test_aws_us_east_1.py` is 3,502.45 a quarter, staging 1,434.67 and settings that stand by 5.10:

    4,942.22 and copies and drill 218.16 = 5,160.38 a quarter, 1,720.13 a month: 10 %, above 100 USD a month.
    Without staging 10 % of 3,507.55 + 218.16.
    """
    expected = 0.10 * (4_942.22 + COPIES_AND_DRILL)
    assert first_quarter(on(support_plan="business"), "cloud_support_cost") == pytest.approx(expected, abs=0.01)
    alone = on(support_plan="business", staging="no")
    expected = 0.10 * (3_507.55 + COPIES_AND_DRILL)
    assert first_quarter(alone, "cloud_support_cost") == pytest.approx(expected, abs=0.01)


def test_support_is_charged_on_one_more_database_and_on_a_late_version():
    """Half an instance, 1,138.80 / 2 × 0.5 = 284.70 a quarter; the surcharge of PostgreSQL 15 is 292 USD in 2028Q1."""
    asked = {"support_plan": "business"}
    load = {"patients": 100_000, "patient_growth_per_year": 0}

    def support(quarter=0, **answers):
        return likely({"hosting": asked, "workload": load, **answers}, "cloud_support_cost", quarter)

    with_sql = support(needs={"answers": {"sql_warehouse": "must"}})
    assert with_sql - support() == pytest.approx(28.47, abs=0.011)
    late, in_time = ({"postgresql_version": "15", "in_time": answer} for answer in ("no", "yes"))
    assert support(4, upgrades=late) - support(4, upgrades=in_time) == pytest.approx(29.20, abs=0.011)


def test_a_small_bill_pays_the_minimum_of_the_support_plan():
    """As the template ships with no load: far below 1,000 USD a month, so 100 USD a month."""
    small = {"patients": 1_000, "patient_growth_per_year": 0}
    hosting = {"platform": "aws", "shape": "template", "support_plan": "business"}
    found = estimate(scenario(workload=small, hosting=hosting), shipped(1), Run(draws=64))
    assert first_quarter(found, "cloud_support_cost") == pytest.approx(300, abs=CENT)


def test_a_provider_whose_support_has_no_price_says_so():
    line = next(line for line in on(platform="gcp", support_plan="business").lines if line.key == "cloud_support_cost")
    assert line.state == "not_estimated"


def test_volume_steps_of_traffic():
    """10 million patients: 4,730.4 million requests × 8 GB = 37,843.2 GB a quarter to the internet.

    Steps of a quarter: 300 GB free, to 30,720 GB at 0.09, above at 0.085:
    30,420 × 0.09 + 7,123.2 × 0.085 = 2,737.80 + 605.47 = 3,343.27 USD.
    """
    many = {"patients": 10_000_000, "patient_growth_per_year": 0}
    found = estimate(scenario(workload=many), shipped(1), Run(draws=64))
    assert first_quarter(found, "internet_egress_cost") == pytest.approx(3_343.27, abs=0.01)


def test_a_changed_list_price_moves_every_step():
    """The list says what the first paid step costs; the steps keep their proportion."""

    def dearer(tables):
        row_of(tables["prices"], region="us-east-1", sku="egress-internet-0-10TB").update(price_usd="0.18")

    many = {"patients": 10_000_000, "patient_growth_per_year": 0}
    found = estimate(scenario(workload=many), changed(dearer), Run(draws=64))
    assert first_quarter(found, "internet_egress_cost") == pytest.approx(2 * 3_343.27, abs=0.02)
