"""Where data must stay: the country the rule names against where each option keeps its data."""

from typing import Any

import pytest

from decisions.advice import evaluate
from tests.builders_estimate import make_case, make_estimate, shipped_book
from tests.decisions.cases import verdict_of


def residency(detail: str, vendor: str = "not_asked") -> dict[str, Any]:
    answer = {"applies": "yes", "sure": "in_writing", "detail": detail, "vendor": vendor}
    return {"raised": ["country"], "gates": {"residency_country": answer}}


def cloud_state(detail: str, vendor: str = "not_asked") -> str:
    found = evaluate(make_case(reasons=residency(detail, vendor)), make_estimate(), shipped_book())
    return next(one.state for one in found if (one.gate, one.option) == ("residency_country", "cloud"))


@pytest.mark.parametrize("vendor", ["not_asked", "asked", "refused"])
def test_data_that_must_stay_where_hosted_data_lies_anyway_does_not_exclude_the_cloud(vendor):
    assert cloud_state("United States", vendor) == "pass"


@pytest.mark.parametrize("country", ["Germany", "France", "India", "United Kingdom", "Brazil", ""])
def test_elsewhere_the_vendors_answer_decides(country):
    states = {vendor: cloud_state(country, vendor) for vendor in ("not_asked", "agreed", "refused")}
    assert states == {"not_asked": "unknown", "agreed": "pass", "refused": "fail"}


def test_an_own_region_in_another_country_than_the_rule_names_is_said():
    germany = residency("Germany", "refused")
    germany["gates"] |= {gate: {"applies": "no"} for gate in ("de_c5_sgb_v_393", "eu_gdpr_transfer")}
    elsewhere = verdict_of(germany, scenario={"hosting": {"platform": "aws", "region": "us-east-1"}})
    there = verdict_of(germany, scenario={"hosting": {"platform": "aws", "region": "eu-central-1"}})
    assert elsewhere.outcome == there.outcome == "self_host_required"
    assert any("us-east-1 lies in the United States, not in Germany" in text for text in elsewhere.qualifiers)
    assert not any("another region is chosen" in text for text in there.qualifiers)
