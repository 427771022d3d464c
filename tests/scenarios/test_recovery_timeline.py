"""The timeline of a recovery by hand: ten thousand patients on Amazon, backup and restore, code written and not.

database    at the end of three years 100 GB, taken as answered and not growing: restore 100 / 5 = 20 minutes more
likely      30 + (15 + 20) + 15 + (15 + 1) + 30 = 126 minutes
            without code 15 × 4 = 60 for the third step: 171 minutes
detect      PERT 10, 30, 120: beta of shape 1 + 4 × 20 / 110 = 1.7273 and 1 + 4 × 90 / 110 = 4.2727 on 10 to 120;
            its P10, median and P90 by SciPy's beta
verify      triangular 10, 30, 240: P10 = 10 + √(0.1 × 230 × 20) = 31.45, median = 240 − √(0.5 × 230 × 210) = 84.60,
            P90 = 240 − √(0.1 × 230 × 210) = 170.50
warm        5 + 5 + 5 + (2 + 1) + 5 = 23 minutes at likely values; nothing is restored, nothing built
"""

from math import sqrt

import pytest
from scipy.stats import beta

from estimator import Run
from estimator.recovery_level import choose_level
from tests.estimator.book_parts import changed, row_of, shipped
from tests.estimator.generated import scenario

GB = 100.0
STEPS = ("detect_decide", "restore", "provision", "traffic", "verify")


def timeline(level="backup_restore", book=None, code="yes"):
    answers = scenario(hosting={"infrastructure_as_code": code})
    found = choose_level(answers, book or shipped(1), Run(), GB)
    return next(one for one in found.levels if one.level == level)


@pytest.mark.parametrize("number", [1, 2])
def test_the_steps_at_likely_values(number):
    by_step = {timed.step: timed.likely_minutes for timed in timeline(book=shipped(number)).timeline}
    assert by_step == pytest.approx(
        {"detect_decide": 30, "restore": 35, "provision": 15, "traffic": 16, "verify": 30}, rel=1e-12
    )
    assert sum(by_step.values()) == pytest.approx(126)


def test_without_code_the_third_step_takes_four_times_as_long():
    by_step = {timed.step: timed.likely_minutes for timed in timeline(code="no").timeline}
    assert by_step["provision"] == pytest.approx(60)
    assert sum(by_step.values()) == pytest.approx(171)


def test_a_warm_standby_restores_and_builds_nothing():
    found = timeline("warm_standby")
    assert [timed.likely_minutes for timed in found.timeline] == pytest.approx([5, 5, 5, 3, 5])


def test_what_is_behind_each_step():
    parts = {timed.step: dict(timed.parts) for timed in timeline(code="no").timeline}
    assert parts["restore"] == {"dr_step_db_restore_minutes": 15.0, "restore_gb_per_minute": 20.0}
    assert parts["provision"] == {"dr_step_provision_minutes": 15.0, "dr_provision_by_hand_factor": 45.0}
    assert parts["traffic"] == {"dr_step_traffic_minutes": 15.0, "dns_ttl_minutes": 1.0}


def test_ranges_of_single_steps():
    detect, *_, verify = timeline().timeline
    shape = beta(1 + 4 * 20 / 110, 1 + 4 * 90 / 110, 10, 110)
    expected = [shape.ppf(q) for q in (0.1, 0.5, 0.8, 0.9)]
    takes = detect.takes
    assert [takes.p10, takes.p50, takes.confident, takes.p90] == pytest.approx(expected, rel=5e-3)
    by_hand = [10 + sqrt(0.1 * 230 * 20), 240 - sqrt(0.5 * 230 * 210), 240 - sqrt(0.1 * 230 * 210)]
    assert [verify.takes.p10, verify.takes.p50, verify.takes.p90] == pytest.approx(by_hand, rel=5e-3)


def test_a_step_begins_when_the_one_before_is_done_and_the_last_end_is_the_recovery_time():
    for level in ("backup_restore", "pilot_light", "warm_standby", "active_active"):
        found = timeline(level)
        steps = found.timeline
        assert steps[0].begins.p90 == 0
        assert [timed.begins for timed in steps[1:]] == [timed.done for timed in steps[:-1]]
        assert steps[-1].done == found.rto
        assert (found.rto_p50_minutes, found.rto_p80_minutes) == (found.rto.p50, found.rto.confident)
        assert found.rto.p10 < found.rto.p50 < found.rto.confident < found.rto.p90


def test_without_any_range_every_quantile_is_the_sum_by_hand():
    def fix(tables):
        for row in tables["assumptions"]:
            if row["key"].startswith(("dr_", "dns_ttl", "restore_gb")):
                row.update(low=row["likely"], high=row["likely"], shape="constant", ends="bounds")

    found = timeline(book=changed(fix))
    assert [timed.done.p90 for timed in found.timeline] == pytest.approx([30, 65, 80, 96, 126], rel=1e-12)
    assert tuple(timed.step for timed in found.timeline) == STEPS
    assert (found.rto.p10, found.rto.confident) == pytest.approx((126, 126))


def test_the_time_to_live_can_be_the_whole_of_a_step():
    """Active/active has no row for the traffic: health checks 1 minute, then clients follow within 1."""
    steps = {timed.step: timed for timed in timeline("active_active").timeline}
    assert list(steps) == ["detect_decide", "traffic"]
    assert steps["traffic"].likely_minutes == 1
    assert row_of(shipped(1).rows("assumptions"), key="dns_ttl_minutes")["likely"] == "1"
