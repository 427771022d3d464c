"""Words of a bill of materials: what the SKU of a row may be besides a SKU of the price list."""

from collections.abc import Mapping

LADDER = "ladder:"  # the price of the size that a need asks for
OWN = "own:"  # a price that is an input: an assumption or an answer
WORK = "work"  # hours of the platform's own people
ANY_SHAPE = "any"
BY_MACHINE = frozenset({"hands_hours_per_year"})  # work that grows with machines, not with what people learn once


def is_listed(row: Mapping[str, str]) -> bool:
    """Whether a row's price stands in the price list under its own SKU."""
    return not (row["sku"].startswith((LADDER, OWN)) or row["sku"] == WORK)
