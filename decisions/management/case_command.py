"""What every command on a Case file shares: reading it, estimating it, and how faults are said."""

import sys
from argparse import ArgumentParser
from collections.abc import Iterable, Mapping
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from assumptions.reading import NoCurrentBookError, NoSuchBookError, book_by_number, current_book
from decisions.case import CaseError
from decisions.case_file import load_case
from decisions.services.estimates import Judged, estimate_case
from estimator import EstimateError

FAULT = 2


class CaseCommand(BaseCommand):
    """Reads a Case; its faults go to stderr, one line each, with exit status 2, and nothing is printed then."""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Name the file and the book."""
        parser.add_argument("case", metavar="CASE", help="path of a .json or .toml file, or -")
        parser.add_argument("--book", type=int, metavar="N", help="a published book; default: the current one")

    def judged(self, options: Mapping[str, Any]) -> Judged:
        """The Case of the arguments, estimated and judged."""
        number = options["book"]
        try:
            book = current_book() if number is None else book_by_number(number)
            return estimate_case(load_case(options["case"], book), book=book)
        except CaseError as error:
            self.refuse(error.faults)
        except EstimateError as error:
            self.refuse([f"{options['case']}: {error}"])
        except (NoSuchBookError, NoCurrentBookError) as error:
            self.refuse([f"--book: {error}"])
        except DatabaseError as error:
            raise CommandError(f"The database is not ready; manage.py prepare sets it up ({error}).") from error

    def refuse(self, faults: Iterable[str]) -> NoReturn:
        """One line a fault, whatever characters a key of the file holds."""
        for fault in faults:
            self.stderr.write(" ".join(fault.split()))
        sys.exit(FAULT)
