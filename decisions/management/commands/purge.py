"""Deletes what has reached its date; for a daily timer."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from decisions.services import purge_idle_decisions


class Command(BaseCommand):
    """Removes decisions past the date shown to their owners, and ended sessions."""

    help = "Delete decisions whose date has come, and ended sessions. Safe to repeat."

    def handle(self, *args: Any, **options: Any) -> None:
        """Delete and say how many."""
        purged = purge_idle_decisions()
        call_command("clearsessions")
        self.stdout.write(f"Decisions deleted: {purged}.")
