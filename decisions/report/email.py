"""The e-mail to Medplum: the open questions, ready to send."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from decisions.advice.replies import replies_of
from decisions.advice.results import Verdict
from decisions.advice.vendor_questions import VendorQuestion, vendor_questions
from decisions.case import Case
from estimator.book import Book
from estimator.estimate import Estimate

from . import format as fmt
from .sources import sources_of

TO = "hello@medplum.com"
SUBJECT = "Questions before we choose between Medplum Cloud and self-hosting"
SAID = {"agreed": "Medplum agreed", "refused": "Medplum said no"}
A_CHANGE, TO_DESCRIBE = ("fork_alternatives_tried", "fork_justified_cause"), "(Describe the change here.)"


def vendor_email(case: Case, estimate: Estimate, verdict: Verdict, book: Book) -> dict[str, Any] | None:
    """Address, subject, text, a link for a mail program, and why each question is asked; None where none is open."""
    asked = vendor_questions(case, estimate, verdict, book)
    if not asked:
        return None
    body = _body(case, estimate, asked)
    return {
        "to": TO,
        "subject": SUBJECT,
        "body": body,
        "link": f"mailto:{TO}?subject={quote(SUBJECT)}&body={quote(body)}",
        "questions": [_question(one, number) for number, one in enumerate(asked, start=1)],
    }


def reply_rows(case: Case, book: Book) -> list[dict[str, Any]]:
    """What Medplum has answered, each with its day, the rule and the question it answers."""
    return [
        {"place": one.place, "on": f"{one.on}", "day": fmt.day(one.on), "said": SAID[one.said], "rule": one.rule}
        for one in replies_of(case, book)
    ]


def _question(one: VendorQuestion, number: int) -> dict[str, Any]:
    return {
        "number": number,
        "why": one.why,
        "means": one.means,
        "waiting": list(one.waiting),
        "sources": sources_of(one.source),
    }


def _body(case: Case, estimate: Estimate, asked: Sequence[VendorQuestion]) -> str:
    described = next((one.key for one in asked if one.key in A_CHANGE), "")
    texts = [f"{one.text} {TO_DESCRIBE}" if one.key == described else one.text for one in asked]
    questions = "\n\n".join(f"{number}. {text}" for number, text in enumerate(texts, start=1))
    return f"Hello,\n\n{_opening(case, estimate)}\n\n{questions}\n\nThank you."


def _opening(case: Case, estimate: Estimate) -> str:
    sentences = [
        f"we are comparing Medplum Cloud with hosting Medplum ourselves{_size(case)}, "
        f"from {fmt.quarter(estimate.quarters[0])} on.",
        "Please answer in writing; “not offered” is a useful answer, too.",
    ]
    return " ".join(sentences)


def _size(case: Case) -> str:
    patients = case.scenario.workload.patients
    return f", for about {fmt.number(fmt.significant(patients.likely), 0)} patients" if patients else ""
