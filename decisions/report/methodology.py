"""The method as a page: every line and quantity, every value with its source, read from graph and book."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from estimator.book import AssumptionRow, Book
from estimator.catalogue import Catalogue, Entry, catalogue
from estimator.estimate import OPTIONS, Run
from estimator.formulas import GROUPS

from . import format as fmt
from .explain import spelt
from .leaf_notes import claimed_by, reader_note
from .narrative import BASIS_LABELS, LABELS, VIEW_LABELS
from .sources import sources_of

Page = dict[str, Any]
SHOWN_FORMULAS = 4  # beyond that a quantity is a sum whose parts follow from the answers
SHAPES = {
    "constant": "",
    "pert": "peaked between its ends",
    "triangular": "peaked between its ends",
    "bernoulli": "a chance",
    "lognormal": "with a long tail",
    "log_availability": "with a long tail of bad years",
}
VIEWS = {"all": "", "work": "new money only where contractors do it", **VIEW_LABELS}


def methodology(book: Book) -> Page:
    """The whole page of a book."""
    found = catalogue(book)
    lines = [entry for entry in found.entries.values() if entry.is_line]
    rest = [entry for entry in found.entries.values() if not entry.is_line]
    return {
        "number": book.number,
        "label": book.label,
        "as_of": fmt.day(book.as_of),
        "rests_on": book.rests_on,
        "rules": list(_rules(book)),
        "groups": list(_groups(lines, found, book)),
        "quantities": [_entry(entry, found, book) for entry in sorted(rest, key=lambda entry: entry.label.lower())],
        "values": [_value(row, found.readers(row.key)) for row in book.assumptions.values()],
        "judgement": _judgement(book),
        "factors": list(_factors(book)),
        "gaps": [dict(row) for row in book.rows("no_public_price")],
    }


# --- lines and quantities ------------------------------------------------------------------------


def _groups(lines: Iterable[Entry], found: Catalogue, book: Book) -> Iterator[Page]:
    for group, label in GROUPS.items():
        for option in OPTIONS:
            some = [_entry(entry, found, book) for entry in lines if (entry.group, entry.option) == (group, option)]
            if some:
                yield {
                    "key": f"{group}-{option.replace('_', '-')}",
                    "title": f"{label}: {LABELS[option]}",
                    "entries": some,
                }


def _entry(entry: Entry, found: Catalogue, book: Book) -> Page:
    formulas = entry.formulas if len(entry.formulas) <= SHOWN_FORMULAS else entry.formulas[:1]
    return {
        "key": entry.key,
        "label": spelt(entry.label),
        "sentence": entry.sentence,
        "unit": entry.unit,
        "formulas": formulas,
        "varies": len(entry.formulas) > SHOWN_FORMULAS,
        "counted": "; ".join(_counted(entry)) if entry.is_line else "",
        "reads": [_link(name, found, book) for name in entry.reads if not name.startswith("lot_")],
        "read_by": [_link(name, found, book) for name in entry.read_by],
    }


def _counted(entry: Entry) -> Iterator[str]:
    """In which totals the line stands, where not in all of them."""
    tags = entry.tags
    if tags["outside"] == "yes":
        yield "beside the totals, in none of them"
    if VIEWS[tags["view"]]:
        yield f"people: {VIEWS[tags['view']].lower()}"
    if tags["basis"] != "all":
        yield f"staffing: {BASIS_LABELS[tags['basis']]}; never added to the other ways of estimating the same work"
    if tags["one_off"] == "yes":
        yield "paid once"
    if tags["spending"] == "capital":
        yield "capital"


def _link(name: str, found: Catalogue, book: Book) -> Page:
    """A name in a formula: where on the page it is explained, if it is, else what it is."""
    if name in found.entries:
        return {"name": name, "to": name, "what": ""}
    leaf = found.leaves.get(name)
    if leaf is None:
        return {"name": name, "to": "", "what": ""}
    if leaf.key in book.assumptions:
        return {"name": name, "to": f"value-{leaf.key}", "what": ""}
    return {"name": name, "to": "", "what": f"{leaf.label} ({leaf.unit})"}


# --- values --------------------------------------------------------------------------------------


def _value(row: AssumptionRow, used_by: list[str]) -> Page:
    span = "" if row.low == row.high else f"{fmt.precise(row.low)} to {fmt.precise(row.high)}"
    ends = {"p5p95": "nine of ten cases", "p10p90": "eight of ten cases"}.get(row.ends, "")
    return {
        "key": row.key,
        "label": row.label,
        "likely": fmt.precise(row.likely),
        "unit": row.unit,
        "span": f"{span} ({ends})" if span and ends else span,
        "shape": SHAPES[row.shape],
        "links": sources_of(row.source),
        "as_of": row.as_of,
        "basis": row.basis,
        "claim": claimed_by(row.claim, row.source),
        "notes": reader_note(row.notes),
        "used_by": used_by,
        "context": row.use != "formula",
    }


def _judgement(book: Book) -> str:
    rows = [row for row in book.assumptions.values() if row.use == "formula"]
    counts = Counter(row.basis for row in rows)
    share = fmt.percent(counts["judgement"] / len(rows))
    return (
        f"{counts['judgement']} of {len(rows)} values that formulas read are judgement ({share}), "
        f"{counts['derived']} are derived from figures that are quoted, {counts['quoted']} are quoted."
    )


def _factors(book: Book) -> Iterator[Page]:
    """Values that move together, by the factor they share."""
    found: dict[str, list[Mapping[str, str]]] = {}
    for row in book.rows("correlations"):
        found.setdefault(row["factor"], []).append(row)
    for factor, rows in found.items():
        parts = [{"key": row["key"], "loading": fmt.number(float(row["loading"]), 2)} for row in rows]
        yield {"name": factor.replace("_", " ").capitalize(), "parts": parts, "note": rows[0]["note"]}


# --- rules ---------------------------------------------------------------------------------------


def _rules(book: Book) -> Iterator[tuple[str, str]]:
    """How the engine makes figures, for a sceptic; numbers and names are those of the model and the book."""
    draws = fmt.number(Run().draws, 0)
    yield (
        "Figures are means",
        f"Every uncertain value is drawn {draws} times from its range. Each draw is a future, and every line is "
        "computed in each of them. Tables show the mean of all futures, because means add up: lines to groups, groups "
        "to totals.",
    )
    yield (
        "The base case",
        "Every value at its most likely at once. Formulas and the explanation of a figure show it. Most values can "
        "turn out much higher but only a little lower, so the base case is usually below the mean; its place among "
        "the futures is said beside it.",
    )
    yield (
        "Ranges",
        "A range is the span between the tenth and the ninetieth of a hundred futures. Your own range is taken in the "
        "same way. Chances are given in words, never as 0 or 100 %, and hold given our ranges.",
    )
    yield (
        "Two ways to count people",
        f"“{VIEW_LABELS['loaded']}” counts everybody who works for the platform. “{VIEW_LABELS['cash']}” counts what "
        "is paid only because of the decision: hires, contractors, duty pay, bills. Both are always computed.",
    )
    yield (
        "Three ways to estimate work",
        f"By {BASIS_LABELS['quarters']}, by {BASIS_LABELS['tasks']}, or by {BASIS_LABELS['measured']}. They describe "
        "the same work, stand side by side and are never added. This book leads with "
        f"{BASIS_LABELS[book.default_staffing_basis]}; measured hours go before it.",
    )
    yield from _more_rules()


def _more_rules() -> Iterator[tuple[str, str]]:
    yield (
        "Totals and what stands outside them",
        "A total adds every line of its option that counts under a view and a way of estimating work. Downtime and a "
        "breach of data stand beside the totals: one model for both options, never part of the comparison.",
    )
    yield (
        "States of a line",
        "Estimated, not applicable (and why), or not estimated (and why). A line without a figure is left out by name, "
        "never counted as nothing, and where it could turn the answer the verdict asks first.",
    )
    yield (
        "In today's money",
        "Amounts of a quarter are discounted from its middle to the start of the period. Odds and the price of equal "
        "cost rest on discounted amounts; totals are shown undiscounted unless said otherwise.",
    )
    yield (
        "Values that move together",
        "Some values share a cause, such as the level of wages. They are drawn together through named factors; the "
        "list stands below. Adding a value to the book leaves the draws of all others as they were.",
    )
