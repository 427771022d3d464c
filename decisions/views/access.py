"""Who may work on a decision: whoever began it in this browser or opened its edit link."""

import functools
import uuid
from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from decisions.models import Decision

View = Callable[..., HttpResponse]
GRANTS = "decisions"  # session key: decision id → day of the last visit
MAX_GRANTS = 50


def grant(request: HttpRequest, decision: Decision) -> None:
    """Lets this browser work on the decision; the oldest grants make room."""
    grants = request.session.get(GRANTS, {}) | {str(decision.pk): timezone.now().date().isoformat()}
    newest = sorted(grants.items(), key=lambda item: item[1])[-MAX_GRANTS:]
    request.session[GRANTS] = dict(newest)


def revoke_grant(request: HttpRequest, decision: Decision) -> None:
    """Forgets the decision in this browser."""
    grants = request.session.get(GRANTS, {})
    request.session[GRANTS] = {key: day for key, day in grants.items() if key != str(decision.pk)}


def may_edit(request: HttpRequest, decision_id: uuid.UUID) -> bool:
    """Whether this browser was granted the decision."""
    return str(decision_id) in request.session.get(GRANTS, {})


def own_decisions(request: HttpRequest) -> list[Decision]:
    """Decisions that this browser may work on, the one changed last first."""
    return list(Decision.objects.filter(pk__in=request.session.get(GRANTS, {}), example=""))


def granted_decision(request: HttpRequest, decision_id: uuid.UUID) -> Decision:
    """The decision, if this browser may work on it; 404 for every other id, known or not."""
    if not may_edit(request, decision_id):
        raise Http404
    decision = Decision.objects.filter(pk=decision_id, example="").first()
    if decision is None:
        raise Http404
    if request.session[GRANTS][str(decision_id)] != timezone.now().date().isoformat():
        grant(request, decision)  # one visit a day prolongs the session
    return decision


def with_decision(view: View) -> View:
    """Give the view its Decision in place of the id in the address, or answer 404."""

    @functools.wraps(view)
    def guarded(request: HttpRequest, decision_id: uuid.UUID, *args: Any, **kwargs: Any) -> HttpResponse:
        return view(request, granted_decision(request, decision_id), *args, **kwargs)

    return guarded
