"""One question a page: shown, saved while it is answered, continued."""

import json
import secrets
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe
from django_htmx.http import trigger_client_event

from assumptions.reading import current_book
from config.ratelimit import limit_rate
from decisions import services
from decisions.models import Decision
from decisions.questionnaire.asks import Raw
from decisions.questionnaire.drawing import controls, every_control
from decisions.questionnaire.families import FAMILIES
from decisions.questionnaire.forms import PageForm
from decisions.questionnaire.page import Page
from decisions.questionnaire.pages import BY_SLUG, fill_rest, posted_form, walk
from decisions.questionnaire.summary import Clash, control_value

from .access import with_decision
from .question_page import EDITOR_BYTES, decision_page_context, live_context, question_url
from .responses import SeeOther, is_htmx

TEMPLATE = "decisions/questionnaire/page.html"
DETAILS_TEMPLATE = "decisions/questionnaire/details.html"
NUMBER = "decisions/questionnaire/fields/number.html"


@limit_rate("estimate")
@require_http_methods(["GET", "HEAD", "POST"])
@with_decision
def question(request: HttpRequest, decision: Decision, slug: str) -> HttpResponse:
    """Show a page, or store what was answered on it."""
    page = BY_SLUG.get(slug)
    if page is None:
        raise Http404
    if request.method == "POST":
        return _answer(request, decision, page)
    found = walk(decision.answers, current_book())
    form = found.form(slug)
    if form is None:
        return SeeOther(reverse("decisions:check", args=[decision.pk]))
    context = decision_page_context(
        decision, form, found, shown_faults="faults" in request.GET, checking="check" in request.GET
    )
    return render(request, _template(page), context)


def _template(page: Page) -> str:
    return DETAILS_TEMPLATE if page in FAMILIES else TEMPLATE


def _answer(request: HttpRequest, decision: Decision, page: Page) -> HttpResponse:
    form = posted_form(page, current_book(), request.POST, decision.answers)
    values = fill_rest(form) if "rest" in request.POST else form.raw
    result = services.save_answers(decision=decision, save=page_save(request, page.slug, values))
    if is_htmx(request):
        return _autosaved(request, result, form)
    if result.conflicts:
        return conflict(request, result, form)
    return _continue(request, result, form)


def page_save(request: HttpRequest, slug: str, values: dict[str, Raw]) -> services.Save:
    """What the page sent: hidden fields that cannot be read count as absent."""
    number = request.POST.get("number", "")
    try:
        base: Any = json.loads(request.POST.get("base", "{}"))
    except json.JSONDecodeError:
        base = {}
    return services.Save(
        page=slug,
        values=values,
        base=base if isinstance(base, dict) else {},
        editor=request.POST.get("editor", "")[:40],
        number=int(number) if number.isascii() and number.isdigit() and len(number) < 10 else 0,
    )


def _autosaved(request: HttpRequest, result: services.SaveResult, form: PageForm) -> HttpResponse:
    """The line that says whether it is saved, and what goes with it: echoes and the new base."""
    context = {
        "result": result,
        "base": json.dumps({path: result.decision.answers.get(path, "") for path in form.raw}),
        "numbers": [control for control in every_control(controls(form, {})) if control.template == NUMBER],
    }
    response = render(request, "decisions/questionnaire/saved.html", context)
    if result.conflicts:
        response.status_code = 409
    return trigger_client_event(response, "answers-saved") if result.changed else response


def conflict(request: HttpRequest, result: services.SaveResult, form: PageForm) -> HttpResponse:
    """Both values side by side; the page is sent again with the one that was chosen."""
    theirs = PageForm(form.page, current_book(), result.decision.answers, every=True)
    clashing = {conflict.path for conflict in result.conflicts}
    opened = page_save(request, form.page.slug, form.raw).base or {}
    merged = {path: theirs.raw[path] if raw == opened.get(path) else raw for path, raw in form.raw.items()}
    context = {
        "decision": result.decision,
        "page": form.page,
        "clashes": [Clash.of(ask, form, theirs) for ask in form.asks if ask.path in clashing],
        "kept": [(ask.name, control_value(merged[ask.path])) for ask in form.asks if ask.path not in clashing],
        "base": json.dumps(theirs.raw),
        "editor": secrets.token_urlsafe(EDITOR_BYTES),
    }
    return render(request, "decisions/questionnaire/conflict.html", context, status=409)


def _continue(request: HttpRequest, result: services.SaveResult, form: PageForm) -> HttpResponse:
    """The next page; the same one with its faults; back to the check page if that is where it came from."""
    decision, checking, slug = result.decision, "check" in request.GET, form.page.slug
    found = walk(decision.answers, current_book())
    if result.too_long:  # what is not stored cannot be shown again by a redirect
        context = decision_page_context(decision, form, found, shown_faults=True, checking=checking)
        return render(request, _template(form.page), context, status=422)
    if "rest" in request.POST or form.faults():
        return SeeOther(question_url(decision, slug, check=checking, faults="rest" not in request.POST))
    if form.page in FAMILIES and not checking:
        return SeeOther(reverse("decisions:sharper", args=[decision.pk]))
    follower = None if form.page in FAMILIES else found.after(slug)
    opened = follower is not None and follower.page.number is None and not follower.answered
    if follower is None or (checking and not opened):
        return SeeOther(reverse("decisions:check", args=[decision.pk]) + (f"#{slug}" if checking else ""))
    return SeeOther(question_url(decision, follower.page.slug, check=checking))


@limit_rate("estimate")
@require_safe
@with_decision
def live(request: HttpRequest, decision: Decision) -> HttpResponse:
    """The estimate as the answers stand now."""
    return render(request, "decisions/questionnaire/live.html", live_context(decision))
