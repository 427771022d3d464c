"""Estimates of many cases in two processes of a Dask cluster on this machine."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache

from distributed import Client, LocalCluster  # type: ignore[import-not-found]

from estimator import Book, Run, Scenario, estimate, shipped_folders

PROCESSES, DRAWS, AT_ONCE = 2, 256, 25


@contextmanager
def in_processes() -> Iterator[Callable[[Sequence[Scenario]], int]]:
    """A function that estimates cases in both processes, and returns how many."""
    with (
        LocalCluster(n_workers=PROCESSES, threads_per_worker=1, processes=True, dashboard_address=None) as cluster,
        Client(cluster) as client,
    ):

        def run(scenarios: Sequence[Scenario]) -> int:
            texts = [one.model_dump_json() for one in scenarios]
            parts = [texts[start : start + AT_ONCE] for start in range(0, len(texts), AT_ONCE)]
            return sum(client.gather(client.map(_estimated, parts, pure=False)))

        run([Scenario()] * AT_ONCE * PROCESSES)
        yield run


def _estimated(texts: list[str]) -> int:
    for text in texts:
        estimate(Scenario.model_validate_json(text), _book(), Run(draws=DRAWS))
    return len(texts)


@lru_cache(maxsize=1)
def _book() -> Book:
    return Book.from_folder(shipped_folders()[0])
