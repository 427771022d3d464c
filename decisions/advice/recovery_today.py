"""What is known of recovery as it is today, beside the level that is planned: the level that runs, what is denied."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from decisions.case import Case, PracticeState
from estimator.book import Book
from estimator.estimate import Estimate
from estimator.recovery_times import LevelTimes
from estimator.scenario import UNKNOWN

from .gates import evaluate
from .progress import WEIGHTS
from .readiness import PracticeCheck, is_learning, practice_checks

RECOVERY = "backup-and-disaster-recovery"
AS_CODE = ("BP-02", "DR-02")  # practices that say in other words what the answer about hosting says
Against = Literal["same", "less", "more"]


@dataclass(frozen=True)
class Today:
    """The level that an installation in use has; `level` and `against` (the planned one) None where nobody said it."""

    level: LevelTimes | None
    against: Against | None


def level_today(case: Case, estimate: Estimate) -> Today | None:
    """The level of an installation that runs; None where none of one's own is in use."""
    if case.scenario.hosting.today != "live_self_hosted":
        return None
    found = estimate.recovery
    order = [level.level for level in found.levels]
    answered = case.scenario.recovery.level_today
    if answered == UNKNOWN or answered not in order:
        return Today(None, None)
    place, planned = order.index(answered), order.index(found.level)
    against: Against = "same" if place == planned else "less" if place < planned else "more"
    return Today(found.levels[place], against)


def denied_practices(case: Case, estimate: Estimate, book: Book) -> tuple[PracticeCheck, ...]:
    """Practices of recovery that weigh and that the readiness check says are missing or partly there, in its order."""
    return tuple(_denied(practice_checks(case, book, is_learning(evaluate(case, estimate, book)))))


def _denied(checks: tuple[PracticeCheck, ...]) -> Iterator[PracticeCheck]:
    found = [one for one in checks if one.row["domain"] == RECOVERY or one.row["id"] in AS_CODE]
    weighing = [one for one in found if one.row["weight"] != WEIGHTS[-1] and one.state in ("no", "partly")]
    yield from sorted(weighing, key=lambda one: (one.state != "no", WEIGHTS.index(one.row["weight"])))


def written_as_code(case: Case) -> PracticeState:
    """What the readiness check says of infrastructure as code: the worst of its practices that was answered."""
    practices = case.readiness.practices
    states = [practices[key].state for key in AS_CODE if key in practices]
    return next((state for state in ("no", "partly", "in_place") if state in states), "unknown")


def code_point(case: Case) -> str:
    """Key of what is not known, or contradicts itself, about infrastructure as code; empty where it is clear."""
    hosting, check = case.scenario.hosting.infrastructure_as_code, written_as_code(case)
    if check == "unknown":
        return "code" if hosting == UNKNOWN else ""
    if hosting == UNKNOWN:
        return {"no": "code_missing", "partly": "code_partly"}.get(check, "")
    agree = (hosting == "yes") == (check == "in_place") and check != "partly"
    return "" if agree else "code_differs"
