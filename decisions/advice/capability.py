"""Can this team carry self-hosting? Blockers, people who can be woken, recovery in time, supported versions."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from decisions.case import Case, GateAnswer
from estimator.book import Book
from estimator.estimate import Estimate

from .drills import showed_recovery
from .gates import evaluate
from .readiness import is_learning, practice_checks
from .results import Capability, Finding, ReadinessRule, State
from .versions import version_findings
from .wording import as_sentence

PEOPLE = "operations"
RECOVERY = "backup-and-disaster-recovery"
SAID_BY_ANSWERS: Mapping[str, tuple[ReadinessRule, tuple[str, ...]]] = {  # gate → points that other answers decide, too
    "minimum_rota": ("ready_rota", ("rota", "cover")),
    "staging_exists": ("ready_blockers", ("BP-44",)),
    "unsupported_versions": ("ready_versions", ("version_medplum", "version_postgresql", "BP-43")),
}
ON_PAGER: Mapping[str, tuple[int, float]] = {  # fewest and most people behind an answer
    "0": (0, 0),
    "1": (1, 1),
    "2_4": (2, 4),
    "5_7": (5, 7),
    "8_plus": (8, float("inf")),
}


@dataclass
class Points:
    """Points collected so far."""

    blockers: list[Finding] = field(default_factory=list)
    warnings: list[Finding] = field(default_factory=list)
    unknown: list[Finding] = field(default_factory=list)

    def close(self) -> Capability:
        """Ready only when nothing blocks and nothing is unknown."""
        ready = False if self.blockers else None if self.unknown else True
        return Capability(ready, tuple(self.blockers), tuple(self.warnings), tuple(self.unknown))


def ready(case: Case, estimate: Estimate, book: Book) -> Capability:
    """Readiness to self-host. Learning without production answers only for the practices that apply to it."""
    learning = is_learning(evaluate(case, estimate, book))
    points = Points()
    _add_practices(points, case, book, learning)
    if not learning:
        _add_people(points, case, book)
        _add_recovery(points, case, estimate, book)
        _add_versions(points, case, book)
        _add_gates(points, case, book)
    return points.close()


def _add_practices(points: Points, case: Case, book: Book, learning: bool) -> None:
    for check in practice_checks(case, book, learning):
        if check.row["weight"] != "blocker":
            continue
        if check.state in ("no", "partly"):
            points.blockers.append(check.finding(book))
        elif check.state == "unknown":
            points.unknown.append(check.finding(book))
        elif check.state == "not_applicable" and not check.practice.note.strip():
            finding = check.finding(book)
            text = f"{finding.text} Marked as not applicable: say why in its note."
            points.warnings.append(replace(finding, text=text))


def _add_people(points: Points, case: Case, book: Book) -> None:
    """Who can be woken in the hours the service must be up; an unknown answer counts where every case agrees."""
    people = case.scenario.people
    source = _rule_source("ready_rota", book)
    if people.choice("peak_cover") == "nobody":
        text = "Nobody does the work of large upgrades, so versions would fall behind."
        points.blockers.append(Finding("ready_rota", "peak_cover", PEOPLE, text, source))
    if people.on_pager == "outside_firm":
        text = (
            "An outside firm is woken; whether it is agreed who covers working hours, and how fast it answers, is open."
        )
        points.unknown.append(Finding("ready_rota", "cover", PEOPLE, text, source))
        return
    coverages = ("working_hours", "around_the_clock") if people.coverage == "unknown" else (people.coverage,)
    ends = ON_PAGER.get(people.on_pager, (0, float("inf")))
    states = {rota_state(count, coverage, book) for count in ends for coverage in coverages}
    if states == {"not_ready"}:
        text = "Too few people can be woken for the hours the service must be up, and no outside watch stands in."
        points.blockers.append(Finding("ready_rota", "rota", PEOPLE, text, source))
    elif "not_ready" in states:
        text = "How many people can be woken, and in which hours the service must be up, is not known."
        points.unknown.append(Finding("ready_rota", "rota", PEOPLE, text, source))
    elif "fragile" in states:
        text = "The rota for nights and weekends works, but leaves little room for absence."
        points.warnings.append(Finding("ready_rota", "rota", PEOPLE, text, source))


def rota_state(people: float, coverage: str, book: Book) -> str:
    """comfortable, fragile or not_ready for this number of people who can be woken."""
    rows = book.assumptions
    if coverage == "working_hours":
        return "comfortable" if people >= rows["oncall_rota_working_hours"].likely else "not_ready"
    rota = rows["oncall_min_rota"]
    return "comfortable" if people >= rota.high else "fragile" if people >= rota.low else "not_ready"


def _add_gates(points: Points, case: Case, book: Book) -> None:
    """Gates of effect not-ready: their answer counts beside the answers that say the same in other words."""
    for row in book.rows("gates"):
        if row["effect"] != "not-ready":
            continue
        rule, same = SAID_BY_ANSWERS.get(row["gate"], ("ready_rota", ()))
        state = _condition_state(case.reasons.gates.get(row["gate"], GateAnswer()))
        if state == "fail" and not any(point.key in same for point in points.blockers):
            text = f"{row['rule']} {as_sentence(row['fail_means'])}"
            points.blockers.append(Finding(rule, row["gate"], PEOPLE, text, row["source"]))
        elif state == "unknown" and not same:
            points.unknown.append(Finding(rule, row["gate"], PEOPLE, row["question"], row["source"]))
        elif state == "pass":
            points.unknown = [point for point in points.unknown if point.key not in same]


def _condition_state(answer: GateAnswer) -> State:
    if answer.applies == "no":
        return "fail"
    return "pass" if answer.applies == "yes" and answer.sure == "in_writing" else "unknown"


def _add_recovery(points: Points, case: Case, estimate: Estimate, book: Book) -> None:
    """The planned level at the book's confidence against both targets, and the drill that showed it."""
    source = _rule_source("ready_recovery", book)
    if not recovers_in_time(estimate):
        text = _missed(estimate)
        points.blockers.append(Finding("ready_recovery", "recovery", RECOVERY, text, source))
    drill = showed_recovery(case, estimate.recovery.target_rto_minutes)
    if drill == "no":
        text = "No drill has shown yet that it is back in time."
        points.blockers.append(Finding("ready_recovery", "drill", RECOVERY, text, source))
    elif drill == "unknown":
        text = "Whether a drill has shown that it is back in time is not known."
        points.unknown.append(Finding("ready_recovery", "drill", RECOVERY, text, source))


def _missed(estimate: Estimate) -> str:
    """What misses the targets: the level that was chosen, or every one."""
    found = estimate.recovery
    targets = "the targets for recovery time and data loss at the required confidence"
    better = next((level.label for level in found.levels if level.level == found.cheapest), "")
    if found.by_user and better:
        return f"The recovery level that you chose, {found.label}, does not meet {targets}; {better} does."
    return f"No recovery level meets {targets}."


def recovers_in_time(estimate: Estimate) -> bool:
    """Recovery time at P80 within the RTO, and data loss within the RPO."""
    recovery = estimate.recovery
    return (
        recovery.rto_p80_minutes <= recovery.target_rto_minutes and recovery.rpo_minutes <= recovery.target_rpo_minutes
    )


def _add_versions(points: Points, case: Case, book: Book) -> None:
    past, soon, unknown = version_findings(case, book)
    points.blockers += past
    points.warnings += soon
    points.unknown += unknown


def _rule_source(rule: str, book: Book) -> str:
    return next((row["source"] for row in book.rows("verdict_sources") if row["rule"] == rule), "")
