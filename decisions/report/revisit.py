"""When to look again, in words: what is awaited, the day that leads, every other one, what is old, what has no date."""

import datetime
from collections.abc import Sequence
from typing import Any

from decisions.advice.revisit import Dated, Revisit, Undated
from estimator.quarters import in_words

from . import format as fmt
from .people import first_role, in_sentence
from .sources import sources_of

NOUNS = {"plan": "plan price", "price": "price", "rate": "exchange rate", "fact": "fact"}
UNDATED = {
    "offer": "Until when {} holds has not been said.",
    "version": "Which version of {} runs has not been said, so the end of its support is not known.",
    "support": "No end of support is announced for {}.",
    "certificate": "Until when your certificate {} is valid is not part of the answers.",
    "rule": "The book gives no date for this rule: {}.",
    "fact": "The book gives no date for “{}”.",
    "price": "The book gives no date for “{}”.",
}


def revisit_section(found: Revisit, today: datetime.date) -> dict[str, Any]:
    """Lead, dates in their order, what is old already, what has no date."""
    return {
        "day": fmt.day(found.day) if found.day else "",
        "when": when(found),
        "lead": lead(found, today),
        "rule": f"What the book has read counts as old after {fmt.word(found.months)} months.",
        "dates": [_row(one, found.months) for one in found.dates],
        "past": [_row(one, found.months, past=True) for one in found.past],
        "undated": [undated_words(one) for one in found.undated],
    }


def when(found: Revisit) -> str:
    """When to come back, as it follows on "look at this decision again"; empty where nothing is known."""
    if found.waits_for:
        return f"as soon as {waiting_words(found.waits_for)}"
    return f"on {fmt.day(found.day)}" if found.day else ""


def waiting_words(whom: Sequence[str]) -> str:
    """Whose answers are awaited, as a clause."""
    roles = list(dict.fromkeys(in_sentence(first_role(one)) for one in whom))
    return f"{fmt.listed(roles)} {'has' if len(roles) == 1 else 'have'} answered what is open"


def lead(found: Revisit, today: datetime.date) -> str:
    """What is awaited; then the day and what it is about; that it has passed; that no day is known."""
    opening = f"Look at this decision again {when(found)}. " if found.waits_for else ""
    if found.day is None:
        known = "No day ahead is known on which something behind this verdict ends"
        rest = f"{known}; what has a date was old already when the book was made." if found.past else f"{known}."
        return opening + rest
    about = fmt.listed([dated_words(one, found.months) for one in found.leading])
    if found.day < today:
        return f"{opening}Look at this decision again now: {fmt.day(found.day)} has passed, and {about}."
    if opening:
        return f"{opening}Without an answer, look again on {fmt.day(found.day)}: by then {about}."
    return f"Look at this decision again on {fmt.day(found.day)}: by then {about}."


def dated_words(one: Dated, months: int, *, past: bool = False) -> str:
    """What happens on the day, as a clause; `past`: it has happened long ago."""
    if one.kind == "offer":
        return f"{one.what} has ended"
    if one.kind == "version":
        return f"support of {one.what} has ended"
    if one.kind == "date":
        return f"a day has come that a rule names: “{one.what}”"
    read, age = _when(one.as_of), f"{'older than ' if past else ''}{fmt.word(months)} months{'' if past else ' old'}"
    if one.kind == "rule":
        return f"the reading of a rule, as of {read}, is {age}: “{one.what}”"
    if one.kind == "answer":
        return f"Medplum's answer of {read} is {age}: “{one.what}”"
    if one.count == 1:
        return f"the {NOUNS[one.kind]} “{one.what}”, as of {read}, is {age}"
    return f"{fmt.word(one.count)} {NOUNS[one.kind]}s as of {read} are {age}, among them “{one.what}”"


def undated_words(one: Undated) -> str:
    """That no end is known, as a sentence."""
    return UNDATED[one.kind].format(one.what)


def _row(one: Dated, months: int, *, past: bool = False) -> dict[str, Any]:
    text = dated_words(one, months, past=past)
    return {"day": fmt.day(one.day), "text": f"{text[:1].upper()}{text[1:]}.", "sources": sources_of(one.source)}


def _when(as_of: str) -> str:
    return as_of if len(as_of) == len("YYYY") else in_words(as_of)
