"""The sheets that show: summary, quarters, people. Live at likely values; means and ranges are frozen figures."""

from collections.abc import Sequence

from xlsxwriter.utility import xl_col_to_name

from decisions.report import format as fmt
from decisions.report import narrative
from decisions.report.agreement import ways_sentence
from decisions.report.explain import spelt
from decisions.report.headline import headline
from decisions.report.narrative import BASIS_LABELS, LABELS, VIEW_LABELS
from estimator.estimate import OPTIONS, OptionKey

from .frozen import CHANGED, frozen
from .inputs import RATE
from .material import Material
from .pen import FTE, MONEY, WIDEST_ON_ONE_PAGE, Content, Live, Pen, Sheet
from .places import PEOPLE, QUARTERS, SUMMARY, Places

COLORS = {"self_host": "#0b6e99", "cloud": "#b5540a"}
MOVED, SAME = "An input was changed: grey figures say stale.", "As exported: every figure is that of the report."
STATE = f'IF({CHANGED}>0,"{MOVED}","{SAME}")'
HOW = "Black figures are formulas at likely values and follow the inputs. Grey figures are those of the report."


GAPS = "a total has gaps"


def total_of(material: Material, places: Places, option: OptionKey) -> Live:
    """An option's base case over the period, in USD."""
    return Live(
        f"SUM({places.all_quarters(material.headline_total(option))})", material.estimate.options[option].base_case
    )


def summary_sheet(pen: Pen, material: Material, places: Places) -> None:
    """Verdict, both totals with their ranges, price of equal cost, and what the figures mean."""
    estimate = material.estimate
    sheet = pen.sheet(SUMMARY, (46, 20, 20, 20))
    sheet.head(material.case.title or "Self-hosting Medplum or Medplum Cloud", HOW)
    sheet.put(2, 0, Live(STATE, SAME), "state")
    disagree = ways_sentence(estimate, material.verdict)
    lead = " ".join(part for part in (headline(estimate, material.verdict), disagree) if part)
    sheet.paragraph(4, 4, lead, 74 if disagree else 44)
    sheet.columns(6, ("", *(LABELS[option] for option in OPTIONS)), 1)
    row = _totals(sheet, 7, material, places)
    _compared(sheet, row, material)
    for number, (label, text) in enumerate(_about(material), start=row + 3):
        sheet.put(number, 0, label)
        sheet.put(number, 1, text)
    sheet.finish(4, freeze=(1, 0), repeat=(0, 0))


def _compared(sheet: Sheet, row: int, material: Material) -> None:
    """Price of equal cost and odds, as the page has them: nothing is compared where a total has gaps."""
    estimate = material.estimate
    price, bound = estimate.difference.walk_away_price_per_month, narrative.price_bound(estimate)
    sheet.put(row, 0, f"Price of equal cost, a month, USD{f' ({bound})' if bound else ''}")
    sheet.put(row, 1, "none" if price is None else GAPS if bound is None else frozen(price), "frozen", MONEY)
    sheet.put(row + 1, 0, "Self-hosting cheaper, share of futures")
    chance = frozen(estimate.difference.probability_self_host_cheaper)
    sheet.put(row + 1, 1, GAPS if narrative.gaps(estimate) else chance, "frozen", "0.0%")


def _totals(sheet: Sheet, row: int, material: Material, places: Places) -> int:
    estimate = material.estimate
    base = [total_of(material, places, option) for option in OPTIONS]
    sheet.put(row, 0, f"Base case {fmt.period(estimate.quarters)}, USD", "total")
    sheet.row(row, base, "total", MONEY, 1)
    if material.currency != "USD":
        row += 1
        sheet.put(row, 0, f"Base case, {material.currency}", "total")
        shown = [
            Live(f"{cell}{row}/{RATE}", estimate.money(float(one.value))) for cell, one in zip("BC", base, strict=True)
        ]
        sheet.row(row, shown, "total", MONEY, 1)
    for label, name in (
        ("Mean", "total"),
        ("P10", "p10"),
        ("P50", "p50"),
        ("P90", "p90"),
        ("Mean in today's money", "npv"),
    ):
        row += 1
        sheet.put(row, 0, f"{label}, USD")
        sheet.row(row, [frozen(getattr(estimate.options[option], name)) for option in OPTIONS], "frozen", MONEY, 1)
    return row + 2


