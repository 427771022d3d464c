"""Settings read the environment strictly and are safe by default."""

import json
import os
import re
import stat
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(__file__).resolve().parents[2]


def load(folder: Path, *names: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Import the settings in a new process and print some of them as JSON."""
    clean = {key: value for key, value in os.environ.items() if not key.startswith(("HOSTWISE_", "DATABASE_"))}
    program = f"""
import json
from config import settings
print(json.dumps([getattr(settings, name) for name in {names!r}]))
"""
    return subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env=clean | {"HOSTWISE_VAR": str(folder)} | environment,
        capture_output=True,
        text=True,
    )


def values(folder: Path, *names: str, **environment: str) -> list[object]:
    """Return the named settings under the given environment."""
    result = load(folder, *names, **environment)
    assert result.returncode == 0, result.stderr
    loaded: list[object] = json.loads(result.stdout)
    return loaded


def test_defaults_are_local_and_not_debug(tmp_path):
    assert values(tmp_path, "DEBUG", "HTTPS", "ALLOWED_HOSTS", "SESSION_COOKIE_NAME") == [
        False,
        False,
        ["localhost", "127.0.0.1", "[::1]"],
        "sessionid",
    ]


def test_https_brings_secure_host_cookies_and_hsts(tmp_path):
    names = ["SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE"]
    names += ["SECURE_SSL_REDIRECT", "SECURE_HSTS_SECONDS"]
    expected = ["__Host-sessionid", "__Host-csrftoken", True, True, True, 63072000]
    assert values(tmp_path, *names, HOSTWISE_HTTPS="1") == expected


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("HOSTWISE_HTTPS", "yes"),
        ("HOSTWISE_DEBUG", "True"),
        ("HOSTWISE_TRUSTED_PROXIES", "10.0.0.0/33"),
        ("HOSTWISE_RATE_ESTIMATE", "many"),
        ("HOSTWISE_SECRET_KEY_FILE", "/nowhere/key"),
    ],
)
def test_an_unexpected_value_stops_the_start_and_is_named(tmp_path, name, value):
    result = load(tmp_path, "DEBUG", **{name: value})
    assert result.returncode != 0
    assert f"ImproperlyConfigured: {name}" in result.stderr.splitlines()[-1]


def test_the_secret_key_is_made_once_and_for_its_owner_only(tmp_path):
    first, second = (values(tmp_path, "SECRET_KEY") for _ in range(2))
    assert first == second
    assert len(str(first[0])) >= 64
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir() if "secret" in path.name] == ["secret_key"]


def test_the_secret_key_can_come_from_a_file(tmp_path):
    (tmp_path / "given").write_text("from-a-file\n")
    assert values(tmp_path, "SECRET_KEY", HOSTWISE_SECRET_KEY_FILE=str(tmp_path / "given")) == ["from-a-file"]


def test_sqlite_keeps_what_it_said_it_saved(tmp_path):
    program = (
        "import django; django.setup()\n"
        "from django.db import connection\n"
        "for name in ('journal_mode', 'synchronous', 'busy_timeout'):\n"
        "    with connection.cursor() as cursor:\n"
        "        print(cursor.execute(f'PRAGMA {name}').fetchone()[0])\n"
        "print(connection.transaction_mode)"
    )
    url = f"sqlite:///{tmp_path / 'site.sqlite3'}"
    own = {"HOSTWISE_VAR": str(tmp_path), "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "config.settings"}
    result = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env=os.environ | own,
        capture_output=True,
        text=True,
        check=True,
    )
    full = "2"
    assert result.stdout.split() == ["wal", full, "5000", "IMMEDIATE"]


def test_changelog_and_package_name_the_same_version():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert project["version"] == settings.VERSION


def test_the_runtime_lock_is_part_of_the_development_lock():
    def pins(name: str) -> set[str]:
        text = (ROOT / name).read_text()
        assert "http" not in text
        return set(re.findall(r"^([\w.\[\]-]+==\S+)", text, re.MULTILINE))

    assert pins("requirements.txt")
    assert pins("requirements.txt") <= pins("requirements-dev.txt")


def test_the_readme_lists_every_variable_and_no_other():
    read = set(re.findall(r'env\.\w+\("(\w+)"', (ROOT / "config" / "settings.py").read_text()))
    table = [line for line in (ROOT / "README.md").read_text().splitlines() if line.startswith("| `")]
    listed = {name for line in table for name in re.findall(r"`([A-Z_]{6,})`", line.split(" | ")[0])}
    assert read
    assert listed == read
