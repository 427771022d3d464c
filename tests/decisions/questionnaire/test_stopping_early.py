"""Stopping when the page says that nothing left can change the answer: random completions keep the outcome.

    HOSTWISE_COMPLETIONS=200 pytest tests/decisions/questionnaire/test_stopping_early.py --log-cli-level=INFO

prints how many of that many settled questionnaires another outcome met; fewer are tried in the suite.
"""

import logging
import os
import random
from collections.abc import Iterator
from typing import Any

import pytest

from decisions import services
from decisions.advice.rules import answer_of
from decisions.questionnaire.fields import AnyOf, Number, OneOf
from decisions.questionnaire.forms import PageForm
from decisions.questionnaire.pages import walk
from decisions.questionnaire.writing import as_typed
from estimator import Run
from estimator.inputs import Ranged
from estimator.model import prepare
from estimator.scenario import UNKNOWN

COMPLETIONS = int(os.environ.get("HOSTWISE_COMPLETIONS", "4"))
REASONS = "reasons.raised"
PLAIN_OFTEN = 0.8  # of the answers to yes-or-no questions, so that more than a few questionnaires settle
LATEST = 6  # pages before the last after which it is asked whether anything is left to change
FEW = Run(draws=64)
log = logging.getLogger(__name__)


def answered_at_random(decision, book, dice) -> Iterator[dict[str, Any]]:
    """The answers after each page of the questionnaire, each page answered at random within typical ranges."""
    answers: dict[str, Any] = {}
    slugs: set[str] = set()
    while form := next((one for one in walk(answers, book).shown if one.page.slug not in slugs), None):
        slugs.add(form.page.slug)
        for _ in range(3):  # an answer opens the questions below it
            form = PageForm(form.page, book, answers, before=walk(answers, book).values)
            answers |= {ask.path: _typed(form, ask, answers, decision, book, dice) for ask in form.asks}
        yield dict(answers)


def _typed(form, ask, answers, decision, book, dice):
    if ask.path in answers or not form.is_used(ask):
        return answers.get(ask.path, "")
    field = form.fields[ask.path]
    if ask.path == REASONS and dice.random() < PLAIN_OFTEN:
        return ["nothing"]
    if isinstance(field, AnyOf):
        return [dice.choice([value for value in field.labels if value not in ("", UNKNOWN)])]
    if isinstance(field, OneOf):
        plain = "no" in field.labels and dice.random() < PLAIN_OFTEN
        return "no" if plain else dice.choice([value for value in field.labels if value not in ("", UNKNOWN)])
    return _number(ask.path, answers, decision, book, dice) if isinstance(field, Number) else ""


def _number(path, answers, decision, book, dice):
    """A value from the typical range of a number; empty where it has none."""
    decision.answers = answers
    used = prepare(services.case_of(decision).scenario, book, FEW).inputs.get(path.rpartition(".")[2])
    return as_typed(used.quantile(dice.random(), FEW.draws)) if isinstance(used, Ranged) else ""


def outcome(decision, answers):
    decision.answers = answers
    judged = services.estimate_case(services.case_of(decision))
    return judged, answer_of(judged.verdict.outcome)


def settled_before_the_end(decision, book, dice):
    """Answers at which the page stops, with what came after them; None where it does not stop before the end."""
    steps = list(answered_at_random(decision, book, dice))
    for answers in steps[-LATEST:-1]:
        judged, _ = outcome(decision, answers)
        if services.nothing_left_to_change(decision, judged):
            return answers, steps[-1]
    return None


@pytest.mark.django_db
def test_stopping_early_never_changes_the_outcome(decision, book):
    tried, changed, seed = 0, [], 0
    while tried < COMPLETIONS:
        seed += 1
        found = settled_before_the_end(decision, book, random.Random(seed))
        if found is None:
            continue
        tried += 1
        early, late = (outcome(decision, answers)[1] for answers in found)
        if early != late:
            changed.append((seed, early, late))
    log.info("%d settled questionnaires of %d: %d outcomes changed %s", tried, seed, len(changed), changed)
    assert not changed
