"""What to do next, in order: ask, have it confirmed, narrow down, get ready, come back."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from decisions.advice.asks import VENDOR
from decisions.advice.counted import offer_lapsed
from decisions.advice.gates import excludes
from decisions.advice.results import Ask, Finding, GateResult, Verdict
from decisions.advice.revisit import Revisit
from decisions.advice.turning import Turn
from decisions.advice.vendor_questions import vendor_questions
from decisions.advice.wording import sentence_case
from decisions.case import Case
from estimator.book import Book
from estimator.estimate import Estimate

from . import format as fmt
from .people import first_role, in_sentence
from .revisit import waiting_words


@dataclass(frozen=True)
class Step:
    """One thing to do, as a sentence; `points`: the single things in it, where there are several or they decide."""

    text: str
    points: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, object]:
        """For the document."""
        return {"text": self.text, "points": list(self.points)}

    @property
    def line(self) -> str:
        """The step with its points in one line."""
        return " ".join((self.text, *self.points))


@dataclass(frozen=True)
class _Errand:
    """What one person is asked for: a subject, what about it, and everybody who knows it."""

    who: str
    subject: str
    what: str
    confirm: bool

    @property
    def with_whom(self) -> str:
        """Everybody who knows, where that is more than the first of them."""
        return "" if self.who == first_role(self.who) else f" Who can confirm it: {self.who}."

    @property
    def point(self) -> str:
        """The errand among others of the same person."""
        what = f"have it confirmed in writing {self.what}." if self.confirm else self.what
        return f"{sentence_case(self.subject)}: {what}{self.with_whom}"


def next_steps(
    case: Case, estimate: Estimate, verdict: Verdict, book: Book, turns: tuple[Turn, ...], again: Revisit
) -> list[Step]:
    """The next one first; every step follows from the verdict, none from the example at hand."""
    return [
        *_people(verdict),
        *_vendor(case, estimate, verdict, book),
        *map(Step, _narrow(estimate, verdict, turns)),
        *map(Step, _ready(case, verdict)),
        *map(Step, _move(case, verdict, book)),
        *map(Step, _again(again)),
    ]


def _people(verdict: Verdict) -> Iterator[Step]:
    """One step for each person: what can change the answer, then answers that are only believed and carry weight."""
    asked = [_Errand(one.whom, one.subject, one.task, confirm=False) for one in verdict.ask if one.whom != VENDOR]
    errands: dict[str, list[_Errand]] = {}
    for errand in (*asked, *_believed(verdict)):
        errands.setdefault(first_role(errand.who), []).append(errand)
    for role, found in errands.items():
        yield _single(found[0]) if len(found) == 1 else _several(role, found)


def _single(one: _Errand) -> Step:
    person = in_sentence(first_role(one.who))
    if one.confirm:
        return Step(f"Have it confirmed in writing by {person} {one.what}: {one.subject}.{one.with_whom}")
    return Step(f"Ask {person} about “{one.subject}”: {one.what}{one.with_whom}")


def _several(role: str, errands: Sequence[_Errand]) -> Step:
    return Step(f"Ask {in_sentence(role)}:", tuple(one.point for one in errands))


def _believed(verdict: Verdict) -> Iterator[_Errand]:
    """Rules whose answer is not confirmed, where it keeps an option in or out; none that is asked about anyway."""
    asked = {one.key for one in verdict.ask}
    found: dict[str, GateResult] = {}
    for one in verdict.gates:
        weighs = one.applies == "no" or (one.applies == "yes" and one.meets != "yes")
        if excludes(one) and not one.confirmed and weighs and one.gate not in asked:
            found.setdefault(one.gate, one)
    for one in found.values():
        does = "applies" if one.applies == "yes" else "does not apply"
        yield _Errand(one.row["confirmed_by"], one.row["subject"], f"that this rule {does}", confirm=True)


def _vendor(case: Case, estimate: Estimate, verdict: Verdict, book: Book) -> Iterator[Step]:
    open_ones = vendor_questions(case, estimate, verdict, book)
    if open_ones:
        count = f"{fmt.word(len(open_ones))} question{'' if len(open_ones) == 1 else 's'}"
        text = f"Send Medplum the e-mail with {count}, and enter what comes back, with its date."
        yield Step(text, tuple(_decides(one) for one in verdict.ask if one.whom == VENDOR))


def _decides(ask: Ask) -> str:
    return f"{sentence_case(ask.subject)}: this answer can change the verdict."


def _narrow(estimate: Estimate, verdict: Verdict, turns: tuple[Turn, ...]) -> Iterator[str]:
    found = estimate.sensitivity
    if verdict.outcome == "not_feasible":
        yield "Choose which rule can give way: “What would have to change” lists, for each option, every rule it fails."
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
        first = ": " if len(blockers) == 1 else "; first of them: "
        yield f"Put in place {what}: {count} {noun}, listed under “Readiness”{first}{named(blockers[0])}."
    if unknown:
        verb = "decides and is" if len(unknown) == 1 else "decide and are"
        yield f"Answer the readiness check: {fmt.word(len(unknown))} of its points {verb} not known."


def named(finding: Finding) -> str:
    """A point of readiness in a sentence: without what stands in brackets, and without the stop at its end."""
    return re.sub(r" \([^()]*\)", "", finding.text).rstrip(".")


def _move(case: Case, verdict: Verdict, book: Book) -> Iterator[str]:
    today, winner = case.scenario.hosting.today, verdict.winner
    priced = case.scenario.needs.quote_per_month is not None and not offer_lapsed(case.scenario, book)
    if winner == "cloud" and today == "live_self_hosted":
        yield "Plan the move to Medplum Cloud with its parallel run; keep what runs today in order until it is done."
    elif winner == "cloud" and not priced:
        yield "Have Medplum put its price in writing, with the day until which it holds."
    elif winner == "self_host" and today == "live_cloud":
        yield "Plan the move to own hosting with its parallel run, and give notice only when it is done."


def _again(again: Revisit) -> Iterator[str]:
    yield "Freeze a report, so that the decision can be read with the figures it was taken on."
    if again.waits_for:
        latest = f", and on {fmt.day(again.day)} at the latest" if again.day else ""
        yield f"Look at the decision again as soon as {waiting_words(again.waits_for)}{latest}."
    elif again.day:
        yield f"Look at the decision again on {fmt.day(again.day)}."
