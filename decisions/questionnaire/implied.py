"""What counts while a detailed question is open: the default that the twelve answers imply, in words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from decisions.advice.counted import counted, counted_region, implied_platform, offered_regions, without_platform
from decisions.case import Case
from decisions.report import format as fmt
from estimator import Run
from estimator.book import Book
from estimator.inputs import EstimateError, Ranged
from estimator.model import prepare
from estimator.rates import paid_in
from estimator.scenario import UNKNOWN, Choice, Given, Quantity, Scenario
from estimator.taxes import tax_of

from .asks import Ask, declaration, meaning_of
from .detail_fields import in_months
from .fields import OneOf
from .forms import PageForm
from .quantities import in_words
from .questions import COUNTRY, FIRST_HOUR, PLATFORM, choice

REGION = "scenario.hosting.region"
# Which of the twelve answers stands behind a default.
BEHIND = {
    REGION: PLATFORM,
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
    """What counts while a question is open; `because`: the answer that implies it, in words that stand before it."""

    text: str
    because: str = ""


def defaults(form: PageForm, case: Case, book: Book, first_quarter: str) -> dict[str, Default]:
    """Path → default of every question of a page of details; a question without one is left out."""
    inputs = _inputs_without(form, counted(case, book), book)
    currency = paid_in(case.scenario, book)
    found: dict[str, Default] = {}
    for ask in form.asks:
        text = _special(ask, case, book, first_quarter) or _figure(ask, inputs, book, currency) or _plain(ask)
        if text:
            found[ask.path] = Default(text, _because(ask, case, book))
    return found


def with_places(form: PageForm, case: Case, book: Book) -> None:
    """Writes below each platform of question 9 in which region it is counted, and what counts while none is chosen."""
    field = form.fields.get(PLATFORM)
    if not isinstance(field, OneOf):
        return
    places = {key: _place(key, case, book) for key in field.labels if key != UNKNOWN}
    stands_in, because = implied_platform(without_platform(case))
    if stands_in == UNKNOWN:
        stands_in = choice(PLATFORM).default
        rest = places[stands_in]
    else:
        rest = f"as {because}."
    open_hint = f"We then take: {field.labels[stands_in]}{', ' if rest else ''}{rest[:1].lower()}{rest[1:]}"
    field.hints = {**field.hints, **{key: text for key, text in places.items() if text}, UNKNOWN: open_hint}


def _place(platform: str, case: Case, book: Book) -> str:
    """The region in which a platform is counted, and why; empty where there is no choice of regions."""
    offered = {row["region"]: row["label"] for row in offered_regions(platform, book)}
    if len(offered) < 2:
        return ""
    chosen = case.scenario.hosting.region
    if chosen in offered:
        return f"Counted in {offered[chosen]}, the region that you chose."
    found = counted_region(case, book, platform)
    return f"Counted in {found.label}{f', as {found.because}' if found.because else ''}."


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


def _special(ask: Ask, case: Case, book: Book, first_quarter: str) -> str:
    """Defaults that follow from the twelve answers through a table of the book or a choice."""
    if ask.path == "scenario.money.first_quarter":
        return in_months(first_quarter)
    find = SPECIAL.get(ask.path)
    return find(ask, case, book) if find else ""


def _region(ask: Ask, case: Case, book: Book) -> str:
    return (ask.options or {}).get(counted_region(case, book).region, "")


def _target(ask: Ask, case: Case, book: Book) -> str:
    answer = case.scenario.recovery.first_hour
    target = next(row for row in book.rows("recovery_targets") if row["answer"] == answer)
    return fmt.minutes(float(target[ask.path.rpartition(".")[2]]))


def _window(ask: Ask, case: Case, book: Book) -> str:
    days = book.assumptions["restore_window_days_template"].likely
    return f"{fmt.number(days)} days, as the template keeps backups"


def _late(ask: Ask, case: Case, book: Book) -> str:
    """The chance of being late, in books that have one; else the plain default stands."""
    row = book.assumptions.get("late_database_upgrade_chance")
    return f"late with a chance of {fmt.percent(row.low)} to {fmt.percent(row.high)}" if row else ""


def _tax_country(ask: Ask, case: Case, book: Book) -> str:
    return choice(ask.path).options.get(case.scenario.people.choice("country"), "Another country")


def _recovers(ask: Ask, case: Case, book: Book) -> str:
    """Whether the model counts tax while the question is open."""
    scenario = case.scenario
    money = scenario.money.model_copy(update={"recovers_tax": UNKNOWN})
    tax = tax_of(scenario.model_copy(update={"money": money}), book)
    return choice(ask.path).options["yes" if tax.state == "not_applicable" else "no"]


SPECIAL: dict[str, Callable[[Ask, Case, Book], str]] = {
    REGION: _region,
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


def _because(ask: Ask, case: Case, book: Book) -> str:
    """Why the default counts, as it stands before it; empty where no answer implies it."""
    if ask.path == REGION and (because := counted_region(case, book).because):
        return f"If left open, as {because}"
    if ask.path not in BEHIND:
        return ""
    _, family, name = BEHIND[ask.path].split(".")
    answer = choice(BEHIND[ask.path]).options.get(getattr(getattr(case.scenario, family), name), "")
    return f"As you answered “{answer}”" if answer else ""
