"""The readiness check as its templates draw it: domains with score and what is left, practices with their controls."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from decisions.advice.progress import DOMAINS, DomainProgress, Gap, Progress
from decisions.advice.readiness import PracticeCheck
from decisions.advice.results import Capability
from decisions.advice.trend import Assessment
from decisions.report import format as fmt
from decisions.report.fixing import hours_of
from decisions.report.readiness import STATE_LABELS, STATES, WEIGHT_LABELS, in_domain
from decisions.report.sources import sources_of

from .asked_at import point_rows
from .drawing import Control, controls
from .forms import PageForm
from .page import Page
from .pages import BY_SLUG
from .people_on_duty import GATE_OF
from .practice_pages import DETAILS, DRILL, STATE, path_of, practice_of

DENIED_ON = dict.fromkeys(("BP-02", "BP-30", "BP-44"), "hosting-in-detail") | {"BP-43": "today"}
SAID: Mapping[str, str] = {
    **{key: STATE_LABELS[key] for key in ("in_place", "partly", "no")},
    "not_applicable": "Does not apply",
}
SCALE = 100  # width of the drawing; all work done ends there


@dataclass(frozen=True)
class DomainRow:
    """A domain on the hub; `blockers`: points of it that block, `unknown`: that decide and are not known."""

    slug: str
    title: str
    counts: str
    done: str
    width: float
    blockers: str
    unknown: str
    left: str


@dataclass(frozen=True)
class GapRow:
    """A practice that is not in place, with where to answer it."""

    key: str
    slug: str
    domain: str
    text: str
    tag: str
    state: str
    hours: str
    within: str
    owner: str
    due: str
    overdue: bool


@dataclass(frozen=True)
class PracticeRow:
    """One practice on the page of its domain. `said`: its state in words, empty while nobody looked at it.

    `denied_on`: the page whose answer denies it, if one does.
    """

    key: str
    tag: str
    why: str
    shown_by: str
    hours: str
    sources: list[dict[str, str]]
    state: Control
    details: tuple[Control, ...]
    kept: str
    evidence: str
    opened: bool
    denied_on: Page | None
    said: str


def domain_rows(found: Progress, capability: Capability) -> list[DomainRow]:
    """Every domain in which something applies, in the order of the book."""
    return [_domain(one, found, capability) for one in found.domains]


def _domain(one: DomainProgress, found: Progress, capability: Capability) -> DomainRow:
    blocking, unknown = (len(in_domain(points, one.domain)) for points in (capability.blockers, capability.unknown))
    return DomainRow(
        slug=one.domain,
        title=one.label,
        counts=domain_counts(one),
        done=f"{fmt.percent(one.done)} of the work done" if one.looked_at else "",
        width=round(one.done * SCALE, 1) if one.applicable else 0.0,
        blockers=f"{fmt.counted(blocking, 'point')} block{'s' if blocking == 1 else ''}" if blocking else "",
        unknown=f"{fmt.counted(unknown, 'point')} not known" if unknown else "",
        left=_left(one.domain, found),
    )


def _left(domain: str, found: Progress) -> str:
    """Hours of what is missing, and of what was not looked at."""
    missing, unseen = (_hours(gaps, domain) for gaps in (found.gaps, found.to_look_at))
    parts = (
        f"about {hours_of(missing)} of work missing" if missing else "",
        f"up to about {hours_of(unseen)} not looked at" if unseen else "",
    )
    return " · ".join(part for part in parts if part)


def _hours(gaps: Sequence[Gap], domain: str) -> float:
    return sum(gap.hours[1] for gap in gaps if gap.domain == domain)


def domain_counts(one: DomainProgress) -> str:
    """How many practices were looked at, and in which state these are: "4 of 12 looked at: 3 in place, 1 missing"."""
    if not one.applicable:
        return "Nothing here applies"
    states = [(one.states.get(key, 0), STATE_LABELS[key].lower()) for key in ("in_place", "partly", "no")]
    said = ", ".join(f"{count} {label}" for count, label in states if count)
    return f"{one.looked_at} of {one.applicable} looked at" + (f": {said}" if said else "")


def gap_rows(gaps: Sequence[Gap], today: date) -> list[GapRow]:
    """Gaps in the order given."""
    return [
        GapRow(
            key=gap.key,
            slug=gap.domain,
            domain=DOMAINS[gap.domain],
            text=gap.text,
            tag=WEIGHT_LABELS[gap.weight],
            state=STATE_LABELS[gap.state],
            hours=hours_of(gap.hours[1]) if gap.hours[1] else "–",
            within=gap.within,
            owner=gap.practice.owner,
            due=fmt.day(gap.practice.due) if gap.practice.due else "",
            overdue=bool(gap.practice.due and gap.practice.due < today),
        )
        for gap in gaps
    ]


def by_domain(rows: Sequence[GapRow]) -> list[tuple[str, list[GapRow]]]:
    """Rows under the name of their domain, in the order of the book."""
    found = [(label, [row for row in rows if row.domain == label]) for label in DOMAINS.values()]
    return [(label, some) for label, some in found if some]


def deciding(capability: Capability, found: Progress) -> dict[str, Any]:
    """What blocks and what is not known, each with its page; of practices not looked at only how many there are."""
    practices = {gap.key for gap in found.to_look_at}
    return {
        "blockers": point_rows(capability.blockers),
        "unknown": point_rows(one for one in capability.unknown if one.key not in practices),
        "practices": sum(one.key in practices for one in capability.unknown),
    }


def assessment_rows(before: Sequence[Assessment], now: Progress, today: date) -> list[dict[str, Any]]:
    """Where the practices stood in each report and stand now, the newest first."""
    states: dict[Any, int] = {}
    for domain in now.domains:
        for state, count in domain.states.items():
            states[state] = states.get(state, 0) + count
    rows = [Assessment(today, states, now.done), *before]
    return [
        {
            "day": "Now" if place == 0 else fmt.day(row.day),
            "counts": [(STATE_LABELS[state], row.states.get(state, 0)) for state in STATES],
            "done": fmt.percent(row.done),
        }
        for place, row in enumerate(rows)
    ]


def asked_paths(checks: Sequence[PracticeCheck]) -> frozenset[str]:
    """Paths of every question about practices that apply, about drills, and about the people on duty."""
    keys = [check.row["id"] for check in checks]
    return frozenset([DRILL.path, *GATE_OF, *(path_of(key, part) for key in keys for part in (STATE, *DETAILS))])


def practice_rows(
    form: PageForm, checks: Sequence[PracticeCheck], faults: Mapping[str, str]
) -> tuple[list[Control], list[PracticeRow]]:
    """Questions of a domain's page that belong to no practice, and its practices in the order of the book."""
    drawn = dict(zip([ask.path for ask in form.asks], controls(form, faults), strict=True))
    apart = [control for path, control in drawn.items() if not practice_of(path)]
    rows = [_practice(check, drawn) for check in checks if path_of(check.row["id"]) in drawn]
    return apart, rows


def _practice(check: PracticeCheck, drawn: Mapping[str, Control]) -> PracticeRow:
    row = check.row
    details = tuple(drawn[path_of(row["id"], part)] for part in DETAILS)
    practice = check.practice
    due = f"due {fmt.day(practice.due)}" if practice.due else ""
    return PracticeRow(
        key=row["id"],
        tag=WEIGHT_LABELS[row["weight"]],
        why=row["why"],
        shown_by=row["evidence"],
        hours=hours_of(check.hours[1]) if check.hours[1] else "",
        sources=sources_of(row["source"]),
        state=drawn[path_of(row["id"])],
        details=details,
        kept=", ".join(part for part in (practice.owner, due) if part),
        evidence=practice.evidence,
        opened=any(control.fault for control in details),
        denied_on=BY_SLUG[DENIED_ON[row["id"]]] if check.state == "no" != practice.state else None,
        said=SAID.get(check.state, ""),
    )
