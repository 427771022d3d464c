"""What the template of a question page shows."""

import json
import secrets
from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from assumptions.reading import current_book
from decisions import services
from decisions.models import Decision
from decisions.questionnaire.asks import Raw
from decisions.questionnaire.drawing import controls, parts
from decisions.questionnaire.families import FAMILIES
from decisions.questionnaire.forms import PageForm
from decisions.questionnaire.implied import defaults, with_places
from decisions.questionnaire.live import panel
from decisions.questionnaire.pages import FIRST, Walk
from decisions.questionnaire.question_pages import TWELVE
from decisions.questionnaire.rule_pages import sources_asked

Context = dict[str, Any]
EDITOR_BYTES = 9


def question_url(decision: Decision, slug: str, **flags: bool) -> str:
    """Address of a question; flags: check (it came from the check page), faults (show what cannot be read)."""
    named = "&".join(name for name, given in flags.items() if given)
    return reverse("decisions:question", args=[decision.pk, slug]) + (f"?{named}" if named else "")


def page_context(form: PageForm, *, stored: Mapping[str, Raw] | None = None, shown_faults: bool = False) -> Context:
    """Everything about the page that does not depend on a decision; `stored`: its answers as they are kept."""
    faults = form.faults() if shown_faults else {}
    drawn = controls(form, faults)
    first, more = (drawn[:1], drawn[1:]) if form.page.more else (drawn, [])
    return {
        "page": form.page,
        "controls": first,
        "more_controls": more,
        "more_open": any(control.value or control.fault for control in more),
        "heading_in_legend": drawn[0].heading,
        "faults": faults,
        "sources": sources_asked(form, current_book()),
        "of": len(TWELVE),
        "base": json.dumps({path: (stored or {}).get(path, "") for path in form.raw}),
        "editor": secrets.token_urlsafe(EDITOR_BYTES),
        "back_url": reverse("decisions:start"),
    }


def decision_page_context(
    decision: Decision, form: PageForm, found: Walk, *, shown_faults: bool = False, checking: bool = False
) -> Context:
    """The page of a stored decision: where Back leads, and the estimate beside it."""
    if form.page in FAMILIES:
        return _details_context(decision, form, shown_faults=shown_faults, checking=checking)
    with_places(form, services.case_of(decision), current_book())
    before = found.before(form.page.slug)
    back = reverse("decisions:question", args=[decision.pk, before.page.slug]) if before else reverse("decisions:start")
    return page_context(form, stored=decision.answers, shown_faults=shown_faults) | {
        "decision": decision,
        "checking": checking,
        "back_url": reverse("decisions:check", args=[decision.pk]) if checking else back,
        "is_last": found.after(form.page.slug) is None,
        **({} if form.page == FIRST else live_context(decision)),
    }


def _details_context(decision: Decision, form: PageForm, *, shown_faults: bool, checking: bool) -> Context:
    """A page of details: its questions by section, each with what counts while it is open."""
    book = current_book()
    faults = form.faults() if shown_faults else {}
    implied = defaults(form, services.case_of(decision, book), book, decision.first_quarter)
    back = reverse("decisions:check" if checking else "decisions:sharper", args=[decision.pk])
    return page_context(form, stored=decision.answers, shown_faults=shown_faults) | {
        "decision": decision,
        "checking": checking,
        "back_url": back + (f"#{form.page.slug}" if checking else ""),
        "parts": parts(form, controls(form, faults, implied)),
        **live_context(decision),
    }


def live_context(decision: Decision) -> Context:
    """The estimate beside the questions, and whether anything that is left can change the answer."""
    judged = services.estimate_case(services.case_of(decision))
    return {
        "decision": decision,
        "live": panel(judged.estimate, judged.verdict),
        "settled": services.nothing_left_to_change(decision, judged),
    }
