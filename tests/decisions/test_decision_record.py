"""The decision record as Markdown says what the page says, live, frozen and shared."""

from datetime import timedelta

import pytest
from django.urls import reverse

from decisions import services
from decisions.report.exports.decision_markdown import decision_record
from decisions.report.exports.recovery_markdown import safe
from decisions.services.examples import example_case, examples
from tests.decisions.test_report_pages import own_copy

pytestmark = pytest.mark.django_db


def test_every_sentence_of_the_verdict_is_in_the_record(site):
    for example in examples():
        document = services.document_of(services.estimate_case(example_case(example)))
        text = decision_record(document)
        cases = [point["text"] for case in document["cases"]["cases"] for point in case["points"]]
        dates = [f"{one['day']}: {one['text']}" for one in document["revisit"]["dates"]]
        said = [document["headline"]["sentence"], document["revisit"]["lead"], *document["headline"]["disagreements"]]
        reasons = [one["text"] for one in document["reasons"]]
        steps = [text for one in document["next_steps"] for text in (one["text"], *one["points"])]
        for sentence in (*said, *cases, *dates, *reasons, *steps):
            assert safe(sentence) in text, sentence


def test_what_people_wrote_is_escaped(site):
    judged = services.estimate_case(example_case(examples()[0]).model_copy(update={"title": "*A* <b>|x|"}))
    assert decision_record(services.document_of(judged)).startswith(r"# \*A\* \<b\>\|x\|: ")


def test_the_record_is_the_same_live_frozen_and_shared(site, client):
    decision = own_copy(client, "rural-clinics")
    frozen = services.freeze_report(decision=decision)
    _, token = services.share_report(report=frozen, name="board", lasts=timedelta(days=7))
    pages = {
        "decisions:result": ("decisions:record", decision.pk),
        "decisions:report": ("decisions:report_record", frozen.pk),
        "decisions:shared": ("decisions:shared_record", token),
    }
    found = []
    for page, (name, key) in pages.items():
        address = reverse(name, args=[key])
        assert address in client.get(reverse(page, args=[key])).content.decode()
        response = client.get(address)
        assert response["Content-Type"].startswith("text/markdown")
        found.append("\n".join(line for line in response.content.decode().split("\n") if "Made on" not in line))

    assert found[0] == found[1] == found[2]
    assert client.get(reverse("decisions:shared_record", args=["x" * 43])).status_code == 404


def test_a_report_of_an_earlier_release_has_a_record_too(site):
    document = services.document_of(services.estimate_case(example_case(examples()[0])))
    for part in ("cases", "revisit", "next_steps", "replies"):
        document.pop(part)
    document["headline"].pop("disagreements")
    assert "## Why" in decision_record(document)
    document["next_steps"] = ["Freeze a report.", "Come back."]
    assert "1. Freeze a report.\n2. Come back." in decision_record(document)
