"""The methodology: complete, read from the model, with every link leading somewhere."""

import html
import re

import pytest
from django.urls import reverse

from decisions.report.methodology import methodology
from estimator import Run, Scenario
from estimator.catalogue import catalogue
from estimator.model import prepare
from estimator.scenario import Choice
from tests.builders_estimate import shipped_book
from tests.estimator.generated import TYPICAL, typical
from tests.estimator.test_reads import NOT_YET_READ, READ_BY_ADVICE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]


@pytest.fixture(scope="module")
def found():
    return catalogue(shipped_book())


@pytest.fixture
def page(client):
    return html.unescape(client.get(reverse("decisions:method")).content.decode())


def scenarios():
    """Each option of each choice alone, and the typical scenarios."""
    yield from map(typical, TYPICAL)
    for name, family in Scenario().families():
        for key, meaning in family.declared().items():
            for option in meaning.options if isinstance(meaning, Choice) and key != "region" else ():
                yield Scenario.model_validate({name: {key: option}})


def test_no_answer_opens_up_a_quantity_that_the_catalogue_lacks(found):
    lacking = {}
    for scenario in scenarios():
        for node in prepare(scenario, shipped_book(), Run(draws=64)).graph.nodes:
            if not node.name.startswith("total_") and node.name not in found.entries:
                lacking[node.name] = scenario.model_dump(exclude_defaults=True)
    assert lacking == {}


def test_formulas_are_those_of_the_graph(found):
    for node in prepare(Scenario(), shipped_book(), Run(draws=64)).graph.nodes:
        if not node.name.startswith("total_"):
            assert node.expression.text(lambda leaf: leaf.name) in found.entries[node.name].formulas


def test_every_value_that_formulas_read_stands_on_the_page_with_range_source_and_basis(page):
    for row in shipped_book().assumptions.values():
        assert f'id="value-{row.key}"' in page
        assert row.label in page
    text = page[page.index('id="values"') :]
    assert "vendor's claim" in text
    assert "judgement, " in text


# Rows that the choice of the recovery level reads, before there is a graph.
READ_BEFORE = {
    "minutes_per_hour",
    *(f"dr_step_{step}_minutes" for step in ("db_restore", "detect_decide", "provision", "traffic", "verify")),
}


@pytest.mark.parametrize("number", [1, 2])
def test_every_row_for_a_formula_says_who_reads_it(number):
    """Also rows that stand in by a choice: a country's wage, a band of patients."""
    book = shipped_book(number)
    read = {value["key"] for value in methodology(book)["values"] if value["used_by"]}
    formula = {row.key for row in book.assumptions.values() if row.use == "formula"}
    assert formula - read - READ_BY_ADVICE == NOT_YET_READ | READ_BEFORE


def test_every_link_leads_to_an_id_and_ids_are_unique(page):
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= {*ids, "main"}


def test_both_books_are_shown_and_no_other(client):
    for number in (1, 2):
        assert client.get(reverse("decisions:method_of", args=[number])).status_code == 200
    assert client.get(reverse("decisions:method_of", args=[99])).status_code == 404


def test_the_books_differ_in_what_they_lead_with(client):
    one, two = (client.get(reverse("decisions:method_of", args=[n])).content.decode() for n in (1, 2))
    assert "leads with typical quarters" in one
    assert "leads with typical tasks" in two
