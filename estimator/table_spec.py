"""What a table of a book is made of: kinds of columns, the closed list of units, the words of choices."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["text", "number", "integer", "choice", "date", "unit"]

CURRENCIES = ("USD", "EUR", "GBP", "INR", "CHF", "CAD", "AUD")
_MONEY_PER = (
    "year", "month", "week", "day", "hour", "hire", "event", "cert", "transaction",
    "physician-hour", "vCPU-hour", "kWh",
)  # fmt: skip
_QUANTITY_UNITS = (
    "ratio", "ratio/year", "count", "count/hour", "count/minute", "count/month", "count/year", "count/GB",
    "people", "FTE", "s", "minutes", "hours", "days", "weeks", "months", "years",
    "hours/year", "hours/quarter", "hours/month", "hours/week", "hours/cycle", "months/year",
    "KB", "GB", "GB/month", "GB/vCPU", "1/s", "W", "vCPU",
)  # fmt: skip
_PRICE_UNITS = (
    "hour", "day", "month", "GB", "GB-hour", "GB-month", "GB-second", "vCPU-hour", "vCPU-month", "ACU-hour",
    "LCU-hour", "NLCU-hour", "CU-hour", "VM-hour", "cluster-hour", "rule-hour", "endpoint-hour", "host-month",
    "disk-month", "user-month", "secret-month", "key-month", "version-month", "zone-month", "metric-month",
    "alarm-month", "dashboard-month", "check-month", "IP-month", "IOPS-month", "MBps-month", "1M requests", "1M events",
    "1k emails", "10k operations", "10k transactions",
)  # fmt: skip
_TIER_UNITS = (
    "GB a month", "million requests a month", "GB-second a month", "million e-mails a month",
    "times the cluster volume", "USD a month",
)  # fmt: skip
UNITS = frozenset(
    (
        *CURRENCIES,
        *(f"{currency}/{per}" for currency in CURRENCIES for per in _MONEY_PER),
        "quote",
        *_QUANTITY_UNITS,
        *_PRICE_UNITS,
        *_TIER_UNITS,
    )
)

BASES = ("quoted", "derived", "judgement")
SHAPES = ("pert", "triangular", "constant", "lognormal", "log_availability", "bernoulli")
ENDS = ("bounds", "p5p95", "p10p90")
STAFFING_BASES = ("quarters", "tasks")
RECOVERY_PARTS = ("compute", "database", "cache", "settings", "network", "edge")
RECOVERY_STEPS = ("detect_decide", "restore", "provision", "traffic", "verify")
RECOVERY_LEVELS = ("backup_restore", "pilot_light", "warm_standby", "active_active")
RUNBOOK_PHASES = ("prepare", *RECOVERY_STEPS, "failback", "corruption")
RUNBOOK_TOPICS = (
    "copies", "replica", "files", "secrets", "code", "addresses", "alarms", "waking", "restore", "promote", "servers",
    "restore_beside", "follow_back",
)  # fmt: skip
PLATFORM_ANSWERS = (
    "aws", "azure", "gcp", "digitalocean", "own_kubernetes", "own_servers", "small_machine", "unknown",
)  # fmt: skip
# What a bill's price is for: "each" = the quantity is already counted by the quarter; the lives are those of capital.
PERIODS = ("hour", "day", "month", "year", "each", "server_life", "machine_life")
TOOL_PURPOSES = ("observability", "on_call", "secrets")
PLANS = (
    "free",
    "developer",
    "production",
    "premium",
    "enterprise",
    "community-self-host",
    "enterprise-self-host",
)


@dataclass(frozen=True)
class ColumnSpec:
    """One column: its kind, whether a cell may be empty, the allowed words, the bounds of a number."""

    name: str
    kind: Kind = "text"
    required: bool = True
    choices: tuple[str, ...] = ()
    several: bool = False  # several choices in one cell, separated by ";"
    minimum: float | None = None
    maximum: float | None = None


@dataclass(frozen=True)
class TableSpec:
    """One table: its key columns (together unique) and all columns in file order."""

    name: str
    key_columns: tuple[str, ...]
    columns: tuple[ColumnSpec, ...]
    fillable: bool = True  # rows that an own book lacks may come from the shipped book

    @property
    def column_names(self) -> tuple[str, ...]:
        """Names of all columns in file order."""
        return tuple(column.name for column in self.columns)


def text(*names: str) -> tuple[ColumnSpec, ...]:
    return tuple(ColumnSpec(name) for name in names)


def optional(*names: str) -> tuple[ColumnSpec, ...]:
    return tuple(ColumnSpec(name, required=False) for name in names)


def choice(name: str, *choices: str, required: bool = True, several: bool = False) -> ColumnSpec:
    return ColumnSpec(name, "choice", required, choices, several)


def number(
    *names: str, required: bool = True, minimum: float | None = None, maximum: float | None = None
) -> tuple[ColumnSpec, ...]:
    return tuple(ColumnSpec(name, "number", required, minimum=minimum, maximum=maximum) for name in names)


def number_range(prefix: str, *, required: bool = False) -> tuple[ColumnSpec, ...]:
    return number(*(f"{prefix}_{end}" for end in ("low", "likely", "high")), required=required, minimum=0)


AS_OF = ColumnSpec("as_of", "date")
BASIS = choice("basis", *BASES)
SOURCE = ColumnSpec("source", required=False)  # empty only where the row is marked judgement
STATED_SOURCE = ColumnSpec("source")
UNIT = ColumnSpec("unit", "unit")
NOTE = ColumnSpec("note", required=False)
