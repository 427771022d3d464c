"""The decision record as Markdown: of the live result, an example, a frozen report, a shared one."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from config.ratelimit import limit_rate
from decisions.models import Decision
from decisions.report.exports.decision_markdown import decision_record

from .access import with_decision
from .report import owned_report
from .responses import MARKDOWN, file_to_keep
from .result import example_decision, live_document
from .sharing import shared_report, without_referrer


@limit_rate("export")
@require_safe
@with_decision
def live(request: HttpRequest, decision: Decision) -> HttpResponse:
    """The record of the answers as they are now."""
    return _file(live_document(decision))


@limit_rate("export")
@require_safe
def example(request: HttpRequest, slug: str) -> HttpResponse:
    """The record of a worked example."""
    return _file(live_document(example_decision(slug)))


@limit_rate("export")
@require_safe
def report(request: HttpRequest, report_id: uuid.UUID) -> HttpResponse:
    """The record of a frozen report."""
    return _file(owned_report(request, report_id).snapshot["document"])


@limit_rate("export")
@require_safe
def shared(request: HttpRequest, token: str) -> HttpResponse:
    """The record of a shared report."""
    return without_referrer(_file(shared_report(token, counts=False).snapshot["document"]))


def _file(document: dict[str, Any]) -> HttpResponse:
    return file_to_keep(decision_record(document), MARKDOWN, "hostwise-decision.md")
