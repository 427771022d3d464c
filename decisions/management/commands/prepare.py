"""Brings an installation up to date. Safe to repeat, and quick when there is nothing to do."""

import hashlib
from io import StringIO
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand

from assumptions.publishing import load_shipped_books
from decisions.services import load_examples


def static_state() -> str:
    """Return a hash that changes whenever a static source file does."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            found = Path(storage.path(name)).stat()
            digest.update(f"{storage.location}/{name} {found.st_size} {found.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def collect_static() -> bool:
    """Collect and compress the static files if one has changed since the last time; return whether it did."""
    stamp = Path(settings.STATIC_ROOT) / ".sources"
    state = static_state()
    if stamp.exists() and stamp.read_text() == state:
        return False
    # clear: collectstatic alone keeps a collected file that is younger than a changed source
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(state)
    return True


class Command(BaseCommand):
    """Migrates, loads what ships with the code, deletes what is due, collects static files."""

    help = "Bring database, shipped books, example decisions and static files up to date. Safe to repeat."

    def handle(self, *args: Any, **options: Any) -> None:
        """Run every step; each does nothing when there is nothing to do."""
        call_command("migrate", interactive=False, verbosity=0)
        load_shipped_books()
        load_examples()
        call_command("purge", stdout=StringIO())
        collect_static()
        self.stdout.write("Database, books, examples and static files are up to date.")
