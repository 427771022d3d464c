"""Which single input, somewhere in its range, makes the verdict another one: screened, then confirmed with draws."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from decisions.case import Case
from estimator.book import Book
from estimator.estimate import Combination, Estimate
from estimator.sensitivity import Influence, Sensitivity

from .gates import reason_states
from .money_rule import assess, compared
from .results import Money, Outcome, Verdict
from .rules import Table

CONFIRMED = 10
BY_MONEY = ("too_close", "self_host_by_money", "cloud_recommended")


@dataclass(frozen=True)
class Turn:
    """An input that alone makes the verdict another one: from `value` on, `outcome`. `way`: 0 to 1 of its range."""

    name: str
    value: float
    outcome: Outcome
    way: float


def verdict_turns(case: Case, estimate: Estimate, book: Book, verdict: Verdict) -> tuple[Turn, ...]:
    """The nearest inputs that turn the verdict, each held at its value in every draw; the nearest first."""
    found = estimate.sensitivity
    if found is None or not money_decides(verdict):
        return ()
    screened = sorted(_screened(estimate, book, found), key=lambda one: one.way)[:CONFIRMED]

    def turned(candidates: Sequence[Turn]) -> list[Turn]:
        again = found.rerun([(one.name, one.value) for one in candidates], estimate.combinations)
        outcomes = (_outcome(case, estimate, book, verdict, combinations) for combinations in again)
        held = (replace(one, outcome=outcome) for one, outcome in zip(candidates, outcomes, strict=True))
        return [one for one in held if one.outcome != verdict.outcome]

    at_the_end = turned([_end(one, found) for one in screened])
    names = {one.name for one in at_the_end}
    nearer = {one.name: one for one in turned([one for one in screened if one.name in names])}
    return tuple(sorted((nearer.get(one.name, one) for one in at_the_end), key=lambda one: one.way))


def stays_clear(estimate: Estimate, book: Book, names: Iterable[str]) -> bool:
    """Whether the headline comparison comes out the same in every part of the range of each of these inputs."""
    found = estimate.sensitivity
    now = _headline(estimate)
    before = compared(now, estimate, book).clear_for
    influences = [found.influence(name) for name in names] if found else []
    moved = (one for influence in influences if influence for one in _moved(now, influence))
    return all(compared(one, estimate, book).clear_for == before for one in moved)


def _end(turn: Turn, found: Sensitivity) -> Turn:
    """The same input at the end of its range on that side."""
    driver = found.drivers[turn.name]
    return replace(turn, value=driver.low if turn.value < driver.likely else driver.high, way=1.0)


def money_decides(verdict: Verdict) -> bool:
    """Whether the comparison of costs is what the outcome rests on."""
    return verdict.outcome in BY_MONEY


def _outcome(
    case: Case, estimate: Estimate, book: Book, verdict: Verdict, combinations: tuple[Combination, ...]
) -> Outcome:
    money: Money = assess(case, replace(estimate, combinations=combinations), book)
    return Table(verdict.gates, reason_states(verdict.gates).values(), money).outcome()


def _screened(estimate: Estimate, book: Book, found: Sensitivity) -> Iterator[Turn]:
    """The nearest part of each range in which the headline comparison comes out otherwise; its outcome is not known."""
    now = _headline(estimate)
    before = compared(now, estimate, book).clear_for
    for name, influence in found.influences.items():
        driver = found.drivers[name]
        values = [found.value_at(name, (part + 0.5) / len(influence.means)) for part in range(len(influence.means))]
        turned = [
            (driver.way(value), value)
            for value, moved in zip(values, _moved(now, influence), strict=True)
            if compared(moved, estimate, book).clear_for != before
        ]
        if turned:
            way, value = min(turned)
            yield Turn(name, value, "too_close", way)


def _moved(now: Combination, influence: Influence) -> list[Combination]:
    """The headline comparison in each part of an input's range."""
    return [
        replace(now, probability_self_host_cheaper=chance, npv=mean)
        for chance, mean in zip(influence.chances, influence.means, strict=True)
    ]


def _headline(estimate: Estimate) -> Combination:
    key = (estimate.headline_view, estimate.basis)
    return next(one for one in estimate.combinations if (one.view, one.basis) == key)
