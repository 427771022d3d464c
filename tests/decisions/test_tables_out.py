"""Tables as files: the figures of the page with unit, book, model, view and basis; plain text for any spreadsheet."""

import csv
import io
import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from config.ratelimit import limiter
from decisions import services
from decisions.case import Case
from decisions.models import Decision
from decisions.report.exports.tables import QUARTERLY, as_csv, as_json, tables_of
from decisions.views.result import live_document
from estimator.estimate import OPTIONS
from tests.decisions.test_report_pages import own_copy

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]
SLUG = "seed-stage-company"


@pytest.fixture(scope="module")
def judged(loaded_books, django_db_blocker):
    with django_db_blocker.unblock():
        return services.estimate_case(Case())


@pytest.fixture(scope="module")
def document(judged):
    return services.document_of(judged)


def rows(text):
    return list(csv.DictReader(io.StringIO(text)))


def test_every_table_of_the_page_can_be_taken_out(client, document):
    page = client.get(reverse("decisions:example", args=[SLUG])).content.decode()
    assert page.count("<table") == page.count('.csv" download>CSV</a>')
    for key in tables_of(live_document_of_example()):
        for kind in ("csv", "json"):
            limiter.storage.reset()
            answer = client.get(reverse("decisions:example_table", args=[SLUG, key, kind]))
            assert answer.status_code == 200, key
            assert answer["Content-Disposition"] == f'attachment; filename="hostwise-{key}.{kind}"'


def live_document_of_example():
    return live_document(Decision.objects.get(example=SLUG))


def test_csv_and_json_hold_the_same_cells_as_the_document(document):
    for table in tables_of(document).values():
        cells = [
            (row["head"], cell["text"], cell["number"])
            for row in table["rows"]
            for cell in row["cells"]
            if row["cells"]
        ]
        found = json.loads(as_json(document, table))["cells"]
        assert [(one["row"], one["text"], one["number"]) for one in found if one["column"]] == cells
        numbers = [float(one["number"]) for one in rows(as_csv(document, table)) if one["number"]]
        assert numbers == [number for _, _, number in cells if number is not None]


def test_each_row_says_currency_book_model_view_and_basis(document, judged):
    for table in tables_of(document).values():
        for row in rows(as_csv(document, table)):
            assert row["currency"] == "USD"
            assert row["book_number"] == str(judged.book.number)
            assert row["model_version"] == judged.estimate.model_version
            assert (row["view"], row["basis"]) == (judged.estimate.view, judged.estimate.basis)
            assert row["unit"] or not row["number"]


def test_lines_by_quarter_are_those_of_the_estimate_and_add_up_to_its_total(document, judged):
    found = rows(as_csv(document, tables_of(document)[QUARTERLY]))
    mean: dict[str, list[float]] = {}
    for row in found:
        if row["note"] == "mean":
            mean.setdefault(row["row"].rpartition("(")[2].rstrip(")"), []).append(float(row["number"]))
    for option in OPTIONS:
        lines = [line for line in judged.estimate.counted_lines(option) if line.state == "estimated"]
        for line in lines:
            assert mean[line.key] == pytest.approx(list(line.per_quarter or ()), abs=0.006)
        total = sum(sum(mean[line.key]) for line in lines)
        assert total == pytest.approx(judged.estimate.options[option].total, abs=1)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\r=1", '=HYPERLINK("http://x")', "\0=1"])
def test_a_text_never_becomes_a_formula(document, text):
    row = {"head": text, "note": text, "cells": [{"text": text, "number": -5.0}]}
    hostile = {"caption": text, "columns": ["", text], "rows": [row]}
    (row,) = rows(as_csv(document, hostile))
    for name in ("table", "row", "note", "column", "text"):
        assert row[name][:1] not in ("=", "+", "-", "@", "\t", "\r")
        assert "\0" not in row[name]
    assert row["number"] == "-5.0"
    assert json.loads(as_json(document, hostile))["table"] == text


def test_a_frozen_report_and_its_link_give_the_tables_that_were_frozen(client):
    report = services.freeze_report(decision=own_copy(client, SLUG))
    _, token = services.share_report(report=report, name="", lasts=timedelta(days=1), link_id=uuid4())
    snapshot = report.snapshot["document"]
    expected = as_csv(snapshot, tables_of(snapshot)["groups"])
    for name, place in (("report_table", report.pk), ("shared_table", token)):
        answer = client.get(reverse(f"decisions:{name}", args=[place, "groups", "csv"]))
        assert answer.content.decode() == expected


@pytest.mark.parametrize(("key", "kind"), [("no-such", "csv"), ("groups", "xml"), ("groups", "html")])
def test_what_there_is_not_is_not_found(client, key, kind):
    assert client.get(reverse("decisions:example_table", args=[SLUG, key, kind])).status_code == 404


def test_a_table_of_somebody_else_is_not_found(client):
    decision, _ = services.start_decision()
    assert client.get(reverse("decisions:table", args=[decision.pk, "groups", "csv"])).status_code == 404
