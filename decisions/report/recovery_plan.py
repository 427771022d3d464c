"""The recovery plan as structure: one JSON-serialisable document that page, print and Markdown render."""

from collections.abc import Iterator
from datetime import date
from typing import Any

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
from .recovery_drills import drill_calendar, drill_records, drill_sentences
from .recovery_timeline import WORDS, between, drawing
from .recovery_today import denied_list
from .sources import sources_of
from .tables import Row, Table, cell, row, table

Document = dict[str, Any]
FAILOVER_PHASES = ("detect_decide", "restore", "provision", "traffic", "verify")
A_MONTH = "A month"
LEVEL_COLUMNS = (
    "Level", A_MONTH, "Back", "Back, 80 of 100", "Lost with a place", "Lost with a place, 80 of 100",
    "Meets", "Beyond the target",
)  # fmt: skip


def plan_document(case: Case, estimate: Estimate, book: Book, today: date) -> Document | None:
    """Everything the plan shows; None where the estimate worked out no recovery levels."""
    plan = recovery_plan(case, estimate, book, today)
    if plan is None:
        return None
    not_known = tuple(words.open_points(case, estimate, plan, book))
    return {
        "title": case.title,
        "made_on": fmt.day(today),
        "book": f"Book {book.number}: {book.label}, as of {fmt.day(book.as_of)}",
        "level": plan.counted.label,
        "level_sentence": plan.counted.sentence,
        "platform": "Platform not chosen" if case.scenario.hosting.platform == UNKNOWN else plan.place.label,
        "meets": estimate.recovery.meets,
        "summary": words.summary(case, estimate, plan),
        "open_points": [text for _, text in not_known],
        "open_keys": [key for key, _ in not_known],
        "denied": denied_list(plan.denied),
        "base": words.base_sentence(book, plan.counted.level),
        "drawing": drawing(estimate.recovery, plan.counted),
        "timeline": _timeline(plan),
        "rests_on": _rests_on(plan),
        "points": words.recovery_points(estimate, plan),
        "levels": _levels(estimate, plan),
        "failover": words.FAILOVER[plan.counted.level],
        "contacts": [*dict.fromkeys(step.owner for step in plan.steps), words.SUPPORT],
        "phases": list(_phases(plan)),
        "drills": drill_sentences(case, book),
        "calendar": drill_calendar(plan),
        "records": drill_records(case, estimate.recovery.target_rto_minutes),
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
    """The levels; without a column of prices where none of them has one."""
    priced = any(level.usd_per_month is not None for level in plan.levels)
    rows = [_level(estimate, plan, level, priced=priced) for level in plan.levels]
    prices = (
        "Prices are those of the estimate, without people."
        if priced
        else "No prices: your own hosting bill stands in for them."
    )
    note = (
        "Ranges hold 80 of 100 futures. A level meets the targets, by the model, when recovery time and data lost with "
        f"a place are both within them in 80 of 100; what corruption costs is the same at each. {prices}"
    )
    columns = [column for column in LEVEL_COLUMNS if priced or column != A_MONTH]
    return table("The four levels against the targets", columns, rows, note=note, as_cards=True, words=True)


def _level(estimate: Estimate, plan: Plan, level: PlannedLevel, *, priced: bool) -> Row:
    times, usd = level.times, level.usd_per_month
    price = cell("not priced") if usd is None else cell(_money(estimate, usd), estimate.money(usd))
    cells = [
        *([price] if priced else []),
        cell(between(times.rto), times.rto.p50),
        cell(fmt.minutes(times.rto.confident), times.rto.confident),
        cell(between(times.rpo), times.rpo.p50),
        cell(fmt.minutes(times.rpo.confident), times.rpo.confident),
        cell(_met(level)),
        cell(words.beyond(estimate, level)),
    ]
    return row(times.label, cells, note=_marks(plan, level))


def _marks(plan: Plan, level: PlannedLevel) -> str:
    runs = plan.today is not None and plan.today.level is not None and plan.today.level.level == level.times.level
    mark = "counted" if level.counted else "cheapest" if level.is_cheapest else ""
    return ", ".join(part for part in (mark, "yours today" if runs else "") if part)


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
            "apart": not through,
            "done": "on" if key == "prepare" else "at",
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
