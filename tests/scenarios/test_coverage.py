"""What the model claims to cover, as one list: each platform, service, tool and option is priced or says why not.

Each entry leads to rows of the book (or a declared gap: `not_estimated` or `not_applicable` with a reason, never 0), to
a golden table (`tests/estimator/golden`) and to the module of this folder where it is checked by hand.
"""

import csv
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from estimator import Run, Scenario
from estimator.bill import bill_rows
from estimator.model import prepare
from estimator.place import place_of
from tests.estimator.book_parts import shipped
from tests.estimator.generated import scenario

HERE = Path(__file__).parent
GOLDEN = HERE.parent / "estimator" / "golden"


@dataclass(frozen=True)
class Covered:
    """Answers that choose it, the golden table that holds it, the module that checks it by hand."""

    hosting: dict[str, Any]
    golden: str
    module: str


PLATFORMS = {
    "aws_cdk": Covered({"platform": "aws"}, "nothing-answered", "test_aws_us_east_1"),
    "aws_eks": Covered({"platform": "aws", "way": "eks"}, "aws-eks", "test_aws_eks"),
    "azure_aks": Covered({"platform": "azure"}, "azure-price-by-quote", "test_azure"),
    "gcp_gke": Covered({"platform": "gcp"}, "google-cloud", "test_google_cloud"),
    "digitalocean": Covered({"platform": "digitalocean"}, "digitalocean", "test_rented_nodes"),
    "kubernetes_hetzner": Covered({"platform": "own_kubernetes"}, "kubernetes-hetzner", "test_rented_nodes"),
    "kubernetes_ovh": Covered({"platform": "own_kubernetes", "way": "ovh"}, "kubernetes-ovh", "test_rented_nodes"),
    "kubernetes_own": Covered(
        {"platform": "own_kubernetes", "way": "own_nodes"}, "kubernetes-own-nodes", "test_rented_nodes"
    ),
    "own_servers": Covered({"platform": "own_servers"}, "own-servers-in-a-rack", "test_own_servers"),
    "own_servers_room": Covered(
        {"platform": "own_servers", "way": "own_room"}, "own-servers-in-an-own-room", "test_own_servers"
    ),
    "own_servers_rented": Covered(
        {"platform": "own_servers", "way": "rented_metal"}, "rented-bare-metal", "test_own_servers"
    ),
    "small_machine": Covered({"platform": "small_machine"}, "small-machine", "test_own_servers"),
}

SERVICES = {  # service as the price list calls it: components of the bill; the bill is that of the platform above
    "aws_cdk": {
        "AWS Fargate": "server_vcpu server_memory",
        "Amazon Aurora PostgreSQL": "database_instances database_storage database_io database_backup",
        "Amazon ElastiCache": "cache_nodes",
        "Elastic Load Balancing": "load_balancer load_balancer_capacity",
        "AWS WAF": "web_acls web_acl_rules web_acl_requests web_acl_cdn_requests",
        "Amazon CloudFront": "cdn_traffic cdn_requests",
        "NAT Gateway": "nat_gateways nat_traffic",
        "Amazon S3": "object_storage object_writes object_reads log_archive",
        "AWS Secrets Manager": "secrets",
        "AWS Lambda": "bot_requests bot_compute",
        "Amazon CloudWatch": "log_ingest log_storage custom_metrics alarms dashboards",
        "Amazon SES": "email",
        "Amazon Route 53": "hosted_zones dns_queries",
    },
    "aws_eks": {
        "Amazon EKS": "cluster_fee",
        "Amazon EC2": "worker_nodes",
        "Amazon EBS": "node_disks",
        "AWS KMS": "encryption_keys",
    },
    "azure_aks": {
        "AKS": "cluster_fee",
        "Virtual Machines": "worker_nodes",
        "Managed Disks": "node_disks",
        "Azure Database for PostgreSQL Flexible": "database_instances database_storage database_backup",
        "Azure Cache for Redis": "cache_nodes",
        "Application Gateway": "gateway gateway_capacity",
        "Front Door": "cdn_base cdn_traffic cdn_requests",
        "Blob Storage": "object_storage object_writes object_reads",
        "Key Vault": "secrets encryption_keys",
        "Log Analytics": "log_ingest log_storage log_archive",
        "DNS": "hosted_zones dns_queries",
    },
    "gcp_gke": {
        "GKE": "cluster_fee server_vcpu server_memory",
        "Cloud SQL for PostgreSQL": "database_instances database_storage database_backup",
        "Memorystore for Redis": "cache_nodes",
        "Cloud Storage": "object_storage object_writes object_reads log_archive",
        "Cloud Load Balancing": "load_balancer load_balancer_traffic",
        "Cloud NAT": "nat_hours nat_traffic",
        "Secret Manager": "secrets secret_reads",
        "Cloud DNS": "hosted_zones dns_queries",
        "Cloud Logging": "log_ingest log_storage",
        "Cloud CDN": "cdn_traffic cdn_requests",
        "Cloud Armor": "firewall",
    },
}
GAPS = {("gcp_gke", "firewall")}  # not estimated, because no price is in hand

