"""Recovery drills: when the next are due, what those that were held show, how they are recorded."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from decisions import services
from decisions.advice.drills import calendar, showed_recovery
from decisions.case import MAX_DRILLS, Case, Drill
from decisions.models import AuditEntry
from decisions.questionnaire.drill_form import DrillForm
from tests.builders_estimate import make_case, shipped_book
from tests.decisions.test_report_pages import own_copy

TODAY = date(2026, 11, 26)  # a Thursday
REAL = {"drill-on": "2026-11-20", "drill-kind": "real", "drill-minutes": "95", "drill-note": "two people"}


def case_with(*drills, shown="unknown", per_year=None):
    held = [dict(zip(("on", "kind", "minutes"), drill, strict=False)) for drill in drills]
    recovery = {} if per_year is None else {"dr_tests_per_year": per_year}
    return make_case(scenario={"recovery": recovery}, readiness={"drills": held, "drill_showed_recovery": shown})


def planned(case, today=TODAY, target=480):
    return calendar(case, shipped_book(), today, target)


def due(case, kind, today=TODAY, target=480):
    return [drill.on for drill in planned(case, today, target) if drill.kind == kind]


# --- the calendar --------------------------------------------------------------------------------


def test_the_first_drills_come_after_the_weeks_of_the_book_and_repeat():
    """Talk after 2 weeks; the real one after 12 weeks, the next a year later lies outside; talk 182 days after it."""
    assert due(make_case(), "tabletop") == [date(2026, 12, 10), date(2027, 8, 19)]
    assert due(make_case(), "real") == [date(2027, 2, 18)]


def test_the_answer_says_how_many_real_drills_there_are():
    dates = due(case_with(per_year=4), "real")
    assert len(dates) == 4
    assert all(day.weekday() < 5 for day in dates)
    assert due(case_with(per_year=0), "real") == []


def test_a_drill_counts_from_the_latest_that_was_held():
    held = case_with(("2026-10-01", "tabletop"), ("2026-08-03", "real", 100))
    assert due(held, "tabletop")[0] == date(2027, 4, 1)  # 182 days later
    assert due(held, "real") == [date(2027, 8, 3)]


def test_a_real_drill_stands_in_for_talk_but_not_the_other_way_round():
    assert due(case_with(("2026-11-20", "real", 50)), "tabletop")[0] == date(2027, 5, 21)
    assert due(case_with(("2026-11-20", "tabletop")), "real") == [date(2027, 2, 18)]


def test_what_is_overdue_comes_on_the_next_working_day_and_says_since_when():
    saturday = date(2026, 11, 28)
    found = planned(case_with(("2025-01-01", "real", 30)), saturday)
    overdue = [(one.kind, one.on, one.overdue_since) for one in found if one.overdue_since]
    monday = date(2026, 11, 30)
    assert overdue == [("real", monday, date(2026, 1, 1)), ("tabletop", monday, date(2025, 7, 2))]


def test_no_drill_falls_on_a_weekend():
    for offset in range(14):
        for drill in planned(case_with(per_year=12), TODAY + timedelta(days=offset)):
            assert drill.on.weekday() < 5


@pytest.mark.parametrize("per_year", [1, 12, 52])
def test_no_drill_falls_into_the_turn_of_the_year(per_year):
    """On whichever day the plan is made; drills that would meet on one day are one."""
    for offset in range(0, 365, 9):
        days = [one.on for one in planned(case_with(per_year=per_year), TODAY + timedelta(days=offset))]
        assert not [day for day in days if (day.month, day.day) >= (12, 20) or (day.month, day.day) <= (1, 6)]
    real = due(case_with(per_year=52), "real")
    assert len(real) == len(set(real))


def test_a_drill_due_at_christmas_comes_before_it_and_an_overdue_one_after_it():
    assert due(case_with(("2025-12-25", "real", 30)), "real") == [date(2026, 12, 18)]
    christmas_eve = date(2026, 12, 24)
    assert due(case_with(("2025-12-20", "real", 30)), "real", christmas_eve)[0] == date(2027, 1, 7)
    assert due(case_with(("2025-12-25", "real", 30)), "real", christmas_eve)[0] == date(2027, 1, 7)


def test_a_real_drill_that_missed_the_target_is_repeated_within_weeks():
    """Six weeks later, which falls into the turn of the year; then a year after that."""
    case = case_with(("2026-11-20", "real", 75))
    found = [one for one in planned(case, target=60) if one.kind == "real"]
    assert [(one.on, one.repeats) for one in found] == [(date(2026, 12, 18), date(2026, 11, 20))]
    broken_off = case_with(("2026-10-20", "real", None))
    assert due(broken_off, "real")[0] == date(2026, 12, 1)
    long_ago = next(one for one in planned(case_with(("2026-06-01", "real", 75)), target=60) if one.kind == "real")
    assert (long_ago.on, long_ago.overdue_since) == (TODAY, date(2026, 7, 13))
    assert due(case_with(("2026-11-20", "real", 75)), "real", target=80) == [date(2027, 11, 22)]
    assert due(case_with(("2026-11-20", "real", 75), per_year=0), "real", target=60) == []


def test_no_tabletop_exercise_stands_days_before_a_real_drill():
    case = case_with(("2026-11-20", "real", 50))
    assert due(case, "tabletop") == [date(2027, 5, 21)]
    assert due(case, "real") == [date(2027, 11, 22)]


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
