"""Both totals in the ways a budget needs them: one-off and running, capital and expense, by fiscal year, break-even."""

from collections.abc import Callable

from estimator.estimate import OPTIONS, Basis, Estimate, OptionKey, View
from estimator.finance import BreakEven, MoneySummary, break_even, counted, money_summary
from estimator.formulas import GROUPS

from . import format as fmt
from .narrative import BASIS_LABELS, LABELS, NAMES, OTHER, VIEW_LABELS, gaps
from .tables import Cell, Row, Table, cell, row, table

SPREAD = "Bought goods count by the part of their life that falls into the period"
ONE_OFF = "transitions"
VIEWS: tuple[View, ...] = ("loaded", "cash")


def money_table(estimate: Estimate) -> Table:
    """The totals split in each way, both views, each fiscal year and in today's money; break-even as a note."""
    found = {option: money_summary(estimate, option, estimate.headline_view, estimate.basis) for option in OPTIONS}
    rows = [
        _row(estimate, "Total", lambda option: found[option].total, kind="total"),
        _part("When it is paid"),
        _row(estimate, "One-off", lambda option: found[option].one_off),
        _row(estimate, "Running", lambda option: found[option].running),
        _part("In the books"),
        _row(estimate, _capital_label(estimate), lambda option: found[option].capital),
        _row(estimate, "Expense", lambda option: found[option].expense),
        _part("By fiscal year"),
        *_by_year(estimate, found),
        _part("The whole, counted otherwise"),
        *(_view_row(estimate, view) for view in VIEWS),
        _row(estimate, "In today's money", lambda option: estimate.options[option].npv),
    ]
    caption = f"The same totals for the budget {fmt.period(estimate.quarters)}, mean of all futures"
    columns = ["Part", *(LABELS[option] for option in OPTIONS)]
    return table(caption, columns, rows, note=" ".join(_notes(estimate)))


def _part(head: str) -> Row:
    """The heading of rows that add up to the total, or that stand for it."""
    return row(head, [], kind="group")


def _row(estimate: Estimate, head: str, usd: Callable[[OptionKey], float], kind: str = "row") -> Row:
    return row(head, [_amount(estimate, usd(option)) for option in OPTIONS], kind=kind)


def _amount(estimate: Estimate, usd: float) -> Cell:
    amount = estimate.money(usd)
    return cell(fmt.money(amount, estimate.currency), amount)


def _capital_label(estimate: Estimate) -> str:
    life = estimate.capital_life_years
    return f"Capital: bought goods, {fmt.counted(life, 'year')} of life" if life else "Capital: bought goods"


def _by_year(estimate: Estimate, found: dict[OptionKey, MoneySummary]) -> list[Row]:
    """One row a fiscal year; a year that the period holds in part says how many of its quarters."""
    rows = []
    for place, (year, _) in enumerate(found["cloud"].by_year):
        quarters = estimate.years.count(year)
        part = "" if quarters == fmt.QUARTERS_A_YEAR else f" ({fmt.counted(quarters, 'quarter')})"
        amounts = {option: found[option].by_year[place][1] for option in OPTIONS}
        rows.append(_row(estimate, f"Fiscal year {year}{part}", amounts.__getitem__))
    return rows


def _view_row(estimate: Estimate, view: View) -> Row:
    label = VIEW_LABELS[view]
    return _row(estimate, label, lambda option: money_summary(estimate, option, view, estimate.basis).total)


def _notes(estimate: Estimate) -> list[str]:
    notes = [break_even_sentence(estimate), *_one_off_elsewhere(estimate), _convention(estimate)]
    if estimate.capital_life_years:
        notes.append(f"{SPREAD}; what is left of it afterwards is not in the total.")
    return [*notes, "Whole amounts: sums can differ by one."]


def _one_off_elsewhere(estimate: Estimate) -> list[str]:
    """What "One-off" holds beside the group of that name."""
    lines = [one for option in OPTIONS for one in counted(estimate, option, estimate.headline_view, estimate.basis)]
    found = dict.fromkeys(f"“{one.label}”" for one in lines if one.one_off and one.total and one.group != ONE_OFF)
    return [f"One-off holds the group “{GROUPS[ONE_OFF]}” and {fmt.listed(list(found))}."] if found else []


def _convention(estimate: Estimate) -> str:
    rate = estimate.discount_rate
    at = "" if rate is None else f" at {fmt.number(rate * 100, 1)}% a year"
    return f"In today's money: discounted{at} from the middle of each quarter to the start of the period."


def break_even_sentence(estimate: Estimate) -> str:
    """Which option has cost less so far, from when on, and that the other never does."""
    found = _told(estimate, estimate.headline_view, estimate.basis)
    if found is None:
        return "Break-even cannot be told: what could not be estimated may turn the answer."
    dearer = OTHER[found.option]
    tail = f" What could not be estimated only makes {NAMES[dearer]} dearer." if gaps(estimate) else ""
    if found.at_once:
        cost = f"{LABELS[dearer]} has cost more than {NAMES[found.option]} from the first quarter on."
        return f"Break-even: never. {cost}{tail}"
    when = f"{fmt.quarter(found.quarter)}{' at the latest' if tail else ''}"
    return f"Break-even: {when}. From then on {NAMES[found.option]} has cost less, counted from the start.{tail}"


def _told(estimate: Estimate, view: View, basis: Basis) -> BreakEven | None:
    """The break-even, unless the option with the lower total lacks a figure: only that could turn it."""
    found = break_even(estimate, view, basis)
    return None if found is None or found.option in gaps(estimate) else found


def break_even_table(estimate: Estimate) -> Table:
    """Which option has the lower running total, and from when on, in every way of counting."""
    rows = [
        row(f"{VIEW_LABELS[one.view]}; {BASIS_LABELS[one.basis]}", [cell(_since(estimate, one.view, one.basis))])
        for one in estimate.combinations
    ]
    columns = ["People counted; work estimated by", "Less spent so far, to the end"]
    return table("Break-even in every way of counting", columns, rows, as_cards=True, words=True)


def _since(estimate: Estimate, view: View, basis: Basis) -> str:
    """ "Medplum Cloud, from the start" or "self-hosting, from Q2 2028"."""
    found = _told(estimate, view, basis)
    if found is None:
        return "cannot be told: a total has gaps"
    when = "from the start" if found.at_once else f"from {fmt.quarter(found.quarter)}"
    return f"{NAMES[found.option]}, {when}"
