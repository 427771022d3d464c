"""Result, explanation and report pages: the same figures everywhere, only for whom they are meant."""

import json
import re
import uuid
from io import StringIO

import pytest
from django.core.management import call_command
from django.db.models import F
from django.test import Client
from django.urls import reverse

from decisions import services
from decisions.models import Decision, Report
from decisions.views.access import GRANTS

AMOUNT = re.compile(r"[−-]?[$€£][\d,]+")
OPTIONS = ("self_host", "cloud")


@pytest.fixture
def mine(client, site):
    """A copy of the EU example, granted to the client: amounts in EUR, a rule confirmed in writing."""
    return own_copy(client, "eu-hospital-network")


def own_copy(client, slug):
    """A copy of an example that the client may work on."""
    copied = services.copy_example(slug=slug)
    assert copied
    return granted(client, copied[0])


def granted(client, decision):
    session = client.session
    session[GRANTS] = {**session.get(GRANTS, {}), str(decision.pk): "2026-11-20"}
    session.save()
    return decision


def change(decision, **values):
    """What a save of answers or name comes to."""
    Decision.objects.filter(pk=decision.pk).update(version=F("version") + 1, **values)


def page(client, name, *args):
    return client.get(reverse(f"decisions:{name}", args=args))


def test_page_report_snapshot_and_command_line_show_the_same_figures(client, mine, tmp_path):
    live = page(client, "result", mine.pk).content.decode()
    report = services.freeze_report(decision=mine)
    frozen = page(client, "report", report.pk).content.decode()
    on_page = figures_of(live)
    assert len(on_page["amounts"]) > 300
    assert on_page == figures_of(frozen)

    file = tmp_path / "case.json"
    file.write_text(json.dumps(report.snapshot["case"]))
    out = StringIO()
    call_command("estimate", str(file), stdout=out)
    estimate = json.loads(out.getvalue())
    assert estimate == report.snapshot["estimate"]

    document = report.snapshot["document"]
    for option in document["options"]:
        assert option["total"]["number"] == estimate["options"][option["key"]]["total"]
        assert option["total"]["text"] in live
        assert option["p10"]["number"] == estimate["options"][option["key"]]["p10"]
    price = estimate["difference"]["walk_away_price_per_month"]
    assert document["walk_away"]["price"]["number"] == price
    assert f"€{price:,.0f}" in on_page["amounts"]
    for table, key in zip(document["lines"], OPTIONS, strict=True):
        lines = {line["key"]: line["per_quarter"] for line in estimate["options"][key]["lines"]}
        rows = {row["explain"]: row["cells"][-1]["number"] for row in table["rows"] if row["kind"] == "row"}
        assert rows == {name: pytest.approx(sum(amounts)) for name, amounts in lines.items() if amounts}


def figures_of(html):
    """Every amount a reader sees, in order, and every figure that is drawn."""
    drawn = re.findall(r'<script id="figure-(\w+)" type="application/json">(.*?)</script>', html)
    text = re.sub(r"<(script|form).*?</\1>", "", html, flags=re.S)
    return {"amounts": AMOUNT.findall(text), "drawn": {key: json.loads(data) for key, data in drawn}}


@pytest.mark.parametrize(
    "slug", ["eu-hospital-network", "seed-stage-company", "rural-clinics", "struggling-self-hoster"]
)
def test_every_example_opens_without_any_right(client, site, slug):
    response = page(client, "example", slug)
    assert response.status_code == 200
    assert reverse("decisions:copy_example", args=[slug]) in response.content.decode()
    assert page(client, "example_explain", slug, "walk_away_price").status_code == 200


def test_an_explanation_is_a_page_and_for_htmx_only_its_content(client, mine):
    url = reverse("decisions:explain", args=[mine.pk, "maintenance_cost_quarters"])
    whole = client.get(url)
    part = client.get(url, headers={"HX-Request": "true"})
    for response in (whole, part):
        text = response.content.decode()
        assert "maintenance_cost_quarters = ordinary_fte_quarters * person_quarter_cost" in text
        assert "Medplum docs" in text  # the source of an assumption
        assert "vendor's claim" in text
        assert response["Vary"].startswith("HX-Request")
    assert "<html" in whole.content.decode()
    assert "<html" not in part.content.decode()


def test_an_unknown_figure_or_example_is_not_found(client, mine):
    assert page(client, "explain", mine.pk, "no_such_line").status_code == 404
    assert page(client, "example", "no-such-example").status_code == 404


