"""The whole journey in Chromium: narrow and wide, light and dark, with and without JavaScript."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NewVisitor
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser
NEED_BOX = "scenario-needs-answers-email"


def answer_the_rest(visitor: Visitor) -> None:
    """Questions 3 to 12, the sixth left open."""
    page = visitor.page
    visitor.sees_heading("Which of these do you need, and must Medplum provide it?")
    page.locator(f"#{NEED_BOX}").check()
    page.get_by_role("button", name="Answer No to the rest").click()
    expect(page.locator("#scenario-needs-answers-scim-2")).to_be_checked()
    visitor.looks()
    visitor.continue_to("Has Medplum given you a price in writing?")
    visitor.choose("Yes")
    page.get_by_label("Price a month").fill("$6,000")
    visitor.looks()
    visitor.continue_to("How many patients will have a record in three years?")
    visitor.choose("10,000 to 100,000")
    visitor.looks()
    visitor.continue_to("When must it be up, and who is woken if it is not?")
    visitor.looks()
    visitor.continue_to("Who would do the work?")
    visitor.choose("People taken from product work")
    visitor.looks()
    visitor.continue_to("What does one such engineer cost you a year, everything included?")
    visitor.choose("Germany")
    page.get_by_label("Your own figure").fill("90k")
    visitor.looks()
    visitor.continue_to("Where would it run, and do you already run production there?")
    visitor.choose("AWS")
    visitor.looks()
    visitor.continue_to("If it stops at 10 in the morning, what happens in the first hour?")
    visitor.choose("Care is delayed")
    visitor.looks()
    visitor.continue_to("Which certificates do you hold or need anyway, wherever Medplum runs?")
    visitor.choose("SOC 2 Type II")
    visitor.looks()
    visitor.continue_to("Does your board count people you already employ?")
    visitor.choose("Show both")
    visitor.looks()


def freeze_and_share(visitor: Visitor) -> str:
    """From the result to a link; returns its address."""
    page = visitor.page
    page.get_by_role("link", name="Freeze a report").click()
    visitor.go_on()
    page.get_by_role("link", name="Share this report").click()
    visitor.choose("I know that anybody who gets the link can read this report.")
    page.get_by_role("button", name="Make a link").click()
    return page.locator("input[readonly]").input_value()


@pytest.mark.parametrize("js", [True, False], ids=["js", "no-js"])
@pytest.mark.parametrize(("width", "dark"), [(375, False), (1280, True)], ids=["375-light", "1280-dark"])
def test_a_visitor_answers_reads_the_result_and_shares_it(new_visitor: NewVisitor, width: int, dark: bool, js: bool):
    visitor = new_visitor(width=width, dark=dark, js=js)
    page = visitor.page
    visitor.begin()
    visitor.sees_heading("Does anything rule one option out?")
    visitor.choose("Data must stay in a country")
    visitor.sees_saved()
    visitor.looks()
    visitor.continue_to("Who says in which country the data must stay?")
    visitor.choose("A law or a contract")
    page.get_by_label("Which country?").select_option("Germany")
    visitor.choose("Asked, no answer yet", "In writing")
    visitor.looks()
    visitor.go_on()
    answer_the_rest(visitor)
    visitor.continue_to("Which of these rules apply to you?")
    visitor.looks()
    visitor.continue_to("Check your answers")
    expect(page.locator("main")).to_contain_text("€90,000 a year")
    expect(page.locator("#service")).to_contain_text("Not provided")
    visitor.looks()
    visitor.go_on()
    expect(page.locator("main")).to_contain_text("Ask first")
    visitor.looks()
    link = freeze_and_share(visitor)
    reader = new_visitor(width=width, dark=dark, js=js)
    reader.page.goto(link)
    expect(reader.page.locator("main")).to_contain_text("Ask first")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_the_pages_of_the_reasons_hold_on_any_screen(new_visitor: NewVisitor, width: int, dark: bool):
    visitor = new_visitor(width=width, dark=dark)
    visitor.page.goto("/")
    visitor.looks()
    visitor.page.goto("/about/data/")
    visitor.looks()
    visitor.begin()
    visitor.choose(
        "It must run on our own premises",
        "A named certificate is demanded",
        "It must work without internet",
        "Medplum’s code must be changed",
        "It is for learning only, without patient data",
        "Something else",
    )
    for _ in range(6):
        visitor.go_on()
        visitor.page.locator(":is(.choice, .segment) input").locator("visible=true").first.check()
        visitor.looks()
    visitor.go_on()
    visitor.sees_heading("Which of these do you need, and must Medplum provide it?")
    visitor.page.get_by_role("link", name="All answers").click()
    visitor.looks()
    visitor.page.get_by_role("link", name="Continue on another device").click()
    visitor.go_on()
    visitor.looks()


@pytest.mark.parametrize("js", [True, False], ids=["js", "no-js"])
def test_a_fault_is_shown_with_a_way_to_it_and_keeps_what_was_typed(new_visitor: NewVisitor, js: bool):
    visitor = new_visitor(js=js)
    visitor.begin()
    page = visitor.page
    page.goto(page.url.replace("/reasons/", "/cost/"))
    page.get_by_label("Your own figure").fill("1,2")
    visitor.go_on()
    expect(page).to_have_title(re.compile("^Error: "))
    if js:
        expect(page.locator(".faults")).to_be_focused()
    visitor.looks()
    page.locator(".faults a").click()
    expect(page.get_by_label("Your own figure")).to_be_focused()
    expect(page.get_by_label("Your own figure")).to_have_value("1,2")


def test_an_example_opens_in_one_click_and_can_be_copied(visitor: Visitor):
    visitor.page.goto("/")
    visitor.page.get_by_role("link", name="Rural clinics with poor connectivity").click()
    expect(visitor.page.locator("main")).to_contain_text("Self-hosting is required")
    visitor.looks()
    visitor.page.get_by_role("button", name="Copy it").click()
    visitor.sees_heading("Check your answers")


def test_first_load_is_small(visitor: Visitor):
    visitor.begin()
    sizes = visitor.page.evaluate(
        "performance.getEntries().filter(e => e.transferSize !== undefined).map(e => [e.name, e.encodedBodySize])"
    )
    assert sum(size for _, size in sizes) < 150_000, sizes
