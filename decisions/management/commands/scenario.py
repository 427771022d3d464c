"""Prints what a Case file may hold."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from assumptions.reading import current_book
from decisions.report.schema import case_schema


class Command(BaseCommand):
    """The JSON schema of a Case with units, bounds, and what stands in for an answer that is not given."""

    help = "Print the JSON schema of a Case file: units, bounds, defaults."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The only thing to print is the schema; it is named so that others can come."""
        parser.add_argument("--schema", action="store_true", required=True, help="the JSON schema")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the schema, with the typical values of the current book."""
        self.stdout.write(json.dumps(case_schema(current_book()), indent=2, ensure_ascii=False))
