"""The sheets of what goes in: the Case, the assumptions, the prices. Cells to change, and whether one was changed."""

from collections.abc import Sequence
from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell

from decisions.report import format as fmt
from decisions.report.answers import answers_in_words
from decisions.report.leaf_notes import claimed_by
from estimator.calculation import Given
from estimator.functions import Ladder, Tiers

from .material import Material
from .pen import Content, Live, Pen, Sheet, plain_format
from .places import ASSUMPTIONS, INPUTS, PRICES, Places, Section, name_in_formulas

COLUMNS = (
    "What it is", "Value used (likely)", "Low", "High", "Unit", "Basis", "Vendor's claim", "As of", "Source", "Notes",
    "Name in formulas", "As exported", "Changed",
)  # fmt: skip
VALUE, EXPORTED, CHANGED = COLUMNS.index("Value used (likely)"), 11, 12
PRINTED = COLUMNS.index("Name in formulas")
WIDTHS = (44, 15, 11, 11, 16, 11, 9, 10, 46, 46, 30, 12, 9)
RATE = "display_rate"
CHANGE_HERE = "Blue figures on yellow may be changed: everything that follows from them is recalculated."
FIXED = (
    "Choices (platform, plan, recovery level, tools, dates) shape the formulas and are fixed here: "
    "to change one, answer again in Hostwise and export anew."
)


class Inputs:
    """Writes the three sheets; `changed`: a formula that counts the inputs that differ from those exported.

    Each sheet adds up its own column: one formula over every row would outgrow what a cell may hold.
    """

    def __init__(self, pen: Pen, material: Material, places: Places) -> None:
        """Nothing is written yet."""
        self.pen = pen
        self.material = material
        self.places = places
        self._counts: dict[tuple[str, int], tuple[int, int]] = {}

    @property
    def changed(self) -> str:
        """How many inputs differ from those exported."""
        sums = []
        for (sheet, column), (first, last) in self._counts.items():
            top, bottom = (xl_rowcol_to_cell(row, column, True, True) for row in (first, last))
            sums.append(f"SUM({sheet}!{top}:{bottom})")
        return "+".join(sums) or "0"

    def counts(self, sheet: str, first: int, last: int, column: int = CHANGED) -> None:
        """Take in rows whose column says 1 where an input was changed; other cells of the column hold words."""
        top, bottom = self._counts.get((sheet, column), (first, last))
        self._counts[sheet, column] = (min(top, first), max(bottom, last))

    # --- the Case ------------------------------------------------------------------------------

    def case(self) -> None:
        """Numbers that somebody gave, the rate of the display currency, and every answer in words."""
        sheet = self.pen.sheet(INPUTS, (52, 34, *WIDTHS[2:]))
        sheet.head("Inputs: your answers", CHANGE_HERE, FIXED)
        row = self._sections(sheet, INPUTS, self.places.inputs)
        if self.material.currency != "USD":
            row = self._rate(sheet, row)
        for section in answers_in_words(self.material.case, self.material.book, self._used()):
            sheet.put(row, 0, section["heading"], "heading")
            sheet.columns(row + 1, ("Question", "Answer", "What counted instead"))
            row += 2
            for answer in section["rows"]:
                sheet.put(row, 0, answer["question"], "wrapped")
                sheet.put(row, 1, answer["answer"], "user")
                sheet.put(row, 2, answer["instead"], "note")
                sheet.fit(row, (answer["question"], answer["answer"]))
                row += 1
            row += 1
        sheet.finish(len(COLUMNS), freeze=(3, 1), repeat=(0, 0))

    def _used(self) -> dict[str, dict[str, Any]]:
        """The inputs by name, as answers in words need them."""
        return {given.name: _in_words(given) for given in self.material.calculation.inputs}

    def _rate(self, sheet: Sheet, row: int) -> int:
        """The rate of the display currency, as one more input."""
        rate = self.material.book.fx(self.material.currency)
        sheet.put(row, 0, "Display currency", "heading")
        sheet.columns(row + 1, COLUMNS)
        label = f"USD for one {rate.currency}"
        said = (label, rate.usd_per_unit, None, None, "ratio", "quoted", None, rate.as_of, rate.source, None, RATE)
        self._input(sheet, INPUTS, row + 2, said, RATE)
        return row + 4

    # --- assumptions and prices ----------------------------------------------------------------

    def assumptions(self) -> None:
        """Every row of the book that a formula reads."""
        sheet = self.pen.sheet(ASSUMPTIONS, WIDTHS)
        book = self.material.book
        about = f"Book {book.number}: {book.label}, as of {fmt.day(book.as_of)}. Only what this case uses. "
        ranges = "The base case takes the likely value; the ranges went into the figures marked as frozen."
        sheet.head("Assumptions", CHANGE_HERE, about + ranges)
        self._sections(sheet, ASSUMPTIONS, self.places.assumptions)
        sheet.finish(10, freeze=(4, 1), repeat=(0, 0))

    def prices(self) -> None:
        """Unit prices, then price lists in steps."""
        sheet = self.pen.sheet(PRICES, WIDTHS)
        sheet.head(
            "Prices used", CHANGE_HERE, "List prices in the unit beside each; a price list in steps has a block."
        )
        self._sections(sheet, PRICES, self.places.prices)
        for given in self.places.lists:
            self._price_list(sheet, given, *self.places.list_rows[given.name])
        sheet.finish(10, freeze=(4, 1), repeat=(0, 0))

    def _sections(self, sheet: Sheet, name: str, found: Sequence[Section[Given]]) -> int:
        """Inputs that are one figure, by section; returns the first free row."""
        row = 3
        sheet.columns(row, COLUMNS)
        for section in found:
            sheet.put(section.row, 0, section.heading, "heading")
            for row, given in section.items:
                self._input(sheet, name, row, _described(given), name_in_formulas(given.name))
        return row + 2

    def _input(self, sheet: Sheet, name: str, row: int, said: Sequence[Content], defined: str) -> None:
        """One input: the cell to change, what is known of it, and whether it was changed."""
        value = said[VALUE]
        assert isinstance(value, float)  # noqa: S101
        for column, content in enumerate(said):
            look = "number" if isinstance(content, float) else "wrapped"
            sheet.put(row, column, content, look, plain_format(content) if isinstance(content, float) else "")
        sheet.fit(row, said[:PRINTED])
        sheet.put(row, VALUE, value, "input", plain_format(value))
        sheet.put(row, EXPORTED, value, "note", plain_format(value))
        _changed(sheet, row)
        self.counts(name, row, row)
        self.pen.book.define_name(defined, f"={name}!{xl_rowcol_to_cell(row, VALUE, True, True)}")

    def _price_list(self, sheet: Sheet, given: Given, first: int, last: int) -> None:
        """A price list in steps: bounds and prices may be changed; the rise of each price over the one before."""
        listed = given.value
        assert isinstance(listed, Ladder | Tiers)  # noqa: S101
        if isinstance(listed, Ladder):
            bounds, values, sizes = listed.capacities, listed.values, list(listed.sizes)
        else:
            bounds, values = listed.bounds, listed.prices
            sizes = [f"step {number}" for number in range(1, len(bounds) + 1)]
        sheet.put(first - 2, 0, given.leaf.label, "heading")
        bound = "Enough for" if isinstance(listed, Ladder) else "From this quantity on"
        sheet.columns(
            first - 1, ("Step", bound, f"Price, {given.leaf.unit}", "Rise over the step before", "As exported")
        )
        for row, (size, low, price) in enumerate(zip(sizes, bounds, values, strict=True), start=first):
            self._price_step(sheet, row, size, float(low), float(price), row == first)
        before = 0.0
        for row, price in enumerate(values, start=first):
            rise = Live(f"C{row + 1}-C{row}" if row > first else f"C{row + 1}", float(price) - before)
            sheet.put(row, 3, rise, "number", "0.0000##")
            before = float(price)
        sheet.put(first, 8, given.leaf.source, "text")
        self.counts(PRICES, first, last)

    def _price_step(self, sheet: Sheet, row: int, size: str, bound: float, price: float, is_first: bool) -> None:
        sheet.put(row, 0, size)
        sheet.put(row, 1, bound, "input", plain_format(bound))
        sheet.put(row, 2, price, "input", plain_format(price))
        sheet.put(row, 4, bound, "note", plain_format(bound))
        sheet.put(row, 5, price, "note", plain_format(price))
        cell = row + 1
        sheet.put(row, CHANGED, Live(f"IF(AND(B{cell}=E{cell},C{cell}=F{cell}),0,1)", 0), "note")


