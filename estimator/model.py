"""From a scenario and a book to a graph with its inputs: what applies, what is missing, what adds up to which total."""

from collections import OrderedDict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any, NamedTuple, TypeVar

from . import late_support, resolution
from .additions import Expansion, Missing, not_estimated
from .bill import PURPOSES, bill_rows, shape_rows
from .bill_prices import Step, ladder_steps
from .bill_words import LADDER
from .binding import Binding
from .book import Book
from .conditions import unmet
from .database_size import database_gb_at_end
from .estimate import OPTIONS, PlanChoice, RecoveryChoice, Run
from .expansion import expand
from .formulas import tax as tax_formulas
from .graph import Graph, assembled, inserted, part, resolved
from .inputs import Input
from .larger_plan import larger_plan_missing
from .late_support import surcharge_state
from .node import Node
from .place import place_of
from .plan import choose_plan
from .recovery_level import choose_level
from .scenario import Scenario
from .schedule import Schedule, schedule
from .switches import licence_by_quote, switches
from .taxes import Tax, tax_lines, tax_of, without_tax

VIEWS = ("loaded", "cash")
HOSTING_CHOICES = ("way", "shape", "commitment", "support_plan", "staging", "development")
GRAPHS_KEPT = 64
TAXES_BEHIND = "unrecovered_tax_rate"
Kept = TypeVar("Kept")
_graphs: OrderedDict[Any, "Graphs"] = OrderedDict()
_quantities: OrderedDict[Any, dict[str, Node]] = OrderedDict()


class Graphs(NamedTuple):
    """The graph with its totals, that of all recovery levels, lines whose condition does not hold, lines of tax."""

    whole: Graph
    recovery: Graph
    left_out: tuple[Node, ...]
    taxes: frozenset[str]


@dataclass(frozen=True)
class Model:
    """Everything one evaluation needs. `missing`: lines without a figure, each with its reason.

    `recovery_graph`: the recovery lines of every level; `graph` has those of the level counted.
    """

    scenario: Scenario
    book: Book
    graph: Graph
    recovery_graph: Graph
    inputs: Mapping[str, Input]
    schedule: Schedule
    plan: PlanChoice
    recovery: RecoveryChoice
    missing: tuple[Missing, ...]
    bases: tuple[str, ...]

    @property
    def quarters(self) -> tuple[str, ...]:
        """Labels of the horizon."""
        return self.schedule.quarters

    @property
    def lines(self) -> list[Node]:
        """Lines with a figure."""
        return self.graph.lines()

    def database_ladder(self) -> list[Step] | None:
        """Sizes of the database writer, smallest first; None where it is no size of a price list."""
        return self._ladder("database")

    def cache_ladder(self) -> list[Step] | None:
        """Sizes of a node of the cache, smallest first; None where it is no size of a price list."""
        return self._ladder("cache")

    def _ladder(self, part: str) -> list[Step] | None:
        for row in bill_rows(self.scenario, self.book):
            if row["sku"].startswith(LADDER) and row["recovery_part"] == part:
                steps, _ = ladder_steps(row["sku"].removeprefix(LADDER), self.book, place_of(self.scenario, self.book))
                return steps or None
        return None

    def in_shape(self, quantity: str) -> float:
        """A count or size of the platform's shape; 0 where the shape does not name it."""
        place = place_of(self.scenario, self.book)
        row = shape_rows(self.book, place.bill, place.shape).get(quantity)
        return float(row["value"]) if row else 0.0

    def counted_in(self, view: str) -> str:
        """The view a line's tag stands for: own people's work is new money only when contractors do it."""
        if view == "work":
            return "both" if self.scenario.people.choice("workforce") == "contractors" else "loaded"
        return "both" if view == "all" else view


@dataclass(frozen=True)
class Configuration:
    """What a scenario chooses before its graph is built."""

    plan: PlanChoice
    calendar: Schedule
    recovery: RecoveryChoice
    expansion: Expansion
    tax: Tax
    bases: tuple[str, ...]
    config: Mapping[str, Any]
    no_surcharge: str  # why a late database version costs nothing more, or has no price


