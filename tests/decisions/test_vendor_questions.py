"""What the e-mail to Medplum asks: every question of the verdict to it, no rule of somebody else, nothing twice."""

from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from decisions.advice import judge
from decisions.advice.vendor_questions import vendor_questions
from decisions.advice.vendor_words import question_in_case
from decisions.case import PatientsIn, Raised
from decisions.report.email import vendor_email
from tests.builders_estimate import make_case, make_estimate, make_line, make_plan, shipped_book
from tests.decisions.cases import gate_row

YES = {"applies": "yes", "sure": "in_writing"}
MUST_DATE = {"needs": {"answers": {"own_upgrade_date": "must"}}}
GATES = sorted(row["gate"] for row in shipped_book().rows("gates") if row["effect"] != "not-ready")
NEEDS = sorted(row["need"] for row in shipped_book().rows("needs"))
PRICE = make_line("subscription_cost", "cloud", group="subscription", label="Subscription")
QUOTE = make_line("subscription_quote", "cloud", state="not_estimated", group="subscription")
LICENCE = make_line("licence", state="not_estimated", group="subscription", label="Licence")

answers = st.fixed_dictionaries(
    {
        "applies": st.sampled_from(("yes", "yes", "no", "unknown")),
        "sure": st.sampled_from(("in_writing", "in_writing", "believe")),
        "vendor": st.sampled_from(("not_asked", "not_asked", "agreed", "refused")),
        "detail": st.sampled_from(("", "", "Germany", "ISO 27001", "Only over\nour dead servers.")),
    }
)
reasons = st.fixed_dictionaries(
    {
        "raised": st.lists(st.sampled_from(get_args(Raised)), max_size=3, unique=True),
        "patients_in": st.lists(st.sampled_from(get_args(PatientsIn)), max_size=2, unique=True),
        "gates": st.dictionaries(st.sampled_from(GATES), answers, max_size=5),
        "cap_per_year": st.sampled_from((None, 90_000, 500_000)),
    }
)
needs = st.dictionaries(st.sampled_from(NEEDS), st.sampled_from(("must", "own")), max_size=4)
missing = st.lists(st.sampled_from((PRICE, QUOTE, LICENCE)), max_size=3, unique_by=lambda line: line.key)


def letter_of(reasons, lines=(PRICE,), plan=None, **families):
    case = make_case(reasons=reasons, **families)
    figures = make_estimate(lines=list(lines), plan=plan or make_plan())
    verdict = judge(case, figures, shipped_book())
    return verdict, vendor_email(case, figures, verdict, shipped_book())


def body_of(reasons, **families):
    return letter_of(reasons, **families)[1]["body"]


@settings(max_examples=300, deadline=None)
@given(reasons=reasons, needs=needs, lines=missing)
def test_every_question_of_the_verdict_to_medplum_stands_in_the_letter_once(reasons, needs, lines):
    verdict, found = letter_of(reasons, lines, scenario={"needs": {"answers": needs}})
    to_medplum = [ask.question for ask in verdict.ask if ask.whom == "Medplum"]

    assert not to_medplum or found
    for question in to_medplum:
        assert found["body"].count(question) == 1
    paragraphs = found["body"].split("\n\n")[2:-1] if found else []
    texts = [text.partition(". ")[2] for text in paragraphs]
    assert len(texts) == len(set(texts))
    assert len(texts) == (len(found["questions"]) if found else 0)


def test_a_need_that_leads_to_a_rule_is_named_in_its_question():
    body = body_of({"raised": ["nothing"], "gates": {"needed_feature_no_plan": YES}}, scenario=MUST_DATE)
    assert "1. Can you offer “Own date for upgrades” on any plan or by contract?" in body

    three = {"needs": {"answers": dict.fromkeys(("own_upgrade_date", "server_administration"), "must")}}
    body = body_of({"raised": ["nothing"]}, scenario=three)
    assert "offer “Own date for upgrades” and “Server-wide administration” on any plan" in body


def test_a_fork_asks_whether_the_change_is_taken_and_leaves_a_place_for_it():
    body = body_of({"raised": ["fork"], "patients_in": ["other"]})

    assert gate_row("fork_justified_cause")["vendor_question"] in body
    assert body.count("(Describe the change here.)") == 1


