"""What every test shares: cheap passwords, plain static files, a clean slate, a real server for browsers."""

import os
from collections.abc import Iterator

import hypothesis
import pytest
from django.conf import settings
from django.core.cache import cache

from config.ratelimit import limiter
from tests import chromium
from tests.server import Server

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # the browser's driver keeps an event loop running
hypothesis.settings.register_profile("no deadline", deadline=None)  # a busy machine is not a fault
hypothesis.settings.load_profile("no deadline")


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


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A real server on a throw-away database, shared by the session (a published book resists a flush)."""
    rates = dict.fromkeys(
        (f"HOSTWISE_RATE_{name}" for name in ("ESTIMATE", "FREEZE", "EXPORT", "LINK", "FIGURE")),
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
