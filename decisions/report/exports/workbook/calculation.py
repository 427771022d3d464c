"""The sheets that compute: every cost line and every quantity on the way, a live formula in each quarter."""

from collections.abc import Mapping, Sequence

from xlsxwriter.utility import xl_col_to_name

from decisions.report import format as fmt
from decisions.report.explain import spelt
from decisions.report.narrative import LABELS
from estimator.calculation import Given, Step
from estimator.estimate import Line
from estimator.formulas import GROUPS
from estimator.spreadsheet import cell_formula

from .frozen import frozen
from .inputs import Inputs
from .material import Material
from .pen import MONEY, WIDEST_ON_ONE_PAGE, Content, Live, Pen, Sheet, plain_format
from .places import CALCULATION, FIRST_QUARTER, LINES, QUARTER, On, Places

LINE_COLUMNS = ("Line", "Option", "Counted", "Group", "Timing", "Spending", "View", "Staffing basis", "Base case")
OPTION, COUNTED, GROUP, TIMING, SPENDING, TOTAL = 1, 2, 3, 4, 5, 8
LINE_WIDTHS = (40, 15, 9, 15, 10, 10, 10, 11, 13)
STEP_COLUMNS = ("Quantity", "Unit", "Subject", "What it is", "", "", "", "", "Changed")
STEP_WIDTHS = (38, 12, 15, 24, 12, 12, 12, 12, 9)
VIEW_WORDS = {"both": "both", "loaded": "full cost", "cash": "new money"}
NOT_COUNTED = "Lines not counted belong to another view or staffing basis, or stand beside the total."


def lines_sheet(pen: Pen, material: Material, places: Places) -> None:
    """Every cost line of both options: tags, base case, what the report had, its meaning; states where none."""
    quarters = len(material.estimate.quarters)
    sheet = pen.sheet(LINES, (*LINE_WIDTHS, *[11] * quarters, 13, 13, 70))
    sheet.head("Lines: every cost line by quarter, in USD", "Live formulas at likely values. " + NOT_COUNTED)
    after = ("As exported", "Mean (frozen)", "What it is")
    sheet.columns(3, (*LINE_COLUMNS, *_quarters(material), *after), TOTAL)
    steps = {step.name: step for step in material.calculation.steps}
    for section in places.lines:
        sheet.put(section.row, 0, section.heading, "heading")
        for row, line in section.items:
            sheet.row(row, _tags(line, material))
            if line.state == "estimated":
                _line(sheet, row, line, steps[line.key], places)
            else:
                sheet.put(row, TOTAL, line.state.replace("_", " "), "note")
                sheet.put(row, FIRST_QUARTER, line.because, "note")
    _finish(sheet, quarters)


def _line(sheet: Sheet, row: int, line: Line, step: Step, places: Places) -> None:
    figures = step.values
    first, last = (f"{_letters(place)}{row + 1}" for place in (FIRST_QUARTER, places.last_quarter))
    sheet.put(row, TOTAL, Live(f"SUM({first}:{last})", sum(figures)), "number", MONEY)
    _series(sheet, row, step, On(places, LINES), MONEY)
    after = places.last_quarter + 1
    sheet.put(row, after, sum(figures), "note", MONEY)
    sheet.put(row, after + 1, frozen(line.total or 0.0), "frozen", MONEY)
    sheet.put(row, after + 2, line.sentence)


def _tags(line: Line, material: Material) -> list[Content]:
    basis = "all" if line.basis == "both" else line.basis
    counted = "beside" if line.outside else "yes" if material.counts(line) else "no"
    timing = "one-off" if line.one_off else "running"
    option, group, view = LABELS[line.option], GROUPS[line.group], VIEW_WORDS[line.view]
    return [line.label, option, counted, group, timing, line.spending, view, basis]


def calculation_sheet(pen: Pen, material: Material, places: Places, inputs: Inputs) -> None:
    """The calendar and every quantity that is no cost line, by unit."""
    quarters = len(material.estimate.quarters)
    sheet = pen.sheet(CALCULATION, (*STEP_WIDTHS, *[11] * quarters, 60))
    about = "Live formulas at likely values, by unit; inputs stand in them by name, other quantities by their cell."
    sheet.head("Calculation: every quantity on the way, by quarter", about)
    sheet.columns(3, (*STEP_COLUMNS, *_quarters(material), "Formula in words"), TOTAL)
    for calendar in places.calendar:
        sheet.put(calendar.row, 0, calendar.heading, "heading")
        for row, given in calendar.items:
            _schedule(sheet, row, given, places)
            inputs.counts(CALCULATION, row, row, TOTAL)
    for section in places.steps:
        sheet.put(section.row, 0, section.heading, "heading")
        for row, step in section.items:
            group = GROUPS.get(step.tags.get("group", ""), step.tags.get("group", "").capitalize())
            sheet.row(row, [spelt(step.label), step.unit, group, step.sentence])
            _series(sheet, row, step, On(places, CALCULATION), _format(step.values))
            sheet.put(row, places.last_quarter + 1, step.expression.text(lambda leaf: leaf.name), "note")
    _finish(sheet, quarters)


def _schedule(sheet: Sheet, row: int, given: Given, places: Places) -> None:
    """Figures known by date; each may be changed."""
    figures = given.by_quarter or ()
    sheet.row(row, [given.leaf.label, given.leaf.unit, "Calendar", f"From: {given.leaf.source}"])
    exported = ",".join(f"{figure:.15g}" for figure in figures)
    first, last = (f"{_letters(place)}{row + 1}" for place in (FIRST_QUARTER, places.last_quarter))
    sheet.put(row, TOTAL, Live(f"IF(SUMPRODUCT(({first}:{last}<>{{{exported}}})*1)>0,1,0)", 0), "note")
    sheet.row(row, figures, "input", _format(figures), FIRST_QUARTER)


def _series(sheet: Sheet, row: int, step: Step, places: On, number_format: str) -> None:
    """A formula in each quarter: the same one, a column further each time."""
    formula = cell_formula(step.expression, places)
    for column, value in enumerate(step.values, start=FIRST_QUARTER):
        sheet.put(row, column, Live(formula.replace(QUARTER, _letters(column)), value), "number", number_format)


def _format(figures: Sequence[float]) -> str:
    return plain_format(min((figure for figure in figures if figure), key=abs, default=0.0))


def _quarters(material: Material) -> list[str]:
    return [fmt.quarter(quarter) for quarter in material.estimate.quarters]


def _letters(column: int) -> str:
    letters: str = xl_col_to_name(column)
    return letters


def _finish(sheet: Sheet, quarters: int) -> None:
    pages = 1 if quarters <= WIDEST_ON_ONE_PAGE else 2
    sheet.finish(FIRST_QUARTER + quarters, freeze=(4, 1), repeat=(0, 3), pages_wide=pages)


def rows_of(places: Places) -> tuple[int, int]:
    """First and last row of the cost lines, as formulas count them."""
    return places.lines[0].row + 1, places.lines[-1].items[-1][0] + 1


def line_column(places: Places, column: int) -> str:
    """A column of the cost lines as an absolute range."""
    first, last = rows_of(places)
    return f"{LINES}!${_letters(column)}${first}:${_letters(column)}${last}"


def sum_of_lines(places: Places, column: str, where: Mapping[int, str]) -> str:
    """The sum of the cost lines in a column of figures (a range) that have these words in these columns."""
    conditions = ",".join(f'{line_column(places, tag)},"{word}"' for tag, word in where.items())
    return f"SUMIFS({column},{conditions})"
