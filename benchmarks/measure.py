"""Timing and the form of a result."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Measurement:
    """One measured figure beside the figure it may reach, in the same unit."""

    name: str
    value: float
    limit: float
    unit: str

    def __str__(self) -> str:
        """One line; a ratio above 1 is over the limit."""
        ratio = self.value / self.limit
        return f"{ratio:6.2f} of the limit   {self.name}: {self.value:,.4g} {self.unit} (at most {self.limit:g})"


def median_ms(work: Callable[[], object], *, repeats: int = 15, warm_up: int = 2) -> float:
    """Return the median wall time of one call in milliseconds."""
    for _ in range(warm_up):
        work()
    times = []
    for _ in range(repeats):
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return statistics.median(times) * 1000
