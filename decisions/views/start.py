"""Start page, the first question, what happens to the data, and the worked examples."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from assumptions.reading import current_book
from config.ratelimit import limit_rate
from decisions import services
from decisions.questionnaire.forms import PageForm
from decisions.questionnaire.pages import FIRST, posted_form, walk
from decisions.questionnaire.question_pages import TWELVE

from .access import grant, own_decisions
from .question_page import page_context
from .responses import SeeOther

SHOWN = 3  # earlier decisions offered before a new one is begun
BEGUN = "begun"  # session key: the opened first page → the decision it began


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Say what the site does, how long it takes, what to have ready; open an example in one click."""
    context = {"examples": services.examples(), "questions": len(TWELVE)}
    return render(request, "decisions/start.html", context)


@require_safe
def data(request: HttpRequest) -> HttpResponse:
    """Say what is stored, for how long, and who can see it."""
    return render(request, "decisions/data.html", {"idle_days": services.IDLE_DAYS})


@limit_rate("estimate")
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    """Ask the first question; its answer makes the decision, so that merely looking stores nothing."""
    book = current_book()
    if request.method != "POST":
        context = page_context(PageForm(FIRST, book, {})) | {"mine": own_decisions(request)[:SHOWN]}
        return render(request, "decisions/questionnaire/page.html", context)
    form = posted_form(FIRST, book, request.POST)
    if form.faults():
        return render(request, "decisions/questionnaire/page.html", page_context(form, shown_faults=True), status=422)
    key = _begin_once(request, form)
    follower = walk(form.raw, book).after(FIRST.slug)
    assert follower  # noqa: S101  the first page is never the last
    return SeeOther(reverse("decisions:question", args=[key, follower.page.slug]))


def _begin_once(request: HttpRequest, form: PageForm) -> str:
    """The id of the decision that this opened page begins; sent twice, it begins one only."""
    opened = request.POST.get("editor", "")[:40]
    begun: dict[str, str] = request.session.get(BEGUN, {})
    if opened in begun:
        return begun[opened]
    decision, _ = services.start_decision(answers=form.raw)
    grant(request, decision)
    request.session[BEGUN] = {opened: str(decision.pk)}
    return str(decision.pk)


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
