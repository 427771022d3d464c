"""Where each input and quantity stands: on which sheet, in which row, under which name formulas find it."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from xlsxwriter.utility import xl_col_to_name

from decisions.report.narrative import LABELS
from estimator.calculation import Calculation, Given, Step
from estimator.estimate import OPTIONS, Line
from estimator.formulas import GROUPS
from estimator.functions import Ladder, Tiers
from estimator.model import total_name

from .material import Material

SUMMARY, QUARTERS, LINES, INPUTS, ASSUMPTIONS = "Summary", "Quarters", "Lines", "Inputs", "Assumptions"
PRICES, PEOPLE, CALCULATION, RECONCILIATION, CHECKS = "Prices", "People", "Calculation", "Reconciliation", "Checks"
# The same columns hold the quarters on both sheets, so that a formula reads down one column.
FIRST_QUARTER = 9
FIRST_ROW = 5
QUARTER = "¤"  # stands for the column's letters in a formula that is the same in every quarter
CELL_LIKE = re.compile(r"^([a-z]{1,3}\d+|[rc]\d*|r\d+c\d+|true|false)$", re.IGNORECASE)
DEFINITIONS = "Definitions and fixed figures"
Item = TypeVar("Item")


@dataclass(frozen=True)
class Section(Generic[Item]):
    """A heading in a row of its own, the row of column heads below it is `row` + 1 where a sheet has them."""

    heading: str
    row: int
    items: tuple[tuple[int, Item], ...]


def sections(found: Mapping[str, Sequence[Item]], first_row: int = FIRST_ROW) -> list[Section[Item]]:
    """Sections one below the other, with an empty row between; empty ones are left out."""
    result, row = [], first_row
    for heading, items in found.items():
        if items:
            result.append(Section(heading, row, tuple(enumerate(items, start=row + 1))))
            row += len(items) + 2
    return result


def name_in_formulas(name: str) -> str:
    """The name of an input, as the spreadsheet allows it: never one that reads like a cell."""
    return f"{name}_" if CELL_LIKE.match(name) else name


class Places:
    """Rows of everything that formulas read, sheet by sheet."""

    def __init__(self, material: Material) -> None:
        """Inputs that several formulas read under different names stand in one row."""
        calculation = material.calculation
        self.last_quarter = FIRST_QUARTER + len(calculation.quarters) - 1
        self.same_as = _aliases(calculation)
        own = [given for given in calculation.inputs if given.name not in self.same_as]
        scalars = [given for given in own if isinstance(given.value, float)]
        self.inputs = sections({"Numbers you gave": [given for given in scalars if given.leaf.kind == "answer"]})
        self.assumptions = sections(_by_group(scalars, material))
        self.prices = sections({"Unit prices and rates": [given for given in scalars if given.leaf.kind == "price"]})
        self.lists = [given for given in own if isinstance(given.value, Ladder | Tiers)]
        self.list_rows = dict(self._list_rows())
        self.calendar = sections({"Calendar: known for each quarter": [given for given in own if given.by_quarter]})
        self.lines = sections(_lines(material))
        self.steps = sections(_by_unit(material), _end(self.calendar))
        self._rows = dict(self._series())

    def _list_rows(self) -> Iterator[tuple[str, tuple[int, int]]]:
        """First and last row of each price list in steps, below the unit prices."""
        row = _end(self.prices)
        for given in self.lists:
            first, count = row + 2, len(_bounds(given))
            yield given.name, (first, first + count - 1)
            row = first + count + 1

    def _series(self) -> Iterator[tuple[str, tuple[str, int]]]:
        for calendar in self.calendar:
            yield from ((given.name, (CALCULATION, row)) for row, given in calendar.items)
        for steps in self.steps:
            yield from ((step.name, (CALCULATION, row)) for row, step in steps.items)
        for lines in self.lines:
            yield from ((line.key, (LINES, row)) for row, line in lines.items if line.state == "estimated")

    @property
    def scalar_sheets(self) -> dict[str, list[Section[Given]]]:
        """The sheets of inputs that are one figure."""
        return {INPUTS: self.inputs, ASSUMPTIONS: self.assumptions, PRICES: self.prices}

    def at(self, name: str) -> tuple[str, int]:
        """Sheet and row of a quantity that has a figure for each quarter."""
        return self._rows[self.same_as.get(name, name)]

    def cell(self, name: str, place: int) -> str:
        """A quantity in a quarter, as any sheet may name it."""
        sheet, row = self.at(name)
        return f"{sheet}!{xl_col_to_name(FIRST_QUARTER + place)}{row + 1}"

    def all_quarters(self, name: str) -> str:
        """A quantity in all quarters."""
        sheet, row = self.at(name)
        return f"{sheet}!{_column(FIRST_QUARTER)}{row + 1}:{_column(self.last_quarter)}{row + 1}"


@dataclass(frozen=True)
class On:
    """The places as formulas of one sheet name them, with QUARTER for the column of the formula's own cell."""

    places: Places
    sheet: str

    def here(self, name: str) -> str:
        """The quantity in the quarter of the formula's cell; an input that is one figure by its name."""
        name = self.places.same_as.get(name, name)
        try:
            sheet, row = self.places.at(name)
        except KeyError:
            return name_in_formulas(name)
        return f"{self._before(sheet)}{QUARTER}{row + 1}"

    def so_far(self, name: str) -> str:
        """The quantity from the first quarter on."""
        sheet, row = self.places.at(name)
        return f"{self._before(sheet)}${_column(FIRST_QUARTER)}{row + 1}:{QUARTER}{row + 1}"

    def steps(self, name: str) -> tuple[str, str, str]:
        """Bounds, values and rises of a price list."""
        first, last = self.places.list_rows[self.places.same_as.get(name, name)]
        bounds, values, rises = (f"{PRICES}!${c}${first + 1}:${c}${last + 1}" for c in "BCD")
        return bounds, values, rises

    def together(self, names: Sequence[str]) -> str:
        """Quantities as arguments of SUM; rows that follow each other as one range."""
        found = sorted(self.places.at(name) for name in names)
        runs: list[tuple[str, int, int]] = []
        for sheet, row in found:
            if runs and runs[-1][0] == sheet and runs[-1][2] == row - 1:
                runs[-1] = (sheet, runs[-1][1], row)
            else:
                runs.append((sheet, row, row))
        return ",".join(self._range(*run) for run in runs)

    def _range(self, sheet: str, first: int, last: int) -> str:
        end = f":{QUARTER}{last + 1}" if last > first else ""
        return f"{self._before(sheet)}{QUARTER}{first + 1}{end}"

    def _before(self, sheet: str) -> str:
        return "" if sheet == self.sheet else f"{sheet}!"


