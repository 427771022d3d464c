"""The readiness check: all domains, one domain with its practices, and what is left as a file."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe
from django_htmx.http import trigger_client_event

from config.ratelimit import limit_rate
from decisions import services
from decisions.advice.progress import DOMAINS
from decisions.models import Decision
from decisions.questionnaire import practice_drawing as drawing
from decisions.questionnaire.forms import PageForm
from decisions.questionnaire.people_on_duty import PAGER
from decisions.questionnaire.practice_pages import DOMAIN_PAGES
from decisions.report.document import DEFAULT_TITLE
from decisions.report.exports.gaps import FORMATS
from decisions.report.fixing import total_sentence
from decisions.report.readiness import READY_LABELS, progress_sentence, standing_sentence, trend_sentence

from .access import with_decision
from .question_page import page_context
from .questionnaire import conflict, page_save
from .responses import SeeOther, file_to_keep, is_htmx

HUB = "decisions:readiness"
DOMAIN = "decisions:readiness_domain"


@limit_rate("estimate")
@require_safe
@with_decision
def hub(request: HttpRequest, decision: Decision) -> HttpResponse:
    """Every domain with its score, its open blockers and what is left, and how that moved since each report."""
    found = services.readiness_check(decision=decision)
    today, capability = timezone.now().date(), found.judged.verdict.capability
    context = {
        "decision": decision,
        "label": READY_LABELS[capability.ready],
        "sentences": _sentences(found),
        "deciding": drawing.deciding(capability, found.progress),
        "domains": drawing.domain_rows(found.progress, capability),
        "gaps": drawing.gap_rows(found.progress.gaps, today),
        "to_look_at": drawing.by_domain(drawing.gap_rows(found.progress.to_look_at, today)),
        "looked_at": found.progress.looked_at,
        "trend": trend_sentence(found.change) if found.change else "",
        "assessments": drawing.assessment_rows(found.before, found.progress, today) if found.before else [],
    }
    return render(request, "decisions/readiness/hub.html", context)


def _sentences(found: services.ReadinessCheck) -> list[str]:
    """Where it stands, how far the practices are, and the work that is left."""
    judged = found.judged
    said = (
        standing_sentence(judged.verdict.capability),
        progress_sentence(found.progress),
        total_sentence(found.progress, judged.estimate, judged.book),
    )
    return [sentence for sentence in said if sentence]


@limit_rate("estimate")
@require_http_methods(["GET", "HEAD", "POST"])
@with_decision
def domain(request: HttpRequest, decision: Decision, slug: str) -> HttpResponse:
    """Show the practices of a domain that apply, or store what was answered."""
    if slug not in DOMAIN_PAGES:
        raise Http404
    found = services.readiness_check(decision=decision, trend=False)
    if request.method == "POST":
        return _answer(request, decision, slug, found)
    form = _form(decision, slug, found)
    return render(request, "decisions/readiness/domain.html", _context(decision, form, found, "faults" in request.GET))


def _form(decision: Decision, slug: str, found: services.ReadinessCheck, posted: Any = None) -> PageForm:
    only = drawing.asked_paths(found.checks)
    before = {PAGER: found.judged.case.scenario.people.on_pager}
    return PageForm(DOMAIN_PAGES[slug], found.judged.book, decision.answers, posted, before, only=only)


def _context(decision: Decision, form: PageForm, found: services.ReadinessCheck, shown_faults: bool) -> dict[str, Any]:
    faults = form.faults() if shown_faults else {}
    apart, practices = drawing.practice_rows(form, found.checks, faults)
    return {
        **page_context(form, stored=decision.answers),
        "decision": decision,
        "faults": faults,
        "apart": apart,
        "practices": practices,
        "following": _following(form.page.slug, found),
        "standing": _standing(form.page.slug, found),
    }


def _following(slug: str, found: services.ReadinessCheck) -> str:
    """The label of the next domain in which something applies; empty after the last."""
    there = [one.domain for one in found.progress.domains]
    later = there[there.index(slug) + 1 :] if slug in there else []
    return DOMAINS[later[0]] if later else ""


def _standing(slug: str, found: services.ReadinessCheck) -> drawing.DomainRow | None:
    rows = drawing.domain_rows(found.progress, found.judged.verdict.capability)
    return next((row for row in rows if row.slug == slug), None)


def _answer(request: HttpRequest, decision: Decision, slug: str, found: services.ReadinessCheck) -> HttpResponse:
    form = _form(decision, slug, found, request.POST)
    result = services.save_answers(decision=decision, save=page_save(request, slug, form.raw))
    if is_htmx(request):
        return _autosaved(request, result, form)
    if result.conflicts:
        return conflict(request, result, form)
    if result.too_long:
        after = services.readiness_check(decision=result.decision, trend=False)
        context = _context(result.decision, form, after, shown_faults=True)
        return render(request, "decisions/readiness/domain.html", context, status=422)
    if form.faults():
        return SeeOther(reverse(DOMAIN, args=[decision.pk, slug]) + "?faults")
    there = [one.domain for one in found.progress.domains]
    if "next" in request.POST and slug in there[:-1]:
        return SeeOther(reverse(DOMAIN, args=[decision.pk, there[there.index(slug) + 1]]))
    return SeeOther(reverse(HUB, args=[decision.pk]))


def _autosaved(request: HttpRequest, result: services.SaveResult, form: PageForm) -> HttpResponse:
    """The line that says whether it is saved, the new base, and what of the page moves with it."""
    found = services.readiness_check(decision=result.decision, trend=False)
    faults = form.faults()
    context = {
        **page_context(form, stored=result.decision.answers),
        "result": result,
        "messages_at": [(ask.name, faults.get(ask.name, "")) for ask in form.asks if ask.kind in ("link", "due")],
        "standing": _standing(form.page.slug, found),
    }
    response = render(request, "decisions/readiness/saved.html", context, status=409 if result.conflicts else 200)
    return trigger_client_event(response, "answers-saved") if result.changed else response


@limit_rate("export")
@require_safe
@with_decision
def gaps(request: HttpRequest, decision: Decision, kind: str) -> HttpResponse:
    """What is left, with owner and due date, as a file to keep; 404 for a format that there is not."""
    if kind not in FORMATS:
        raise Http404
    found = services.readiness_check(decision=decision, trend=False)
    write, content_type = FORMATS[kind]
    content = write(found.progress, decision.title or DEFAULT_TITLE)
    return file_to_keep(content, content_type, f"hostwise-readiness.{kind}")
