"""The report as structure: one JSON-serialisable document that live page and frozen report render."""

from collections.abc import Container, Sequence
from datetime import date, datetime
from typing import Any

from decisions.advice.results import Ask, Verdict
from decisions.advice.revisit import revisit
from decisions.advice.turning import verdict_turns
from decisions.case import Case
from estimator.book import Book
from estimator.estimate import OPTIONS, Estimate, OptionKey

from . import format as fmt
from . import narrative
from .agreement import BookVerdict, disagreements
from .answers import answers_in_words, unknown_count
from .beside import NOTHING_BESIDE, Beside
from .both_cases import cases_section
from .calendar_table import calendar_table
from .cap import cap_sentence
from .changes import what_it_depends_on
from .compare import comparison_table
from .cost_tables import (
    combinations_table,
    groups_table,
    lines_table,
    outside_table,
    quarterly,
    total_key,
)
from .deciding import deciding_section
from .email import reply_rows, vendor_email
from .explain import all_explanations, leaves_by_name
from .exports.tables import name_tables
from .figures import all_charts
from .headline import headline
from .methods import all_methods
from .money_table import break_even_table, money_table
from .next_steps import next_steps
from .notices import all_notices, claim_marks, prices_used
from .primary import primary_step
from .readiness import readiness_section
from .reason_rows import reason_rows
from .recovery import recovery_section
from .recovery_today import level_words, measured_words
from .revisit import revisit_section
from .sources import sources_of
from .staying import staying_section
from .tables import Cell, cell

Document = dict[str, Any]
DOCUMENT_VERSION = 1
DEFAULT_TITLE = "Self-hosting Medplum or Medplum Cloud"


def build_document(
    case: Case,
    estimate: Estimate,
    verdict: Verdict,
    book: Book,
    *,
    made_at: datetime,
    beside: Beside = NOTHING_BESIDE,
) -> Document:
    """Everything a result page or frozen report shows, as text and as numbers."""
    explanations = all_explanations(estimate)
    marks = claim_marks(explanations)
    document = {
        "document_version": DOCUMENT_VERSION,
        "title": case.title or DEFAULT_TITLE,
        "meta": _meta(estimate, book, made_at, explanations),
        "headline": _headline(estimate, verdict, beside.books),
        "options": [_option(estimate, option, explanations["roots"]) for option in OPTIONS],
        "staffing": _staffing(estimate, marks),
        "mean_sentence": narrative.mean_sentence(estimate),
        "cap": cap_sentence(case, estimate),
        "walk_away": _walk_away(estimate),
        "readiness": readiness_section(case, estimate, verdict, book, beside.earlier),
        "recovery": recovery_section(estimate, measured_words(case, estimate), level_words(case, estimate)),
        "staying": staying_section(case, estimate, book),
        **_verdict(case, estimate, verdict, book, made_at.date()),
        "scenarios": comparison_table(beside.scenarios, book) if beside.scenarios else None,
        **_tables(case, estimate, verdict, marks),
        "notices": all_notices(case, estimate, book, explanations, marks, made_at.date()),
        "answers": (answers := answers_in_words(case, book, leaves_by_name(explanations))),
        "unknown_count": unknown_count(answers),
        "explanations": explanations,
        "methods": all_methods(estimate),
    }
    document["first_step"] = primary_step(case, verdict, document)
    return name_tables(document)


def _verdict(case: Case, estimate: Estimate, verdict: Verdict, book: Book, today: date) -> dict[str, Any]:
    """What explains the verdict, turns it, and follows from it."""
    turns = verdict_turns(case, estimate, book, verdict)
    again = revisit(case, estimate, verdict, book)
    return {
        "deciding": deciding_section(estimate, verdict, turns),
        "reasons": reason_rows(verdict),
        "depends_on": what_it_depends_on(case, estimate, verdict),
        "ask": [_ask(ask, estimate) for ask in verdict.ask],
        "next_steps": [step.as_dict() for step in next_steps(case, estimate, verdict, book, turns, again)],
        "cases": cases_section(estimate, verdict, book),
        "revisit": revisit_section(again, today),
        "email": vendor_email(case, estimate, verdict, book),
        "replies": reply_rows(case, book),
    }


def _tables(case: Case, estimate: Estimate, verdict: Verdict, marks: dict[str, str]) -> dict[str, Any]:
    """Every table and chart of the figures."""
    return {
        "combinations": combinations_table(estimate, verdict.counted),
        "money": money_table(estimate),
        "break_even": break_even_table(estimate),
        "charts": all_charts(estimate),
        "groups": groups_table(estimate),
        "lines": [lines_table(estimate, option, marks) for option in OPTIONS],
        "quarterly": quarterly(estimate),
        "calendar": calendar_table(estimate),
        "outside": outside_table(estimate, case),
    }


