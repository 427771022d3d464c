"""What the shipped books say: prices looked up by hand, the bill of the AWS way, what sets book 2 apart."""

from __future__ import annotations

import re

import pytest

from estimator import Scenario
from estimator.bill import shape_rows
from estimator.book import PriceRow
from estimator.tables import TABLES
from tests.estimator.book_parts import row_of, shipped

REGIONS = {
    "us-east-1",
    "us-east-2",
    "us-west-1",
    "us-west-2",
    "us-gov-west-1",
    "ca-central-1",
    "eu-west-1",
    "eu-west-2",
    "eu-central-1",
    "ap-southeast-2",
}
QUANTITIES_OF_THE_SHAPE = {
    "task_vcpu": "2",
    "task_memory_gb": "4",
    "nat_gateways_two_zones": "2",
    "redis_nodes_two_zones": "2",
    "load_balancers": "1",
    "web_acls": "3",
    "web_acl_rules": "12",
    "secrets": "3",
    "hosted_zones": "1",
    "encryption_keys": "0",
    "public_ipv4_addresses": "4",
}
# USD by hand from the vendor's list: component, us-east-1, eu-central-1
BY_HAND = [
    ("server_vcpu", 0.04048, 0.04656),
    ("server_memory", 0.004445, 0.00511),
    ("database_storage", 0.10, 0.119),
    ("database_io", 0.20, 0.22),
    ("nat_gateways", 0.045, 0.052),
    ("load_balancer", 0.0225, 0.027),
    ("load_balancer_capacity", 0.008, 0.008),
    ("web_acls", 5.0, 5.0),
    ("web_acl_rules", 1.0, 1.0),
    ("object_storage", 0.023, 0.0245),
    ("internet_egress", 0.09, 0.09),
    ("secrets", 0.40, 0.40),
    ("hosted_zones", 0.50, 0.50),
    ("bot_compute", 0.0000166667, 0.0000166667),
    ("email", 0.16, 0.16),
    ("log_ingest", 0.50, 0.63),
    ("custom_metrics", 0.30, 0.30),
    ("public_addresses", 0.005, 0.005),
    ("cdn_traffic", 0.085, 0.085),
    ("inter_az_transfer", 0.01, 0.01),
]
DERIVED_IN_FRANKFURT = {"email", "cdn_requests"}
FREE_A_MONTH = {
    "internet_egress": ("AWS Data Transfer", "egress-internet"),
    "cdn_traffic": ("Amazon CloudFront", "egress"),
    "cdn_requests": ("Amazon CloudFront", "https-requests"),
    "bot_requests": ("AWS Lambda", "requests"),
    "bot_compute": ("AWS Lambda", "duration-x86"),
    "log_ingest": ("Amazon CloudWatch", "logs-ingest"),
    "log_storage": ("Amazon CloudWatch", "logs-storage"),
    "custom_metrics": ("Amazon CloudWatch", "custom-metric"),
    "alarms": ("Amazon CloudWatch", "alarm-standard"),
    "dashboards": ("Amazon CloudWatch", "dashboard"),
}

AWS_BILL = [
    row for row in shipped(1).rows("bill_of_materials") if (row["platform"], row["shape"]) == ("aws_cdk", "any")
]


def price_of(component: str, region: str) -> PriceRow:
    book = shipped(1)
    bill = next(row for row in AWS_BILL if row["component"] == component)
    price = book.price(bill["provider"], region, bill["service"], bill["sku"])
    assert isinstance(price, PriceRow)
    return price


@pytest.mark.parametrize(("component", "virginia", "frankfurt"), BY_HAND)
def test_prices_by_hand(component: str, virginia: float, frankfurt: float) -> None:
    assert price_of(component, "us-east-1").price_usd == pytest.approx(virginia)
    assert price_of(component, "eu-central-1").price_usd == pytest.approx(frankfurt)


def test_which_prices_are_derived_in_frankfurt_and_none_in_virginia() -> None:
    priced = [row for row in AWS_BILL if not row["sku"].startswith("ladder:")]
    derived = {
        region: {row["component"] for row in priced if price_of(row["component"], region).basis == "derived"}
        for region in ("us-east-1", "eu-central-1")
    }
    assert derived == {"us-east-1": set(), "eu-central-1": DERIVED_IN_FRANKFURT}
    for component in DERIVED_IN_FRANKFURT:
        assert price_of(component, "eu-central-1").derivation.startswith("us-east-1 ")


def test_ten_regions_are_offered() -> None:
    aws = [row for row in shipped(1).rows("regions") if row["provider"] == "aws"]
    assert {row["region"] for row in aws if row["offered"] == "1"} == REGIONS


@pytest.mark.parametrize("region", sorted(REGIONS))
def test_every_component_has_a_price_or_a_declared_gap(region: str) -> None:
    book = shipped(1)
    gaps = {
        row["component"]
        for row in AWS_BILL
        if not row["sku"].startswith("ladder:")
        and not isinstance(book.price("aws", region, row["service"], row["sku"]), PriceRow)
    }
    assert gaps == ({"cdn_traffic", "cdn_requests"} if region == "us-gov-west-1" else set())