TOOLS = {  # purpose, tool: state of its line, golden table
    ("observability", "grafana_self"): ("estimated", "tools-grafana-run-by-you"),
    ("observability", "grafana_cloud"): ("estimated", "tools-grafana-cloud-paid"),
    ("observability", "datadog"): ("estimated", "tools-datadog-pagerduty-vault"),
    ("observability", "new_relic"): ("not_estimated", "tools-to-ask"),
    ("observability", "sumo_logic"): ("not_estimated", "tools-with-quotes"),
    ("on_call", "pagerduty"): ("estimated", "tools-datadog-pagerduty-vault"),
    ("on_call", "incident_io"): ("not_estimated", "tools-to-ask"),
    ("on_call", "opsgenie"): ("not_estimated", "tools-grafana-run-by-you"),
    ("secrets", "parameter_store"): ("not_applicable", "tools-grafana-run-by-you"),
    ("secrets", "vault"): ("estimated", "tools-datadog-pagerduty-vault"),
    ("secrets", "hcp_vault"): ("not_estimated", "tools-to-ask"),
}

OPTIONS = {  # what else is chosen for a platform
    "recommended": Covered({"shape": "recommended"}, "aws-recommended-committed-supported", "test_shapes"),
    "large": Covered({"shape": "large"}, "aws-large", "test_shapes"),
    "template on AWS": Covered({"shape": "template"}, "aws-template", "test_shapes"),
    "template on Azure": Covered({"platform": "azure", "shape": "template"}, "azure-template", "test_aws_eks"),
    "template on Google Cloud": Covered(
        {"platform": "gcp", "shape": "template"}, "google-cloud-template", "test_aws_eks"
    ),
    "one year": Covered({"commitment": "one_year"}, "aws-recommended-committed-supported", "test_shapes"),
    "three years": Covered({"commitment": "three_years"}, "logs-kept-for-two-years", "test_shapes"),
    "support": Covered({"support_plan": "business"}, "aws-recommended-committed-supported", "test_shapes"),
    "log retention": Covered({"log_retention_years": 2}, "logs-kept-for-two-years", "test_recovery"),
    "own bill": Covered({"bill_last_month": 4_000}, "self-hosting-measured", "test_tools"),
}

# Regions that have prices and are not offered, each with its reason; everything else with prices is offered.
NOT_OFFERED = {("azure", "westus"): "a few rows that complete eastus; its machines and database sizes have no price"}
WORLDWIDE = {"global"}


def golden_case(name: str) -> dict[str, Any]:
    return json.loads((GOLDEN / f"{name}.json").read_text(encoding="utf-8"))


