"""Estimates a Case file on the command line: the same figures as on the page."""

import json
from argparse import ArgumentParser
from typing import Any

from decisions.management.case_command import CaseCommand
from decisions.report.as_json import judged_as_dict
from decisions.report.plain import plain_text
from decisions.services.estimates import other_books


class Command(CaseCommand):
    """Reads a Case and prints the estimate."""

    help = "Estimate a Case file (JSON or TOML; - reads JSON from standard input). Faults: exit status 2."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Name the file, the book, the format."""
        super().add_arguments(parser)
        parser.add_argument("--format", choices=("json", "table"), default="json", help="default: json")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the estimate, or every fault with exit status 2."""
        judged = self.judged(options)
        as_json = judged_as_dict(judged.case, judged.estimate, judged.verdict, judged.book, other_books(judged))
        self.stdout.write(json.dumps(as_json, indent=2) if options["format"] == "json" else plain_text(as_json))
