"""A shipped book is loaded whole or not at all."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assumptions import writing
from assumptions.models import Book, BookRow
from assumptions.publishing import load_shipped_books
from estimator.book import Book as TableBook
from estimator.book import BookError, shipped_folders

from .conftest import rewrite, run_with_django


def test_a_fault_in_one_folder_loads_nothing(db: None, folders: Path) -> None:
    rewrite(folders / "book-2" / "fx.csv", "EUR,1.1567,", "EUR,much,")
    with pytest.raises(BookError, match=r"fx\.csv row 3, column usd_per_unit: 'much' is no number"):
        load_shipped_books()
    assert not Book.objects.exists()
    with pytest.raises(CommandError, match=r"fx\.csv row 3"):
        call_command("load_books")


def test_a_missing_price_that_no_gap_declares_refuses_the_folder(db: None, folders: Path) -> None:
    prices = folders / "book-1" / "prices.csv"
    kept = [line for line in prices.read_text().splitlines(keepends=True) if ",fargate-linux-x86-gb," not in line]
    prices.write_text("".join(kept))
    with pytest.raises(BookError, match="no price and no declared gap for aws / us-east-1 / AWS Fargate"):
        load_shipped_books()
    assert not Book.objects.exists()


def test_a_failure_in_the_middle_leaves_nothing(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    limit = len(TableBook.from_folder(shipped_folders()[0]).tables) + 5
    stored: list[str] = []

    def stops(draft: Book, table: str, rows: object) -> None:
        stored.append(table)
        if len(stored) > limit:
            raise OSError("the disk is full")
        writing.store_rows(draft, table, rows)  # type: ignore[arg-type]

    monkeypatch.setattr("assumptions.publishing.store_rows", stops)
    with pytest.raises(OSError, match="disk is full"):
        load_shipped_books()
    assert not Book.objects.exists()
    assert not BookRow.objects.exists()


def test_loading_needs_few_queries(db: None) -> None:
    with CaptureQueriesContext(connection) as queries:
        load_shipped_books()
    tables = len(TableBook.from_folder(shipped_folders()[0]).tables)
    assert len(queries) < 2 * 3 * tables


KILLED_WHILE_LOADING = """
call_command("migrate", verbosity=0, skip_checks=True)
from assumptions import publishing
from assumptions.models import Book
def store_rows(draft, table, rows, store=publishing.store_rows):
    store(draft, table, rows)
    if Book.objects.published().exists() and table == "gates":
        print("published:", Book.objects.published().count(), flush=True)
        os.kill(os.getpid(), signal.SIGKILL)
publishing.store_rows = store_rows
publishing.load_shipped_books()
"""
LOOK_AND_LOAD = """
from assumptions.models import Book, BookRow
from assumptions.publishing import load_shipped_books
print("left:", Book.objects.count(), BookRow.objects.count())
print("loaded:", len(load_shipped_books()))
"""


def test_a_killed_load_leaves_nothing(own_database: str, tmp_path: Path) -> None:
    killed = run_with_django(own_database, tmp_path, KILLED_WHILE_LOADING)
    assert (killed.returncode, killed.stdout) == (-9, "published: 1\n"), killed.stderr
    after = run_with_django(own_database, tmp_path, LOOK_AND_LOAD)
    assert after.stdout == "left: 0 0\nloaded: 2\n", after.stderr
