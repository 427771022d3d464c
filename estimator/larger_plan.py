"""The forced move to a larger plan where it has no figure: why, and what is known of it all the same."""

from collections.abc import Iterator

from .additions import Missing
from .book import Book
from .estimate import PlanChoice
from .switches import no_larger_plan

KEY, LABEL = "larger_plan_cost", "Forced move to a larger plan"
CHANCE = "medplum_retiering_probability_premium"
BELOW_BY_QUOTE = "premium"  # the next plan has a price by quote only


def larger_plan_missing(plan: PlanChoice, book: Book) -> Iterator[Missing]:
    """The line without a figure; where only the price is missing it stands outside the total.

    Inside it would leave every comparison with the Premium plan open for an event of a few per cent a year.
    """
    because = no_larger_plan(plan)
    if not because:
        return
    if plan.plan != BELOW_BY_QUOTE or plan.contents_fixed:
        yield Missing(KEY, LABEL, "subscription", "cloud", "not_applicable", because)
        return
    row = book.assumptions[CHANCE]
    known = (
        f"changed contents force a move to Enterprise by a chance of {row.likely:.0%} a year "
        f"({row.low:.0%} to {row.high:.0%}, judgement), and Enterprise has no public price: outside the total; "
        "Medplum Cloud may cost more"
    )
    yield Missing(KEY, LABEL, "subscription", "cloud", "not_estimated", known, outside=True)
