"""Staff accounts: no sign-up, one way in, a second factor once the site is on HTTPS."""

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.contrib.auth.models import User
from django.core.cache import cache
from django.test import Client

pytestmark = pytest.mark.django_db

PASSWORD = "correct horse battery staple"
SECRET = "JBSWY3DPEHPK3PXP"


@pytest.fixture
def staff() -> User:
    return User.objects.create_superuser("alice", "alice@example.org", PASSWORD)


def sign_in(client: Client, password: str = PASSWORD):
    return client.post("/accounts/login/?next=/admin/", {"login": "alice", "password": password})


def code_now() -> str:
    return format_hotp_value(hotp_value(SECRET, int(time.time()) // 30))


def test_the_admin_has_no_door_of_its_own(client):
    assert client.get("/admin/").headers["Location"].startswith("/admin/login/")
    assert client.get("/admin/login/?next=/admin/").headers["Location"].startswith("/accounts/login/")
    assert client.post("/admin/login/", {"username": "alice", "password": PASSWORD}).status_code == 302


def test_nobody_can_sign_up(client):
    assert client.get("/accounts/signup/").status_code == 404
    assert b"Sign up" not in client.get("/accounts/login/").content


def test_staff_sign_in_and_reach_the_admin(client, staff):
    assert sign_in(client).headers["Location"] == "/admin/"
    assert client.get("/admin/").status_code == 200


def test_a_session_of_staff_ends_after_half_a_day(client, staff):
    sign_in(client)
    assert client.session.get_expiry_age() <= 12 * 3600


def test_those_who_are_not_staff_stay_out(client):
    User.objects.create_user("alice", password=PASSWORD)
    sign_in(client)
    assert client.get("/admin/").status_code == 302
    assert client.get("/admin/login/").status_code == 403


def test_with_https_the_admin_waits_for_a_second_factor(client, staff, settings):
    settings.HTTPS = True
    sign_in(client)
    for page in ("/admin/", "/admin/auth/user/", "/admin/password_change/"):
        assert client.get(page).headers["Location"] == "/accounts/mfa/totp/activate/", page


def test_the_second_factor_opens_the_admin_and_its_code_works_once(staff, settings):
    settings.HTTPS = True
    TOTP.activate(staff, SECRET)
    code = code_now()
    client = Client()
    assert sign_in(client).headers["Location"].startswith("/accounts/mfa/authenticate/")
    assert client.get("/admin/").status_code == 302
    assert client.post("/accounts/mfa/authenticate/", {"code": code}).headers["Location"] == "/admin/"
    assert client.get("/admin/").status_code == 200
    again = Client()
    sign_in(again)
    assert again.post("/accounts/mfa/authenticate/", {"code": code}).status_code == 200
    assert again.get("/admin/").status_code == 302


def test_a_second_factor_can_be_set_up_without_proving_an_e_mail_address(client, staff, settings):
    settings.HTTPS = True
    sign_in(client)
    confirm = client.get("/admin/", follow=True).redirect_chain[-1][0]
    client.post(confirm, {"password": PASSWORD})
    page = client.get("/accounts/mfa/totp/activate/")
    secret = page.context["form"].secret
    code = format_hotp_value(hotp_value(secret, int(time.time()) // 30))
    assert client.post("/accounts/mfa/totp/activate/", {"code": code}).status_code == 302
    assert Authenticator.objects.filter(user=staff, type="totp").exists()
    assert client.get("/accounts/mfa/recovery-codes/").status_code == 200
    assert client.get("/admin/").status_code == 200


def test_guessing_passwords_is_slowed_even_for_the_right_one(client, staff):
    for attempt in range(6):
        sign_in(client, password=f"wrong {attempt}")
    assert b"Too many failed" in sign_in(client).content
    assert client.get("/admin/").status_code == 302


def test_guessing_spread_over_workers_is_stopped_by_the_database(client, staff):
    statuses = []
    for attempt in range(11):
        cache.clear()  # each worker keeps its own count of failures
        statuses.append(sign_in(client, password=f"wrong {attempt}").status_code)
    assert (statuses[0], statuses[-1]) == (200, 429)
    cache.clear()
    assert sign_in(client).status_code == 429
    assert client.get("/admin/").status_code == 302
