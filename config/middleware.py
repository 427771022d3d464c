"""Headers of every response, and the second factor of staff."""

from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.deprecation import MiddlewareMixin

GetResponse = Callable[[HttpRequest], HttpResponse]

# Pages that anybody may keep and index. Every other response is private.
PUBLIC_PAGES = frozenset({"decisions:start", "decisions:data"})

POLICY_HEADERS = {
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(), camera=(), microphone=(), browsing-topics=()",
}
PRIVATE_HEADERS = {
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
}


def policy_headers(get_response: GetResponse) -> GetResponse:
    """Add the headers that Django has no setting for."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        for name, value in POLICY_HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    return middleware


def private_pages(get_response: GetResponse) -> GetResponse:
    """Keep every page out of caches and search engines, unless it is listed as public."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        match = request.resolver_match
        if match is None or match.view_name not in PUBLIC_PAGES or response.status_code >= 400:
            for name, value in PRIVATE_HEADERS.items():
                response.headers[name] = value
        return response

    return middleware


class SecondFactorMiddleware(MiddlewareMixin):
    """Sends staff without a second factor to its set-up before any admin page, when HTTPS is on."""

    def process_view(self, request: HttpRequest, *_: object) -> HttpResponse | None:
        """Return a redirect, or None to go on."""
        match = request.resolver_match
        if not settings.HTTPS or match is None or match.app_name != "admin":
            return None
        if match.url_name == "logout" or not request.user.is_staff or is_mfa_enabled(request.user):
            return None
        return redirect("mfa_activate_totp")