def _staffing(estimate: Estimate, marks: Container[str]) -> str:
    counted = narrative.staffing_sentence(estimate, f"maintenance_cost_{estimate.basis}" in marks)
    return " ".join(part for part in (counted, narrative.peak_sentence(estimate)) if part)


def _meta(estimate: Estimate, book: Book, made_at: datetime, explanations: dict[str, Any]) -> dict[str, Any]:
    people = narrative.VIEW_LABELS[estimate.headline_view]
    if estimate.view == "both":
        people = f"{people}; the other way stands beside it"
    oldest = min((day for day, _ in prices_used(explanations).values()), default=None)
    rows = [
        ("Made on", f"{fmt.day(made_at.date())}, {made_at:%H:%M} UTC"),
        ("Assumptions", f"Book {book.number}: {book.label}, as of {fmt.day(book.as_of)}"),
        ("Prices", f"the oldest one used here is of {fmt.day(oldest)}" if oldest else "no list price is used"),
        ("Period", f"{fmt.period(estimate.quarters)} ({fmt.word(len(estimate.quarters))} quarters)"),
        ("Amounts", f"{estimate.currency}, mean of {fmt.number(estimate.run.draws, 0)} futures, undiscounted"),
        ("People", people),
        ("Work", f"estimated by {narrative.BASIS_LABELS[estimate.basis]}"),
        ("Model", f"version {estimate.model_version}, seed {estimate.run.seed}"),
    ]
    return {
        "made_at": made_at.isoformat(),
        "book_number": book.number,
        "model_version": estimate.model_version,
        "currency": estimate.currency,
        "view": estimate.view,
        "basis": estimate.basis,
        "currency_note": _currency_note(estimate),
        "period": fmt.period(estimate.quarters),
        "futures": fmt.number(estimate.run.draws, 0),
        "quarters": [fmt.quarter(quarter) for quarter in estimate.quarters],
        "rows": [{"label": label, "text": text} for label, text in rows],
    }


def _currency_note(estimate: Estimate) -> str:
    if estimate.currency == "USD":
        return ""
    return f"Formulas run in USD; one {estimate.currency} is {fmt.number(estimate.usd_per_unit, 4)} USD."


def _headline(estimate: Estimate, verdict: Verdict, books: Sequence[BookVerdict]) -> dict[str, Any]:
    return {
        "outcome": verdict.outcome,
        "label": narrative.OUTCOME_LABELS[verdict.outcome],
        "winner": verdict.winner,
        "sentence": headline(estimate, verdict),
        "disagreements": disagreements(estimate, verdict, books),
        "qualifiers": list(verdict.qualifiers),
        "discounted": narrative.discounted_sentence(estimate),
        "has_odds": not narrative.gaps(estimate),
    }


def _option(estimate: Estimate, option: OptionKey, explained: Container[str]) -> dict[str, Any]:
    people = {"self_host": f"maintenance_fte_{estimate.basis}", "cloud": "remaining_fte"}[option]
    result = estimate.options[option]
    average = sum(result.fte) / len(result.fte)
    names = ("p10", "p50", "p90", "base_case")
    return {
        "key": option,
        "style": option.replace("_", "-"),
        "label": narrative.LABELS[option],
        "total": _about(estimate, result.total) | {"explain": total_key(estimate, option)},
        "complete": result.complete,
        "missing": narrative.missing_of(estimate, option),
        "range": narrative.range_sentence(estimate, option),
        "base_case_sentence": narrative.base_case_sentence(estimate, option),
        "base_case_percentile": result.base_case_percentile,
        "average_people": cell(
            f"{fmt.people(average)} on average", average, explain=people if people in explained else ""
        ),
        "npv": _about(estimate, result.npv),
        **{name: _money(estimate, getattr(result, name)) for name in names},
    }


def _walk_away(estimate: Estimate) -> dict[str, Any]:
    price, bound = estimate.difference.walk_away_price_per_month, narrative.price_bound(estimate)
    return {
        "price": None if price is None or bound is None else _about(estimate, price) | {"explain": "walk_away_price"},
        "bound": bound or "",
        "sentence": narrative.walk_away(estimate),
        "plan": narrative.plan_sentence(estimate),
        "plan_sources": sources_of(estimate.plan.price_source),
    }


def _money(estimate: Estimate, usd: float) -> Cell:
    return cell(narrative.whole(estimate, usd), estimate.money(usd))


def _about(estimate: Estimate, usd: float) -> Cell:
    """An amount that stands alone: with the digits that its range leaves, as in the sentences."""
    return cell(narrative.about(estimate, usd), estimate.money(usd))


def _ask(ask: Ask, estimate: Estimate) -> dict[str, str]:
    return {
        "question": ask.question,
        "whom": ask.whom,
        "meaning_yes": ask.meaning_yes,
        "meaning_no": ask.meaning_no,
        "price": narrative.walk_away(estimate) if ask.walk_away else "",
    }