def _about(material: Material) -> list[tuple[str, str]]:
    estimate, book = material.estimate, material.book
    return [
        ("Counted", f"{VIEW_LABELS[estimate.headline_view]}; work by {BASIS_LABELS[estimate.basis]}"),
        ("Plan", narrative.plan_sentence(estimate)),
        ("Assumptions", f"Book {book.number}: {book.label}, as of {fmt.day(book.as_of)}"),
        ("Model", f"version {estimate.model_version}, seed {estimate.run.seed}, {estimate.run.draws} futures"),
        ("Made on", f"{material.made_at:%Y-%m-%d %H:%M} UTC"),
    ]


def quarters_sheet(pen: Pen, material: Material, places: Places) -> None:
    """Both options by quarter: base case and running total, live; means, frozen; two charts."""
    estimate = material.estimate
    count = len(estimate.quarters)
    sheet = pen.sheet(QUARTERS, (34, *[12] * count))
    sheet.head("Quarters: both options, in USD", HOW)
    sheet.columns(3, ("", *(fmt.quarter(quarter) for quarter in estimate.quarters)), 1)
    for place, option in enumerate(OPTIONS):
        _by_quarter(sheet, 4 + place, material, places, option)
    pages = 1 if count <= WIDEST_ON_ONE_PAGE else 2
    for place, (start, title) in enumerate(((4, "Base case by quarter, USD"), (6, "Running total, USD"))):
        _chart(pen, sheet, start, title, count, 12 + place * 18, is_line=start > 4)
    sheet.last_row = 48
    sheet.finish(count + 1, freeze=(4, 1), repeat=(0, 3), pages_wide=pages)


def _by_quarter(sheet: Sheet, row: int, material: Material, places: Places, option: OptionKey) -> None:
    """The option's rows: base case at `row`, running total two below, mean four below."""
    result, name = material.estimate.options[option], material.headline_total(option)
    values = next(step.values for step in material.calculation.steps if step.name == name)
    label = LABELS[option]
    sheet.put(row, 0, f"{label}: base case")
    sheet.row(row, [Live(places.cell(name, i), value) for i, value in enumerate(values)], "number", MONEY, 1)
    sheet.put(row + 2, 0, f"{label}: running total")
    running = 0.0
    for i, value in enumerate(values, start=1):
        running += value
        formula = f"SUM($B{row + 1}:{xl_col_to_name(i)}{row + 1})"
        sheet.put(row + 2, i, Live(formula, running), "number", MONEY)
    sheet.put(row + 4, 0, f"{label}: mean (frozen)")
    sheet.row(row + 4, [frozen(value) for value in result.per_quarter], "frozen", MONEY, 1)


def _chart(pen: Pen, sheet: Sheet, start: int, title: str, count: int, row: int, *, is_line: bool) -> None:
    chart = pen.book.add_chart({"type": "line" if is_line else "column"})
    for place, option in enumerate(OPTIONS):
        at = start + place
        color = {"color": COLORS[option]}
        look = {"line": color | {"width": 2}} if is_line else {"fill": color}
        categories, values = [QUARTERS, 3, 1, 3, count], [QUARTERS, at, 1, at, count]
        chart.add_series({"name": LABELS[option], "categories": categories, "values": values, **look})
    chart.set_title({"name": title, "name_font": {"size": 11}})
    chart.set_y_axis({"num_format": "#,##0", "major_gridlines": {"visible": True, "line": {"color": "#d5dbe1"}}})
    chart.set_legend({"position": "bottom"})
    chart.set_size({"width": 900, "height": 330})
    sheet.worksheet.insert_chart(row, 0, chart)


def people_sheet(pen: Pen, material: Material, places: Places) -> None:
    """People of both options by quarter: every basis live, the means of the report frozen."""
    estimate = material.estimate
    count = len(estimate.quarters)
    sheet = pen.sheet(PEOPLE, (52, *[9] * count))
    sheet.head("People: full-time equivalents by quarter", HOW + " Bases of staffing are never added.")
    sheet.columns(3, ("", *(fmt.quarter(quarter) for quarter in estimate.quarters)), 1)
    row = 4
    for step in material.calculation.steps:
        if step.tags.get("fte") or step.unit == "FTE":
            sheet.put(row, 0, spelt(step.label))
            cells: Sequence[Content] = [Live(places.cell(step.name, i), value) for i, value in enumerate(step.values)]
            sheet.row(row, cells, "number", FTE, 1)
            row += 1
    for option in OPTIONS:
        sheet.put(row, 0, f"{LABELS[option]}: mean of the report (frozen)")
        sheet.row(row, [frozen(value) for value in estimate.options[option].fte], "frozen", FTE, 1)
        row += 1
    sheet.finish(count + 1, freeze=(4, 1), repeat=(0, 3), pages_wide=1 if count <= WIDEST_ON_ONE_PAGE else 2)
