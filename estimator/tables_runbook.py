"""Tables of the recovery plan: the steps of a runbook, and by which service each platform carries them out."""

from __future__ import annotations

from estimator.table_spec import (
    AS_OF,
    BASIS,
    RECOVERY_LEVELS,
    RUNBOOK_PHASES,
    RUNBOOK_TOPICS,
    SOURCE,
    ColumnSpec,
    TableSpec,
    choice,
    optional,
    text,
)

RUNBOOK_TABLES = (
    TableSpec(
        "runbook_steps",
        ("step",),
        (
            *text("step"),
            ColumnSpec("place", "integer", minimum=1),
            choice("phase", *RUNBOOK_PHASES),
            choice("levels", *RECOVERY_LEVELS, several=True),
            choice("topic", *RUNBOOK_TOPICS, required=False),
            *text("owner"),
            *optional("needs"),
            *text("words"),
            SOURCE,
            BASIS,
        ),
    ),
    TableSpec(
        "runbook_services",
        ("topic", "platforms", "tool"),
        (
            choice("topic", *RUNBOOK_TOPICS),
            *text("platforms", "tool", "service", "words"),
            AS_OF,
            SOURCE,
            BASIS,
        ),
    ),
)
