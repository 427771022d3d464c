"""Tables around answers: countries, taxes, certificates, patients, the vendor's questions, hours of migrations."""

from __future__ import annotations

from estimator.table_spec import (
    AS_OF,
    BASIS,
    CURRENCIES,
    NOTE,
    SOURCE,
    STATED_SOURCE,
    ColumnSpec,
    TableSpec,
    choice,
    number,
    number_range,
    optional,
    text,
)

ANSWER_TABLES = (
    TableSpec(
        "countries",
        ("country",),
        (
            *text("country", "label"),
            choice("currency", *CURRENCIES),
            *text("loaded_key", "burden_key", "contractor_key", "productive_hours_key", "wage_ratio_key", "kwh_key"),
            *text("default_region"),
            NOTE,
        ),
    ),
    TableSpec(
        "certificates",
        ("certificate",),
        (
            *text("certificate", "label", "key"),
            *optional("held_as"),
            *number("valid_years", minimum=0),
            *optional("share_unless_named"),
            SOURCE,
            BASIS,
            NOTE,
        ),
    ),
    TableSpec(
        "tax_countries",
        ("country",),
        (
            *text("country", "label"),
            choice("tax", "vat", "sales_tax"),
            *text("rate_key", "company_key", "startup_key", "hospital_key", "public_key"),
            SOURCE,
            BASIS,
            NOTE,
        ),
    ),
    TableSpec(
        "vendor_questions",
        ("question",),
        (
            *text("question"),
            ColumnSpec("place", "integer"),
            *text("text", "why"),
            *optional("gates", "needs", "lines"),
            *text("means"),
            AS_OF,
            STATED_SOURCE,
        ),
    ),
    TableSpec(
        "case_points",
        ("option", "place"),
        (
            choice("option", "self_host", "cloud"),
            ColumnSpec("place", "integer"),
            choice("cites", "gate", "practice", "feature"),
            *text("key", "text"),
        ),
    ),
    TableSpec(
        "migration_times",
        ("resources",),
        (ColumnSpec("resources", "integer", minimum=0), *number_range("hours", required=True), SOURCE, BASIS, NOTE),
    ),
    TableSpec("patient_bands", ("band",), text("band", "label", "key")),
)
