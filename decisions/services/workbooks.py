"""The workbook of a judged case."""

from django.utils import timezone

from decisions.advice.counted import counted
from decisions.report.exports.workbook import Material, write_workbook
from estimator.calculation import calculation

from .estimates import Judged


def workbook_of(judged: Judged) -> bytes:
    """The file with live formulas of a case, its figures those of its estimate."""
    found = calculation(counted(judged.case, judged.book), judged.book, judged.estimate.run)
    material = Material(judged.case, judged.estimate, judged.verdict, judged.book, found, timezone.now())
    return write_workbook(material)
