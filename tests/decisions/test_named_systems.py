"""Every system that Medplum's pages on disaster recovery and best practices name stands where it belongs."""

from collections.abc import Callable, Mapping
from functools import cache

import pytest

from decisions.advice.runbook import service_for
from decisions.report.exports.recovery_markdown import as_markdown
from estimator.book import Book
from tests.builders_estimate import shipped_book
from tests.decisions.test_recovery_plan import case_with, document

AWS, EKS, AZURE, GCP = (
    {"platform": "aws"},
    {"platform": "aws", "way": "eks"},
    {"platform": "azure"},
    {"platform": "gcp"},
)
KUBERNETES, SERVERS = {"platform": "own_kubernetes"}, {"platform": "own_servers"}

# Named by the page → the answers about hosting with which the plan shows it, the topic of its step, its level.
IN_THE_PLAN: Mapping[str, tuple[Mapping[str, str], str, str]] = {
    "Amazon RDS snapshots": (AWS, "copies", "backup_restore"),
    "Amazon RDS: restore from snapshot": (AWS, "restore", "backup_restore"),
    "Amazon RDS: point-in-time restore": (AWS, "restore_beside", "backup_restore"),
    "Azure SQL Database": (AZURE, "restore", "backup_restore"),
    "Azure Database for PostgreSQL Flexible Server": (AZURE, "restore", "backup_restore"),
    "Cloud SQL": (GCP, "restore", "backup_restore"),
    "logical backup": (KUBERNETES, "restore", "backup_restore"),
    "PostgreSQL": (SERVERS, "restore", "backup_restore"),
    "CloudFormation": (AWS, "code", "backup_restore"),
    "CDK": (AWS, "code", "backup_restore"),
    "ECS": (AWS, "code", "backup_restore"),
    "Fargate": (AWS, "servers", "pilot_light"),
    "Terraform": (EKS, "code", "backup_restore"),
    "VPC, subnets, security groups, load balancer": (AWS, "code", "backup_restore"),
    "VNet, subnets, security groups, load balancer": (AZURE, "code", "backup_restore"),
    "VPC, subnets, firewall rules, load balancer": (GCP, "code", "backup_restore"),
    "EKS": (EKS, "code", "backup_restore"),
    "Azure Resource Manager": (AZURE, "code", "backup_restore"),
    "Deployment Manager": (GCP, "code", "backup_restore"),
    "Route 53": (AWS, "addresses", "warm_standby"),
    "Azure DNS": (AZURE, "addresses", "warm_standby"),
    "Google Cloud DNS": (GCP, "addresses", "warm_standby"),
    "Amazon S3": (AWS, "files", "backup_restore"),
    "Azure Blob Storage": (AZURE, "files", "backup_restore"),
    "Google Cloud Storage": (GCP, "files", "backup_restore"),
    "AWS Secrets Manager": (AWS, "secrets", "backup_restore"),
    "Parameter Store": ({**AWS, "secrets": "parameter_store"}, "secrets", "backup_restore"),
    "Azure Key Vault": (AZURE, "secrets", "backup_restore"),
    "Google Secret Manager": (GCP, "secrets", "backup_restore"),
    "HashiCorp Vault": ({**KUBERNETES, "secrets": "vault"}, "secrets", "backup_restore"),
    "CloudWatch": (AWS, "alarms", "backup_restore"),
    "Grafana": ({**AWS, "observability": "grafana_self"}, "alarms", "backup_restore"),
    "Prometheus": ({**AZURE, "observability": "grafana_self"}, "alarms", "backup_restore"),
    "Loki": (KUBERNETES, "alarms", "backup_restore"),
    "Tempo": (SERVERS, "alarms", "backup_restore"),
    "Datadog": ({**GCP, "observability": "datadog"}, "alarms", "backup_restore"),
    "New Relic": ({**AWS, "observability": "new_relic"}, "alarms", "backup_restore"),
    "Sumo Logic": ({**AWS, "observability": "sumo_logic"}, "alarms", "backup_restore"),
}


def labels(*tables: str) -> Callable[[Book], str]:
    return lambda book: "\n".join(row["label"] for table in tables for row in book.rows(table))


def services(book: Book) -> str:
    return "\n".join(f"{row['provider']} {row['service']} {row['label']}" for row in book.rows("bill_of_materials"))


def practices(book: Book) -> str:
    return "\n".join(f"{row['practice']} {row['evidence']}" for row in book.rows("readiness"))


def steps(book: Book) -> str:
    return "\n".join(row["words"] for row in book.rows("runbook_steps"))


PLATFORM, TOOL = labels("platforms", "ways"), labels("tools")
# Named by the pages → the other place where a reader meets it: platform, tool, bill, practice or step.
ELSEWHERE: Mapping[str, Callable[[Book], str]] = {
    "Amazon Web Services": PLATFORM,
    "Google Cloud": PLATFORM,
    "Microsoft Azure": PLATFORM,
    "Own Kubernetes cluster": PLATFORM,
    "Kubernetes (EKS)": PLATFORM,
    "Own servers": PLATFORM,
    "Rented bare metal": PLATFORM,
    "Grafana": TOOL,
    "Datadog": TOOL,
    "New Relic": TOOL,
    "Sumo Logic": TOOL,
    "Parameter Store": TOOL,
    "Vault": TOOL,
    "Aurora PostgreSQL": services,
    "Cloud SQL for PostgreSQL": services,
    "Azure Database for PostgreSQL": services,
    "Route 53": services,
    "Cloud DNS": services,
    "azure DNS": services,
    "Amazon S3": services,
    "Blob Storage": services,
    "Cloud Storage": services,
    "Secrets Manager": services,
    "Secret Manager": services,
    "Key Vault": services,
    "Amazon CloudWatch": services,
    "Amazon EC2": services,
    "Fargate": services,
    "ElastiCache": services,
    "Load Balancing": services,
    "Amazon VPC": services,
    "Redis": practices,
    "GitHub releases": practices,
    "Discord": practices,
    "bastion": practices,
    "VPN": practices,
    "SSH": practices,
    "at a load balancer": steps,
}


@cache
def plan_text(hosting: tuple[tuple[str, str], ...], level: str) -> str:
    return as_markdown(document(case_with(level, **dict(hosting))))


@pytest.mark.parametrize("name", IN_THE_PLAN)
def test_the_plan_names_it_at_its_step(name):
    hosting, topic, level = IN_THE_PLAN[name]
    case = case_with(level, **hosting)
    for number in (1, 2):
        found = service_for(case, shipped_book(number), topic)
        assert found
        assert name in f"{found.name}. {found.words}"
    assert name in plan_text(tuple(hosting.items()), level)


@pytest.mark.parametrize("name", ELSEWHERE)
@pytest.mark.parametrize("number", [1, 2])
def test_it_is_met_where_it_belongs(name, number):
    assert name in ELSEWHERE[name](shipped_book(number))


def test_a_plan_names_no_service_of_another_platform():
    own = plan_text((("platform", "azure"),), "pilot_light")
    for name in ("Amazon", "AWS", "Google", "Cloud SQL", "Route 53"):
        assert name not in own.replace("Medplum’s page names the restore of Azure SQL Database", "")
