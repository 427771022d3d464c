"""Hand-built cases and estimates: small, consistent with themselves, round figures. No engine runs."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from decisions.case import Case
from estimator.book import Book, shipped_folders
from estimator.estimate import (
    OPTIONS,
    Basis,
    BookRef,
    Combination,
    Difference,
    Estimate,
    Line,
    OptionKey,
    OptionResult,
    PlanChoice,
    Run,
    View,
)
from estimator.explanation import Explanation, Leaf
from tests.builders_recovery import recovered

QUARTERS = tuple(f"{year}Q{quarter}" for year in (2027, 2028, 2029) for quarter in (1, 2, 3, 4))
TYPICAL: tuple[Basis, ...] = ("quarters", "tasks")
VIEWS: tuple[View, ...] = ("loaded", "cash")
YEARS = len(QUARTERS) / 4
LIKELY_CHANCE = 0.95  # where a test does not care how clear the draws are
DISCOUNT = 0.9
SPREAD = 0.2

Pair = tuple[float, float]


@cache
def shipped_book(number: int = 1) -> Book:
    """A shipped book, read once."""
    return Book.from_folder(shipped_folders()[number - 1])


def changed_book(table: str, key: str, book: Book | None = None, **cells: str) -> Book:
    """Book 1 (or `book`) with other cells in the row whose first column is `key`."""
    book = book or shipped_book()
    tables = {name: [dict(row) for row in book.rows(name)] for name in book.tables}
    for row in tables[table]:
        if next(iter(row.values())) == key:
            row.update(cells)
    return Book.from_tables(book.meta(), tables)


def make_case(**answers: Any) -> Case:
    """A case from the JSON shape: make_case(scenario={"people": {…}}, reasons={…}, readiness={…})."""
    return Case.model_validate(answers)


def make_line(key: str = "people", option: OptionKey = "self_host", **changes: Any) -> Line:
    """An estimated line of 12,000 USD a quarter; `state="not_estimated"` gives one without figures."""
    known = changes.get("state", "estimated") == "estimated"
    return Line(
        **{
            "key": key,
            "label": key.replace("_", " ").capitalize(),
            "sentence": f"What {key.replace('_', ' ')} cost in a quarter.",
            "group": "people",
            "option": option,
            "state": "estimated",
            "because": "" if known else "no price is known",
            "view": "both",
            "basis": "both",
            "one_off": False,
            "outside": False,
            "per_quarter": (12_000.0,) * len(QUARTERS) if known else None,
            "base_case": (11_000.0,) * len(QUARTERS) if known else None,
            **changes,
        }
    )


def make_combination(
    view: View = "loaded",
    basis: Basis = "quarters",
    yearly: Pair = (300_000.0, 60_000.0),
    chance: float | None = None,
) -> Combination:
    """Two yearly NPVs in USD (self-host, cloud); the chance that self-host is cheaper follows their order."""
    self_host, cloud = (amount * YEARS for amount in yearly)
    if chance is None:
        chance = LIKELY_CHANCE if self_host < cloud else 1 - LIKELY_CHANCE if cloud < self_host else 0.5
    return Combination(
        view=view,
        basis=basis,
        probability_self_host_cheaper=chance,
        npv=self_host - cloud,
        npv_self_host=self_host,
        npv_cloud=cloud,
        total_self_host=self_host / DISCOUNT,
        total_cloud=cloud / DISCOUNT,
        walk_away_price_per_month=self_host / DISCOUNT / (YEARS * 12),
    )


def make_option(total: float, npv: float, complete: bool = True) -> OptionResult:
    """One option's figures, spread evenly over the quarters."""
    each = total / len(QUARTERS)
    cumulative = tuple(each * count for count in range(1, len(QUARTERS) + 1))
    return OptionResult(
        total=total,
        npv=npv,
        p10=total * (1 - SPREAD),
        p50=total * 0.98,
        p90=total * (1 + SPREAD),
        base_case=total * 0.92,
        base_case_percentile=0.31,
        complete=complete,
        per_quarter=(each,) * len(QUARTERS),
        cumulative=cumulative,
        cumulative_p10=tuple(x * (1 - SPREAD) for x in cumulative),
        cumulative_p90=tuple(x * (1 + SPREAD) for x in cumulative),
        fte=tuple(1.1 if q.endswith("Q4") else 0.5 for q in QUARTERS),
        fte_base_case=tuple(1.0 if q.endswith("Q4") else 0.5 for q in QUARTERS),
    )


def make_plan(**changes: Any) -> PlanChoice:
    """Medplum's Premium plan at its list price."""
    plan = PlanChoice(
        plan="premium",
        price_per_month=6_000.0,
        price_source="list price",
        forced_by=(("log_streaming", "Log streaming"),),
        workarounds=(),
        to_ask=(),
        unavailable_self_hosted=(),
    )
    return replace(plan, **changes)


