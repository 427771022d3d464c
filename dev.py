#!/usr/bin/env python3
"""Set-up from nothing and the four things done every day; needs Python 3.11 and pip, nothing else.

python3 dev.py run [--host H] [--port P]   install, prepare, serve on http://127.0.0.1:8000
python3 dev.py test [pytest arguments]     install, run every test
python3 dev.py check                       lint, types, import contracts, templates
python3 dev.py bench                       benchmarks, printed as ratios
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
UV = ROOT / ".tools" / "bin" / "uv"
UV_VERSION = "uv==0.13.8"
RUNTIME, DEVELOPMENT = "requirements.txt", "requirements-dev.txt"


def succeeds(*command: str | Path, **environment: str) -> bool:
    """Run a command in the project's folder; return whether it ended well, and name it when it did not."""
    ended_well = subprocess.run(command, cwd=ROOT, env=os.environ | environment).returncode == 0
    if not ended_well:
        print("Failed:", Path(command[0]).name, *command[1:4], file=sys.stderr, flush=True)
    return ended_well


def install(lock: str) -> None:
    """Make .venv hold exactly what the lock file lists; a development environment serves for running, too."""
    stamp = VENV / ".lock-sha"
    installed = stamp.read_text() if stamp.exists() else ""
    if lock == RUNTIME and installed.startswith(DEVELOPMENT):
        lock = DEVELOPMENT
    wanted = f"{lock} {hashlib.sha256((ROOT / lock).read_bytes()).hexdigest()}"
    if installed == wanted and PYTHON.exists():
        return
    print(f"Installing {lock} into .venv …", flush=True)
    if not (install_by_uv(lock) or install_by_pip(lock)):
        sys.exit("The packages could not be installed: see the messages above.")
    stamp.write_text(wanted)


def install_by_uv(lock: str) -> bool:
    """Install with uv, brought into .tools when missing; works where Python lacks venv."""
    pip = (sys.executable, "-m", "pip", "install", "-q", "--target", ".tools", UV_VERSION)
    if not UV.exists() and not succeeds(*pip, PIP_ROOT_USER_ACTION="ignore", PIP_DISABLE_PIP_VERSION_CHECK="1"):
        return False
    if not PYTHON.exists() and not succeeds(UV, "venv", "-q", "--clear", "--python", sys.executable, VENV):
        return False
    return succeeds(UV, "pip", "sync", "-q", "--python", PYTHON, "--require-hashes", lock)


def install_by_pip(lock: str) -> bool:
    """Install with Python's own tools, for machines that uv has no build for."""
    if not succeeds(sys.executable, "-m", "venv", "--clear", VENV):
        return False
    return succeeds(PYTHON, "-m", "pip", "install", "-q", "--require-hashes", "-r", lock)


def run(arguments: list[str]) -> None:
    """Prepare and serve."""
    install(RUNTIME)
    os.chdir(ROOT)
    os.execv(PYTHON, [str(PYTHON), "manage.py", "serve", *arguments])


def test(arguments: list[str]) -> list[bool]:
    """Run the tests given, or all: first those without other programs, then those in Chromium and LibreOffice."""
    install(DEVELOPMENT)
    if arguments:
        return [succeeds(PYTHON, "-m", "pytest", *arguments)]
    return [
        succeeds(PYTHON, "-m", "pytest", "-q", "-n", "auto", "-m", "not browser and not office"),
        succeeds(PYTHON, "-m", "tests.chromium") and succeeds(PYTHON, "-m", "pytest", "-q", "-m", "browser"),
        succeeds(PYTHON, "-m", "tests.office") and succeeds(PYTHON, "-m", "pytest", "-q", "-m", "office"),
    ]


def check(_: list[str]) -> list[bool]:
    """Run every check, also after one has failed."""
    install(DEVELOPMENT)
    tool = VENV / "bin"
    templates = sorted((ROOT / "templates").rglob("*.html"))
    production = {"HOSTWISE_HTTPS": "1", "HOSTWISE_SECRET_KEY": hashlib.sha512(b"check").hexdigest()}
    return [
        succeeds(tool / "ruff", "check", "-q", "."),
        succeeds(tool / "ruff", "format", "-q", "--check", "."),
        succeeds(tool / "mypy", "--no-error-summary"),
        succeeds(tool / "lint-imports", "--no-logo"),
        succeeds(tool / "djlint", "--lint", "--quiet", "templates"),
        succeeds(tool / "djade", "--check", "--target-version", "5.2", *templates),
        succeeds(PYTHON, "manage.py", "check", "--deploy", "--fail-level", "WARNING", **production),
        succeeds(PYTHON, "manage.py", "makemigrations", "--check", "--dry-run"),
    ]


def bench(arguments: list[str]) -> list[bool]:
    """Run the benchmarks."""
    install(DEVELOPMENT)
    return [succeeds(PYTHON, "-m", "benchmarks", *arguments)]


if __name__ == "__main__":
    if sys.version_info < (3, 11):  # noqa: UP036
        sys.exit("Hostwise needs Python 3.11 or newer.")
    command = {"run": run, "test": test, "check": check, "bench": bench}.get("".join(sys.argv[1:2]))
    sys.exit(__doc__ if command is None else not all(command(sys.argv[2:]) or []))
