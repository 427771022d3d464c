"""The page for reviewers: every question, gate, rule and practice stands on it, in the words of code and book."""

import html
import re

import pytest
from django.urls import reverse

from decisions.advice import OUTCOMES
from decisions.advice.contradictions import CHECKS
from decisions.advice.wording import RULE_WHEN
from decisions.questionnaire.page import asks_of
from decisions.questionnaire.pages import PAGES
from decisions.services import logic
from tests.builders_estimate import shipped_book

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]


@pytest.fixture
def page(client):
    return html.unescape(client.get(reverse("decisions:logic")).content.decode())


@pytest.mark.parametrize("number", [1, 2])
def test_every_row_has_a_place(number):
    book = shipped_book(number)
    found = logic(book)
    assert sum(len(group["gates"]) for group in found["gates"]) == len(book.rows("gates"))
    assert sum(len(domain["rows"]) for domain in found["practices"]) == len(book.rows("readiness"))
    assert len(found["rules"]) + len(found["readiness"]) == len(book.rows("verdict_sources"))
    assert len(found["limits"]) == 4


def test_every_outcome_says_when_it_holds():
    assert set(RULE_WHEN) == set(OUTCOMES)


def test_every_question_with_each_of_its_answers_is_on_the_page(page):
    book = shipped_book()
    for one in PAGES:
        assert one.title in page
        for ask in asks_of(one, book):
            assert ask.path in page or ask.path.startswith("page.")
            for label in (ask.options or {}).values():
                assert label in page


def test_every_gate_rule_practice_and_contradiction_is_on_the_page(page):
    book = shipped_book()
    for row in book.rows("gates"):
        words = [row[name] for name in ("rule", "question", "pass_means", "fail_means", "unknown_means")]
        assert all(text.replace("OWN RULE", "in your own words") in page for text in words)
    for row in book.rows("readiness"):
        assert row["practice"] in page
    for row in book.rows("verdict_sources"):
        assert row["sentence"] in page
    for check in CHECKS:
        assert check.sentence in page
        assert check.believed in page


def test_a_reader_finds_it_from_every_page(client):
    assert reverse("decisions:logic") in client.get(reverse("decisions:start")).content.decode()


def test_ids_are_unique(page):
    ids = re.findall(r'id="([^"]+)"', page)
    assert len(ids) == len(set(ids))


def test_each_gate_of_readiness_says_where_it_is_asked(page):
    found = {gate["gate"]: gate["asked"] for group in logic(shipped_book())["gates"] for gate in group["gates"]}

    assert {row["gate"] for row in shipped_book().rows("gates") if row["effect"] == "not-ready"} == {
        gate for gate, asked in found.items() if asked
    }
    assert found["minimum_rota"].startswith("question 6: ")
    assert found["unsupported_versions"].startswith("question 1: ")
    assert found["skills"] == "Readiness check: People on duty"
    assert "Readiness check: Upgrades" in found["staging_exists"]
    assert all(asked in page for asked in found.values())


def test_no_place_to_fill_in_is_left_in_the_words_of_a_rule(page):
    assert "in your own words" in page
    assert not re.findall(r"\b(OWN RULE|REGION|FEATURE|CERTIFICATE|AMOUNT|N points)\b", page)
