"""From a scenario and a book to a graph with its inputs: what applies, what is missing, what adds up to which total."""

from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any

from .binding import Binding
from .book import Book
from .conditions import unmet
from .estimate import OPTIONS, PlanChoice, RecoveryChoice, Run
from .expansion import Missing, expand
from .graph import Graph, Node, build
from .inputs import Input, Sized
from .plan import choose_plan
from .recovery_level import choose_level
from .scenario import Scenario
from .schedule import Schedule, schedule

VIEWS = ("loaded", "cash")
GRAPHS_KEPT = 64
_graphs: OrderedDict[Any, tuple[Graph, tuple[Node, ...]]] = OrderedDict()


@dataclass(frozen=True)
class Model:
    """Everything one evaluation needs. `missing`: lines without a figure, each with its reason."""

    scenario: Scenario
    book: Book
    graph: Graph
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

    def ladder_top(self, need: str) -> float | None:
        """Capacity of the largest size that the need is looked up in; None when no ladder asks for it."""
        for name, found in self.inputs.items():
            if isinstance(found, Sized) and need in self._needs_of(name):
                return float(found.ladder.capacities[-1])
        return None

    def _needs_of(self, ladder: str) -> set[str]:
        return {name for node in self.graph.nodes if ladder in node.inputs for name in node.inputs}

    def counted_in(self, view: str) -> str:
        """The view a line's tag stands for: own people's work is new money only when contractors do it."""
        if view == "work":
            return "both" if self.scenario.people.choice("workforce") == "contractors" else "loaded"
        return "both" if view == "all" else view


def prepare(scenario: Scenario, book: Book, run: Run) -> Model:
    """The model of a scenario under a book; EstimateError when an input cannot be found."""
    plan = choose_plan(scenario, book)
    recovery = choose_level(scenario, book, run)
    expansion = expand(scenario, book, plan, recovery.level)
    measured = scenario.people.hours_last_quarter is not None
    bases = ("quarters", "tasks", *(("measured",) if measured else ()))
    absent = unmet(scenario)
    config = {**expansion.config, **_switches(scenario, plan), "platform": expansion.platform}
    key = (book.content_hash, recovery.level, _graph_key(scenario, plan), tuple(sorted(absent)))
    graph, left_out = _graph(key, config, absent, bases)
    calendar = schedule(scenario, book)
    binding = Binding(scenario, book, plan, recovery.level, calendar)
    inputs = {name: binding.find(name) for name in graph.leaves}
    without = (_not_applicable(line, absent) for line in left_out)
    missing = (*expansion.missing, *without, *_price_by_quote(plan))
    return Model(scenario, book, graph, inputs, calendar, plan, recovery, missing, bases)


def _switches(scenario: Scenario, plan: PlanChoice) -> dict[str, str]:
    """Which variant of a formula is used."""
    return {
        "workforce": scenario.people.choice("workforce"),
        "measured": "yes" if scenario.people.hours_last_quarter is not None else "no",
        "bill": "measured" if scenario.hosting.bill_last_month is not None else "modelled",
        "loss_known": "yes" if scenario.recovery.loss_per_hour is not None else "no",
        "cloud_price": "by_quote" if plan.price_per_month is None else "known",
    }


def _graph_key(scenario: Scenario, plan: PlanChoice) -> tuple[Any, ...]:
    """Everything besides book, level and conditions that selects nodes."""
    hosting = scenario.hosting
    needs = tuple(sorted(scenario.needs.answers.items()))
    return (*_switches(scenario, plan).values(), hosting.platform, hosting.choice("region"), needs)


def _graph(
    key: Any, config: Mapping[str, Any], absent: Mapping[str, str], bases: Iterable[str]
) -> tuple[Graph, tuple[Node, ...]]:
    """The graph with its totals, and the lines whose condition does not hold; a bounded number is kept."""
    if key not in _graphs:
        lines = build(config, _no_totals()).lines()
        left_out = [line for line in lines if line.tag("when") in absent]
        applying = [line for line in lines if line.tag("when") not in absent]
        totals = _totals(applying, bases, config["workforce"] == "contractors")
        graph = build(config, totals, without={line.name for line in left_out})
        _graphs[key] = (graph, tuple(left_out))
        if len(_graphs) > GRAPHS_KEPT:
            _graphs.popitem(last=False)
    return _graphs[key]


def total_name(option: str, view: str, basis: str) -> str:
    """Name of the total of an option under a view and basis."""
    return f"total_{option}_{view}_{basis}"


def _no_totals() -> dict[str, list[str]]:
    return {"self_host_one_off_cost": [], "cloud_one_off_cost": []}


def _totals(lines: list[Node], bases: Iterable[str], contractors: bool) -> dict[str, list[str]]:
    """Every sum by its tags: one-off work that can overrun, and the totals by option, view and basis."""
    sums = {
        f"{option}_one_off_cost": [
            line.name
            for line in lines
            if line.tag("option") == option and line.tag("one_off") == "yes" and not line.tag("tail")
        ]
        for option in OPTIONS
    }
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


def _not_applicable(line: Node, absent: Mapping[str, str]) -> Missing:
    because = absent[line.tag("when")]
    key, label, group, option = line.name, line.tag("line"), line.tag("group"), line.tag("option")
    counts = (line.tag("view"), line.tag("basis"), line.tag("outside") == "yes")
    return Missing(key, label, group, option, "not_applicable", because, line.sentence, *counts)


def _price_by_quote(plan: PlanChoice) -> list[Missing]:
    if plan.price_per_month is not None:
        return []
    because = f"the {plan.plan.capitalize()} plan has no public price; ask Medplum for a quote"
    label = "Medplum Cloud subscription"
    return [Missing("subscription_cost", label, "subscription", "cloud", "not_estimated", because)]
