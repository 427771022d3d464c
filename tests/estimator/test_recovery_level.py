"""Which recovery level: the cheapest whose time and data loss meet the target at the book's confidence."""

import pytest

from estimator import Run, estimate
from estimator.bill import bill_rows
from estimator.recovery_level import choose_level
from tests.estimator.book_parts import changed, row_of, shipped
from tests.estimator.figures import base, line_of
from tests.estimator.generated import scenario

LEVELS = ["backup_restore", "pilot_light", "warm_standby", "active_active"]


def choose(book=None, run=None, **answers):
    return choose_level(scenario(recovery=answers), book or shipped(1), run or Run())


def test_backup_and_restore_takes_the_sum_of_its_five_steps():
    """Likely 30 + 15 + 15 + 15 + 30 = 105 minutes; their ranges give a median of 237 and a P80 of 299."""
    found = choose(first_hour="paper")
    rows = shipped(1).assumptions
    steps = ("detect_decide", "db_restore", "provision", "traffic", "verify")
    assert sum(rows[f"dr_step_{step}_minutes"].likely for step in steps) == 105
    assert found.rto_p50_minutes == pytest.approx(237, abs=1.5)
    assert found.rto_p80_minutes == pytest.approx(299, abs=1.5)


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
    """Time and data loss of a level, found by making it the only one."""

    def only(tables):
        tables["recovery_levels"][:] = [row for row in tables["recovery_levels"] if row["level"] == level]

    return choose(changed(only), rto_minutes=43_200, rpo_minutes=43_200)


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
    """Warm standby at likely values: 0.5 of the database, 0.9 of the network, 1.05 of storage; the CDN is left out."""
    found = estimate(scenario(recovery={"first_hour": "care_delayed"}), shipped(1))
    bill = bill_rows(scenario(), shipped(1))
    for part, share in (("database", 0.5), ("network", 0.9), ("storage", 1.05), ("edge", 0.33), ("compute", 0.5)):
        copied = [line_of(found, f"{row['component']}_cost") for row in bill if row["recovery_part"] == part]
        expected = share * sum(sum(base(line)) for line in copied)
        assert sum(base(line_of(found, f"recovery_{part}"))) == pytest.approx(expected, rel=1e-9), part


def test_a_higher_level_never_costs_less():
    costs = []
    for rto, rpo in ((1_440, 1_440), (240, 60), (60, 15), (5, 2)):
        found = estimate(scenario(recovery={"rto_minutes": rto, "rpo_minutes": rpo}), shipped(1))
        costs.append(sum(line.total or 0 for line in found.lines if line.group == "recovery"))
    assert costs == sorted(costs)
    assert costs[0] < costs[-1] / 3
