"""Tables of what is rented or bought: bills, shapes, ladders, traps, tools, recovery levels, regions, platforms."""

from __future__ import annotations

from estimator.table_spec import (
    BASIS,
    NOTE,
    PERIODS,
    PLATFORM_ANSWERS,
    RECOVERY_LEVELS,
    RECOVERY_PARTS,
    SOURCE,
    TOOL_PURPOSES,
    UNIT,
    ColumnSpec,
    TableSpec,
    choice,
    number,
    number_range,
    optional,
    text,
)

INFRASTRUCTURE_TABLES = (
    TableSpec(
        "bill_of_materials",
        ("platform", "shape", "component"),
        (
            *text("platform", "shape", "component", "label"),
            *optional("provider"),
            *text("service", "sku", "quantity"),
            *number("multiplier", minimum=0),
            choice("per", *PERIODS),
            *number("free_quantity", required=False, minimum=0),
            *optional("tiers"),
            choice("group", "infrastructure", "observability", "people"),
            choice("purpose", "platform", *TOOL_PURPOSES),
            choice("marginal", "0", "1"),
            choice("committable", "0", "1"),
            choice("mirrored", "0", "1"),
            choice("recovery_part", *RECOVERY_PARTS, "none"),
            SOURCE,
            BASIS,
            NOTE,
        ),
    ),
    TableSpec(
        "shapes",
        ("platform", "shape", "quantity"),
        (*text("platform", "shape", "quantity"), *number("value", minimum=0), UNIT, SOURCE, BASIS, NOTE),
    ),
    TableSpec(
        "ladders",
        ("ladder", "step"),
        (
            *text("ladder"),
            ColumnSpec("step", "integer", minimum=1),
            *text("size", "provider", "service", "sku"),
            *text("need"),
            *number("multiple", "capacity", "vcpu", "memory_gb", minimum=0),
            ColumnSpec("max_connections", "integer", required=False, minimum=1),
            SOURCE,
            BASIS,
            NOTE,
        ),
    ),
    TableSpec(
        "recovery_levels",
        ("level",),
        (
            choice("level", *RECOVERY_LEVELS),
            *text("label"),
            ColumnSpec("order", "integer", minimum=1),
            *text("rto_hours_key", "rpo_hours_key", "sentence"),
        ),
    ),
    TableSpec(
        "recovery_parts",
        ("level", "recovery_part"),
        (
            choice("level", *RECOVERY_LEVELS),
            choice("recovery_part", *RECOVERY_PARTS),
            *number_range("share", required=True),
            SOURCE,
            BASIS,
            *text("why"),
        ),
    ),
    TableSpec(
        "recovery_targets",
        ("answer",),
        (
            choice("answer", "nobody", "paper", "care_delayed", "loses_money", "unknown"),
            *number("rto_minutes", "rpo_minutes", minimum=0),
            SOURCE,
            BASIS,
            *text("why"),
        ),
    ),
    TableSpec(
        "regions",
        ("provider", "region"),
        (
            *text("provider", "region", "label", "country", "jurisdictions"),
            *(choice(name, "0", "1") for name in ("offered", "default", "medplum_cloud")),
        ),
    ),
    TableSpec(
        "platforms",
        ("platform",),
        (
            choice("platform", *PLATFORM_ANSWERS),
            *text("label", "provider"),
            choice("support_end", "aws_standard_end", "community_eol"),
            *optional("bill", "because"),
        ),
    ),
    TableSpec(
        "ways",
        ("platform", "way"),
        (choice("platform", *PLATFORM_ANSWERS), *text("way", "label", "provider", "bill")),
    ),
    TableSpec(
        "traps",
        ("platform", "shape", "trap"),
        (*text("platform", "shape", "trap", "sentence"), SOURCE, BASIS, NOTE),
    ),
    TableSpec(
        "tools",
        ("purpose", "tool"),
        (
            choice("purpose", *TOOL_PURPOSES),
            *text("tool", "label"),
            *optional("bill"),
            choice("state", "estimated", "not_estimated", "not_applicable"),
            *optional("because"),
        ),
    ),
    TableSpec(
        "support_plans",
        ("provider", "plan"),
        (
            *text("provider", "plan", "label", "service", "minimum_sku", "tiers"),
            SOURCE,
            BASIS,
            NOTE,
        ),
    ),
)
