"""Which recovery level: the cheapest whose time and data loss meet the target at the book's confidence."""

import pytest

from estimator import Run, estimate
from estimator.bill import bill_rows
from estimator.recovery_level import choose_level
from tests.estimator.book_parts import changed, row_of, shipped
from tests.estimator.figures import base, line_of
from tests.estimator.generated import TYPICAL, scenario, typical

FEW = Run(draws=256)
LEVELS = ["backup_restore", "pilot_light", "warm_standby", "active_active"]


SMALL_GB = 1.0


def choose(book=None, run=None, gb=SMALL_GB, hosting=None, **answers):
    return choose_level(scenario(recovery=answers, hosting=hosting or {}), book or shipped(1), run or Run(), gb)


def monthly(found) -> dict[str, float]:
    """Price of every level, USD a month; NaN where it has none."""
    nothing = float("nan")
    return {
        one.times.level: nothing if one.usd_per_month is None else one.usd_per_month
        for one in found.recovery_prices.levels
    }


def of_level(found, level):
    return next(one for one in found.levels if one.level == level)


def test_backup_and_restore_takes_the_sum_of_its_five_steps():
    """Likely 30 + 15 + 15 + 15 + 30 = 105 minutes; their ranges give a median of 237 and a P80 of 299.

    To them come the time to live of the address (half a minute to five) and the size of the database (1 GB: none).
    """
    found = choose(first_hour="paper")
    rows = shipped(1).assumptions
    steps = ("detect_decide", "db_restore", "provision", "traffic", "verify")
    assert sum(rows[f"dr_step_{step}_minutes"].likely for step in steps) == 105
    assert found.rto_p50_minutes == pytest.approx(237 + 1.6, abs=2)
    assert found.rto_p80_minutes == pytest.approx(299 + 1.6, abs=2)


@pytest.mark.parametrize(
    ("answer", "level"),
    [
        ("nobody", "backup_restore"),
        ("paper", "backup_restore"),
        ("unknown", "backup_restore"),
        ("loses_money", "pilot_light"),
        ("care_delayed", "warm_standby"),
    ],
)
def test_the_first_hour_decides_the_level(answer, level):
    found = choose(first_hour=answer)
    assert (found.level, found.meets) == (level, True)
    target = row_of(shipped(1).rows("recovery_targets"), answer=answer)
    assert found.target_rto_minutes == float(target["rto_minutes"])
    assert found.target_rpo_minutes == float(target["rpo_minutes"])
    assert found.target_source == target["why"]


def test_the_level_taken_meets_both_targets_and_the_next_cheaper_one_does_not():
    targets = [(rto, rpo) for rto in (0.5, 5, 30, 60, 120, 300, 1_440) for rpo in (0, 1, 5, 30, 60, 400, 1_440)]
    taken = set()
    for rto, rpo in targets:
        found = choose(rto_minutes=max(rto, 1), rpo_minutes=rpo)
        taken.add(found.level)
        meets = found.rto_p80_minutes <= max(rto, 1) and found.rpo_minutes <= rpo
        assert found.meets == meets
        if not meets:
            assert found.level == "active_active"
        cheaper = LEVELS[LEVELS.index(found.level) - 1] if found.level != LEVELS[0] else None
        if cheaper:
            reached = reached_by(cheaper)
            assert reached.rto_p80_minutes > max(rto, 1) or reached.rpo_minutes > rpo
    assert taken == set(LEVELS)


def reached_by(level: str):
    """Time and data loss of a level."""
    return of_level(choose(), level)


def test_data_loss_alone_can_ask_for_a_higher_level():
    assert choose(rto_minutes=1_440, rpo_minutes=1_440).level == "backup_restore"
    assert choose(rto_minutes=1_440, rpo_minutes=30).level != "backup_restore"


def test_an_own_target_wins_over_the_answer_and_says_so():
    found = choose(first_hour="nobody", rto_minutes=60)
    assert found.target_rto_minutes == 60
    assert found.target_rpo_minutes == 1_440
    assert found.target_source == "your own target"


def test_a_target_beyond_every_level_is_not_met():
    found = choose(rto_minutes=1, rpo_minutes=0)
    assert (found.level, found.meets) == ("active_active", False)


def test_the_confidence_is_the_books():
    def sure(tables):
        row_of(tables["assumptions"], key="recovery_confidence").update(low="0.5", likely="0.5", high="0.5")

    half = choose(changed(sure), first_hour="paper")
    assert half.rto_p80_minutes == pytest.approx(half.rto_p50_minutes, rel=1e-3)


def test_the_standby_is_a_share_of_the_named_components():
    """Warm standby at likely values: 0.5 of the database, 0.9 of the network, all settings; the CDN is left out."""
    found = estimate(scenario(recovery={"first_hour": "care_delayed"}), shipped(1))
    bill = bill_rows(scenario(), shipped(1))
    for part, share in (("database", 0.5), ("network", 0.9), ("settings", 1.0), ("edge", 0.33), ("compute", 0.5)):
        copied = [line_of(found, f"{row['component']}_cost") for row in bill if row["recovery_part"] == part]
        expected = share * sum(sum(base(line)) for line in copied)
        assert sum(base(line_of(found, f"recovery_{part}"))) == pytest.approx(expected, rel=1e-9), part


