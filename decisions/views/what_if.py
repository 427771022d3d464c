"""“Try other values”: move inputs, see what comes of it, keep it under a name, see scenarios side by side."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from config.ratelimit import limit_rate
from decisions import services
from decisions.models import Decision

from .access import with_decision
from .responses import SeeOther, is_htmx
from .result import tables_before


@limit_rate("estimate")
@require_http_methods(["GET", "HEAD", "POST"])
@with_decision
def what_if(request: HttpRequest, decision: Decision) -> HttpResponse:
    """The sliders; a POST shows what comes of them, or keeps them under a name."""
    every = "all" in request.GET
    trial = services.trial(decision=decision, data=request.POST or None, every=every)
    if request.method == "POST" and "keep" in request.POST and trial.kept(request.POST.get("name", "")):
        return SeeOther(f"{reverse('decisions:what_if', args=[decision.pk])}#kept")
    template = "decisions/what_if/page.html" + ("#outcome" if is_htmx(request) else "")
    status = 422 if trial.form.errors or trial.fault else 200
    return render(request, template, page_context(decision, trial, every), status=status)


def page_context(decision: Decision, trial: services.Trial, every: bool) -> dict[str, Any]:
    """What the page shows."""
    return {
        "decision": decision,
        "trial": trial,
        "form": trial.form,
        "sliders": list(trial.form.sliders()),
        "every": every,
        "kept": decision.scenarios.all(),
        "tables_base": tables_before("decisions:table", decision.pk),
    }


@limit_rate("estimate")
@require_safe
@with_decision
def other_answers(request: HttpRequest, decision: Decision) -> HttpResponse:
    """What each other answer to a choice does: part of the page, or a page of its own without JavaScript."""
    template = "decisions/what_if/others.html" + ("#others" if is_htmx(request) else "")
    context = {"decision": decision, "others": services.other_answers(decision=decision)}
    response = render(request, template, context)
    response["Vary"] = "HX-Request"
    return response


@require_POST
@with_decision
def drop(request: HttpRequest, decision: Decision, scenario_id: uuid.UUID) -> HttpResponse:
    """Remove a scenario that was kept."""
    services.drop_scenario(scenario=get_object_or_404(decision.scenarios, pk=scenario_id))
    return SeeOther(reverse("decisions:what_if", args=[decision.pk]))
