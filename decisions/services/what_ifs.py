"""Answers tried beside a decision's own: what comes of them, and those kept under a name."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from assumptions.reading import current_book
from decisions.advice.what_if import Changes, changed, movables
from decisions.case import CaseError
from decisions.models import AuditEntry, Decision, NamedScenario
from decisions.questionnaire.what_if import Other, WhatIfForm, others
from decisions.report.compare import AS_ANSWERED, Compared, comparison_table, trial_table
from decisions.report.narrative import LABELS, about
from decisions.report.tables import Table
from estimator.book import Book
from estimator.estimate import OPTIONS

from .answers import case_of
from .estimates import Judged, estimate_case

MOST_KEPT = 3  # besides the answers as given: four columns fit beside each other


FEW = 12  # sliders on the page; all of them on request


class ScenarioError(ValueError):
    """A scenario that cannot be kept; says why in one sentence."""


def try_changes(*, decision: Decision, changes: Changes, book: Book | None = None) -> Judged:
    """Estimate and verdict with the changes made; CaseError names those that cannot be made."""
    chosen = book or current_book()
    return estimate_case(changed(case_of(decision, chosen), changes, chosen), book=chosen)


def keep_scenario(*, decision: Decision, name: str, changes: Changes) -> NamedScenario:
    """The changes under a name; the same name again takes the new changes. ScenarioError when it cannot be kept."""
    title = " ".join(name.split())[: NamedScenario.NAME_LENGTH]
    if not title:
        raise ScenarioError("Give the scenario a name.")
    if not changes:
        raise ScenarioError("Nothing is changed yet: move an input first.")
    with transaction.atomic():
        Decision.objects.select_for_update().get(pk=decision.pk)
        kept = NamedScenario.objects.filter(decision=decision)
        if not kept.filter(name=title).exists() and kept.count() >= MOST_KEPT:
            raise ScenarioError(f"{MOST_KEPT} scenarios are kept already: remove one first.")
        found, _ = NamedScenario.objects.update_or_create(
            decision=decision, name=title, defaults={"changes": dict(changes)}
        )
        AuditEntry.objects.create(decision_id=decision.pk, action="scenario kept")
    return found


def drop_scenario(*, scenario: NamedScenario) -> None:
    """Removes a scenario that was kept."""
    with transaction.atomic():
        NamedScenario.objects.filter(pk=scenario.pk).delete()
        AuditEntry.objects.create(decision_id=scenario.decision_id, action="scenario removed")


def compared(*, decision: Decision, judged: Judged) -> tuple[Compared, ...]:
    """The answers as given and each scenario kept; one that the book no longer knows is left out. Empty without any."""
    columns = []
    for kept in decision.scenarios.all():
        try:
            found = try_changes(decision=decision, changes=kept.changes, book=judged.book)
        except CaseError:
            continue
        columns.append(Compared(kept.name, kept.changes, found.estimate, found.verdict))
    if not columns:
        return ()
    return (Compared(AS_ANSWERED, {}, judged.estimate, judged.verdict), *columns)


@dataclass
class Trial:
    """The page of sliders: the answers as given, and what comes of what is tried; None while nothing is."""

    decision: Decision
    base: Judged
    form: WhatIfForm
    inputs: int
    changes: Changes
    tried: Judged | None = None
    fault: str = ""

    @property
    def outcome(self) -> Table | None:
        """As answered and as tried, side by side."""
        if self.tried is None:
            return None
        now = Compared(AS_ANSWERED, {}, self.base.estimate, self.base.verdict)
        tried = Compared("As tried", self.changes, self.tried.estimate, self.tried.verdict)
        return trial_table(now, tried, self.base.book)

    @property
    def as_answered(self) -> str:
        """What stands where the outcome will be, while nothing is tried."""
        found = self.base.estimate
        amounts = [f"{LABELS[option]} about {about(found, found.options[option].total)}" for option in OPTIONS]
        return f"As answered: {', '.join(amounts)}. What comes of a change stands here, beside it."

    @property
    def side_by_side(self) -> Table | None:
        """The scenarios kept, beside the answers as given."""
        columns = compared(decision=self.decision, judged=self.base)
        return comparison_table(columns, self.base.book) | {"key": "scenarios"} if columns else None

    def kept(self, name: str) -> bool:
        """Keep what is tried under a name; False with a fault when it cannot be."""
        if self.form.errors or self.fault:
            return False
        try:
            keep_scenario(decision=self.decision, name=name, changes=self.changes)
        except ScenarioError as error:
            self.fault = str(error)
        return not self.fault


def trial(*, decision: Decision, data: Mapping[str, Any] | None, every: bool) -> Trial:
    """The sliders of a decision, bound to what was sent."""
    book = current_book()
    base = estimate_case(case_of(decision, book), book=book)
    found = movables(base.estimate.sensitivity, book) if base.estimate.sensitivity else ()
    form = WhatIfForm(found if every else found[:FEW], data)
    made = Trial(decision, base, form, len(found), form.changes() if data and form.is_valid() else {})
    if made.changes:
        try:
            made.tried = try_changes(decision=decision, changes=made.changes, book=book)
        except CaseError as error:
            made.fault = error.faults[0]
    return made


def other_answers(*, decision: Decision) -> list[Other]:
    """What each other answer to a choice does to the difference, the strongest first."""
    judged = estimate_case(case_of(decision))
    found = judged.estimate.sensitivity
    return others(found.alternatives, lambda usd: about(judged.estimate, usd)) if found else []
