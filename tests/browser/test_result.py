"""Result and report in Chromium: charts with their tables, explanations, print, links; with and without JavaScript."""

import re
from typing import Literal

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import NewVisitor
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser
EXAMPLE = "/examples/eu-hospital-network/"
CHARTS = ("cost_by_quarter", "cumulative_cost", "people_by_quarter")
RUNNING = "[data-figure=figure-cumulative_cost]"


def plots(page: Page) -> Locator:
    return page.locator(".plot")


def wait_for_charts(page: Page) -> None:
    """Every figure of the page is drawn: the three by quarter, and those of what decides."""
    there = page.locator("[data-figure]").count()
    assert there >= len(CHARTS)
    expect(page.locator(".plot.js-plotly-plot")).to_have_count(there)
    expect(page.locator(".plot .main-svg").first).to_be_visible()


def own_report(visitor: Visitor, example: str = EXAMPLE) -> str:
    """Copies an example, freezes it, and returns the address of the report."""
    page = visitor.page
    page.goto(example)
    page.get_by_role("button", name="Copy it").click()
    visitor.go_on()
    page.get_by_role("link", name="Freeze a report").click()
    visitor.go_on()
    expect(page.get_by_text("It stays as it is when prices")).to_be_visible()
    return page.url


@pytest.mark.parametrize(
    ("slug", "width", "dark"),
    [
        ("eu-hospital-network", 320, False),
        ("seed-stage-company", 1280, False),
        ("rural-clinics", 320, True),
        ("struggling-self-hoster", 1280, True),
    ],
)
def test_every_example_holds_on_any_screen(new_visitor: NewVisitor, slug: str, width: int, dark: bool):
    visitor = new_visitor(width=width, dark=dark)
    visitor.page.goto(f"/examples/{slug}/")
    wait_for_charts(visitor.page)
    visitor.page.evaluate("for (const details of document.querySelectorAll('details')) details.open = true")
    visitor.looks()
    visitor.page.goto(f"/examples/{slug}/explain/maintenance_cost_quarters/")
    visitor.looks()


def test_charts_are_drawn_after_the_first_paint_and_fill_the_page(visitor: Visitor):
    page = visitor.page
    page.goto(EXAMPLE)
    wait_for_charts(page)
    painted, asked = page.evaluate(
        """() => [
            performance.getEntriesByName("first-contentful-paint")[0].startTime,
            performance.getEntriesByType("resource").find((entry) => entry.name.includes("plotly")).startTime,
        ]"""
    )
    assert asked > painted
    widths = page.evaluate("[...document.querySelectorAll('.chart, .main-svg')].map((one) => one.clientWidth)")
    assert len(set(widths)) == 1
    for table in page.locator(".chart table").all():
        expect(table).to_be_hidden()


def test_a_chart_cannot_be_sent_anywhere(visitor: Visitor):
    visitor.page.goto(EXAMPLE)
    wait_for_charts(visitor.page)
    visitor.page.locator(".plot").first.hover()
    contexts = visitor.page.evaluate(
        "[...document.querySelectorAll('.plot')].map(({_context: own}) => [own.showSendToCloud, own.displaylogo])"
    )
    assert len(contexts) >= len(CHARTS)
    assert contexts == [[False, False]] * len(contexts)
    expect(visitor.page.locator(".modebar-btn")).to_have_count(0)


def test_a_chart_says_in_its_table_what_it_draws(visitor: Visitor):
    page = visitor.page
    page.goto(EXAMPLE)
    wait_for_charts(page)
    drawn = page.evaluate(f"Math.round(document.querySelector('{RUNNING}')._fullData[2].y.at(-1))")
    section = page.locator(".chart").filter(has=page.locator(RUNNING))
    section.locator("summary").click()
    last_row = section.locator("tbody tr").last.locator("td").first
    expect(last_row).to_have_text(f"€{drawn:,}")


def test_charts_follow_the_theme(visitor: Visitor):
    page = visitor.page
    page.emulate_media(color_scheme="light")
    page.goto(EXAMPLE)
    wait_for_charts(page)
    line = page.locator(RUNNING).locator("path.js-line:not([style*='stroke-width: 0'])").first
    expect(line).to_have_css("stroke", "rgb(11, 110, 153)")  # --self-host of the light theme
    page.emulate_media(color_scheme="dark")
    expect(line).to_have_css("stroke", "rgb(91, 184, 230)")


def test_without_javascript_tables_are_open_and_no_chart_is_missing(new_visitor: NewVisitor):
    page = new_visitor(js=False).page
    page.goto(EXAMPLE)
    charts = page.locator(".chart").count()
    assert charts >= len(CHARTS)
    expect(page.locator(".chart table")).to_have_count(charts)
    for table in page.locator(".chart table").all():
        expect(table).to_be_visible()
    for plot in plots(page).all():
        expect(plot).to_be_hidden()


