"""The recovery plan: its figures are the estimate's, its services those of the platform and the tools named."""

import json
from datetime import date
from functools import cache

import pytest

from decisions.advice.recovery_plan import recovery_plan
from decisions.report import format as fmt
from decisions.report.exports.recovery_markdown import as_markdown
from decisions.report.recovery_plan import plan_document
from decisions.services.examples import examples
from estimator import Run, estimate
from estimator.place import place_of
from tests.builders_estimate import make_case, make_estimate, shipped_book

TODAY = date(2026, 11, 26)
FEW = Run(draws=256)
LEVELS = ("backup_restore", "pilot_light", "warm_standby", "active_active")
FAILOVER = ("detect_decide", "restore", "provision", "traffic", "verify")


def case_with(level="unknown", first_hour="paper", readiness=None, reasons=None, recovery=None, **hosting):
    answers = {"recovery": {"level": level, "first_hour": first_hour, **(recovery or {})}, "hosting": hosting}
    return make_case(scenario=answers, readiness=readiness or {}, reasons=reasons or {})


@cache
def estimated(text):
    return estimate(make_case(**json.loads(text)).priced, shipped_book(), FEW)


def estimate_of(case):
    return estimated(case.model_dump_json(exclude_defaults=True))


def plan_of(case):
    found = recovery_plan(case, estimate_of(case), shipped_book(), TODAY)
    assert found
    return found


def document(case):
    found = plan_document(case, estimate_of(case), shipped_book(), TODAY)
    assert found
    return found


def test_times_and_prices_are_the_ones_of_the_estimate():
    case = case_with(first_hour="care_delayed")
    found, plan = estimate_of(case), plan_of(case)
    assert [level.times for level in plan.levels] == list(found.recovery.levels)
    assert [level.usd_per_month for level in plan.levels] == [
        level.usd_per_month for level in found.recovery_prices.levels
    ]
    assert plan.counted.timeline[-1].done.confident == found.recovery.rto_p80_minutes
    rows = document(case)["levels"]["rows"]
    months = 3 * len(found.quarters)
    lines = [line for line in found.lines if (line.group, line.option) == ("recovery", "self_host")]
    counted = next(row for row in rows if row["note"] == "counted")
    assert counted["cells"][0]["number"] == pytest.approx(sum(line.total or 0 for line in lines) / months)


def test_each_level_stands_against_both_targets():
    plan = plan_of(case_with(first_hour="care_delayed"))
    assert [(one.rto_met, one.rpo_met) for one in plan.levels] == [
        (False, False),
        (False, False),
        (True, True),
        (True, True),
    ]
    assert [one.is_cheapest for one in plan.levels] == [False, False, True, False]
    texts = [row["cells"][-2]["text"] for row in document(case_with(first_hour="care_delayed"))["levels"]["rows"]]
    assert texts == ["no: time and data", "no: time and data", "yes", "yes"]


def test_time_alone_can_miss():
    case = case_with(recovery={"rto_minutes": 60, "rpo_minutes": 600})
    first = plan_of(case).levels[0]
    assert (first.rto_met, first.rpo_met) == (False, True)
    assert document(case)["levels"]["rows"][0]["cells"][-2]["text"] == "no: time"


def test_what_goes_beyond_the_targets_is_told_in_time_and_money():
    case = case_with("active_active", "care_delayed")
    found, plan = estimate_of(case), plan_of(case)
    last = plan.levels[-1]
    assert last.surplus_usd_per_month == pytest.approx(found.recovery_prices.surplus_usd_per_month)
    assert last.spare_minutes == pytest.approx(60 - last.times.rto_p80_minutes)
    text = document(case)["levels"]["rows"][-1]["cells"][-1]["text"]
    money = fmt.money(last.surplus_usd_per_month, "USD")
    assert text == f"{fmt.minutes(last.spare_minutes)} to spare, {money} a month more than needed"
    assert plan.levels[0].spare_minutes is None
    assert "You chose it." in document(case)["summary"][0]


def test_no_level_meets_it():
    summary = document(case_with(recovery={"rto_minutes": 1, "rpo_minutes": 0.01}))["summary"]
    assert "misses the targets" in summary[0]
    assert "No level meets both" in summary[0]


def test_two_recovery_points():
    region, corruption = document(case_with())["points"]
    assert region.startswith("When a place is lost:")
    assert "no standby changes it" in corruption
    assert "the target of 8 hours is 2.7 days, which is more;" in corruption
    wide = document(case_with(recovery={"rto_minutes": 5_000, "rpo_minutes": 43_200}))["points"][1]
    assert "the target of 30 days is 2.7 days, which is within it;" in wide


