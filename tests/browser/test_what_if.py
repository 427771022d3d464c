"""“Try other values” in a browser: by slider and by box, kept under a name, with and without JavaScript."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NewVisitor
from tests.browser.test_sharper import copied_example

pytestmark = pytest.mark.browser
NORMAL = "People to run self-hosted Medplum in a normal quarter"


@pytest.mark.parametrize("js", [True, False], ids=["js", "no-js"])
@pytest.mark.parametrize(("width", "dark"), [(320, True), (1280, False)], ids=["320-dark", "1280-light"])
def test_a_visitor_tries_other_values_and_keeps_them(new_visitor: NewVisitor, width: int, dark: bool, js: bool):
    visitor = new_visitor(width=width, dark=dark, js=js)
    page = visitor.page
    copied_example(visitor)
    page.get_by_role("link", name="Make it sharper").click()
    page.get_by_role("link", name="See the result").click()
    page.get_by_role("link", name="Try other values").first.click()
    visitor.sees_heading("Try other values")
    if js:
        expect(page.get_by_label("One other answer")).to_be_visible()
    visitor.looks()
    box = page.get_by_label(NORMAL, exact=True)
    if js:
        slider = page.get_by_label(f"{NORMAL}, slider")
        slider.focus()
        slider.press("End")
        expect(box).to_have_value("1")
    else:
        box.fill("1")
        page.get_by_role("button", name="Show what comes of it").click()
    outcome = page.locator("#outcome")
    expect(outcome).to_contain_text("As tried")
    expect(outcome).to_contain_text(NORMAL)
    visitor.looks()
    page.get_by_label("Keep it under this name").fill("Busy team")
    page.get_by_role("button", name="Keep", exact=True).click()
    expect(page.get_by_role("heading", name="Kept scenarios, side by side")).to_be_visible()
    expect(page.get_by_role("button", name="Remove “Busy team”")).to_be_visible()
    visitor.looks()
    assert not visitor.faults
