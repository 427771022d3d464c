"""Frozen reports and the links under which others read them. Of a link's token only the SHA-256 is stored."""

import secrets
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from decisions.case import Case, GateAnswer
from decisions.models import AuditEntry, Decision, Report, ShareLink
from decisions.report.as_json import judged_as_dict
from decisions.report.beside import NOTHING_BESIDE, Beside
from decisions.report.document import DOCUMENT_VERSION, Document, build_document

from .answers import IDLE_DAYS, case_of, hash_token
from .estimates import Judged, Recent, estimate_case, other_books
from .readiness import newest_report
from .recovery import recovery_document
from .what_ifs import compared

TOKEN_BYTES = 32
REPEAT_SECONDS = 60  # a form sent twice within this time makes one link


@dataclass(frozen=True)
class Confirmation:
    """Who confirmed a gate, and when; asked at freeze, never part of the verdict."""

    by: str = ""
    on: date | None = None


KEPT_DOCUMENTS = 8  # about 2 MB each
_recent: Recent[Document] = Recent(KEPT_DOCUMENTS)


def document_of(judged: Judged, *, made_at: datetime | None = None, beside: Beside = NOTHING_BESIDE) -> Document:
    """The document of a judged case as of now, with what stands beside its answers."""
    when = made_at or timezone.now()
    return build_document(judged.case, judged.estimate, judged.verdict, judged.book, made_at=when, beside=beside)


def recent_document(judged: Judged, beside: Beside = NOTHING_BESIDE) -> Document:
    """The document of a judged case as of today: one that was made before, while nothing has changed. Read only."""
    book = (judged.book.number, judged.book.content_hash)
    key = (book, judged.case.model_dump_json(), beside.key, judged.estimate.run, timezone.now().date())
    return _recent.get(key, lambda: document_of(judged, beside=beside))


def beside(*, decision: Decision, judged: Judged) -> Beside:
    """What a decision keeps beside its answers: named scenarios, and the report before."""
    return Beside(compared(decision=decision, judged=judged), newest_report(decision), other_books(judged))


def freeze_report(*, decision: Decision, confirmations: Mapping[str, Confirmation] | None = None) -> Report:
    """A report pinned to answers, book, model version and seed; the same answers frozen twice are one report."""
    with transaction.atomic():
        stored = Decision.objects.select_for_update().get(pk=decision.pk)
        judged = estimate_case(_confirmed(case_of(stored), confirmations or {}))
        frozen = _same_report(stored, judged)
        if frozen is None:
            frozen = Report.objects.create(**_fields(stored, judged))
            _audit(stored, "report frozen", f"book {frozen.book_number}")
        _keep(stored)
    return frozen


def _fields(decision: Decision, judged: Judged) -> dict[str, Any]:
    frozen_at = timezone.now()
    found = beside(decision=decision, judged=judged)
    document = document_of(judged, made_at=frozen_at, beside=found)
    snapshot = {
        "document": document,
        "estimate": judged_as_dict(judged.case, judged.estimate, judged.verdict, judged.book, found.books),
        "case": judged.case.model_dump(mode="json"),
        "scenarios": _tried(decision),
        "recovery_plan": recovery_document(judged),
    }
    return {
        "decision": decision,
        "decision_version": decision.version,
        "title": document["title"],
        "book_number": judged.book.number,
        "model_version": judged.estimate.model_version,
        "document_version": DOCUMENT_VERSION,
        "snapshot": snapshot,
        "frozen_at": frozen_at,
    }


def _confirmed(case: Case, confirmations: Mapping[str, Confirmation]) -> Case:
    """The case with names and dates of confirmations added to the gates that were answered."""
    gates = {key: _with_confirmation(gate, confirmations.get(key)) for key, gate in case.reasons.gates.items()}
    return case.model_copy(update={"reasons": case.reasons.model_copy(update={"gates": gates})})


def _with_confirmation(gate: GateAnswer, given: Confirmation | None) -> GateAnswer:
    if given is None:
        return gate
    return gate.model_copy(update={"confirmed_by": given.by, "confirmed_on": given.on})


def _same_report(decision: Decision, judged: Judged) -> Report | None:
    newest = decision.reports.first()
    if newest is None:
        return None
    now = (judged.book.number, judged.estimate.model_version, DOCUMENT_VERSION)
    then = (newest.book_number, newest.model_version, newest.document_version)
    same_case = newest.snapshot["case"] == judged.case.model_dump(mode="json")
    same_scenarios = newest.snapshot.get("scenarios", []) == _tried(decision)
    return newest if same_case and same_scenarios and now == then else None


def _tried(decision: Decision) -> list[dict[str, Any]]:
    """The scenarios kept beside the answers, as a report stores them."""
    return [{"name": one.name, "changes": one.changes} for one in decision.scenarios.all()]


def share_report(
    *, report: Report, name: str, lasts: timedelta, link_id: uuid.UUID | None = None
) -> tuple[ShareLink, str]:
    """A view link and its token, which is shown once. `link_id` from the form: sent twice it makes one link."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    now = timezone.now()
    with transaction.atomic():
        Report.objects.select_for_update().get(pk=report.pk)
        link, made = ShareLink.objects.get_or_create(
            pk=link_id or uuid.uuid4(),
            defaults={
                "report": report,
                "name": name,
                "token_hash": hash_token(token),
                "expires_at": now + lasts,
            },
        )
        if made:
            _audit(report.decision, "link made", str(link.pk))
            _keep(report.decision)
        elif not _renew_unread(link, report, token, now):
            return link, ""
    return link, token


def _renew_unread(link: ShareLink, report: Report, token: str, now: datetime) -> bool:
    """A form sent twice: the answer to the second shows a token that works; the first answer was never seen."""
    fresh = link.report_id == report.pk and now - link.created_at < timedelta(seconds=REPEAT_SECONDS)
    if not fresh or link.opened or link.revoked_at:
        return False
    link.token_hash = hash_token(token)
    link.save(update_fields=["token_hash"])
    return True


def revoke_link(*, link: ShareLink) -> None:
    """The link stops working at once; the list keeps it, with the time."""
    with transaction.atomic():
        revoked = ShareLink.objects.filter(pk=link.pk, revoked_at=None).update(revoked_at=timezone.now())
        if revoked:
            _audit(link.report.decision, "link revoked", str(link.pk))


def open_link(token: str, *, counts: bool) -> Report | None:
    """The report of a token that works; None for unknown, expired, revoked and deleted alike."""
    now = timezone.now()
    working = ShareLink.objects.filter(token_hash=hash_token(token), revoked_at=None, expires_at__gt=now)
    link = working.select_related("report").first()
    if link is None:
        return None
    if counts:
        ShareLink.objects.filter(pk=link.pk).update(opened=F("opened") + 1, last_opened_at=now)
    return link.report


def _keep(decision: Decision) -> None:
    """Freezing and sharing count as activity: the decision stays for another idle period."""
    until = timezone.now().date() + timedelta(days=IDLE_DAYS)
    Decision.objects.filter(pk=decision.pk, example="").update(delete_after=until)


def _audit(decision: Decision, action: str, detail: str = "") -> None:
    AuditEntry.objects.create(decision_id=decision.pk, action=action, detail=detail[:200])
