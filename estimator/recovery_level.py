"""How fast and complete each recovery level recovers, and which level is the cheapest that meets the target."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import numpy as np

from . import draws
from .bill import Row
from .book import Book
from .book_rows import AssumptionRow
from .estimate import RecoveryChoice, Run
from .recovery_times import Corruption, LevelTimes, Span, TimedStep
from .scenario import Scenario
from .table_spec import RECOVERY_STEPS

KEPT = 64  # variants of one scenario share their times
ENDS = (0.1, 0.9)  # of the ranges shown
TTL = "dns_ttl_minutes"
TTL_WHY = "clients keep the old address for a while"
Minutes = Any  # one number, or one for each draw


def choose_level(scenario: Scenario, book: Book, run: Run, database_gb: float) -> RecoveryChoice:
    """The level asked for, else the first in the book's order that meets the target, else the last.

    A level meets the target when recovery time and data lost with a region, both at the book's confidence, are
    within it. Times are minutes; `database_gb` is what a restore has to bring back.
    """
    own = scenario.recovery
    target = next(row for row in book.rows("recovery_targets") if row["answer"] == own.first_hour)
    rto = own.rto_minutes.likely if own.rto_minutes else float(target["rto_minutes"])
    rpo = own.rpo_minutes.likely if own.rpo_minutes else float(target["rpo_minutes"])
    times = _Times(book, run, scenario.hosting.choice("infrastructure_as_code") == "no", database_gb)
    levels = tuple(times.of(row, rto, rpo) for row in sorted(book.rows("recovery_levels"), key=_order))
    cheapest = next((level for level in levels if level.meets), None)
    asked = next((level for level in levels if level.level == own.choice("level")), None)
    taken = asked or cheapest or levels[-1]
    return RecoveryChoice(
        level=taken.level,
        label=taken.label,
        target_rto_minutes=rto,
        target_rpo_minutes=rpo,
        target_source="your own target" if own.rto_minutes or own.rpo_minutes else target["why"],
        rto_p50_minutes=taken.rto_p50_minutes,
        rto_p80_minutes=taken.rto_p80_minutes,
        rpo_minutes=taken.rpo_minutes,
        meets=taken.meets,
        by_user=asked is not None,
        cheapest=cheapest.level if cheapest else "",
        levels=levels,
        database_gb=database_gb,
        corruption=_corruption(times, own.restore_window_days.likely if own.restore_window_days else None),
    )


def recovery_warnings(found: RecoveryChoice, confidence: float) -> list[str]:
    """What to know when the level counted misses the target."""
    if found.meets:
        return []
    target = f"{found.target_rto_minutes:,.0f} minutes down and {found.target_rpo_minutes:,.0f} minutes of data lost"
    if not found.by_user:
        return [f"No recovery level stays within {target} in {confidence:.0%} of the runs: {found.label} is counted."]
    better = next((level.label for level in found.levels if level.level == found.cheapest), None)
    other = f"the cheapest that does is {better}" if better else "no level does"
    return [f"{found.label}, your choice, does not stay within {target} in {confidence:.0%} of the runs; {other}."]


def _order(row: Row) -> int:
    return int(row["order"])


@dataclass(frozen=True)
class _Times:
    """Draws of the five steps of a recovery, and of the data that is lost."""

    book: Book
    run: Run
    by_hand: bool
    database_gb: float

    def of(self, level: Row, rto: float, rpo: float) -> LevelTimes:
        """One level against a target."""
        found = _untargeted(self, level["level"])
        return replace(found, meets=found.rto_p80_minutes <= rto and found.rpo_minutes <= rpo)

    def untargeted(self, level: Row) -> LevelTimes:
        """One level as it is, without a target to meet."""
        timeline = self._timeline(level["level"])
        return LevelTimes(
            level=level["level"],
            label=level["label"],
            sentence=level["sentence"],
            rto=timeline[-1].done,
            rpo=self._span(self._draws(level["rpo_hours_key"]) * self._likely("minutes_per_hour")),
            timeline=timeline,
            meets=False,
        )

    def corruption(self, window_days: float | None) -> Corruption:
        """Time until corruption is noticed: what has been written since is lost at every level."""
        days = self._likely("restore_window_days_template") if window_days is None else window_days
        hours = self._draws("corruption_noticed_hours")
        late = hours > days * self._likely("hours_per_day")
        return Corruption(self._span(hours * self._likely("minutes_per_hour")), days, float(late.mean()))

    def _timeline(self, level: str) -> tuple[TimedStep, ...]:
        """The steps one after the other."""
        rows = {row["step"]: row for row in self.book.rows("recovery_steps") if row["level"] == level}
        elapsed, begins, found = np.zeros(self.run.draws), Span(0.0, 0.0, 0.0, 0.0), []
        for step in RECOVERY_STEPS:
            row = rows.get(step)
            minutes, parts = self._minutes(step, row, self._draws), self._parts(step, row)
            if not parts:
                continue
            elapsed = elapsed + minutes
            done = self._span(elapsed)
            found.append(TimedStep(step, row["why"] if row else TTL_WHY, self._span(minutes), begins, done, parts))
            begins = done
        return tuple(found)

    def _minutes(self, step: str, row: Row | None, value: Callable[[str], Minutes]) -> Minutes:
        """Minutes of a step for one reading of the rows; clients follow a change of address after its time to live."""
        minutes = value(row["key"]) if row else 0.0
        if row and self._slower(row):
            minutes = minutes * value("dr_provision_by_hand_factor")
        if row and row["grows_with_data"] == "1":
            minutes = minutes + self.database_gb / value("restore_gb_per_minute")
        return minutes + value(TTL) if step == "traffic" else minutes

    def _parts(self, step: str, row: Row | None) -> dict[str, float]:
        """Minutes by row at likely values; what a factor adds stands beside the row that it multiplies."""
        found = {row["key"]: self._likely(row["key"])} if row else {}
        if row and self._slower(row):
            factor = self._likely("dr_provision_by_hand_factor")
            found["dr_provision_by_hand_factor"] = found[row["key"]] * (factor - 1)
        if row and row["grows_with_data"] == "1":
            found["restore_gb_per_minute"] = self.database_gb / self._likely("restore_gb_per_minute")
        return found | ({TTL: self._likely(TTL)} if step == "traffic" else {})

    def _slower(self, row: Row) -> bool:
        return row["slower_by_hand"] == "1" and self.by_hand

    def _span(self, minutes: draws.Floats) -> Span:
        """Median by itself, so that it is the one that every other place shows."""
        quantiles = np.quantile(minutes, [*ENDS, self._likely("recovery_confidence")])
        low, high, confident = (float(one) for one in quantiles)
        return Span(low, float(np.median(minutes)), confident, high)

    def _likely(self, key: str) -> float:
        return self.book.assumptions[key].likely

    def _draws(self, key: str) -> draws.Floats:
        row: AssumptionRow = self.book.assumptions[key]
        shape = draws.Distribution(row.low, row.likely, row.high, row.shape, row.ends)
        return draws.values(row.key, shape, self.run.seed, self.run.draws)


@lru_cache(maxsize=KEPT)
def _untargeted(times: _Times, level: str) -> LevelTimes:
    return times.untargeted(next(row for row in times.book.rows("recovery_levels") if row["level"] == level))


@lru_cache(maxsize=KEPT)
def _corruption(times: _Times, window_days: float | None) -> Corruption:
    return times.corruption(window_days)
