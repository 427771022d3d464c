"""How long the workbook of the largest case takes, and what it holds in memory while it is written."""

import time
import tracemalloc
from collections.abc import Iterator
from datetime import UTC, datetime

from benchmarks.measure import Measurement
from decisions.advice import judge
from decisions.case import Case
from decisions.report.exports.workbook import Material, write_workbook
from estimator import Book, estimate, shipped_folders
from estimator.calculation import calculation

WORKBOOK_MS, EXTRA_MB = 1_000, 150
LARGEST = {
    "needs": {
        "answers": dict.fromkeys(("email", "labs", "scim", "hl7_engine", "sql_warehouse", "log_streaming"), "own")
    },
    "people": {"workforce": "new_hire", "coverage": "around_the_clock", "hours_last_quarter": 600},
    "recovery": {"rto_minutes": 15, "rpo_minutes": 1},
    "money": {"horizon_quarters": 40, "tax_country": "DE", "organisation": "hospital", "installations": 3},
}


def main() -> Iterator[Measurement]:
    """Wall time and traced memory of one workbook over 40 quarters, its estimate not counted."""
    book = Book.from_folder(shipped_folders()[0])
    case = Case.model_validate({"scenario": LARGEST})
    found = estimate(case.scenario, book)
    verdict = judge(case, found, book)

    def write() -> bytes:
        steps = calculation(case.scenario, book, found.run)
        return write_workbook(Material(case, found, verdict, book, steps, datetime.now(UTC)))

    write()
    started = time.perf_counter()
    write()
    yield Measurement("a workbook of 40 quarters", (time.perf_counter() - started) * 1_000, WORKBOOK_MS, "ms")
    tracemalloc.start()
    write()
    yield Measurement("its memory while it is written", tracemalloc.get_traced_memory()[1] / 1e6, EXTRA_MB, "MB")
    tracemalloc.stop()