def _changed(sheet: Sheet, row: int) -> None:
    value, exported = (xl_rowcol_to_cell(row, column) for column in (VALUE, EXPORTED))
    sheet.put(row, CHANGED, Live(f"IF({value}={exported},0,1)", 0), "note")


def _described(given: Given) -> tuple[Content, ...]:
    """An input in the order of COLUMNS, up to its name in formulas."""
    leaf, value = given.leaf, given.value
    ranged = leaf.low is not None and leaf.low != leaf.high
    low, high = (leaf.low, leaf.high) if ranged else (None, None)
    claim = "yes" if claimed_by(leaf.claim, leaf.source) == "vendor" else None
    name = name_in_formulas(given.name)
    assert isinstance(value, float)  # noqa: S101
    return (leaf.label, value, low, high, leaf.unit, leaf.basis, claim, leaf.as_of, leaf.source, leaf.notes, name)


def _in_words(given: Given) -> dict[str, Any]:
    leaf = given.leaf
    ranged = leaf.low is not None and leaf.high is not None and leaf.low != leaf.high
    low_high = f"{fmt.precise(leaf.low or 0)} to {fmt.precise(leaf.high or 0)}" if ranged else ""
    unit = "" if leaf.unit in ("", "count", "ratio") else f" {leaf.unit}"
    return {"range_text": low_high, "value_text": f"{fmt.precise(leaf.value)}{unit}"}
