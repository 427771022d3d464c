"""Runs a model on both readings and assembles the Estimate."""

from itertools import product
from typing import Any, cast

import numpy as np

from . import engine
from .book import Book
from .calendar_view import calendar_of
from .draws import Floats
from .estimate import (
    OPTIONS,
    Basis,
    BookRef,
    Combination,
    Difference,
    Estimate,
    Line,
    OptionResult,
    Run,
    View,
)
from .expansion_components import LIVES
from .explain import Explanations
from .finance import fiscal_year
from .model import VIEWS, Model, prepare, total_name
from .node import Node
from .recovery_prices import RecoveryPrices
from .request_points import points_at_peak
from .scenario import Scenario
from .sensitivity import Sensitivity
from .tally import Tally, quantiles_of
from .warnings import SMALL_DISK, display_rate, warnings_of

MODEL_VERSION = "1"
CHECKED = (
    *("large_quarter_share", "subscription_months"),
    *("database_vcpu_needed", "database_connections", "redis_memory_sized_gb"),
)
PRICED = ("cloud_priced_with_tax", "self_host_priced_with_tax", "cloud_price_weight", "self_host_price_weight")
WHERE_THERE = (SMALL_DISK,)
TENTHS = (0.1, 0.5, 0.9)


def estimate(scenario: Scenario, book: Book, run: Run | None = None) -> Estimate:
    """The estimate of a scenario under a book, by both readings. EstimateError when an input is missing."""
    return _Assembly(prepare(scenario, book, run or Run()), run or Run()).estimate()