def golden_lines(name: str) -> dict[str, dict[str, str]]:
    """Lines of self-hosting of a golden table by key."""
    with (GOLDEN / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return {row["key"]: row for row in csv.DictReader(file) if row["option"] == "self_host"}


def words_of(module: str) -> str:
    return (HERE / f"{module}.py").read_text(encoding="utf-8")


def components(bill: str, shape: str = "any") -> dict[str, dict[str, str]]:
    rows = shipped(1).rows("bill_of_materials")
    return {row["component"]: dict(row) for row in rows if (row["platform"], row["shape"]) == (bill, shape)}


def test_the_lists_are_those_of_the_book():
    """A platform, way or tool that is added to the book has to be added here, with its tables and its check."""
    book = shipped(1)
    assert {row["bill"] for table in ("platforms", "ways") for row in book.rows(table)} == PLATFORMS.keys()
    assert {(row["purpose"], row["tool"]) for row in book.rows("tools")} == TOOLS.keys()
    for (purpose, tool), (state, _) in TOOLS.items():
        row = next(row for row in book.rows("tools") if (row["purpose"], row["tool"]) == (purpose, tool))
        assert row["state"] == state
        assert bool(row["bill"]) == (state == "estimated")
        assert bool(row["because"]) != bool(row["bill"])
        assert not row["bill"] or components(row["bill"])


@pytest.mark.parametrize("bill", list(PLATFORMS))
def test_a_platform_has_its_bill_its_golden_table_and_its_check(bill):
    """Every component of the bill is a line of the golden table, or its reason stands there."""
    covered = PLATFORMS[bill]
    assert place_of(scenario(hosting=covered.hosting), shipped(1)).bill == bill
    case = Scenario.model_validate(golden_case(covered.golden))
    assert place_of(case, shipped(1)).bill == bill
    lines = golden_lines(covered.golden)
    for row in bill_rows(case, shipped(1)):
        line = lines[f"{row['component']}_cost"]
        assert line["state"] == "estimated" or line["because"], row["component"]
    text = words_of(covered.module)
    chosen = [value for key, value in covered.hosting.items() if (key, value) != ("platform", "aws")]
    assert all(f'"{value}"' in text for value in chosen), covered.module


@pytest.mark.parametrize(("bill", "service"), [(bill, name) for bill, found in SERVICES.items() for name in found])
def test_a_service_has_rows_a_golden_line_and_a_check(bill, service):
    rows, lines = components(bill), golden_lines(PLATFORMS[bill].golden)
    text = words_of(PLATFORMS[bill].module)
    for component in SERVICES[bill][service].split():
        assert rows[component]["service"] == service
        state = lines[f"{component}_cost"]["state"]
        assert state == ("not_estimated" if (bill, component) in GAPS else "estimated"), component
        assert f'Component("{component}"' in text or f'"{component}_cost"' in text, component


@pytest.mark.parametrize(("purpose", "tool"), list(TOOLS))
def test_a_tool_has_a_golden_table_and_a_check(purpose, tool):
    """A bill of its own in the golden table; or its reason, or the quote that was asked for."""
    state, golden = TOOLS[purpose, tool]
    hosting = golden_case(golden)["hosting"]
    assert hosting[purpose] == tool
    row = next(row for row in shipped(1).rows("tools") if (row["purpose"], row["tool"]) == (purpose, tool))
    lines = golden_lines(golden)
    if state == "estimated":
        own = {f"{component}_cost" for component in components(row["bill"])}
        assert own & lines.keys()
    elif f"{purpose}_quote_per_month" in hosting:
        assert float(lines[f"{purpose}_quote_cost"]["mean"]) > 0
    else:
        assert (lines[f"{purpose}_tool"]["state"], lines[f"{purpose}_tool"]["because"]) == (state, row["because"])
        assert not lines[f"{purpose}_tool"]["mean"]
    assert tool in words_of("test_tools")


@pytest.mark.parametrize("name", list(OPTIONS))
def test_an_option_has_a_golden_table_and_a_check(name):
    covered = OPTIONS[name]
    assert golden_case(covered.golden)["hosting"].items() >= covered.hosting.items()
    assert all(
        key in words_of(covered.module) or str(value) in words_of(covered.module)
        for key, value in covered.hosting.items()
    )


def test_every_region_with_prices_is_offered_or_says_why():
    """And every offered region of a cloud is bound with a figure or a reason for each component (`test_place.py`)."""
    book = shipped(1)
    clouds = {row["provider"] for row in book.rows("platforms")} | {row["provider"] for row in book.rows("ways")}
    regions = {(row["provider"], row["region"]): row["offered"] == "1" for row in book.rows("regions")}
    priced = {(row["provider"], row["region"]) for row in book.rows("prices")}
    for place in priced:
        if place[0] in clouds and place[1] not in WORLDWIDE:
            assert regions[place] != (place in NOT_OFFERED), place


@pytest.mark.parametrize("platform", ["aws", "azure", "gcp", "digitalocean"])
def test_the_support_plan_has_a_price_or_a_reason(platform):
    model = prepare(scenario(hosting={"platform": platform, "support_plan": "business"}), shipped(1), Run())
    estimated = {line.name for line in model.lines}
    reasons = {line.key: line.because for line in model.missing}
    assert ("cloud_support_cost" in estimated) == (platform == "aws")
    assert platform == "aws" or reasons["cloud_support_cost"]
