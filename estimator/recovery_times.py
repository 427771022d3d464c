"""How long a recovery takes and what it loses: spans of time over the draws, step by step."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Span:
    """Minutes over the draws: P10, median, P90, and `confident`, the quantile of the book's confidence (P80)."""

    p10: float
    p50: float
    confident: float
    p90: float


@dataclass(frozen=True)
class TimedStep:
    """One step of a recovery: what it takes, when it begins and is done (minutes from the outage), rows it rests on.

    `likely_minutes`: at the likely values of the rows; `parts`: minutes of it by row, at likely values.
    """

    step: str
    why: str
    takes: Span
    begins: Span
    done: Span
    parts: Mapping[str, float]

    @property
    def likely_minutes(self) -> float:
        """What the step takes at the likely values of its rows."""
        return sum(self.parts.values())


@dataclass(frozen=True)
class LevelTimes:
    """How fast and complete one recovery level recovers: time until it is back, data lost with a region, the steps."""

    level: str
    label: str
    sentence: str
    rto: Span
    rpo: Span
    timeline: tuple[TimedStep, ...]
    meets: bool

    @property
    def rto_p50_minutes(self) -> float:
        """Recovery time at the median."""
        return self.rto.p50

    @property
    def rto_p80_minutes(self) -> float:
        """Recovery time at the book's confidence."""
        return self.rto.confident

    @property
    def rpo_minutes(self) -> float:
        """Data lost with a region, at the book's confidence."""
        return self.rpo.confident

    @property
    def steps(self) -> tuple[tuple[str, float], ...]:
        """Median minutes of each step, in their order."""
        return tuple((timed.step, timed.takes.p50) for timed in self.timeline)


@dataclass(frozen=True)
class Corruption:
    """Data lost when it is corrupted and the copies follow, at every level; `late`: noticed after `window_days`."""

    lost: Span
    window_days: float
    late: float

    @property
    def p50_minutes(self) -> float:
        """Time until it is noticed, at the median."""
        return self.lost.p50

    @property
    def p80_minutes(self) -> float:
        """Time until it is noticed, at the book's confidence."""
        return self.lost.confident