def test_a_level_of_your_own_is_taken_and_its_surplus_shown():
    found = estimate(scenario(recovery={"first_hour": "paper", "level": "warm_standby"}), shipped(1), FEW)
    assert (found.recovery.level, found.recovery.by_user, found.recovery.meets) == ("warm_standby", True, True)
    assert found.recovery.cheapest == "backup_restore"
    prices = monthly(found)
    surplus = prices["warm_standby"] - prices["backup_restore"]
    assert found.recovery_prices.surplus_usd_per_month == pytest.approx(surplus)
    assert surplus > 0
    assert not [text for text in found.warnings if "Warm standby" in text]


def test_a_level_that_misses_the_target_says_so_and_names_a_better_one():
    found = estimate(scenario(recovery={"first_hour": "care_delayed", "level": "backup_restore"}), shipped(1), FEW)
    assert not found.recovery.meets
    warning = next(text for text in found.warnings if text.startswith("Backup and restore, your choice"))
    assert "60 minutes down and 15 minutes of data lost in 80%" in warning
    assert warning.endswith("the cheapest that does is Warm standby.")
    assert (found.recovery_prices.surplus_usd_per_month or 0) < 0


def test_a_target_that_no_level_meets_is_a_warning():
    found = estimate(scenario(recovery={"rto_minutes": 1, "rpo_minutes": 0}), shipped(1), FEW)
    assert [text for text in found.warnings if text.startswith("No recovery level stays within 1 minutes down")]
    assert found.recovery_prices.surplus_usd_per_month is None


def test_the_target_is_met_at_p80_or_a_warning_says_that_none_does():
    for rto, rpo in ((1, 0), (5, 1), (30, 5), (60, 15), (240, 60), (480, 480)):
        found = estimate(scenario(recovery={"rto_minutes": rto, "rpo_minutes": rpo}), shipped(1), FEW)
        within = found.recovery.rto_p80_minutes <= rto and found.recovery.rpo_minutes <= rpo
        assert within != any(text.startswith("No recovery level") for text in found.warnings)


def test_a_larger_database_never_restores_faster():
    """At 5 GB a minute 1,000 GB take 200 minutes more; a copy that runs needs no restore."""
    times = [choose(gb=gb) for gb in (0, 1, 10, 100, 1_000, 20_000)]
    for level in LEVELS:
        for name in ("rto_p50_minutes", "rto_p80_minutes"):
            minutes = [getattr(of_level(found, level), name) for found in times]
            assert minutes == sorted(minutes), level
            assert (minutes[0] < minutes[-1]) == (level == "backup_restore")
    restores = [dict(of_level(found, "backup_restore").steps)["restore"] for found in times]
    assert restores == sorted(restores)


def test_the_size_at_the_end_of_the_horizon_is_what_a_restore_brings_back():
    small, large = (
        estimate(scenario(workload={"database_gb_at_start": gb, "patients": 1_000}), shipped(1), FEW).recovery
        for gb in (10, 5_000)
    )
    assert of_level(large, "backup_restore").rto_p80_minutes > of_level(small, "backup_restore").rto_p80_minutes + 500


def test_a_platform_built_by_hand_takes_longer_to_build_again():
    code, hand = (choose(hosting={"infrastructure_as_code": answer}) for answer in ("yes", "no"))
    slower = {level: of_level(hand, level).rto_p80_minutes > of_level(code, level).rto_p80_minutes for level in LEVELS}
    assert slower == {"backup_restore": True, "pilot_light": True, "warm_standby": False, "active_active": False}


def test_published_ranges_hold_what_the_steps_give():
    """Guides to the levels name these ends for the recovery time; ours lie in them, or a few minutes above."""
    rows = shipped(1).assumptions
    for level in choose().levels:
        row = rows[f"dr_{level.level}_rto_hours"]
        assert row.low * 60 <= level.rto_p50_minutes <= row.high * 60 * 1.1, level


def test_corruption_costs_the_time_until_it_is_noticed_at_every_level():
    """Likely half a day; P80 = 12 h × (336 / 12) ^ (0.8416 / 1.6449) = 66 h. The window decides what is too late."""
    week, month = choose().corruption, choose(restore_window_days=30).corruption
    assert week.p50_minutes == pytest.approx(12 * 60, rel=1e-2)
    assert week.p80_minutes == pytest.approx(66 * 60, rel=1e-2)
    assert (week.window_days, month.window_days) == (7, 30)
    assert week.late > month.late > 0


@pytest.mark.parametrize("name", list(TYPICAL))
def test_a_higher_level_never_costs_less(name):
    found = estimate(typical(name), shipped(1), FEW)
    prices = monthly(found)
    if found.recovery_prices.levels[0].usd_per_month is None:
        assert all(one.usd_per_month is None for one in found.recovery_prices.levels)
        return
    assert list(prices) == LEVELS
    assert list(prices.values()) == sorted(prices.values())
    lines = [line for line in found.lines if (line.group, line.option) == ("recovery", "self_host")]
    months = 3 * len(found.quarters)
    assert prices[found.recovery.level] * months == pytest.approx(sum(line.total or 0 for line in lines), rel=1e-9)


def test_a_level_costs_side_by_side_what_it_costs_alone():
    side_by_side = monthly(estimate(scenario(), shipped(1), FEW))
    for level in LEVELS:
        alone = estimate(scenario(recovery={"level": level}), shipped(1), FEW)
        lines = [line for line in alone.lines if (line.group, line.option) == ("recovery", "self_host")]
        months = 3 * len(alone.quarters)
        assert side_by_side[level] * months == pytest.approx(sum(line.total or 0 for line in lines), rel=1e-9), level