def prepare(scenario: Scenario, book: Book, run: Run) -> Model:
    """The model of a scenario under a book; EstimateError when an input cannot be found."""
    found = _configure(scenario, book, run)
    plan, recovery, tax, bases = found.plan, found.recovery, found.tax, found.bases
    surcharge = found.config["surcharge"]
    absent = unmet(scenario) | ({} if surcharge == "estimated" else {late_support.CONDITION: found.no_surcharge})
    chosen = (recovery.level, tax.kind, found.config["version"], surcharge)
    key = (book.content_hash, *chosen, _graph_key(scenario, plan))
    graphs = _graph(key, found.config, absent, bases, found.expansion.idle)
    graph = graphs.whole
    binding = Binding(scenario, book, plan, recovery.level, found.calendar)
    inputs = {name: binding.find(name) for name in graph.leaves}
    unpriced = {late_support.CONDITION} if surcharge == "not_estimated" else set()
    without = (_left_out(line, absent, unpriced) for line in graphs.left_out)
    missing = (*found.expansion.missing, *without, *_of_the_plan(scenario, book, plan), *without_tax(tax, graphs.taxes))
    return Model(scenario, book, graph, graphs.recovery, inputs, found.calendar, plan, recovery, missing, bases)


def every_formula(scenario: Scenario, book: Book, run: Run) -> tuple[Graph, Binding]:
    """The formulas of a configuration, those of lines that do not apply included, without totals and taxes."""
    nodes = resolved(_configure(scenario, book, run).config)
    return assembled(nodes, _no_totals()), bind(scenario, book, run)


def bind(scenario: Scenario, book: Book, run: Run) -> Binding:
    """What stands behind each input of a scenario."""
    found = _configure(scenario, book, run)
    return Binding(scenario, book, found.plan, found.recovery.level, found.calendar)


def _configure(scenario: Scenario, book: Book, run: Run) -> Configuration:
    plan = choose_plan(scenario, book)
    calendar = schedule(scenario, book)
    recovery = choose_level(scenario, book, run, database_gb_at_end(scenario, book, plan, calendar))
    surcharge, no_surcharge = surcharge_state(scenario, book, calendar.upgrades)
    expansion = expand(scenario, book, plan, recovery.level, surcharge == "estimated")
    tax = tax_of(scenario, book)
    measured = scenario.people.hours_last_quarter is not None
    bases = ("quarters", "tasks", *(("measured",) if measured else ()))
    config = {
        **expansion.config,
        **switches(scenario, plan),
        "platform": expansion.platform,
        "support": expansion.support,
        "drills": expansion.drills,
        "tax": tax.kind,
        "bases": bases,
        "version": "unknown" if calendar.upgrades.path.perhaps else "known",
        "surcharge": surcharge,
    }
    return Configuration(plan, calendar, recovery, expansion, tax, bases, config, no_surcharge)


def _graph_key(scenario: Scenario, plan: PlanChoice) -> tuple[Any, ...]:
    """Everything besides book, level and conditions that selects nodes."""
    hosting = scenario.hosting
    needs = tuple(sorted(scenario.needs.answers.items()))
    choices = [hosting.platform, hosting.region, *(hosting.choice(name) for name in HOSTING_CHOICES)]
    bought = [hosting.choice(name) for purpose in PURPOSES for name in (purpose, f"{purpose}_paid")]
    known = hosting.node_cost_per_month is not None
    certificates = (scenario.certificates.held, scenario.certificates.extra)
    return (*switches(scenario, plan).values(), *choices, *bought, known, needs, certificates)


def _graph(
    key: Any, config: Mapping[str, Any], absent: Mapping[str, str], bases: Iterable[str], idle: Collection[str]
) -> Graphs:
    """The graphs of a configuration; a bounded number is kept."""
    nodes = _kept(_quantities, key, lambda: resolved(config))
    own = (key, tuple(sorted(absent)))
    return _kept(_graphs, own, lambda: _graphs_of(nodes, config, absent, bases, idle))


def forget_graphs() -> None:
    """Drops every graph that is kept; the next ones are made afresh."""
    _graphs.clear()
    _quantities.clear()
    resolution.forget()


def _kept(store: OrderedDict[Any, Kept], key: Any, make: Callable[[], Kept]) -> Kept:
    """What is stored under `key`, made once; the oldest makes room."""
    if key not in store:
        store[key] = make()
        if len(store) > GRAPHS_KEPT:
            store.popitem(last=False)
    return store[key]


