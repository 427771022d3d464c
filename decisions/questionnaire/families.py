"""“Make it sharper”: one page for each family of the scenario, with every field that no other page asks.

What a field means stands in the scenario's models. A field that no section names comes last on its page.
"""

from functools import partial
from typing import get_args

from estimator.book import Book
from estimator.scenario import EXTRA_LABELS, UNKNOWN, Choice, Quantity, Scenario

from .asks import Ask, Kind, Values, declaration, meaning_of
from .detail_fields import NONE
from .page import Page, Section, Source, asks_of, only_case_paths
from .quantities import typical_in_words
from .question_pages import TWELVE
from .questions import choice, cost_currency
from .rules import NARROW, RULES, UNDER

SCENARIO = "scenario"
GROUP = "Make it sharper"
EXTRA = "scenario.certificates.extra"
SHORT_LABEL, FEW, MANY = 14, 4, 4
KINDS: dict[str, Kind] = {"quarter": "quarter", "quarters": "quarters"}
NEED_OPTIONS = {"must": "Medplum", "own": "Ourselves", "no": "No"}

WORDS: dict[str, tuple[str, str]] = {
    "needs": ("Needs and price", "Further features, what follows after an offer, and Medplum’s licence."),
    "workload": ("Load and data", "What you know of load and data replaces what is reckoned from patients."),
    "hosting": ("Hosting and tools", "The place, its size and the tools around it make up the bill of self-hosting."),
    "people": ("People", "Who takes the peaks and the nights; people are the largest part of self-hosting."),
    "upgrades": ("Versions and upgrades", "The pace of upgrades decides how many people the platform takes."),
    "recovery": ("Recovery", "How fast it must be back decides which standby is paid for."),
    "certificates": ("Certificates", "Only what self-hosting adds to what you hold anyway is counted."),
    "money": ("Money", "How amounts of different years are made comparable, and what rises meanwhile."),
}
SECTIONS: dict[str, tuple[Section, ...]] = {
    "needs": (
        Section(
            "Price and licence",
            ("after_quote", "later_price_per_month", "self_host_licence", "self_host_licence_per_month"),
        ),
        Section(
            "Safety of data",
            tuple(
                f"answers.{need}"
                for need in (
                    "baa",
                    "own_encryption_keys",
                    "private_network",
                    "ip_restrictions",
                    "off_vendor_backup",
                    "pitr_over_7_days",
                    "audit_support",
                    "ciso_dashboard",
                )
            ),
        ),
        Section(
            "Support and operation",
            tuple(
                f"answers.{need}"
                for need in (
                    "contractual_uptime",
                    "support_with_response_time",
                    "private_support_channel",
                    "staging_project",
                    "own_upgrade_date",
                    "customer_account_deployment",
                    "server_administration",
                )
            ),
        ),
        Section("Further features", rare=True),
    ),
    "workload": (
        Section("Load", ("clinicians", "requests_per_second_at_peak", "patient_growth_per_year")),
        Section(
            "Data",
            (
                "database_gb_at_start",
                "record_years_loaded_at_start",
                "resources_per_patient_year",
                "binary_gb_per_patient_year",
            ),
        ),
        Section("Automations and messages", rare=True),
    ),
    "hosting": (
        Section("Place and size", ("region", "way", "node_cost_per_month", "shape", "multi_az", "staging")),
        Section("Discount and support", ("commitment", "support_plan", "internet_cost_per_month")),
        Section(
            "Watching it and waking people",
            ("observability", "observability_paid", "on_call", "on_call_paid", "log_hot_days", "log_retention_years"),
        ),
        Section("Secrets, quotes and how it is built", rare=True),
    ),
    "people": (
        Section("The team", ("peak_cover", "skills", "hire_quarter", "staff_turnover_rate")),
        Section("Nights and alarms", ("stipend", "pages_per_month", "incidents_per_year")),
        Section("Another way to give the cost", rare=True),
    ),
    "upgrades": (
        Section("Pace", ("large_quarters", "in_time", "up_minors_per_year", "up_patches_applied_per_year")),
        Section("A changed copy"),
    ),
    "recovery": (
        Section("Targets", ("rto_minutes", "rpo_minutes", "restore_window_days")),
        Section("Standby and drills"),
    ),
    "certificates": (Section(""),),
    "money": (
        Section("Period", ("horizon_quarters", "first_quarter", "fiscal_year_starts")),
        Section("Worth and rises", ("discount_rate", "wage_growth", "inflation", "medplum_price_escalation")),
        Section("Tax", ("tax_country", "recovers_tax")),
        Section("Seldom needed", rare=True),
    ),
}


def _fields(family: str, book: Book) -> list[str]:
    """Every field of a family by its path below the scenario; needs one by one."""
    model = Scenario.model_fields[family].annotation
    assert isinstance(model, type)  # noqa: S101
    names = [f"{family}.{name}" for name in model.model_fields]
    needs = [f"needs.answers.{row['need']}" for row in book.rows("needs")]
    return [part for name in names for part in (needs if name == "needs.answers" else [name])]


