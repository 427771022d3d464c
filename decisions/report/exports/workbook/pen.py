"""Writes cells: text that stays text, numbers, formulas with their figure; and how each kind of cell looks."""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

MOST_CHARACTERS = 32_000  # a cell holds 32,767
SHORTENED = " … (shortened)"
# What XML 1.0 cannot hold, and halves of surrogate pairs; tabs and line ends stay.
UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
PAPER_A4 = 9
CHARACTER, LINE_HEIGHT, MOST_LINES = 0.9, 13, 8  # width of a letter in column widths, points, of a row
WIDEST_ON_ONE_PAGE = 16  # quarters

INK, PALE, LINE = "#1f2933", "#eef2f6", "#9aa5b1"
LOOKS: Mapping[str, dict[str, Any]] = {
    "text": {"valign": "top"},
    "wrapped": {"valign": "top", "text_wrap": True},
    "user": {"valign": "top", "text_wrap": True, "quote_prefix": True},
    "title": {"bold": True, "font_size": 16, "text_wrap": False, "quote_prefix": True},
    "note": {"font_color": "#52606d", "valign": "top"},
    "heading": {"bold": True, "font_size": 12, "bottom": 1, "bottom_color": LINE},
    "column": {"bold": True, "bg_color": PALE, "text_wrap": True, "valign": "top"},
    "column_number": {"bold": True, "bg_color": PALE, "text_wrap": True, "valign": "top", "align": "right"},
    "number": {"valign": "top"},
    "total": {"bold": True, "top": 1, "valign": "top"},
    "input": {"font_color": "#0b3d91", "bg_color": "#fff8dc", "border": 1, "border_color": "#e0d6ac", "valign": "top"},
    "frozen": {"italic": True, "font_color": "#52606d", "bg_color": "#f0f0f0", "align": "right", "valign": "top"},
    "state": {"bold": True, "valign": "top", "align": "left"},
}
GOOD = {"font_color": "#1b5e20", "bg_color": "#e3f4e4"}
BAD = {"font_color": "#9b1c1c", "bg_color": "#fde8e8"}
MONEY, SHARE, FTE, COUNT = "#,##0;-#,##0;0", "0.0%", "0.00", "#,##0"


@dataclass(frozen=True)
class Live:
    """A formula (without "=") and the figure or text that it comes to."""

    formula: str
    value: float | str


Content = str | float | int | Live | None


def printable(text: str) -> str:
    """The text without what a file of this kind cannot hold, cut where a cell ends."""
    clean = UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", text)
    return clean if len(clean) <= MOST_CHARACTERS else clean[:MOST_CHARACTERS] + SHORTENED


def plain_format(value: float) -> str:
    """A number format with the digits that a figure of this size needs."""
    size = abs(value)
    if size >= 1_000:
        return "#,##0"
    if value == round(value):
        return "0"
    return "0.00" if size >= 10 else "0.0000" if size >= 0.01 else "0.00E+00" if size < 0.00001 else "0.000000"