def test_the_timeline_names_its_rows_and_marks_judgement():
    rests_on = document(case_with("backup_restore", infrastructure_as_code="no"))["rests_on"]
    by_label = {one["label"]: one for one in rests_on}
    assert by_label["Restore database"]["judgement"] is False
    assert by_label["Restore database"]["range"] == "10 – 15 – 120 minutes"
    assert by_label["Database restored a minute"]["judgement"] is True
    assert by_label["Times as long to provision without infrastructure as code"]["range"].endswith("here 45 minutes")
    assert "15 + 15 + 15 = 45 minutes" in document(case_with())["base"]
    assert "starts from a copy that runs" in document(case_with("warm_standby"))["base"]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "The platform is not chosen; Amazon Web Services is taken"),
        ({"first_hour": "unknown"}, "What an outage does in the first hour is not answered"),
        ({}, "Both targets follow from your answer"),
        ({"recovery": {"rto_minutes": 60}}, "One target is yours"),
        ({}, "Whether everything is written as code is not answered"),
        ({}, "Not every tool is answered"),
        ({}, "The size of the database is reckoned from the patients"),
        ({}, "The second place is not chosen. The price takes a place like the first one."),
        (
            {"reasons": {"raised": ["country"], "gates": {"residency_country": {"applies": "yes"}}}},
            "It must lie where the data may be kept",
        ),
        ({"bill_last_month": 900}, "What each level costs is inside your own bill"),
        ({}, "No real drill is on record"),
        ({"readiness": {"drill_showed_recovery": "no"}}, "No drill has shown that recovery meets its target"),
        ({"platform": "own_kubernetes"}, "nodes rented from Hetzner are taken"),
    ],
)
def test_what_is_not_known_is_said(changes, words):
    assert any(words in text for text in document(case_with(**changes))["open_points"])


def test_what_is_known_is_not_called_open():
    case = case_with(
        platform="aws",
        infrastructure_as_code="yes",
        observability="cloud",
        on_call="cloud",
        secrets="cloud",
        recovery={"rto_minutes": 400, "rpo_minutes": 400},
        readiness={"drill_showed_recovery": "yes"},
    )
    assert plan_of(case).open_points == ("database_size", "second_place")


def test_without_levels_there_is_no_plan():
    assert plan_document(make_case(), make_estimate(), shipped_book(), TODAY) is None


@pytest.mark.parametrize("number", [1, 2])
@pytest.mark.parametrize("slug", [one.slug for one in examples()])
def test_every_example_has_a_plan_in_both_books(slug, number):
    book = shipped_book(number)
    case = make_case(**next(one.data for one in examples() if one.slug == slug))
    plan = plan_document(case, estimate(case.priced, book, FEW), book, TODAY)
    assert plan
    json.dumps(plan)
    text = as_markdown(plan)
    assert place_of(case.scenario, book).label in text or "Platform not chosen" in text
    assert "None" not in text
    assert text.count("\n## ") == 5


def test_bars_follow_one_another_on_one_axis():
    drawing = document(case_with())["drawing"]
    ends = 0.0
    for row in drawing["rows"]:
        x, width, low, high = (float(row[name].rstrip("%")) for name in ("x", "width", "low", "high"))
        assert x == pytest.approx(ends, abs=0.02)
        assert 0 <= low < high <= 100
        ends = x + width
    assert float(drawing["confident"]["x"].rstrip("%")) < float(drawing["target"]["x"].rstrip("%")) <= 100
    assert document(case_with(first_hour="nobody"))["drawing"]["target"] is None


@pytest.mark.parametrize(
    ("low", "high", "text"),
    [
        (19, 68, "19 to 68 minutes"),
        (0.2, 4, "under 1 to 4 minutes"),
        (50, 138, "50 minutes to 2.3 hours"),
        (60, 60, "1 hour"),
        (60, 300, "1 to 5 hours"),
        (0, 1, "0 to 1 minute"),
    ],
)
def test_a_range_of_durations(low, high, text):
    assert fmt.minutes_between(low, high) == text


def test_markdown_escapes_what_people_wrote():
    drills = [{"on": "2026-10-01", "kind": "real", "minutes": 90, "note": "*fast* | <b>\n# well"}]
    case = case_with(readiness={"drills": drills})
    assert r"- 1 October 2026, real drill, 90 minutes: \*fast\* \| \<b\> \# well" in as_markdown(document(case))
