"""Scenarios side by side: what is changed, verdict, totals, groups, people, recovery; the answers as given first."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from decisions.advice.results import Verdict
from decisions.advice.what_if import Changes, words
from estimator.book import Book
from estimator.estimate import OPTIONS, Estimate, OptionKey
from estimator.formulas import GROUPS

from . import format as fmt
from .answers import with_unit
from .groups import group_sums
from .narrative import LABELS, NAMES, OUTCOME_LABELS, chance_cheaper, gaps, of_hundred
from .tables import Cell, Row, Table, cell, row, table

AS_ANSWERED = "As answered"


@dataclass(frozen=True)
class Compared:
    """One column: a name, what is changed, and what comes of it."""

    name: str
    changes: Changes
    estimate: Estimate
    verdict: Verdict


def comparison_table(columns: Sequence[Compared], book: Book) -> Table:
    """The columns side by side, amounts in the display currency, means of all futures."""
    rows = [
        *_first_rows(columns, book),
        *_group_rows(columns),
        *(_row(f"{LABELS[o]}: people on average", columns, _people(o)) for o in OPTIONS),
        _row("Medplum Cloud plan", columns, lambda one: cell(one.estimate.plan.plan.capitalize())),
        _row("Recovery level", columns, lambda one: cell(one.estimate.recovery.label)),
        _row("Back after a disaster, 80 of 100", columns, _recovery),
    ]
    return table(_caption(columns), ["Figure", *(one.name for one in columns)], rows, as_cards=True, words=True)


def trial_table(as_answered: Compared, tried: Compared, book: Book) -> Table:
    """The answers as given beside what is tried: verdict, odds and totals alone."""
    columns = (as_answered, tried)
    rows = list(_first_rows(columns, book))
    return table(_caption(columns), ["Figure", *(one.name for one in columns)], rows, words=True)


def _first_rows(columns: Sequence[Compared], book: Book) -> Iterator[Row]:
    yield _row("Changed", columns, lambda one: cell(changes_in_words(one.changes, book) or "nothing"))
    yield _row("Verdict", columns, lambda one: cell(OUTCOME_LABELS[one.verdict.outcome]))
    yield _row("Self-hosting is cheaper", columns, _odds)
    yield _row("Self-hosting minus Medplum Cloud, today's money", columns, _difference, kind="total")
    for option in OPTIONS:
        yield _row(f"{LABELS[option]}: total", columns, _total(option), kind="total")


def _caption(columns: Sequence[Compared]) -> str:
    return f"Side by side {fmt.period(columns[0].estimate.quarters)}, mean of all futures"


def changes_in_words(changes: Changes, book: Book) -> str:
    """ "Patients: 50,000; Who does the work?: contractors"."""
    texts = []
    for label, value, unit in words(changes, book):
        texts.append(f"{label}: {with_unit(float(value), unit) if unit else value}")
    return "; ".join(texts)


def _row(head: str, columns: Sequence[Compared], make: Callable[[Compared], Cell], kind: str = "row") -> Row:
    return row(head, [make(one) for one in columns], kind=kind)


def _odds(one: Compared) -> Cell:
    """Nothing is compared where a total has gaps."""
    if gaps(one.estimate):
        return cell("a total has gaps")
    chance = chance_cheaper(one.estimate.difference.probability_self_host_cheaper, "self_host")
    return cell(f"in {of_hundred(chance)} futures", chance)


def _difference(one: Compared) -> Cell:
    if gaps(one.estimate):
        return cell("a total has gaps")
    return _money(one, one.estimate.difference.npv)


def _total(option: OptionKey) -> Callable[[Compared], Cell]:
    def make(one: Compared) -> Cell:
        result = one.estimate.options[option]
        found = _money(one, result.total)
        return found if result.complete else cell(f"at least {found['text']}", found["number"])

    return make


def _people(option: OptionKey) -> Callable[[Compared], Cell]:
    def make(one: Compared) -> Cell:
        fte = one.estimate.options[option].fte
        average = sum(fte) / len(fte)
        return cell(fmt.people(average), average)

    return make


def _recovery(one: Compared) -> Cell:
    minutes = one.estimate.recovery.rto_p80_minutes
    return cell(fmt.minutes(minutes), minutes)


def _group_rows(columns: Sequence[Compared]) -> list[Row]:
    """Each group of each option that any column has."""
    sums = {(place, o): group_sums(one.estimate, o) for place, one in enumerate(columns) for o in OPTIONS}
    rows = []
    for option in OPTIONS:
        for label in GROUPS.values():
            amounts = [sum(sums[place, option].get(label, ())) for place in range(len(columns))]
            if any(amounts):
                cells = [
                    cell(fmt.money(amount, one.estimate.currency), amount)
                    for amount, one in zip(amounts, columns, strict=True)
                ]
                rows.append(row(f"{label} ({NAMES[option]})", cells))
    return rows


def _money(one: Compared, usd: float) -> Cell:
    amount = one.estimate.money(usd)
    return cell(fmt.money(amount, one.estimate.currency), amount)