def _column(place: int) -> str:
    name: str = xl_col_to_name(place)
    return name


def _end(found: Sequence[Section[Item]]) -> int:
    """The first row below sections."""
    return found[-1].items[-1][0] + 2 if found else FIRST_ROW


def _bounds(given: Given) -> Sequence[float]:
    """Where the steps of a price list begin or end."""
    assert isinstance(given.value, Ladder | Tiers)  # noqa: S101
    found = given.value.capacities if isinstance(given.value, Ladder) else given.value.bounds
    return [float(bound) for bound in found]


def _aliases(calculation: Calculation) -> dict[str, str]:
    """Names of inputs that are the same row as an earlier one."""
    first: dict[tuple[object, ...], str] = {}
    found = {}
    for given in calculation.inputs:
        identity = (given.leaf.kind, given.leaf.key, str(given.value))
        if first.setdefault(identity, given.name) != given.name:
            found[given.name] = first[identity]
    return found


def _by_group(scalars: Iterable[Given], material: Material) -> dict[str, list[Given]]:
    """Assumptions by their group in the book; definitions and what stands in no table last."""
    found: dict[str, list[Given]] = {}
    fixed: list[Given] = []
    for given in scalars:
        row = material.book.assumptions.get(given.leaf.key)
        if given.leaf.kind == "assumption" and row is not None:
            found.setdefault(row.group.replace("_", " ").capitalize(), []).append(given)
        elif given.leaf.kind in ("assumption", "constant"):
            fixed.append(given)
    return {**dict(sorted(found.items())), DEFINITIONS: fixed}


def _lines(material: Material) -> dict[str, list[Line]]:
    """Cost lines by option, in the order of their groups; what has no figure stands last in its option."""
    order = list(GROUPS)
    found = {}
    for option, label in LABELS.items():
        lines = [line for line in material.estimate.lines if line.option == option]
        with_figure = [line for line in lines if line.state == "estimated"]
        with_figure.sort(key=lambda line: (line.outside, order.index(line.group), not material.counts(line)))
        found[f"{label}, USD a quarter"] = with_figure
        found[f"{label}: lines without a figure"] = [line for line in lines if line.state != "estimated"]
    return found


def _by_unit(material: Material) -> dict[str, list[Step]]:
    """Quantities on the way by their unit, each section in the order of calculation; totals last."""
    totals = {total_name(option, one.view, one.basis) for one in material.estimate.combinations for option in OPTIONS}
    found: dict[str, list[Step]] = {}
    for step in material.calculation.steps:
        if not step.is_line and step.name not in totals:
            found.setdefault(f"In {step.unit}", []).append(step)
    return {**found, "Totals, in USD/quarter": [s for s in material.calculation.steps if s.name in totals]}
