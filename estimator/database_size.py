"""How large the database is when the horizon ends: a restore takes as long as there is data."""

from functools import lru_cache

from . import engine
from .binding import Binding
from .book import Book
from .estimate import PlanChoice
from .formulas import workload
from .graph import Graph, quantity
from .scenario import Scenario
from .schedule import Schedule
from .switches import switches

SIZE = "database_storage_gb"
CHOSEN_BY = ("load", "data")
ANY_LEVEL = "backup_restore"  # the size does not depend on it


def database_gb_at_end(scenario: Scenario, book: Book, plan: PlanChoice, calendar: Schedule) -> float:
    """GB in the last quarter, at likely values."""
    chosen = switches(scenario, plan)
    graph = _graph(tuple((name, chosen[name]) for name in CHOSEN_BY))
    binding = Binding(scenario, book, plan, ANY_LEVEL, calendar)
    inputs = {name: binding.find(name) for name in graph.leaves}
    return float(engine.central(graph, inputs, calendar.quarters, [SIZE])[SIZE][0, -1])


@lru_cache(maxsize=16)
def _graph(config: tuple[tuple[str, str], ...]) -> Graph:
    return quantity(SIZE, [workload], dict(config))
