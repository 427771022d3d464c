"""On PostgreSQL a row cannot slip into a book while that is being published."""

from pathlib import Path

import pytest
from django.db import connection

from .conftest import run_with_django

RACES = """
import psycopg, threading
from django.db import connection, transaction
call_command("migrate", verbosity=0, skip_checks=True)
from assumptions.models import Book
from assumptions.publishing import load_shipped_books, publish_book, start_draft
from assumptions.reading import current_book

draft = start_draft(based_on=load_shipped_books()[0], label="Ours", by=None)
rows = f"WHERE book_id = {draft.pk} AND key = 'fte_normal_quarter'"
change = "UPDATE assumptions_bookrow SET \\"values\\" = jsonb_set(\\"values\\", '{likely}', '\\"0.7\\"') " + rows
somebody = psycopg.connect(os.environ["DATABASE_URL"], options="-c lock_timeout=200")

somebody.execute(change)
threading.Timer(0.5, somebody.commit).start()
with transaction.atomic():
    publish_book(draft=draft, reason="As soon as the change is there.", by=None)
    try:
        somebody.execute(change)
    except psycopg.Error as error:
        print("a change waits for the end of publishing:", type(error).__name__)
    somebody.rollback()
try:
    somebody.execute(change)
except psycopg.Error as error:
    print("after that:", error.diag.message_primary)
print("published:", current_book().assumptions["fte_normal_quarter"].likely)
"""


def test_publishing_and_changing_wait_for_each_other(own_database: str, tmp_path: Path) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has a single writer")
    ran = run_with_django(own_database, tmp_path, RACES)
    assert ran.stdout.splitlines() == [
        "a change waits for the end of publishing: LockNotAvailable",
        "after that: a published book cannot change",
        "published: 0.7",
    ], ran.stderr
