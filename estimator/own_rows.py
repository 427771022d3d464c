"""Which rows of a book a user may replace for one decision, and within which bounds: wide, but no slip of units."""

from .book import Book
from .book_rows import AssumptionRow
from .scenario import Quantity, Scenario

FAR = 1_000  # times beyond the row's own ends: a slip of a unit, not another opinion
CHANCES = ("bernoulli", "log_availability")


def meaning_of(row: AssumptionRow) -> Quantity:
    """What an own value for the row means: its unit and bounds."""
    most = 1.0 if row.shape in CHANCES or "share" in row.key.split("_") else row.high * FAR
    least = row.low * FAR if row.low < 0 else row.low / FAR
    return Quantity(unit=row.unit, minimum=least, maximum=most or FAR, label=row.label)


def can_be_replaced(key: str, book: Book) -> bool:
    """Whether a formula reads the row and it is no definition."""
    row = book.assumptions.get(key)
    return row is not None and row.use == "formula" and row.shape != "constant"


def own_row_faults(scenario: Scenario, book: Book) -> list[str]:
    """One line for each own value that no row of the book can take."""
    faults = []
    for key, given in scenario.assumed.values.items():
        path = f"scenario.assumed.values.{key:.60}"
        if not can_be_replaced(key, book):
            faults.append(f"{path}: no row of the book's assumptions that can be replaced")
        elif given is not None:
            meaning = meaning_of(book.assumptions[key])
            for number in (given.low, given.high):
                try:
                    meaning.parse(number)
                except ValueError as error:
                    faults.append(f"{path}: {error}")
                    break
    return faults
