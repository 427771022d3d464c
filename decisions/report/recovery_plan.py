"""The recovery plan as structure: one JSON-serialisable document that page, print and Markdown render."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from decisions.advice.drills import calendar, drills_per_year, newest_first
from decisions.advice.recovery_plan import Plan, PlannedLevel, recovery_plan
from decisions.advice.runbook import RunbookStep
from decisions.case import Case
from estimator.book import Book
from estimator.book_rows import AssumptionRow
from estimator.estimate import Estimate
from estimator.recovery_times import TimedStep
from estimator.scenario import UNKNOWN

from . import format as fmt
from . import recovery_words as words
from .answers import DRILL_LABELS
from .recovery_timeline import WORDS, between, drawing
from .sources import sources_of
from .tables import Row, Table, cell, row, table

Document = dict[str, Any]
FAILOVER_PHASES = ("detect_decide", "restore", "provision", "traffic", "verify")
LEVEL_COLUMNS = (
    "Level", "A month", "Back", "Back, 80 of 100", "Lost with a place", "Lost with a place, 80 of 100",
    "Lost by corruption, 80 of 100", "Meets", "Beyond the target",
)  # fmt: skip


def plan_document(case: Case, estimate: Estimate, book: Book, today: date) -> Document | None:
    """Everything the plan shows; None where the estimate worked out no recovery levels."""
    plan = recovery_plan(case, estimate, book, today)
    if plan is None:
        return None
    return {
        "title": case.title,
        "made_on": fmt.day(today),
        "book": f"Book {book.number}: {book.label}, as of {fmt.day(book.as_of)}",
        "level": plan.counted.label,
        "level_sentence": plan.counted.sentence,
        "platform": "Platform not chosen" if case.scenario.hosting.platform == UNKNOWN else plan.place.label,
        "meets": estimate.recovery.meets,
        "summary": words.summary(estimate, plan),
        "open_points": list(words.open_points(case, estimate, plan)),
        "base": words.base_sentence(book, plan.counted.level),
        "drawing": drawing(estimate.recovery, plan.counted),
        "timeline": _timeline(plan),
        "rests_on": _rests_on(plan),
        "points": words.recovery_points(estimate, plan),
        "levels": _levels(estimate, plan),
        "failover": words.FAILOVER[plan.counted.level],
        "phases": list(_phases(plan)),
        "drills": _drills(case, book, today),
        "calendar": _calendar(case, book, today),
        "records": _records(case),
        "record_count": len(case.readiness.drills),
    }


def _timeline(plan: Plan) -> Table:
    columns = ("Step", "What happens", "Takes", "At likely values", "Done, median", "Done")
    rows = [_timed(timed) for timed in plan.counted.timeline]
    note = "Ranges hold 80 of 100 futures. The median of the whole is not the sum of medians or of likely values."
    return table("The steps in minutes from the outage", columns, rows, note=note, as_cards=True, words=True)


def _timed(timed: TimedStep) -> Row:
    likely = timed.likely_minutes
    cells = [
        cell(f"{timed.why[:1].upper()}{timed.why[1:]}"),
        cell(between(timed.takes), timed.takes.p50),
        cell(fmt.minutes(likely), likely),
        cell(fmt.minutes(timed.done.p50), timed.done.p50),
        cell(between(timed.done), timed.done.p90),
    ]
    return row(WORDS[timed.step], cells)


def _rests_on(plan: Plan) -> list[dict[str, Any]]:
    """The rows of the book behind the timeline, each marked where it is a judgement."""
    parts = {key: minutes for timed in plan.counted.timeline for key, minutes in timed.parts.items()}
    return [_assumption(one, parts[one.key]) for one in plan.rows]


def _assumption(one: AssumptionRow, minutes: float) -> dict[str, Any]:
    span = f"{fmt.number(one.low)} – {fmt.number(one.likely)} – {fmt.number(one.high)} {one.unit}"
    return {
        "label": one.label,
        "range": span if one.unit == "minutes" else f"{span}, here {fmt.minutes(minutes)}",
        "judgement": one.basis == "judgement",
        "sources": sources_of(one.source),
        "note": one.notes,
    }


def _levels(estimate: Estimate, plan: Plan) -> Table:
    rows = [_level(estimate, level, plan.corruption.p80_minutes) for level in plan.levels]
    note = (
        "Ranges hold 80 of 100 futures. A level meets the targets when recovery time and data lost with a place are "
        "both within them in 80 of 100. Prices are those of the estimate, without people."
    )
    return table("The four levels against the targets", LEVEL_COLUMNS, rows, note=note, as_cards=True, words=True)


def _level(estimate: Estimate, level: PlannedLevel, lost: float) -> Row:
    times, usd = level.times, level.usd_per_month
    price = cell("not priced: your own bill") if usd is None else cell(_money(estimate, usd), estimate.money(usd))
    cells = [
        price,
        cell(between(times.rto), times.rto.p50),
        cell(fmt.minutes(times.rto.confident), times.rto.confident),
        cell(between(times.rpo), times.rpo.p50),
        cell(fmt.minutes(times.rpo.confident), times.rpo.confident),
        cell(fmt.minutes(lost), lost),
        cell(_met(level)),
        cell(words.beyond(estimate, level)),
    ]
    return row(times.label, cells, note="counted" if level.counted else "cheapest" if level.is_cheapest else "")


def _met(level: PlannedLevel) -> str:
    if level.rto_met and level.rpo_met:
        return "yes"
    missed = [name for name, met in (("time", level.rto_met), ("data", level.rpo_met)) if not met]
    return f"no: {' and '.join(missed)}"


def _money(estimate: Estimate, usd: float) -> str:
    return fmt.money(estimate.money(usd), estimate.currency)


def _phases(plan: Plan) -> Iterator[dict[str, Any]]:
    """Phases in order; the steps of the failover are numbered through, the other lists each for themselves."""
    spans = {timed.step: between(timed.takes) for timed in plan.counted.timeline}
    start, named = 1, set[str]()
    for key, heading in words.PHASES.items():
        steps = [step for step in plan.steps if step.phase == key]
        if not steps:
            continue
        through = key in FAILOVER_PHASES
        yield {
            "key": key,
            "heading": heading,
            "into": words.INTO.get(key, ""),
            "time": spans.get(key, "") if through else "",
            "apart": not through and key != "prepare",
            "start": start if through else 1,
            "steps": [_step(step, named) for step in steps],
        }
        start += len(steps) if through else 0


def _step(step: RunbookStep, named: set[str]) -> dict[str, Any]:
    """One step; how a service does it is told where the service comes first (`named`: those that came)."""
    service = step.service
    first = service is not None and service.name not in named
    if service:
        named.add(service.name)
    cited = f"{step.source} ; {service.source}" if service and first else step.source
    sources = {one["text"]: one for one in sources_of(cited)}
    return {
        "words": step.words,
        "owner": step.owner,
        "needs": step.needs,
        "service": service.name if service else "",
        "how": service.words if service and first else "",
        "lacks_service": step.lacks_service,
        "sources": list(sources.values()),
        "judged": service is not None and first and not service.source,
    }


def _drills(case: Case, book: Book, today: date) -> list[str]:
    """How often, and what one costs in hours."""
    real, talk = (drills_per_year(case, book, kind) for kind in ("real", "tabletop"))
    hours = book.assumptions["dr_test_person_hours"]
    if real <= 0:
        first = "You plan no real drill. Then nothing shows that recovery works."
    else:
        given = "as you answered" if case.scenario.recovery.dr_tests_per_year else "the book’s usual number"
        first = f"{fmt.counted(real, 'real drill')} a year, {given}; {fmt.counted(talk, 'tabletop exercise')} a year."
    span = (
        f"{fmt.number(hours.low, 0)} to {fmt.number(hours.high, 0)} person-hours, likely {fmt.number(hours.likely, 0)}"
    )
    return [first, f"A real drill takes {span}; they are inside the people that the estimate counts."]


def _calendar(case: Case, book: Book, today: date) -> Table | None:
    rows = [
        row(fmt.day(drill.on), [cell(DRILL_LABELS[drill.kind])], note=_overdue(drill.overdue_since))
        for drill in calendar(case, book, today)
    ]
    return table("Drills of the next twelve months", ("Date", "Kind"), rows, words=True) if rows else None


def _overdue(since: date | None) -> str:
    return f"overdue since {fmt.day(since)}" if since else ""


def _records(case: Case) -> list[dict[str, Any]]:
    return [
        {
            "place": place,
            "on": drill.on.isoformat(),
            "day": fmt.day(drill.on),
            "kind": DRILL_LABELS[drill.kind],
            "minutes": fmt.minutes(drill.minutes) if drill.minutes else "not measured" if drill.kind == "real" else "–",
            "note": drill.note,
        }
        for place, drill in newest_first(case.readiness.drills)
    ]
