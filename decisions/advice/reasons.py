"""Why: the rule that fired, every gate, money and readiness, each with the sentence and source it rests on."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from estimator.estimate import OPTIONS, Basis, OptionKey, View

from .gates import voids
from .money_rule import cheaper_option
from .results import Capability, Facts, GateResult, Money, Outcome, ReadinessRule, Reason, State
from .turning import BY_MONEY
from .wording import either_open_text, gate_text, money_text, outcome_sentence

READINESS: Mapping[ReadinessRule, str] = {
    "ready_blockers": "Practices that must be in place",
    "ready_rota": "People who can be woken, and their skills",
    "ready_recovery": "Recovery within its targets, shown by a drill",
    "ready_versions": "Supported versions",
}
STATES_BY_WEIGHT: tuple[State, ...] = ("fail", "unknown", "pass")
NO_SOURCE: Mapping[str, str] = {"sentence": "", "source": ""}  # an own book may leave a sentence out
RULE_STATES: Mapping[Outcome, State] = {"not_feasible": "fail", "ask_first": "unknown", "too_close": "unknown"}


def reasons_for(facts: Facts, outcome: Outcome, winner: OptionKey | None) -> Iterator[Reason]:
    """Every reason of an outcome in order of weight, the rule that fired first."""
    first, *rest = _in_book_order(facts, outcome, winner)
    yield first
    yield from sorted(rest, key=lambda reason: _weight(reason, facts, outcome))


def _weight(reason: Reason, facts: Facts, outcome: Outcome) -> int:
    """What decides comes before what is open, that before what is settled; readiness changes no outcome."""
    if reason.rule in READINESS:
        return 5 + STATES_BY_WEIGHT.index(reason.state)
    if reason.rule == "money":
        return 1 if outcome in BY_MONEY else 3
    if any(one.gate == reason.rule and voids(one) for one in facts.gates):
        return 1 if outcome == "self_host_by_reason" else 3
    return {"fail": 0, "unknown": 2, "pass": 4}[reason.state]


def _in_book_order(facts: Facts, outcome: Outcome, winner: OptionKey | None) -> Iterator[Reason]:
    rows = defaultdict(lambda: NO_SOURCE, {row["rule"]: row for row in facts.book.rows("verdict_sources")})
    rule = rows[outcome]
    state = RULE_STATES.get(outcome, "pass")
    yield Reason(outcome, winner, state, outcome_sentence(outcome, winner), rule["sentence"], rule["source"])
    told: set[tuple[str, str]] = set()
    for result in facts.gates:
        row = result.row
        text = either_open_text(row) if _open_for_both(result, facts.gates) else gate_text(result)
        if (result.gate, text) not in told:
            yield Reason(result.gate, _only_option(result, facts.gates), result.state, text, row["rule"], row["source"])
        told.add((result.gate, text))
    cheaper, text = _money(facts)
    by_money = rows["too_close" if cheaper is None else "cloud_recommended"]
    state = "unknown" if cheaper is None else "pass"
    yield Reason("money", cheaper, state, text, by_money["sentence"], by_money["source"])
    for point, label in READINESS.items():
        state, words = _readiness(facts.capability, point)
        yield Reason(point, "self_host", state, f"{label}: {words}.", rows[point]["sentence"], rows[point]["source"])


def _only_option(result: GateResult, gates: tuple[GateResult, ...]) -> OptionKey | None:
    """The option of whom a reason speaks; None where the same is said of both."""
    others = [one for one in gates if one.gate == result.gate and one.option != result.option]
    same = any(gate_text(one) == gate_text(result) or _open_for_both(one, gates) for one in others)
    return None if same else result.option


def _open_for_both(result: GateResult, gates: tuple[GateResult, ...]) -> bool:
    """Whether nothing is known yet that would tell the options apart."""
    states = [one.state for one in gates if one.gate == result.gate]
    return len(states) == len(OPTIONS) and set(states) == {"unknown"}


def _money(facts: Facts) -> tuple[OptionKey | None, str]:
    """The option that money favours, and what it says; nobody while what is missing could turn the answer."""
    if not facts.estimate.difference.comparable:
        return None, "The options cannot be compared in money yet: what seems to be cheaper lacks a figure."
    return facts.money.winner, money_text(facts.money.winner, _contrary(facts.money))


def _contrary(money: Money) -> list[tuple[View, Basis]]:
    """Ways of counting that are shown and not counted, in which the other option is cheaper on average."""
    found = [one.combination for one in money.uncounted]
    return [(one.view, one.basis) for one in found if cheaper_option(one) not in (money.winner, None)]


def _readiness(capability: Capability, rule: ReadinessRule) -> tuple[State, str]:
    if any(point.rule == rule for point in capability.blockers):
        return "fail", "something is missing"
    if any(point.rule == rule for point in capability.unknown):
        return "unknown", "not all of it is known"
    if any(point.rule == rule for point in capability.warnings):
        return "pass", "nothing is missing, with a warning"
    return "pass", "nothing is missing"
