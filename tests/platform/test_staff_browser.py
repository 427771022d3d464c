"""Staff sign in with a real browser: cookies, form protection and policy as they meet there."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.server import Server

pytestmark = pytest.mark.browser

PASSWORD = "correct horse battery staple"


@pytest.fixture(scope="module")
def site(server: Server) -> Server:
    server.manage("createsuperuser", "--noinput", "--username=bob", "--email=", DJANGO_SUPERUSER_PASSWORD=PASSWORD)
    return server


def sign_in(page: Page, password: str) -> None:
    page.fill("[name=login]", "bob")
    page.fill("[name=password]", password)
    page.click("main button")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_signing_in_and_reaching_the_second_factor(browser, site, scripts):
    page = browser.new_page(java_script_enabled=scripts)
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text) if "Content Security" in message.text else None)
    page.goto(f"{site.url}/admin/")
    sign_in(page, "wrong")
    expect(page.locator("main")).to_contain_text("not correct")
    sign_in(page, PASSWORD)
    expect(page).to_have_url(f"{site.url}/admin/")
    page.goto(f"{site.url}/accounts/mfa/totp/activate/")
    page.fill("[name=password]", PASSWORD)
    page.click("main button")
    expect(page.locator("main img")).to_be_visible()
    assert not refused
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_sign_in_second_factor_and_error_pages_are_accessible(browser, site, scheme):
    page = browser.new_page(color_scheme=scheme)
    findings = {}

    def look() -> None:
        findings[page.url] = [fault["id"] for fault in Axe().run(page).response["violations"]]

    page.goto(f"{site.url}/nowhere/")
    look()
    page.goto(f"{site.url}/admin/")
    look()
    sign_in(page, PASSWORD)
    page.goto(f"{site.url}/accounts/mfa/totp/activate/")
    look()
    page.fill("[name=password]", PASSWORD)
    page.click("main button")
    look()
    assert {url: faults for url, faults in findings.items() if faults} == {}
    assert len(findings) == 4
    page.close()