def details(family: str, book: Book) -> tuple[Ask, ...]:
    """The questions of a family that no earlier page asks, in the order of its sections."""
    asked = {ask.path for page in TWELVE for ask in asks_of(page, book)}
    left = [name for name in _fields(family, book) if f"{SCENARIO}.{name}" not in asked]
    order = [f"{family}.{name}" for section in SECTIONS[family] for name in section.fields]
    left.sort(key=lambda name: order.index(name) if name in order else len(order))
    return tuple(_ask(name, book) for name in left)


def section_of(page: Page, ask: Ask) -> Section:
    """The section of its page in which a question stands."""
    family = page.slug.removesuffix(SUFFIX)
    name = ask.path.removeprefix(f"{SCENARIO}.{family}.")
    return next((section for section in page.sections if name in section.fields), page.sections[-1])


def _ask(name: str, book: Book) -> Ask:
    path = f"{SCENARIO}.{name}"
    if name.startswith("needs.answers."):
        return _need(path, book)
    if path == EXTRA:
        options = {**EXTRA_LABELS, NONE: "None of these"}
        return Ask(path, *_wording(path), "boxes", options, alone=(NONE, UNKNOWN))
    under = UNDER.get(name)
    return Ask(
        path,
        *_wording(path),
        kind=_kind(name),
        options=_options(name, book),
        hints={UNKNOWN: ""},
        under=(f"{SCENARIO}.{under[0]}", under[1]) if under else None,
        rule=RULES.get(name),
        narrow=NARROW.get(name),
    )


def _need(path: str, book: Book) -> Ask:
    row = next(row for row in book.rows("needs") if row["need"] == path.rpartition(".")[2])
    return Ask(path, row["label"], row["question"], "row", NEED_OPTIONS, unknown="Not sure")


def _wording(path: str) -> tuple[str, str]:
    """Heading, and the line that says why it is asked and where the answer is found."""
    meaning, field = meaning_of(path), declaration(path)
    if meaning:
        return meaning.label, f"{meaning.why} {meaning.where}".strip()
    assert field  # noqa: S101
    return field.title or path.rpartition(".")[2].replace("_", " ").capitalize(), field.description or ""


def _kind(name: str) -> Kind:
    meaning, field = meaning_of(f"{SCENARIO}.{name}"), declaration(f"{SCENARIO}.{name}")
    if isinstance(meaning, Quantity):
        return "number"
    if isinstance(meaning, Choice):
        return _choice_kind(name, meaning)
    assert field  # noqa: S101
    extra = field.json_schema_extra if isinstance(field.json_schema_extra, dict) else {}
    if "format" in extra:
        return KINDS[str(extra["format"])]
    if int in (field.annotation, *get_args(field.annotation)):
        return "whole"
    return "tick" if field.annotation is bool else "words"


def _choice_kind(name: str, meaning: Choice) -> Kind:
    """Short answers stand in a row, many in a list; an answer that opens another question is a radio button."""
    if name in {above for above, _ in UNDER.values()}:
        return "radios"
    if len(meaning.options) < FEW and all(len(label) <= SHORT_LABEL for label in meaning.options.values()):
        return "row"
    return "list" if len(meaning.options) >= MANY else "radios"


def _options(name: str, book: Book) -> dict[str, str] | None:
    """Options of a question that the platform narrows down; None leaves those of the models."""
    if name not in NARROW:
        return None
    options = dict(choice(f"{SCENARIO}.{name}").options)
    if name == "hosting.region":
        return {key: label.removeprefix("Azure ").removeprefix("Google ") for key, label in options.items()}
    return options


def _sources(family: str, book: Book) -> tuple[Source, ...]:
    """The typical figures that stand in for numbers of the page, and where each comes from."""
    found = []
    for ask in details(family, book):
        meaning = meaning_of(ask.path)
        row = book.assumptions.get(meaning.default_key) if isinstance(meaning, Quantity) else None
        if row and isinstance(meaning, Quantity):
            where = row.source or "A judgement, not a measurement."
            found.append(Source(meaning.label, typical_in_words(row, meaning), where, row.as_of))
    return tuple(found)


def _meaning(values: Values) -> Values:
    """Values as the Case keeps them: no certificate is an empty list, unknown is absent."""
    found = only_case_paths(values)
    ticked = found.pop(EXTRA, [])
    if ticked and UNKNOWN not in ticked:
        found[EXTRA] = [key for key in ticked if key != NONE]
    return found


SUFFIX = "-in-detail"
FAMILIES = tuple(
    Page(
        slug=f"{family}{SUFFIX}",
        title=WORDS[family][0],
        group=GROUP,
        asks=partial(details, family),
        why=WORDS[family][1],
        currency=cost_currency,
        meaning=_meaning,
        sources=partial(_sources, family),
        sections=SECTIONS[family],
    )
    for family in WORDS
)
