"""Versions in use, the pace of upgrades, a fork, and large maintenance quarters the user already knows."""

import re
from typing import Annotated, Literal

from pydantic import Field, field_validator

from .base import Answers
from .calendar import checked_quarter
from .quantity import UNKNOWN, Choice, Given, Quantity

VERSION = re.compile(r"\d{1,3}(\.\d{1,3}){0,2}")


class Upgrades(Answers):
    """`large_quarters`: the user's own list ("2027Q4"), which replaces calendar and rate; None while unknown.

    `medplum_version`: "3", "4.2" or "5.1.12" as the user knows it, or "unknown".
    """

    medplum_version: str = UNKNOWN
    postgresql_version: Annotated[
        Literal["13", "14", "15", "16", "17", "18", "unknown"],
        Choice(
            label="Which PostgreSQL version would run, or runs today?",
            options={v: f"PostgreSQL {v}" for v in ("13", "14", "15", "16", "17", "18")},
            default="unknown",
            why="Its end of life forces a large maintenance project. Unknown: a new platform starts on the newest one, "
            "and one that runs is taken to have an older one.",
        ),
    ] = "unknown"
    in_time: Annotated[
        Literal["yes", "no", "unknown"],
        Choice(
            label="Do your database upgrades happen before the old version loses support?",
            options={"yes": "Yes, always", "no": "Mostly later"},
            default="unknown",
            why="Amazon charges extra for a database version past its support, for each vCPU and hour.",
        ),
    ] = "unknown"
    up_minors_per_year: Annotated[
        Given | None,
        Quantity(
            unit="count/year",
            minimum=0,
            maximum=12,
            label="Medplum minor versions you take in a year",
            why="Minor versions must be taken one by one; each is a piece of work.",
            where="Your change log; Medplum publishes two or three a year by its policy.",
            default_key="up_minors_per_year",
        ),
    ] = None
    up_patches_applied_per_year: Annotated[
        Given | None,
        Quantity(
            unit="count/year",
            minimum=0,
            maximum=100,
            label="Medplum patch releases you roll out in a year",
            why="Patches appear about once a week; few teams take each one.",
            where="Your change log.",
            default_key="up_patches_applied_per_year",
        ),
    ] = None
    fork: Annotated[
        Literal["yes", "no", "unknown"],
        Choice(
            label="Would you keep a changed copy (a fork) of Medplum's code?",
            options={"yes": "Yes", "no": "No"},
            default="no",
            why="Every release has to be merged into it again.",
        ),
    ] = "unknown"
    fork_engineer_months_per_year: Annotated[
        Given | None,
        Quantity(
            unit="months/year",
            minimum=0,
            maximum=240,
            label="Engineer-months a year to keep the fork current, by your own estimate",
            why="Medplum's own advice is to multiply such an estimate by three.",
            where="Merges, tests, and the watch on security notices, for one year.",
            default_key="fork_engineer_months_per_year",
        ),
    ] = None
    fork_underestimate_multiplier: Annotated[
        Given | None,
        Quantity(
            unit="ratio",
            minimum=1,
            maximum=3,
            label="Times your own estimate of the fork",
            why="Medplum's advice is 3; common practice is 2; 1 takes your estimate as it is.",
            where="3 unless you have measured it.",
            default_key="fork_underestimate_multiplier",
        ),
    ] = None
    large_quarters: tuple[str, ...] | None = Field(
        default=None,
        title="In which quarters do you plan large maintenance projects?",
        description="Your own list replaces the calendar of versions: 2027Q4, 2028Q4; or the word none.",
        json_schema_extra={"format": "quarters"},
    )

    @field_validator("large_quarters")
    @classmethod
    def _quarters(cls, value: tuple[str, ...] | None) -> tuple[str, ...] | None:
        for quarter in value or ():
            checked_quarter(quarter)
        return tuple(sorted(set(value))) if value is not None else None

    @field_validator("medplum_version")
    @classmethod
    def _version(cls, value: str) -> str:
        if value != UNKNOWN and not VERSION.fullmatch(value):
            raise ValueError(f'"{value:.20}" is not a version like 5.1')
        return value
