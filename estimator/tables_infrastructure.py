"""Tables of what is rented: bills of materials, shapes, size ladders, recovery levels, regions, platforms."""

from __future__ import annotations

from estimator.table_spec import (
    BASIS,
    NOTE,
    PLATFORM_ANSWERS,
    RECOVERY_LEVELS,
    RECOVERY_PARTS,
    SOURCE,
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
            *text("platform", "shape", "component", "label", "provider", "service", "sku", "quantity"),
            *number("multiplier", minimum=0),
            choice("per", "hour", "month", "each"),
            *number("free_quantity", required=False, minimum=0),
            choice("group", "infrastructure", "observability"),
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
            *number("capacity", "vcpu", "memory_gb", minimum=0),
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
        (*text("provider", "region", "label", "country", "jurisdictions"), choice("offered", "0", "1")),
    ),
    TableSpec(
        "platforms",
        ("platform",),
        (choice("platform", *PLATFORM_ANSWERS), *text("label"), *optional("bill", "because")),
    ),
)
