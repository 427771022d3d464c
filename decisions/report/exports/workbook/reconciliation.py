"""How the figures of the report go together, and checks that the workbook still says the same."""

from collections.abc import Iterator

from decisions.report import format as fmt
from decisions.report.narrative import BASIS_LABELS, LABELS, VIEW_LABELS
from estimator.estimate import OPTIONS, OptionKey
from estimator.finance import money_summary
from estimator.model import total_name

from .calculation import COUNTED, OPTION, SPENDING, TIMING, TOTAL, line_column, sum_of_lines
from .frozen import CHANGED, frozen
from .inputs import Inputs
from .material import Material
from .pen import COUNT, MONEY, Content, Live, Pen, Sheet
from .places import CHECKS, RECONCILIATION, Places
from .results import HOW, total_of

CENT = 0.005
OK, MOVED, DIFFERS = "ok", "changed", "differs"
Row = tuple[str, list[Content], str]


def reconciliation_sheet(pen: Pen, material: Material, places: Places) -> dict[str, int]:
    """From the base case to the mean and the range; every way of counting. Row (from 1) of each part, by its label."""
    sheet = pen.sheet(RECONCILIATION, (58, 20, 20))
    sheet.head("Reconciliation, in USD", HOW)
    rows: dict[str, int] = {}
    row = 3
    for heading, parts in _blocks(material, places):
        sheet.put(row, 0, heading, "heading")
        sheet.columns(row + 1, ("", *(LABELS[option] for option in OPTIONS)), 1)
        row += 2
        for label, cells, look in parts:
            sheet.put(row, 0, label)
            sheet.row(row, cells, look, MONEY, 1)
            rows[label] = row + 1
            row += 1
        row += 1
    sheet.finish(3, freeze=(3, 1), repeat=(0, 0))
    return rows


def _blocks(material: Material, places: Places) -> Iterator[tuple[str, list[Row]]]:
    yield "From the base case to the range", list(_to_the_range(material, places))
    yield "Base case: one-off and running, capital and expense", list(_splits(material, places))
    yield "Base case by fiscal year", list(_years(material, places))
    yield "Base case in every way of counting", list(_ways(material, places))
    yield "Mean in every way of counting", list(_means(material))


def _to_the_range(material: Material, places: Places) -> Iterator[Row]:
    results = [material.estimate.options[option] for option in OPTIONS]
    base: list[Content] = [total_of(material, places, option) for option in OPTIONS]
    yield "Base case: every input at its likely value", base, "total"
    yield "What the ranges add to it on average", [frozen(one.total - one.base_case) for one in results], "frozen"
    yield "Mean of all futures", [frozen(one.total) for one in results], "frozen"
    for label, name in (("P10", "p10"), ("P50", "p50"), ("P90", "p90")):
        yield label, [frozen(getattr(one, name)) for one in results], "frozen"
    discounted: list[Content] = [_discounted(material, places, option) for option in OPTIONS]
    yield "Base case in today's money: from the middle of each quarter to the start", discounted, "number"
    yield "Mean in today's money", [frozen(one.npv) for one in results], "frozen"


def _discounted(material: Material, places: Places, option: OptionKey) -> Live:
    name = material.headline_total(option)
    values = {step.name: step.values for step in material.calculation.steps}
    value = sum(a * b for a, b in zip(values[name], values["discount_factor"], strict=True))
    return Live(f"SUMPRODUCT({places.all_quarters(name)},{places.all_quarters('discount_factor')})", value)


def _splits(material: Material, places: Places) -> Iterator[Row]:
    column = line_column(places, TOTAL)
    for label, tag, word in (
        ("One-off", TIMING, "one-off"),
        ("Running", TIMING, "running"),
        ("Capital", SPENDING, "capital"),
        ("Expense", SPENDING, "expense"),
    ):
        cells: list[Content] = []
        for option in OPTIONS:
            where = {OPTION: LABELS[option], COUNTED: "yes", tag: word}
            cells.append(Live(sum_of_lines(places, column, where), _split(material, option, label)))
        yield label, cells, "number"


def _split(material: Material, option: OptionKey, label: str) -> float:
    """What a split comes to at likely values."""
    found = 0.0
    for line in material.estimate.counted_lines(option):
        if label in (("One-off" if line.one_off else "Running"), line.spending.capitalize()):
            found += sum(line.base_case or ())
    return found


