"""What readiness says of recovery that misses its targets: the level that was chosen, or every level."""

import pytest

from decisions.advice import judge
from estimator import estimate
from tests.builders_estimate import make_case, shipped_book

TARGETS = {"rto_minutes": 60, "rpo_minutes": 60}


def missed(**recovery):
    case = make_case(scenario={"recovery": {**TARGETS, **recovery}})
    verdict = judge(case, estimate(case.scenario, shipped_book()), shipped_book())
    return [point.text for point in verdict.capability.blockers if point.key == "recovery"]


def test_a_chosen_level_is_named_beside_the_one_that_would_do():
    (text,) = missed(level="backup_restore")
    assert "The recovery level that you chose, Backup and restore, does not meet" in text
    assert text.endswith("Warm standby does.")


@pytest.mark.parametrize("level", ["cheapest", "pilot_light"])
def test_where_no_level_meets_them_that_is_said(level):
    (text,) = missed(level=level, rto_minutes=1, rpo_minutes=0)
    assert text.startswith("No recovery level meets the targets")


def test_nothing_is_said_while_the_level_that_counts_meets_them():
    assert missed() == []
