"""Start page, the first question, what happens to the data, and the worked examples."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from assumptions.reading import current_book
from config.ratelimit import limit_rate
from decisions import services
from decisions.models import Decision
from decisions.questionnaire.forms import PageForm
from decisions.questionnaire.pages import FIRST, posted_form, walk
from decisions.questionnaire.question_pages import TWELVE

from .access import grant, own_decisions
from .question_page import page_context, question_url
from .responses import SeeOther

LISTED = 10  # decisions on the start page, the one changed last first
SHOWN = 3  # earlier decisions offered before a new one is begun
BEGUN = "begun"  # session key: the opened first page → the decision it began


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Say what the site does and what to have ready; list what was begun here; open an example in one click."""
    context = {"examples": services.examples(), "questions": len(TWELVE), "mine": own_decisions(request)[:LISTED]}
    return render(request, "decisions/start.html", context)


@require_safe
def data(request: HttpRequest) -> HttpResponse:
    """Say what is stored, for how long, and who can see it."""
    return render(request, "decisions/data.html", {"idle_days": services.IDLE_DAYS})


@limit_rate("estimate")
@require_safe
def method(request: HttpRequest, number: int | None = None) -> HttpResponse:
    """Show every formula and value of a book, the current one unless another published one is named."""
    page = services.method(number)
    if page is None:
        raise Http404
    return render(request, "decisions/method.html", page)


@limit_rate("estimate")
@require_safe
def logic(request: HttpRequest) -> HttpResponse:
    """Draw every question, rule, gate and practice, for those who review them."""
    return render(request, "decisions/logic.html", services.logic(current_book()))


@limit_rate("estimate")
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    """Ask the first question; its answer makes the decision, so that merely looking stores nothing."""
    book = current_book()
    if request.method == "POST":
        return _begin(request, posted_form(FIRST, book, request.POST))
    just_begun = next((one for one in own_decisions(request) if _is_just_begun(request, one)), None)
    if just_begun:
        return SeeOther(question_url(just_begun, FIRST.slug))
    context = page_context(PageForm(FIRST, book, {})) | {"mine": own_decisions(request)[:SHOWN]}
    return render(request, "decisions/questionnaire/page.html", context)


def _begin(request: HttpRequest, form: PageForm) -> HttpResponse:
    """Store the first answers and go on; the same page sent again changes the decision that it began."""
    opened = request.POST.get("editor", "")[:40]
    begun: dict[str, str] = request.session.get(BEGUN, {})
    decision = next((one for one in own_decisions(request) if str(one.pk) == begun.get(opened)), None)
    if decision is None:
        decision, _ = services.start_decision()
        grant(request, decision)
        request.session[BEGUN] = {opened: str(decision.pk)}
    stored = services.save_answers(decision=decision, save=services.Save(FIRST.slug, form.raw)).decision
    if form.faults():
        return SeeOther(question_url(stored, FIRST.slug, faults=True))
    follower = walk(stored.answers, current_book()).after(FIRST.slug)
    assert follower  # noqa: S101  the first page is never the last
    return SeeOther(question_url(stored, follower.page.slug))


def _is_just_begun(request: HttpRequest, decision: Decision) -> bool:
    """Whether this browser began it and has answered nothing but the first page."""
    first = {ask.path for ask in FIRST.asks(current_book())}
    answered = {path for path, value in decision.answers.items() if value}
    return str(decision.pk) in request.session.get(BEGUN, {}).values() and answered <= first


@limit_rate("estimate")
@require_http_methods(["POST"])
def copy_example(request: HttpRequest, slug: str) -> HttpResponse:
    """Make an example one's own and open its answers."""
    copied = services.copy_example(slug=slug)
    if copied is None:
        raise Http404
    decision, _ = copied
    grant(request, decision)
    return SeeOther(reverse("decisions:check", args=[decision.pk]))
