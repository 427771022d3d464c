"""How long one estimate takes, and how it compares with the same formulas written by hand in NumPy."""

import itertools
import statistics
import time
from collections.abc import Callable, Iterator
from itertools import product
from typing import Any, NamedTuple

import numpy as np

from benchmarks.by_hand import straight_line
from benchmarks.measure import Measurement
from estimator import Book, Run, Scenario, engine, estimate, shipped_folders
from estimator.estimate import OPTIONS
from estimator.model import VIEWS, Model, prepare, total_name
from estimator.tally import Tally, quantiles_of
from estimator.variants import evaluate

ESTIMATE_MS = 100
TIMES_BY_HAND = 1.3
POST_MS = 150  # a question's POST with its live estimate; what the estimate leaves of it is there for variants
VARIANTS = 30


def kept(model: Model) -> list[str]:
    """What an estimate needs of the formulas."""
    totals = [total_name(*key) for key in product(OPTIONS, VIEWS, model.bases)]
    fte = [node.name for node in model.graph.nodes if node.tag("fte") or node.tag("posts")]
    always = ["discount_factor", "subscription_months", "large_quarter_share"]
    return list(dict.fromkeys([*(line.name for line in model.lines), *fte, *totals, *always]))


def by_hand(model: Model, run: Run) -> Callable[[], Tally]:
    """Draws, straight-line formulas in the same blocks, the same means and quantiles; nothing else."""
    keep = kept(model)
    formulas = straight_line(model.graph, keep)
    totals = [name for name in keep if name.startswith("total_")]
    headline = [total_name(option, "loaded", "quarters") for option in OPTIONS]

    def work() -> Tally:
        given = {name: found.drawn(run.seed, run.draws, model.quarters) for name, found in model.inputs.items()}
        tally = Tally(len(model.quarters), keep, [*totals, "subscription_months", "subscription_cost"], headline)
        for start in range(0, run.draws, engine.BLOCK):
            rows = slice(start, start + engine.BLOCK)
            block = {name: block_of(array, rows) for name, array in given.items()}
            tally.add([formulas(block)], [engine.BLOCK])
        for name in headline:
            quantiles_of(tally.nominal(name), (0.1, 0.5, 0.9))
            tally.band(name, (0.1, 0.9))
        return tally

    return work


def block_of(array: Any, rows: slice) -> Any:
    """The rows of one block; what is the same in every draw stays as it is."""
    return array[rows] if isinstance(array, np.ndarray) and array.shape[0] > 1 else array


class Clocked(NamedTuple):
    """Median time of one call: on the wall, and of the processor (which other processes disturb less)."""

    wall_ms: float
    cpu_ms: float


def side_by_side(*works: Callable[[], object], repeats: int = 31) -> list[Clocked]:
    """Each work in turns, so that a busy machine slows all alike."""
    wall: list[list[float]] = [[] for _ in works]
    cpu: list[list[float]] = [[] for _ in works]
    for _ in range(repeats):
        for place, work in enumerate(works):
            started = time.perf_counter(), time.process_time()
            work()
            wall[place].append(time.perf_counter() - started[0])
            cpu[place].append(time.process_time() - started[1])
    medians = zip(map(statistics.median, wall), map(statistics.median, cpu), strict=True)
    return [Clocked(seconds * 1000, busy * 1000) for seconds, busy in medians]


def timed(name: str, clocked: Clocked, limit: float) -> Measurement:
    """A measurement of the wall clock, with the processor's time beside its name."""
    return Measurement(f"{name} (CPU {clocked.cpu_ms:.1f})", clocked.wall_ms, limit, "ms")


def main() -> Iterator[Measurement]:
    """Nothing answered: 8,192 draws, 12 quarters, both options, two bases, two views; caches warm as in a worker."""
    book, scenario, run = Book.from_folder(shipped_folders()[0]), Scenario(), Run()
    found = estimate(scenario, book, run)
    hand = by_hand(prepare(scenario, book, run), run)
    expected = hand().nominal(total_name("self_host", "loaded", "quarters")).mean()
    assert np.isclose(found.options["self_host"].total, expected, rtol=1e-12), "the two are not the same model"
    numbers = itertools.count(1_000)

    def after_an_answer() -> object:
        patients = {"low": next(numbers), "likely": 20_000, "high": 90_000}
        return estimate(Scenario.model_validate({"workload": {"patients": patients}}), book, run)

    prices = [Scenario.model_validate({"needs": {"quote_per_month": 500 * i}}) for i in range(VARIANTS)]
    whole, plain, changed, batch = side_by_side(
        lambda: estimate(scenario, book, run), hand, after_an_answer, lambda: evaluate(prices, book)
    )
    yield timed("an estimate, 8,192 draws × 12 quarters", whole, ESTIMATE_MS)
    by_the_wall = f"on the wall {whole.wall_ms / plain.wall_ms:.2f}"
    ratio = whole.cpu_ms / plain.cpu_ms
    yield Measurement(f"processor time against the formulas by hand ({by_the_wall})", ratio, TIMES_BY_HAND, "times")
    yield timed("an estimate after another answer", changed, ESTIMATE_MS)
    yield timed(f"{VARIANTS} variants in one batch", batch, POST_MS - whole.wall_ms)
