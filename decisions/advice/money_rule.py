"""What money says: which combinations of view and staffing basis count, and whether one option is clearly cheaper."""

from decisions.case import Case
from estimator.book import Book
from estimator.estimate import OPTIONS, Combination, Estimate, OptionKey, View

from .results import Cause, Compared, Limits, Money

# What a thousand draws can be off by, with room to spare: a chance, and an amount as a share of its limit.
NEAR_CHANCE, NEAR_AMOUNT = 0.03, 0.1


def assess(case: Case, estimate: Estimate, book: Book) -> Money:
    """The counted combinations, headline first, and the option that all of them leave as clearly cheaper."""
    limits = limits_of(book)
    years = _years(estimate, book)
    every = [_compare(one, estimate, limits, years) for one in estimate.combinations]
    views = counted_views(case, estimate)
    counted = [one for one in every if _is_counted(one.combination, views, estimate)]
    counted.sort(key=lambda one: not _is_headline(one.combination, estimate))
    winner = _winner([one.clear_for for one in counted])
    return Money(
        winner=winner,
        counted=tuple(counted),
        uncounted=tuple(one for one in every if one not in counted),
        causes=() if winner else _why_close(counted),
        limits=limits,
    )


def compared(one: Combination, estimate: Estimate, book: Book) -> Compared:
    """A single combination by the book's limits."""
    return _compare(one, estimate, limits_of(book), _years(estimate, book))


def is_far_from_limits(estimate: Estimate, book: Book) -> bool:
    """Whether no combination lies so near a limit that more draws could move it across."""
    limits, years = limits_of(book), _years(estimate, book)
    return all(_is_far(one, limits, years) for one in estimate.combinations)


def _is_far(one: Combination, limits: Limits, years: float) -> bool:
    odds = max(one.probability_self_host_cheaper, 1 - one.probability_self_host_cheaper)
    bounds = (limits.share * min(one.npv_self_host, one.npv_cloud), limits.usd_per_year * years)
    apart = all(abs(abs(one.npv) - bound) > NEAR_AMOUNT * bound for bound in bounds)
    return apart and abs(odds - limits.probability_clear) > NEAR_CHANCE


def _years(estimate: Estimate, book: Book) -> float:
    return len(estimate.quarters) / book.assumptions["quarters_per_year"].likely


def limits_of(book: Book) -> Limits:
    """The rows of the book that say what clear means."""
    rows = book.assumptions
    return Limits(
        probability_clear=rows["verdict_probability_clear"].likely,
        share=rows["verdict_materiality_share"].likely,
        usd_per_year=rows["verdict_materiality_usd_year"].likely,
    )


def counted_views(case: Case, estimate: Estimate) -> tuple[View, ...]:
    """The view that the board counts; with both shown also cash where people with time to spare do the work."""
    if estimate.view != "both":
        return (estimate.view,)
    return ("loaded", "cash") if case.scenario.people.workforce == "spare" else ("loaded",)


def _is_counted(one: Combination, views: tuple[View, ...], estimate: Estimate) -> bool:
    """Measured hours count alone; without them both typical bases count."""
    return one.view in views and (one.basis == "measured") == (estimate.basis == "measured")


def _is_headline(one: Combination, estimate: Estimate) -> bool:
    return (one.view, one.basis) == (estimate.headline_view, estimate.basis)


def _compare(one: Combination, estimate: Estimate, limits: Limits, years: float) -> Compared:
    causes = tuple(_causes(one, limits, years))
    missing = tuple(
        line for line in estimate.lines if line.state == "not_estimated" and line.counts(one.view, one.basis)
    )
    return Compared(one, None if causes else cheaper_option(one), causes, missing)


def cheaper_option(one: Combination) -> OptionKey | None:
    """The option with the smaller mean net present value; None if they are equal."""
    return "self_host" if one.npv < 0 else "cloud" if one.npv > 0 else None


def _chance(one: Combination) -> float:
    """Share of the draws in which the option that is cheaper on the mean is cheaper; 0 if neither is."""
    chances = {
        "self_host": one.probability_self_host_cheaper,
        "cloud": 1 - one.probability_self_host_cheaper,
    }
    return chances.get(cheaper_option(one) or "", 0)


def _causes(one: Combination, limits: Limits, years: float) -> list[Cause]:
    """What keeps the cheaper option from being clearly cheaper; differences are of mean net present values."""
    difference = abs(one.npv)
    causes: list[Cause] = []
    if _chance(one) < limits.probability_clear:
        causes.append("probability")
    if difference < limits.share * min(one.npv_self_host, one.npv_cloud):
        causes.append("share")
    if difference < limits.usd_per_year * years:
        causes.append("amount")
    return causes


def _winner(clear_for: list[OptionKey | None]) -> OptionKey | None:
    """The option for which the headline (first) is clear, unless another counted combination is clear for the other."""
    headline = clear_for[0]
    return None if any(clear not in (headline, None) for clear in clear_for) else headline


def _why_close(counted: list[Compared]) -> tuple[Cause, ...]:
    return counted[0].causes or ("combination",)


def winner_with(money: Money, dear: OptionKey | None) -> OptionKey | None:
    """The winner by money if the missing lines of the option `dear` turn out large (None: if all turn out small).

    A missing line can only add cost to its own option, and by how much is not known.
    """
    return money.winner if dear is None else _winner_if_dear(money, dear)


def _winner_if_dear(money: Money, dear: OptionKey) -> OptionKey | None:
    other: OptionKey = OPTIONS[1 - OPTIONS.index(dear)]
    clear = [other if any(line.option == dear for line in one.missing) else one.clear_for for one in money.counted]
    return _winner(clear)
