"""Finds LibreOffice for the workbook tests, installing it when there is none: `python -m tests.office`."""

import os
import shutil
import subprocess
import sys

NAMES = ("soffice", "libreoffice")
SENTENCE = (
    "The workbook tests need LibreOffice Calc: install it with your package manager "
    "(Debian: apt-get install libreoffice-calc)."
)


def on_path() -> str | None:
    """Return the first LibreOffice on PATH."""
    return next(filter(None, map(shutil.which, NAMES)), None)


def install_with_apt() -> bool:
    """Install Debian's LibreOffice Calc, if this is root on a Debian-like system."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    package = ("apt-get", "install", "-y", "-qq", "--no-install-recommends", "libreoffice-calc")
    print("Installing for the workbook tests:", *package, flush=True)  # noqa: T201
    return _quiet(*package) or (_quiet("apt-get", "update", "-qq") and _quiet(*package))


def _quiet(*command: str) -> bool:
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    silent = subprocess.DEVNULL
    return subprocess.run(command, env=environment, stdin=silent, stdout=silent).returncode == 0


def main() -> None:
    """Find or install LibreOffice; leave with one sentence when that fails."""
    if not (on_path() or (install_with_apt() and on_path())):
        sys.exit(SENTENCE)


if __name__ == "__main__":
    main()
