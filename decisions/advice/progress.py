"""How far the practices have come: by domain, and the gaps with the work that no line of the estimate holds yet."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from decisions.case import Case, Practice, PracticeState
from estimator.book import Book
from estimator.estimate import Estimate

from .gates import evaluate
from .readiness import PracticeCheck, is_learning, practice_checks

Hours = tuple[float, float, float]
DOMAINS: Mapping[str, str] = {
    "infrastructure": "Infrastructure",
    "database": "Database",
    "observability": "Monitoring and logs",
    "capacity": "Capacity",
    "backup-and-disaster-recovery": "Backup and recovery",
    "security": "Security",
    "upgrades": "Upgrades",
    "operations": "People on duty",
    "documentation": "Documentation",
    "support": "Support",
    "compliance": "Compliance",
}
WEIGHTS = ("blocker", "high", "normal")
# What the column `already_in` of the practices names → the line whose money holds that work.
CARRIERS: Mapping[str, str] = {
    "setup_engineer_weeks": "setup_cost",
    "compliance_internal_hours": "compliance_work_cost",
}
EITHER_WAY = "needed with either option"


@dataclass(frozen=True)
class Gap:
    """A practice that is not in place. `hours` (low, likely, high) of set-up left; `within`: what holds that work."""

    key: str
    domain: str
    text: str
    weight: str
    state: PracticeState
    hours: Hours
    within: str
    practice: Practice
    source: str


@dataclass(frozen=True)
class DomainProgress:
    """A domain: practices by state, and the share of its set-up work that is done (0 to 1)."""

    domain: str
    label: str
    states: Mapping[PracticeState, int]
    done: float

    @property
    def looked_at(self) -> int:
        """Practices that apply and were answered, whatever the answer."""
        return self.applicable - self.states.get("unknown", 0)

    @property
    def applicable(self) -> int:
        """Practices that this case answers for."""
        return sum(count for state, count in self.states.items() if state != "not_applicable")


@dataclass(frozen=True)
class Progress:
    """All domains, and the gaps: blockers first, then by weight, each from the least work on."""

    domains: tuple[DomainProgress, ...]
    gaps: tuple[Gap, ...]
    to_look_at: tuple[Gap, ...]
    done: float

    @property
    def looked_at(self) -> int:
        """Practices that apply and were answered."""
        return sum(domain.applicable for domain in self.domains) - len(self.to_look_at)


def progress(case: Case, estimate: Estimate, book: Book) -> Progress:
    """Progress of the practices that apply. Unknown practices count as not done and stand under `to_look_at`."""
    checks = practice_checks(case, book, is_learning(evaluate(case, estimate, book)))
    gaps = sorted((_gap(check, checks, estimate, book) for check in checks if _is_open(check)), key=_order)
    domains = [name for name in DOMAINS if any(check.row["domain"] == name for check in checks)]
    return Progress(
        domains=tuple(_domain(name, [c for c in checks if c.row["domain"] == name], book) for name in domains),
        gaps=tuple(gap for gap in gaps if gap.state != "unknown"),
        to_look_at=tuple(gap for gap in gaps if gap.state == "unknown"),
        done=share_done(checks, book),
    )


def _is_open(check: PracticeCheck) -> bool:
    return check.state in ("no", "partly", "unknown")


def _order(gap: Gap) -> tuple[int, float, str]:
    return WEIGHTS.index(gap.weight), gap.hours[1], gap.key


def _domain(name: str, checks: list[PracticeCheck], book: Book) -> DomainProgress:
    states: dict[PracticeState, int] = {}
    for check in checks:
        states[check.state] = states.get(check.state, 0) + 1
    return DomainProgress(name, DOMAINS[name], states, share_done(checks, book))


def share_done(checks: Iterable[PracticeCheck], book: Book) -> float:
    """Share of the likely set-up hours that is done; a practice without hours weighs like the smallest that has some.

    So nothing is done in full while a practice is missing, though setting that one up takes no time of its own.
    """
    counted = [check for check in checks if check.state != "not_applicable"]
    if not counted:
        return 1.0
    least = min((check.hours[1] for check in counted if check.hours[1]), default=1.0)
    weights = [check.hours[1] or least for check in counted]
    left = sum(weight * check.share_left(book) for weight, check in zip(weights, counted, strict=True))
    return 1.0 - left / sum(weights)


def _gap(check: PracticeCheck, checks: Iterable[PracticeCheck], estimate: Estimate, book: Book) -> Gap:
    row = check.row
    return Gap(
        key=row["id"],
        domain=row["domain"],
        text=f"{row['practice']}.",
        weight=row["weight"],
        state=check.state,
        hours=check.hours_left(book),
        within=_within(row["already_in"], checks, estimate) if any(check.hours) else "",
        practice=check.practice,
        source=row["source"],
    )


def _within(already_in: str, checks: Iterable[PracticeCheck], estimate: Estimate) -> str:
    """What else holds the set-up work, in words: a line of this estimate, or another practice that is open."""
    carrier = dict(part.split(":", 1) for part in already_in.split(";")).get("setup", "none")
    if carrier == "both-options":
        return EITHER_WAY
    if carrier.startswith("practice "):
        other = carrier.removeprefix("practice ")
        return next((c.row["practice"] for c in checks if c.row["id"] == other and _is_open(c)), "")
    lines = (line for line in estimate.lines if line.key == CARRIERS.get(carrier) and line.state == "estimated")
    return next((line.label for line in lines), "")
