"""The recovery plan of a decision or an example: page, Markdown, and the record of drills."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assumptions.reading import current_book
from config.ratelimit import limit_rate
from decisions import services
from decisions.models import Decision
from decisions.questionnaire.drill_form import DrillForm
from decisions.questionnaire.plan_links import DRILLS, LEVEL, answered_at, link_of
from decisions.report.exports.recovery_markdown import as_markdown

from .access import with_decision
from .responses import MARKDOWN, SeeOther, file_to_keep
from .result import example_decision

TEMPLATE = "decisions/recovery/plan.html"
FULL = "No more drills can be recorded; remove old ones first."
CHANGED = "The record has changed meanwhile; nothing was removed."


@limit_rate("estimate")
@require_http_methods(["GET", "HEAD", "POST"])
@with_decision
def plan(request: HttpRequest, decision: Decision) -> HttpResponse:
    """The plan of the answers as they are now; POST records a drill."""
    posted = request.POST if request.method == "POST" else None
    form = DrillForm(posted, today=timezone.now().date(), book=current_book())
    if posted is not None and form.is_valid():
        if not services.record_drill(decision=decision, drill=form.drill()):
            messages.error(request, FULL)
        return SeeOther(reverse("decisions:recovery", args=[decision.pk]) + "#drills")
    faults, document = form.faults(), _document(decision)
    context = {
        "decision": decision,
        "plan": document,
        **_links(document),
        "controls": form.controls(),
        "faults": faults,
        "back": reverse("decisions:result", args=[decision.pk]),
        "markdown": reverse("decisions:recovery_markdown", args=[decision.pk]),
    }
    return render(request, TEMPLATE, context, status=422 if faults else 200)


@limit_rate("estimate")
@require_POST
@with_decision
def remove(request: HttpRequest, decision: Decision, place: int) -> HttpResponse:
    """Take a drill out of the record."""
    if not services.remove_drill(decision=decision, place=place, day=request.POST.get("on", "")):
        messages.error(request, CHANGED)
    return SeeOther(reverse("decisions:recovery", args=[decision.pk]) + "#drills")


@limit_rate("export")
@require_safe
@with_decision
def markdown(request: HttpRequest, decision: Decision) -> HttpResponse:
    """The plan as Markdown."""
    return plan_file(_document(decision))


@limit_rate("estimate")
@require_safe
def example(request: HttpRequest, slug: str) -> HttpResponse:
    """The plan of a worked example."""
    found = example_decision(slug)
    context = {
        "example": found,
        "plan": _document(found),
        "back": reverse("decisions:example", args=[slug]),
        "markdown": reverse("decisions:example_recovery_markdown", args=[slug]),
    }
    return render(request, TEMPLATE, context)


@limit_rate("export")
@require_safe
def example_markdown(request: HttpRequest, slug: str) -> HttpResponse:
    """The plan of an example as Markdown."""
    return plan_file(_document(example_decision(slug)))


def _document(decision: Decision) -> dict[str, Any]:
    found = services.recovery_document(services.estimate_case(services.case_of(decision)))
    if found is None:
        raise Http404
    return found


def _links(document: dict[str, Any]) -> dict[str, Any]:
    """Where level and drills are chosen, and what is not known, each with the question that answers it."""
    pairs = zip(document["open_points"], document["open_keys"], strict=True)
    points = [(text, answered_at(key)) for text, key in pairs]
    return {"points": points, "level_at": link_of(LEVEL), "drills_at": link_of(DRILLS)}


def plan_file(plan: dict[str, Any]) -> HttpResponse:
    """A plan as Markdown, to keep."""
    return file_to_keep(as_markdown(plan), MARKDOWN, "hostwise-recovery-plan.md")
