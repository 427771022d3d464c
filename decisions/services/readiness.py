"""The readiness check of a decision: practices, progress, and how they moved since each frozen report."""

from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import ValidationError

from assumptions.reading import current_book
from decisions.advice.gates import evaluate
from decisions.advice.progress import Progress, progress
from decisions.advice.readiness import PracticeCheck, is_learning, practice_checks
from decisions.advice.trend import Assessment, Change, Earlier, assessment, change_since
from decisions.case import Case
from decisions.models import Decision

from .answers import case_of
from .estimates import Judged, estimate_case

SHOWN_REPORTS = 6


@dataclass(frozen=True)
class ReadinessCheck:
    """Every practice that applies, how far all are, and since when; `before`: the assessments kept in reports."""

    judged: Judged
    checks: tuple[PracticeCheck, ...]
    progress: Progress
    change: Change | None
    before: tuple[Assessment, ...]


def readiness_check(*, decision: Decision, trend: bool = True) -> ReadinessCheck:
    """The practices as they stand; without `trend` no report is read."""
    book = current_book()
    judged = estimate_case(case_of(decision, book), book=book)
    case, estimate = judged.case, judged.estimate
    reports = list(earlier_cases(decision, SHOWN_REPORTS)) if trend else []
    return ReadinessCheck(
        judged=judged,
        checks=practice_checks(case, book, is_learning(evaluate(case, estimate, book))),
        progress=progress(case, estimate, book),
        change=change_since(reports[0], case, estimate, book) if reports else None,
        before=tuple(assessment(earlier, case, estimate, book) for earlier in reports),
    )


def newest_report(decision: Decision) -> Earlier | None:
    """What the newest frozen report of a decision was made of."""
    return next(earlier_cases(decision, 1), None)


def earlier_cases(decision: Decision, most: int) -> Iterator[Earlier]:
    """The cases that frozen reports hold, the newest first; one that today's Case cannot hold is left out."""
    for frozen_at, data in decision.reports.values_list("frozen_at", "snapshot__case")[:most]:
        try:
            yield Earlier(frozen_at.date(), Case.model_validate(data))
        except ValidationError:
            continue
