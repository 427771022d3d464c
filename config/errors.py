"""Error pages that need more than a template."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from config.ratelimit import too_many_requests


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Return the page for a form that was open too long or came from another site."""
    return render(request, "403_csrf.html", status=403)


def locked_out(request: HttpRequest, *_: object) -> HttpResponse:
    """Return the page after too many wrong passwords."""
    return too_many_requests(request, settings.AXES_COOLOFF_TIME * 3600)
