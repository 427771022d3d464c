"""“Make it sharper” in a browser: from the result to a family, answered by keyboard, with and without JavaScript."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NewVisitor
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser
FAMILIES = ["needs", "workload", "hosting", "people", "upgrades", "recovery", "certificates", "money"]


def copied_example(visitor: Visitor, name: str = "Seed-stage digital-health company") -> None:
    """An example made one's own, on its check page."""
    visitor.page.goto("/")
    visitor.page.get_by_role("link", name=name).click()
    visitor.page.get_by_role("button", name="Copy it").click()
    visitor.sees_heading("Check your answers")


@pytest.mark.parametrize("js", [True, False], ids=["js", "no-js"])
@pytest.mark.parametrize(("width", "dark"), [(375, True), (1280, False)], ids=["375-dark", "1280-light"])
def test_a_visitor_sharpens_the_estimate(new_visitor: NewVisitor, width: int, dark: bool, js: bool):
    visitor = new_visitor(width=width, dark=dark, js=js)
    page = visitor.page
    copied_example(visitor)
    page.get_by_role("link", name="Make it sharper").click()
    visitor.sees_heading("Make it sharper")
    visitor.looks()
    page.get_by_role("link", name="Money", exact=True).click()
    visitor.sees_heading("Money")
    visitor.looks()
    page.get_by_label("For how many quarters do you decide?").fill("20")
    page.get_by_label("Discount rate").fill("8 %")
    visitor.sees_saved()
    if js:
        expect(page.locator("#scenario-money-discount_rate-echo")).to_have_text("= 8 % a year")
    visitor.go_on()
    visitor.sees_heading("Make it sharper")
    expect(page.locator(".family", has_text="Money").first).to_contain_text("2 of 12 answered")
    page.get_by_role("link", name="Check your answers").first.click()
    family = page.locator("#money-in-detail")
    family.locator("summary").click()
    expect(family).to_contain_text("8 % a year yours")
    visitor.looks()


@pytest.mark.parametrize("js", [True, False], ids=["js", "no-js"])
def test_what_cannot_be_read_is_named_kept_and_linked(new_visitor: NewVisitor, js: bool):
    visitor = new_visitor(js=js)
    page = visitor.page
    copied_example(visitor)
    page.locator("#upgrades-in-detail").get_by_role("link", name="Change").click()
    page.get_by_label("In which quarters do you plan").fill("next spring")
    visitor.go_on()
    link = page.locator(".faults").get_by_role("link", name="“next spring” is not a quarter. Write it like 2027Q1.")
    link.click()
    expect(page.get_by_label("In which quarters do you plan")).to_have_value("next spring")
    visitor.looks()
    page.get_by_label("In which quarters do you plan").fill("2028Q2, Q4 2027")
    visitor.go_on()
    visitor.sees_heading("Check your answers")
    page.locator("#upgrades-in-detail summary").click()
    expect(page.locator("#upgrades-in-detail")).to_contain_text("Q4 2027 and Q2 2028")


def test_a_family_is_answered_with_the_keyboard_alone(visitor: Visitor):
    copied_example(visitor)
    page = visitor.page
    page.locator("#hosting-in-detail").get_by_role("link", name="Change").focus()
    page.keyboard.press("Enter")
    visitor.sees_heading("Hosting and tools")
    page.locator("#scenario-hosting-region").focus()
    page.keyboard.type("Canada")
    page.locator("input[name=scenario-hosting-staging]").first.focus()
    page.keyboard.press("ArrowRight")
    visitor.sees_saved()
    page.locator("details.part summary").first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Where are secrets kept?")).to_be_visible()
    visitor.looks()
    page.get_by_role("button", name="Save and return").focus()
    page.keyboard.press("Enter")
    visitor.sees_heading("Check your answers")
    page.locator("#hosting-in-detail summary").press("Enter")
    expect(page.locator("#hosting-in-detail")).to_contain_text("Canada (Central) yours")


@pytest.mark.parametrize(("width", "dark"), [(375, False), (1280, True)], ids=["375-light", "1280-dark"])
def test_every_family_page_looks_right(new_visitor: NewVisitor, width: int, dark: bool):
    visitor = new_visitor(width=width, dark=dark)
    copied_example(visitor, "Already self-hosting and struggling")
    base = re.sub(r"check/.*", "", visitor.page.url)
    for family in FAMILIES:
        visitor.page.goto(f"{base}q/{family}-in-detail/")
        for summary in visitor.page.locator("details.part:not([open]) > summary").all():
            summary.click()
        visitor.looks()
