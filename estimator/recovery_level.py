"""How fast and complete each recovery level recovers, and which level is the cheapest that meets the target."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from . import draws
from .bill import Row
from .book import Book
from .book_rows import AssumptionRow
from .estimate import Corruption, LevelTimes, RecoveryChoice, Run
from .scenario import Scenario
from .table_spec import RECOVERY_STEPS

KEPT = 64  # variants of one scenario share their times


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
        steps = self._steps(level["level"])
        minutes = np.sum(list(steps.values()), axis=0)
        return LevelTimes(
            level=level["level"],
            label=level["label"],
            sentence=level["sentence"],
            rto_p50_minutes=float(np.median(minutes)),
            rto_p80_minutes=self._confident(minutes),
            rpo_minutes=self._confident(self._draws(level["rpo_hours_key"]) * self._likely("minutes_per_hour")),
            steps=tuple((step, float(np.median(steps[step]))) for step in RECOVERY_STEPS if step in steps),
            meets=False,
        )

    def corruption(self, window_days: float | None) -> Corruption:
        """Time until corruption is noticed: what has been written since is lost at every level."""
        days = self._likely("restore_window_days_template") if window_days is None else window_days
        hours = self._draws("corruption_noticed_hours")
        minutes = hours * self._likely("minutes_per_hour")
        late = hours > days * self._likely("hours_per_day")
        return Corruption(float(np.median(minutes)), self._confident(minutes), days, float(late.mean()))

    def _steps(self, level: str) -> Mapping[str, draws.Floats]:
        """Minutes of each step; clients follow a change of address after its time to live."""
        rows = {row["step"]: row for row in self.book.rows("recovery_steps") if row["level"] == level}
        found = {step: self._step(row) for step, row in rows.items()}
        found["traffic"] = found.get("traffic", 0.0) + self._draws("dns_ttl_minutes")
        return found

    def _step(self, row: Row) -> draws.Floats:
        minutes = self._draws(row["key"])
        if row["slower_by_hand"] == "1" and self.by_hand:
            minutes = minutes * self._draws("dr_provision_by_hand_factor")
        if row["grows_with_data"] == "1":
            minutes = minutes + self.database_gb / self._draws("restore_gb_per_minute")
        return minutes

    def _confident(self, values: draws.Floats) -> float:
        return float(np.quantile(values, self._likely("recovery_confidence")))

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