def test_a_rule_that_medplum_has_answered_is_not_asked_again():
    fork = {"raised": ["fork"], "gates": {"fork_justified_cause": {"vendor": "refused"}}}
    assert gate_row("fork_justified_cause")["vendor_question"] not in body_of(fork)


@pytest.mark.parametrize(
    ("country", "of_others"),
    [("DE", ("HDS", "NEN 7510", "FedRAMP", "Swiss", "UK", "BAA")), ("FR", ("C5", "NEN 7510", "Swiss", "UK"))],
)
def test_rules_of_countries_where_nobody_is_are_not_asked_about(country, of_others):
    body = body_of({"raised": ["country"], "patients_in": [country]})

    assert "Data Privacy Framework" in body
    assert not [words for words in of_others if words in body]


@pytest.mark.parametrize(
    ("gate", "detail", "words"),
    [
        ("residency_country", "Netherlands", "be hosted in the Netherlands; on which plan"),
        ("named_certificate", "ISO 27001", "is ISO 27001 among them"),
        ("named_certificate", "Another", "is the one we need among them"),
        ("own_rule_cloud", "Only a host\nof the church.", "keep to a rule: Only a host of the church. Can you meet it"),
    ],
)
def test_the_question_is_worded_by_the_answer(gate, detail, words):
    assert words in body_of({"raised": ["nothing"], "gates": {gate: YES | {"detail": detail}}})


def test_the_cap_is_asked_about_beside_the_price_and_named_where_it_is_known():
    found = letter_of({"raised": ["budget"]})[1]
    assert "discount in the first year? Does another price" in found["body"]
    assert "meet our cap?" in found["body"]
    assert len(found["questions"]) == 1

    case = make_case(reasons={"raised": ["budget"], "cap_per_year": 65_000})
    question = question_in_case(gate_row("budget_cap"), case, shipped_book())
    assert question.endswith("meet our cap of 65,000 USD a year?")


def test_a_price_that_has_lapsed_is_asked_for_again():
    def asks_for_the_price(until):
        case = make_case(scenario={"needs": {"quote_per_month": 3_000, "quote_until": until}})
        figures = make_estimate(lines=[PRICE], plan=make_plan())
        found = vendor_questions(case, figures, judge(case, figures, shipped_book()), shipped_book())
        return "price" in [one.key for one in found]

    assert asks_for_the_price("2026-06-01")
    assert not asks_for_the_price("2028-06-01")


def test_a_need_of_a_general_question_is_named():
    body = body_of({"raised": ["nothing"]}, scenario={"needs": {"answers": {"labs": "must"}}})

    assert "Enterprise self-host licence" in body
    assert "We need “Laboratory orders and results”." in body


@pytest.mark.parametrize("number", [1, 2])
def test_every_question_of_the_book_can_be_asked(number):
    """A need that leads to a rule is asked about with the rule, so it would never bring such a question up."""
    book = shipped_book(number)
    with_rule = {"onc_certified", "contractual_uptime", "own_encryption_keys", "private_network", "own_upgrade_date"}
    with_rule |= {"higher_request_limits", "customer_account_deployment", "server_administration"}
    for row in book.rows("vendor_questions"):
        assert row["lines"] or row["needs"]
        assert not with_rule & set(row["needs"].split(";"))


def test_no_option_that_is_out_waits_for_an_answer():
    out = {"raised": ["nothing"], "gates": {"on_premises_mandate": YES, "hipaa_baa": {"applies": "yes"}}}
    assert letter_of(out)[1] is None
    licence = {"needs": {"answers": {"labs": "must"}}}
    verdict, found = letter_of(out, scenario=licence)
    assert verdict.outcome == "self_host_required"
    assert [one["number"] for one in found["questions"]] == [1]


def test_the_keys_of_a_letter_are_those_of_its_rules_and_questions():
    case = make_case(reasons={"raised": ["country"], "patients_in": ["DE"]})
    figures = make_estimate(lines=[PRICE], plan=make_plan())
    found = vendor_questions(case, figures, judge(case, figures, shipped_book()), shipped_book())

    assert [one.key for one in found] == [
        "de_c5_sgb_v_393", "eu_gdpr_transfer", "residency_country", "price"
    ]  # fmt: skip
