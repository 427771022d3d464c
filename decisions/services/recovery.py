"""The recovery plan of a case as of today, and the drills that were held."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from decisions.case import MAX_DRILLS, Drill
from decisions.models import Decision
from decisions.report.recovery_plan import Document, plan_document

from .answers import keep_answer
from .estimates import Judged

DRILLS = "readiness.drills"


def recovery_document(judged: Judged) -> Document | None:
    """The plan with dates from today; None where the estimate worked out no recovery levels."""
    return plan_document(judged.case, judged.estimate, judged.book, timezone.now().date())


def record_drill(*, decision: Decision, drill: Drill) -> bool:
    """Adds a drill to the answers; the same one twice is one. False, with nothing stored, once there are too many."""
    new = drill.model_dump(mode="json", exclude_defaults=True)
    with transaction.atomic():
        stored, held = _locked(decision)
        if new in held:
            return True
        if len(held) >= MAX_DRILLS:
            return False
        keep_answer(stored, DRILLS, [*held, new], "drill recorded")
    return True


def remove_drill(*, decision: Decision, place: int, day: str) -> bool:
    """Takes a drill out; False where another one stands at that place by now."""
    with transaction.atomic():
        stored, held = _locked(decision)
        if not (0 <= place < len(held) and held[place]["on"] == day):
            return False
        keep_answer(stored, DRILLS, held[:place] + held[place + 1 :], "drill removed")
    return True


def _locked(decision: Decision) -> tuple[Decision, list[dict[str, Any]]]:
    stored = Decision.objects.select_for_update().get(pk=decision.pk)
    return stored, list(stored.answers.get(DRILLS, []))
