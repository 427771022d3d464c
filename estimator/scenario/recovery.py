"""What an outage costs and how fast the platform must be back."""

from typing import Annotated, Literal

from .base import Answers
from .quantity import Choice, Given, Quantity


class Recovery(Answers):
    """Consequence of an outage; the targets follow from it unless given."""

    first_hour: Annotated[
        Literal["nobody", "paper", "care_delayed", "loses_money", "unknown"],
        Choice(
            label="If it stops at 10 in the morning, what happens in the first hour?",
            options={
                "nobody": "Nobody notices",
                "paper": "Staff use paper",
                "care_delayed": "Care is delayed",
                "loses_money": "We lose about an amount an hour",
            },
            default="paper",
            why="Decides how fast recovery must be and what that costs.",
        ),
    ] = "unknown"
    loss_per_hour: Annotated[
        Given | None,
        Quantity(
            unit="USD/hour",
            minimum=0,
            maximum=100_000_000,
            label="Loss for each hour of outage",
            why="Downtime is shown beside the total in money.",
            where="Revenue or staff time that stops, for one hour in opening hours.",
        ),
    ] = None
    rto_minutes: Annotated[
        Given | None,
        Quantity(
            unit="minutes",
            minimum=1,
            maximum=43_200,
            label="How long may it be down?",
            why="The recovery time objective decides which standby you need.",
            where="Your continuity plan or the contract with your customers.",
        ),
    ] = None
    rpo_minutes: Annotated[
        Given | None,
        Quantity(
            unit="minutes",
            minimum=0,
            maximum=43_200,
            label="How much data may be lost, counted in minutes?",
            why="The recovery point objective decides how data is copied.",
            where="Your continuity plan or the contract with your customers.",
        ),
    ] = None
    level: Annotated[
        Literal["cheapest", "backup_restore", "pilot_light", "warm_standby", "active_active", "unknown"],
        Choice(
            label="Which standby do you want?",
            options={
                "cheapest": "The cheapest that meets the target",
                "backup_restore": "Backup and restore",
                "pilot_light": "Pilot light",
                "warm_standby": "Warm standby",
                "active_active": "Active/active",
            },
            default="cheapest",
            why="What goes beyond the target is shown as surplus.",
        ),
    ] = "unknown"
    level_today: Annotated[
        Literal["backup_restore", "pilot_light", "warm_standby", "active_active", "unknown"],
        Choice(
            label="Which standby do you have today?",
            options={
                "backup_restore": "Backups only",
                "pilot_light": "Pilot light",
                "warm_standby": "Warm standby",
                "active_active": "Active/active",
            },
            default="backup_restore",
            why="What your target needs beyond that is not there yet, and on no bill.",
        ),
    ] = "unknown"
    dr_tests_per_year: Annotated[
        Given | None,
        Quantity(
            unit="count/year",
            minimum=0,
            maximum=52,
            label="Recovery drills a year",
            why="A recovery that nobody has tried is a hope.",
            where="Your continuity plan.",
            default_key="dr_tests_per_year",
        ),
    ] = None
    restore_window_days: Annotated[
        Given | None,
        Quantity(
            unit="days",
            minimum=1,
            maximum=3_650,
            label="How many days back must you be able to restore?",
            why="A wrong deletion is often noticed late. Medplum Cloud restores to any point of the last seven days.",
            where="Your backup policy.",
        ),
    ] = None