def standard_lines(yearly: Pair) -> tuple[Line, ...]:
    """People, set-up and an idle standby; the subscription; downtime of both outside the total."""
    self_host, cloud = (amount / DISCOUNT / 4 for amount in yearly)
    people = (self_host * 0.9,) * len(QUARTERS)
    set_up = (self_host * 0.1 * len(QUARTERS), *(0.0,) * (len(QUARTERS) - 1))
    fee = (cloud,) * len(QUARTERS)
    idle: dict[str, Any] = {"state": "not_applicable", "because": "no second region is asked for"}
    return (
        make_line("maintenance", per_quarter=people, base_case=people),
        make_line("set_up", group="transitions", one_off=True, per_quarter=set_up, base_case=set_up),
        make_line("standby", group="recovery", **idle),
        make_line("subscription", "cloud", group="subscription", per_quarter=fee, base_case=fee),
        make_line("downtime_self_host", group="downtime", outside=True),
        make_line("downtime_cloud", "cloud", group="downtime", outside=True),
    )


def make_explanation(key: str = "maintenance", value: float = 25_000.0) -> Explanation:
    """A formula with one leaf from the book."""
    leaf = Leaf(
        kind="assumption",
        key="fte_normal_quarter",
        label="People in a normal quarter",
        unit="FTE",
        value=0.5,
        low=0.25,
        high=1.0,
        source="https://example.org/source",
        as_of="2026-07-15",
        basis="quoted",
        claim="vendor",
        notes="",
    )
    return Explanation(
        key=key,
        label=key.replace("_", " ").capitalize(),
        sentence=f"What {key.replace('_', ' ')} costs in a quarter.",
        unit="USD/quarter",
        value=value,
        quarter=QUARTERS[0],
        formula="fte * cost_per_quarter",
        with_values="0.5 * 50,000",
        inputs=(leaf,),
    )


def make_estimate(
    yearly: Pair = (300_000.0, 60_000.0),
    *,
    chance: float | None = None,
    others: Mapping[Any, Combination] | None = None,
    lines: Iterable[Line] = (),
    **changes: Any,
) -> Estimate:
    """Three years. `yearly`: NPV a year in USD (self-host, cloud) in every combination not in `others`.

    `lines` come on top of the standard ones; `changes` replace fields of Estimate (view, basis, plan …).
    """
    bases: tuple[Basis, ...] = ("measured", *TYPICAL) if changes.get("basis") == "measured" else TYPICAL
    found = {(view, basis): make_combination(view, basis, yearly, chance) for view in VIEWS for basis in bases}
    found |= others or {}
    view, basis = changes.get("view", "both"), changes.get("basis", "quarters")
    headline = found["cash" if view == "cash" else "loaded", basis]
    every_line = (*standard_lines(yearly), *lines)
    estimate = Estimate(
        book=BookRef(1, 1, "Book for tests", "shipped", "2026-11-20", "0" * 64),
        model_version="1",
        run=Run(),
        currency="USD",
        usd_per_unit=1.0,
        view=view,
        basis=basis,
        quarters=QUARTERS,
        large_quarter_share=tuple(1.0 if quarter.endswith("Q4") else 0.0 for quarter in QUARTERS),
        options=_options(headline, every_line),
        difference=_difference(headline),
        combinations=tuple(found.values()),
        lines=every_line,
        fte_by_basis={basis: (0.5,) * len(QUARTERS) for basis in bases},
        peak_hours=(0.0,) * len(QUARTERS),
        plan=make_plan(),
        **recovered(),
        warnings=(),
        explanations={key: make_explanation(key) for key in ("maintenance", "set_up", "subscription")},
    )
    return replace(estimate, **changes)


def _options(headline: Combination, lines: tuple[Line, ...]) -> dict[OptionKey, OptionResult]:
    missing = {line.option for line in lines if line.state == "not_estimated" and not line.outside}
    return {
        "self_host": make_option(headline.total_self_host, headline.npv_self_host, "self_host" not in missing),
        "cloud": make_option(headline.total_cloud, headline.npv_cloud, complete="cloud" not in missing),
    }


def _difference(headline: Combination) -> Difference:
    width = abs(headline.npv) * SPREAD + 1
    return Difference(
        npv=headline.npv,
        p10=headline.npv - width,
        p50=headline.npv,
        p90=headline.npv + width,
        probability_self_host_cheaper=headline.probability_self_host_cheaper,
        walk_away_price_per_month=headline.walk_away_price_per_month,
    )


def swapped(option: OptionKey) -> OptionKey:
    """The other option."""
    return OPTIONS[1 - OPTIONS.index(option)]


def swapped_combination(one: Combination) -> Combination:
    """The same comparison with the options changing places."""
    return replace(
        one,
        probability_self_host_cheaper=1 - one.probability_self_host_cheaper,
        npv=-one.npv,
        npv_self_host=one.npv_cloud,
        npv_cloud=one.npv_self_host,
        total_self_host=one.total_cloud,
        total_cloud=one.total_self_host,
    )


def swapped_estimate(estimate: Estimate) -> Estimate:
    """The same estimate with the options' money changing places; plan and recovery stay."""
    combinations = tuple(swapped_combination(one) for one in estimate.combinations)
    headline = next(one for one in combinations if (one.view, one.basis) == (estimate.headline_view, estimate.basis))
    return replace(
        estimate,
        options={option: estimate.options[swapped(option)] for option in OPTIONS},
        difference=_difference(headline),
        combinations=combinations,
        lines=tuple(replace(line, option=swapped(line.option)) for line in estimate.lines),
    )
