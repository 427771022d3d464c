"""Google Cloud, smallest shape for production; quantities as in `aws_minimum.py` and `hundred_thousand.py`.

Prices of us-central1: GKE of 2026-07-01, Cloud SQL, Memorystore, NAT, storage of 2024-07-01 (infracost), egress and
disks of 2025-03-06 (Cyclenerd), load balancer, CDN and logging of 2026-09 (transcripts of the vendor's pages).
"""

import pytest

from tests.scenarios.aws_minimum import CENT, HOURS, MONTHS, ONCE, Component, assert_bill, first_quarter
from tests.scenarios.hundred_thousand import on

BILL = [
    Component("cluster_fee", 1, 0.10, HOURS, 219.00),
    Component("server_vcpu", 4, 0.0445, HOURS, 389.82),
    Component("server_memory", 8, 0.0049225, HOURS, 86.24),
    Component("database_instances", 2, 0.1351, HOURS, 591.74),  # = one with high availability, 0.2702
    Component("database_storage", 195.9998, 0.17, MONTHS, 99.96),  # = 98 GB with high availability at 0.34
    Component("database_backup", 90.99991, 0.08, MONTHS, 21.84),
    Component("cache_nodes", 6, 0.054, HOURS, 709.56),  # 6 GB in size class M2, replica inside the price
    Component("nat_hours", 3, 0.0014, HOURS, 9.20),
    Component("nat_traffic", 766.128, 0.045, ONCE, 34.48),
    Component("load_balancer", 1, 0.025, HOURS, 54.75),
    Component("load_balancer_traffic", 473.04, 0.008, ONCE, 3.78),  # 378.432 of answers × 1.25
    Component("internet_egress", 375.432, 0.12, ONCE, 45.05),  # 378.432 − 3 × 1 GB free, all in the first step
    Component("cdn_traffic", 797.304, 0.08, ONCE, 63.78),
    Component("cdn_requests", 4.7304, 0.75, ONCE, 3.55),
    Component("object_storage", 2_062.5, 0.02, MONTHS, 123.75),
    Component("object_writes", 75, 0.05, ONCE, 3.75),
    Component("object_reads", 150, 0.004, ONCE, 0.60),
    Component("secrets", 3, 0.06, MONTHS, 0.54),
    Component("secret_reads", 3, 0.03, ONCE, 0.09),
    Component("container_images", 5, 0.10, MONTHS, 1.50),
    Component("hosted_zones", 1, 0.20, MONTHS, 0.60),
    Component("dns_queries", 0.94608, 0.40, ONCE, 0.38),
    Component("email", 150, 0.16, ONCE, 24.00),
    Component("log_ingest", 51.912, 0.50, ONCE, 25.96),  # 201.912 − 150 free
    Component("log_storage", 0, 0.01, MONTHS, 0.00),
    Component("log_archive", 20.3295, 0.0012, MONTHS, 0.07),
]
TOTAL = 2_513.99  # 838.00 a month


@pytest.fixture(scope="module")
def found():
    return on(platform="gcp", region="us-central1")


def test_every_component(found):
    assert_bill(found, BILL)


def test_the_whole_bill(found):
    assert sum(row.cost for row in BILL) == pytest.approx(TOTAL, abs=0.05)
    assert sum(first_quarter(found, f"{row.name}_cost") for row in BILL) == pytest.approx(TOTAL, abs=0.05)


def test_the_firewall_has_no_price_and_says_so(found):
    missing = [line for line in found.lines if line.option == "self_host" and line.state == "not_estimated"]
    assert [line.key for line in missing] == ["firewall_cost"]
    assert missing[0].because.startswith("no price of Cloud Armor is in hand")
    assert not found.options["self_host"].complete


def test_high_availability_is_not_doubled_twice():
    """Two zonal prices are the price of high availability: 0.2702 × 2,190 = 591.74; one zone is half of it."""
    assert first_quarter(on(platform="gcp"), "database_instances_cost") == pytest.approx(0.2702 * 2_190, abs=CENT)
    single = first_quarter(on(platform="gcp", multi_az="no"), "database_instances_cost")
    assert single == pytest.approx(0.1351 * 2_190, abs=CENT)


def test_derived_prices_in_frankfurt():
    """Cloud SQL × 1.288 and its disks × 1.2 by the ratios of the table; egress has a list of its own."""
    there = on(platform="gcp", region="europe-west3")
    assert first_quarter(there, "database_instances_cost") == pytest.approx(591.738 * 1.288, abs=0.01)
    assert first_quarter(there, "database_storage_cost") == pytest.approx(99.9599 * 1.2, abs=0.01)
    assert first_quarter(there, "internet_egress_cost") == pytest.approx(375.432 * 0.12, abs=CENT)
