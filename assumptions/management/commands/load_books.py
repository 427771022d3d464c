"""`manage.py load_books`: bring the shipped books into the database."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from assumptions.publishing import load_shipped_books
from estimator.book import BookError


class Command(BaseCommand):
    """Loads what is new; a second run changes nothing."""

    help = "Loads the shipped books of assumptions that the database does not hold yet."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print one line for each loaded book."""
        try:
            loaded = load_shipped_books()
        except BookError as error:
            raise CommandError(str(error)) from error
        for book in loaded:
            self.stdout.write(f"Loaded book {book.number}: {book.label}")
        if not loaded:
            self.stdout.write("Books are up to date.")
