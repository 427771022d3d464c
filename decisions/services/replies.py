"""Medplum's answers with their dates, as part of a decision's answers."""

from typing import Any

from django.db import transaction

from decisions.case import MAX_REPLIES, VendorReply
from decisions.models import Decision

from .answers import keep_answer

REPLIES = "reasons.replies"


def record_reply(*, decision: Decision, reply: VendorReply) -> bool:
    """Adds an answer; the same one twice is one. False, with nothing stored, once there are too many."""
    new = reply.model_dump(mode="json")
    with transaction.atomic():
        stored, held = _locked(decision)
        if new in held:
            return True
        if len(held) >= MAX_REPLIES:
            return False
        keep_answer(stored, REPLIES, [*held, new], "vendor's answer recorded")
    return True


def remove_reply(*, decision: Decision, place: int, day: str) -> bool:
    """Takes an answer out; False where another one stands at that place by now."""
    with transaction.atomic():
        stored, held = _locked(decision)
        if not (0 <= place < len(held) and held[place]["on"] == day):
            return False
        keep_answer(stored, REPLIES, held[:place] + held[place + 1 :], "vendor's answer removed")
    return True


def _locked(decision: Decision) -> tuple[Decision, list[dict[str, Any]]]:
    stored = Decision.objects.select_for_update().get(pk=decision.pk)
    return stored, list(stored.answers.get(REPLIES, []))
