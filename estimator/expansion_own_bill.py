"""What the user's own hosting bill contains already, listed line by line, and what it cannot contain yet."""

from collections.abc import Iterator

from .additions import Missing, not_estimated
from .bill import cost_name, inside_own_bill
from .book import Book
from .scenario import Scenario

Line = tuple[str, str, str]
INSIDE = "your own hosting bill contains it"
OWN_STATE = ("self_host", "not_applicable")
ENVIRONMENTS: tuple[Line, ...] = (
    ("staging_cost", "Staging environment", "environments"),
    ("development_cost", "Development environment", "environments"),
)
RECOVERY: Line = ("recovery", "Standby copies", "recovery")
DRILLS: Line = ("recovery_drill_cost", "Servers for drills", "recovery")
SUPPORT: Line = ("cloud_support_cost", "Support plan of the provider", "infrastructure")


def lines_inside(scenario: Scenario, book: Book, level: str) -> Iterator[Missing]:
    """Every line that the bill replaces; recovery is unknown where the level counted is beyond today's."""
    for row in inside_own_bill(scenario, book):
        yield Missing(cost_name(row), row["label"], row["group"], *OWN_STATE, INSIDE)
    for line in ENVIRONMENTS:
        yield Missing(*line, *OWN_STATE, INSIDE)
    if scenario.hosting.choice("support_plan") != "none":
        yield Missing(*SUPPORT, *OWN_STATE, INSIDE)
    yield from _recovery(scenario, book, level)


def _recovery(scenario: Scenario, book: Book, level: str) -> Iterator[Missing]:
    levels = {row["level"]: row for row in book.rows("recovery_levels")}
    paid, counted = levels[scenario.recovery.choice("level_today")], levels[level]
    if int(counted["order"]) <= int(paid["order"]):
        because = f"your own hosting bill pays for it today ({paid['label'].lower()})"
        yield Missing(*RECOVERY, *OWN_STATE, because)
    else:
        because = (
            f"your own hosting bill pays for {paid['label'].lower()}; what {counted['label'].lower()} costs beyond it "
            f"is not known: add it to the bill and say that it pays for that level"
        )
        yield not_estimated(*RECOVERY, because)
    yield Missing(*DRILLS, *OWN_STATE, INSIDE)


def replica_beside_bill(key: str, label: str, *, solved: bool) -> Missing:
    """One more database for SQL: part of the bill where you solve it yourselves, else unknown."""
    if solved:
        return Missing(key, label, "needs", *OWN_STATE, INSIDE)
    because = "whether your own hosting bill contains it is not known; where it does not, add it to the bill"
    return not_estimated(key, label, "needs", because)
