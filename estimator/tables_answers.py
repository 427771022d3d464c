"""Tables around answers: countries, certificates, bands of patients, and what only the vendor can answer."""

from __future__ import annotations

from estimator.table_spec import (
    AS_OF,
    BASIS,
    CURRENCIES,
    NOTE,
    SOURCE,
    STATED_SOURCE,
    TableSpec,
    choice,
    number,
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
        "vendor_questions",
        ("question",),
        (*text("question", "text", "why"), *optional("gates", "needs", "lines"), *text("means"), AS_OF, STATED_SOURCE),
    ),
    TableSpec("patient_bands", ("band",), text("band", "label", "key")),
)
