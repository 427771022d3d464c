"""Gates that a need opens: what an option may not provide is asked about."""

import pytest

from decisions.advice import evaluate
from tests.builders_estimate import changed_book, make_case, make_estimate, shipped_book
from tests.decisions.test_gates import YES, states

NEEDS = {
    "onc_certified": ("onc_certification", "self_host"),
    "contractual_uptime": ("contractual_uptime", "self_host"),
    "own_encryption_keys": ("own_keys_or_private_network", "cloud"),
    "higher_request_limits": ("request_limits", "cloud"),
    "server_administration": ("needed_feature_no_plan", "cloud"),
    "own_upgrade_date": ("needed_feature_no_plan", "cloud"),
    "customer_account_deployment": ("needed_feature_no_plan", "cloud"),
}


@pytest.mark.parametrize(("need", "gate"), NEEDS.items())
@pytest.mark.parametrize("answer", ["must", "own", "no", "unknown"])
def test_a_must_that_an_option_may_not_provide_opens_its_gate(need, gate, answer):
    found = states({"raised": ["nothing"]}, {"needs": {"answers": {need: answer}}})

    assert (found.get(gate) == "unknown") is (answer == "must")


def test_needs_that_a_plan_or_a_workaround_provides_open_no_gate():
    opening = {row["need"] for row in shipped_book().rows("needs")} - {*NEEDS, "private_network"}
    found = states({"raised": ["nothing"]}, {"needs": {"answers": dict.fromkeys(opening, "must")}})

    assert len(opening) == 27
    assert found == {}


def test_a_need_without_a_plan_but_with_a_workaround_opens_no_gate():
    case = make_case(reasons={"raised": ["nothing"]}, scenario={"needs": {"answers": {"own_upgrade_date": "must"}}})
    book = changed_book("needs", "own_upgrade_date", workaround_plan="production")

    assert evaluate(case, make_estimate(), shipped_book()) != ()
    assert evaluate(case, make_estimate(), book) == ()


def test_an_answered_gate_outweighs_the_need_behind_it():
    needs = {"needs": {"answers": {"own_encryption_keys": "must"}}}
    reasons = {"gates": {"own_keys_or_private_network": YES | {"vendor": "refused"}}}

    assert states(reasons, needs)["own_keys_or_private_network", "cloud"] == "fail"
