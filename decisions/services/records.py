"""Lists of records with a day (drills held, the vendor's answers) as part of a decision's answers."""

from typing import Any

from django.db import transaction

from decisions.models import Decision

from .answers import keep_answer


def add_record(decision: Decision, path: str, new: dict[str, Any], *, most: int, action: str) -> bool:
    """Adds a record; the same one twice is one. False, with nothing stored, once there are `most`."""
    with transaction.atomic():
        stored, held = _locked(decision, path)
        if new in held:
            return True
        if len(held) >= most:
            return False
        keep_answer(stored, path, [*held, new], action)
    return True


def remove_record(decision: Decision, path: str, *, place: int, day: str, action: str) -> bool:
    """Takes a record out; False where another one stands at that place by now."""
    with transaction.atomic():
        stored, held = _locked(decision, path)
        if not (0 <= place < len(held) and held[place]["on"] == day):
            return False
        keep_answer(stored, path, held[:place] + held[place + 1 :], action)
    return True


def _locked(decision: Decision, path: str) -> tuple[Decision, list[dict[str, Any]]]:
    stored = Decision.objects.select_for_update().get(pk=decision.pk)
    return stored, list(stored.answers.get(path, []))