def test_counts_of_the_minimum_production_shape() -> None:
    found = shape_rows(shipped(1), "aws_cdk", "minimum")
    shapes = {quantity: row["value"] for quantity, row in found.items()}
    assert shapes.items() >= QUANTITIES_OF_THE_SHAPE.items()
    assert shipped(1).assumptions["min_server_tasks"].likely == 2
    assert shipped(1).assumptions["min_db_instances"].likely == 2


def test_free_quantities_are_the_free_tiers() -> None:
    """Flows are counted by the quarter, so their monthly allowance stands three times; stocks once."""
    tiers = {(row["service"], row["sku"]): row for row in shipped(1).rows("tiers") if row["kind"] == "free"}
    found = {row["component"] for row in AWS_BILL if row["free_quantity"]}
    assert found == FREE_A_MONTH.keys()
    for component, tier in FREE_A_MONTH.items():
        bill = next(row for row in AWS_BILL if row["component"] == component)
        months = 3 if bill["per"] == "each" else 1
        assert float(bill["free_quantity"]) == months * float(tiers[tier]["to"]), component


def test_database_ladder_by_the_published_rule() -> None:
    """Default connections: memory / 9,531,392 bytes, at most 5,000."""
    steps = {
        row["size"]: (row["vcpu"], row["memory_gb"], row["max_connections"])
        for row in shipped(1).rows("ladders")
        if row["ladder"] == "aurora_postgresql"
    }
    assert steps["db.r6g.large"] == ("2", "16", str(int(16e9 / 9531392)))
    assert steps["db.r6g.xlarge"] == ("4", "32", "3357")
    assert steps["db.r6g.16xlarge"] == ("64", "512", "5000")


def test_constants_agree_with_each_other() -> None:
    """A year of 8,760 hours, 365 days, 52 weeks and 12 months, in quarters."""
    value = {key: row.likely for key, row in shipped(1).assumptions.items()}
    year = value["quarters_per_year"]
    assert value["hours_per_quarter"] * year == 8760
    assert value["days_per_quarter"] * year == 365
    assert value["weeks_per_quarter"] * year == 52
    assert value["months_per_quarter"] * year == 12
    assert value["hours_per_quarter"] == value["days_per_quarter"] * 24
    assert (value["working_hours_per_day"], value["kb_per_gb"]) == (8, 1024**2)


def test_the_period_of_the_question_is_the_one_of_the_book() -> None:
    value = {key: row.likely for key, row in shipped(1).assumptions.items()}
    assert Scenario().money.horizon_quarters == value["horizon_years"] * value["quarters_per_year"]


def test_limits_of_the_verdict() -> None:
    value = {key: row.likely for key, row in shipped(1).assumptions.items()}
    assert value["verdict_probability_clear"] == 0.75
    assert value["verdict_materiality_share"] == 0.1
    assert value["verdict_materiality_usd_year"] == 25000
    assert value["recovery_confidence"] == 0.8


def test_recovery_grows_from_level_to_level() -> None:
    levels = sorted(shipped(1).rows("recovery_levels"), key=lambda row: int(row["order"]))
    shares = {
        (row["level"], row["recovery_part"]): float(row["share_likely"]) for row in shipped(1).rows("recovery_parts")
    }
    for part in ("compute", "database", "cache", "settings", "network", "edge"):
        ladder = [shares[level["level"], part] for level in levels]
        assert ladder == sorted(ladder), part


def test_correlated_rows_have_a_width() -> None:
    rows = shipped(1).assumptions
    assert not [row["key"] for row in shipped(1).rows("correlations") if rows[row["key"]].shape == "constant"]


def test_plan_prices_stand_in_one_place() -> None:
    assert not [key for key in shipped(1).assumptions if key.startswith("medplum_pr") and key.endswith("usd_month")]
    assert not [row for row in shipped(1).rows("prices") if row["provider"] == "medplum"]
    open_ended = [row for row in shipped(1).rows("plan_prices") if not row["valid_to"]]
    assert row_of(open_ended, plan="production")["price"] == "2000"
    assert row_of(open_ended, plan="premium")["price"] == "6000"


def test_book_2_differs_only_where_the_vendor_changed_its_page() -> None:
    one, two = shipped(1), shipped(2)
    assert (one.default_staffing_basis, two.default_staffing_basis) == ("quarters", "tasks")
    changed = {
        (table, row[TABLES[table].key_columns[0]], column)
        for table in TABLES
        for row, other in zip(one.rows(table), two.rows(table), strict=True)
        for column in row
        if row[column] != other[column]
    }
    assert changed == {
        ("assumptions", "fte_normal_quarter", "notes"),
        ("assumptions", "fte_large_quarter", "notes"),
        ("gates", "fork_justified_cause", "listed_by_vendor"),
        ("gates", "fork_alternatives_tried", "listed_by_vendor"),
    }
    assert "Superseded on 2026-07-15" in two.assumptions["fte_large_quarter"].notes


@pytest.mark.parametrize("number", [1, 2])
def test_cells_name_no_file_but_public_ones_and_tables_of_the_book(number: int) -> None:
    tables = {f"{name}.csv" for name in TABLES}
    for name in TABLES:
        for row in shipped(number).rows(name):
            for cell in row.values():
                bare = set(re.findall(r"(?<![\w/.-])[\w-]+\.csv\b", cell))
                assert bare <= tables, cell
                assert not re.search(r"(^|[\s(;])/\w", cell), cell
            assert not re.match(r"[\w-]+\.md\b", row.get("source", "")), row["source"]