class _Assembly:
    """One model with its two readings."""

    def __init__(self, model: Model, run: Run) -> None:
        self.model = model
        self.run = run
        self.count = len(model.quarters)
        self.basis = "measured" if "measured" in model.bases else model.book.default_staffing_basis
        counts = model.scenario.money.choice("board_counts")
        self.view = {"all": "loaded", "new_money": "cash", "both": "both"}[counts]
        self.headline = "cash" if self.view == "cash" else "loaded"
        self.fte_nodes = {node.tag("fte"): node.name for node in model.graph.nodes if node.tag("fte")}
        self._read()

    def _read(self) -> None:
        model = self.model
        totals = [total_name(*key) for key in product(OPTIONS, VIEWS, model.bases)]
        money = [*totals, *PRICED]
        posts = [node.name for node in model.graph.nodes if node.tag("posts") or node.tag("peak")]
        means = [*(line.name for line in model.lines), *self.fte_nodes.values(), *posts, *CHECKED]
        headline = [total_name(option, self.headline, self.basis) for option in OPTIONS]
        keep = list(dict.fromkeys([*means, *money, "discount_factor"]))
        found = {node.name for node in model.graph.nodes}
        likely = [*keep, "million_resources", "fork_fte", *(name for name in WHERE_THERE if name in found)]
        self.central = engine.central(model.graph, model.inputs, model.quarters, likely)
        self.tally = Tally(self.count, list(dict.fromkeys([*means, *headline])), money, headline)
        sizes = [min(engine.BLOCK, self.run.draws - start) for start in range(0, self.run.draws, engine.BLOCK)]
        blocks = engine.drawn(model.graph, model.inputs, model.quarters, keep, self.run.seed, self.run.draws)
        self.tally.add(blocks, sizes)

    def estimate(self) -> Estimate:
        model = self.model
        combinations = tuple(self._combination(view, basis) for basis in model.bases for view in VIEWS)
        rate = display_rate(model.scenario, model.book)
        return Estimate(
            book=_book_ref(model.book),
            model_version=MODEL_VERSION,
            run=self.run,
            currency=rate.currency,
            usd_per_unit=rate.usd_per_unit,
            view=cast(Any, self.view),
            basis=self.basis,
            quarters=model.quarters,
            large_quarter_share=self.tally.mean("large_quarter_share"),
            options={option: self._option(option) for option in OPTIONS},
            difference=self._difference(combinations),
            combinations=combinations,
            lines=(*(self._line(node) for node in model.lines), *_without_figure(model)),
            fte_by_basis={
                basis: self.tally.mean(name) for basis, name in self.fte_nodes.items() if basis in model.bases
            },
            peak_hours=self.tally.mean(f"peak_hours_{self.basis}"),
            peak_hours_by_basis={basis: self.tally.mean(f"peak_hours_{basis}") for basis in model.bases},
            plan=model.plan,
            recovery=model.recovery,
            recovery_prices=RecoveryPrices(model, self.run),
            points_at_peak=points_at_peak(model, self.run),
            warnings=warnings_of(model, self.central, self.tally, self.basis),
            explanations=Explanations(model),
            fiscal_years=tuple(fiscal_year(quarter, self._fiscal_start()) for quarter in model.quarters),
            capital_life_years=_life(model),
            discount_rate=model.inputs["discount_rate"].leaf.value,
            sensitivity=self._sensitivity(),
            calendar=calendar_of(model.schedule, model.book, self.central["million_resources"]),
        )

    def _sensitivity(self) -> Sensitivity:
        own, cloud = (self.tally.discounted(total_name(option, self.headline, self.basis)) for option in OPTIONS)
        return Sensitivity(self.model, self.run, self.headline, self.basis, own - cloud)

    # --- lines and options ---------------------------------------------------------------------

    def _line(self, node: Node) -> Line:
        return Line(
            key=node.name,
            label=node.tag("line"),
            sentence=node.sentence,
            group=node.tag("group"),
            option=cast(Any, node.tag("option")),
            state="estimated",
            because="",
            view=cast(Any, self.model.counted_in(node.tag("view"))),
            basis=cast(Any, "both" if node.tag("basis") == "all" else node.tag("basis")),
            one_off=node.tag("one_off") == "yes",
            outside=node.tag("outside") == "yes",
            per_quarter=self.tally.mean(node.name),
            base_case=self._base(node.name),
            spending=cast(Any, node.tag("spending")),
        )

    def _fiscal_start(self) -> int:
        return int(self.model.scenario.money.choice("fiscal_year_starts"))

    def _base(self, name: str) -> tuple[float, ...]:
        return tuple(float(number) for number in self.central[name][0])

    def _option(self, option: str) -> OptionResult:
        name = total_name(option, self.headline, self.basis)
        nominal = self.tally.nominal(name)
        tenths = quantiles_of(nominal, TENTHS)
        band = self.tally.band(name, (0.1, 0.9))
        base = float(self.central[name].sum())
        mean = self.tally.mean(name)
        fte = self.fte_nodes[self.basis if option == "self_host" else "cloud"]
        return OptionResult(
            total=float(nominal.mean()),
            npv=float(self.tally.discounted(name).mean()),
            p10=float(tenths[0]),
            p50=float(tenths[1]),
            p90=float(tenths[2]),
            base_case=base,
            base_case_percentile=float((nominal <= base).mean()),
            complete=self._complete(option),
            per_quarter=mean,
            cumulative=tuple(float(number) for number in np.cumsum(mean)),
            cumulative_p10=tuple(float(number) for number in band[0]),
            cumulative_p90=tuple(float(number) for number in band[1]),
            fte=self.tally.mean(fte),
            fte_base_case=self._base(fte),
        )

    def _complete(self, option: str) -> bool:
        lines = (line for line in self.model.missing if line.option == option and not line.outside)
        return not any(line.state == "not_estimated" for line in lines)

    # --- the comparison ------------------------------------------------------------------------

    def _combination(self, view: str, basis: str) -> Combination:
        own = self.tally.discounted(total_name("self_host", view, basis))
        cloud = self.tally.discounted(total_name("cloud", view, basis))
        return Combination(
            view=cast(View, view),
            basis=cast(Basis, basis),
            probability_self_host_cheaper=float((own < cloud).mean()),
            npv=float((own - cloud).mean()),
            npv_self_host=float(own.mean()),
            npv_cloud=float(cloud.mean()),
            total_self_host=float(self.tally.nominal(total_name("self_host", view, basis)).mean()),
            total_cloud=float(self.tally.nominal(total_name("cloud", view, basis)).mean()),
            walk_away_price_per_month=self._walk_away(own, cloud),
            comparable=not self._has_gaps("self_host" if own.mean() < cloud.mean() else "cloud", view, basis),
        )

    def _has_gaps(self, option: str, view: str, basis: str) -> bool:
        """Whether lines that count for the option lack a figure."""
        model = self.model
        return any(
            line.option == option
            and line.state == "not_estimated"
            and not line.outside
            and model.counted_in(line.view) in ("both", view)
            and line.basis in ("all", basis)
            for line in model.missing
        )

    def _counted_price(self) -> float | None:
        """USD a month that weigh, spread like the walk-away price, as much as what follows Medplum's price here."""
        mean = {name: float(self.tally.discounted(name).mean()) for name in PRICED}
        if self.model.plan.price_per_month is None:
            return None
        paid = mean["cloud_priced_with_tax"] - mean["self_host_priced_with_tax"]
        return paid / (mean["cloud_price_weight"] - mean["self_host_price_weight"])

    def _walk_away(self, own: Floats, cloud: Floats) -> float | None:
        """USD a month at which the mean net present values are equal; None when Cloud is dearer even for nothing.

        It stands in the place of everything that follows Medplum's price, tax on it and a forced move included.
        """
        mean = {name: float(self.tally.discounted(name).mean()) for name in PRICED}
        rest = own.mean() - mean["self_host_priced_with_tax"] - cloud.mean() + mean["cloud_priced_with_tax"]
        price = rest / (mean["cloud_price_weight"] - mean["self_host_price_weight"])
        return float(price) if price > 0 else None

    def _difference(self, combinations: tuple[Combination, ...]) -> Difference:
        found = next(c for c in combinations if (c.view, c.basis) == (self.headline, self.basis))
        own = self.tally.discounted(total_name("self_host", self.headline, self.basis))
        tenths = quantiles_of(own - self.tally.discounted(total_name("cloud", self.headline, self.basis)), TENTHS)
        return Difference(
            npv=found.npv,
            p10=float(tenths[0]),
            p50=float(tenths[1]),
            p90=float(tenths[2]),
            probability_self_host_cheaper=found.probability_self_host_cheaper,
            walk_away_price_per_month=found.walk_away_price_per_month,
            comparable=found.comparable,
            counted_price_per_month=self._counted_price(),
        )


def _book_ref(book: Book) -> BookRef:
    as_of = book.as_of.isoformat()
    return BookRef(book.number, book.revision, book.label, book.origin, as_of, book.content_hash)


def _without_figure(model: Model) -> tuple[Line, ...]:
    return tuple(
        Line(
            key=line.key,
            label=line.label,
            sentence=line.sentence,
            group=line.group,
            option=cast(Any, line.option),
            state=cast(Any, line.state),
            because=line.because,
            view=cast(Any, model.counted_in(line.view)),
            basis=cast(Any, "both" if line.basis == "all" else line.basis),
            one_off=False,
            outside=line.outside,
            per_quarter=None,
            base_case=None,
        )
        for line in model.missing
    )


def _life(model: Model) -> float | None:
    """Likely life in years of the goods that are bought; None where none are."""
    if not any(line.tag("spending") == "capital" for line in model.lines):
        return None
    return next(model.inputs[key].leaf.value for key in LIVES.values() if key in model.inputs)
