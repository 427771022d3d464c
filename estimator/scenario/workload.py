"""How much work the platform carries."""

from typing import Annotated, Literal

from .base import Answers
from .quantity import Choice, Given, Quantity

PATIENTS_ASKED_IN_YEARS = 3


class Workload(Answers):
    """Patients with a record, and how their number grows."""

    patients_band: Annotated[
        Literal["under_10k", "10k_100k", "100k_1m", "over_1m", "unknown"],
        Choice(
            label="How many patients will have a record in three years?",
            options={
                "under_10k": "Under 10,000",
                "10k_100k": "10,000 to 100,000",
                "100k_1m": "100,000 to 1 million",
                "over_1m": "More than 1 million",
            },
            default="unknown",
            why="The number of records decides the size of database, storage and servers.",
            where="Count the people your system registers, not today's active users.",
        ),
    ] = "unknown"
    patients: Annotated[
        Given | None,
        Quantity(
            unit="count",
            minimum=1,
            maximum=100_000_000,
            label="Patients with a record in three years",
            why="An exact number replaces the band.",
            where="Your registration or billing system.",
            default_key="patients_not_sure",
        ),
    ] = None
    patient_growth_per_year: Annotated[
        Given | None,
        Quantity(
            unit="ratio/year",
            minimum=-0.9,
            maximum=5,
            label="Growth of the number of patients a year",
            why="Decides how small the platform can start.",
            where="Your plan; 0.15 is 15 % a year.",
            default_key="patient_growth_per_year",
        ),
    ] = None
