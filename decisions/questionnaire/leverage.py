"""How much each family of detail can still move the difference between the options, at likely values.

Each open question is tried alone: a number at both ends of its typical range, a short choice at each other answer.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from estimator import Run
from estimator.book import Book
from estimator.inputs import Input, Ranged
from estimator.model import prepare
from estimator.scenario import UNKNOWN, Choice, Given, Quantity, Scenario
from estimator.variants import Variant, evaluate

from .asks import Ask, meaning_of
from .families import EXTRA
from .forms import PageForm
from .questions import OF_THE_UNITED_STATES

MOST_TRIED = 2  # other answers of a choice: longer lists are designs to choose from, not facts that are unknown
Inputs = Mapping[str, Input]
NO_PLAN = "none"
WHOLE = ("scenario.recovery.level",)  # every answer is tried: each has a price of its own, and one is to be chosen
LIGHT_AND_HEAVY = ("pentest", "soc2", "hitrust_r2")  # of the certificates: the range from a test to an audit
NEEDS = "scenario.needs.answers."
TARGETS = ("rto_minutes", "rpo_minutes")


@dataclass(frozen=True)
class Question:
    """An open question: its path in the Case, and the answers that can be tried."""

    path: str
    options: tuple[str, ...] = ()


@dataclass(frozen=True)
class Lever:
    """How far one open question moves the difference, USD of today; `turns`: another option becomes the cheaper
    one; `by_quote`: an answer leads to a price that only the vendor can name; `value_usd`: what knowing the answer in
    advance is worth, from the draws."""

    path: str
    low: float
    high: float
    turns: bool
    by_quote: bool = False
    value_usd: float = 0.0

    @property
    def swing(self) -> float:
        """From one end to the other."""
        return self.high - self.low

    @property
    def decides(self) -> bool:
        """Whether the answer can make another option the better one: alone, or in some of the futures."""
        return self.turns or self.value_usd > 0

    @property
    def order(self) -> tuple[bool, float]:
        """Sorts what can decide first, then the longest."""
        return not self.decides, -self.swing


@dataclass(frozen=True)
class Family:
    """A page of details with the levers of its open questions, what can decide first, then the longest."""

    form: PageForm
    levers: tuple[Lever, ...]

    @property
    def swing(self) -> float:
        """How far all of them together move the difference, USD of today; each counted by itself, then added."""
        return sum(lever.swing for lever in self.levers)

    @property
    def order(self) -> tuple[bool, float]:
        """Sorts families with a question that can decide first, then those that move most."""
        return not any(lever.decides for lever in self.levers), -self.swing

    @property
    def value_usd(self) -> float:
        """What knowing the most valuable answer in advance is worth."""
        return max((lever.value_usd for lever in self.levers), default=0.0)

    @property
    def untried(self) -> int:
        """Open questions that have no typical range; features are not among them, their plans are tried instead."""
        tried = {lever.path for lever in self.levers}
        return sum(not one.path.startswith(NEEDS) and one.path not in tried for one in open_questions(self.form))

    @property
    def by_quote(self) -> bool:
        """Whether an answer leads to a price that only the vendor can name."""
        return any(lever.by_quote for lever in self.levers)


def open_questions(form: PageForm) -> tuple[Question, ...]:
    """Questions of a page that count and have no answer."""
    return tuple(
        Question(ask.path, _options(ask))
        for ask in form.asks
        if form.is_used(ask) and form.raw[ask.path] in ("", [], UNKNOWN)
    )


def _options(ask: Ask) -> tuple[str, ...]:
    meaning = meaning_of(ask.path)
    if not isinstance(meaning, Choice):
        return ()
    return tuple(option for option in (ask.options or meaning.options) if option != meaning.default)


def levers(
    scenario: Scenario, questions: Sequence[Question], book: Book, run: Run, view: str, basis: str
) -> tuple[Lever, ...]:
    """The lever of each question whose answers can be tried, the longest first. One batch at likely values."""
    inputs = prepare(scenario, book, run).inputs
    asked = [one for one in questions if not one.path.startswith(NEEDS)]
    trials = [(one.path, changed) for one in asked for changed in _trials(one, scenario, book, inputs)]
    trials += _needs(questions, scenario, book)
    base, *found = evaluate([scenario, *(changed for _, changed in trials)], book, run)
    if basis not in base.bases:
        return ()
    by_path: dict[str, list[Variant]] = {}
    for (path, _), variant in zip(trials, found, strict=True):
        by_path.setdefault(path, []).append(variant)
    made = [_lever(path, base, variants, view, basis) for path, variants in by_path.items()]
    made += [Lever(one.path, 0.0, 0.0, turns=False) for one in asked if _is_idle(one, inputs)]
    return tuple(sorted(made, key=lambda lever: -lever.swing))


def _is_idle(question: Question, inputs: Inputs) -> bool:
    """Whether a number has a typical range, and nothing in the model reads it as the other answers are."""
    meaning = meaning_of(question.path)
    name = question.path.rpartition(".")[2]
    return isinstance(meaning, Quantity) and bool(meaning.default_key) and name not in inputs


def _lever(path: str, base: Variant, variants: Sequence[Variant], view: str, basis: str) -> Lever:
    """What the variants of one question do; those without a price to compare say so instead."""
    now = base.difference(view, basis)
    whole = [one for one in variants if one.complete or not base.complete]
    ends = [one.difference(view, basis) for one in whole if basis in one.bases]
    return Lever(
        path,
        low=min([0.0, *(there - now for there in ends)]),
        high=max([0.0, *(there - now for there in ends)]),
        turns=any((there < 0) != (now < 0) for there in ends),
        by_quote=len(whole) < len(variants),
    )


def _trials(question: Question, scenario: Scenario, book: Book, inputs: Inputs) -> Iterator[Scenario]:
    _, family, *rest = question.path.split(".")
    name, meaning = ".".join(rest), meaning_of(question.path)
    values: list[object] = []
    if isinstance(meaning, Quantity):
        values = [Given(end, end, end) for end in _ends(name, meaning, book, inputs)]
    elif question.path == EXTRA:
        values = [(certificate,) for certificate in LIGHT_AND_HEAVY]
    elif (len(question.options) <= MOST_TRIED or question.path in WHOLE) and not _without_tool(name, scenario):
        values = list(question.options)
    for value in values:
        changed = getattr(scenario, family).model_copy(update={name: value})
        yield scenario.model_copy(update={family: changed})


def _without_tool(name: str, scenario: Scenario) -> bool:
    """Whether the question is if a tool is paid for, and no tool is bought."""
    tool = name.removesuffix("_paid")
    return name != tool and scenario.hosting.choice(tool) == "cloud"


def _needs(questions: Sequence[Question], scenario: Scenario, book: Book) -> list[tuple[str, Scenario]]:
    """One open need for each plan that it would take, as if it had to be Medplum's: the plan makes the price."""
    plans = {row["need"]: row["smallest_plan"] for row in book.rows("needs")}
    found: dict[str, tuple[str, Scenario]] = {}
    for one in sorted(questions, key=lambda one: one.path.removeprefix(NEEDS) in OF_THE_UNITED_STATES):
        need = one.path.removeprefix(NEEDS)
        if plans.get(need, NO_PLAN) not in (NO_PLAN, *found):
            answers = {**scenario.needs.answers, need: "must"}
            needs = scenario.needs.model_copy(update={"answers": answers})
            found[plans[need]] = (one.path, scenario.model_copy(update={"needs": needs}))
    return list(found.values())


def _ends(name: str, meaning: Quantity, book: Book, inputs: Inputs) -> tuple[float, ...]:
    """Both ends of the range that stands in for a number; none where the model does not read it or has no range."""
    if name in TARGETS:
        targets = [float(row[name]) for row in book.rows("recovery_targets")]
        return min(targets), max(targets)
    used = inputs.get(name)
    if not isinstance(used, Ranged) or not meaning.default_key:
        return ()
    ends = (used.distribution.low, used.distribution.high)
    return tuple(min(max(end, meaning.minimum), meaning.maximum) for end in ends)
