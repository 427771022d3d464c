"""What a row of a bill costs a unit: a list price, the sizes of a ladder, volume tiers, or the gap in its place."""

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from .bill import ladder_rows, region_of
from .bill_words import LADDER, OWN, is_listed
from .book import Book
from .book_rows import Gap, PriceRow
from .place import Place
from .scenario import Quantity, Scenario

Row = Mapping[str, str]


class Step(NamedTuple):
    """A size of a ladder with the price of what it takes."""

    row: Row
    price: PriceRow


def gap_of(row: Row, scenario: Scenario, book: Book, place: Place) -> Gap | None:
    """The declared gap, or the answer still missing, that stands where a component has no price."""
    if row["sku"].startswith(LADDER):
        steps, gaps = ladder_steps(row["sku"].removeprefix(LADDER), book, place)
        return None if steps else gaps[0]
    if row["sku"].startswith(OWN):
        return _unanswered(row, scenario, place)
    if not is_listed(row):
        return None
    price = book.price(row["provider"], region_of(row, place, book), row["service"], row["sku"])
    return price if isinstance(price, Gap) else None


def _unanswered(row: Row, scenario: Scenario, place: Place) -> Gap | None:
    """A price that only the user knows, while it is not given."""
    name = row["sku"].removeprefix(OWN)
    meaning = _own_prices().get(name)
    if meaning is None or getattr(scenario.hosting, name) is not None:
        return None
    reason = f"{meaning.label}: only you know it; enter it to complete the estimate"
    return Gap("own", place.region, row["service"], name, "ask", reason, "")


@cache
def _own_prices() -> dict[str, Quantity]:
    """Answers about hosting that no row of the book stands in for."""
    declared = type(Scenario().hosting).declared()
    return {name: m for name, m in declared.items() if isinstance(m, Quantity) and not m.default_key}


def ladder_steps(ladder: str, book: Book, place: Place) -> tuple[list[Step], list[Gap]]:
    """Sizes that have a price here, smallest first, and the gaps of those that have none."""
    steps: list[Step] = []
    gaps: list[Gap] = []
    for row in ladder_rows(book, ladder):
        price = book.price(row["provider"], region_of(row, place, book), row["service"], row["sku"])
        if isinstance(price, Gap):
            gaps.append(price)
        else:
            steps.append(Step(row, price))
    return steps, gaps


def tier_steps(row: Row, book: Book, place: Place) -> tuple[Row, ...]:
    """Volume steps of a component in its region, lowest first; empty where one price holds for every volume."""
    if not row["tiers"]:
        return ()
    return book.tiers(row["provider"], region_of(row, place, book), row["service"], row["tiers"])


def support_row(book: Book, provider: str, plan: str) -> Row | None:
    """The row of a provider's support plan; None where the book has none."""
    rows = book.rows("support_plans")
    return next((row for row in rows if (row["provider"], row["plan"]) == (provider, plan)), None)
