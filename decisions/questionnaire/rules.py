"""When a detailed question counts, and which of its options are left, by what the twelve questions said."""

from collections.abc import Collection, Mapping

from estimator.book import Book
from estimator.scenario import UNKNOWN

from .asks import Rule, Values
from .questions import BILL, PLATFORM, TODAY

COVERAGE = "scenario.people.coverage"
WORKFORCE = "scenario.people.workforce"
QUOTE_UNTIL = "scenario.needs.quote_until"
USUAL = "usual"
LEARNED = ("contractors", "new_hire")


def platform_of(values: Values, book: Book) -> Mapping[str, str]:
    """The book's row of the platform answered."""
    answered = values.get(PLATFORM, UNKNOWN)
    return next(row for row in book.rows("platforms") if row["platform"] == answered)


def _bills(values: Values, book: Book) -> set[str]:
    """The bills of the platform: its usual way and the other ways of building there."""
    row = platform_of(values, book)
    return {row["bill"], *(way["bill"] for way in _ways_of(values, book))}


def _ways_of(values: Values, book: Book) -> list[Mapping[str, str]]:
    bill = platform_of(values, book)["bill"]
    same = {row["platform"] for row in book.rows("platforms") if row["bill"] == bill}
    return [row for row in book.rows("ways") if row["platform"] in same]


def regions(values: Values, book: Book) -> list[str]:
    """Regions of the platform's provider for which the book has prices."""
    provider = platform_of(values, book)["provider"]
    return [row["region"] for row in book.rows("regions") if row["provider"] == provider and row["offered"] == "1"]


def ways(values: Values, book: Book) -> Collection[str]:
    """Ways of building on the platform."""
    return {USUAL, *(row["way"] for row in _ways_of(values, book))}


def shapes(values: Values, book: Book) -> Collection[str]:
    """Shapes that the platform's bills have."""
    return {row["shape"] for row in book.rows("shapes") if row["platform"] in _bills(values, book)}


def _committable(values: Values, book: Book) -> bool:
    bills = _bills(values, book)
    return any(row["committable"] == "1" for row in book.rows("bill_of_materials") if row["platform"] in bills)


def _supported(values: Values, book: Book) -> bool:
    provider = platform_of(values, book)["provider"]
    return any(row["provider"] == provider for row in book.rows("support_plans"))


def _own_line(values: Values, book: Book) -> bool:
    bills = _bills(values, book)
    named = {row["sku"] for row in book.rows("bill_of_materials") if row["platform"] in bills}
    return "own:internet_cost_per_month" in named


def _modelled(values: Values) -> bool:
    return BILL not in values


MEASURED = "last month’s bill stands in for it"
NOT_MEASURED = Rule(lambda values, book: _modelled(values), MEASURED)
RULES = {
    "hosting.region": Rule(
        lambda values, book: len(regions(values, book)) > 1, "the platform has no choice of regions"
    ),
    "hosting.way": Rule(lambda values, book: len(ways(values, book)) > 1, "the platform is built in one way only"),
    "hosting.shape": NOT_MEASURED,
    "hosting.development": NOT_MEASURED,
    "hosting.reader_pool": NOT_MEASURED,
    "hosting.commitment": Rule(
        lambda values, book: _modelled(values) and _committable(values, book),
        "the platform has no price for a commitment, or last month’s bill stands in for it",
    ),
    "hosting.support_plan": Rule(
        lambda values, book: _modelled(values) and _supported(values, book),
        "no price of support is known for the platform, or last month’s bill stands in for it",
    ),
    "recovery.level_today": Rule(
        lambda values, book: not _modelled(values) or values.get(TODAY) == "live_self_hosted",
        "nothing of your own is live",
    ),
    "hosting.internet_cost_per_month": Rule(
        lambda values, book: _modelled(values) and _own_line(values, book), "it would not run on own servers"
    ),
    "people.hire_quarter": Rule(lambda values, book: values.get(WORKFORCE) == "new_hire", "nobody new is hired"),
    "people.stipend": Rule(
        lambda values, book: values.get(COVERAGE) != "working_hours", "the service is needed in working hours only"
    ),
    "people.skills": Rule(
        lambda values, book: values.get(WORKFORCE) not in LEARNED and values.get(TODAY) != "live_self_hosted",
        "the work is done by people who bring the skills or are hired for it",
    ),
    "needs.after_quote": Rule(lambda values, book: QUOTE_UNTIL in values, "no price in writing with an end is named"),
    "needs.later_price_per_month": Rule(
        lambda values, book: QUOTE_UNTIL in values, "no price in writing with an end is named"
    ),
}
NARROW = {"hosting.region": regions, "hosting.way": ways, "hosting.shape": shapes}
UNDER = {
    "hosting.node_cost_per_month": ("hosting.way", "own_nodes"),
    "needs.self_host_licence_per_month": ("needs.self_host_licence", "yes"),
    "upgrades.fork_engineer_months_per_year": ("upgrades.fork", "yes"),
    "upgrades.fork_underestimate_multiplier": ("upgrades.fork", "yes"),
}
