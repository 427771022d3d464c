"""What refuses publication of a book whose tables are each in order."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from estimator.book_publish import check_publishable
from tests.estimator.book_parts import Rows, changed, row_of, shipped

Change = Callable[[dict[str, Rows]], object]


def without(table: str, **cells: str) -> Change:
    return lambda tables: tables[table].remove(row_of(tables[table], **cells))


def setting(table: str, values: dict[str, str], **cells: str) -> Change:
    return lambda tables: row_of(tables[table], **cells).update(values)


def adding(table: str, values: dict[str, str], **cells: str) -> Change:
    return lambda tables: tables[table].append({**row_of(tables[table], **cells), **values})


NAT_LONDON = {"service": "NAT Gateway", "region": "eu-west-2"}

FAULTS: dict[str, tuple[Change, str]] = {
    "price of a region": (
        without("prices", region="eu-west-1", service="AWS Fargate", sku="fargate-linux-x86-vcpu"),
        "no price and no declared gap for aws / eu-west-1 / AWS Fargate / fargate-linux-x86-vcpu, named by "
        "aws_cdk server_vcpu",
    ),
    "price of a ladder step": (
        without("prices", region="us-gov-west-1", sku="db.r6g.16xlarge Standard"),
        "no declared gap for aws / us-gov-west-1 / Amazon Aurora PostgreSQL / db.r6g.16xlarge Standard",
    ),
    "regional factor": (without("regional_factors", **NAT_LONDON), "aws / eu-west-2 / NAT Gateway / nat-gb"),
    "declared gap": (
        without("no_public_price", provider="aws", service="Amazon CloudFront"),
        "no declared gap for aws / us-gov-west-1 / Amazon CloudFront / egress-0-10TB",
    ),
    "global price": (
        without("prices", service="Amazon Route 53", sku="hosted-zone"),
        "no declared gap for aws / us-east-1 / Amazon Route 53 / hosted-zone",
    ),
    "offered region without prices": (
        adding("regions", {"region": "eu-south-1"}, region="eu-west-1"),
        "no declared gap for aws / eu-south-1 / AWS Fargate",
    ),
    "period of a price": (
        setting("bill_of_materials", {"per": "month"}, component="server_vcpu"),
        "aws_cdk server_vcpu is per month, its price per vCPU-hour",
    ),
    "price that nothing names": (
        adding("prices", {"sku": "deep-archive"}, service="Amazon S3", region="us-east-1"),
        "prices.csv: no bill and no ladder names Amazon S3 / deep-archive",
    ),
    "base price of a factor": (
        setting("regional_factors", {"base_region": "us-west-1"}, **NAT_LONDON),
        "NAT Gateway / nat-gb in eu-west-2 has no price in its base region us-west-1",
    ),
    "factor beside a price": (
        adding("prices", {"region": "eu-west-2"}, service="NAT Gateway", region="us-east-1", sku="nat-gb"),
        "NAT Gateway / nat-gb in eu-west-2 has a price of its own",
    ),
    "region of a price": (
        adding("prices", {"region": "us-erast-1"}, service="Amazon S3"),
        "prices.csv: region us-erast-1 of aws stands in no row of regions",
    ),
    "default region": (
        setting("regions", {"offered": "0"}, region="eu-central-1"),
        "countries.csv: DE has a default region that is not offered",
    ),
    "ladder": (
        setting("bill_of_materials", {"sku": "ladder:aurora"}, component="database_instances"),
        "bill_of_materials.csv: ladder aurora does not exist",
    ),
    "ladder that nothing climbs": (
        adding("ladders", {"ladder": "spare"}, ladder="elasticache_redis", step="1"),
        "ladders.csv: no bill names ladder spare",
    ),
    "bill of a platform": (
        setting("platforms", {"bill": "aws_terraform"}, platform="aws"),
        "platforms.csv: aws has bill aws_terraform, which does not exist",
    ),
    "shape": (
        setting("bill_of_materials", {"shape": "huge"}, component="email"),
        "bill_of_materials.csv: email has shape huge, which does not exist",
    ),
    "tiers": (
        setting("bill_of_materials", {"tiers": "egress-moon"}, platform="aws_cdk", component="internet_egress"),
        "bill_of_materials.csv: internet_egress has tiers egress-moon, which do not exist",
    ),
    "bill of a way": (
        setting("ways", {"bill": "aws_terraform"}, way="eks"),
        "ways.csv: eks has bill aws_terraform, which does not exist",
    ),
    "bill of a tool": (
        setting("tools", {"bill": "dogdata"}, tool="datadog"),
        "tools.csv: datadog has bill dogdata, which does not exist",
    ),
    "trap of a bill": (
        setting("traps", {"platform": "moon_base"}, trap="waf_counts"),
        "traps.csv: waf_counts is a trap of moon_base, which is no bill",
    ),
    "price of a support plan": (
        without("prices", service="AWS Support"),
        "no declared gap for aws / us-east-1 / AWS Support / business-minimum, named by AWS Business support",
    ),
    "price of a tool": (
        without("prices", service="Datadog", sku="apm"),
        "no declared gap for datadog / global / Datadog / apm, named by datadog datadog_apm",
    ),
    "correlated key": (
        setting("correlations", {"key": "mood"}, key="base_log_gb_month"),
        "correlations.csv: key mood is no key of assumptions",
    ),
    "key of a country": (
        setting("countries", {"wage_ratio_key": "wage_ratio_xx"}, country="FR"),
        "countries.csv: wage_ratio_key wage_ratio_xx is no key of assumptions",
    ),
    "key of a patient band": (
        without("assumptions", key="patients_not_sure"),
        "key patients_not_sure is no key",
    ),
    "key of a recovery level": (
        without("assumptions", key="dr_pilot_light_rpo_hours"),
        "recovery_levels.csv: rpo_hours_key dr_pilot_light_rpo_hours is no key of assumptions",
    ),
    "platform of a service": (
        setting("runbook_services", {"platforms": "aws_cdk;moon_base"}, topic="copies"),
        "runbook_services.csv: Amazon RDS snapshots belongs to moon_base, which is no bill",
    ),
    "service of a step": (
        lambda tables: tables.update(
            runbook_services=[row for row in tables["runbook_services"] if row["topic"] != "waking"]
        ),
        "runbook_steps.csv: wake needs waking, for which no service stands in the book",
    ),
    "feature of a need": (
        setting("needs", {"features": "baa;telepathy"}, need="baa"),
        "needs.csv: baa names feature telepathy",
    ),
    "sentence behind a rule": (
        without("verdict_sources", rule="too_close"),
        "verdict_sources.csv: rule too_close is missing",
    ),
    "currency of a row": (
        without("fx", currency="EUR"),
        "no rate for EUR, the currency of loaded_eu_devops_sre",
    ),
    "currency of a country": (without("fx", currency="INR"), "no rate for INR, the currency of IN"),
}


@pytest.mark.parametrize("number", [1, 2])
def test_shipped_books_may_be_published(number: int) -> None:
    assert check_publishable(shipped(number)) == ()


@pytest.mark.parametrize("fault", FAULTS)
def test_refused(fault: str) -> None:
    change, words = FAULTS[fault]
    found = check_publishable(changed(change))
    assert any(words in line for line in found), found


def test_every_region_that_lacks_a_price_is_named() -> None:
    def remove(tables: dict[str, Rows]) -> None:
        tables["prices"] = [row for row in tables["prices"] if row["sku"] != "ecr-storage"]
        tables["bill_of_materials"] = [
            row for row in tables["bill_of_materials"] if row["platform"] == "aws_cdk" or row["sku"] != "ecr-storage"
        ]

    assert len(check_publishable(changed(remove))) == 10


def test_a_region_that_is_not_offered_needs_no_price() -> None:
    def remove(tables: dict[str, Rows]) -> None:
        row_of(tables["regions"], region="us-west-1").update(offered="0")
        tables["prices"].remove(row_of(tables["prices"], sku="ecr-storage", region="us-west-1"))

    assert check_publishable(changed(remove)) == ()


def test_a_gap_that_is_declared_may_be_published() -> None:
    def declare(tables: dict[str, Rows]) -> None:
        tables["prices"].remove(row_of(tables["prices"], sku="ecr-storage", region="us-west-1"))
        gap = {**tables["no_public_price"][0], "provider": "aws", "region": "us-west-1"}
        tables["no_public_price"].append({**gap, "service": "Amazon ECR", "sku": "ecr-storage"})

    assert check_publishable(changed(declare)) == ()
