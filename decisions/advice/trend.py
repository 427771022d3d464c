"""How the practices moved since an earlier assessment: more in place, begun, fallen back, looked at."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from decisions.case import Case, PracticeState
from estimator.book import Book
from estimator.estimate import Estimate

from .gates import evaluate
from .progress import share_done
from .readiness import PracticeCheck, is_learning, practice_checks

RANK: Mapping[PracticeState, int] = {"no": 0, "partly": 1, "in_place": 2}


@dataclass(frozen=True)
class Earlier:
    """A case that was assessed before, and when."""

    day: date
    case: Case


@dataclass(frozen=True)
class Change:
    """Practices that moved since `day`, by key. What does not apply at one of both times is not compared."""

    day: date
    more_in_place: tuple[str, ...]
    begun: tuple[str, ...]
    fallen_back: tuple[str, ...]
    newly_looked_at: tuple[str, ...]

    @property
    def none(self) -> bool:
        """Whether nothing moved."""
        return not (self.more_in_place or self.begun or self.fallen_back or self.newly_looked_at)


@dataclass(frozen=True)
class Assessment:
    """Where the practices stood on a day, by the list of practices of today."""

    day: date
    states: Mapping[PracticeState, int]
    done: float


def change_since(earlier: Earlier, case: Case, estimate: Estimate, book: Book) -> Change:
    """What moved between an earlier case and this one; both are read with the same list of practices."""
    learning = is_learning(evaluate(case, estimate, book))
    then = _states(practice_checks(earlier.case, book, learning))
    now = _states(practice_checks(case, book, learning))
    both = [key for key in now if key in then and "not_applicable" not in (then[key], now[key])]
    return Change(
        day=earlier.day,
        more_in_place=tuple(key for key in both if now[key] == "in_place" != then[key]),
        begun=tuple(key for key in both if (then[key], now[key]) == ("no", "partly")),
        fallen_back=tuple(key for key in both if _fell_back(then[key], now[key])),
        newly_looked_at=tuple(key for key in both if then[key] == "unknown" and now[key] in ("partly", "no")),
    )


def assessment(earlier: Earlier, case: Case, estimate: Estimate, book: Book) -> Assessment:
    """How far an earlier case was, by the practices that apply to the present one."""
    learning = is_learning(evaluate(case, estimate, book))
    now = {check.row["id"] for check in practice_checks(case, book, learning)}
    checks = [check for check in practice_checks(earlier.case, book, learning) if check.row["id"] in now]
    states: dict[PracticeState, int] = {}
    for check in checks:
        states[check.state] = states.get(check.state, 0) + 1
    return Assessment(earlier.day, states, share_done(checks, book))


def _states(checks: Iterable[PracticeCheck]) -> dict[str, PracticeState]:
    return {check.row["id"]: check.state for check in checks}


def _fell_back(then: PracticeState, now: PracticeState) -> bool:
    """From in place to anything less, or from partly to no; an answer that was taken back counts only if in place."""
    if now == "unknown":
        return then == "in_place"
    return RANK.get(now, 0) < RANK.get(then, 0)
