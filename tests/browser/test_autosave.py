"""Autosave that can be seen: saved, not saved, saved again; never an old answer over a new one."""

import pytest
from playwright.sync_api import Route, expect

from tests.browser.conftest import NewVisitor
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser
OWN_FIGURE = "Your own figure"


def at_question(visitor: Visitor, slug: str) -> None:
    """Begin and go to one question."""
    visitor.begin()
    visitor.page.goto(visitor.page.url.replace("/reasons/", f"/{slug}/"))


def test_each_change_is_saved_and_moves_the_estimate_but_not_the_focus(visitor: Visitor):
    at_question(visitor, "cost")
    page = visitor.page
    before = page.locator("#live").inner_text()
    visitor.choose("United States")
    box = page.get_by_label(OWN_FIGURE)
    box.press_sequentially("$400k")
    visitor.sees_saved()
    expect(page.locator(".echo")).to_have_text("= $400,000 a year")
    expect(page.locator("#live")).not_to_have_text(before)
    expect(box).to_be_focused()
    box.press_sequentially("")
    page.reload()
    expect(box).to_have_value("$400k")


def test_offline_is_said_and_nothing_is_lost(visitor: Visitor):
    at_question(visitor, "cost")
    page = visitor.page
    page.context.set_offline(True)
    page.get_by_label(OWN_FIGURE).fill("200k")
    expect(visitor.status()).to_have_text("Not saved – retrying")
    visitor.go_on()
    expect(visitor.status()).to_have_text("Not saved – retrying")
    expect(page.get_by_label(OWN_FIGURE)).to_have_value("200k")
    page.context.set_offline(False)
    visitor.sees_saved()
    visitor.faults.clear()  # the browser reports the broken network, which is meant
    page.reload()
    expect(page.get_by_label(OWN_FIGURE)).to_have_value("200k")


def test_a_slow_save_never_overwrites_a_newer_one(visitor: Visitor):
    at_question(visitor, "cost")
    page = visitor.page
    held: list[Route] = []

    def hold_first(route: Route) -> None:
        if route.request.method == "POST" and not held:
            held.append(route)
        else:
            route.continue_()

    page.route("**/q/cost/", hold_first)
    page.get_by_label(OWN_FIGURE).fill("100k")
    expect(visitor.status()).to_have_text("Saving…")
    page.get_by_label(OWN_FIGURE).fill("300k")
    page.wait_for_timeout(600)
    held[0].continue_()
    expect(page.locator(".echo")).to_have_text("= $300,000 a year")
    address = page.url
    visitor.go_on()
    page.goto(address)
    expect(page.get_by_label(OWN_FIGURE)).to_have_value("300k")


def test_two_tabs_that_change_one_answer_are_told(new_visitor: NewVisitor):
    one = new_visitor()
    at_question(one, "people")
    other = one.page.context.new_page()
    other.goto(one.page.url)
    one.choose("A new hire")
    one.sees_saved()
    other.get_by_label("Contractors or a service firm").check()
    expect(other.locator("#saved")).to_contain_text("somebody else changed this meanwhile")
    other.locator("main form .actions button").click()
    expect(other.get_by_role("heading", level=1)).to_have_text("Two answers to one question")
    other.get_by_role("button", name="Keep these").click()
    expect(other.get_by_role("heading", level=1)).to_contain_text("What does one such engineer cost")
    one.page.reload()
    expect(one.page.get_by_label("Contractors or a service firm")).to_be_checked()


def test_nothing_unticks_the_others(visitor: Visitor):
    visitor.begin()
    visitor.choose("Something else", "Nothing")
    expect(visitor.page.get_by_label("Something else")).not_to_be_checked()
    expect(visitor.page.get_by_label("Nothing", exact=True)).to_be_checked()


def test_what_belongs_to_an_answer_shows_under_it_only_then(visitor: Visitor):
    visitor.page.goto("/new/")
    box = visitor.page.get_by_label("Hosting bill of last month")
    expect(box).to_be_hidden()
    visitor.choose("Live, self-hosted")
    expect(box).to_be_visible()
    box.press_sequentially("3.4k")
    visitor.choose("Nothing yet")
    expect(box).to_be_hidden()


def test_the_keyboard_alone_is_enough(visitor: Visitor):
    visitor.page.goto("/new/")
    visitor.page.keyboard.press("Tab")
    expect(visitor.page.get_by_role("link", name="Skip to the content")).to_be_focused()
    visitor.page.keyboard.press("Enter")
    visitor.page.keyboard.press("Tab")
    visitor.page.keyboard.press("Tab")
    visitor.page.keyboard.press("Space")
    expect(visitor.page.get_by_label("Nothing yet", exact=True)).to_be_checked()
    visitor.page.keyboard.press("Enter")
    visitor.sees_heading("Does anything rule one option out?")
