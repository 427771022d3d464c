"""The readiness check in a browser: hub, a domain, what is left; with and without JavaScript, by keyboard."""

import re

import pytest
from playwright.sync_api import expect

from decisions.advice.progress import DOMAINS
from tests.browser.conftest import NewVisitor
from tests.browser.test_sharper import copied_example
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser
STRUGGLING = "Already self-hosting and struggling"
EVIDENCE = "Write a link that begins with https:// or http://."


def opened_hub(visitor: Visitor) -> None:
    """From a copied example to the result and on to the hub."""
    copied_example(visitor, STRUGGLING)
    visitor.page.get_by_role("link", name="Result", exact=True).click()
    visitor.page.get_by_role("navigation", name="What next").get_by_role("link", name="Readiness check").click()
    visitor.sees_heading("Readiness check")


@pytest.mark.parametrize("js", [True, False], ids=["js", "no-js"])
@pytest.mark.parametrize(
    ("width", "dark"), [(320, False), (375, True), (1280, False)], ids=["320-light", "375-dark", "1280-light"]
)
def test_a_visitor_goes_through_a_domain(new_visitor: NewVisitor, width: int, dark: bool, js: bool):
    visitor = new_visitor(width=width, dark=dark, js=js)
    page = visitor.page
    opened_hub(visitor)
    visitor.looks()
    page.get_by_role("link", name="Security", exact=True).click()
    visitor.sees_heading("Security")
    first, second = page.locator("#BP-33"), page.locator("#BP-34")
    first.get_by_label("In place").check()
    second.get_by_label("Partly").check()
    second.locator("summary").click()
    second.get_by_label("Owner").fill("Platform team")
    second.get_by_label("Due").fill("2027-03-01")
    visitor.sees_saved()
    visitor.looks()
    if js:
        expect(page.locator("#standing")).to_contain_text("5 of 11 looked at: 3 in place, 2 partly")
    page.get_by_role("button", name="Save and go on to Upgrades").click()
    visitor.sees_heading("Upgrades")
    page.get_by_role("button", name="Save and return").click()
    visitor.sees_heading("Readiness check")
    gap = page.locator("tr", has_text="Backend services sit in private subnets.")
    expect(gap).to_contain_text("Platform team")
    expect(gap).to_contain_text("1 March 2027")
    visitor.looks()
    gap.get_by_role("link").click()
    visitor.sees_heading("Security")
    expect(page.locator("#BP-34").get_by_label("Partly")).to_be_checked()


@pytest.mark.parametrize("js", [True, False], ids=["js", "no-js"])
def test_a_bad_link_is_named_at_its_field_and_mended(new_visitor: NewVisitor, js: bool):
    visitor = new_visitor(js=js)
    page = visitor.page
    opened_hub(visitor)
    page.get_by_role("link", name="Security", exact=True).click()
    practice = page.locator("#BP-37")
    practice.locator("summary").click()
    practice.get_by_label("Link to evidence").fill("our wiki")
    if js:
        expect(practice.get_by_text(EVIDENCE)).to_be_visible()
    page.get_by_role("button", name="Save and return").click()
    page.locator(".faults").get_by_role("link", name=EVIDENCE).click()
    field = page.locator("#BP-37").get_by_label("Link to evidence")
    expect(field).to_have_value("our wiki")
    expect(field).to_be_focused()
    visitor.looks()
    field.fill("https://wiki.example.org/secrets")
    visitor.sees_saved()
    page.get_by_role("button", name="Save and return").click()
    visitor.sees_heading("Readiness check")


def test_a_practice_is_answered_with_the_keyboard_alone(visitor: Visitor):
    opened_hub(visitor)
    page = visitor.page
    page.get_by_role("link", name="Capacity", exact=True).focus()
    page.keyboard.press("Enter")
    visitor.sees_heading("Capacity")
    practice = page.locator("#BP-21")
    practice.get_by_label("In place").focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    expect(practice.get_by_label("Partly")).to_be_checked()
    practice.locator("summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("Looked at on Monday")
    visitor.sees_saved()
    page.reload()
    expect(page.locator("#BP-21").get_by_label("Note")).to_have_value("Looked at on Monday")
    visitor.looks()


def test_what_moved_since_a_report_is_said(visitor: Visitor):
    opened_hub(visitor)
    page = visitor.page
    hub = page.url
    page.goto(hub + "support/")
    for practice in page.locator(".practice").all():
        practice.get_by_label("In place").check()
    visitor.sees_saved()
    page.goto(hub.replace("/readiness/", "/freeze/"))
    page.locator("main form button").first.click()
    page.goto(hub + "support/")
    page.locator(".practice").first.get_by_label("No", exact=True).check()
    visitor.sees_saved()
    page.goto(hub)
    expect(page.locator("main")).to_contain_text(re.compile(r"Since the report of .*: 1 fallen back\."))
    expect(page.get_by_role("heading", name="Since the reports")).to_be_visible()
    visitor.looks()


@pytest.mark.parametrize(("width", "dark"), [(320, True), (1280, True)], ids=["320-dark", "1280-dark"])
def test_every_domain_looks_right(new_visitor: NewVisitor, width: int, dark: bool):
    visitor = new_visitor(width=width, dark=dark)
    opened_hub(visitor)
    hub = visitor.page.url
    for slug, label in DOMAINS.items():
        visitor.page.goto(f"{hub}{slug}/")
        visitor.sees_heading(label)
        visitor.page.locator(".practice summary").first.click()
        visitor.looks()
