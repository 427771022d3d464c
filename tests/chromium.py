"""Finds a Chromium for the browser tests, installing one when there is none: `python -m tests.chromium`."""

import os
import shutil
import subprocess
import sys

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SENTENCE = (
    "The browser tests need Chromium: install it with your package manager, or allow "
    f"'{sys.executable} -m playwright install chromium' to download it."
)


def on_path() -> str | None:
    """Return the first Chromium on PATH."""
    return next(filter(None, map(shutil.which, NAMES)), None)


def downloaded() -> str | None:
    """Return the Chromium that Playwright has downloaded for itself."""
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if os.access(path, os.X_OK) else None


def find() -> str | None:
    """Return the path of a Chromium that is there already."""
    return on_path() or downloaded()


def run(*command: str) -> bool:
    """Run an installer; return whether it ended well."""
    print("Installing Chromium:", *command, flush=True)  # noqa: T201
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    return subprocess.run(command, env=environment, stdin=subprocess.DEVNULL).returncode == 0


def install_with_apt() -> bool:
    """Install Debian's Chromium, if this is root on a Debian-like system."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    package = ("apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium")
    return run(*package) or (run("apt-get", "update", "-qq") and run(*package))


def main() -> None:
    """Find or install Chromium; leave with one sentence when that fails."""
    if find():
        return
    if install_with_apt() and on_path():
        return
    if not run(sys.executable, "-m", "playwright", "install", "chromium") or not find():
        sys.exit(SENTENCE)


if __name__ == "__main__":
    main()
