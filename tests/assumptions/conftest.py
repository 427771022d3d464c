"""Books for every test of this folder: as shipped, an own draft, people who may and may not."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.contrib.auth.models import Permission, User
from django.db import connection, transaction
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from assumptions import completing, reading
from assumptions.models import Book, BookRow
from assumptions.publishing import load_shipped_books, start_draft
from estimator import book as estimator_book

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def _no_book_from_another_test() -> Iterator[None]:
    """A rolled back test leaves its numbers to the next one."""
    yield
    reading.cached_book.cache_clear()
    completing.shipped_book.cache_clear()


@pytest.fixture(scope="module")
def loaded_books(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The shipped books, loaded once for a module and rolled back after it; each test runs inside."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_shipped_books()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def shipped(loaded_books: None, db: None) -> list[Book]:
    """Books 1 and 2, loaded; book 1 is current."""
    return list(Book.objects.published().order_by("number"))


@pytest.fixture
def editor(db: None) -> User:
    """A member of staff with every right on books."""
    user = User.objects.create_user("erin", password="correct horse", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(content_type__app_label="assumptions"))
    return user


@pytest.fixture
def draft(shipped: list[Book], editor: User) -> Book:
    """An own draft of book 1."""
    return start_draft(based_on=shipped[0], label="Our figures", by=editor)


@pytest.fixture
def staff(client: Client, editor: User) -> Client:
    """The browser of somebody with every right on books."""
    client.force_login(editor)
    return client


@pytest.fixture
def row(draft: Book) -> BookRow:
    """A row of the draft."""
    return draft.rows.get(table="assumptions", key="fte_normal_quarter")


@pytest.fixture
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the shipped folders that a test may change, as a later version of the product would."""
    copy = tmp_path / "data"
    shutil.copytree(Path(estimator_book.__file__).parent / "data", copy)
    monkeypatch.setattr(estimator_book, "_DATA", copy)
    return copy


def rewrite(path: Path, before: str, after: str) -> None:
    """Replace a text that stands in the file."""
    text = path.read_text()
    assert before in text
    path.write_text(text.replace(before, after))
    completing.shipped_book.cache_clear()


@pytest.fixture
def own_database(tmp_path: Path, db: None) -> Iterator[str]:
    """Address of an empty database that other processes may use."""
    if connection.vendor == "sqlite":
        yield f"sqlite:///{tmp_path / 'own.sqlite3'}"
        return
    template, name = os.environ["DATABASE_URL"], f"own_{os.getpid()}"
    with psycopg.connect(template, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        try:
            yield f"{template.rpartition('/')[0]}/{name}"
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def run_with_django(database: str, folder: Path, program: str) -> subprocess.CompletedProcess[str]:
    """Run a program with Django set up on that database."""
    start = "import os, signal, django; django.setup(); from django.core.management import call_command\n"
    own = {"DATABASE_URL": database, "HOSTWISE_VAR": str(folder), "DJANGO_SETTINGS_MODULE": "config.settings"}
    command = [sys.executable, "-c", start + program]
    return subprocess.run(command, cwd=ROOT, env=os.environ | own, capture_output=True, text=True, check=False)
