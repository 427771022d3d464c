"""AWS minimum production shape in us-east-1, component by component; quantities as derived in `aws_minimum.py`.

Prices of AWS in us-east-1 (prices.csv): the price dump QuinnyPig/aws-price-watcher of 2025-06-18; NAT gateway, DNS
queries and CDN from infracost's golden files of 2024-07-01, traffic between zones of 2024-09-25, e-mail of 2026-07-22.
No price here is derived.
"""

import pytest

from tests.scenarios.aws_minimum import (
    CENT,
    HOURS,
    MONTHS,
    ONCE,
    Component,
    assert_bill,
    derived_prices,
    first_quarter,
    in_region,
)

BILL = [
    Component("server_vcpu", 4, 0.04048, HOURS, 354.60),
    Component("server_memory", 8, 0.004445, HOURS, 77.88),
    Component("database_instances", 2, 0.26, HOURS, 1_138.80),
    Component("database_storage", 69.99993, 0.10, MONTHS, 21.00),
    Component("database_io", 473.04, 0.20, ONCE, 94.61),
    Component("database_backup", 20.99998, 0.021, MONTHS, 1.32),
    Component("cache_nodes", 2, 0.206, HOURS, 902.28),
    Component("nat_gateways", 2, 0.045, HOURS, 197.10),
    Component("nat_traffic", 766.128, 0.045, ONCE, 34.48),
    Component("public_addresses", 4, 0.005, HOURS, 43.80),
    Component("load_balancer", 1, 0.0225, HOURS, 49.28),
    Component("load_balancer_capacity", 0.216, 0.008, HOURS, 3.78),
    Component("inter_az_transfer", 946.08, 0.01, ONCE, 9.46),
    Component("internet_egress", 78.432, 0.09, ONCE, 7.06),
    Component("web_acls", 3, 5.00, MONTHS, 45.00),
    Component("web_acl_rules", 12, 1.00, MONTHS, 36.00),
    Component("web_acl_requests", 47.304, 0.60, ONCE, 28.38),
    Component("web_acl_cdn_requests", 4.7304, 0.60, ONCE, 2.84),
    Component("cdn_traffic", 0, 0.085, ONCE, 0.00),
    Component("cdn_requests", 0, 1.00, ONCE, 0.00),
    Component("hosted_zones", 1, 0.50, MONTHS, 1.50),
    Component("dns_queries", 0.94608, 0.40, ONCE, 0.38),
    Component("object_storage", 2_062.5, 0.023, MONTHS, 142.31),
    Component("object_writes", 0.75, 5.00, ONCE, 3.75),
    Component("object_reads", 1.5, 0.40, ONCE, 0.60),
    Component("secrets", 3, 0.40, MONTHS, 3.60),
    Component("encryption_keys", 0, 1.00, MONTHS, 0.00),
    Component("container_images", 5, 0.10, MONTHS, 1.50),
    Component("bot_requests", 0, 0.20, ONCE, 0.00),
    Component("bot_compute", 0, 0.0000166667, ONCE, 0.00),
    Component("email", 150, 0.16, ONCE, 24.00),
    Component("log_ingest", 186.912, 0.50, ONCE, 93.46),  # 201.912 − 15 free
    Component("log_storage", 4.9573, 0.03, MONTHS, 0.45),  # 9.9573 − 5 free
    Component("log_archive", 20.3295, 0.004, MONTHS, 0.24),
    Component("custom_metrics", 190, 0.30, MONTHS, 171.00),
    Component("alarms", 10, 0.10, MONTHS, 3.00),
    Component("dashboards", 1, 3.00, MONTHS, 9.00),
]
TOTAL = 3_502.45  # 1,167.48 a month


@pytest.fixture(scope="module")
def found():
    return in_region("us-east-1")


def test_every_component(found):
    assert_bill(found, BILL)


def test_the_whole_bill(found):
    assert sum(row.cost for row in BILL) == pytest.approx(TOTAL, abs=0.05)
    assert sum(first_quarter(found, f"{row.name}_cost") for row in BILL) == pytest.approx(TOTAL, abs=CENT)


def test_no_price_is_derived(found):
    assert derived_prices(found) == {}


def test_staging(found):
    """Staging: half of what it mirrors. What recovery adds is checked in `test_recovery.py`.

    Mirrored: servers 354.60 + 77.88, database 1,138.80 + storage 21.00, cache 902.28, NAT gateways 197.10, addresses
    43.80, load balancer 49.28, firewall 45.00 + 36.00, secrets 3.60 = 2,869.34.
    """
    assert first_quarter(found, "staging_cost") == pytest.approx(0.5 * 2_869.34, abs=0.01)