def test_a_figure_opens_its_formula_as_a_panel_and_esc_returns(visitor: Visitor):
    page = visitor.page
    page.goto(EXAMPLE)
    total = page.locator(".option .amount a").first
    total.click()
    panel = page.get_by_role("dialog")
    expect(panel.get_by_role("heading", level=1)).to_contain_text("Total of self-hosting")
    visitor.looks()
    panel.get_by_role("link", name="formula of Maintenance staff").click()
    expect(panel).to_contain_text("maintenance_cost_quarters = ordinary_fte_quarters * person_quarter_cost")
    expect(panel).to_contain_text("vendor's claim")
    assert page.url.endswith(EXAMPLE)
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(total).to_be_focused()


def test_without_javascript_a_figure_opens_its_page(new_visitor: NewVisitor):
    page = new_visitor(js=False).page
    page.goto(EXAMPLE)
    page.locator(".option .amount a").first.click()
    page.get_by_role("link", name="formula of Maintenance staff").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Maintenance staff")
    page.get_by_role("link", name="Result").click()
    assert page.url.endswith(EXAMPLE)


def test_a_printed_report_holds_everything_and_no_way_around(visitor: Visitor):
    page = visitor.page
    page.goto(own_report(visitor))
    wait_for_charts(page)
    closed = page.locator("details:not([open])").count()
    assert closed > 3
    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    expect(page.locator("details:not([open])")).to_have_count(0)
    for hidden in ("nav.actions", ".foot", ".chart summary"):
        expect(page.locator(hidden).first).to_be_hidden()
    assert page.evaluate("document.querySelector('.plot')._fullLayout.width") < 700
    assert page.evaluate("getComputedStyle(document.querySelector('thead')).display") == "table-header-group"
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    expect(page.locator("details:not([open])")).to_have_count(closed)
    assert page.pdf(format="A4").startswith(b"%PDF")


@pytest.mark.parametrize(("media", "width"), [("screen", 1280), ("print", 690)])
def test_no_table_pushes_a_column_out_of_view(new_visitor: NewVisitor, media: Literal["screen", "print"], width: int):
    page = new_visitor(width=width).page
    page.goto(EXAMPLE)
    wait_for_charts(page)
    page.emulate_media(media=media)
    page.evaluate("for (const details of document.querySelectorAll('details')) details.open = true")
    too_wide = """[...document.querySelectorAll('.scroll')]
        .filter((one) => one.firstElementChild.offsetWidth > one.clientWidth + 1).map((one) => one.ariaLabel)"""
    assert page.evaluate(too_wide) == []


def test_a_heading_stays_with_its_chart_on_paper(visitor: Visitor):
    page = visitor.page
    page.goto(EXAMPLE)
    wait_for_charts(page)
    page.emulate_media(media="print")
    kept = "[...document.querySelectorAll('.plot')].map((one) => getComputedStyle(one.parentElement).breakInside)"
    assert set(page.evaluate(kept)) == {"avoid"}
    assert page.locator(".with-its-heading > h3 ~ .plot").count() == page.locator(".plot").count()


@pytest.mark.parametrize("js", [True, False], ids=["js", "no-js"])
@pytest.mark.parametrize("width", [320, 1280])
def test_a_report_is_shared_read_and_revoked(new_visitor: NewVisitor, width: int, js: bool):
    owner = new_visitor(width=width, js=js)
    page = owner.page
    report = own_report(owner)
    owner.looks()
    page.get_by_role("link", name="Share this report").click()
    owner.looks()
    page.get_by_role("button", name="Make a link").click()
    expect(page).to_have_title(re.compile("^Error: "))
    owner.looks()
    page.get_by_label("For whom").fill("Board")
    owner.choose("7 days", "I know that anybody")
    page.get_by_role("button", name="Make a link").click()
    owner.looks()
    address = page.get_by_label("The new link").input_value()

    reader = new_visitor(width=width, js=js)
    reader.page.goto(address)
    reader.looks()
    assert report.split("/")[-2] not in reader.page.content()

    page.goto(f"{report}share/")
    expect(page.locator(".links")).to_contain_text("Opened 1 time,")
    page.get_by_role("button", name="Revoke the link Board").click()
    expect(page.locator(".links")).to_contain_text("Revoked on")
    assert reader.page.request.get(address).status == 404


def test_the_new_link_is_copied_by_a_button(new_visitor: NewVisitor):
    visitor = new_visitor(permissions=["clipboard-read", "clipboard-write"])
    page = visitor.page
    page.goto(f"{own_report(visitor)}share/")
    visitor.choose("I know that anybody")
    page.get_by_role("button", name="Make a link").click()
    page.get_by_role("button", name="Copy the link").click()
    expect(page.locator("#copied")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == page.get_by_label("The new link").input_value()


def test_nothing_moves_for_those_who_asked_for_less_motion(new_visitor: NewVisitor):
    page = new_visitor(reduced_motion="reduce").page
    page.goto(EXAMPLE)
    wait_for_charts(page)
    assert page.evaluate("document.getAnimations().length") == 0
