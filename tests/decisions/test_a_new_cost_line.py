"""docs/adding-a-cost-line.md once more: the line of its one function and one row is seen wherever figures are shown."""

import html
import io
import json

import pytest
from django.core.management import call_command
from django.urls import reverse

from assumptions.drafts import add_row, start_draft
from assumptions.models import CurrentBook
from assumptions.publishing import publish_book
from assumptions.reading import current_book
from estimator import Scenario, estimate
from estimator.book import read_table_csv
from estimator.model import forget_graphs
from tests.estimator.test_adding_a_cost_line import block, with_function
from tests.estimator.test_golden import table

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]
KEY, LABEL = "status_page_cost", "Status page"
SENTENCE = "A page outside the platform that tells users whether it is up."


@pytest.fixture
def new_line(tmp_path, monkeypatch):
    """The guide's function in its file, and its row in an own book that is published and current."""
    with_function(tmp_path, monkeypatch)
    (row,) = read_table_csv("assumptions", block("csv"))
    current = CurrentBook.objects.first()
    assert current
    draft = start_draft(based_on=current.book, label="Ours", by=None)
    add_row(draft=draft, table="assumptions", values=row, by=None)
    publish_book(draft=draft, reason="A status page.", by=None)
    yield
    forget_graphs()


def text_of(client, name, *args):
    return html.unescape(client.get(reverse(f"decisions:{name}", args=args)).content.decode())


@pytest.mark.usefixtures("new_line")
def test_it_is_on_the_page_with_its_explanation(client):
    result = text_of(client, "example", "seed-stage-company")
    assert LABEL in result
    explained = text_of(client, "example_explain", "seed-stage-company", KEY)
    assert SENTENCE in explained
    assert f"{KEY} = status_page_usd_month * months_per_quarter" in explained


@pytest.mark.usefixtures("new_line")
def test_the_command_line_has_it(monkeypatch, capsys):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"{}")))
    call_command("estimate", "-")
    lines = json.loads(capsys.readouterr().out)["options"]["self_host"]["lines"]
    assert [line["label"] for line in lines if line["key"] == KEY] == [LABEL]


@pytest.mark.usefixtures("new_line")
def test_the_golden_table_has_one_new_row_for_it():
    (row,) = [row for row in table(estimate(Scenario(), current_book())) if row["key"] == KEY]
    assert (row["option"], row["group"], row["state"]) == ("self_host", "observability", "estimated")
    assert float(row["base_case"]) == 90.0 * 12


@pytest.mark.usefixtures("new_line")
def test_the_methodology_has_it_with_its_row(client):
    page = text_of(client, "method")
    assert f'id="{KEY}"' in page
    assert SENTENCE in page
    assert 'id="value-status_page_usd_month"' in page


def test_without_it_none_of_them_has(client):
    assert LABEL not in text_of(client, "example", "seed-stage-company")
    assert KEY not in text_of(client, "method")
