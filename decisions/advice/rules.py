"""The table of rules: the first that fires gives the outcome; an open answer that could change it is asked first."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import combinations, product
from typing import get_args

from estimator.estimate import OPTIONS, OptionKey

from .gates import excludes
from .money_rule import winner_with
from .results import GateResult, Money, Outcome, State

OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)  # in the order of the table
WINNERS: Mapping[Outcome, OptionKey] = {
    "self_host_required": "self_host",
    "cloud_required": "cloud",
    "self_host_by_reason": "self_host",
    "self_host_by_money": "self_host",
    "cloud_recommended": "cloud",
}


@dataclass(frozen=True)
class Situation:
    """Nothing open: which options fail a gate, whether a reason carries, whose missing lines turn out large."""

    fails: frozenset[OptionKey]
    reason: bool
    dear: OptionKey | None


def first_rule(situation: Situation, money: Money) -> Outcome:
    """Rules 1 to 8 but the fourth, which is about what is still open."""
    if len(situation.fails) == len(OPTIONS):
        return "not_feasible"
    if situation.fails:
        return "self_host_required" if "cloud" in situation.fails else "cloud_required"
    if situation.reason:
        return "self_host_by_reason"
    winner = winner_with(money, situation.dear)
    if winner is None:
        return "too_close"
    return "self_host_by_money" if winner == "self_host" else "cloud_recommended"


def rule_number(outcome: Outcome) -> int:
    """Place of the outcome's rule in the table, from 1."""
    return OUTCOMES.index(outcome) + 1


def answer_of(outcome: Outcome) -> str:
    """The option an outcome points to, else the outcome itself: what an open answer has to change to be asked."""
    return WINNERS.get(outcome, outcome)


Change = Callable[[Situation], Situation]


@dataclass(frozen=True)
class OpenPoint:
    """Something unknown: `good` and `bad` are the ways it may turn out."""

    good: Change
    bad: tuple[Change, ...]


class Table:
    """The facts of one case, read through the table of rules."""

    def __init__(self, gates: tuple[GateResult, ...], reasons: Iterable[State], money: Money) -> None:
        """`reasons`: state of each reason to self-host that was given."""
        states = tuple(reasons)
        failed = frozenset(one.option for one in gates if excludes(one) and one.state == "fail")
        self.money = money
        self.confirmed = Situation(fails=failed, reason="pass" in states, dear=None)
        self._open_options = [
            option
            for option in OPTIONS
            if any(excludes(one) and one.could_decide and one.option == option for one in gates)
        ]
        self._reason_open = "pass" not in states and "unknown" in states

    def outcome(self) -> Outcome:
        """The outcome: what is confirmed decides, unless something open could change the answer."""
        possible = {answer_of(first_rule(situation, self.money)) for situation in self._situations()}
        return "ask_first" if len(possible) > 1 else first_rule(self.confirmed, self.money)

    def decides(self, point: OpenPoint) -> bool:
        """Whether this open point alone could change the answer, however the others turn out."""
        return any(
            answer_of(first_rule(point.good(situation), self.money))
            != answer_of(first_rule(bad(situation), self.money))
            for situation in self._situations()
            for bad in point.bad
        )

    def outcome_if(self, change: Change) -> Outcome:
        """The outcome after one point turned out so, with nothing else open."""
        return first_rule(change(self.confirmed), self.money)

    def _situations(self) -> Iterator[Situation]:
        """Every way in which what is open may turn out."""
        ways = [
            frozenset(some)
            for count in range(len(self._open_options) + 1)
            for some in combinations(self._open_options, count)
        ]
        reasons = (False, True) if self._reason_open else (self.confirmed.reason,)
        dear = (None, *(option for option in OPTIONS if self.money.missing(option)))
        for failing, reason, missing in product(ways, reasons, dear):
            yield Situation(self.confirmed.fails | failing, reason, missing)


def gate_point(options: Iterable[OptionKey]) -> OpenPoint:
    """An open gate: no option fails it, or one does, or all do."""
    hit = frozenset(options)
    ways = [frozenset({option}) for option in sorted(hit)] + [hit]
    return OpenPoint(
        good=lambda situation: replace(situation, fails=situation.fails - hit),
        bad=tuple(_failing(way) for way in ways),
    )


def _failing(options: frozenset[OptionKey]) -> Change:
    return lambda situation: replace(situation, fails=situation.fails | options)


def reason_point() -> OpenPoint:
    """An open reason to self-host: it carries or it does not."""
    return OpenPoint(
        good=lambda situation: replace(situation, reason=True),
        bad=(lambda situation: replace(situation, reason=False),),
    )


def missing_point(option: OptionKey) -> OpenPoint:
    """Lines of an option without a figure: they turn out small or large."""
    return OpenPoint(
        good=lambda situation: replace(situation, dear=None),
        bad=(lambda situation: replace(situation, dear=option),),
    )
