"""What is stored: decisions, frozen reports, links and an audit trail. Only services write here."""

import uuid
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone


class Decision(models.Model):
    """One team's answers. `answers` holds what was typed, by its place in the Case; `version` grows with every change.

    `editors`: which open page wrote an answer last ("writers"), and the last save of each page ("saves"), so that a
    late or repeated save changes nothing.
    """

    TITLE_LENGTH = 200

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    title = models.CharField(max_length=TITLE_LENGTH, blank=True)
    answers = models.JSONField(default=dict)
    editors = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)
    first_quarter = models.CharField(max_length=6)
    example = models.SlugField(max_length=60, blank=True)
    edit_token_hash = models.CharField(max_length=64, blank=True, db_index=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    changed_at = models.DateTimeField(default=timezone.now)
    delete_after = models.DateField()

    class Meta:
        """Newest first; an example exists once."""

        ordering: ClassVar[list[str]] = ["-changed_at"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["example"], condition=~Q(example=""), name="one_decision_an_example")
        ]

    def __str__(self) -> str:
        """Title, or when it began."""
        return self.title or f"Decision of {self.created_at:%Y-%m-%d}"


class NamedScenario(models.Model):
    """Answers that are tried beside a decision's own. `changes`: place in the Case → number or option."""

    NAME_LENGTH = 60

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="scenarios")
    name = models.CharField(max_length=NAME_LENGTH)
    changes = models.JSONField()
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        """Oldest first; a name once a decision."""

        ordering: ClassVar[list[str]] = ["created_at"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["decision", "name"], name="a_scenario_name_once_a_decision")
        ]

    def __str__(self) -> str:
        """Name."""
        return self.name


class FrozenError(Exception):
    """Somebody tried to change a frozen report."""


class FrozenQuerySet(models.QuerySet["Report"]):
    """Reports may be made, read and removed with their decision, never changed."""

    def update(self, **kwargs: Any) -> int:
        """Refuse."""
        raise FrozenError("a frozen report does not change")


class Report(models.Model):
    """A frozen report: its snapshot renders for ever, whatever prices and code become."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="reports")
    decision_version = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    book_number = models.PositiveIntegerField()
    model_version = models.CharField(max_length=20)
    document_version = models.PositiveIntegerField()
    snapshot = models.JSONField()
    frozen_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = FrozenQuerySet.as_manager()

    class Meta:
        """Newest first."""

        ordering: ClassVar[list[str]] = ["-frozen_at"]

    def __str__(self) -> str:
        """Title."""
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store a new report; refuse to change one."""
        if not self._state.adding:
            raise FrozenError("a frozen report does not change")
        super().save(*args, **kwargs)


class ShareLink(models.Model):
    """A view link to a report. Only the SHA-256 of its token is stored."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="links")
    name = models.CharField(max_length=100, blank=True)
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    last_opened_at = models.DateTimeField(null=True, blank=True)
    opened = models.PositiveIntegerField(default=0)

    class Meta:
        """Newest first."""

        ordering: ClassVar[list[str]] = ["-created_at"]

    def __str__(self) -> str:
        """Name or id."""
        return self.name or str(self.id)


class AuditEntry(models.Model):
    """Who did what to which decision, without the figures themselves."""

    decision_id = models.UUIDField(db_index=True)
    at = models.DateTimeField(default=timezone.now, editable=False)
    action = models.CharField(max_length=40)
    detail = models.CharField(max_length=200, blank=True)

    class Meta:
        """Newest first."""

        ordering: ClassVar[list[str]] = ["-at"]
        verbose_name_plural = "audit entries"

    def __str__(self) -> str:
        """Action and time."""
        return f"{self.action} {self.at:%Y-%m-%d %H:%M}"
