"""Writes to a decision: begin, answer, come back, delete. Answers are stored as typed; a Case is made when read."""

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from assumptions.reading import current_book
from decisions.case import Case
from decisions.models import AuditEntry, Decision
from decisions.questionnaire.asks import Raw
from decisions.questionnaire.pages import case_from
from estimator.book import Book
from estimator.quarters import first_quarter_after

IDLE_DAYS = 365
TOKEN_BYTES = 32
MAX_STORED_LENGTH = 2_000
KEPT_EDITORS = 20


@dataclass(frozen=True)
class Conflict:
    """One answer that somebody else changed after this page was opened."""

    path: str
    mine: Raw
    theirs: Raw


@dataclass(frozen=True)
class SaveResult:
    """What a save did. With a conflict nothing at all was stored."""

    decision: Decision
    changed: tuple[str, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    too_long: tuple[str, ...] = ()


@dataclass(frozen=True)
class Save:
    """What a page sends: `values` now, `base` when it was opened (None: overwrite), by which open page, which save."""

    page: str
    values: Mapping[str, Raw]
    base: Mapping[str, Raw] | None = None
    editor: str = ""
    number: int = 0


def start_decision(*, title: str = "", answers: Mapping[str, Any] | None = None) -> tuple[Decision, str]:
    """A new decision and the token of its edit link, of which only the hash is stored."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    decision = Decision(
        title=title,
        answers=dict(answers or {}),
        first_quarter=first_quarter_after(current_book().as_of),
        edit_token_hash=hash_token(token),
        delete_after=_idle_until(),
    )
    with transaction.atomic():
        decision.save(force_insert=True)
        _audit(decision, "started")
    return decision, token


def save_answers(*, decision: Decision, save: Save) -> SaveResult:
    """Stores what this page changed. Another editor's changes to other answers stay; to the same one are a conflict.

    The same save twice, late or out of order changes nothing.
    """
    with transaction.atomic():
        stored = Decision.objects.select_for_update().get(pk=decision.pk)
        if _is_late(stored, save):
            return SaveResult(stored)
        wanted = {path: value for path, value in save.values.items() if _is_changed_here(stored, path, value, save)}
        too_long = tuple(path for path, value in wanted.items() if _length(value) > MAX_STORED_LENGTH)
        news = {path: value for path, value in wanted.items() if path not in too_long}
        conflicts = _conflicts(stored, save, news)
        _remember(stored, save, {} if conflicts else news)
    return SaveResult(stored, () if conflicts else tuple(news), conflicts, too_long)


def _is_late(stored: Decision, save: Save) -> bool:
    """Whether this page has sent a newer save before; each save carries the whole page."""
    return bool(save.editor) and stored.editors.get("saves", {}).get(save.editor, 0) > save.number


def _is_changed_here(stored: Decision, path: str, value: Raw, save: Save) -> bool:
    """Whether the value differs from what is stored because this page changed it."""
    if _same(value, stored.answers.get(path)):
        return False
    return save.base is None or not _same(value, save.base.get(path)) or _wrote(stored, path, save)


def _conflicts(stored: Decision, save: Save, news: Mapping[str, Raw]) -> tuple[Conflict, ...]:
    if save.base is None:
        return ()
    return tuple(
        Conflict(path, value, stored.answers.get(path, ""))
        for path, value in news.items()
        if not _same(stored.answers.get(path), save.base.get(path)) and not _wrote(stored, path, save)
    )


def _wrote(stored: Decision, path: str, save: Save) -> bool:
    return bool(save.editor) and stored.editors.get("writers", {}).get(path) == save.editor


def _remember(stored: Decision, save: Save, news: Mapping[str, Raw]) -> None:
    """Writes the news, and the number of the save even when there are none."""
    saves = {**stored.editors.get("saves", {})}
    saves.pop(save.editor, None)
    latest = dict([*saves.items(), (save.editor, save.number)][-KEPT_EDITORS:])
    stored.editors = {"writers": stored.editors.get("writers", {}) | dict.fromkeys(news, save.editor), "saves": latest}
    if news:
        stored.answers |= news
        stored.version += 1
        stored.changed_at = timezone.now()
        stored.delete_after = _idle_until()
        _audit(stored, "answered", save.page)
    stored.save(update_fields=["answers", "editors", "version", "changed_at", "delete_after"])


def _same(one: Raw | None, other: Raw | None) -> bool:
    return (one or "") == (other or "")


def _length(value: Raw) -> int:
    return len(value) if isinstance(value, str) else sum(map(len, value))


def rename(*, decision: Decision, title: str, base: str) -> bool:
    """Gives the decision a name; False, with nothing stored, if somebody else changed `base` to another one."""
    wanted = title[: Decision.TITLE_LENGTH]
    with transaction.atomic():
        stored = Decision.objects.select_for_update().get(pk=decision.pk)
        if stored.title == wanted:
            return True
        if stored.title != base:
            return False
        stored.title = wanted
        stored.version += 1
        stored.changed_at, stored.delete_after = timezone.now(), _idle_until()
        stored.save(update_fields=["title", "version", "changed_at", "delete_after"])
        _audit(stored, "named")
    return True


def keep_answer(stored: Decision, path: str, value: Any, action: str) -> None:
    """Stores one answer that no page of questions asks; the caller holds the row's lock."""
    stored.answers |= {path: value}
    stored.version += 1
    stored.changed_at, stored.delete_after = timezone.now(), _idle_until()
    stored.save(update_fields=["answers", "version", "changed_at", "delete_after"])
    _audit(stored, action)


def case_of(decision: Decision, book: Book | None = None) -> Case:
    """The Case that the stored answers say, read with the wording of `book` (the current one)."""
    return case_from(
        decision.answers,
        book or current_book(),
        title=decision.title,
        first_quarter=decision.first_quarter,
    )


def renew_edit_link(*, decision: Decision) -> str:
    """A new edit token; the one before it stops working."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    with transaction.atomic():
        Decision.objects.filter(pk=decision.pk).update(edit_token_hash=hash_token(token))
        _audit(decision, "edit link made")
    return token


def open_edit_link(token: str) -> Decision | None:
    """The decision of an edit token; None for every token that is not valid."""
    return Decision.objects.filter(edit_token_hash=hash_token(token)).first()


def delete_decision(*, decision: Decision) -> None:
    """Removes answers, reports, links and the log for good; one entry keeps that this id was deleted."""
    _remove(Decision.objects.filter(pk=decision.pk), "deleted")


def purge_idle_decisions(*, today: date | None = None) -> int:
    """Removes decisions that nobody changed until their date; returns how many. Examples stay."""
    idle = Decision.objects.filter(example="", delete_after__lt=today or timezone.now().date())
    due = list(idle.values_list("pk", flat=True))
    return sum(_remove(idle.filter(pk=key), "deleted when its date had come") for key in due)


def _remove(found: QuerySet[Decision], action: str) -> int:
    with transaction.atomic():
        keys = list(found.select_for_update().values_list("pk", flat=True))
        Decision.objects.filter(pk__in=keys).delete()
        AuditEntry.objects.filter(decision_id__in=keys).delete()
        AuditEntry.objects.bulk_create(AuditEntry(decision_id=key, action=action) for key in keys)
    return len(keys)


def hash_token(token: str) -> str:
    """What is stored of a link's token."""
    return hashlib.sha256(token.encode()).hexdigest()


def _idle_until() -> date:
    return timezone.now().date() + timedelta(days=IDLE_DAYS)


def _audit(decision: Decision, action: str, detail: str = "") -> None:
    newest = AuditEntry.objects.filter(decision_id=decision.pk).first()
    if newest and (newest.action, newest.detail) == (action, detail[:200]):
        return
    AuditEntry.objects.create(decision_id=decision.pk, action=action, detail=detail[:200])
