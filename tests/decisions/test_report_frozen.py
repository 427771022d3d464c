"""A report frozen by an earlier version still renders: one snapshot a document version stays in frozen/."""

import json
import re
from html import escape
from pathlib import Path

import pytest
from django.urls import reverse

from decisions.models import Decision, Report
from decisions.report.document import DOCUMENT_VERSION
from decisions.services.answers import hash_token
from tests.decisions.test_report_pages import granted

FOLDER = Path(__file__).parent / "frozen"
SNAPSHOTS = sorted(FOLDER.glob("version_*.json"))


@pytest.fixture(params=SNAPSHOTS, ids=lambda path: path.stem)
def report(request, client, db):
    """A stored report of that version; no book is in the database, so nothing can be computed anew."""
    snapshot = json.loads(request.param.read_text())
    decision = granted(client, Decision.objects.create(first_quarter="2027Q1", delete_after="2027-11-20"))
    return Report.objects.create(
        decision=decision,
        decision_version=1,
        title=snapshot["document"]["title"],
        book_number=1,
        model_version="1",
        document_version=snapshot["document"]["document_version"],
        snapshot=snapshot,
    )


def test_every_document_version_has_a_snapshot():
    versions = {json.loads(path.read_text())["document"]["document_version"] for path in SNAPSHOTS}
    assert versions == set(range(1, DOCUMENT_VERSION + 1))


def test_a_snapshot_renders_with_all_its_texts(client, report):
    response = client.get(reverse("decisions:report", args=[report.pk]))
    assert response.status_code == 200
    html = response.content.decode()
    document = report.snapshot["document"]
    texts = set(_texts({key: document[key] for key in document if key in SHOWN}))
    assert len(texts) > 200
    assert [text for text in texts if escape(text) not in html and text not in html] == []
    for chart in document["charts"]:
        (drawn,) = re.findall(rf'<script id="figure-{chart["key"]}" type="application/json">(.*?)</script>', html)
        assert json.loads(drawn) == chart["figure"]


SHOWN = (
    "title", "headline", "options", "walk_away", "readiness", "reasons", "depends_on", "ask", "combinations", "groups",
    "lines", "outside", "notices", "answers",
)  # fmt: skip
NOT_SHOWN = ("outcome", "winner", "rule", "key", "explain", "kind", "state", "option", "source", "domain")
FORMS_OF_AN_AMOUNT = ("p10", "p50", "p90", "base_case")  # behind the sentences that say them


def _texts(part):
    """Every text of a part of the document that a reader sees."""
    if isinstance(part, dict):
        for key, value in part.items():
            if key not in (*NOT_SHOWN, *FORMS_OF_AN_AMOUNT):
                yield from _texts(value)
    elif isinstance(part, list):
        for one in part:
            yield from _texts(one)
    elif isinstance(part, str) and part:
        yield part


def test_every_figure_of_a_snapshot_still_opens_its_formula(client, report):
    document = report.snapshot["document"]
    for key in (*document["explanations"]["roots"], *document["methods"]):
        response = client.get(reverse("decisions:report_explain", args=[report.pk, key]))
        assert response.status_code == 200, key


def test_a_snapshot_is_read_under_a_link(client, report):
    report.links.create(token_hash=hash_token("secret"), expires_at="2100-01-01T00:00:00Z")
    text = client.get(reverse("decisions:shared", args=["secret"])).content.decode()
    assert escape(report.snapshot["document"]["headline"]["sentence"]) in text
