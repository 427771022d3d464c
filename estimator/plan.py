"""Which Medplum Cloud plan fits: the needs that must be Medplum's force it, own solutions avoid it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from .book import Book
from .estimate import PlanChoice
from .inputs import EstimateError
from .quarters import first_day, in_words
from .scenario import Scenario
from .schedule import first_number

PLANS = ("free", "production", "premium", "enterprise")
LARGER_PLAN = "premium"
Row = Mapping[str, str]


@dataclass
class _Found:
    plan: str = "production"
    forced_by: list[tuple[str, str]] = field(default_factory=list)
    workarounds: list[tuple[str, str]] = field(default_factory=list)
    to_ask: list[tuple[str, str]] = field(default_factory=list)


def choose_plan(scenario: Scenario, book: Book) -> PlanChoice:
    """The smallest plan that meets every need, its price a month in USD (None: by quote), and why."""
    rows = {row["need"]: row for row in book.rows("needs")}
    unknown = sorted(set(scenario.needs.answers) - set(rows))
    if unknown:
        raise EstimateError(f"book {book.number} knows no need {', '.join(unknown)}")
    found = _smallest_plan(scenario, rows)
    price, source = _price(found.plan, scenario, book)
    fixed = _contents_fixed(scenario, book)
    missing = [
        (need, rows[need]["label"])
        for need, answer in scenario.needs.answers.items()
        if answer in ("must", "own") and rows[need]["self_host"] == "not-available"
    ]
    return PlanChoice(
        plan=found.plan,
        price_per_month=price,
        price_source=source,
        forced_by=tuple(found.forced_by),
        workarounds=tuple(found.workarounds),
        to_ask=tuple(found.to_ask),
        unavailable_self_hosted=tuple(missing),
        larger_price_per_month=None if fixed else _larger_price(found.plan, book),
        list_price_per_month=_listed(found.plan, book),
        contents_fixed=fixed,
    )


def _smallest_plan(scenario: Scenario, rows: Mapping[str, Row]) -> _Found:
    found = _Found()
    for need, answer in sorted(scenario.needs.answers.items()):
        row = rows[need]
        avoidable = answer == "own" and row["workaround_plan"] not in ("", "none")
        if answer == "must" or (answer == "own" and not avoidable):
            _force(found, row)
        elif avoidable:
            _raise_to(found, row["workaround_plan"])
    for need, answer in sorted(scenario.needs.answers.items()):
        if _takes_workaround(rows[need], answer, found.plan):
            found.workarounds.append((need, rows[need]["label"]))
    _keep_deciding(found, rows)
    return found


def _takes_workaround(row: Row, answer: str, plan: str) -> bool:
    """Whether the need costs own work beside the plan: it stays under the need's plan, or no plan does it alone."""
    if answer not in ("must", "own") or row["workaround_plan"] in ("", "none"):
        return False
    done_by_customer = row["smallest_plan"] == row["workaround_plan"] and row["plan_state"] == "listed"
    if answer == "must":
        return done_by_customer
    return done_by_customer or row["plan_state"] == "ask" or _rank(row["smallest_plan"]) > _rank(plan)


def _force(found: _Found, row: Row) -> None:
    if row["smallest_plan"] in PLANS:
        found.forced_by.append((row["need"], row["label"]))
        _raise_to(found, row["smallest_plan"])
    if row["plan_state"] == "ask" or row["smallest_plan"] not in PLANS:
        found.to_ask.append((row["need"], row["label"]))


def _keep_deciding(found: _Found, rows: Mapping[str, Row]) -> None:
    """Only needs that ask for the very plan chosen force it."""
    found.forced_by = [pair for pair in found.forced_by if rows[pair[0]]["smallest_plan"] == found.plan]


def _raise_to(found: _Found, plan: str) -> None:
    if _rank(plan) > _rank(found.plan):
        found.plan = plan


def _rank(plan: str) -> int:
    return PLANS.index(plan) if plan in PLANS else -1


def _price(plan: str, scenario: Scenario, book: Book) -> tuple[float | None, str]:
    quote = scenario.needs.quote_per_month
    if quote is not None:
        until = scenario.needs.quote_until
        return quote.likely, "your price in writing" + (f", valid until {in_words(until.isoformat())}" if until else "")
    row = list_price(plan, book)
    return (float(row["price"]), row["source"]) if row["price"] else (None, row["source"])


def _larger_price(plan: str, book: Book) -> float | None:
    """List price a month of the plan that changed contents could force; None where the next one is by quote."""
    return float(list_price(LARGER_PLAN, book)["price"]) if plan == "production" else None


def _contents_fixed(scenario: Scenario, book: Book) -> bool:
    """Whether a price in writing holds to the end of the period: it fixes what the plan contains."""
    needs = scenario.needs
    if needs.quote_per_month is None:
        return False
    end = first_day(first_number(scenario, book) + scenario.money.horizon_quarters)
    return needs.quote_until is None or needs.quote_until >= end - timedelta(days=1)


def _listed(plan: str, book: Book) -> float | None:
    price = list_price(plan, book)["price"]
    return float(price) if price else None


def list_price(plan: str, book: Book) -> Row:
    """The row of plan_prices that is valid at the last reading; its price is empty where it is by quote."""
    return next(
        row
        for row in book.rows("plan_prices")
        if row["plan"] == plan and row["item"] == "subscription" and not row["valid_to"]
    )
