"""Money as finance reads it: fiscal years, one-off and running, capital and expense, the break-even quarter."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .estimate import OPTIONS, Basis, Estimate, Line, OptionKey, View

MONTHS_OF_QUARTER = {1: 1, 2: 4, 3: 7, 4: 10}


@dataclass(frozen=True)
class MoneySummary:
    """One option under one view and basis: nominal means in USD over the horizon.

    `one_off` + `running` = `capital` + `expense` = the sum of `by_year` = `total`.
    """

    total: float
    one_off: float
    running: float
    capital: float
    expense: float
    by_year: tuple[tuple[str, float], ...]


@dataclass(frozen=True)
class BreakEven:
    """Which option has cost less by the end, and the quarter from which it stays so; `at_once`: from the first one."""

    option: OptionKey
    quarter: str
    at_once: bool


def fiscal_year(quarter: str, first_month: int) -> str:
    """The fiscal year of a quarter: "2027" where it is the calendar year, else "2026/27"."""
    year, month = int(quarter[:4]), MONTHS_OF_QUARTER[int(quarter[5])]
    if first_month == 1:
        return str(year)
    start = year if month >= first_month else year - 1
    return f"{start}/{(start + 1) % 100:02}"


def by_year(years: Sequence[str], amounts: Sequence[float]) -> tuple[tuple[str, float], ...]:
    """Amounts of quarters summed by year; `years` names the year of each quarter."""
    sums: dict[str, float] = {}
    for year, amount in zip(years, amounts, strict=True):
        sums[year] = sums.get(year, 0.0) + amount
    return tuple(sums.items())


def counted(estimate: Estimate, option: OptionKey, view: View, basis: Basis) -> list[Line]:
    """Estimated lines of an option's total under a view and basis."""
    lines = (line for line in estimate.lines if line.option == option and line.per_quarter is not None)
    return [line for line in lines if line.counts(view, basis)]


def per_quarter(lines: Iterable[Line], count: int) -> tuple[float, ...]:
    """Mean of the lines together in each of `count` quarters."""
    sums = [0.0] * count
    for line in lines:
        for place, amount in enumerate(line.per_quarter or ()):
            sums[place] += amount
    return tuple(sums)


def money_summary(estimate: Estimate, option: OptionKey, view: View, basis: Basis) -> MoneySummary:
    """What an option costs, split in the ways finance asks for."""
    lines = counted(estimate, option, view, basis)
    one_off = sum(line.total or 0.0 for line in lines if line.one_off)
    capital = sum(line.total or 0.0 for line in lines if line.spending == "capital")
    amounts = per_quarter(lines, len(estimate.quarters))
    total = sum(amounts)
    years = by_year(estimate.years, amounts)
    return MoneySummary(total, one_off, total - one_off, capital, total - capital, years)


def break_even(estimate: Estimate, view: View, basis: Basis) -> BreakEven | None:
    """The quarter from which one option's running total is the lower one to the end; None where figures lack."""
    one = next(one for one in estimate.combinations if (one.view, one.basis) == (view, basis))
    if not one.comparable:
        return None
    own, cloud = (_running_total(estimate, option, view, basis) for option in OPTIONS)
    ahead: list[OptionKey] = ["self_host" if a < b else "cloud" for a, b in zip(own, cloud, strict=True)]
    since = len(ahead) - 1
    while since and ahead[since - 1] == ahead[-1]:
        since -= 1
    return BreakEven(ahead[-1], estimate.quarters[since], since == 0)


def _running_total(estimate: Estimate, option: OptionKey, view: View, basis: Basis) -> list[float]:
    running, found = 0.0, []
    for amount in per_quarter(counted(estimate, option, view, basis), len(estimate.quarters)):
        running += amount
        found.append(running)
    return found
