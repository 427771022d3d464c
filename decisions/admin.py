"""What the operator sees of decisions: that they exist and when they go, never what was answered."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from decisions.models import AuditEntry, Decision, Report, ShareLink


class ReadOnlyAdmin(admin.ModelAdmin[Any]):
    """Lists and shows, changes nothing: only services write."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Return False."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Return False."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Return False: the owner deletes, or the date does."""
        return False


@admin.register(Decision)
class DecisionAdmin(ReadOnlyAdmin):
    """Decisions without their answers."""

    list_display = ["id", "example", "version", "created_at", "changed_at", "delete_after"]
    fields = ["id", "example", "version", "first_quarter", "created_at", "changed_at", "delete_after"]
    readonly_fields = fields
    date_hierarchy = "created_at"


@admin.register(Report)
class ReportAdmin(ReadOnlyAdmin):
    """Frozen reports without their content."""

    list_display = ["id", "book_number", "model_version", "frozen_at"]
    fields = ["id", "decision_version", "book_number", "model_version", "document_version", "frozen_at"]
    readonly_fields = fields


@admin.register(ShareLink)
class ShareLinkAdmin(ReadOnlyAdmin):
    """Share links: how long they hold and how often they were opened."""

    list_display = ["id", "created_at", "expires_at", "revoked_at", "opened", "last_opened_at"]
    fields = list_display
    readonly_fields = fields


@admin.register(AuditEntry)
class AuditEntryAdmin(ReadOnlyAdmin):
    """Who did what to which decision."""

    list_display = ["at", "action", "detail", "decision_id"]
    list_filter = ["action"]
    search_fields = ["decision_id"]
    fields = ["at", "action", "detail", "decision_id"]
    readonly_fields = fields
