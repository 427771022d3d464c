"""The bill of a scenario: the platform's components in the shape chosen, with the tools that replace some of them."""

from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache

from .bill_words import ANY_SHAPE, WORK
from .book import Book
from .place import Place, default_region, place_of
from .scenario import Scenario

Row = Mapping[str, str]
OWN_GOODS = "own"  # as a provider: machines and disks of one's own
BUILT_IN = "cloud"  # the tool that the platform's own bill contains
# What a row of `recovery_copies` has as a row of a bill.
COPY = {"free_quantity": "", "tiers": "", "group": "recovery", "purpose": "platform", "committable": "0"}
PURPOSES = ("observability", "on_call", "secrets")


def bill_rows(scenario: Scenario, book: Book) -> tuple[Row, ...]:
    """Components of the platform and of the tools answered; beside the user's own bill what it does not contain."""
    rows = _all_rows(scenario, book)
    if scenario.hosting.bill_last_month is None:
        return rows
    inside = set(map(cost_name, inside_own_bill(scenario, book)))
    return tuple(row for row in rows if cost_name(row) not in inside)


def inside_own_bill(scenario: Scenario, book: Book) -> tuple[Row, ...]:
    """Components that the user's own hosting bill contains: what its provider bills and the goods run there.

    Hours of people stand on no invoice, and other vendors send their own. Empty where there is no such bill.
    """
    if scenario.hosting.bill_last_month is None:
        return ()
    billed = {"", OWN_GOODS, place_of(scenario, book).provider}
    return tuple(row for row in _all_rows(scenario, book) if row["sku"] != WORK and row["provider"] in billed)


def _all_rows(scenario: Scenario, book: Book) -> tuple[Row, ...]:
    place = place_of(scenario, book)
    tools = tuple((purpose, tool_bill(scenario, book, purpose)) for purpose in PURPOSES)
    paid = tuple(purpose for purpose in PURPOSES if is_paid(scenario, purpose))
    return _composed(book, place.bill, place.shape, tools, paid)


def copy_rows(scenario: Scenario, book: Book) -> tuple[Row, ...]:
    """Copies of the platform's data in a second region, as rows of a bill; none beside the user's own bill."""
    if scenario.hosting.bill_last_month is not None:
        return ()
    return _copies(book, place_of(scenario, book).bill)


@lru_cache(maxsize=32)
def _copies(book: Book, bill: str) -> tuple[Row, ...]:
    return tuple(COPY | dict(row) for row in book.rows("recovery_copies") if row["platform"] == bill)


def tool_of(scenario: Scenario, book: Book, purpose: str) -> Row | None:
    """The tool answered for a purpose; None where the platform's own is used."""
    answer = scenario.hosting.choice(purpose)
    if answer == BUILT_IN:
        return None
    return next(row for row in book.rows("tools") if (row["purpose"], row["tool"]) == (purpose, answer))


def tool_bill(scenario: Scenario, book: Book, purpose: str) -> str:
    """Name of the bill of a purpose: "cloud" for the platform's own rows, "" where the tool has no rows."""
    tool = tool_of(scenario, book, purpose)
    if tool is None:
        return BUILT_IN
    return "" if scenario.hosting.quote(purpose) is not None else tool["bill"]


def is_paid(scenario: Scenario, purpose: str) -> bool:
    """Whether the tool is paid for anyway, so that only what Medplum adds to it counts."""
    return scenario.hosting.choice(f"{purpose}_paid") == "yes"


def is_bought_tool(row: Row, book: Book) -> bool:
    """Whether a row is a tool that a vendor runs and sells as a service."""
    if row["purpose"] == "platform" or row["provider"] in ("", OWN_GOODS):
        return False
    return row["platform"] in _tool_bills(book)


@lru_cache(maxsize=8)
def _tool_bills(book: Book) -> frozenset[str]:
    return frozenset(row["bill"] for row in book.rows("tools"))


@lru_cache(maxsize=128)
def _composed(
    book: Book, bill: str, shape: str, tools: tuple[tuple[str, str], ...], paid: tuple[str, ...]
) -> tuple[Row, ...]:
    replaced = {purpose for purpose, name in tools if name != BUILT_IN}
    rows = [row for row in _in_shape(book, bill, shape) if row["purpose"] not in replaced]
    for _, name in tools:
        if name not in ("", BUILT_IN):
            rows += _in_shape(book, name, shape)
    return tuple(row for row in rows if row["purpose"] not in paid or row["marginal"] == "1")


def _in_shape(book: Book, bill: str, shape: str) -> list[Row]:
    """Rows of a bill: those of the shape stand before those of any shape."""
    found: dict[str, Row] = {}
    for row in _by_platform(book)[bill]:
        if row["shape"] == shape or (row["shape"] == ANY_SHAPE and row["component"] not in found):
            found[row["component"]] = row
    return [row for row in found.values() if row["quantity"] != "none"]


@lru_cache(maxsize=8)
def _by_platform(book: Book) -> Mapping[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in book.rows("bill_of_materials"):
        found[row["platform"]].append(row)
    return found


@lru_cache(maxsize=128)
def shape_rows(book: Book, bill: str, shape: str) -> Mapping[str, Row]:
    """Fixed counts and sizes of a bill's shape by quantity: those of the shape stand before those of any shape."""
    rows = [row for row in book.rows("shapes") if row["platform"] == bill]
    chosen = [row for row in rows if row["shape"] == ANY_SHAPE] + [row for row in rows if row["shape"] == shape]
    return {row["quantity"]: row for row in chosen}


def region_of(row: Row, place: Place, book: Book) -> str:
    """The region in which a row's price is looked up: the place's, or the default of another provider."""
    return place.region if row["provider"] == place.provider else default_region(book, row["provider"])


def cost_name(row: Row) -> str:
    """Key of a component's cost line."""
    return f"{row['component']}_cost"


def ladder_rows(book: Book, ladder: str) -> list[Row]:
    """Sizes of a ladder, smallest first."""
    rows = [row for row in book.rows("ladders") if row["ladder"] == ladder]
    return sorted(rows, key=lambda row: int(row["step"]))