def _years(material: Material, places: Places) -> Iterator[Row]:
    estimate = material.estimate
    values = {step.name: step.values for step in material.calculation.steps}
    for year in dict.fromkeys(estimate.years):
        inside = [place for place, one in enumerate(estimate.years) if one == year]
        cells: list[Content] = []
        for option in OPTIONS:
            name = material.headline_total(option)
            formula = f"SUM({places.cell(name, inside[0])}:{places.cell(name, inside[-1]).rpartition('!')[2]})"
            cells.append(Live(formula, sum(values[name][place] for place in inside)))
        yield f"Fiscal year {year} ({fmt.counted(len(inside), 'quarter')})", cells, "number"


def _ways(material: Material, places: Places) -> Iterator[Row]:
    values = {step.name: step.values for step in material.calculation.steps}
    for one in material.estimate.combinations:
        names = [total_name(option, one.view, one.basis) for option in OPTIONS]
        cells: list[Content] = [Live(f"SUM({places.all_quarters(name)})", sum(values[name])) for name in names]
        yield f"{VIEW_LABELS[one.view]}; {BASIS_LABELS[one.basis]}", cells, "number"


def _means(material: Material) -> Iterator[Row]:
    for one in material.estimate.combinations:
        found = [money_summary(material.estimate, option, one.view, one.basis).total for option in OPTIONS]
        yield f"Mean: {VIEW_LABELS[one.view].lower()}; {BASIS_LABELS[one.basis]}", [frozen(x) for x in found], "frozen"


def checks_sheet(pen: Pen, material: Material, places: Places, inputs: Inputs, rows: dict[str, int]) -> None:
    """Whether an input was changed, whether the workbook equals the report, and whether parts add up."""
    sheet = pen.sheet(CHECKS, (64, 16, 20, 20))
    sheet.head("Checks", "Each line says ok, changed (an input was), or differs.")
    sheet.columns(3, ("Check", "State", "Here", "Compared with"), 2)
    sheet.put(4, 0, "Inputs that differ from those exported")
    sheet.put(4, 1, Live(inputs.changed, 0), "number", COUNT)
    pen.book.define_name(CHANGED, f"={CHECKS}!$B$5")
    row = 5
    for label, here, other, by_report in _checks(material, places, rows):
        sheet.put(row, 0, label)
        cells = (f"C{row + 1}", f"D{row + 1}")
        same = f'IF(ABS({cells[0]}-{cells[1]})<{CENT},"{OK}","{DIFFERS}")'
        sheet.put(row, 1, Live(f'IF({CHANGED}>0,"{MOVED}",{same})' if by_report else same, OK), "state")
        sheet.colour(row, 1, OK)
        sheet.put(row, 2, here, "number", MONEY)
        sheet.put(row, 3, other, "number", MONEY)
        row += 1
    _identity(sheet, row + 1, material)
    sheet.finish(4, freeze=(4, 0), repeat=(0, 3))


def _checks(material: Material, places: Places, rows: dict[str, int]) -> Iterator[tuple[str, Live, Content, bool]]:
    column = line_column(places, TOTAL)
    for option, letter in zip(OPTIONS, "BC", strict=True):
        label, total = LABELS[option], total_of(material, places, option)
        yield f"{label}: base case equals the report", total, material.estimate.options[option].base_case, True
        where = {OPTION: label, COUNTED: "yes"}
        lines = Live(sum_of_lines(places, column, where), total.value)
        yield f"{label}: counted lines add up to the total", lines, total, False
        for pair in (("One-off", "Running"), ("Capital", "Expense")):
            cells = "+".join(f"{RECONCILIATION}!{letter}{rows[part]}" for part in pair)
            yield (
                f"{label}: {pair[0].lower()} and {pair[1].lower()} add up to it",
                Live(cells, total.value),
                total,
                False,
            )
        years = [place for part, place in rows.items() if part.startswith("Fiscal year ")]
        span = f"SUM({RECONCILIATION}!{letter}{min(years)}:{letter}{max(years)})"
        yield f"{label}: fiscal years add up to it", Live(span, total.value), total, False


def _identity(sheet: Sheet, row: int, material: Material) -> None:
    estimate, book = material.estimate, material.book
    for place, (label, text) in enumerate(
        (
            ("Book", f"{book.number}: {book.label}"),
            ("Content of the book (hash)", book.content_hash),
            ("Model version", estimate.model_version),
            ("Seed and futures", f"{estimate.run.seed}, {estimate.run.draws}"),
            ("Units", "money in USD, people in full-time equivalents, both by quarter"),
        )
    ):
        sheet.put(row + place, 0, label)
        sheet.put(row + place, 1, text)
