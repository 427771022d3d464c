"""DigitalOcean and Kubernetes on rented or own nodes; quantities as in `hundred_thousand.py`.

Prices: DigitalOcean droplets of 2025 by the hour (at most 672 hours of a month are billed), its documentation for the
control plane and the load balancer; Hetzner and OVH of 2026-08 (euro prices at 1.1567).
"""

import pytest

from tests.scenarios.aws_minimum import CENT, HOURS, MONTHS, ONCE, Component, assert_bill, first_quarter
from tests.scenarios.hundred_thousand import HOUR_OF_WORK, on

CAPPED = 2_016  # 672 hours × 3
MONITORING = [
    Component("log_storage", 66.38203, 0.025, MONTHS, 4.98),
    Component("monitoring_work", 10, HOUR_OF_WORK, MONTHS, 3_370.79),
    Component("email", 150, 0.16, ONCE, 24.00),
]
MACHINES = Component("monitoring_machines", 1, 250, MONTHS, 750.00)

DIGITALOCEAN = [
    Component("cluster_fee", 1, 40.00, MONTHS, 120.00),
    Component("worker_nodes", 3, 0.07143, CAPPED, 432.01),  # 48 USD a month each
    Component("database_instances", 2, 0.09375, CAPPED, 378.00),  # 63 USD a month each
    Component("database_storage", 195.9998, 0.10, MONTHS, 58.80),
    Component("database_backup", 90.99991, 0.02, MONTHS, 5.46),
    Component("cache_nodes", 2, 0.07143, CAPPED, 288.01),  # 8 GB for 6 GB
    Component("load_balancer", 2, 10.00, MONTHS, 60.00),
    Component("object_storage", 2_062.5, 0.02, MONTHS, 123.75),
    Component("object_egress", 0, 0.01, ONCE, 0.00),
    Component("internet_egress", 0, 0.01, ONCE, 0.00),
    Component("log_archive", 20.3295, 0.02, MONTHS, 1.22),
    MACHINES,
    *MONITORING,
]
HETZNER = [
    Component("nodes", 3, 191.324465, MONTHS, 1_721.92),
    Component("control_plane", 3, 12.377097, MONTHS, 111.39),
    Component("load_balancer", 1, 10.306536, MONTHS, 30.92),
    Component("database_storage", 195.9998, 0.078774, MONTHS, 46.32),
    Component("object_storage_base", 1, 8.930017, MONTHS, 26.79),
    Component("object_storage", 1_038.5, 0.01203, MONTHS, 37.48),  # 2,062.5 − 1,024 in the base fee
    Component("database_backup", 90.99991, 0.01203, MONTHS, 3.28),
    Component("public_addresses", 3, 0.578369, MONTHS, 5.21),
    Component("internet_egress", 0, 0.011567, ONCE, 0.00),
    Component("log_archive", 20.3295, 0.01203, MONTHS, 0.73),
    MACHINES,
    *MONITORING,
]
OVH = [
    Component("nodes", 3, 0.236669, HOURS, 1_554.92),
    Component("control_plane", 3, 0.059225, HOURS, 389.11),
    Component("load_balancer", 1, 0.010989, HOURS, 24.07),
    Component("database_storage", 195.9998, 0.11151, MONTHS, 65.57),
    Component("object_storage", 2_062.5, 0.00937, MONTHS, 57.98),
    Component("database_backup", 90.99991, 0.00937, MONTHS, 2.56),
    Component("log_archive", 20.3295, 0.00937, MONTHS, 0.57),
    MACHINES,
    *MONITORING,
]
OWN_NODES = [
    Component("nodes", 2, 120.00, MONTHS, 720.00),
    Component("data_disks", 4_316.9996, 0.012, MONTHS, 155.41),  # (2,062.5 + 195.9998) × 2 − 2 nodes × 100
    Component("log_archive", 20.3295, 0.00937, MONTHS, 0.57),  # object storage of OVH stands in
    *MONITORING,
]


@pytest.mark.parametrize(
    ("hosting", "bill"),
    [
        ({"platform": "digitalocean"}, DIGITALOCEAN),
        ({"platform": "own_kubernetes"}, HETZNER),
        ({"platform": "own_kubernetes", "way": "ovh"}, OVH),
        ({"platform": "own_kubernetes", "way": "own_nodes", "node_cost_per_month": 120}, OWN_NODES),
    ],
    ids=["DigitalOcean", "Hetzner", "OVH", "own nodes"],
)
def test_every_component(hosting, bill):
    assert_bill(on(**hosting), bill)


def test_people_run_what_no_provider_runs():
    """Database 4 h and cluster 8 h a month, each at 112.36 USD; DigitalOcean and an existing cluster need no second."""
    rented = on(platform="own_kubernetes")
    assert first_quarter(rented, "database_work_cost") == pytest.approx(4 * 3 * HOUR_OF_WORK, abs=CENT)
    assert first_quarter(rented, "cluster_work_cost") == pytest.approx(8 * 3 * HOUR_OF_WORK, abs=CENT)
    for hosting in ({"platform": "digitalocean"}, {"platform": "own_kubernetes", "way": "own_nodes"}):
        keys = {line.key for line in on(**hosting).lines}
        assert "database_work_cost" in keys
        assert "cluster_work_cost" not in keys


def test_own_nodes_without_a_price_ask_for_it_and_copy_nothing():
    found = on(platform="own_kubernetes", way="own_nodes")
    missing = {line.key: line.because for line in found.lines if line.state == "not_estimated"}
    assert missing.keys() == {"nodes_cost", "staging_cost", "recovery"}
    assert all("only you know it" in because for because in missing.values())
