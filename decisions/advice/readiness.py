"""Practices: which of the book's readiness list apply to a case, and in which state they are."""

from collections.abc import Mapping
from dataclasses import dataclass

from decisions.case import Case, Practice, PracticeState
from estimator.book import Book
from estimator.scenario import UNKNOWN

from .counted import counted_platform
from .gate_rows import Row
from .gates import reason_states
from .results import Finding, GateResult
from .versions import releases_behind

MANAGED_SERVICES = ("aws", "azure", "gcp", "digitalocean")


@dataclass(frozen=True)
class PracticeCheck:
    """One practice that applies, its state, and what the user wrote about it."""

    row: Row
    state: PracticeState
    practice: Practice

    def finding(self, book: Book) -> Finding:
        """The practice as a point of readiness, with its set-up hours where something is left to do."""
        return Finding(
            rule="ready_blockers",
            key=self.row["id"],
            domain=self.row["domain"],
            text=f"{self.row['practice']}.",
            source=self.row["source"],
            setup_hours=self.hours_left(book) if self.state in ("no", "partly") else None,
        )

    @property
    def hours(self) -> tuple[float, float, float]:
        """Set-up hours (low, likely, high) from nothing."""
        return (
            float(self.row["setup_hours_low"]),
            float(self.row["setup_hours_likely"]),
            float(self.row["setup_hours_high"]),
        )

    def hours_left(self, book: Book) -> tuple[float, float, float]:
        """Set-up hours still to do: none, all of them, or the book's share where the practice is partly in place."""
        share = self.share_left(book)
        low, likely, high = self.hours
        return low * share, likely * share, high * share

    def share_left(self, book: Book) -> float:
        """Share of the practice that is still to do (0 to 1)."""
        partly = book.assumptions["readiness_partly_share"].likely
        return {"in_place": 0.0, "not_applicable": 0.0, "partly": partly}.get(self.state, 1.0)


def is_learning(gates: tuple[GateResult, ...]) -> bool:
    """Whether learning carries as a reason: no production, no patients, no scale, all confirmed."""
    return reason_states(gates).get("learning") == "pass"


def scopes(case: Case, learning: bool) -> frozenset[str]:
    """The values of the readiness column `applies_to` that concern this case."""
    platform = counted_platform(case)
    if platform == UNKNOWN:
        platform = case.scenario.hosting.choice("platform")
    if learning:
        return frozenset({"all", "non-production"})
    if platform == "small_machine":
        return frozenset({"all", "single-machine"})
    if platform in MANAGED_SERVICES:
        return frozenset({"all", "production", "production-cloud-platform"})
    return frozenset({"all", "production"})


def applicable(case: Case, book: Book, learning: bool) -> tuple[Row, ...]:
    """Rows of the readiness table that this case answers for."""
    wanted = scopes(case, learning)
    on_aws = case.scenario.hosting.choice("platform") == "aws"
    return tuple(
        row
        for row in book.rows("readiness")
        if wanted & set(row["applies_to"].split(";")) and (row["platform"] == "any" or on_aws)
    )


def practice_checks(case: Case, book: Book, learning: bool) -> tuple[PracticeCheck, ...]:
    """Every practice that applies with its state; a plain "no" elsewhere in the answers counts here, too."""
    denied = _denied_elsewhere(case, book)
    checks = []
    for row in applicable(case, book, learning):
        practice = case.readiness.practices.get(row["id"], Practice())
        state = "no" if row["id"] in denied else practice.state
        checks.append(PracticeCheck(row, state, practice))
    return tuple(checks)


def _denied_elsewhere(case: Case, book: Book) -> frozenset[str]:
    hosting = case.scenario.hosting
    too_far_behind = releases_behind(case, book) > book.assumptions["medplum_releases_behind"].high
    answers: Mapping[str, str] = {
        "BP-02": hosting.infrastructure_as_code,
        "BP-30": hosting.multi_az,
        "BP-44": hosting.staging,
        "BP-43": "no" if too_far_behind else "",
    }
    return frozenset(practice for practice, answer in answers.items() if answer == "no")
