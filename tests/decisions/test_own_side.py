"""Whether an own operation meets a rule that hits either option: certificates, place, people, duties."""

import pytest

from decisions.advice import evaluate
from tests.builders_estimate import make_case, make_estimate, shipped_book
from tests.decisions.cases import verdict_of
from tests.decisions.test_gates import YES, state_of, states


@pytest.mark.parametrize(
    ("named", "held", "own", "cloud"),
    [
        ("SOC 2 Type II", ["soc2"], "pass", "pass"),
        ("SOC 2 Type II", ["iso27001"], "fail", "pass"),
        ("ISO 27001", ["iso27001"], "pass", "unknown"),
        ("ISO 27001", ["soc2"], "fail", "unknown"),
        ("ISO 27001", None, "unknown", "unknown"),
        ("Another one", ["soc2"], "unknown", "unknown"),
        ("Another one", [], "fail", "unknown"),
    ],
)
def test_the_certificate_that_is_named(named, held, own, cloud):
    found = states({"gates": {"named_certificate": YES | {"detail": named}}}, {"certificates": {"held": held}})

    assert found == {("named_certificate", "self_host"): own, ("named_certificate", "cloud"): cloud}


CERTIFICATES = {
    "us_federal_fedramp": "fedramp",
    "de_c5_sgb_v_393": "c5",
    "fr_hds": "hds",
    "nl_nen7510": "nen7510",
    "onc_certification": "onc",
    "named_certificate": "soc2",
}


@pytest.mark.parametrize(("gate", "certificate"), CERTIFICATES.items())
def test_an_own_certificate_carries_self_hosting(gate, certificate):
    def found(held, answer=YES):
        return state_of(gate, answer, "self_host", {"certificates": {"held": held}})

    if gate == "named_certificate":  # which one is demanded, nobody has said
        assert found([certificate]) == "unknown"
        assert found([]) == "fail"
        return
    assert found([certificate]) == "pass"
    without = "unknown" if gate in ASK_COUNSEL else "fail"
    assert found([]) == without
    assert found([], {"applies": "yes", "sure": "believe"}) == "unknown"
    assert found(None) == "unknown"
    assert found(["hitrust"]) == without


ASK_COUNSEL = ("de_c5_sgb_v_393", "fr_hds")  # whether an own operation needs it is a question of law
PLACES = [
    ("uk_nhs_offshoring", {"platform": "aws", "region": "eu-west-1"}, "unknown"),
    ("uk_nhs_offshoring", {"platform": "azure", "region": "eastus"}, "unknown"),
    ("au_my_health_record", {"platform": "azure", "region": "eastus"}, "fail"),
    ("au_my_health_record", {"platform": "digitalocean", "region": "syd1"}, "pass"),
    ("au_my_health_record", {"platform": "own_servers", "region": "eastus"}, "pass"),
    ("fr_hds", {"platform": "aws", "region": "us-east-1"}, "fail"),
    ("fr_hds", {"platform": "own_servers"}, "unknown"),
    ("uk_nhs_offshoring", {"platform": "aws", "region": "eu-west-2"}, "pass"),
    ("uk_nhs_offshoring", {"platform": "aws", "region": "us-east-1"}, "unknown"),
    ("uk_nhs_offshoring", {"platform": "own_servers"}, "pass"),
    ("au_my_health_record", {"region": "ap-southeast-2"}, "pass"),
    ("au_my_health_record", {"region": "eu-central-1"}, "fail"),
    ("residency_us_only", {"region": "us-east-2"}, "pass"),
    ("residency_us_only", {"region": "ca-central-1"}, "fail"),
    ("provider_outside_us_law", {"platform": "aws"}, "fail"),
    ("provider_outside_us_law", {"platform": "own_servers"}, "pass"),
    ("provider_outside_us_law", {}, "pass"),
]


@pytest.mark.parametrize(("gate", "hosting", "expected"), PLACES)
def test_the_place_of_own_hosting_decides_for_self_hosting(gate, hosting, expected):
    assert state_of(gate, YES, "self_host", {"hosting": hosting}) == expected


