"""Azure, smallest shape for production; quantities as derived in `aws_minimum.py` and `hundred_thousand.py`.

Prices of eastus: virtual machines of 2026-06-18 (karpenter), Redis and PostgreSQL of 2026-07-26 (InfraGenie), gateway
of 2022-10-03 (Microsoft's page on its pricing, East US); logs, backups, node disks and load balancer of 2026-08-09
(read from the price service by InstaNode); small services of 2024 (infracost); Front Door, network and private endpoint
of 2026. Derived: object storage, zones (ratio to the region whose list is in hand).
"""

import pytest

from estimator import Run, estimate
from tests.estimator.book_parts import shipped
from tests.estimator.generated import scenario
from tests.scenarios.aws_minimum import CENT, HOURS, MONTHS, ONCE, Component, assert_bill, first_quarter
from tests.scenarios.hundred_thousand import on

DAYS = 91.25
BILL = [
    Component("cluster_fee", 1, 0.10, HOURS, 219.00),
    Component("worker_nodes", 3, 0.192, HOURS, 1_261.44),
    Component("node_disks", 3, 10.21, MONTHS, 91.89),  # 50 GB each, billed as 64
    Component("database_instances", 2, 0.178, HOURS, 779.64),  # the standby is billed like the writer
    Component("database_storage", 195.9998, 0.115, MONTHS, 67.62),  # both disks
    Component("database_backup", 20.99998, 0.095, MONTHS, 5.98),
    Component("cache_nodes", 2, 0.225, HOURS, 985.50),  # C3, 6 GB, price of one of its two nodes
    Component("private_endpoints", 1, 0.01, HOURS, 21.90),
    Component("gateway", 1, 0.443, HOURS, 970.17),
    Component("gateway_capacity", 20, 0.0144, HOURS, 630.72),  # two instances hold ten units each, used or not
    Component("outbound_rule", 1, 0.025, HOURS, 54.75),
    Component("outbound_traffic", 766.128, 0.005, ONCE, 3.83),
    Component("public_addresses", 1, 0.005, HOURS, 10.95),
    Component("internet_egress", 78.432, 0.087, ONCE, 6.82),  # 378.432 − 300 free
    Component("cdn_base", 1, 35.00, MONTHS, 105.00),
    Component("cdn_traffic", 797.304, 0.083, ONCE, 66.18),
    Component("cdn_requests", 473.04, 0.009, ONCE, 4.26),
    Component("object_storage", 2_062.5, 0.0208, MONTHS, 128.70),
    Component("object_writes", 75, 0.055, ONCE, 4.13),
    Component("object_reads", 150, 0.0043, ONCE, 0.65),
    Component("secrets", 3, 0.03, ONCE, 0.09),
    Component("encryption_keys", 1, 1.00, MONTHS, 3.00),
    Component("container_images", 1, 0.1666666667, DAYS, 15.21),
    Component("hosted_zones", 1, 0.50, MONTHS, 1.50),
    Component("dns_queries", 0.94608, 0.40, ONCE, 0.38),
    Component("email", 150, 0.16, ONCE, 24.00),
    Component("log_ingest", 186.912, 2.30, ONCE, 429.90),  # 201.912 − 15 free
    Component("log_storage", 0, 0.10, MONTHS, 0.00),
    Component("log_archive", 135.52997, 0.026 * 0.835, MONTHS, 8.83),  # as taken in
]
TOTAL = 5_902.04  # 1,967.35 a month


@pytest.fixture(scope="module")
def found():
    return on(platform="azure", region="eastus")


def test_every_component(found):
    assert_bill(found, BILL)


def test_the_whole_bill(found):
    assert sum(row.cost for row in BILL) == pytest.approx(TOTAL, abs=0.05)
    assert sum(first_quarter(found, f"{row.name}_cost") for row in BILL) == pytest.approx(TOTAL, abs=0.05)


def test_nothing_is_left_without_a_figure(found):
    assert not [line.key for line in found.lines if line.option == "self_host" and line.state == "not_estimated"]


def test_hot_blobs_in_western_europe_are_the_top_tier_over_092():
    """0.018032 / 0.92 = 0.0196 USD: the list in hand is that of the top tier; the factor 0.942 gives the same."""
    storage = first_quarter(on(platform="azure", region="westeurope"), "object_storage_cost")
    assert storage == pytest.approx(2_062.5 * 0.018032 / 0.92 * 3, rel=1e-3)


def test_one_zone_bills_no_standby():
    """0.178 × 2,190 = 389.82 USD, and one disk of 97.9999 GB × 0.115 × 3 = 33.81 USD."""
    one = on(platform="azure", multi_az="no")
    assert first_quarter(one, "database_instances_cost") == pytest.approx(389.82, abs=CENT)
    assert first_quarter(one, "database_storage_cost") == pytest.approx(33.81, abs=CENT)


def test_vcores_are_linear():
    """9 million patients: 30 a second × 90 = 2,700 / 90 = 30 vCPU needed: D32ds_v5 = 16 pairs × 0.178 × 2 × 2,190."""
    answers = scenario(workload={"patients": 9_000_000, "patient_growth_per_year": 0}, hosting={"platform": "azure"})
    large = estimate(answers, shipped(1))
    assert first_quarter(large, "database_instances_cost") == pytest.approx(16 * 0.178 * 2 * 2_190, abs=CENT)


def test_one_more_database_has_a_disk_of_its_own():
    """Half of an instance, 389.82 × 0.5, and one of the two disks, 33.81."""
    found = estimate(
        scenario(
            workload={"patients": 100_000, "patient_growth_per_year": 0},
            hosting={"platform": "azure"},
            needs={"answers": {"sql_warehouse": "must"}},
        ),
        shipped(1),
        Run(draws=64),
    )
    assert first_quarter(found, "analytics_replica_cost") == pytest.approx(389.82 * 0.5 + 33.81, abs=0.01)
