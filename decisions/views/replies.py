"""What Medplum answered: recorded with its date, and fed back into the rules."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from config.ratelimit import limit_rate
from decisions import services
from decisions.advice.replies import answerable
from decisions.models import Decision
from decisions.questionnaire.reply_form import ReplyForm
from decisions.report.email import reply_rows

from .access import with_decision
from .responses import SeeOther

FULL = "No more answers can be recorded; remove old ones first."
CHANGED = "The record has changed meanwhile; nothing was removed."


@limit_rate("estimate")
@require_http_methods(["GET", "HEAD", "POST"])
@with_decision
def replies(request: HttpRequest, decision: Decision) -> HttpResponse:
    """The answers on record and the form for the next; POST records one."""
    judged = services.estimate_case(services.case_of(decision))
    case, book = judged.case, judged.book
    rules = {gate: row["rule"] for gate, row in answerable(judged.verdict.gates).items()}
    posted = request.POST if request.method == "POST" else None
    form = ReplyForm(posted, rules=rules, today=timezone.now().date(), book=book)
    if posted is not None and form.is_valid():
        if not services.record_reply(decision=decision, reply=form.reply()):
            messages.error(request, FULL)
        return SeeOther(reverse("decisions:replies", args=[decision.pk]))
    context = {
        "decision": decision,
        "rules": rules,
        "records": reply_rows(case, book),
        "controls": form.controls(),
        "faults": form.faults(),
    }
    return render(request, "decisions/replies.html", context, status=422 if context["faults"] else 200)


@limit_rate("estimate")
@require_POST
@with_decision
def remove(request: HttpRequest, decision: Decision, place: int) -> HttpResponse:
    """Take an answer out of the record."""
    if not services.remove_reply(decision=decision, place=place, day=request.POST.get("on", "")):
        messages.error(request, CHANGED)
    return SeeOther(reverse("decisions:replies", args=[decision.pk]))
