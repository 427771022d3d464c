"""Rules of a country, and those behind a need, are asked where they can apply and nowhere else."""

from html import unescape

import pytest
from django.urls import reverse

from decisions.advice.gates import BY_COUNTRY, BY_FIGURES
from decisions.questionnaire.asked_at import ASKED_AT
from decisions.questionnaire.page import asks_of
from decisions.questionnaire.pages import EVERY, PAGES, case_from, walk
from decisions.services import case_of, estimate_case

RULES_OF = [
    ({"scenario.people.country": "US"}, {"hipaa_baa", "onc_certification", "us_federal_fedramp", "residency_us_only"}),
    ({"reasons.patients_in": ["DE"]}, {"de_c5_sgb_v_393", "eu_gdpr_transfer", "eu_ehds_in_house"}),
    ({"reasons.patients_in": ["FR"]}, {"fr_hds", "eu_gdpr_transfer", "eu_ehds_in_house"}),
    ({"reasons.patients_in": ["NL"]}, {"nl_nen7510", "eu_gdpr_transfer", "eu_ehds_in_house"}),
    ({"reasons.patients_in": ["EU"]}, {"eu_gdpr_transfer", "eu_ehds_in_house"}),
    ({"reasons.patients_in": ["GB"], "scenario.people.country": "US"}, {"uk_nhs_offshoring"}),
    ({"reasons.patients_in": ["CH", "CA"]}, {"ch_fadp", "ca_provinces"}),
    ({"reasons.patients_in": ["AU"]}, {"au_my_health_record"}),
    ({"scenario.needs.answers.own_upgrade_date": "must"}, {"needed_feature_no_plan"}),
    ({"scenario.needs.answers.onc_certified": "must"}, {"onc_certification"}),
    ({"scenario.needs.answers.higher_request_limits": "must"}, {"request_limits"}),
]
ELSEWHERE = {"enterprise_quote": ("scenario.needs.quote_per_month",), **ASKED_AT}  # in the words of other pages


def asked(answers, book) -> set[str]:
    """Gates that the page of rules asks for."""
    form = walk(answers, book).form("rules")
    return {ask.path.split(".")[2] for ask in form.asks} if form else set()


@pytest.mark.parametrize(("answers", "gates"), RULES_OF)
def test_a_rule_is_asked_where_it_can_apply(book, answers, gates):
    assert asked(answers, book) == gates


@pytest.mark.parametrize(
    "answers",
    [{}, {"scenario.people.country": "IN"}, {"reasons.patients_in": ["other"], "reasons.raised": ["nothing"]}],
)
def test_nobody_else_meets_the_page(book, answers):
    assert walk(answers, book).form("rules") is None
    assert len([form for form in walk(answers, book).shown if form.page.number is None]) == 0


def test_every_row_of_the_gates_has_a_page_with_rule_source_and_vendor_question(book):
    for row in book.rows("gates"):
        if row["gate"] in ELSEWHERE:
            assert {ask.path for page in EVERY for ask in asks_of(page, book)} >= set(ELSEWHERE[row["gate"]])
            continue
        ours = [
            page
            for page in PAGES
            if any(row["rule"].replace(": OWN RULE", "") == source.title for source in page.sources(book))
        ]
        assert ours, row["gate"]
        words = " ".join(f"{ask.label} {ask.hint}" for page in ours for ask in asks_of(page, book))
        paths = {ask.path for page in ours for ask in asks_of(page, book)}
        steered = row["reason_group"] in ("fork", "own")
        assert f"reasons.gates.{row['gate']}.applies" in paths or steered
        assert all(source.source for page in ours for source in page.sources(book) if source.title in row["rule"])
        if row["jurisdiction"] != "any":
            assert row["question"] in words
            assert row["vendor_question"] in words
            assert row["confirmed_by"] in words


def test_a_rule_of_the_patients_country_that_nobody_looked_at_is_open(book):
    for row in book.rows("gates"):
        if row["gate"] in BY_COUNTRY:
            code = row["jurisdiction"]
            judged = estimate_case(case_from({"reasons.raised": ["nothing"], "reasons.patients_in": [code]}, book))
            states = {one.gate: one.applies for one in judged.verdict.gates}
            assert states[row["gate"]] == "unknown"
    assert BY_FIGURES


def test_answers_on_the_page_reach_the_verdict(owner, decision):
    decision.answers = {"reasons.raised": ["nothing"], "reasons.patients_in": ["DE"]}
    decision.save()
    address = reverse("decisions:question", args=[decision.pk, "rules"])
    page = unescape(owner.get(address).content.decode())
    assert "Do you treat or insure patients under German statutory health insurance" in page
    assert "Do you hold a current C5 type 2 attestation" in page
    gate = "reasons-gates-de_c5_sgb_v_393"
    sent = {f"{gate}-applies": "yes", f"{gate}-sure": "in_writing", f"{gate}-vendor": "refused"}
    owner.post(address, {"base": "{}", "editor": "me", "number": 1, **sent})
    decision.refresh_from_db()
    judged = estimate_case(case_of(decision))

    failed = {(one.gate, one.option) for one in judged.verdict.gates if one.state == "fail"}
    assert failed == {("de_c5_sgb_v_393", "cloud")}


def test_a_cap_in_an_answer_excludes_what_costs_more_and_both_prices_are_shown(owner, decision):
    decision.answers = {
        "reasons.raised": ["budget"],
        "reasons.gates.budget_cap.applies": "yes",
        "reasons.cap_per_year": "150k",
        "page.budget.sure": "in_writing",
    }
    decision.save()
    judged = estimate_case(case_of(decision))
    states = {one.option: one.state for one in judged.verdict.gates if one.gate == "budget_cap"}
    page = unescape(owner.get(reverse("decisions:result", args=[decision.pk])).content.decode())

    assert states["self_host"] == "fail"
    assert "The most that may be spent in a year" in page
    assert "an average year costs more than the cap" in page


NO_PATIENTS, IN_WRITING = "reasons.gates.learning_no_patients.applies", "page.learning.sure"


@pytest.mark.parametrize(
    ("answers", "asked_for"),
    [
        ({}, True),
        ({"scenario.workload.patients_band": "none"}, False),
        ({"reasons.raised": ["learning"], NO_PATIENTS: "yes"}, True),
        ({"reasons.raised": ["learning"], NO_PATIENTS: "yes", IN_WRITING: "in_writing"}, False),
        ({"reasons.raised": ["learning"], "reasons.gates.learning_no_patients.applies": "no"}, True),
        ({"reasons.raised": ["nothing"], "reasons.gates.learning_no_patients.applies": "yes"}, True),
        ({"scenario.workload.patients_band": "none", "reasons.patients_in": ["DE"]}, True),
    ],
)
def test_rules_about_patients_wait_for_nobody_where_there_are_none(book, answers, asked_for):
    given = {"reasons.raised": ["nothing"], "scenario.people.country": "DE", **answers}
    open_gates = {one.gate for one in estimate_case(case_from(given, book)).verdict.gates}

    assert ("de_c5_sgb_v_393" in asked(given, book)) is asked_for
    assert ("de_c5_sgb_v_393" in open_gates) is asked_for
