"""Reasons as the report shows them: every rule with every answer has its words, and what is settled stands apart."""

import pytest

from decisions.report.reason_rows import reason_rows
from tests.decisions.cases import verdict_of
from tests.decisions.test_report_document import document_of

YES = {"applies": "yes", "sure": "in_writing"}
ANSWERS = (
    {"applies": "no"},
    {"applies": "no", "sure": "in_writing"},
    YES,
    YES | {"vendor": "agreed"},
    YES | {"vendor": "refused"},
    {"applies": "yes", "sure": "believe"},
    {"applies": "unknown"},
)
EITHER = ("hipaa_baa", "de_c5_sgb_v_393", "onc_certification", "named_certificate", "budget_cap", "contractual_uptime")
RULES = (*EITHER, "us_federal_fedramp", "eu_ehds_in_house", "eu_gdpr_transfer", "own_rule_cloud")


@pytest.mark.parametrize("rule", RULES)
def test_every_answer_to_a_rule_has_a_report(rule):
    for answer in ANSWERS:
        rows = document_of({"reasons": {"raised": ["nothing"], "gates": {rule: answer}}})["reasons"]
        about = [row for row in rows if row["rule"] == rule]
        assert all(row["state_label"] for row in about), answer
        assert about


def test_a_rule_that_tells_the_options_apart_is_not_settled():
    gates = {"on_premises_mandate": YES, "hipaa_baa": YES | {"vendor": "agreed"}}
    rows = reason_rows(verdict_of({"raised": ["on_premises"], "gates": gates}))
    settled = {row["rule"]: row["settled"] for row in rows}
    assert settled["on_premises_mandate"] is False
    assert settled["hipaa_baa"] is True
    assert rows[0]["settled"] is False


def test_the_sentence_that_two_reasons_in_a_row_rest_on_is_said_once():
    rows = reason_rows(verdict_of({"raised": ["nothing"], "gates": {"hipaa_baa": YES | {"vendor": "agreed"}}}))
    about = [row for row in rows if row["rule"] == "hipaa_baa"]
    assert len(about) == 2
    assert [bool(row["sentence"]) for row in about] == [True, False]
    assert [bool(row["sources"]) for row in about] == [True, False]
