"""Pages about the whole decision: check the answers, edit link, delete."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from assumptions.reading import current_book
from config.ratelimit import limit_rate
from decisions import services
from decisions.models import Decision
from decisions.questionnaire.contradictions import contradictions
from decisions.questionnaire.pages import walk
from decisions.questionnaire.summary import details, details_not_used, groups, not_used
from estimator.scenario import UNKNOWN

from .access import grant, revoke_grant, with_decision
from .responses import SeeOther, is_htmx


@limit_rate("estimate")
@require_http_methods(["GET", "HEAD", "POST"])
@with_decision
def check(request: HttpRequest, decision: Decision) -> HttpResponse:
    """Every answer with a way to change it, contradictions, and what does not count; POST names the decision."""
    if request.method != "POST":
        return render(request, "decisions/questionnaire/check.html", _check_context(decision))
    title, base = (request.POST.get(name, "").replace("\0", "").strip() for name in ("title", "title_before"))
    named = services.rename(decision=decision, title=title, base=base)
    if is_htmx(request):
        return render(request, "decisions/questionnaire/named.html", {"named": named, "title": title})
    if not named:
        decision.refresh_from_db()
        context = _check_context(decision) | {"not_named": title}
        return render(request, "decisions/questionnaire/check.html", context, status=409)
    return SeeOther(reverse("decisions:result", args=[decision.pk]))


def _check_context(decision: Decision) -> dict[str, Any]:
    book = current_book()
    found = walk(decision.answers, book)
    case = services.case_of(decision, book)
    return {
        "decision": decision,
        "details": details(found, case, book, decision.first_quarter),
        "practices_answered": sum(one.state != UNKNOWN for one in case.readiness.practices.values()),
        "reports": decision.reports.defer("snapshot"),
        "groups": groups(found),
        "not_used": [*not_used(found), *details_not_used(found, decision.answers)],
        "contradictions": contradictions(case, book),
        "unanswered": found.unanswered(),
    }


@limit_rate("link")
@require_http_methods(["GET", "HEAD", "POST"])
@with_decision
def edit_link(request: HttpRequest, decision: Decision) -> HttpResponse:
    """Make a link for another device; shown once, since only its hash is kept."""
    url = ""
    if request.method == "POST":
        token = services.renew_edit_link(decision=decision)
        url = request.build_absolute_uri(reverse("decisions:edit_entry", args=[token]))
    return render(request, "decisions/questionnaire/link.html", {"decision": decision, "edit_url": url})


@limit_rate("link")
@require_safe
def edit_entry(request: HttpRequest, token: str) -> HttpResponse:
    """Exchange an edit link for the right to work on its decision in this browser."""
    decision = services.open_edit_link(token)
    if decision is None:
        raise Http404
    grant(request, decision)
    return SeeOther(reverse("decisions:check", args=[decision.pk]))


@limit_rate("link")
@require_http_methods(["GET", "HEAD", "POST"])
@with_decision
def delete(request: HttpRequest, decision: Decision) -> HttpResponse:
    """Ask once more, then delete answers, reports and links."""
    if request.method != "POST":
        return render(request, "decisions/questionnaire/delete.html", {"decision": decision})
    services.delete_decision(decision=decision)
    revoke_grant(request, decision)
    messages.success(request, "The answers, their reports and their links are deleted.")
    return SeeOther(reverse("decisions:start"))
