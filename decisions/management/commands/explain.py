"""Explains a figure on the command line: formula, values, and every input down to its source."""

from argparse import ArgumentParser
from typing import Any

from decisions.management.case_command import CaseCommand
from decisions.report.explain_text import NotExplainedError, explained


class Command(CaseCommand):
    """Reads a Case and prints how one of its figures comes about."""

    help = "Explain a figure of a Case file by its key (those of the JSON's lines, and every quantity they rest on)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Name the file, the book, the figure, the quarter."""
        super().add_arguments(parser)
        parser.add_argument("key", metavar="KEY", help="such as maintenance_cost_quarters or walk_away_price")
        parser.add_argument("--quarter", default="", metavar="Q", help="such as 2027Q4; default: the first not 0")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the explanation, or the fault with exit status 2."""
        estimate = self.judged(options).estimate
        try:
            self.stdout.write(explained(estimate, options["key"], options["quarter"]))
        except NotExplainedError as fault:
            self.refuse([str(fault)])
