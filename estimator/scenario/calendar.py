"""Quarters as they are written in answers."""

import re

QUARTER = re.compile(r"20\d\dQ[1-4]")


def checked_quarter(value: str | None) -> str | None:
    """The quarter itself; ValueError when it is not written like 2027Q1."""
    if value is not None and not QUARTER.fullmatch(value):
        raise ValueError(f'"{value:.20}" is not a quarter like 2027Q1')
    return value
