"""Answers that several pages give."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

MARKDOWN = "text/markdown; charset=utf-8"


class SeeOther(HttpResponseRedirect):
    """After a POST: the page to look at now (303)."""

    status_code = 303


def is_htmx(request: HttpRequest) -> bool:
    """Whether htmx asks, and a fragment is wanted instead of a page."""
    return bool(getattr(request, "htmx", False))


def file_to_keep(content: str | bytes, content_type: str, name: str) -> HttpResponse:
    """A file that the browser stores under a name."""
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
