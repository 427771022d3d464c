"""The section on recovery: levels side by side, what exceeds the target, the same figures in the JSON and the text."""

from functools import cache

import pytest

from decisions.advice import judge
from decisions.report.as_json import judged_as_dict
from decisions.report.plain import plain_text
from decisions.report.recovery import recovery_section
from estimator import Run, estimate, estimate_as_dict
from estimator.scenario import Scenario
from tests.builders_estimate import make_case, make_estimate, shipped_book

FEW = Run(draws=256)


@cache
def found(level="unknown", first_hour="paper", currency="USD", **hosting):
    answers = {
        "recovery": {"level": level, "first_hour": first_hour},
        "money": {"currency": currency},
        "hosting": hosting,
    }
    return estimate(Scenario.model_validate(answers), shipped_book(), FEW)


def section(estimate):
    found = recovery_section(estimate)
    assert found is not None
    return found


def sentences(estimate):
    return " ".join(section(estimate)["sentences"])


def test_all_levels_stand_side_by_side_and_one_is_counted():
    table = section(found())["table"]
    assert [row["head"] for row in table["rows"]] == [
        "Backup and restore",
        "Pilot light",
        "Warm standby",
        "Active/active",
    ]
    assert [row["note"] for row in table["rows"]] == ["counted", "", "", ""]
    assert {len(row["cells"]) for row in table["rows"]} == {len(table["columns"]) - 1}
    assert {row["cells"][-1]["text"] for row in table["rows"]} == {"yes"}


def test_the_price_of_the_level_counted_is_the_sum_of_its_lines_in_the_display_currency():
    one = found(currency="EUR")
    price = section(one)["table"]["rows"][0]["cells"][0]
    lines = [line for line in one.lines if (line.group, line.option) == ("recovery", "self_host")]
    monthly = one.money(sum(line.total or 0 for line in lines)) / (3 * len(one.quarters))
    assert price["number"] == pytest.approx(monthly)
    assert price["text"].startswith("€")


def test_what_exceeds_the_target_is_said_in_time_and_money():
    assert "the cheapest level that meets the target" in sentences(found())
    assert "sooner than asked in 80 of 100 futures." in sentences(found())
    dearer = sentences(found("warm_standby"))
    assert "Warm standby is counted, as you chose." in dearer
    assert "Backup and restore meets the target, too, and costs $" in dearer
    assert "a month less than warm standby." in dearer


def test_the_cheapest_level_is_the_one_with_the_least_price_and_not_the_first_of_the_book():
    scenario = {
        "hosting": {"platform": "small_machine"},
        "workload": {"patients_band": "over_1m"},
        "recovery": {"rto_minutes": 2880, "rpo_minutes": 2880},
    }
    one = estimate(Scenario.model_validate(scenario), shipped_book())
    prices = {level.times.level: level.usd_per_month for level in one.recovery_prices.levels}
    assert min(prices, key=lambda level: prices[level] or 0.0) == "pilot_light"
    said = sentences(one)
    assert "Backup and restore is counted, as no level with less standing by meets the target" in said
    assert "Pilot light meets the target, too, and costs $126 a month less than backup and restore." in said
    assert "more than" not in said


def test_a_level_that_misses_the_target_has_no_surplus():
    missing = found("backup_restore", "care_delayed")
    assert "sooner" not in sentences(missing)
    assert [row["cells"][-1]["text"] for row in section(missing)["table"]["rows"]] == [
        "no",
        "no",
        "yes",
        "yes",
    ]


def test_corruption_is_a_recovery_point_of_its_own_and_the_same_at_each_level():
    rows = section(found())["table"]["rows"]
    assert len({row["cells"][4]["number"] for row in rows}) == 1
    assert rows[0]["cells"][3]["number"] > rows[3]["cells"][3]["number"]
    assert "later than the 7 days back" in sentences(found())


def test_an_own_bill_has_no_price_of_its_own_for_a_level():
    inside = section(found(bill_last_month=4_000))["table"]["rows"]
    assert {row["cells"][0]["text"] for row in inside} == {"not priced: your own bill"}


def test_an_estimate_without_levels_has_no_section():
    assert recovery_section(make_estimate()) is None


def test_json_and_text_say_the_same():
    one = found("warm_standby")
    said = estimate_as_dict(one)["recovery"]
    assert said["level"] == "warm_standby"
    assert said["cheapest_that_meets"] == "backup_restore"
    prices = {level["level"]: level["price_per_month"] for level in said["levels"]}
    assert said["surplus_per_month"] == pytest.approx(prices["warm_standby"] - prices["backup_restore"])
    assert [level["counted"] for level in said["levels"]] == [False, False, True, False]
    for level in said["levels"]:
        assert sum(level["steps"].values()) <= level["rto_p80_minutes"]
    case = make_case()
    text = plain_text(judged_as_dict(case, one, judge(case, one, shipped_book()), shipped_book()))
    assert "Warm standby (counted): meets the target" in text
