"""What a rule means is told in sentences: the book's clauses fit the words around them."""

import re

import pytest

from decisions.advice.wording import as_sentence, settled_when
from tests.builders_estimate import shipped_book
from tests.decisions.cases import verdict_of

FRAGMENT = re.compile(r"^(no|none|yes|not|needed|demanded|confirmed|neither|above|one|proved|approved|listed)\b[^,;]*:")
NOT_FOR_READERS = re.compile(r"\bP\d\d\b|[a-z]_[a-z*]")
VERB = re.compile(
    r"\b(is|are|has|have|holds?|stays?|keep|costs?|needs?|can|must|apply|applies|demands?|exists?|depends?|carry|build|"
    r"signs?|allow|agreed|passes|makes|decides|ask|find|treat|size|try|count|read|assume|derive|use|rests|would)\b"
)


@pytest.mark.parametrize("number", [1, 2])
@pytest.mark.parametrize("column", ["pass_means", "fail_means", "unknown_means"])
def test_what_a_rule_means_is_a_clause_that_stands_as_a_sentence(number, column):
    for row in shipped_book(number).rows("gates"):
        clause = row[column]
        assert not FRAGMENT.search(clause), (row["gate"], clause)
        assert not NOT_FOR_READERS.search(clause), (row["gate"], clause)
        assert VERB.search(clause), (row["gate"], clause)
        assert not clause.endswith("."), (row["gate"], clause)


def test_a_void_reason_is_called_void_once():
    for row in shipped_book().rows("gates"):
        assert row["effect"] != "voids-reason" or "void" not in row["fail_means"]


def test_an_open_rule_tells_when_it_is_settled():
    (ask, *_) = verdict_of({"raised": ["nothing"], "gates": {"de_c5_sgb_v_393": {"applies": "unknown"}}}).ask
    assert "The rule is settled when the rule does not apply to you, or attestation, place and branch" in ask.meaning_no

    row = next(row for row in shipped_book().rows("gates") if row["gate"] == "ca_provinces")
    assert settled_when(row).startswith("The rule is settled when the province and the contract allow")
    assert as_sentence(row["fail_means"]).startswith("Medplum Cloud is out once")


def test_a_rule_that_is_open_for_both_options_is_told_once():
    reasons = verdict_of({"raised": ["nothing"], "patients_in": ["DE"]}).reasons
    told = [reason for reason in reasons if reason.rule == "de_c5_sgb_v_393"]

    assert [(one.option, one.state) for one in told] == [(None, "unknown")]
    assert told[0].text.startswith("Whether either option meets this rule is open.")
    known = verdict_of({"gates": {"de_c5_sgb_v_393": {"applies": "yes", "vendor": "agreed"}}}).reasons
    assert len([one for one in known if one.rule == "de_c5_sgb_v_393"]) == 2
