"""Writes the workbook of a Case file: live formulas, and the report's figures beside them."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from decisions.management.case_command import CaseCommand
from decisions.services.workbooks import workbook_of


class Command(CaseCommand):
    """Reads a Case and writes its workbook."""

    help = "Write the workbook (XLSX) of a Case file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Name the file, the book, where to write."""
        super().add_arguments(parser)
        parser.add_argument("out", metavar="OUT", help="path of the .xlsx file to write")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the file, or say why not with exit status 2."""
        content = workbook_of(self.judged(options))
        try:
            Path(options["out"]).write_bytes(content)
        except OSError as error:
            self.refuse([f"OUT: {error.strerror or error}"])
