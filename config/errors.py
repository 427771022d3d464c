"""Error pages that need more than a template."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from config.ratelimit import too_many_requests


def locked_out(request: HttpRequest, *_: object) -> HttpResponse:
    """Return the page after too many wrong passwords."""
    return too_many_requests(request, settings.AXES_COOLOFF_TIME * 3600)
