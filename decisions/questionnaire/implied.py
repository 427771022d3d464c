"""What counts while a detailed question is open: the default that the twelve answers imply, in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from decisions.report import format as fmt
from estimator import Run
from estimator.book import Book
from estimator.inputs import EstimateError, Ranged
from estimator.model import prepare
from estimator.place import place_of
from estimator.scenario import UNKNOWN, Choice, Given, Quantity, Scenario

from .asks import Ask, declaration, meaning_of
from .detail_fields import in_months
from .forms import PageForm
from .quantities import in_words
from .questions import COUNTRY, FIRST_HOUR, PLATFORM, choice

# Which of the twelve answers stands behind a default.
BEHIND = {
    "scenario.hosting.region": PLATFORM,
    "scenario.recovery.rto_minutes": FIRST_HOUR,
    "scenario.recovery.rpo_minutes": FIRST_HOUR,
    "scenario.money.discount_rate": "scenario.money.organisation",
    "scenario.money.recovers_tax": "scenario.money.organisation",
    "scenario.money.tax_country": COUNTRY,
    "scenario.people.stipend": "scenario.people.coverage",
}
# What counts without an answer, where neither a typical figure nor an option says it.
INSTEAD = {
    "scenario.workload.clinicians": "the load is reckoned from the patients",
    "scenario.workload.requests_per_second_at_peak": "the load is reckoned from the patients",
    "scenario.workload.database_gb_at_start": "reckoned from patients and years of records",
    "scenario.hosting.node_cost_per_month": "not estimated",
    "scenario.hosting.observability_quote_per_month": "the list price, where there is one",
    "scenario.hosting.on_call_quote_per_month": "the list price, where there is one",
    "scenario.hosting.secrets_quote_per_month": "the list price, where there is one",
    "scenario.people.base_salary_per_year": "the full cost of an engineer counts, yours or the typical one",
    "scenario.people.hire_quarter": "the quarter in which a typical search ends",
    "scenario.people.stipend": "the share of employers that pay it",
    "scenario.upgrades.large_quarters": "the calendar of known versions",
    "scenario.upgrades.in_time": "nothing extra is counted",
    "scenario.money.installations": "one installation",
    "scenario.needs.self_host_licence_per_month": "not estimated until you have an offer",
    "scenario.needs.later_price_per_month": "the list price",
    "scenario.certificates.extra": "none of these",
    "scenario.recovery.restore_window_days": "the usual days of backups",
}
NEEDS = "scenario.needs.answers."
NOT_NEEDED = "counted as not needed"
TAX_BY_KIND = {"company": "Yes, or we are exempt", "startup": "Yes, or we are exempt", "hospital": "No", "public": "No"}


@dataclass(frozen=True)
class Default:
    """What counts while a question is open, and the answer that implies it."""

    text: str
    because: str = ""


def defaults(form: PageForm, scenario: Scenario, book: Book, first_quarter: str) -> dict[str, Default]:
    """Path → default of every question of a page of details; a question without one is left out."""
    inputs = _inputs_without(form, scenario, book)
    currency = next(
        row["currency"] for row in book.rows("countries") if row["country"] == scenario.people.choice("country")
    )
    found: dict[str, Default] = {}
    for ask in form.asks:
        text = _special(ask, scenario, book, first_quarter) or _figure(ask, inputs, book, currency) or _plain(ask)
        if text:
            found[ask.path] = Default(text, _because(ask, scenario))
    return found


def _inputs_without(form: PageForm, scenario: Scenario, book: Book) -> Mapping[str, Any]:
    """Inputs of the model as they are while no number of the page is answered."""
    blank: dict[str, dict[str, None]] = {}
    for ask in form.asks:
        if isinstance(meaning_of(ask.path), Quantity):
            _, family, name = ask.path.split(".")
            blank.setdefault(family, {})[name] = None
    changed = {family: getattr(scenario, family).model_copy(update=names) for family, names in blank.items()}
    try:
        return prepare(scenario.model_copy(update=changed), book, Run()).inputs
    except EstimateError:
        return {}


def _special(ask: Ask, scenario: Scenario, book: Book, first_quarter: str) -> str:
    """Defaults that follow from the twelve answers through a table of the book or a choice."""
    if ask.path == "scenario.hosting.region":
        region = place_of(scenario.model_copy(update={"hosting": _no_region(scenario)}), book).region
        return (ask.options or {}).get(region, "")
    if ask.path in ("scenario.recovery.rto_minutes", "scenario.recovery.rpo_minutes"):
        target = next(row for row in book.rows("recovery_targets") if row["answer"] == scenario.recovery.first_hour)
        return fmt.minutes(float(target[ask.path.rpartition(".")[2]]))
    if ask.path == "scenario.money.tax_country":
        return choice(ask.path).options.get(scenario.people.choice("country"), "Another country")
    if ask.path == "scenario.money.recovers_tax":
        return TAX_BY_KIND[scenario.money.choice("organisation")]
    return in_months(first_quarter) if ask.path == "scenario.money.first_quarter" else ""


def _no_region(scenario: Scenario) -> Any:
    return scenario.hosting.model_copy(update={"region": UNKNOWN})


def _figure(ask: Ask, inputs: Mapping[str, Any], book: Book, currency: str) -> str:
    """The typical figure that the model takes, with its range."""
    meaning = meaning_of(ask.path)
    if not isinstance(meaning, Quantity) or not meaning.default_key:
        return ""
    used = inputs.get(ask.path.rpartition(".")[2])
    row = used.distribution if isinstance(used, Ranged) else book.assumptions.get(meaning.default_key)
    return in_words(Given(row.low, row.likely, row.high), meaning, currency) if row else ""


def _plain(ask: Ask) -> str:
    """The option that an open choice counts as, or what else stands in."""
    if ask.path.startswith(NEEDS):
        return NOT_NEEDED
    if ask.path in INSTEAD:
        return INSTEAD[ask.path]
    meaning, field = meaning_of(ask.path), declaration(ask.path)
    if isinstance(meaning, Choice):
        return meaning.options.get(meaning.default, "")
    if ask.kind == "whole" and field is not None:
        return fmt.number(field.default, 0)
    return ""


def _because(ask: Ask, scenario: Scenario) -> str:
    """The answer that implies the default; empty while that question is open, too."""
    if ask.path not in BEHIND:
        return ""
    _, family, name = BEHIND[ask.path].split(".")
    return choice(BEHIND[ask.path]).options.get(getattr(getattr(scenario, family), name), "")
