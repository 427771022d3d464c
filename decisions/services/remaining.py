"""Whether anything still unanswered can change the answer: every alternative is tried, one at a time.

Money is compared at likely values, the closest alternatives once more with draws; an open number is looked at in each
part of its typical range, from the draws of the estimate.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Literal

from decisions.advice.counted import counted
from decisions.advice.gates import evaluate as evaluate_gates
from decisions.advice.gates import reason_states
from decisions.advice.money_rule import assess
from decisions.advice.rules import Table, answer_of
from decisions.advice.turning import stays_clear
from decisions.case import Case
from decisions.models import Decision
from decisions.questionnaire.asks import Ask
from decisions.questionnaire.fields import AnyOf, Number, OneOf
from decisions.questionnaire.forms import PageForm
from decisions.questionnaire.pages import cases_with, walk
from estimator import Estimate, estimate
from estimator.estimate import Combination
from estimator.scenario import UNKNOWN
from estimator.variants import Variant, evaluate

from .estimates import FEWER_DRAWS, Judged

BY_MONEY = ("self_host_by_money", "cloud_recommended")
OPEN = ("ask_first", "too_close")
HEADLINE_VIEWS: dict[str, Literal["loaded", "cash"]] = {"all": "loaded", "new_money": "cash"}
CLOSEST = 3
Answers = dict[str, Any]


def nothing_left_to_change(decision: Decision, judged: Judged) -> bool:
    """True when something is unanswered and no answer to it would lead to another outcome."""
    if judged.verdict.outcome in OPEN:
        return False
    forms = walk(decision.answers, judged.book).shown
    asks = [(form, ask) for form in forms for ask in form.asks if form.is_used(ask) and not form.raw[ask.path]]
    if not asks or (judged.verdict.outcome in BY_MONEY and any(_beyond_typical(*one) for one in asks)):
        return False
    changes = [(form, change) for form, ask in asks for change in _alternatives(form, ask)]
    fixed = {"title": decision.title, "first_quarter": decision.first_quarter}
    cases = list(cases_with(decision.answers, judged.book, changes, **fixed))
    if not all(_same_answer(case, judged.estimate, judged) for case in cases):
        return False
    if judged.verdict.outcome not in BY_MONEY:
        return True
    numbers = [ask.path.rpartition(".")[2] for form, ask in asks if isinstance(form.fields[ask.path], Number)]
    return _money_stays(cases, judged) and stays_clear(judged.estimate, judged.book, numbers)


def _money_stays(cases: list[Case], judged: Judged) -> bool:
    scenarios = [counted(case, judged.book) for case in (judged.case, *cases)]
    base, *variants = evaluate(scenarios, judged.book, judged.estimate.run)
    tried = list(zip(cases, variants, strict=True))
    at_likely_values = all(
        (variant.complete or not base.complete) and _same_answer(case, _moved(judged.estimate, case, variant), judged)
        for case, variant in tried
    )
    return at_likely_values and all(_same_with_draws(case, judged) for case in _closest(tried, judged))


def _closest(tried: list[tuple[Case, Variant]], judged: Judged) -> list[Case]:
    """The alternatives in which the options lie closest together under the headline view and basis."""
    view, basis = judged.estimate.headline_view, judged.estimate.basis
    known = [(case, variant) for case, variant in tried if basis in variant.bases]
    return [case for case, _ in sorted(known, key=lambda one: abs(one[1].difference(view, basis)))[:CLOSEST]]


def _same_with_draws(case: Case, judged: Judged) -> bool:
    """The whole verdict of an alternative, with fewer draws than usual."""
    found = estimate(counted(case, judged.book), judged.book, replace(judged.estimate.run, draws=FEWER_DRAWS))
    return _same_answer(case, found, judged)


def _beyond_typical(form: PageForm, ask: Ask) -> bool:
    """Whether the question asks, or leads to, a number that has no typical range: a quote, a bill."""
    asked = [ask, *(other for other in form.asks if other.under and other.under[0] == ask.path)]
    numbers = [form.fields[other.path] for other in asked]
    return any(isinstance(field, Number) and not field.meaning.default_key for field in numbers)


def _alternatives(form: PageForm, ask: Ask) -> Iterator[Answers]:
    field = form.fields[ask.path]
    if isinstance(field, OneOf | AnyOf):
        for value in field.labels:
            if value not in ("", UNKNOWN):
                yield {ask.path: [value] if isinstance(field, AnyOf) else value}
    refused = {"sure": "in_writing", "vendor": "refused"}
    beside = {other.path: refused.get(other.path.rpartition(".")[2]) for other in form.asks if _same_rule(ask, other)}
    if beside:
        yield {ask.path: "yes", **{path: value for path, value in beside.items() if value}}


def _same_rule(ask: Ask, other: Ask) -> bool:
    """Whether `ask` is whether a rule applies, and `other` a further question about the same rule."""
    rule, _, part = ask.path.rpartition(".")
    return part == "applies" and other is not ask and other.path.rpartition(".")[0] == rule


def _same_answer(case: Case, found: Estimate, judged: Judged) -> bool:
    gates = evaluate_gates(case, found, judged.book)
    table = Table(gates, reason_states(gates).values(), assess(case, found, judged.book))
    return answer_of(table.outcome()) == answer_of(judged.verdict.outcome)


def _moved(found: Estimate, case: Case, variant: Variant) -> Estimate:
    """The estimate with the differences of a variant; how sure they are is taken over."""
    counts = case.scenario.money.choice("board_counts")
    return replace(
        found,
        view=HEADLINE_VIEWS.get(counts, "both"),
        plan=variant.plan,
        recovery=variant.recovery,
        combinations=tuple(
            _moved_combination(one, variant) for one in found.combinations if one.basis in variant.bases
        ),
    )


def _moved_combination(one: Combination, variant: Variant) -> Combination:
    own, cloud = (variant.npv[(option, one.view, one.basis)] for option in ("self_host", "cloud"))
    chance = one.probability_self_host_cheaper
    turned = (own < cloud) != (one.npv < 0)
    return replace(
        one,
        npv=own - cloud,
        npv_self_host=own,
        npv_cloud=cloud,
        probability_self_host_cheaper=1 - chance if turned else chance,
    )
