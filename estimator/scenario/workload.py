"""How much work the platform carries."""

from typing import Annotated, Literal

from .base import Answers
from .quantity import Choice, Given, Quantity

PATIENTS_ASKED_IN_YEARS = 3


class Workload(Answers):
    """Patients with a record, and how their number grows."""

    patients_band: Annotated[
        Literal["none", "under_10k", "10k_100k", "100k_1m", "over_1m", "unknown"],
        Choice(
            label="How many patients will have a record in three years?",
            options={
                "none": "None: no data of real patients",
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
            where="Your plan, for instance 15 % a year.",
            default_key="patient_growth_per_year",
        ),
    ] = None
    clinicians: Annotated[
        Given | None,
        Quantity(
            unit="count",
            minimum=1,
            maximum=10_000_000,
            label="Clinicians who work with it",
            why="Their number says more about the load than that of the patients.",
            where="Accounts of doctors, nurses and therapists in three years.",
        ),
    ] = None
    requests_per_second_at_peak: Annotated[
        Given | None,
        Quantity(
            unit="1/s",
            minimum=0.001,
            maximum=1_000_000,
            label="Requests a second in the busiest minutes, in three years",
            why="A measured or planned load replaces the estimate from patients.",
            where="Your load balancer or your plan.",
        ),
    ] = None
    database_gb_at_start: Annotated[
        Given | None,
        Quantity(
            unit="GB",
            minimum=0,
            maximum=1_000_000,
            label="Size of the database when the period begins",
            why="Known data replaces the estimate from patients.",
            where="The size of the present database, or of what you will load.",
        ),
    ] = None
    resources_per_patient_year: Annotated[
        Given | None,
        Quantity(
            unit="count",
            minimum=1,
            maximum=100_000,
            label="FHIR resources created per patient and year",
            why="Records per patient decide how fast the database grows.",
            where="Count the resources of a year and divide by patients.",
            default_key="resources_per_patient_year",
        ),
    ] = None
    record_years_loaded_at_start: Annotated[
        Given | None,
        Quantity(
            unit="years",
            minimum=0,
            maximum=50,
            label="Years of past records loaded at the start",
            why="Past records fill the database from the first day.",
            where="Your migration plan.",
            default_key="record_years_loaded_at_start",
        ),
    ] = None
    binary_gb_per_patient_year: Annotated[
        Given | None,
        Quantity(
            unit="GB",
            minimum=0,
            maximum=100,
            label="Files (documents, images) per patient and year",
            why="Files are the largest part of storage.",
            where="The size of your document store, divided by patients and years.",
            default_key="binary_gb_per_patient_year",
        ),
    ] = None
    bot_runs_per_patient_month: Annotated[
        Given | None,
        Quantity(
            unit="count",
            minimum=0,
            maximum=10_000,
            label="Bot runs per patient and month",
            why="Automations are billed by run and second.",
            where="Your automations: how often they run for one patient.",
            default_key="bot_runs_per_patient_month",
        ),
    ] = None
    emails_per_patient_month: Annotated[
        Given | None,
        Quantity(
            unit="count",
            minimum=0,
            maximum=1_000,
            label="E-mails per patient and month",
            why="E-mails are billed by the thousand.",
            where="Reminders and messages for one patient.",
            default_key="emails_per_patient_month",
        ),
    ] = None
