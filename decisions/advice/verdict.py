"""The verdict: gates first, then reasons, then money; readiness stands beside every outcome."""

from collections.abc import Iterator

from decisions.case import Case
from estimator.book import Book
from estimator.estimate import OPTIONS, Estimate, OptionKey

from .asks import questions
from .capability import ready
from .gates import evaluate, excludes, reason_states
from .money_rule import assess, cheaper_option
from .qualifiers import qualifiers
from .reasons import reasons_for
from .results import Ask, Facts, GateResult, Money, Outcome, Verdict
from .rules import WINNERS, Table, rule_number
from .wording import CAUSE_WORDS, NAMES, combination_words, outcome_sentence, sentence_case


def judge(case: Case, estimate: Estimate, book: Book) -> Verdict:
    """The first rule of the table that fires, with reasons, questions and readiness."""
    facts = Facts(
        case=case,
        estimate=estimate,
        book=book,
        gates=evaluate(case, estimate, book),
        money=assess(case, estimate, book),
        capability=ready(case, estimate, book),
    )
    return verdict_of(facts)


def verdict_of(facts: Facts) -> Verdict:
    """The table of rules applied to facts."""
    table = Table(facts.gates, reason_states(facts.gates).values(), facts.money)
    outcome = table.outcome()
    winner = WINNERS.get(outcome)
    ask = questions(table, facts) if outcome == "ask_first" else ()
    return Verdict(
        outcome=outcome,
        rule=rule_number(outcome),
        winner=winner,
        sentence=outcome_sentence(outcome, winner),
        ready=facts.capability.ready,
        qualifiers=qualifiers(facts, outcome, winner),
        reasons=tuple(reasons_for(facts, outcome, winner)),
        ask=ask,
        depends_on=tuple(dict.fromkeys(_depends_on(outcome, facts.gates, facts.money, ask))),
        counted=tuple((one.combination.view, one.combination.basis) for one in facts.money.counted),
        money=facts.money,
        gates=facts.gates,
        capability=facts.capability,
    )


def _depends_on(outcome: Outcome, gates: tuple[GateResult, ...], money: Money, ask: tuple[Ask, ...]) -> Iterator[str]:
    """What the outcome hangs on."""
    if outcome == "not_feasible":
        yield from (_feasible_when(option, gates) for option in OPTIONS)
        return
    for one in ask:
        yield one.question
    if outcome == "too_close":
        yield from (f"It depends on {CAUSE_WORDS[cause]}." for cause in money.causes)
    if outcome in ("too_close", "self_host_by_money", "cloud_recommended"):
        yield from _contrary_combinations(money)
    for result in gates:
        if result.applies == "no" and excludes(result) and not result.confirmed:
            yield f"It rests on an answer that is not confirmed in writing: {result.row['question']}"


def _feasible_when(option: OptionKey, gates: tuple[GateResult, ...]) -> str:
    """What has to change for an option: each rule that it fails is to be met, or not to apply."""
    failed = [one for one in gates if excludes(one) and one.state == "fail" and one.option == option]
    changes = (f"{one.row['pass_means']} (“{sentence_case(one.row['subject'])}”)" for one in failed)
    return f"{NAMES[option]} becomes feasible when {'; and when '.join(changes)}."


def _contrary_combinations(money: Money) -> Iterator[str]:
    """Ways of counting, counted here or not, that clearly favour another option than the headline does."""
    leader = cheaper_option(money.counted[0].combination)
    for one in (*money.counted, *money.uncounted):
        if one.clear_for and one.clear_for != leader:
            words = combination_words(one.combination.view, one.combination.basis)
            counted = "counted here" if one in money.counted else "shown, not counted"
            yield f"{NAMES[one.clear_for]} is clearly cheaper {words} ({counted})."
