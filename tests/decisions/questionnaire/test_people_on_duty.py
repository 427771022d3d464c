"""What the readiness check asks about the people on duty reaches readiness, and every answer comes back."""

from html import unescape

import pytest
from django.urls import reverse

from decisions.case import GateAnswer, read_case
from decisions.questionnaire.pages import answers_from, case_from
from decisions.questionnaire.people_on_duty import COVER, OUTSIDE, PAGER, SKILLS
from decisions.services import estimate_case
from tests.decisions.cases import NOTHING_RAISED, ready_answers

NAMED = {"applies": "yes", "sure": "in_writing"}


def ready_by_pages(book, **changes):
    """Answers of somebody who went through the pages and has everything in place, but for `changes`."""
    answers = answers_from(read_case({**ready_answers(), "reasons": NOTHING_RAISED}, book), book)
    return answers | {SKILLS: "named"} | changes


def capability(answers, book):
    return estimate_case(case_from(answers, book), book=book).verdict.capability


def keys(points):
    return {point.key for point in points}


@pytest.mark.parametrize(
    ("chosen", "ready"), [("named", True), ("believe", None), ("no", False), ("unknown", None), ("", None)]
)
def test_who_answers_every_page_gets_ready(book, chosen, ready):
    found = capability(ready_by_pages(book, **{SKILLS: chosen}), book)

    assert found.ready is ready
    assert ("skills" in keys(found.unknown)) is (ready is None)
    assert ("skills" in keys(found.blockers)) is (ready is False)


@pytest.mark.parametrize(
    ("chosen", "ready"), [("named", True), ("believe", None), ("no", False), ("unknown", None), ("", None)]
)
def test_an_outside_firm_alone_is_not_known_until_working_hours_are_covered(book, chosen, ready):
    answers = ready_by_pages(book, **{PAGER: OUTSIDE, COVER: chosen})

    assert capability(answers, book).ready is ready


def test_what_was_said_about_the_firm_counts_only_while_there_is_one(book):
    open_hours = {"scenario.people.coverage": "", PAGER: "2_4", COVER: "named"}

    assert capability(ready_by_pages(book, **open_hours), book).ready is None


@pytest.mark.parametrize("answer", [NAMED, {"applies": "yes", "sure": "believe"}, {"applies": "no"}, {}])
@pytest.mark.parametrize("pager", [OUTSIDE, "5_7"])
def test_a_case_comes_back_as_it_was(book, answer, pager):
    gates = {"skills": answer, "minimum_rota": answer}
    case = read_case({"scenario": {"people": {"on_pager": pager}}, "reasons": {"gates": gates}}, book)
    answers = answers_from(case, book)
    back = case_from(answers, book)

    assert back.reasons.gates["skills"] == case.reasons.gates["skills"]
    assert back.reasons.gates.get("minimum_rota", GateAnswer()) == case.reasons.gates["minimum_rota"]
    assert answers[SKILLS]
    assert (COVER in answers) is (pager == OUTSIDE)


def test_the_page_asks_with_the_rule_and_its_source_and_keeps_the_answer(owner, decision, book):
    address = reverse("decisions:readiness_domain", args=[decision.pk, "operations"])
    page = unescape(owner.get(address).content.decode())
    row = next(one for one in book.rows("gates") if one["gate"] == "skills")
    assert all(row[part] in page for part in ("rule", "question", "confirmed_by", "pass_means"))
    assert "Yes, two named people for each" in page
    assert COVER.replace(".", "-") not in page

    owner.post(address, {"base": f'{{"{SKILLS}": ""}}', SKILLS.replace(".", "-"): "named"})
    decision.refresh_from_db()
    assert case_from(decision.answers, book).reasons.gates["skills"].model_dump(include=set(NAMED)) == NAMED


def test_who_answers_in_working_hours_is_asked_where_a_firm_is_woken(owner, decision):
    decision.answers |= {PAGER: OUTSIDE}
    decision.save()
    address = reverse("decisions:readiness_domain", args=[decision.pk, "operations"])

    assert COVER.replace(".", "-") in owner.get(address).content.decode()
