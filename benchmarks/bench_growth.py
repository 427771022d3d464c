"""How time and memory grow with draws, quarters, lines and cases: the exponent of a power law."""

import importlib.util
import time
import tracemalloc
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from benchmarks.measure import Measurement
from benchmarks.peers import runners
from benchmarks.peers.extract import extract
from estimator import Book, Run, Scenario, estimate, shipped_folders

EXPONENT = 1.1
DRAWS = (8_192, 16_384, 32_768, 81_920)
QUARTERS = (4, 8, 16, 40)
COPIES = (1, 2, 3, 5)
CASES = (10, 100, 1_000)
CASE_DRAWS = 256
THREADS = 2
TURNS = 7
NO_DASK = "Dask is not installed: .venv/bin/python -m pip install -r benchmarks/peers/requirements.txt"


def main() -> Iterator[Measurement]:
    """Exponents of 1 mean: ten times as much takes ten times as long."""
    book, numbers = Book.from_folder(shipped_folders()[0]), iter(range(10_000, 10**9))
    estimate(Scenario(), book)
    yield from _growth("draws", DRAWS, lambda draws: estimate(Scenario(), book, Run(seed=next(numbers), draws=draws)))
    yield from _growth("quarters", QUARTERS, lambda quarters: estimate(_over(quarters), book, Run(seed=next(numbers))))
    works = {copies: runners.by_engine(extract(copies), Run().draws) for copies in COPIES}
    yield from _growth("lines (30 to 150)", COPIES, lambda copies: works[copies](next(numbers)))
    yield from _growth("cases in two threads", CASES, lambda cases: _in_threads(_scenarios(cases), book), 1)
    if importlib.util.find_spec("distributed") is None:
        print(f"  {NO_DASK}")
        return
    from benchmarks.peers.processes import in_processes

    with in_processes() as run:
        yield from _growth("cases in two processes", CASES, lambda cases: run(_scenarios(cases)), 1)


def _over(quarters: int) -> Scenario:
    return Scenario.model_validate({"money": {"horizon_quarters": quarters}})


def _scenarios(count: int) -> list[Scenario]:
    return [Scenario.model_validate({"workload": {"patients": 1_000 + 100 * one}}) for one in range(count)]


def _in_threads(scenarios: Sequence[Scenario], book: Book) -> None:
    with ThreadPoolExecutor(THREADS) as threads:
        list(threads.map(lambda one: estimate(one, book, Run(draws=CASE_DRAWS)), scenarios))


def _growth(
    name: str, sizes: Sequence[int], work: Callable[[int], object], turns: int = TURNS
) -> Iterator[Measurement]:
    """Sizes in turns, the exponent fitted to their medians; memory of the largest beside the smallest."""
    took: dict[int, list[tuple[float, float]]] = {size: [] for size in sizes}
    for _ in range(turns):
        for size in sizes:
            took[size].append(_seconds(work, size))
    medians = np.array([np.median(took[size], axis=0) for size in sizes])
    slope, of_processor = np.polyfit(np.log(sizes), np.log(medians), 1)[0]
    told = ", ".join(f"{size:,}: {1_000 * seconds:,.0f} ms" for size, seconds in zip(sizes, medians[:, 0], strict=True))
    memory = " and ".join(f"{_traced_mb(work, size):,.1f}" for size in (sizes[0], sizes[-1]))
    told += f"; {memory} MB; of this process's processor time {of_processor:.2f}"
    yield Measurement(f"growth with {name}: exponent ({told})", float(slope), EXPONENT, "")


def _seconds(work: Callable[[int], object], size: int) -> tuple[float, float]:
    """Wall time and processor time; the latter hardly moves when other programs run beside it."""
    started, processor = time.perf_counter(), time.process_time()
    work(size)
    return time.perf_counter() - started, time.process_time() - processor


def _traced_mb(work: Callable[[int], object], size: int) -> float:
    """The most that is held at once while the work is done; NumPy's arrays are traced, other processes are not."""
    tracemalloc.start()
    work(size)
    most = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    return most
