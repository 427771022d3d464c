"""Where a platform stands: providers, regions, ways and shapes, and what is said when an answer does not fit."""

import pytest

from estimator import Run, estimate
from estimator.bill import bill_rows, shape_rows
from estimator.binding import MEDPLUM_REGION, Binding
from estimator.inputs import Ranged
from estimator.model import prepare
from estimator.place import place_of
from estimator.scenario import Choice, Hosting
from tests.estimator.book_parts import changed, row_of, shipped
from tests.estimator.generated import scenario

FEW = Run(draws=64)
OPTIONS = {name: set(meaning.options) for name, meaning in Hosting.declared().items() if isinstance(meaning, Choice)}
SHAPES = ("minimum", "recommended", "large", "template")


def place(**hosting):
    return place_of(scenario(hosting=hosting), shipped(1))


@pytest.mark.parametrize(
    ("platform", "provider", "region"),
    [
        ("unknown", "aws", "us-east-1"),
        ("aws", "aws", "us-east-1"),
        ("azure", "azure", "eastus"),
        ("gcp", "gcp", "us-central1"),
        ("digitalocean", "digitalocean", "nyc1"),
        ("own_kubernetes", "hetzner", "eu"),
        ("own_servers", "own", "global"),
        ("small_machine", "own", "global"),
    ],
)
def test_without_a_region_the_providers_default_is_taken(platform, provider, region):
    found = place(platform=platform)
    assert (found.provider, found.region) == (provider, region)


def test_a_region_of_the_provider_is_taken():
    assert place(platform="azure", region="westeurope").region == "westeurope"
    assert place(platform="azure", region="westeurope").warnings == ()
    assert place(region="eu-central-1").region == "eu-central-1"


def test_a_region_of_another_provider_is_named_and_not_taken():
    found = place(platform="azure", region="eu-central-1")
    assert found.region == "eastus"
    assert found.warnings == (
        "eu-central-1 is no region of Microsoft Azure in this book: East US (Virginia) is taken.",
    )
    answers = scenario(hosting={"platform": "azure", "region": "eu-central-1"})
    assert found.warnings[0] in estimate(answers, shipped(1), FEW).warnings


def test_a_region_that_is_not_offered_is_not_taken():
    def close(tables):
        row_of(tables["regions"], region="eu-west-1").update(offered="0")

    found = place_of(scenario(hosting={"region": "eu-west-1"}), changed(close))
    assert found.region == "us-east-1"
    assert len(found.warnings) == 1


def test_a_way_of_another_platform_is_named_and_not_taken():
    found = place(platform="gcp", way="eks")
    assert found.bill == "gcp_gke"
    assert "“eks” is no way to build on Google Cloud" in found.warnings[0]
    assert place(way="eks").bill == "aws_eks"


def test_every_provider_with_regions_has_one_default():
    rows = shipped(1).rows("regions")
    for provider in {row["provider"] for row in rows}:
        offered = [row for row in rows if row["provider"] == provider and row["offered"] == "1"]
        assert sum(row["default"] == "1" for row in offered) == 1, provider


def test_regions_ways_and_tools_of_the_book_are_those_that_can_be_answered():
    book = shipped(1)
    clouds = {row["provider"] for row in book.rows("platforms")} - {"hetzner"}
    regions = {row["region"] for row in book.rows("regions") if row["provider"] in clouds and row["offered"] == "1"}
    assert regions == OPTIONS["region"]
    assert {row["way"] for row in book.rows("ways")} | {"usual"} == OPTIONS["way"]
    for purpose in ("observability", "on_call", "secrets"):
        tools = {row["tool"] for row in book.rows("tools") if row["purpose"] == purpose}
        assert tools | {"cloud"} == OPTIONS[purpose]
    shapes = {row["shape"] for row in book.rows("shapes")} - {"any"}
    assert shapes == set(SHAPES) == OPTIONS["shape"]


@pytest.mark.parametrize(
    ("hosting", "shared"),
    [
        ({}, True),
        ({"region": "us-west-2"}, False),
        ({"platform": "azure"}, False),
        ({"platform": "own_servers"}, False),
    ],
)
def test_outages_of_a_region_are_shared_where_medplum_cloud_runs(hosting, shared):
    assert place(**hosting).with_medplum == shared
    answers = scenario(hosting=hosting)
    model = prepare(answers, shipped(1), FEW)
    binding = Binding(answers, shipped(1), model.plan, model.recovery.level, model.schedule)
    found = binding.find("availability_self_host")
    assert isinstance(found, Ranged)
    factors = {factor for factor, _ in found.loadings}
    assert ("region_outage" in factors) == shared


def test_the_region_of_medplum_cloud_is_that_of_the_book():
    rows = [row["region"] for row in shipped(1).rows("regions") if row["medplum_cloud"] == "1"]
    assert rows == [MEDPLUM_REGION]


@pytest.mark.parametrize(("platform", "column"), [("aws", "aws_standard_end"), ("azure", "community_eol")])
def test_support_of_postgresql_ends_as_the_platform_says(platform, column):
    assert place(platform=platform).support_end == column


BILLS = [
    *({"platform": row["platform"]} for row in shipped(1).rows("platforms")),
    *({"platform": row["platform"], "way": row["way"]} for row in shipped(1).rows("ways")),
]


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("hosting", BILLS, ids=lambda hosting: "-".join(hosting.values()))
def test_every_bill_is_complete_in_every_shape_and_region(hosting, shape):
    """Each component has a figure or a reason, no component stands twice, and every input is found."""
    book = shipped(1)
    provider = place(**hosting).provider
    regions = [row["region"] for row in book.rows("regions") if row["provider"] == provider and row["offered"] == "1"]
    for region in set(regions) & OPTIONS["region"] or {"unknown"}:
        answers = scenario(hosting={**hosting, "shape": shape, "region": region})
        rows = bill_rows(answers, book)
        assert len({row["component"] for row in rows}) == len(rows)
        model = prepare(answers, book, FEW)
        lines = {line.name for line in model.lines} | {line.key for line in model.missing}
        assert {f"{row['component']}_cost" for row in rows} <= lines
        assert all(line.because for line in model.missing)


def test_a_row_of_the_shape_stands_before_one_of_any_shape():
    rows = shape_rows(shipped(1), "aws_cdk", "template")
    assert rows["task_vcpu"]["value"] == "0.25"
    assert rows["nat_gateways_two_zones"]["value"] == "2"
    assert shape_rows(shipped(1), "aws_cdk", "minimum")["task_vcpu"]["value"] == "2"


@pytest.mark.parametrize("number", [1, 2])
def test_both_books_hold_the_same_platforms(number):
    tables = ("bill_of_materials", "shapes", "ladders", "traps", "platforms", "ways", "tools", "support_plans")
    for table in (*tables, "regions", "prices", "regional_factors", "no_public_price", "tiers"):
        assert shipped(number).rows(table) == shipped(1).rows(table)
