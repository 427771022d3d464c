"""The result of one run: every figure a page, export, API reply or frozen report shows. Amounts are USD, nominal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, Protocol

from .explanation import Explanation
from .quarters import CalendarQuarter
from .recovery_times import Corruption, LevelTimes

if TYPE_CHECKING:
    from .sensitivity import Sensitivity

OptionKey = Literal["self_host", "cloud"]
View = Literal["loaded", "cash"]
Basis = Literal["quarters", "tasks", "measured"]
State = Literal["estimated", "not_estimated", "not_applicable"]
OPTIONS: tuple[OptionKey, ...] = ("self_host", "cloud")


@dataclass(frozen=True)
class Run:
    """Seed and number of draws. The same scenario, book and run give the same estimate."""

    seed: int = 20_261_120
    draws: int = 8_192


@dataclass(frozen=True)
class Line:
    """One cost line. `per_quarter` are means over the draws, `base_case` likely values; both None unless estimated.

    `spending`: capital where the line spreads the price of bought goods over their life.
    """

    key: str
    label: str
    sentence: str
    group: str
    option: OptionKey
    state: State
    because: str
    view: Literal["both", "loaded", "cash"]
    basis: Literal["both", "quarters", "tasks", "measured"]
    one_off: bool
    outside: bool
    per_quarter: tuple[float, ...] | None
    base_case: tuple[float, ...] | None
    spending: Literal["expense", "capital"] = "expense"

    def counts(self, view: str, basis: str) -> bool:
        """Whether the line is part of the total under this view and basis."""
        return not self.outside and self.view in ("both", view) and self.basis in ("both", basis)

    @property
    def total(self) -> float | None:
        """Mean over the horizon."""
        return None if self.per_quarter is None else sum(self.per_quarter)


@dataclass(frozen=True)
class OptionResult:
    """One option under the headline view and basis. Quantiles are of the nominal total over the horizon."""

    total: float
    npv: float
    p10: float
    p50: float
    p90: float
    base_case: float
    base_case_percentile: float
    complete: bool
    per_quarter: tuple[float, ...]
    cumulative: tuple[float, ...]
    cumulative_p10: tuple[float, ...]
    cumulative_p90: tuple[float, ...]
    fte: tuple[float, ...]
    fte_base_case: tuple[float, ...]


@dataclass(frozen=True)
class Combination:
    """The comparison under one view and basis. `npv`: mean of self-host minus cloud, negative: self-host cheaper.

    `comparable` is False when the option that looks cheaper lacks figures: what is missing could turn the answer.
    """

    view: View
    basis: Basis
    probability_self_host_cheaper: float
    npv: float
    npv_self_host: float
    npv_cloud: float
    total_self_host: float
    total_cloud: float
    walk_away_price_per_month: float | None
    comparable: bool = True


@dataclass(frozen=True)
class Difference:
    """Self-host minus cloud under the headline view and basis; quantiles of the NPV of the difference.

    `counted_price_per_month`: the steady price, USD at today's level, that weighs as much as everything counted that
    follows Medplum's price (rises, tax, a forced move to a larger plan): what to hold against the walk-away price.
    """

    npv: float
    p10: float
    p50: float
    p90: float
    probability_self_host_cheaper: float
    walk_away_price_per_month: float | None
    comparable: bool = True
    counted_price_per_month: float | None = None


@dataclass(frozen=True)
class PlanChoice:
    """The Medplum Cloud plan that fits. `price_per_month` is None while only a quote could tell.

    `larger_price_per_month`: list price of the plan that changed contents could force; None where there is none.
    `list_price_per_month`: the plan's own list price, whatever was offered. `contents_fixed`: a price in writing holds
    for the whole period.
    """

    plan: str
    price_per_month: float | None
    price_source: str
    forced_by: tuple[tuple[str, str], ...]
    workarounds: tuple[tuple[str, str], ...]
    to_ask: tuple[tuple[str, str], ...]
    unavailable_self_hosted: tuple[tuple[str, str], ...]
    larger_price_per_month: float | None = None
    list_price_per_month: float | None = None
    contents_fixed: bool = False


@dataclass(frozen=True)
class RecoveryChoice:
    """The cheapest recovery level that meets the target, or the one the user chose (`by_user`).

    `cheapest`: the cheapest level that meets the target, empty where none does. `levels`: all four, cheapest first.
    `database_gb`: what a restore has to bring back.
    """

    level: str
    label: str
    target_rto_minutes: float
    target_rpo_minutes: float
    target_source: str
    rto_p50_minutes: float
    rto_p80_minutes: float
    rpo_minutes: float
    meets: bool
    by_user: bool = False
    cheapest: str = ""
    levels: tuple[LevelTimes, ...] = ()
    corruption: Corruption | None = None
    database_gb: float = 0.0


@dataclass(frozen=True)
class PricedLevel:
    """A recovery level with its price: mean over the draws, USD a month over the horizon; None: it has no price."""

    times: LevelTimes
    usd_per_month: float | None
    counted: bool


class LevelPrices(Protocol):
    """All recovery levels priced, the cheapest first; worked out when read."""

    @property
    def levels(self) -> tuple[PricedLevel, ...]:
        """The levels in the book's order."""

    @property
    def surplus_usd_per_month(self) -> float | None:
        """What the level counted costs beyond the cheapest that meets the target; None where that is not known."""


