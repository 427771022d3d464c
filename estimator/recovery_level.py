"""Which recovery level is the cheapest that meets the target."""

import numpy as np

from . import draws
from .bill import Row
from .book import Book
from .book_rows import AssumptionRow
from .estimate import RecoveryChoice, Run
from .scenario import Scenario

STEPS = ("detect_decide", "db_restore", "provision", "traffic", "verify")
MINUTES = "minutes_per_hour"


def choose_level(scenario: Scenario, book: Book, run: Run) -> RecoveryChoice:
    """The first level in the book's order whose recovery time and point, at the book's confidence, meet the target.

    Times are minutes. Backup and restore is the sum of its five steps; the other levels have a row of their own.
    """
    target = next(row for row in book.rows("recovery_targets") if row["answer"] == scenario.recovery.first_hour)
    own = scenario.recovery
    rto = own.rto_minutes.likely if own.rto_minutes else float(target["rto_minutes"])
    rpo = own.rpo_minutes.likely if own.rpo_minutes else float(target["rpo_minutes"])
    source = "your own target" if own.rto_minutes or own.rpo_minutes else target["why"]
    levels = sorted(book.rows("recovery_levels"), key=lambda row: int(row["order"]))
    for level in levels:
        middle, confident, point = _reached(level, book, run)
        choice = RecoveryChoice(
            level=level["level"],
            label=level["label"],
            target_rto_minutes=rto,
            target_rpo_minutes=rpo,
            target_source=source,
            rto_p50_minutes=middle,
            rto_p80_minutes=confident,
            rpo_minutes=point,
            meets=confident <= rto and point <= rpo,
        )
        if choice.meets:
            break
    return choice


def _reached(level: Row, book: Book, run: Run) -> tuple[float, float, float]:
    """Recovery time at the median and at the book's confidence, recovery point at that confidence; minutes."""
    confidence = book.assumptions["recovery_confidence"].likely
    per_hour = book.assumptions[MINUTES].likely
    if level["level"] == "backup_restore":
        minutes = sum(_draws(book.assumptions[f"dr_step_{step}_minutes"], run) for step in STEPS)
    else:
        minutes = _draws(book.assumptions[level["rto_hours_key"]], run) * per_hour
    points = _draws(book.assumptions[level["rpo_hours_key"]], run) * per_hour
    return (
        float(np.median(minutes)),
        float(np.quantile(minutes, confidence)),
        float(np.quantile(points, confidence)),
    )


def _draws(row: AssumptionRow, run: Run) -> draws.Floats:
    shape = draws.Distribution(row.low, row.likely, row.high, row.shape, row.ends)
    return draws.values(row.key, shape, run.seed, run.draws)
