"""How long an operator waits for the second start of an installation."""

import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measure import Measurement
from tests.server import Server

SECOND_START_SECONDS = 5


def start_seconds(folder: Path) -> float:
    """Start the site, stop it, and return how long it took to answer."""
    started = time.perf_counter()
    server = Server(folder)
    try:
        server.wait()
        return time.perf_counter() - started
    finally:
        server.stop()


def main() -> Iterator[Measurement]:
    """Start twice on the same folder; the second one counts."""
    with tempfile.TemporaryDirectory() as folder:
        first = start_seconds(Path(folder))
        print(f"first start: {first:.1f} s", file=sys.stderr)
        second = start_seconds(Path(folder))
    yield Measurement("second start", second, SECOND_START_SECONDS, "s")
