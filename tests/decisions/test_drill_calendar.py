"""When the next recovery drills are due: working days, after the weeks of the book, sooner after a miss."""

from datetime import date, timedelta

import pytest

from decisions.advice.drills import calendar
from tests.builders_estimate import make_case, shipped_book

TODAY = date(2026, 11, 26)  # a Thursday


def case_with(*drills, shown="unknown", per_year=None):
    held = [dict(zip(("on", "kind", "minutes"), drill, strict=False)) for drill in drills]
    recovery = {} if per_year is None else {"dr_tests_per_year": per_year}
    return make_case(scenario={"recovery": recovery}, readiness={"drills": held, "drill_showed_recovery": shown})


def planned(case, today=TODAY, target=480):
    return calendar(case, shipped_book(), today, target)


def due(case, kind, today=TODAY, target=480):
    return [drill.on for drill in planned(case, today, target) if drill.kind == kind]


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
