"""Whether a database version past its support costs a surcharge here: who charges it, and whether it can fall due."""

from .bill_words import LADDER
from .book import Book
from .inputs import EstimateError
from .place import Place, place_of
from .scenario import UNKNOWN, Scenario
from .upgrade_calendar import UpgradeCalendar
from .upgrade_unknown import assumed_postgresql

CONDITION = "late_database"
SERVICE = "PostgreSQL extended support"
PRICED_BY = "aws_standard_end"


def surcharge_state(scenario: Scenario, book: Book, upgrades: UpgradeCalendar) -> tuple[str, str]:
    """(state of the line, why it has no figure); ("estimated", "") where it has one."""
    place = place_of(scenario, book)
    reason = _not_applicable(scenario, book, place, upgrades)
    if reason:
        return "not_applicable", reason
    if place.support_end != PRICED_BY:
        gap = _gap(book, place)
        return "not_estimated", f"{gap['reason']}; instead: {gap['instead']}" if gap else ""
    return "estimated", ""


def _not_applicable(scenario: Scenario, book: Book, place: Place, upgrades: UpgradeCalendar) -> str:
    if place.support_end != PRICED_BY and _gap(book, place) is None:
        return "you run the database yourselves: nobody charges more for an old version"
    if scenario.upgrades.in_time == "yes":
        return "your database upgrades happen before the support of the old version ends"
    if not upgrades.ends:
        if scenario.hosting.today == "live_self_hosted" and scenario.upgrades.postgresql_version == UNKNOWN:
            taken = assumed_postgresql(scenario, book)
            return (
                f"your PostgreSQL version is not known and taken as {taken}, whose support does not end in "
                "this period; an older one may cost it"
            )
        return "the support of no PostgreSQL version in use ends in this period"
    if is_overdue(upgrades) and scenario.hosting.bill_last_month is not None:
        return "your own hosting bill already contains it"
    return ""


def _gap(book: Book, place: Place) -> dict[str, str] | None:
    """The declared gap of a provider that charges for old versions and whose price the book lacks."""
    rows = book.rows("no_public_price")
    return next((dict(row) for row in rows if (row["provider"], row["service"]) == (place.provider, SERVICE)), None)


def is_overdue(upgrades: UpgradeCalendar) -> bool:
    """Whether the first database version is past its support when the horizon begins."""
    return bool(upgrades.ends) and upgrades.ends[0].overdue


def database_ladder(book: Book, place: Place) -> str:
    """Name of the sizes in which the platform's database is bought; EstimateError where it is not bought by size."""
    for row in book.rows("bill_of_materials"):
        if row["platform"] == place.bill and row["recovery_part"] == "database" and row["sku"].startswith(LADDER):
            return row["sku"].removeprefix(LADDER)
    raise EstimateError(f"{place.bill}: the database is not bought by size")