def test_others_do_not_see_result_or_report(client, mine):
    report = services.freeze_report(decision=mine)
    other = Client()
    for name, args in (
        ("result", [mine.pk]),
        ("explain", [mine.pk, "walk_away_price"]),
        ("freeze", [mine.pk]),
        ("report", [report.pk]),
        ("report_explain", [report.pk, "walk_away_price"]),
        ("share", [report.pk]),
    ):
        assert page(client, name, *args).status_code == 200
        assert page(other, name, *args).status_code == 404
    assert page(client, "report", uuid.uuid4()).status_code == 404


def test_result_and_answers_lead_to_every_frozen_report(client, mine):
    report = services.freeze_report(decision=mine)
    for name in ("result", "check"):
        text = page(client, name, mine.pk).content.decode()
        assert reverse("decisions:report", args=[report.pk]) in text
        assert reverse("decisions:share", args=[report.pk]) in text


def test_a_report_survives_new_answers(client, mine):
    report = services.freeze_report(decision=mine)
    before = figures_of(page(client, "report", report.pk).content.decode())
    change(mine, answers={**mine.answers, "scenario.people.engineer_cost_per_year": "500000"})
    assert figures_of(page(client, "result", mine.pk).content.decode()) != before
    assert figures_of(page(client, "report", report.pk).content.decode()) == before


def test_freezing_twice_is_one_report_until_something_changes(client, mine):
    first = client.post(reverse("decisions:freeze", args=[mine.pk]))
    again = client.post(reverse("decisions:freeze", args=[mine.pk]))
    assert (first.status_code, first.url) == (303, again.url)
    change(mine, title="Another name")
    assert client.post(reverse("decisions:freeze", args=[mine.pk])).url != first.url
    assert Report.objects.filter(decision=mine).count() == 2


def test_who_confirmed_is_asked_at_freeze_and_changes_no_figure(client, mine):
    plain = services.freeze_report(decision=mine)
    gate = next(key for key, answer in services.case_of(mine).reasons.gates.items() if answer.sure == "in_writing")
    url = reverse("decisions:freeze", args=[mine.pk])
    assert f'name="{gate}-by"' in client.get(url).content.decode()

    response = client.post(url, {f"{gate}-by": "Dr. Köhler", f"{gate}-on": "2026-10-01"})
    named = Report.objects.get(pk=response.url.split("/")[-2])
    assert named.snapshot["estimate"] == plain.snapshot["estimate"]
    assert named.snapshot["document"]["headline"] == plain.snapshot["document"]["headline"]
    assert "confirmed by Dr. Köhler, on 1 October 2026" in client.get(response.url).content.decode()


def test_a_date_that_is_none_is_refused_and_kept(client, mine):
    gate = next(key for key, answer in services.case_of(mine).reasons.gates.items() if answer.sure == "in_writing")
    response = client.post(reverse("decisions:freeze", args=[mine.pk]), {f"{gate}-on": "soon", f"{gate}-by": "Ada"})
    text = response.content.decode()
    assert response.status_code == 422
    assert "Write the date like 2026-11-20." in text
    assert 'value="soon"' in text
    assert 'value="Ada"' in text
    assert not Report.objects.exists()


@pytest.mark.parametrize(("typed", "part"), [("2999-01-01", "not one to come"), ("1900-01-01", "from 2000 on")])
def test_a_confirmation_of_an_impossible_day_is_refused(client, mine, typed, part):
    gate = next(key for key, answer in services.case_of(mine).reasons.gates.items() if answer.sure == "in_writing")
    response = client.post(reverse("decisions:freeze", args=[mine.pk]), {f"{gate}-on": typed})

    assert response.status_code == 422
    assert part in response.content.decode()


def test_answers_that_do_not_count_are_not_in_the_report(client, mine):
    """A page that is not shown any more keeps its answers in the decision, and leaves them out of the report."""
    hidden = {"scenario.hosting.today": "nothing", "scenario.people.hours_last_quarter": "4321"}
    change(mine, answers=mine.answers | hidden)
    report = services.freeze_report(decision=mine)
    assert report.snapshot["case"]["scenario"]["people"]["hours_last_quarter"] == "unknown"
    assert Decision.objects.get(pk=mine.pk).answers == mine.answers | hidden


def test_freezing_keeps_the_decision_for_another_idle_period(mine):
    Decision.objects.filter(pk=mine.pk).update(delete_after="2026-12-01")
    services.freeze_report(decision=mine)
    assert Decision.objects.get(pk=mine.pk).delete_after.year > 2026
