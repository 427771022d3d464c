"""What each other answer to a choice does to the difference between the options, at likely values."""

from collections.abc import Iterator
from dataclasses import dataclass

from estimator.book import Book
from estimator.estimate import Run
from estimator.inputs import EstimateError
from estimator.model import Model, prepare
from estimator.scenario import UNKNOWN, Choice, Scenario
from estimator.variants import Variant, of_models

NO_FACTS = ("money.board_counts",)  # ways of counting, shown side by side already


@dataclass(frozen=True)
class Alternative:
    """Another answer to a choice: NPV of self-host minus cloud in USD with it; `turns`: the other option is cheaper.

    `answered`: the choice has an answer of the user's own. `complete`: no line of a counted total lacks a figure.
    """

    family: str
    name: str
    option: str
    answered: bool
    difference: float
    moved: float
    turns: bool
    complete: bool


def alternatives(scenario: Scenario, book: Book, run: Run, view: str, basis: str) -> tuple[Alternative, ...]:
    """Every other answer to every choice that the model can estimate, the one that moves the difference most first."""
    base = prepare(scenario, book, run)
    tried = list(_tried(scenario, book, run, basis))
    now, *found = of_models([base, *(model for _, model in tried)])
    made = (_alternative(key, scenario, now, there, view, basis) for (key, _), there in zip(tried, found, strict=True))
    return tuple(sorted(made, key=lambda one: -abs(one.moved)))


def _tried(scenario: Scenario, book: Book, run: Run, basis: str) -> Iterator[tuple[tuple[str, str, str], Model]]:
    for family, answers in scenario.families():
        for name, meaning in answers.declared().items():
            if not isinstance(meaning, Choice) or f"{family}.{name}" in NO_FACTS:
                continue
            for option in meaning.options:
                if option == answers.choice(name):
                    continue
                changed = scenario.model_copy(update={family: answers.model_copy(update={name: option})})
                try:
                    model = prepare(changed, book, run)
                except EstimateError:
                    continue
                if basis in model.bases:
                    yield (family, name, option), model


def _alternative(
    key: tuple[str, str, str], scenario: Scenario, now: Variant, there: Variant, view: str, basis: str
) -> Alternative:
    family, name, option = key
    before, after = now.difference(view, basis), there.difference(view, basis)
    return Alternative(
        family=family,
        name=name,
        option=option,
        answered=getattr(getattr(scenario, family), name) != UNKNOWN,
        difference=after,
        moved=after - before,
        turns=(after < 0) != (before < 0),
        complete=there.complete,
    )
