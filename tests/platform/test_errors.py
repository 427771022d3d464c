"""Error pages: in the house's look, saying what to do, telling nothing."""

import pytest
from django.template.loader import render_to_string
from django.test import Client

from config.logs import scrub

TOKEN = "Zk3v9-Qx_0aB1cD2eF3gH4iJ5kL6mN7oP8qR9sT0uV1"


@pytest.mark.parametrize("name", ["400", "403", "403_csrf", "404", "429", "500"])
def test_error_pages_render_without_any_context(name):
    page = render_to_string(f"{name}.html")
    assert "<h1>" in page
    assert "<title>" in page
    assert page.lower().count("please") == page.lower().count("oops") == 0


@pytest.mark.django_db
def test_an_unknown_address_is_not_found():
    response = Client().get("/nowhere/")
    assert response.status_code == 404
    assert b"<h1>Not found</h1>" in response.content


@pytest.mark.django_db
def test_a_form_without_its_token_changes_nothing_and_says_so():
    response = Client(enforce_csrf_checks=True).post("/accounts/login/", {})
    assert response.status_code == 403
    assert b"Nothing was changed" in response.content


@pytest.mark.parametrize(
    "line",
    [
        f"Not Found: /s/{TOKEN}/",
        f'[time] 127.0.0.1 - "GET /e/{TOKEN}/ HTTP/1.1" 303',
        f"GET /accounts/login/?next=%2Fs%2F{TOKEN}%2F",
    ],
)
def test_logs_lose_the_secret_and_keep_the_rest(line):
    assert scrub(line) == line.replace(TOKEN, "[token]")


def test_logs_keep_other_addresses():
    line = "Not Found: /d/3f2b8a52-1111-4222-8333-444455556666/result/"
    assert scrub(line) == line
