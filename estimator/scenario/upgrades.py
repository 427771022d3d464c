"""Versions in use and large maintenance quarters the user already knows."""

import re
from typing import Annotated, Literal

from pydantic import field_validator

from .base import Answers
from .quantity import Choice

QUARTER = re.compile(r"20\d\dQ[1-4]")


class Upgrades(Answers):
    """`large_quarters`: the user's own list ("2027Q4"), which replaces calendar and rate; None while unknown."""

    medplum_version: Annotated[
        Literal["3", "4", "5.0", "5.1", "5.2", "unknown"],
        Choice(
            label="Which Medplum version runs today?",
            options={"3": "3.x or older", "4": "4.x", "5.0": "5.0", "5.1": "5.1", "5.2": "5.2 or newer"},
            default="5.2",
            why="Minor versions must be taken one by one; an unsupported version is a blocker.",
            where="The version at the foot of the Medplum app, or /healthcheck.",
        ),
    ] = "unknown"
    postgresql_version: Annotated[
        Literal["13", "14", "15", "16", "17", "18", "unknown"],
        Choice(
            label="Which PostgreSQL version would run, or runs today?",
            options={v: f"PostgreSQL {v}" for v in ("13", "14", "15", "16", "17", "18")},
            default="unknown",
            why="Its end of life forces a large maintenance project. Unknown: a new platform starts on the newest one.",
        ),
    ] = "unknown"
    large_quarters: tuple[str, ...] | None = None

    @field_validator("large_quarters")
    @classmethod
    def _quarters(cls, value: tuple[str, ...] | None) -> tuple[str, ...] | None:
        for quarter in value or ():
            if not QUARTER.fullmatch(quarter):
                raise ValueError(f'"{quarter:.20}" is not a quarter like 2027Q4')
        return tuple(sorted(set(value))) if value is not None else None
