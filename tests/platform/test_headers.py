"""Headers and cookies of every answer, good or bad."""

from typing import Any

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import URLPattern, get_resolver, resolve

from config.middleware import PUBLIC_PAGES, private_pages

pytestmark = pytest.mark.django_db

EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(), camera=(), microphone=(), browsing-topics=()",
}
POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
}


def answers() -> list[tuple[str, Any]]:
    """Return one answer of each kind: page, not found, wrong method, redirect, refused form, wrong host."""
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    return [
        ("page", client.get("/")),
        ("health", client.get("/livez")),
        ("not found", client.get("/nowhere")),
        ("method", client.post("/livez")),
        ("sign-in", client.get("/accounts/login/")),
        ("redirect", client.get("/admin/")),
        ("refused form", client.post("/accounts/login/", {"login": "x", "password": "y"})),
        ("wrong host", client.get("/", headers={"host": "elsewhere.example"})),
    ]


def test_every_answer_carries_the_header_set():
    for name, response in answers():
        assert {key: response.get(key) for key in EVERYWHERE} == EVERYWHERE, name
        assert set(response["Content-Security-Policy"].split("; ")) == POLICY, name


def test_everything_but_the_public_pages_is_kept_out_of_caches_and_indexes():
    for name, response in answers():
        private = name != "page"
        assert (response.get("Cache-Control") == "no-store") is private, name
        assert ("noindex" in response.get("X-Robots-Tag", "")) is private, name


def test_an_error_on_a_public_page_is_private():
    request = RequestFactory().get("/")
    request.resolver_match = resolve("/")
    answer = private_pages(lambda _: HttpResponse(status=500))(request)
    assert answer["Cache-Control"] == "no-store"


def test_public_pages_exist():
    names = {
        ":".join(filter(None, [getattr(resolver, "app_name", None), pattern.name]))
        for resolver in [get_resolver(), *get_resolver().url_patterns]
        for pattern in getattr(resolver, "url_patterns", [])
        if isinstance(pattern, URLPattern)
    }
    assert names >= PUBLIC_PAGES


def test_cookies_are_lax_and_the_session_is_out_of_reach_of_scripts(client, admin_user):
    client.post("/accounts/login/", {"login": admin_user.username, "password": "password"})
    client.get("/accounts/login/")
    cookies = client.cookies
    assert set(cookies) == {"sessionid", "csrftoken"}
    assert {cookie["samesite"] for cookie in cookies.values()} == {"Lax"}
    assert cookies["sessionid"]["httponly"]
    assert {cookie["path"] for cookie in cookies.values()} == {"/"}


def test_https_redirects_and_is_remembered_by_the_browser(settings):
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    settings.SECURE_HSTS_SECONDS = 63072000
    client = Client()
    assert client.get("/").headers["Location"] == "https://testserver/"
    secure = client.get("/", headers={"x-forwarded-proto": "https"})
    assert secure.status_code == 200
    assert secure["Strict-Transport-Security"].startswith("max-age=63072000")


def test_no_setting_allows_inline_code():
    directives = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    assert not [word for words in directives.values() for word in words if "unsafe" in word or word == "*"]
