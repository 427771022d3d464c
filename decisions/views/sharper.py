"""“Make it sharper”: the families of detail, by how much each can still change the answer."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from config.ratelimit import limit_rate
from decisions import services
from decisions.models import Decision
from decisions.questionnaire import hub

from .access import with_decision


@limit_rate("estimate")
@require_safe
@with_decision
def sharper(request: HttpRequest, decision: Decision) -> HttpResponse:
    """The families as a list, the one with most left to change first."""
    found = services.sharper(decision=decision)
    context = {
        "decision": decision,
        "rows": hub.rows(found.families, found.judged.estimate),
        "opening": hub.opening(found.turning),
        "turning": hub.turning(found.turning),
        "unanswered": found.walk.unanswered(),
    }
    return render(request, "decisions/questionnaire/sharper.html", context)
