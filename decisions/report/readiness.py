"""Readiness in a report: what blocks, how far the practices are by domain, and what is left to do."""

from collections.abc import Iterable
from typing import Any

from decisions.advice.progress import DomainProgress, Gap, Progress, progress
from decisions.advice.results import Capability, Finding, Verdict
from decisions.advice.trend import Change, Earlier, change_since
from decisions.case import Case, PracticeState
from estimator.book import Book
from estimator.estimate import Estimate

from . import format as fmt
from .fixing import beyond, hours_of, with_cost, work_sentence
from .recovery_today import recovery_in_words
from .tables import Row, Table, cell, row, table

READY_LABELS = {True: "Ready to self-host", False: "Not ready to self-host", None: "Readiness not known"}
STATES: tuple[PracticeState, ...] = ("in_place", "partly", "no", "unknown")
STATE_LABELS = {"in_place": "In place", "partly": "Partly", "no": "Missing", "unknown": "Not looked at"}
WEIGHT_LABELS = {"blocker": "blocks", "high": "important", "normal": ""}


def readiness_section(
    case: Case, estimate: Estimate, verdict: Verdict, book: Book, earlier: Earlier | None = None
) -> dict[str, Any]:
    """Label, sentences, findings, the tables of the practices, and how they moved since an earlier report."""
    capability = verdict.capability
    found = progress(case, estimate, book)
    change = change_since(earlier, case, estimate, book) if earlier else None
    return {
        "ready": capability.ready,
        "label": READY_LABELS[capability.ready],
        "sentence": _sentence(capability, found, estimate, book),
        "recovery": recovery_in_words(case, estimate),
        "blockers": [_finding(one) for one in capability.blockers],
        "warnings": [_finding(one) for one in capability.warnings],
        "unknown": [_finding(one) for one in capability.unknown],
        "progress": progress_sentence(found),
        "trend": trend_sentence(change) if change and (found.looked_at or not change.none) else "",
        "done": found.done,
        "domains": _domains(found, capability) if found.looked_at else None,
        "gaps": _gaps(found, estimate, book) if found.gaps else None,
    }


def _finding(finding: Finding) -> dict[str, str]:
    return {"domain": finding.domain, "text": finding.text}


def standing_sentence(capability: Capability) -> str:
    """How many points block, and how many that decide are not known: the same count on every page."""
    if capability.ready:
        return "By your answers you can carry self-hosting."
    blocking, unknown = len(capability.blockers), len(capability.unknown)
    blocks = f"{fmt.counted(blocking, 'point')} block{'s' if blocking == 1 else ''}" if blocking else ""
    noun = "more" if blocks else "point" if unknown == 1 else "points"
    verb = "decides is" if unknown == 1 else "decide are"
    opened = f"{unknown} {noun} that {verb} not known yet" if unknown else ""
    return f"{', and '.join(part for part in (blocks, opened) if part)}."


def _sentence(capability: Capability, found: Progress, estimate: Estimate, book: Book) -> str:
    blockers = [gap for gap in found.gaps if gap.weight == "blocker"]
    work = "" if capability.ready else work_sentence(blockers, estimate, book)
    return f"{standing_sentence(capability)} {work}".strip()


def trend_sentence(change: Change) -> str:
    """What moved since the earlier report: "Since the report of 3 November 2026: 3 more in place, 1 fallen back"."""
    since = f"Since the report of {fmt.day(change.day)}"
    moved = {
        "more in place": change.more_in_place,
        "begun": change.begun,
        "fallen back": change.fallen_back,
        "looked at for the first time": change.newly_looked_at,
    }
    parts = [f"{len(keys)} {words}" for words, keys in moved.items() if keys]
    return f"{since}: {', '.join(parts)}." if parts else f"{since} no practice has moved."


def progress_sentence(found: Progress) -> str:
    """How many practices apply, are in place and were looked at, and the share of the work that is done."""
    applicable = sum(domain.applicable for domain in found.domains)
    in_place = sum(domain.states.get("in_place", 0) for domain in found.domains)
    if not applicable:
        return "By your answers none of the practices applies."
    if not found.looked_at:
        return f"None of the {fmt.counted(applicable, 'practice')} that apply has been looked at yet."
    return (
        f"{in_place} of {fmt.counted(applicable, 'practice')} in place, {found.looked_at} looked at; "
        f"{fmt.percent(found.done)} of the work to set them up is done."
    )


def _domains(found: Progress, capability: Capability) -> Table:
    columns = ["Domain", *(STATE_LABELS[state] for state in STATES), "Work done", "Blocks", "Decides, not known"]
    note = (
        "Work done: share of the likely hours to set the practices up; what was not looked at adds nothing to it, and "
        "a practice without hours weighs like the smallest that has some. The last two columns count every point that "
        "decides about readiness, practices and others."
    )
    return table(
        "Practices by domain",
        columns,
        [_domain(one, capability) for one in found.domains if one.applicable],
        note=note,
        as_cards=True,
    )


def _domain(domain: DomainProgress, capability: Capability) -> Row:
    counts = [domain.states.get(state, 0) for state in STATES]
    cells = [cell(str(count), count) for count in counts]
    deciding = [len(in_domain(points, domain.domain)) for points in (capability.blockers, capability.unknown)]
    done = cell(fmt.percent(domain.done), domain.done)
    return row(domain.label, [*cells, done, *(cell(str(count), count) for count in deciding)])


def in_domain(findings: Iterable[Finding], domain: str) -> list[Finding]:
    """The points that belong to a domain."""
    return [one for one in findings if one.domain == domain]


def _gaps(found: Progress, estimate: Estimate, book: Book) -> Table:
    columns = ["Practice", "State", "Work left", "Where that work is counted", "Owner"]
    rows = [_gap(gap) for gap in found.gaps]
    hours = beyond(found.gaps)
    note = f"Beyond the estimate: about {with_cost(hours, estimate, book)}." if hours else ""
    return table("What is missing, most important first", columns, rows, note=note, as_cards=True)


def _gap(gap: Gap) -> Row:
    owner = " · ".join(part for part in (gap.practice.owner, _due(gap)) if part)
    cells = [
        cell(STATE_LABELS[gap.state]),
        cell(hours_of(gap.hours[1]) if gap.hours[1] else "–", gap.hours[1]),
        cell((gap.within or "in no line of the estimate") if gap.hours[1] else "–"),
        cell(owner or "–"),
    ]
    return row(gap.text, cells, note=WEIGHT_LABELS[gap.weight])


def _due(gap: Gap) -> str:
    return f"due {fmt.day(gap.practice.due)}" if gap.practice.due else ""
