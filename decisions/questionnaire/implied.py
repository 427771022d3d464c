"""What counts while a detailed question is open: the default that the twelve answers imply, in words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from decisions.report import format as fmt
from estimator import Run
from estimator.book import Book
from estimator.inputs import EstimateError, Ranged
from estimator.model import prepare
from estimator.place import place_of
from estimator.scenario import UNKNOWN, Choice, Given, Quantity, Scenario
from estimator.taxes import tax_of

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
}
NEEDS = "scenario.needs.answers."
NOT_NEEDED = "counted as not needed"


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
    if ask.path == "scenario.money.first_quarter":
        return in_months(first_quarter)
    find = SPECIAL.get(ask.path)
    return find(ask, scenario, book) if find else ""


def _region(ask: Ask, scenario: Scenario, book: Book) -> str:
    hosting = scenario.hosting.model_copy(update={"region": UNKNOWN})
    return (ask.options or {}).get(place_of(scenario.model_copy(update={"hosting": hosting}), book).region, "")


def _target(ask: Ask, scenario: Scenario, book: Book) -> str:
    target = next(row for row in book.rows("recovery_targets") if row["answer"] == scenario.recovery.first_hour)
    return fmt.minutes(float(target[ask.path.rpartition(".")[2]]))


def _window(ask: Ask, scenario: Scenario, book: Book) -> str:
    days = book.assumptions["restore_window_days_template"].likely
    return f"{fmt.number(days)} days, as the template keeps backups"


def _late(ask: Ask, scenario: Scenario, book: Book) -> str:
    """The chance of being late, in books that have one; else the plain default stands."""
    row = book.assumptions.get("late_database_upgrade_chance")
    return f"late with a chance of {fmt.percent(row.low)} to {fmt.percent(row.high)}" if row else ""


def _tax_country(ask: Ask, scenario: Scenario, book: Book) -> str:
    return choice(ask.path).options.get(scenario.people.choice("country"), "Another country")


def _recovers(ask: Ask, scenario: Scenario, book: Book) -> str:
    """Whether the model counts tax while the question is open."""
    money = scenario.money.model_copy(update={"recovers_tax": UNKNOWN})
    tax = tax_of(scenario.model_copy(update={"money": money}), book)
    return choice(ask.path).options["yes" if tax.state == "not_applicable" else "no"]


SPECIAL: dict[str, Callable[[Ask, Scenario, Book], str]] = {
    "scenario.hosting.region": _region,
    "scenario.recovery.rto_minutes": _target,
    "scenario.recovery.rpo_minutes": _target,
    "scenario.recovery.restore_window_days": _window,
    "scenario.upgrades.in_time": _late,
    "scenario.money.tax_country": _tax_country,
    "scenario.money.recovers_tax": _recovers,
}


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
