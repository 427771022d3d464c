"""Typed readers of environment variables; an unexpected value stops the start with one sentence."""

import ipaddress
import os
import secrets
from pathlib import Path

import limits
from django.core.exceptions import ImproperlyConfigured

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


def text(name: str, default: str = "") -> str:
    """Return the variable, or the content of the file that `<name>_FILE` points to, stripped."""
    path = os.environ.get(f"{name}_FILE", "")
    if not path:
        return os.environ.get(name, default).strip()
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except OSError as error:
        raise ImproperlyConfigured(f"{name}_FILE: cannot read {path} ({error.strerror}).") from error


def flag(name: str) -> bool:
    """Return True for "1", False for "0" or nothing."""
    value = text(name, "0")
    if value not in {"", "0", "1"}:
        raise ImproperlyConfigured(f"{name} is {value!r}; it can be 0 or 1.")
    return value == "1"


def items(name: str, default: str = "") -> list[str]:
    """Return the comma-separated parts of the variable, without blanks."""
    return [part.strip() for part in text(name, default).split(",") if part.strip()]


def networks(name: str) -> list[Network]:
    """Return the comma-separated addresses or networks ("10.0.0.0/8") of the variable."""
    try:
        return [ipaddress.ip_network(part) for part in items(name)]
    except ValueError as error:
        raise ImproperlyConfigured(f"{name}: {error}.") from error


def rate(name: str, default: str) -> str:
    """Return a rate such as "60/minute"."""
    value = text(name, default)
    try:
        limits.parse(value)
    except ValueError as error:
        raise ImproperlyConfigured(f'{name} is {value!r}; write it like "60/minute".') from error
    return value


def secret_key(name: str, path: Path) -> str:
    """Return the variable, or the secret kept at `path`: made once, readable by its owner only."""
    given = text(name)
    if given:
        return given
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f"{path.name}.{os.getpid()}")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(64))
        try:
            os.link(draft, path)  # a link never replaces a key that another process made meanwhile
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text(encoding="utf-8").strip()
