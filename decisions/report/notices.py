"""What a reader must know before trusting a figure: age of prices, filled keys, currency, vendor's claims."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from decisions.case import Case
from estimator.book import Book
from estimator.book_csv import earliest_day
from estimator.estimate import OPTIONS, Estimate, OptionKey
from estimator.formulas import GROUPS

from . import format as fmt
from .explain import KIND_LABELS, vendor_claims
from .groups import group_sums
from .narrative import NAMES
from .sources import sources_of

Notice = dict[str, str]
PRODUCTION_ALONE = ("people", "recovery", "compliance")  # groups of lines


def all_notices(
    case: Case, estimate: Estimate, book: Book, explanations: dict[str, Any], marks: Mapping[str, str], today: date
) -> list[Notice]:
    """Notices in order of weight; `marks`: lines that rest on the vendor's own claims."""
    found = [
        _learning(case, estimate),
        _stale(explanations, today),
        _filled(book),
        _currency(estimate, book),
        _claims(estimate, marks),
        *(_notice("warning", warning) for warning in estimate.warnings),
    ]
    return [notice for notice in found if notice]


def claim_marks(explanations: dict[str, Any]) -> dict[str, str]:
    """Lines that rest on the vendor's own claims: line key → what is claimed."""
    claims = {key: vendor_claims(explanations, key) for key in explanations["roots"]}
    return {key: f"vendor's claim in {fmt.counted(len(labels), 'input')}" for key, labels in claims.items() if labels}


def _notice(kind: str, text: str) -> Notice:
    return {"kind": kind, "text": text}


def _learning(case: Case, estimate: Estimate) -> Notice | None:
    """Which part of self-hosting a system on which nobody depends would not need."""
    if "learning" not in case.reasons.raised:
        return None
    sums = {label: sum(amounts) for label, amounts in group_sums(estimate, "self_host").items()}
    parts = [GROUPS[group] for group in PRODUCTION_ALONE if sums.get(GROUPS[group], 0.0) > 0]
    told = [f"{label.lower()} ({fmt.money_about(sums[label], estimate.currency)})" for label in parts]
    text = "It is for learning only, and the amounts are those of a production installation"
    rest = (
        f" A system on which nobody depends needs little or nothing of these parts of self-hosting: {fmt.listed(told)}."
    )
    return _notice("warning", f"{text}.{rest if told else ''}")


def _stale(explanations: dict[str, Any], today: date) -> Notice | None:
    """Prices that this estimate uses and that are older than twelve months, oldest first."""
    prices = prices_used(explanations)
    limit = today.replace(year=today.year - 1, day=min(today.day, 28))
    old = sorted((day, label) for day, label in prices.values() if day < limit)
    if not old:
        return None
    text = f"{len(old)} of {len(prices)} prices used here are older than 12 months"
    return _notice("stale", f"{text}; the oldest, {old[0][1]}, is of {fmt.day(old[0][0])}.")


def prices_used(explanations: dict[str, Any]) -> dict[str, tuple[date, str]]:
    """Day and label of each price that this estimate uses, by key."""
    return {
        leaf["key"]: (earliest_day(leaf["as_of"]), leaf["label"])
        for leaf in explanations["nodes"].values()
        if leaf.get("kind") == KIND_LABELS["price"] and leaf["as_of"]
    }


def _filled(book: Book) -> Notice | None:
    if not book.filled:
        return None
    text = f"Book {book.number} lacks rows that the model needs; they were taken from the shipped book"
    return _notice("filled", f"{text}: {fmt.listed(book.filled)}.")


def _currency(estimate: Estimate, book: Book) -> Notice | None:
    if estimate.currency == "USD":
        return None
    rate = book.fx(estimate.currency)
    text = f"Computed in USD and shown in {estimate.currency} at {fmt.number(rate.usd_per_unit, 4)} USD"
    source = fmt.listed([one["text"] for one in sources_of(rate.source)])
    return _notice("currency", f"{text} for one {estimate.currency} ({rate.as_of}; source: {source}).")


def _claims(estimate: Estimate, marks: Mapping[str, str]) -> Notice | None:
    """How much of each total stands on lines with such a claim."""
    if not marks:
        return None
    shares = [f"{fmt.percent(_claimed_share(estimate, option, marks))} of {NAMES[option]}" for option in OPTIONS]
    text = "Lines marked “vendor's claim” rest in part on what Medplum states about itself"
    return _notice("claims", f"{text}. Of the totals that is {fmt.listed(shares)}.")


def _claimed_share(estimate: Estimate, option: OptionKey, marks: Mapping[str, str]) -> float:
    claimed = sum(line.total or 0.0 for line in estimate.counted_lines(option) if line.key in marks)
    whole = estimate.options[option].total
    return claimed / whole if whole else 0.0
