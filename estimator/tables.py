"""The declared form of every table of a book: one place for loader, admin form and CSV import."""

from __future__ import annotations

from collections.abc import Mapping

from estimator.table_spec import (
    AS_OF,
    BASES,
    BASIS,
    CURRENCIES,
    ENDS,
    NOTE,
    PLANS,
    SHAPES,
    SOURCE,
    STATED_SOURCE,
    UNIT,
    UNITS,
    ColumnSpec,
    TableSpec,
    choice,
    number,
    number_range,
    optional,
    text,
)
from estimator.tables_answers import ANSWER_TABLES
from estimator.tables_infrastructure import INFRASTRUCTURE_TABLES
from estimator.tables_runbook import RUNBOOK_TABLES

__all__ = ["TABLES", "UNITS", "ColumnSpec", "TableSpec"]

_MONEY_TABLES = (
    TableSpec(
        "assumptions",
        ("key",),
        (
            *text("key", "group", "label"),
            UNIT,
            *number("low", "likely", "high"),
            AS_OF,
            SOURCE,
            *optional("notes"),
            BASIS,
            choice("shape", *SHAPES),
            choice("ends", *ENDS),
            choice("use", "formula", "gate", "context"),
            choice("claim", "vendor", required=False),
            choice("basis_group", "quarters", "tasks", "both", "option-neutral"),
        ),
    ),
    TableSpec(
        "correlations",
        ("factor", "key"),
        (*text("factor", "key"), *number("loading", minimum=-1, maximum=1), *text("note")),
        fillable=False,
    ),
    TableSpec(
        "prices",
        ("provider", "region", "service", "sku"),
        (
            *text("provider", "region", "service", "sku", "description"),
            UNIT,
            *number("price_usd", minimum=0),
            AS_OF,
            STATED_SOURCE,
        ),
    ),
    TableSpec(
        "regional_factors",
        ("provider", "service", "sku", "region"),
        (
            *text("provider", "service", "sku", "region", "base_region"),
            *number("factor", minimum=0),
            choice("basis", "derived", "judgement"),
            *text("computed_from"),
            ColumnSpec("ratios", "integer", minimum=0),
            *number("lowest", "highest", minimum=0),
            *optional("check"),
        ),
    ),
    TableSpec(
        "no_public_price",
        ("provider", "service", "sku", "region"),
        (
            *text("provider", "service", "sku", "region"),
            choice("kind", "ask", "proxy", "unavailable"),
            *text("reason", "instead"),
            AS_OF,
        ),
    ),
    TableSpec(
        "tiers",
        ("provider", "service", "sku", "region_group", "from"),
        (
            *text("provider", "service", "sku", "region_group"),
            *number("from", minimum=0),
            *number("to", required=False, minimum=0),
            UNIT,
            *number("price_usd", minimum=0),
            choice("kind", "free", "tier", "plan", "commitment", "size class"),
            AS_OF,
            STATED_SOURCE,
            NOTE,
        ),
        fillable=False,
    ),
    TableSpec(
        "fx",
        ("currency",),
        (choice("currency", *CURRENCIES), *number("usd_per_unit", minimum=0), AS_OF, STATED_SOURCE, NOTE),
    ),
)