class Pen:
    """The workbook being written, with its styles."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        """Styles are made when first used: a workbook bears a limited number of them."""
        self.book = book
        self._styles: dict[tuple[str, str], Format] = {}

    def style(self, look: str, number_format: str = "") -> Format:
        """A look of LOOKS with a number format."""
        key = (look, number_format)
        if key not in self._styles:
            number = {"num_format": number_format} if number_format else {}
            self._styles[key] = self.book.add_format({"font_name": "Arial", "font_size": 10, **LOOKS[look], **number})
        return self._styles[key]

    def sheet(self, name: str, widths: Sequence[float]) -> "Sheet":
        """A new sheet with columns of these widths, set up for printing."""
        worksheet = self.book.add_worksheet(name)
        for column, width in enumerate(widths):
            worksheet.set_column(column, column, width)
        worksheet.hide_gridlines(2)
        worksheet.set_landscape()
        worksheet.set_paper(PAPER_A4)
        worksheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        worksheet.set_footer("&L&8&A&R&8Page &P of &N")
        return Sheet(self, worksheet, widths)


class Sheet:
    """One sheet: rows are written at given places, counted from 0."""

    def __init__(self, pen: Pen, worksheet: Worksheet, widths: Sequence[float]) -> None:
        """`last`: the furthest row and column written, for the print area."""
        self.pen = pen
        self.worksheet = worksheet
        self.widths = widths
        self.last_row = 0

    def fit(self, row: int, contents: Sequence[Content]) -> None:
        """Make a row as high as its longest text needs when wrapped: not every program does so by itself."""
        lines = [
            math.ceil(len(content) * CHARACTER / width)
            for content, width in zip(contents, self.widths, strict=False)
            if isinstance(content, str)
        ]
        if max(lines, default=1) > 1:
            self.worksheet.set_row(row, LINE_HEIGHT * min(max(lines), MOST_LINES))

    def put(self, row: int, column: int, content: Content, look: str = "text", number_format: str = "") -> None:
        """One cell. Text is never read as a formula, number or link."""
        style = self.pen.style(look, number_format)
        self.last_row = max(self.last_row, row)
        if content is None:
            self.worksheet.write_blank(row, column, None, style)
        elif isinstance(content, Live):
            self.worksheet.write_formula(row, column, f"={content.formula}", style, _figure(content.value))
        elif isinstance(content, str):
            self.worksheet.write_string(row, column, printable(content), style)
        else:
            self.worksheet.write_number(row, column, _figure(content), style)

    def row(
        self, row: int, contents: Iterable[Content], look: str = "text", number_format: str = "", start: int = 0
    ) -> None:
        """Cells side by side, from column `start` on; None leaves a cell out."""
        for column, content in enumerate(contents, start=start):
            if content is not None:
                self.put(row, column, content, look, number_format)

    def head(self, title: str, *notes: str) -> int:
        """Title and notes at the top; returns the first free row."""
        self.put(0, 0, title, "title")
        for row, note in enumerate(notes, start=1):
            self.put(row, 0, note, "note")
        return len(notes) + 2

    def paragraph(self, row: int, columns: int, text: str, height: int) -> None:
        """A text over several columns, wrapped."""
        self.worksheet.merge_range(row, 0, row, columns - 1, "", self.pen.style("wrapped"))
        self.put(row, 0, text, "wrapped")
        self.worksheet.set_row(row, height)

    def columns(self, row: int, names: Sequence[str], numbers_from: int = 10_000) -> None:
        """Heads of columns; those of figures stand at the right, as the figures do."""
        for column, name in enumerate(names):
            self.put(row, column, name, "column_number" if column >= numbers_from else "column")
        self.fit(row, names)

    def finish(self, columns: int, *, freeze: tuple[int, int], repeat: tuple[int, int], pages_wide: int = 1) -> None:
        """Print area, frozen panes, and the rows that each printed page repeats."""
        self.worksheet.print_area(0, 0, self.last_row, columns - 1)
        self.worksheet.freeze_panes(*freeze)
        self.worksheet.repeat_rows(*repeat)
        if pages_wide > 1:
            self.worksheet.repeat_columns(0, 0)
        self.worksheet.fit_to_pages(pages_wide, 0)

    def colour(self, row: int, column: int, good: str, bad_too: bool = True) -> None:
        """A state cell: green where it holds the word `good`, else red."""
        rules = [("==", GOOD), ("!=", BAD)] if bad_too else [("==", GOOD)]
        for criteria, look in rules:
            rule = {
                "type": "cell",
                "criteria": criteria,
                "value": f'"{good}"',
                "format": self.pen.book.add_format(look),
            }
            self.worksheet.conditional_format(row, column, row, column, rule)


def _figure(value: Any) -> Any:
    """A file holds no infinity; a text as it is."""
    return value if isinstance(value, str) or math.isfinite(value) else 0
