"""What the operator sees of decisions: that they exist and when they go, never what was answered."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.http import HttpRequest

from decisions.models import AuditEntry, Decision, Report, ShareLink

if TYPE_CHECKING:
    AnyAdmin = admin.ModelAdmin[Any]
else:
    AnyAdmin = admin.ModelAdmin


class ReadOnlyAdmin(AnyAdmin):
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


DECISION = ("id", "example", "version", "first_quarter", "created_at", "changed_at", "delete_after")
REPORT = ("id", "decision_version", "book_number", "model_version", "document_version", "frozen_at")
LINK = ("id", "created_at", "expires_at", "revoked_at", "opened", "last_opened_at")
AUDIT = ("at", "action", "detail", "decision_id")


@admin.register(Decision)
class DecisionAdmin(ReadOnlyAdmin):
    """Decisions without their answers."""

    list_display = DECISION
    fields = DECISION
    readonly_fields = DECISION
    date_hierarchy = "created_at"


@admin.register(Report)
class ReportAdmin(ReadOnlyAdmin):
    """Frozen reports without their content."""

    list_display = REPORT
    fields = REPORT
    readonly_fields = REPORT


@admin.register(ShareLink)
class ShareLinkAdmin(ReadOnlyAdmin):
    """Share links: how long they hold and how often they were opened."""

    list_display = LINK
    fields = LINK
    readonly_fields = LINK


@admin.register(AuditEntry)
class AuditEntryAdmin(ReadOnlyAdmin):
    """Who did what to which decision."""

    list_display = AUDIT
    list_filter = ("action",)
    search_fields = ("decision_id",)
    fields = AUDIT
    readonly_fields = AUDIT
