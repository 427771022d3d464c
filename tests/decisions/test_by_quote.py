"""An unknown price never counts as nothing: where it could turn the answer, nothing is compared."""

import json
from io import StringIO

import pytest
from django.core.management import call_command

from decisions.case import Case
from decisions.report.methods import all_methods
from decisions.services import estimate_case


@pytest.fixture
def by_quote(site):
    """Medplum Cloud only by quote, and no quote: what looks cheaper lacks its price."""
    return Case.model_validate(
        {"scenario": {"needs": {"answers": {"scim": "must"}}}, "reasons": {"raised": ["nothing"]}}
    )


def test_money_favours_nobody(by_quote):
    verdict = estimate_case(by_quote).verdict
    (money,) = [reason for reason in verdict.reasons if reason.rule == "money"]
    assert (verdict.outcome, money.state, money.option) == ("ask_first", "unknown", None)


def test_the_json_states_no_odds_and_no_gap(by_quote, tmp_path):
    path = tmp_path / "case.json"
    path.write_text(by_quote.model_dump_json())
    out = StringIO()
    call_command("estimate", str(path), stdout=out)
    difference = json.loads(out.getvalue())["difference"]
    assert [difference[name] for name in ("npv", "p10", "p50", "p90", "probability_self_host_cheaper")] == [None] * 5
    assert difference["walk_away_price_per_month"] > 0
    headline = difference["combinations"][0]
    assert headline["npv"] is headline["probability_self_host_cheaper"] is None


def test_no_method_states_odds_or_a_gap(by_quote):
    judged = estimate_case(by_quote)
    assert all_methods(judged.estimate)["odds"]["figures"] == []
    assert all_methods(estimate_case(Case()).estimate)["odds"]["figures"]
