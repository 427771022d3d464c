"""Estimates a Case file on the command line: the same figures as on the page."""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterable
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from assumptions.reading import NoCurrentBookError, NoSuchBookError, book_by_number, current_book
from decisions.case import CaseError
from decisions.case_file import load_case
from decisions.report.as_json import judged_as_dict
from decisions.report.plain import plain_text
from decisions.services.estimates import estimate_case
from estimator import EstimateError

FAULT = 2


class Command(BaseCommand):
    """Reads a Case, prints the estimate; faults of the file go to stderr, one line each, and nothing is printed."""

    help = "Estimate a Case file (JSON or TOML; - reads JSON from standard input). Faults: exit status 2."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Name the file, the format, the book."""
        parser.add_argument("case", metavar="CASE", help="path of a .json or .toml file, or -")
        parser.add_argument("--format", choices=("json", "table"), default="json", help="default: json")
        parser.add_argument("--book", type=int, metavar="N", help="a published book; default: the current one")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the estimate, or every fault with exit status 2."""
        number = options["book"]
        try:
            book = current_book() if number is None else book_by_number(number)
            judged = estimate_case(load_case(options["case"], book), book=book)
        except CaseError as error:
            self._refuse(error.faults)
        except EstimateError as error:
            self._refuse([f"{options['case']}: {error}"])
        except (NoSuchBookError, NoCurrentBookError) as error:
            self._refuse([f"--book: {error}"])
        except DatabaseError as error:
            raise CommandError(f"The database is not ready; manage.py prepare sets it up ({error}).") from error
        as_json = judged_as_dict(judged.estimate, judged.verdict)
        self.stdout.write(json.dumps(as_json, indent=2) if options["format"] == "json" else plain_text(as_json))

    def _refuse(self, faults: Iterable[str]) -> NoReturn:
        """One line a fault, whatever characters a key of the file holds."""
        for fault in faults:
            self.stderr.write(" ".join(fault.split()))
        sys.exit(FAULT)
