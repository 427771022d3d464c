"""The health pages tell a supervisor the truth."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from assumptions.publishing import load_shipped_books

ROOT = Path(__file__).resolve().parents[2]


def test_livez_asks_no_database(client):
    response = client.get("/livez")
    assert (response.status_code, response.content) == (200, b"ok\n")


@pytest.mark.django_db
def test_readyz_waits_for_a_published_book(client):
    before = client.get("/readyz")
    assert (before.status_code, before.json()["book"]) == (503, "none published")
    load_shipped_books()
    after = client.get("/readyz")
    assert (after.status_code, set(after.json().values())) == (200, {"ok"})


def asked(path: str, tmp_path: Path, database: str) -> list[str]:
    """Return status and body of a page when the database is the one given."""
    program = (
        "import django; django.setup()\n"
        "from django.test import Client\n"
        f"answer = Client(SERVER_NAME='localhost').get('{path}')\n"
        "print(answer.status_code, answer.content.decode().strip())"
    )
    own = {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DATABASE_URL": database,
        "HOSTWISE_VAR": str(tmp_path),
    }
    result = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env=os.environ | own,
        capture_output=True,
        text=True,
        check=True,
    )
    return result.stdout.splitlines()[-1].split(maxsplit=1)  # the log comes first


def test_without_a_database_the_process_lives_but_is_not_ready(tmp_path):
    nowhere = "postgres://nobody@%2Fnowhere/none"
    assert asked("/livez", tmp_path, nowhere)[0] == "200"
    status, body = asked("/readyz", tmp_path, nowhere)
    assert status == "503"
    assert "no answer" in body


def test_waiting_migrations_are_counted(tmp_path):
    status, body = asked("/readyz", tmp_path, f"sqlite:///{tmp_path / 'empty.sqlite3'}")
    assert status == "503"
    assert "to apply" in body
