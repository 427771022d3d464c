"""The workbook of a case: live formulas at likely values, the report's figures beside them. Made by XlsxWriter."""

import io

import xlsxwriter

from .calculation import calculation_sheet, lines_sheet
from .inputs import Inputs
from .material import Material
from .pen import Pen, printable
from .places import Places
from .reconciliation import checks_sheet, reconciliation_sheet
from .results import people_sheet, quarters_sheet, summary_sheet

__all__ = ["CONTENT_TYPE", "Material", "write_workbook"]
CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# What people typed stays text: never a formula, a number or a link.
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def write_workbook(material: Material) -> bytes:
    """The file. Every formula holds the figure it comes to, so that previews show numbers."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, OPTIONS) as book:
        title = printable(material.case.title) or "Hostwise"
        book.set_properties({"title": title, "created": material.made_at.replace(tzinfo=None)})
        pen, places = Pen(book), Places(material)
        inputs = Inputs(pen, material, places)
        summary_sheet(pen, material, places)
        quarters_sheet(pen, material, places)
        lines_sheet(pen, material, places)
        inputs.case()
        inputs.assumptions()
        inputs.prices()
        people_sheet(pen, material, places)
        calculation_sheet(pen, material, places, inputs)
        rows = reconciliation_sheet(pen, material, places)
        checks_sheet(pen, material, places, inputs, rows)
    return out.getvalue()
