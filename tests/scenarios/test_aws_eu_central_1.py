"""AWS minimum production shape in eu-central-1 (Frankfurt), component by component; quantities: `aws_minimum.py`.

Prices of AWS in eu-central-1 (prices.csv): the price dump QuinnyPig/aws-price-watcher of 2025-06-18; CDN from
infracost's golden file of 2024-07-01; NAT gateway from a cost breakdown of 2026, traffic between zones from infracost's
of 2024-09-25; DNS and dashboards are priced worldwide. Two prices are not published for this region and derived from
us-east-1 (regional_factors.csv), each named in DERIVED.
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

DERIVED = {
    "cdn_requests": "us-east-1 1 × 1.000",
    "email": "us-east-1 0.16 × 1.000",
}
BILL = [
    Component("server_vcpu", 4, 0.04656, HOURS, 407.87),
    Component("server_memory", 8, 0.00511, HOURS, 89.53),
    Component("database_instances", 2, 0.313, HOURS, 1_370.94),
    Component("database_storage", 69.99993, 0.119, MONTHS, 24.99),
    Component("database_io", 473.04, 0.22, ONCE, 104.07),
    Component("database_backup", 20.99998, 0.023, MONTHS, 1.45),
    Component("cache_nodes", 2, 0.247, HOURS, 1_081.86),
    Component("nat_gateways", 2, 0.052, HOURS, 227.76),
    Component("nat_traffic", 766.128, 0.052, ONCE, 39.84),
    Component("public_addresses", 4, 0.005, HOURS, 43.80),
    Component("load_balancer", 1, 0.027, HOURS, 59.13),
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
    Component("object_storage", 2_062.5, 0.0245, MONTHS, 151.59),
    Component("object_writes", 0.75, 5.40, ONCE, 4.05),
    Component("object_reads", 1.5, 0.43, ONCE, 0.65),
    Component("secrets", 3, 0.40, MONTHS, 3.60),
    Component("encryption_keys", 0, 1.00, MONTHS, 0.00),
    Component("container_images", 5, 0.10, MONTHS, 1.50),
    Component("bot_requests", 0, 0.20, ONCE, 0.00),
    Component("bot_compute", 0, 0.0000166667, ONCE, 0.00),
    Component("email", 150, 0.16, ONCE, 24.00),
    Component("log_ingest", 186.912, 0.63, ONCE, 117.75),  # 201.912 − 15 free
    Component("log_storage", 4.9573, 0.0324, MONTHS, 0.48),  # 9.9573 − 5 free
    Component("log_archive", 20.3295, 0.005, MONTHS, 0.30),
    Component("custom_metrics", 190, 0.30, MONTHS, 171.00),
    Component("alarms", 10, 0.10, MONTHS, 3.00),
    Component("dashboards", 1, 3.00, MONTHS, 9.00),
]
TOTAL = 4_072.56  # 1,357.52 a month: 16 % more than in us-east-1


@pytest.fixture(scope="module")
def found():
    return in_region("eu-central-1")


def test_every_component(found):
    assert_bill(found, BILL)


def test_the_whole_bill(found):
    assert sum(row.cost for row in BILL) == pytest.approx(TOTAL, abs=0.05)
    assert sum(first_quarter(found, f"{row.name}_cost") for row in BILL) == pytest.approx(TOTAL, abs=CENT)


def test_the_derived_prices_are_named(found):
    named = derived_prices(found)
    assert named.keys() == DERIVED.keys()
    for component, start in DERIVED.items():
        assert named[component].startswith(f"{start} ("), component


def test_staging(found):
    """Staging: half of what it mirrors. What recovery adds is checked in `test_recovery.py`.

    Mirrored: servers 407.87 + 89.53, database 1,370.94 + storage 24.99, cache 1,081.86, NAT gateways 227.76, addresses
    43.80, load balancer 59.13, firewall 45.00 + 36.00, secrets 3.60 = 3,390.47.
    """
    assert first_quarter(found, "staging_cost") == pytest.approx(0.5 * 3_390.47, abs=0.01)
