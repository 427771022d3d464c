"""Medplum's answers with their dates, as part of a decision's answers."""

from decisions.case import MAX_REPLIES, VendorReply
from decisions.models import Decision

from .records import add_record, remove_record

REPLIES = "reasons.replies"


def record_reply(*, decision: Decision, reply: VendorReply) -> bool:
    """Adds an answer; the same one twice is one. False, with nothing stored, once there are too many."""
    new = reply.model_dump(mode="json")
    return add_record(decision, REPLIES, new, most=MAX_REPLIES, action="vendor's answer recorded")


def remove_reply(*, decision: Decision, place: int, day: str) -> bool:
    """Takes an answer out; False where another one stands at that place by now."""
    return remove_record(decision, REPLIES, place=place, day=day, action="vendor's answer removed")
