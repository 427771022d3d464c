"""Every combination of gates, reason, money, staffing bases, views and readiness against a table written by hand.

`decision_table.csv` is the verdict's table as a reviewer reads it: a cell is a state, several ("self|cloud") or "any".
"""

import csv
import itertools
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from decisions.advice import OUTCOMES, judge
from decisions.case import Practice
from tests.builders_estimate import VIEWS, make_combination, make_estimate, shipped_book
from tests.decisions.cases import ready_case, reasons_with
from tests.decisions.test_verdict_mirror import MIRROR

STATES = {
    "self_host_gates": ("pass", "unknown", "fail"),
    "cloud_gates": ("pass", "unknown", "fail"),
    "reason": ("none", "void", "open", "carries"),
    "money": ("self", "close", "cloud"),
    "bases": ("agree", "contrary"),
    "views": ("agree", "contrary"),
}
FOR_ALL, STATE_OF = "BP-33", {True: "in_place", False: "no", None: "unknown"}
LEARNING = {"none": None, "void": "fail", "open": "unknown", "carries": "pass"}
YEARLY = {"self": (60_000.0, 300_000.0), "close": (100_000.0, 105_000.0), "cloud": (300_000.0, 60_000.0)}
# Where the headline is close there is no other option to contradict: another way of counting is clear for either.
AGAINST = {"self": ("cloud",), "cloud": ("self",), "close": ("self", "cloud")}
PEOPLE = {"coverage": "around_the_clock", "on_pager": "8_plus", "workforce": "spare"}
SWAP = {"self": "cloud", "cloud": "self"}
COMBINATIONS = [dict(zip(STATES, states, strict=True)) for states in itertools.product(*STATES.values())]

with (Path(__file__).parent / "decision_table.csv").open(encoding="utf-8", newline="") as file:
    TABLE = list(csv.DictReader(file))


def matches(row, combination):
    return all(row[name] == "any" or state in row[name].split("|") for name, state in combination.items())


def expected(combination):
    found = [row for row in TABLE if matches(row, combination)]
    assert len(found) == 1, (combination, [row["why"] for row in found])
    return found[0]["outcome"]


@cache
def case_of(self_host_gates, cloud_gates, reason, ready):
    """Not ready, or not known to be: by the one blocker that an installation for learning answers for, too."""
    reasons = reasons_with(self_host_gates, cloud_gates, LEARNING[reason])
    case = ready_case(reasons=reasons, people=PEOPLE, hosting={"platform": "aws", "today": "nothing"})
    practices = {**case.readiness.practices, FOR_ALL: Practice(state=STATE_OF[ready])}
    readiness = case.readiness.model_copy(update={"practices": practices})
    return case.model_copy(update={"readiness": readiness})


@cache
def estimates_of(money, bases, views):
    """Both views count, both bases count; the ways of counting that contradict are clear for the other option."""
    found = []
    for against in AGAINST[money] if "contrary" in (bases, views) else ("",):
        contrary: list[tuple[Any, Any]] = [("loaded", "tasks")] if bases == "contrary" else []
        if views == "contrary":
            contrary += [("cash", "quarters"), ("cash", "tasks")]
        others = {(view, basis): make_combination(view, basis, YEARLY[against]) for view, basis in contrary}
        found.append(make_estimate(YEARLY[money], others=others, view="both", basis="quarters"))
    return found


def verdicts_of(combination, ready=True):
    one = dict(combination)
    case = case_of(one["self_host_gates"], one["cloud_gates"], one["reason"], ready)
    return [judge(case, found, shipped_book()) for found in estimates_of(one["money"], one["bases"], one["views"])]


def test_each_combination_is_in_exactly_one_row_and_each_row_is_used():
    used = Counter(row["why"] + str(row) for one in COMBINATIONS for row in TABLE if matches(row, one))
    for one in COMBINATIONS:
        expected(one)

    assert len(COMBINATIONS) == 432
    assert len(used) == len(TABLE)


@pytest.mark.parametrize("ready", STATE_OF)
@pytest.mark.parametrize("money", STATES["money"])
def test_every_combination_comes_out_as_the_table_says(money, ready):
    for one in (one for one in COMBINATIONS if one["money"] == money):
        for verdict in verdicts_of(one, ready):
            assert (verdict.outcome, verdict.ready) == (expected(one), ready), one
            assert verdict.rule == OUTCOMES.index(verdict.outcome) + 1
            assert bool(verdict.ask) == (verdict.outcome == "ask_first"), one


def test_both_views_and_both_bases_count_in_what_is_tried():
    (verdict,) = verdicts_of(COMBINATIONS[0])

    assert set(verdict.counted) == set(itertools.product(VIEWS, ("quarters", "tasks")))


def test_every_outcome_is_reached():
    assert {row["outcome"] for row in TABLE} == set(OUTCOMES)
    assert {verdict.outcome for one in COMBINATIONS for verdict in verdicts_of(one)} == set(OUTCOMES)


def swapped(one):
    """Gates and money change places."""
    return {
        **one,
        "self_host_gates": one["cloud_gates"],
        "cloud_gates": one["self_host_gates"],
        "money": SWAP.get(one["money"], one["money"]),
    }


def test_with_the_options_changing_places_table_and_rules_are_mirrored():
    """All but the reason to self-host, which only self-hosting can have."""
    for one in (one for one in COMBINATIONS if one["reason"] in ("none", "void")):
        there = {verdict.outcome for verdict in verdicts_of(swapped(one))}

        assert expected(swapped(one)) == MIRROR[expected(one)], one
        assert there == {MIRROR[verdict.outcome] for verdict in verdicts_of(one)}, one
