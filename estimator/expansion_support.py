"""The support plan of the provider as a node of the graph: a share of everything that the provider bills."""

from collections.abc import Mapping

from .additions import Expansion, not_estimated, sum_of
from .bill import copy_rows, cost_name
from .bill_prices import support_row
from .book import Book
from .expansion_own_bill import SUPPORT
from .expansion_recovery import DRILLS
from .place import place_of
from .scenario import Scenario

Row = Mapping[str, str]
BESIDE_PRODUCTION = ("staging", "development")
LATE_DATABASE = "late_database_cost"


def add_support(
    found: Expansion, scenario: Scenario, book: Book, components: Mapping[str, Row], surcharge: bool
) -> None:
    """Staging, development, standby, copies, drills, one more database and a late version's surcharge count."""
    plan, place = scenario.hosting.choice("support_plan"), place_of(scenario, book)
    if plan == "none":
        return
    if support_row(book, place.provider, plan) is None:
        because = f"the book has no price of a support plan at {place.label}; enter your own figure in the bill"
        found.missing.append(not_estimated(*SUPPORT, because))
        return
    found.support = "priced"
    billed = [name for name, row in components.items() if row["provider"] == place.provider]
    more = [DRILLS] * (found.drills == "priced") + [LATE_DATABASE] * surcharge
    more += [*found.config["replicas"], *billed_beside(found, scenario, book)]
    found.config["supported"] = sum_of([*billed, *more])


def billed_beside(found: Expansion, scenario: Scenario, book: Book) -> list[str]:
    """Lines that the provider bills beside production: environments, standby and copies of the level counted."""
    names = [f"{name}_cost" for name in BESIDE_PRODUCTION if scenario.hosting.choice(name) == "yes"]
    names += [name for name in found.config["recovery_standbys"] if name not in found.idle]
    return names + _priced_copies(found, scenario, book)


def _priced_copies(found: Expansion, scenario: Scenario, book: Book) -> list[str]:
    """Copies in a second region that the provider bills, have a price and belong to the level counted."""
    provider = place_of(scenario, book).provider
    names = [cost_name(row) for row in copy_rows(scenario, book) if row["provider"] == provider]
    priced = {name for kind, rows in found.config.items() if kind.endswith("_components") for name in rows}
    return [name for name in names if name in priced and name not in found.idle]
