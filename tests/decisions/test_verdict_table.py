"""The table of rules: which outcome follows from the gates of both options, the reasons given, and money."""

import itertools

import pytest

from decisions.advice import OUTCOMES, judge
from tests.builders_estimate import make_case, make_estimate, make_line, shipped_book
from tests.decisions.cases import VENDOR, ready_case, reasons_with

MONEY = {"self": (60_000.0, 300_000.0), "close": (100_000.0, 105_000.0), "cloud": (300_000.0, 60_000.0)}


def outcome_of(money="cloud", missing=(), **gates):
    lines = [make_line(f"missing_{option}", option, state="not_estimated") for option in missing]
    verdict = judge(make_case(reasons=reasons_with(**gates)), make_estimate(MONEY[money], lines=lines), shipped_book())
    assert (verdict.outcome == "ask_first") == bool(verdict.ask), "whoever is told to ask is told what to ask"
    assert verdict.rule == OUTCOMES.index(verdict.outcome) + 1
    return verdict.outcome


# self-host, cloud → outcome with money clear for self-host, close, clear for the cloud
ASK = ("ask_first",) * 3
GATES = {
    ("pass", "pass"): ("self_host_by_money", "too_close", "cloud_recommended"),
    ("pass", "unknown"): ("self_host_by_money", "ask_first", "ask_first"),
    ("unknown", "pass"): ("ask_first", "ask_first", "cloud_recommended"),
    ("pass", "fail"): ("self_host_required",) * 3,
    ("fail", "pass"): ("cloud_required",) * 3,
    ("unknown", "unknown"): ASK,
    ("unknown", "fail"): ASK,
    ("fail", "unknown"): ASK,
    ("fail", "fail"): ("not_feasible",) * 3,
}


@pytest.mark.parametrize(("states", "expected"), GATES.items())
def test_gates_and_money_without_a_reason(states, expected):
    found = tuple(outcome_of(money, self_host=states[0], cloud=states[1]) for money in MONEY)

    assert found == expected


def test_the_table_above_covers_every_pair_of_gate_states():
    assert set(GATES) == set(itertools.product(VENDOR, VENDOR))


# self-host, cloud → outcome with learning as a reason that carries, is open, is void (money clear for the cloud)
WITH_REASON = {
    ("pass", "pass"): ("self_host_by_reason", "ask_first", "cloud_recommended"),
    ("pass", "unknown"): ("self_host_by_reason", "ask_first", "ask_first"),
    ("unknown", "pass"): ("ask_first", "ask_first", "cloud_recommended"),
    ("pass", "fail"): ("self_host_required",) * 3,
    ("fail", "pass"): ("cloud_required",) * 3,
    ("fail", "fail"): ("not_feasible",) * 3,
}


@pytest.mark.parametrize(("states", "expected"), WITH_REASON.items())
def test_a_reason_counts_after_gates_and_before_money(states, expected):
    found = tuple(outcome_of("cloud", self_host=states[0], cloud=states[1], learning=learning) for learning in VENDOR)

    assert found == expected


def test_an_open_reason_is_not_asked_where_money_says_the_same():
    assert outcome_of("self", learning="unknown") == "self_host_by_money"


# whose lines are missing → outcome with money (as far as known) clear for self-host, close, clear for the cloud
MISSING = {
    (): ("self_host_by_money", "too_close", "cloud_recommended"),
    ("cloud",): ("self_host_by_money", "ask_first", "ask_first"),
    ("self_host",): ("ask_first", "ask_first", "cloud_recommended"),
    ("self_host", "cloud"): ASK,
}


@pytest.mark.parametrize(("missing", "expected"), MISSING.items())
def test_a_missing_figure_is_asked_first_only_where_it_could_change_the_answer(missing, expected):
    assert tuple(outcome_of(money, missing) for money in MONEY) == expected


@pytest.mark.parametrize("money", MONEY)
@pytest.mark.parametrize("missing", [("cloud",), ("self_host",), ("self_host", "cloud")])
def test_a_missing_figure_does_not_matter_where_a_gate_decides(money, missing):
    assert outcome_of(money, missing, cloud="fail") == "self_host_required"
    assert outcome_of(money, missing, self_host="fail") == "cloud_required"


def test_every_rule_is_reachable():
    reached = {
        outcome_of(money, self_host=self_host, cloud=cloud, learning=learning)
        for money, self_host, cloud, learning in itertools.product(MONEY, VENDOR, VENDOR, (None, "pass"))
    }

    assert reached == set(OUTCOMES)


@pytest.mark.parametrize("ready", [True, False, None])
@pytest.mark.parametrize(("states", "expected"), GATES.items())
def test_readiness_stands_beside_every_outcome_and_never_changes_it(ready, states, expected):
    case = ready_case(ready, reasons=reasons_with(*states))
    found = [judge(case, make_estimate(pair), shipped_book()) for pair in MONEY.values()]

    assert [verdict.ready for verdict in found] == [ready] * 3
    assert tuple(verdict.outcome for verdict in found) == expected