@dataclass(frozen=True)
class BookRef:
    """Which book an estimate was computed with."""

    number: int
    revision: int
    label: str
    origin: str
    as_of: str
    content_hash: str


@dataclass(frozen=True)
class Estimate:
    """Everything one run yields. `view` and `basis` are the headline ones; `view` is "both" when both are shown.

    `peak_hours`: mean hours of each quarter that large upgrades take beyond ordinary work, on the headline basis, and
    on each basis.
    `fiscal_years`: the fiscal year of each quarter; `capital_life_years`: likely life of bought goods, None without;
    `discount_rate`: a year, at its likely value. `sensitivity`: what decides, worked out when asked.
    `points_at_peak`: points of Medplum Cloud's request quota that the busiest minute takes (P80).
    """

    book: BookRef
    model_version: str
    run: Run
    currency: str
    usd_per_unit: float
    view: Literal["loaded", "cash", "both"]
    basis: Basis
    quarters: tuple[str, ...]
    large_quarter_share: tuple[float, ...]
    options: Mapping[OptionKey, OptionResult]
    difference: Difference
    combinations: tuple[Combination, ...]
    lines: tuple[Line, ...]
    fte_by_basis: Mapping[str, tuple[float, ...]]
    peak_hours: tuple[float, ...]
    plan: PlanChoice
    recovery: RecoveryChoice
    recovery_prices: LevelPrices
    warnings: tuple[str, ...]
    explanations: Mapping[str, Explanation]
    fiscal_years: tuple[str, ...] = ()
    capital_life_years: float | None = None
    discount_rate: float | None = None
    calendar: tuple[CalendarQuarter, ...] = ()
    sensitivity: Sensitivity | None = None
    peak_hours_by_basis: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    points_at_peak: float = 0.0

    @property
    def years(self) -> tuple[str, ...]:
        """The year of each quarter that tables by year show: fiscal years, else calendar years."""
        return self.fiscal_years or tuple(quarter[:4] for quarter in self.quarters)

    @property
    def headline_view(self) -> View:
        """The view of the headline figures: with "both" the loaded one."""
        return "cash" if self.view == "cash" else "loaded"

    def counted_lines(self, option: OptionKey) -> tuple[Line, ...]:
        """Lines of an option under the headline view and basis, states other than estimated included."""
        return tuple(
            line for line in self.lines if line.option == option and line.counts(self.headline_view, self.basis)
        )

    def outside_lines(self) -> tuple[Line, ...]:
        """Lines shown beside the total."""
        return tuple(line for line in self.lines if line.outside)

    def not_estimated(self) -> tuple[Line, ...]:
        """Lines that belong to the headline total and could not be estimated."""
        return tuple(line for o in OPTIONS for line in self.counted_lines(o) if line.state == "not_estimated")

    def money(self, usd: float) -> float:
        """An amount in the display currency."""
        return usd / self.usd_per_unit
