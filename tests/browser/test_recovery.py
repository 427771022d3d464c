"""The recovery plan in Chromium: drawn without script, on any screen, printed; a drill recorded and refused."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NewVisitor
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser


def own_plan(visitor: Visitor) -> None:
    """Copies an example and goes from its result to the plan."""
    page = visitor.page
    page.goto("/examples/seed-stage-company/")
    page.get_by_role("button", name="Copy it").click()
    visitor.go_on()
    page.get_by_role("link", name="Recovery plan").click()
    visitor.sees_heading("Recovery plan")


@pytest.mark.parametrize(
    ("slug", "width", "dark"),
    [
        ("eu-hospital-network", 320, False),
        ("seed-stage-company", 1280, True),
        ("rural-clinics", 375, True),
        ("struggling-self-hoster", 1280, False),
    ],
)
def test_every_plan_holds_on_any_screen(new_visitor: NewVisitor, slug: str, width: int, dark: bool):
    visitor = new_visitor(width=width, dark=dark)
    visitor.page.goto(f"/examples/{slug}/recovery/")
    visitor.page.evaluate("for (const details of document.querySelectorAll('details')) details.open = true")
    visitor.looks()
    drawing = visitor.page.get_by_role("img", name="back after")
    expect(drawing).to_be_visible()
    bars = visitor.page.locator(".gantt-bar").all()
    assert len(bars) == 5
    boxes = [bar.bounding_box() for bar in bars]
    starts = [box["x"] for box in boxes if box]
    assert starts == sorted(starts)
    assert all(box and box["x"] + box["width"] <= width for box in boxes)


@pytest.mark.parametrize("js", [True, False])
def test_a_drill_is_refused_then_recorded_then_removed(new_visitor: NewVisitor, js: bool):
    visitor = new_visitor(js=js)
    own_plan(visitor)
    page = visitor.page
    page.locator("#drill-on").fill("2050-01-31")
    visitor.choose("Real drill")
    page.locator("#drill-minutes").fill("95")
    page.get_by_role("button", name="Record it").click()
    expect(page.locator(".faults")).to_contain_text("31 January 2050 is still to come")
    visitor.looks()
    page.locator("#drill-on").fill("2026-01-30")
    page.locator("#drill-note").fill("Two people")
    page.get_by_role("button", name="Record it").click()
    record = page.get_by_text("30 January 2026, real drill, 95 minutes: Two people")
    expect(record).to_be_visible()
    visitor.looks()
    page.get_by_role("button", name="Remove the drill of 30 January 2026").click()
    expect(page.get_by_text("No drill is on record.")).to_be_visible()


def test_what_is_printed(visitor: Visitor):
    own_plan(visitor)
    page = visitor.page
    page.emulate_media(media="print")
    for seen in (".gantt svg", ".runbook ol", ".plan table", "#drills"):
        expect(page.locator(seen).first).to_be_visible()
    for hidden in (".record", ".contents", ".plan .actions", ".back"):
        expect(page.locator(hidden).first).to_be_hidden()
