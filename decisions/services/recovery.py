"""The recovery plan of a case as of today, and the drills that were held."""

from django.utils import timezone

from decisions.case import MAX_DRILLS, Drill
from decisions.models import Decision
from decisions.report.recovery_plan import Document, plan_document

from .estimates import Judged
from .records import add_record, remove_record

DRILLS = "readiness.drills"


def recovery_document(judged: Judged) -> Document | None:
    """The plan with dates from today; None where the estimate worked out no recovery levels."""
    return plan_document(judged.case, judged.estimate, judged.book, timezone.now().date())


def record_drill(*, decision: Decision, drill: Drill) -> bool:
    """Adds a drill to the answers; the same one twice is one. False, with nothing stored, once there are too many."""
    new = drill.model_dump(mode="json", exclude_defaults=True)
    return add_record(decision, DRILLS, new, most=MAX_DRILLS, action="drill recorded")


def remove_drill(*, decision: Decision, place: int, day: str) -> bool:
    """Takes a drill out; False where another one stands at that place by now."""
    return remove_record(decision, DRILLS, place=place, day=day, action="drill removed")
