"""A Case from a JSON or TOML file: strict about what the file says twice, leaves out or spells wrong."""

import json
import sys
import tomllib
from pathlib import Path
from typing import Any

from decisions.case import Case, CaseError, read_case
from estimator.book import Book

STANDARD_INPUT = "-"
MOST_DIGITS = 400  # beyond them a number is infinite


def load_case(name: str, book: Book) -> Case:
    """The Case of a file, or of standard input for "-"; CaseError with one line a fault."""
    return read_case(parse(name, _text(name)), book)


def parse(name: str, text: str) -> Any:
    """The content of a file: TOML when it is named so, else JSON. CaseError says where it cannot be read."""
    try:
        if name.endswith(".toml"):
            return tomllib.loads(text)
        return json.loads(text, object_pairs_hook=_unique_keys, parse_int=_whole)
    except ValueError as error:
        raise CaseError([f"{_shown(name)}: {error}"]) from None
    except RecursionError:
        raise CaseError([f"{_shown(name)}: nested too deeply"]) from None


def _text(name: str) -> str:
    try:
        data = sys.stdin.buffer.read() if name == STANDARD_INPUT else Path(name).read_bytes()
        return data.decode("utf-8-sig")
    except OSError as error:
        raise CaseError([f"{name}: {error.strerror}"]) from None
    except UnicodeDecodeError as error:
        raise CaseError([f"{_shown(name)}: byte {error.start} is not UTF-8"]) from None


def _shown(name: str) -> str:
    return "standard input" if name == STANDARD_INPUT else name


def _unique_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise ValueError(f"the key {key!r:.60} stands twice in one object")
        found[key] = value
    return found


def _whole(text: str) -> int | float:
    """A whole number; one that no field could take is infinite, so that the fault names its field."""
    return int(text) if len(text) <= MOST_DIGITS else float(text)