def test_people_abroad_break_a_rule_on_data_and_staff_in_the_united_states():
    assert state_of("residency_us_only", YES, "self_host", {"people": {"country": "IN"}}) == "fail"
    assert state_of("residency_us_only", YES, "self_host", {"people": {"country": "US"}}) == "pass"


def test_a_place_that_is_not_chosen_yet_is_a_condition_and_is_said():
    results = evaluate(make_case(reasons={"gates": {"uk_nhs_offshoring": YES}}), make_estimate(), shipped_book())
    own = next(result for result in results if result.option == "self_host")

    assert own.state == "pass"
    assert "the United Kingdom" in own.condition


@pytest.mark.parametrize(
    ("gate", "certificate", "hosting", "expected"),
    [
        ("de_c5_sgb_v_393", "c5", {"platform": "aws", "region": "ap-southeast-2"}, "fail"),
        ("de_c5_sgb_v_393", "c5", {"platform": "aws", "region": "eu-central-1"}, "pass"),
        ("fr_hds", "hds", {"platform": "aws", "region": "us-east-1"}, "fail"),
        ("fr_hds", "hds", {"platform": "own_servers"}, "pass"),
        ("us_federal_fedramp", "fedramp", {"platform": "aws", "region": "eu-central-1"}, "fail"),
        ("us_federal_fedramp", "fedramp", {"platform": "aws", "region": "us-gov-west-1"}, "pass"),
    ],
)
def test_a_certificate_counts_only_together_with_the_place(gate, certificate, hosting, expected):
    scenario = {"hosting": hosting, "certificates": {"held": [certificate]}}

    assert state_of(gate, YES, "self_host", scenario) == expected


def test_a_certificate_that_self_hosting_pays_for_is_a_condition():
    scenario = {"certificates": {"held": [], "extra": ["iso27001"]}}
    answer = YES | {"detail": "ISO 27001", "vendor": "refused"}
    verdict = verdict_of({"gates": {"named_certificate": answer}}, scenario=scenario)

    assert verdict.outcome == "self_host_required"
    assert any("ISO 27001 is there in time; its cost is counted" in text for text in verdict.qualifiers)


def test_an_own_region_outside_the_eu_is_said_of_a_rule_on_transfers():
    gates = {"eu_gdpr_transfer": YES | {"vendor": "refused"}, "de_c5_sgb_v_393": {"applies": "no"}}
    there = {"hosting": {"platform": "aws", "region": "us-east-1"}}
    verdict = verdict_of({"raised": ["nothing"], "gates": gates}, scenario=there)
    here = verdict_of({"raised": ["nothing"], "gates": gates}, scenario={"hosting": {"region": "eu-central-1"}})

    lies = "us-east-1 lies in the United States, not in the EU), or the host is a recipient that the rule accepts"
    assert verdict.outcome == "self_host_required"
    assert any(lies in text for text in verdict.qualifiers)
    assert not any("another region" in text for text in here.qualifiers)


def test_nobody_promises_an_uptime_to_a_self_hoster():
    assert state_of("contractual_uptime", YES, "self_host") == "fail"
    assert state_of("contractual_uptime", YES | {"sure": "believe"}, "self_host") == "unknown"


@pytest.mark.parametrize(
    ("answer", "cloud", "own"),
    [
        (YES, "unknown", "pass"),
        (YES | {"vendor": "refused"}, "pass", "pass"),
        (YES | {"vendor": "agreed"}, "pass", "pass"),
        ({"applies": "yes", "sure": "believe"}, "unknown", "unknown"),
        ({"applies": "no"}, "pass", "pass"),
    ],
)
def test_duties_never_exclude_and_are_settled_once_somebody_carries_them(answer, cloud, own):
    found = states({"gates": {"eu_ehds_in_house": answer}})

    assert found == {("eu_ehds_in_house", "cloud"): cloud, ("eu_ehds_in_house", "self_host"): own}
    verdict = verdict_of({"gates": {"eu_ehds_in_house": answer}})
    planned = any("its duties are planned" in text for text in verdict.qualifiers)
    who = any("Who carries the duties" in text for text in verdict.qualifiers)
    assert verdict.outcome == "cloud_recommended"
    assert planned is (answer.get("vendor") == "refused")
    assert who is ("unknown" in (cloud, own))
    assert not verdict.ask
