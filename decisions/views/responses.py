"""Answers that several pages give."""

from django.http import HttpRequest, HttpResponseRedirect


class SeeOther(HttpResponseRedirect):
    """After a POST: the page to look at now (303)."""

    status_code = 303


def is_htmx(request: HttpRequest) -> bool:
    """Whether htmx asks, and a fragment is wanted instead of a page."""
    return bool(getattr(request, "htmx", False))
