"""Recovery drills: what those that were held show, how they are recorded."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from decisions import services
from decisions.advice.drills import showed_recovery
from decisions.case import MAX_DRILLS, Case, Drill
from decisions.models import AuditEntry
from decisions.questionnaire.drill_form import DrillForm
from tests.builders_estimate import shipped_book
from tests.decisions.test_drill_calendar import TODAY, case_with
from tests.decisions.test_report_pages import own_copy

REAL = {"drill-on": "2026-11-20", "drill-kind": "real", "drill-minutes": "95", "drill-note": "two people"}


# --- what they show ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("drills", "shown", "expected"),
    [
        ([], "unknown", "unknown"),
        ([], "yes", "yes"),
        ([("2026-10-01", "tabletop")], "no", "no"),
        ([("2026-10-01", "real", 60)], "no", "yes"),
        ([("2026-10-01", "real", 61)], "yes", "no"),
        ([("2026-10-01", "real", None)], "yes", "no"),
        ([("2026-10-01", "real", 50), ("2026-06-01", "real", 300)], "unknown", "yes"),
        ([("2026-06-01", "real", 50), ("2026-10-01", "real", 300)], "unknown", "no"),
        ([("2026-10-01", "real", 5), ("2026-10-01", "real", 40_000)], "unknown", "no"),
        ([("2026-10-01", "real", 40_000), ("2026-10-01", "real", 5)], "unknown", "yes"),
    ],
)
def test_the_latest_real_drill_decides(drills, shown, expected):
    assert showed_recovery(case_with(*drills, shown=shown), 60) == expected


@time_machine.travel(datetime(2026, 11, 26, 12, tzinfo=UTC))
@pytest.mark.parametrize(
    ("day", "message"),
    [("2026-11-27", "not one to come"), ("2060-01-01", "not one to come"), ("1990-01-01", "from 2000 on")],
)
def test_a_drill_was_held_on_a_day_that_can_be(day, message):
    with pytest.raises(ValueError, match=message):
        Drill(on=day, kind="real", minutes=5)
    assert Drill(on=TODAY, kind="real", minutes=5)


def test_talk_measures_nothing():
    with pytest.raises(ValueError, match="measures no recovery"):
        Drill(on=TODAY, kind="tabletop", minutes=5)


# --- the form ------------------------------------------------------------------------------------


def form(**changes):
    return DrillForm({**REAL, **changes}, today=TODAY, book=shipped_book())


def test_a_drill_as_typed():
    assert form().is_valid()
    found = form(**{"drill-minutes": ""})
    assert found.is_valid()
    assert found.drill() == Drill(on=date(2026, 11, 20), kind="real", note="two people")
    today = form(**{"drill-on": "2026-11-26", "drill-minutes": "1"})
    assert today.is_valid()


@pytest.mark.parametrize(
    ("name", "typed", "message"),
    [
        ("on", "", "Give the day of the drill."),
        ("on", "2026-02-30", "Write the date like 2027-03-31."),
        ("on", "soon", "Write the date like 2027-03-31."),
        ("on", "2026-11-27", "27 November 2026 is still to come"),
        ("on", "1026-11-20", "Write a date from 2000 on."),
        ("on", "2020-11-20", "check the year"),
        ("kind", "", "Say whether"),
        ("kind", "party", "Choose one of the answers listed."),
        ("minutes", "0", "1"),
        ("minutes", "-5", "1"),
        ("minutes", "fast", ""),
        ("minutes", "10 – 20 – 30", "Write the one number that was measured."),
        ("minutes", "99999", "43,200"),
        ("note", "x" * 501, "Write at most 500 characters."),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(name, typed, message):
    found = form(**{f"drill-{name}": typed})
    assert not found.is_valid()
    assert list(found.faults()) == [f"drill-{name}"]
    assert message in found.faults()[f"drill-{name}"]
    control = next(one for one in found.controls() if one.name == f"drill-{name}")
    assert control.fault


def test_a_pasted_book_is_not_sent_back_whole():
    found = form(**{"drill-note": "x" * 100_000})
    assert max(len(one.value) for one in found.controls()) == 2_000


def test_minutes_of_talk_are_refused():
    found = form(**{"drill-kind": "tabletop"})
    assert not found.is_valid()
    assert list(found.faults()) == ["drill-minutes"]


# --- stored among the answers ----------------------------------------------------------------------


@pytest.fixture
def mine(client, site):
    return own_copy(client, "seed-stage-company")


def drill(day=20, minutes=95.0):
    return Drill(on=date(2026, 11, day), kind="real", minutes=minutes)


def held(decision):
    decision.refresh_from_db()
    return services.case_of(decision).readiness.drills


def test_drills_are_kept_in_the_case(mine):
    version = mine.version
    for one in (drill(), drill(), drill(21)):  # the same one twice is one
        assert services.record_drill(decision=mine, drill=one)
    assert held(mine) == (drill(), drill(21))
    assert mine.version == version + 2
    assert Case.model_validate(services.case_of(mine).model_dump(mode="json")).readiness.drills == held(mine)
    actions = AuditEntry.objects.filter(decision_id=mine.pk).values_list("action", flat=True)
    assert "drill recorded" in actions
    assert services.remove_drill(decision=mine, place=0, day="2026-11-20")
    assert held(mine) == (drill(21),)


@pytest.mark.parametrize(("place", "day"), [(1, "2026-11-20"), (0, "2026-11-21"), (7, "2026-11-20"), (0, "")])
def test_a_drill_that_is_no_longer_there_is_not_removed(mine, place, day):
    services.record_drill(decision=mine, drill=drill())
    assert not services.remove_drill(decision=mine, place=place, day=day)
    assert held(mine) == (drill(),)


def test_there_is_an_end_to_them(mine):
    for minutes in range(MAX_DRILLS):
        assert services.record_drill(decision=mine, drill=drill(minutes=minutes + 1.0))
    assert not services.record_drill(decision=mine, drill=drill(21))
    assert len(held(mine)) == MAX_DRILLS


def test_a_drill_in_time_is_one_point_of_readiness_less(mine):
    def open_points():
        mine.refresh_from_db()
        found = services.estimate_case(services.case_of(mine)).verdict.capability
        return [point.key for point in (*found.blockers, *found.unknown)]

    assert "drill" in open_points()
    services.record_drill(decision=mine, drill=drill())
    assert "drill" not in open_points()


# --- the page ------------------------------------------------------------------------------------


def post(client, decision, **changes):
    with time_machine.travel("2026-11-26 12:00:00+00:00", tick=False):
        return client.post(reverse("decisions:recovery", args=[decision.pk]), {**REAL, **changes})


def page(client, decision):
    return client.get(reverse("decisions:recovery", args=[decision.pk])).content.decode()


def test_a_drill_is_recorded_shown_and_removed(client, mine):
    assert post(client, mine).status_code == 303
    assert "20 November 2026, real drill, 95 minutes: two people" in page(client, mine)
    remove = reverse("decisions:remove_drill", args=[mine.pk, 0])
    assert client.post(remove, {"on": "2026-11-20"}).status_code == 303
    assert "No drill is on record." in page(client, mine)
    assert "nothing was removed" in client.post(remove, {"on": "2026-11-20"}, follow=True).content.decode()
    assert client.get(remove).status_code == 405


def test_a_refused_drill_comes_back_as_typed(client, mine):
    response = post(client, mine, **{"drill-on": "2027-01-01", "drill-note": "<b>kept"})
    text = response.content.decode()
    assert response.status_code == 422
    assert "1 January 2027 is still to come" in text
    assert 'value="2027-01-01"' in text
    assert "&lt;b&gt;kept" in text
    assert held(mine) == ()


@pytest.mark.parametrize("name", ["recovery", "recovery_markdown"])
def test_only_for_whom_the_decision_is_meant(client, mine, name):
    address = reverse(f"decisions:{name}", args=[mine.pk])
    assert client.get(address).status_code == 200
    assert Client().get(address).status_code == 404


def test_nobody_else_records_or_removes(client, mine):
    services.record_drill(decision=mine, drill=drill())
    assert post(Client(), mine).status_code == 404
    remove = reverse("decisions:remove_drill", args=[mine.pk, 0])
    assert Client().post(remove, {"on": "2026-11-20"}).status_code == 404
    assert held(mine) == (drill(),)


@pytest.mark.parametrize(
    "slug", ["eu-hospital-network", "rural-clinics", "seed-stage-company", "struggling-self-hoster"]
)
def test_every_example_has_its_page_and_markdown(client, site, slug):
    result = client.get(reverse("decisions:example", args=[slug])).content.decode()
    address = reverse("decisions:example_recovery", args=[slug])
    assert address in result
    text = client.get(address).content.decode()
    assert "Recovery plan" in text
    assert "Record a drill" not in text
    response = client.get(reverse("decisions:example_recovery_markdown", args=[slug]))
    assert response["Content-Type"] == "text/markdown; charset=utf-8"
    assert response.content.decode().startswith("# Recovery plan:")
    assert client.get(reverse("decisions:example_recovery", args=["nothing"])).status_code == 404


def test_the_result_leads_to_the_plan_and_a_report_names_the_drills(client, mine):
    services.record_drill(decision=mine, drill=drill())
    result = client.get(reverse("decisions:result", args=[mine.pk])).content.decode()
    assert reverse("decisions:recovery", args=[mine.pk]) in result
    report = services.freeze_report(decision=mine)
    text = client.get(reverse("decisions:report", args=[report.pk])).content.decode()
    assert "Real drill, 20 November 2026, back after 95 minutes" in text
