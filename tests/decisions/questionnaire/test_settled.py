"""When nothing that is left can change the answer, the page says so; it never skips in silence."""

from django.urls import reverse

from decisions import services
from decisions.advice.turning import stays_clear
from decisions.models import Decision
from decisions.questionnaire.questions import NEEDS

RAISED = "reasons.raised"
PREMISES = {
    "scenario.hosting.today": "nothing",
    RAISED: ["on_premises"],
    "reasons.patients_in": ["other"],
    "reasons.gates.on_premises_mandate.applies": "yes",
    "page.on_premises.sure": "in_writing",
}
NO_NEEDS = {f"scenario.needs.answers.{need}": "no" for need in NEEDS}


def settled(decision, answers) -> bool:
    """Whether nothing left can change the answer."""
    decision.answers = answers
    return services.nothing_left_to_change(decision, services.estimate_case(services.case_of(decision)))


def test_a_confirmed_rule_settles_the_answer_unless_a_need_could_exclude_the_other_option(decision, book):
    assert not settled(decision, PREMISES)
    assert settled(decision, PREMISES | NO_NEEDS)
    assert not settled(decision, PREMISES | NO_NEEDS | {"page.on_premises.sure": "believe"})


SETTLED = {"applies": "no", "sure": "in_writing"}
CLEAR = {
    "scenario.hosting.today": "nothing",
    RAISED: ["nothing"],
    "reasons.patients_in": ["other"],
    **NO_NEEDS,
    "page.quote": "no",
    "scenario.people.coverage": "around_the_clock",
    "scenario.people.workforce": "new_hire",
    "scenario.people.country": "US",
    "scenario.people.engineer_cost_per_year": "200k",
    "scenario.workload.patients_band": "10k_100k",
    "scenario.workload.patients": "20k",
    "scenario.hosting.platform": "aws",
    "scenario.hosting.region": "us-east-1",
    "scenario.recovery.first_hour": "paper",
    "scenario.money.board_counts": "all",
}


def test_money_settles_nothing_while_a_price_could_still_come(decision, book):
    assert settled(decision, CLEAR)
    assert not settled(decision, {**CLEAR, "page.quote": ""})


def test_money_settles_nothing_while_an_answer_could_turn_it(decision, book):
    people_there = {**CLEAR, "scenario.people.workforce": "product", "scenario.people.coverage": "working_hours"}
    assert settled(decision, people_there)
    assert not settled(decision, {**people_there, "scenario.money.board_counts": ""})


def test_where_the_patients_live_and_its_rules_can_change_the_answer(decision, book):
    baa = "reasons.gates.hipaa_baa"
    others = ("us_federal_fedramp", "residency_us_only", "onc_certification")
    no = {f"reasons.gates.{gate}.{part}": said for gate in others for part, said in SETTLED.items()}
    in_the_us = {**CLEAR, "reasons.patients_in": ["US"], **no}

    assert not settled(decision, {**CLEAR, "reasons.patients_in": []})
    assert not settled(decision, in_the_us)
    assert settled(decision, {**in_the_us, f"{baa}.applies": "no", f"{baa}.sure": "in_writing"})


def test_the_page_says_when_nothing_left_can_change_the_answer(owner, decision):
    Decision.objects.filter(pk=decision.pk).update(answers=PREMISES | NO_NEEDS)
    html = owner.get(reverse("decisions:question", args=[decision.pk, "people"])).content.decode()
    assert "Nothing left can change the answer." in html
    assert "Who would do the work?" in html


def test_money_settles_nothing_while_a_number_not_known_could_turn_it(decision, book):
    """Five million patients and a quote at which self-hosting is dearer in most futures, but not with small files."""
    judged = judged_with_quote(decision, 0.3)
    headline = next(one for one in judged.verdict.money.counted if one.combination.basis == judged.estimate.basis)
    assert headline.clear_for == "cloud"
    assert stays_clear(judged.estimate, book, ["pages_per_month"])
    assert not stays_clear(judged.estimate, book, ["pages_per_month", "binary_gb_per_patient_year"])
    assert stays_clear(judged_with_quote(decision, 0.05).estimate, book, ["binary_gb_per_patient_year"])


def judged_with_quote(decision, share):
    """The verdict with a quote that is a share of the price of equal cost."""
    many = {**CLEAR, "scenario.workload.patients_band": "over_1m", "scenario.workload.patients": "5 million"}
    decision.answers = many
    found = services.estimate_case(services.case_of(decision)).estimate
    price = next(
        one.walk_away_price_per_month
        for one in found.combinations
        if (one.view, one.basis) == (found.headline_view, found.basis)
    )
    decision.answers = {**many, "page.quote": "yes", "scenario.needs.quote_per_month": f"{price * share:.0f}"}
    return services.estimate_case(services.case_of(decision))
