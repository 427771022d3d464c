"""How much each family of detail can still move the difference between the options."""

from dataclasses import dataclass, replace
from functools import lru_cache

from assumptions.reading import current_book
from decisions.advice.counted import counted
from decisions.models import Decision
from decisions.questionnaire.leverage import Family, Lever, Question, levers, open_questions
from decisions.questionnaire.pages import Walk, walk
from estimator import Run
from estimator.book import Book
from estimator.estimate import Estimate
from estimator.scenario import Scenario

from .answers import case_of
from .estimates import Judged, estimate_case

KEPT = 32


@dataclass(frozen=True)
class Sharper:
    """Families in the order of how much they can still change; `turning`: questions that alone turn the answer."""

    families: tuple[Family, ...]
    turning: tuple[tuple[Family, Lever], ...]
    walk: Walk
    judged: Judged


def sharper(*, decision: Decision) -> Sharper:
    """The families of a decision: those that can still decide first, then those that move most."""
    book = current_book()
    judged = estimate_case(case_of(decision, book), book=book)
    found = walk(decision.answers, book)
    asked = {form.page.slug: open_questions(form) for form in found.details}
    every = tuple(question for questions in asked.values() for question in questions)
    tried = _levers(counted(judged.case, book), judged.estimate, every, book)
    valued = sorted((_valued(lever, judged.estimate) for lever in tried), key=lambda lever: lever.order)
    by_path = {lever.path: lever for lever in valued}
    families = [Family(form, _of(asked[form.page.slug], by_path)) for form in found.details]
    families.sort(key=lambda family: family.order)
    turning = [(family, lever) for family in families for lever in family.levers if lever.decides]
    turning.sort(key=lambda one: one[1].order)
    return Sharper(tuple(families), tuple(turning), found, judged)


def _valued(lever: Lever, found: Estimate) -> Lever:
    """The lever with what the draws say that knowing its answer is worth."""
    influence = found.sensitivity.influence(lever.path.rpartition(".")[2]) if found.sensitivity else None
    return replace(lever, value_usd=influence.value_usd) if influence else lever


def _of(questions: tuple[Question, ...], by_path: dict[str, Lever]) -> tuple[Lever, ...]:
    """The levers of these questions, in the order of all levers."""
    paths = {one.path for one in questions}
    return tuple(lever for path, lever in by_path.items() if path in paths)


def _levers(scenario: Scenario, estimate: Estimate, questions: tuple[Question, ...], book: Book) -> tuple[Lever, ...]:
    view = estimate.headline_view
    return kept_levers(scenario.model_dump_json(), questions, book, estimate.run, view, estimate.basis)


@lru_cache(maxsize=KEPT)
def kept_levers(
    scenario: str, questions: tuple[Question, ...], book: Book, run: Run, view: str, basis: str
) -> tuple[Lever, ...]:
    return levers(Scenario.model_validate_json(scenario), questions, book, run, view, basis)
