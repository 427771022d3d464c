"""The recovery plan of a frozen report: as it was then, for the owner and behind a link; older reports have none."""

import pytest
from django.test import Client
from django.urls import reverse

from decisions import services
from decisions.models import Decision, Report
from tests.decisions.test_report_pages import own_copy
from tests.decisions.test_share import MONTH


@pytest.fixture
def frozen(client, site):
    decision = own_copy(client, "rural-clinics")
    return decision, services.freeze_report(decision=decision)


@pytest.fixture
def link(frozen):
    _, token = services.share_report(report=frozen[1], name="Board", lasts=MONTH)
    return reverse("decisions:shared", args=[token])


def test_the_owner_sees_the_plan_as_it_was_frozen(client, frozen):
    decision, report = frozen
    page = reverse("decisions:report_plan", args=[report.pk])
    assert page in client.get(reverse("decisions:report", args=[report.pk])).content.decode()
    before = client.get(page).content.decode()
    assert "Runbook" in before
    assert "Record a drill" not in before
    answers = {**decision.answers, "scenario.recovery.first_hour": "nobody"}
    Decision.objects.filter(pk=decision.pk).update(answers=answers)
    assert client.get(page).content.decode() == before
    now = services.estimate_case(services.case_of(Decision.objects.get(pk=decision.pk)))
    assert services.recovery_document(now) != report.snapshot["recovery_plan"]
    markdown = client.get(reverse("decisions:report_plan_markdown", args=[report.pk]))
    assert markdown.content.decode().startswith("# Recovery plan")


def test_a_reader_of_the_link_sees_the_same_plan_and_none_of_the_owners_pages(frozen, link):
    page = f"{link}recovery/"
    assert page in Client().get(link).content.decode()
    response = Client().get(page)
    text = response.content.decode()
    assert "Runbook" in text
    assert str(frozen[0].pk) not in text
    assert str(frozen[1].pk) not in text
    assert (response["Referrer-Policy"], response["Cache-Control"]) == ("no-referrer", "no-store")
    assert Client().get(f"{link}recovery.md").content.decode().startswith("# Recovery plan")


def test_nobody_else_opens_it(frozen):
    for name in ("report_plan", "report_plan_markdown"):
        assert Client().get(reverse(f"decisions:{name}", args=[frozen[1].pk])).status_code == 404
    assert Client().get(reverse("decisions:shared_plan", args=["x" * 43])).status_code == 404


def test_a_report_frozen_without_a_plan_shows_no_way_to_one(client, frozen):
    decision, report = frozen
    snapshot = {key: part for key, part in report.snapshot.items() if key != "recovery_plan"}
    kept = ("decision_version", "title", "book_number", "model_version", "document_version", "frozen_at")
    same = {name: getattr(report, name) for name in kept}
    old = Report.objects.create(decision=decision, snapshot=snapshot, **same)
    page = reverse("decisions:report_plan", args=[old.pk])
    assert client.get(page).status_code == 404
    assert page not in client.get(reverse("decisions:report", args=[old.pk])).content.decode()
