"""`manage.py serve` as an operator meets it."""

import secrets
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from io import StringIO
from pathlib import Path

import psutil
import pytest

from config.allocator import KEEPS_FREED_MEMORY
from decisions.management.commands.serve import Command
from tests.server import ROOT, Server


def status(url: str) -> int:
    """Return the status of a GET."""
    try:
        with urllib.request.urlopen(url, timeout=10) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code


def test_a_second_start_is_quick_and_loses_nothing(tmp_path):
    first = Server(tmp_path)
    first.wait()
    first.stop()
    database = tmp_path / "site.sqlite3"
    key, rows = (tmp_path / "secret_key").read_text(), database.stat().st_size
    started = time.monotonic()
    second = Server(tmp_path)
    second.wait()
    seconds = time.monotonic() - started
    try:
        assert status(f"{second.url}/readyz") == 200
    finally:
        second.stop()
    assert (tmp_path / "secret_key").read_text() == key
    assert database.stat().st_size >= rows
    assert seconds < 20, "a second start must prepare nothing again"


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="a process's environment is read from /proc")
def test_workers_keep_freed_memory(server):
    workers = psutil.Process(server.process.pid).children(recursive=True)
    assert workers
    for worker in workers:
        environment = worker.environ()
        assert {name: environment.get(name) for name in KEEPS_FREED_MEMORY} == KEEPS_FREED_MEMORY


def test_a_port_in_use_is_said_in_one_line(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        command = [sys.executable, "manage.py", "serve", "--port", port]
        result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert result.returncode == 1
    assert result.stdout == ""
    assert len(result.stderr.splitlines()) == 1
    assert port in result.stderr


def test_the_log_holds_no_link_secret(server):
    token = secrets.token_urlsafe(32)
    assert status(f"{server.url}/s/{token}/") == 404
    assert status(f"{server.url}/e/{token}/") == 404
    log = server.log.read_text()
    assert token not in log
    assert '127.0.0.1 - "GET /s/[token]/' in log


@pytest.mark.parametrize(
    ("host", "https", "warnings"),
    [
        ("0.0.0.0", False, 1),
        ("192.0.2.1", False, 1),
        ("0.0.0.0", True, 0),
        ("127.0.0.1", False, 0),
        ("::1", False, 0),
    ],
)
def test_a_site_open_to_others_without_https_starts_with_one_warning(settings, host, https, warnings):
    settings.HTTPS = https
    command = Command(stdout=StringIO(), stderr=StringIO())
    command.announce(host, 8000)
    assert len(command.stderr.getvalue().splitlines()) == warnings
    assert ":8000/" in command.stdout.getvalue()
