"""What to do next, in order: ask, have it confirmed, narrow down, get ready, come back."""

import re
from collections.abc import Iterator

from decisions.advice.gates import excludes
from decisions.advice.results import Finding, Verdict
from decisions.advice.revisit import Revisit
from decisions.advice.turning import Turn
from decisions.advice.vendor_questions import vendor_questions
from decisions.case import Case
from estimator.book import Book
from estimator.estimate import Estimate

from . import format as fmt


def next_steps(
    case: Case, estimate: Estimate, verdict: Verdict, book: Book, turns: tuple[Turn, ...], again: Revisit
) -> list[str]:
    """Whole sentences, the next one first; every step follows from the verdict, none from the example at hand."""
    return [
        *_ask(case, estimate, verdict, book),
        *_in_writing(verdict),
        *_narrow(estimate, verdict, turns),
        *_ready(case, verdict),
        *_move(case, verdict),
        *_again(again),
    ]


def _ask(case: Case, estimate: Estimate, verdict: Verdict, book: Book) -> Iterator[str]:
    others = list(dict.fromkeys(one.whom for one in verdict.ask if one.whom != "Medplum"))
    for whom in others:
        count = sum(one.whom == whom for one in verdict.ask)
        yield f"Ask {whom}: {_questions(count)} under “What to ask, and whom” can change the answer."
    open_ones = vendor_questions(case, estimate, verdict, book)
    if open_ones:
        yield f"Send Medplum the e-mail with {_questions(len(open_ones))}, and enter what comes back, with its date."


def _questions(count: int) -> str:
    return f"{fmt.word(count)} question{'' if count == 1 else 's'}"


def _in_writing(verdict: Verdict) -> Iterator[str]:
    """Answers that are believed and carry weight."""
    believed = [
        one for one in verdict.gates if excludes(one) and not one.confirmed and one.applies != "unknown" and one.gate
    ]
    for who in dict.fromkeys(one.row["confirmed_by"] for one in believed):
        rules = dict.fromkeys(one.gate for one in believed if one.row["confirmed_by"] == who)
        noun = "rule" if len(rules) == 1 else "rules"
        yield f"Have it confirmed in writing whether {fmt.word(len(rules))} {noun} apply: {who} can do that."


def _narrow(estimate: Estimate, verdict: Verdict, turns: tuple[Turn, ...]) -> Iterator[str]:
    found = estimate.sensitivity
    if verdict.outcome == "too_close" and turns and found:
        labels = [f"“{found.drivers[one.name].leaf.label}”" for one in turns[:3]]
        yield f"Find out more about what alone can turn the answer: {fmt.listed(labels)}."
    elif verdict.outcome == "too_close":
        yield "Choose by what money does not measure: no single input within its range was found to turn the answer."


def _ready(case: Case, verdict: Verdict) -> Iterator[str]:
    """Before self-hosting begins; where it runs already, whatever the verdict."""
    live = case.scenario.hosting.today == "live_self_hosted"
    blockers, unknown = verdict.capability.blockers, verdict.capability.unknown
    if not live and verdict.winner != "self_host":
        return
    if blockers:
        count, noun = fmt.word(len(blockers)), "point" if len(blockers) == 1 else "points"
        what = "what blocks" if live else "what blocks before anything goes live"
        first = "" if len(blockers) == 1 else "first of them: "
        yield f"Put in place {what}: {count} {noun}, listed under “Readiness”; {first}{named(blockers[0])}."
    if unknown:
        verb = "decides and is" if len(unknown) == 1 else "decide and are"
        yield f"Answer the readiness check: {fmt.word(len(unknown))} of its points {verb} not known."


def named(finding: Finding) -> str:
    """A point of readiness in a sentence: without what stands in brackets, and without the stop at its end."""
    return re.sub(r" \([^()]*\)", "", finding.text).rstrip(".")


def _move(case: Case, verdict: Verdict) -> Iterator[str]:
    today, winner = case.scenario.hosting.today, verdict.winner
    if winner == "cloud" and today == "live_self_hosted":
        yield "Plan the move to Medplum Cloud with its parallel run; keep what runs today in order until it is done."
    elif winner == "cloud" and case.scenario.needs.quote_per_month is None:
        yield "Have Medplum put its price in writing, with the day until which it holds."
    elif winner == "self_host" and today == "live_cloud":
        yield "Plan the move to own hosting with its parallel run, and give notice only when it is done."


def _again(again: Revisit) -> Iterator[str]:
    yield "Freeze a report, so that the decision can be read with the figures it was taken on."
    if again.day:
        yield f"Look at the decision again on {fmt.day(again.day)}."
