"""What every test shares: cheap passwords, plain static files, a clean slate, a real server for browsers."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache

from config.ratelimit import limiter
from tests import chromium

ROOT = Path(__file__).resolve().parent.parent
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # the browser's driver keeps an event loop running


def pytest_configure() -> None:
    """Replace what is slow or needs a collected static folder."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES["staticfiles"] = {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage",
    }


@pytest.fixture(autouse=True)
def _clean_slate() -> None:
    """Forget counted requests and cached results."""
    limiter.storage.reset()
    cache.clear()


def free_port() -> int:
    """Return a port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    """The site as `manage.py serve` runs it, on its own folder and database."""

    def __init__(self, folder: Path, host: str = "127.0.0.1", **environment: str) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = folder / "server.log"
        own = {"HOSTWISE_VAR": str(folder), "DATABASE_URL": f"sqlite:///{folder / 'site.sqlite3'}"}
        command = [sys.executable, "manage.py", "serve", "--workers", "1", "--host", host]
        with self.log.open("w") as output:
            self.process = subprocess.Popen(
                [*command, "--port", str(self.port)],
                cwd=ROOT,
                env=os.environ | own | environment,
                stdout=output,
                stderr=subprocess.STDOUT,
            )

    def wait(self, seconds: float = 60) -> None:
        """Return as soon as the site answers."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                urllib.request.urlopen(f"{self.url}/livez", timeout=5).read()
                return
            except (urllib.error.URLError, ConnectionError):
                time.sleep(0.05)
        raise AssertionError(f"The server did not start:\n{self.log.read_text()}")

    def stop(self) -> None:
        """End the server and its workers."""
        self.process.terminate()
        self.process.wait(timeout=30)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A real server on a throw-away database, shared by the session (a published book resists a flush)."""
    rates = dict.fromkeys(
        ("HOSTWISE_RATE_ESTIMATE", "HOSTWISE_RATE_FREEZE", "HOSTWISE_RATE_EXPORT", "HOSTWISE_RATE_LINK"),
        "100000/minute",
    )
    running = Server(tmp_path_factory.mktemp("server"), GRANIAN_LOG_ACCESS_ENABLED="1", **rates)
    try:
        running.wait()
        yield running
    finally:
        running.stop()


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, object]:
    """Launch the Chromium that is there, quietly and without a sandbox (root has none)."""
    quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
    arguments = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", *quiet]
    path = chromium.on_path()
    return {"args": arguments} | ({"executable_path": path} if path else {})
