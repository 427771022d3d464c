"""Finds a Chromium for the browser tests, installing one when there is none: `python -m tests.chromium`."""

import os
import shutil
import subprocess
import sys

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SENTENCE = (
    "The browser tests need Chromium and the library libatomic: install both with your package manager "
    "(Debian: apt-get install chromium libatomic1)."
)


def on_path() -> str | None:
    """Return the first Chromium on PATH."""
    return next(filter(None, map(shutil.which, NAMES)), None)


def driver_starts() -> bool:
    """Return whether Playwright's own driver runs; a bare system lacks a library that it needs."""
    command = (sys.executable, "-m", "playwright", "--version")
    return subprocess.run(command, capture_output=True).returncode == 0


def downloaded() -> str | None:
    """Return the Chromium that Playwright has downloaded for itself."""
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if os.access(path, os.X_OK) else None


def ready() -> bool:
    """Return whether the browser tests can start."""
    return driver_starts() and bool(on_path() or downloaded())


def run(*command: str) -> bool:
    """Run an installer; return whether it ended well."""
    print("Installing for the browser tests:", *command, flush=True)  # noqa: T201
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    silent = subprocess.DEVNULL
    return subprocess.run(command, env=environment, stdin=silent, stdout=silent).returncode == 0


def install_with_apt() -> bool:
    """Install Debian's Chromium, if this is root on a Debian-like system."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    package = ("apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium", "libatomic1")
    return run(*package) or (run("apt-get", "update", "-qq") and run(*package))


def download() -> bool:
    """Let Playwright download its Chromium."""
    return run(sys.executable, "-m", "playwright", "install", "chromium")


def main() -> None:
    """Find or install Chromium; leave with one sentence when that fails."""
    if ready() or (install_with_apt() and ready()) or (download() and ready()):
        return
    sys.exit(SENTENCE)


if __name__ == "__main__":
    main()
