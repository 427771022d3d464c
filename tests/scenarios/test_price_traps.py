"""Known traps of public price lists, one test each: a source that is wrong, a unit, what is doubled already.

The traps were found when lists were checked against each other (price book, 2025-06 to 2026-09). Quantities as in
`aws_minimum.py` and `hundred_thousand.py`.
"""

import pytest

from estimator.book import PriceRow
from tests.estimator.book_parts import shipped
from tests.scenarios.aws_minimum import CENT, first_quarter
from tests.scenarios.hundred_thousand import on

PRICES = shipped(1).rows("prices")


def price(provider: str, region: str, service: str, sku: str) -> PriceRow:
    found = shipped(1).price(provider, region, service, sku)
    assert isinstance(found, PriceRow)
    return found


def test_no_price_comes_from_the_list_that_mixes_tenancy_windows_and_aurora_modes():
    """coroot is wrong for 109 of 248 EC2 types and 25 of 45 Azure ones, and mixes the two modes of Aurora."""
    assert not [row["sku"] for row in PRICES if "coroot" in row["source"]]


def test_no_machine_of_a_family_whose_meter_is_mistaken():
    """karpenter takes another meter for Das and Dads (D2as_v5 in eastus 0.178); D2s_v5 is half of D4s_v5."""
    machines = {row["sku"] for row in PRICES if row["service"] == "Virtual Machines"}
    assert machines
    assert not [sku for sku in machines if "as_v" in sku or "ads_v" in sku]
    small, large = (price("azure", "eastus", "Virtual Machines", f"Standard_D{cores}s_v5") for cores in (2, 4))
    assert large.price_usd == pytest.approx(2 * small.price_usd)


def test_the_standby_of_azure_is_billed_with_its_disk():
    """A cost tool bills one server; Azure bills both: 2 × 0.178 an hour, and two disks of 97.9999 GB."""
    found = on(platform="azure")
    assert first_quarter(found, "database_instances_cost") == pytest.approx(2 * 0.178 * 2_190, abs=CENT)
    assert first_quarter(found, "database_storage_cost") == pytest.approx(2 * 97.9999 * 0.115 * 3, abs=CENT)


def test_redis_of_azure_is_metered_by_node():
    """C3 is 0.225 for one node, and a Standard cache has two: 0.45 an hour, 328.50 a month."""
    assert first_quarter(on(platform="azure"), "cache_nodes_cost") == pytest.approx(328.50 * 3, abs=CENT)


def test_blobs_of_western_europe_start_at_the_first_tier():
    """The list in hand keeps the top volume tier, 0.018032; the first 50 TB cost 0.018032 / 0.92 = 0.0196."""
    first = first_quarter(on(platform="azure", region="westeurope"), "object_storage_cost") / (2_062.5 * 3)
    assert first == pytest.approx(0.0196, rel=1e-3)


def test_traffic_of_azure_takes_the_network_that_is_the_default():
    """The ladder of “routing preference: Internet” is another one; the default network costs 0.087 at first."""
    rows = {row["sku"] for row in PRICES if row["service"] == "Bandwidth"}
    assert rows == {"egress-microsoft-network", "inter-region"}
    assert first_quarter(on(platform="azure"), "internet_egress_cost") == pytest.approx(78.432 * 0.087, abs=CENT)


@pytest.mark.parametrize(("cores", "memory_gb"), [(2, 7.5), (4, 15), (16, 60)])
def test_a_size_of_cloud_sql_is_the_sum_of_its_two_meters(cores, memory_gb):
    """0.0413 for a vCPU, 0.007 for a GB; a zonal row, so high availability is two of it."""
    size = price("gcp", "us-central1", "Cloud SQL for PostgreSQL", f"db-custom-{cores}-{int(3_840 * cores)} zonal")
    assert size.price_usd == pytest.approx(cores * 0.0413 + memory_gb * 0.007, rel=1e-3)


@pytest.mark.parametrize("region", ["us-east1", "europe-west3"])
def test_services_of_google_that_are_listed_for_one_region_say_that_others_are_derived(region):
    for service, sku in (
        ("Cloud SQL for PostgreSQL", "db-custom-2-7680 zonal"),
        ("Memorystore for Redis", "standard M2 4-10GB"),
        ("GKE", "autopilot-vcpu"),
    ):
        found = price("gcp", region, service, sku)
        assert (found.basis, found.derivation.split()[0]) == ("derived", "us-central1"), service


def test_no_row_is_doubled_for_two_zones_already():
    """Aurora, ElastiCache and Cloud SQL rows are for one node; two zones double the nodes, once."""
    assert not [row["sku"] for row in PRICES if "multi-az" in row["sku"].lower() or "regional" in row["sku"].lower()]
    two, one = on(), on(multi_az="no")
    for key, single in (("database_instances_cost", 0.26), ("cache_nodes_cost", 0.206)):
        assert first_quarter(two, key) == pytest.approx(2 * single * 2_190, abs=CENT)
    assert first_quarter(one, "database_instances_cost") == pytest.approx(0.26 * 2_190, abs=CENT)


def test_fargate_is_priced_by_the_exact_hour():
    """Golden files print rounded months; the list has five digits by the hour."""
    vcpu = price("aws", "us-east-1", "AWS Fargate", "fargate-linux-x86-vcpu")
    assert vcpu.price_usd == 0.04048
    assert "aws-price-watcher" in vcpu.source


def test_one_factor_for_a_region_is_not_enough():
    """GovCloud to us-east-1: servers 1.20, files 1.70, traffic 1.72; each service has a ratio or a row of its own."""
    home, gov = on(), on(region="us-gov-west-1")
    ratios = {
        key: first_quarter(gov, f"{key}_cost") / first_quarter(home, f"{key}_cost")
        for key in ("server_vcpu", "object_storage", "log_ingest", "secrets")
    }
    expected = {"server_vcpu": 1.20, "object_storage": 1.70, "log_ingest": 1.35, "secrets": 1.00}
    assert ratios == pytest.approx(expected, abs=0.005)


def test_prices_of_hetzner_are_called_volatile():
    assert any("Hetzner raised its prices four times" in text for text in on(platform="own_kubernetes").warnings)


def test_an_hour_of_a_droplet_is_billed_at_most_672_times_a_month():
    """0.09375 × 672 = 63 USD, its price by the month; 730 hours would make 68.44."""
    found = on(platform="digitalocean")
    assert first_quarter(found, "database_instances_cost") == pytest.approx(2 * 63.00 * 3, abs=CENT)
    assert any("managed databases" in text for text in found.warnings)


def test_rules_of_the_azure_load_balancer_cost_as_a_bundle():
    """0.025 an hour for the first five together; 0.01 is for each one beyond."""
    assert first_quarter(on(platform="azure"), "outbound_rule_cost") == pytest.approx(0.025 * 2_190, abs=CENT)


def test_the_address_of_the_azure_gateway_is_inside_its_price():
    """One address is billed, that of outgoing traffic: 0.005 an hour."""
    assert first_quarter(on(platform="azure"), "public_addresses_cost") == pytest.approx(0.005 * 2_190, abs=CENT)


def test_plans_of_medplum_are_no_rows_of_the_price_list():
    """Their steps and days stand in a table of their own: 2,000 and 6,000 USD a month."""
    assert not [row for row in PRICES if row["provider"] == "medplum"]
    plans = {row["plan"]: row["price"] for row in shipped(1).rows("plan_prices") if not row["valid_to"]}
    assert (plans["production"], plans["premium"]) == ("2000", "6000")
