"""How the platform is run: environments, code, readers, logs."""

from typing import Annotated, Literal

from .base import Answers
from .quantity import Choice, Given, Quantity

YesNo = Literal["yes", "no", "unknown"]


class Operations(Answers):
    """What stands beside production, and how long logs are kept."""

    development: Annotated[
        YesNo,
        Choice(
            label="Run a development environment of its own?",
            options={"yes": "Yes", "no": "No, developers use their own machines"},
            default="no",
            why="A shared environment for developers costs a part of production.",
        ),
    ] = "unknown"
    infrastructure_as_code: Annotated[
        YesNo,
        Choice(
            label="Is the infrastructure written as code?",
            options={"yes": "Yes", "no": "No, built by hand"},
            default="yes",
            why="After a disaster a platform built by hand takes much longer to build again.",
        ),
    ] = "unknown"
    reader_pool: Annotated[
        YesNo,
        Choice(
            label="Send read requests to the second database instance?",
            options={"yes": "Yes", "no": "No"},
            default="no",
            why="A reader takes part of the load off the database writer, which may then be smaller.",
        ),
    ] = "unknown"
    log_hot_days: Annotated[
        Given | None,
        Quantity(
            unit="days",
            minimum=1,
            maximum=3_650,
            label="For how many days must logs be searchable?",
            why="Searchable logs cost several times as much as archived ones.",
            where="Your security policy or the agreement with your auditor.",
            default_key="log_hot_days",
        ),
    ] = None
    log_retention_years: Annotated[
        Given | None,
        Quantity(
            unit="years",
            minimum=0.1,
            maximum=30,
            label="For how many years must audit logs be kept?",
            why="They are kept in an archive; the amount grows from quarter to quarter.",
            where="The retention rule for medical records or audit trails that binds you.",
            default_key="log_retention_years",
        ),
    ] = None
