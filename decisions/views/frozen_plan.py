"""The recovery plan as it stood when a report was frozen: for the owner, and behind a share link."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from config.ratelimit import limit_rate
from decisions.models import Report

from .recovery import TEMPLATE, plan_file
from .report import owned_report
from .sharing import shared_report, without_referrer


@require_safe
def report_plan(request: HttpRequest, report_id: uuid.UUID) -> HttpResponse:
    """The plan of a frozen report."""
    context = {
        "plan": plan_of(owned_report(request, report_id)),
        "back": reverse("decisions:report", args=[report_id]),
        "markdown": reverse("decisions:report_plan_markdown", args=[report_id]),
    }
    return render(request, TEMPLATE, context)


@limit_rate("export")
@require_safe
def report_plan_markdown(request: HttpRequest, report_id: uuid.UUID) -> HttpResponse:
    """The plan of a frozen report as Markdown."""
    return plan_file(plan_of(owned_report(request, report_id)))


@limit_rate("figure")
@require_safe
def shared_plan(request: HttpRequest, token: str) -> HttpResponse:
    """The plan of a shared report."""
    context = {
        "plan": plan_of(shared_report(token, counts=False)),
        "back": reverse("decisions:shared", args=[token]),
        "markdown": reverse("decisions:shared_plan_markdown", args=[token]),
    }
    return without_referrer(render(request, TEMPLATE, context))


@limit_rate("export")
@require_safe
def shared_plan_markdown(request: HttpRequest, token: str) -> HttpResponse:
    """The plan of a shared report as Markdown."""
    return without_referrer(plan_file(plan_of(shared_report(token, counts=False))))


def plan_of(report: Report) -> dict[str, Any]:
    """The plan in a report's snapshot; 404 for reports that were frozen without one."""
    found: dict[str, Any] | None = report.snapshot.get("recovery_plan")
    if found is None:
        raise Http404
    return found