def _graphs_of(
    nodes: dict[str, Node],
    config: Mapping[str, Any],
    absent: Mapping[str, str],
    bases: Iterable[str],
    idle: Collection[str],
) -> Graphs:
    """The graphs that these quantities make under the conditions that do not hold (`absent`)."""
    everything = assembled(nodes, _no_totals())
    lines = everything.lines()
    left_out = [line for line in lines if line.tag("when") in absent]
    applying = [line for line in lines if line.tag("when") not in absent and line.name not in idle]
    contractors = config["workforce"] == "contractors"
    taxes, tags = tax_lines(applying, config["tax"], contractors)
    taxed = [Node(name, total_name, (), tags[name], "") for name in taxes]
    totals = _totals([*applying, *taxed], bases, contractors)
    taxing = resolved({**config, "tax_lines": taxes, "tax_tags": tags}, [tax_formulas])
    every = inserted(nodes, TAXES_BEHIND, {name: taxing[name] for name in taxes})
    graph = assembled(every, totals, without={line.name for line in lines} - {line.name for line in applying})
    levels = [line.name for line in lines if _is_of_recovery(line) and line.tag("when") not in absent]
    recovery = part(everything, levels)
    return Graphs(graph, recovery, tuple(left_out), frozenset(taxes))


def _is_of_recovery(line: Node) -> bool:
    return (line.tag("group"), line.tag("option")) == ("recovery", "self_host")


def total_name(option: str, view: str, basis: str) -> str:
    """Name of the total of an option under a view and basis."""
    return f"total_{option}_{view}_{basis}"


def _no_totals() -> dict[str, list[str]]:
    return {f"{option}_{kind}_cost": [] for option in OPTIONS for kind in ("one_off", "priced")}


def _totals(lines: list[Node], bases: Iterable[str], contractors: bool) -> dict[str, list[str]]:
    """Every sum by its tags: one-off work that can overrun, what follows Medplum's price, and the totals."""
    sums = {
        f"{option}_one_off_cost": [
            line.name
            for line in lines
            if line.tag("option") == option and line.tag("one_off") == "yes" and line.tag("overruns") == "yes"
        ]
        for option in OPTIONS
    }
    for option in OPTIONS:
        priced = [line.name for line in lines if line.tag("option") == option and line.tag("subscription")]
        sums[f"{option}_priced_cost"] = priced
    for option, view, basis in product(OPTIONS, VIEWS, bases):
        views = {"all", view} | ({"work"} if view == "loaded" or contractors else set())
        sums[total_name(option, view, basis)] = [
            line.name
            for line in lines
            if line.tag("option") == option
            and line.tag("outside") == "no"
            and line.tag("view") in views
            and line.tag("basis") in ("all", basis)
        ]
    return sums


def _left_out(line: Node, absent: Mapping[str, str], unpriced: Collection[str]) -> Missing:
    """A line whose condition does not hold: it does not apply, or has no price."""
    because = absent[line.tag("when")]
    state = "not_estimated" if line.tag("when") in unpriced else "not_applicable"
    key, label, group, option = line.name, line.tag("line"), line.tag("group"), line.tag("option")
    counts = (line.tag("view"), line.tag("basis"), line.tag("outside") == "yes")
    return Missing(key, label, group, option, state, because, line.sentence, *counts)


def _of_the_plan(scenario: Scenario, book: Book, plan: PlanChoice) -> list[Missing]:
    """Lines that only the vendor can price, and those that this plan or offer rules out."""
    found = []
    if plan.price_per_month is None:
        because = f"the {plan.plan.capitalize()} plan has no public price; ask Medplum for a quote"
        found.append(not_estimated("subscription_cost", "Medplum Cloud subscription", "subscription", because, "cloud"))
    if plan.price_per_month is None and (not_live := unmet(scenario).get("live_cloud")):
        label = "Medplum Cloud while both run"
        key = "parallel_subscription_cost"
        found.append(Missing(key, label, "transitions", "self_host", "not_applicable", not_live))
    found += larger_plan_missing(plan, book)
    if licence_by_quote(scenario):
        because = "Medplum publishes no price for it; ask for a quote"
        found.append(not_estimated("self_host_licence_cost", "Enterprise self-host licence", "subscription", because))
    return found
