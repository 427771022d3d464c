"""AWS with Kubernetes (EKS), component by component, and what each shape makes of clusters and sizes.

Prices of us-east-1: the price dump QuinnyPig/aws-price-watcher of 2025-06-18 (machines, control plane), infracost of
2024-07-01 (disks). All but servers, disks, cluster and one key is the bill of `test_aws_us_east_1.py`.

    nodes       minimum: servers 2 × 2 vCPU + 2 of the cluster = 6; a node of 4 lends 4 × 0.8 = 3.2: 2, at least 3
                recommended: 3 × 4 + 2 = 14 vCPU: ⌈14 / 3.2⌉ = 5; memory 3 × 8 + 4 = 28 GB over 16 × 0.8 = 12.8: 3
                large: 15 × 4 + 2 = 62 vCPU: ⌈62 / 3.2⌉ = 20; memory 15 × 16 + 4 = 244 GB: 20
                template: a pod of 0.5 vCPU carries 160 × 0.5 / 4 × 0.45 = 9 a second: ⌈30 / 9⌉ = 4 pods; 4 × 0.5 + 1 =
                3 vCPU over 2 × 0.8 = 1.6: 2; memory 4 × 1 + 2 = 6 GB over 8 × 0.8 = 6.4: 1
    disks       50 GB for each node
"""

import pytest

from tests.scenarios.aws_minimum import CENT, HOURS, MONTHS, Component, assert_bill, first_quarter
from tests.scenarios.hundred_thousand import on
from tests.scenarios.test_aws_us_east_1 import BILL as FARGATE

OWN = [
    Component("cluster_fee", 1, 0.10, HOURS, 219.00),
    Component("worker_nodes", 3, 0.192, HOURS, 1_261.44),  # m6i.xlarge
    Component("node_disks", 150, 0.08, MONTHS, 36.00),  # gp3
    Component("encryption_keys", 1, 1.00, MONTHS, 3.00),
]
GONE = {"server_vcpu", "server_memory", "encryption_keys"}
BILL = [row for row in FARGATE if row.name not in GONE] + OWN
TOTAL = 4_589.41  # 3,502.45 − 354.60 − 77.88 + 219.00 + 1,261.44 + 36.00 + 3.00
TEMPLATE = {"shape": "template"}


def test_every_component():
    found = on(platform="aws", way="eks")
    assert_bill(found, BILL)
    assert sum(first_quarter(found, f"{row.name}_cost") for row in BILL) == pytest.approx(TOTAL, abs=CENT)


@pytest.mark.parametrize(
    ("hosting", "component", "cost"),
    [
        ({"way": "eks", "shape": "recommended"}, "worker_nodes", 5 * 0.192 * 2_190),
        ({"way": "eks", "shape": "recommended"}, "database_instances", 2 * 0.519 * 2_190),
        ({"way": "eks", "shape": "large"}, "worker_nodes", 20 * 0.192 * 2_190),
        ({"way": "eks", "shape": "large"}, "cache_nodes", 2 * 0.411 * 2_190),
        ({"way": "eks", **TEMPLATE}, "worker_nodes", 2 * 0.0832 * 2_190),  # t3.large
        ({"way": "eks", **TEMPLATE}, "node_disks", 2 * 50 * 0.08 * 3),
        ({"way": "eks", **TEMPLATE}, "database_instances", 0.073 * 1.12 * 2_190),  # one, db.t3.medium
        ({"way": "eks", **TEMPLATE}, "cache_nodes", 0.017 * 2_190),  # one, cache.t3.micro
        ({"platform": "azure", "shape": "recommended"}, "worker_nodes", 5 * 0.192 * 2_190),
        ({"platform": "azure", "shape": "recommended"}, "database_instances", 2 * 2 * 0.178 * 2_190),
        ({"platform": "azure", "shape": "large"}, "worker_nodes", 20 * 0.192 * 2_190),
        ({"platform": "azure", "shape": "large"}, "database_instances", 8 * 2 * 0.178 * 2_190),  # 16 vCPU
        ({"platform": "azure", **TEMPLATE}, "worker_nodes", 2 * 0.096 * 2_190),  # D2s
        ({"platform": "azure", **TEMPLATE}, "node_disks", 2 * 10.21 * 3),
        ({"platform": "azure", **TEMPLATE}, "database_instances", 0.017 * 2_190),  # one, B1ms
        ({"platform": "azure", **TEMPLATE}, "gateway", 0.246 * 2_190),  # no firewall tier
        ({"platform": "azure", **TEMPLATE}, "gateway_capacity", 20 * 0.008 * 2_190),
        ({"platform": "gcp", "shape": "recommended"}, "server_vcpu", 3 * 4 * 0.0445 * 2_190),
        ({"platform": "gcp", "shape": "recommended"}, "database_instances", 2 * 0.2702 * 2_190),
        ({"platform": "gcp", "shape": "large"}, "server_vcpu", 15 * 4 * 0.0445 * 2_190),
        ({"platform": "gcp", "shape": "large"}, "server_memory", 15 * 16 * 0.0049225 * 2_190),
        ({"platform": "gcp", **TEMPLATE}, "server_vcpu", 4 * 0.5 * 0.0445 * 2_190),
        ({"platform": "gcp", **TEMPLATE}, "database_instances", 0.0413 * 2_190),  # one vCPU
        ({"platform": "gcp", **TEMPLATE}, "database_memory", 3.75 * 0.007 * 2_190),
    ],
    ids=str,
)
def test_shapes_of_clusters(hosting, component, cost):
    found = on(**{"platform": "aws"} | hosting)
    assert first_quarter(found, f"{component}_cost") == pytest.approx(cost, abs=CENT)


@pytest.mark.parametrize("words", ["Aurora PostgreSQL 15.4", "one cache node", "a server pod asks for 0.5 vCPU"])
def test_the_template_names_its_traps(words):
    assert any(words in warning for warning in on(platform="aws", way="eks", **TEMPLATE).warnings)
    assert not any(words in warning for warning in on(platform="aws", way="eks").warnings)