_VENDOR_TABLES = (
    TableSpec(
        "plans",
        ("plan", "feature"),
        (
            choice("plan", *PLANS),
            *text("feature", "label"),
            choice("included", "yes", "no", "limit", "quote", "diy", "unknown"),
            *optional("limit_value", "limit_unit"),
            AS_OF,
            STATED_SOURCE,
            choice("basis", *BASES, "not-stated"),
            NOTE,
        ),
    ),
    TableSpec(
        "plan_prices",
        ("plan", "item", "valid_from"),
        (
            choice("plan", *PLANS),
            *text("item"),
            *number("price", required=False, minimum=0),
            UNIT,
            ColumnSpec("valid_from", "date", required=False),
            ColumnSpec("valid_to", "date", required=False),
            AS_OF,
            STATED_SOURCE,
            BASIS,
            NOTE,
        ),
    ),
    TableSpec(
        "plan_changes",
        ("date", "plan", "what"),
        (
            ColumnSpec("date", "date"),
            choice("plan", *PLANS, "all"),
            choice("kind", "price", "allowance", "feature", "support", "channel", "wording"),
            *text("what"),
            *optional("before", "after"),
            choice("effect_on_customer", "start", "better", "worse", "unclear", "none"),
            STATED_SOURCE,
        ),
        fillable=False,
    ),
    TableSpec(
        "needs",
        ("need",),
        (
            *text("need", "label", "question", "why_asked"),
            choice("smallest_plan", "none", "free", "production", "premium", "enterprise"),
            choice("plan_state", "listed", "ask"),
            *optional("features"),
            choice("workaround_plan", "none", "free", "production", "premium"),
            *text("workaround"),
            *number_range("workaround_hours"),
            *number_range("workaround_usd_month"),
            *number_range("workaround_hours_year"),
            choice("workaround_cost", "estimated", "ask", "none"),
            choice("self_host", "built-in", "build", "buy", "not-available"),
            *text("self_host_what"),
            *number_range("self_host_hours"),
            *number_range("self_host_usd_month"),
            *number_range("self_host_hours_year"),
            choice("self_host_cost", "estimated", "bill", "ask", "none"),
            choice("per", "installation", "feed", "provider", "domain", "network", "audit"),
            *text("already_in"),
            AS_OF,
            STATED_SOURCE,
            BASIS,
        ),
    ),
)

_ADVICE_TABLES = (
    TableSpec(
        "gates",
        ("gate",),
        (
            *text("gate"),
            choice(
                "reason_group",
                "compliance",
                "certificate",
                "connectivity",
                "learning",
                "fork",
                "service",
                "capability",
            ),
            choice("option", "cloud", "self-host", "both"),
            choice("effect", "excludes-option", "voids-reason", "not-ready", "ask-first"),
            *text("rule", "question", "confirmed_by"),
            choice("vendor_may_meet", "yes", "no", "not-applicable"),
            *optional("vendor_question"),
            *text("pass_means", "fail_means", "unknown_means", "jurisdiction"),
            AS_OF,
            SOURCE,
            BASIS,
            choice("listed_by_vendor", "yes", "no", "not-applicable"),
        ),
    ),
    TableSpec(
        "readiness",
        ("id",),
        (
            *text("id", "domain", "practice"),
            choice("kind", "one-off", "recurring", "policy"),
            choice("weight", "blocker", "high", "normal"),
            *text("evidence"),
            *optional("page"),
            STATED_SOURCE,
            *number_range("setup_hours", required=True),
            *number_range("recurring_hours_per_year", required=True),
            choice(
                "applies_to",
                "production",
                "production-cloud-platform",
                "single-machine",
                "non-production",
                "all",
                several=True,
            ),
            choice("platform", "any", "aws"),
            *text("already_in"),
            choice("effort_basis", *BASES),
        ),
    ),
    TableSpec(
        "releases",
        ("product", "version"),
        (
            choice("product", "medplum", "postgresql", "redis", "node"),
            *text("version"),
            ColumnSpec("released", "date"),
            choice("kind", "major", "minor"),
            ColumnSpec("community_eol", "date", required=False),
            ColumnSpec("aws_standard_end", "date", required=False),
            ColumnSpec("extended_support_from", "date", required=False),
            *optional("requires"),
            choice("data_migration_gate", "yes", "no", "unknown", required=False),
            *optional("gate_from"),
            choice("status", "released", "planned"),
            BASIS,
            AS_OF,
            STATED_SOURCE,
            NOTE,
        ),
    ),
    TableSpec(
        "verdict_sources",
        ("rule",),
        (
            *text("rule"),
            ColumnSpec("number", "integer", required=False, minimum=1),
            *text("sentence"),
            SOURCE,
            BASIS,
        ),
    ),
)

_ALL = (*_MONEY_TABLES, *_VENDOR_TABLES, *_ADVICE_TABLES, *INFRASTRUCTURE_TABLES, *ANSWER_TABLES, *RUNBOOK_TABLES)
TABLES: Mapping[str, TableSpec] = {spec.name: spec for spec in _ALL}
