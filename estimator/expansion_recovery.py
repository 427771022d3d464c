"""Recovery as nodes of the graph: standby parts, copies of data, servers started for drills; for all levels at once."""

from collections.abc import Mapping

from hamilton.function_modifiers import source, value

from .additions import Expansion, Missing, line_tags, sum_of
from .bill import copy_rows, cost_name
from .bill_prices import gap_of
from .book import Book
from .expansion_components import add_component, without_price
from .place import place_of
from .scenario import Scenario

Row = Mapping[str, str]
OWN = "own"
STARTED_PARTS = ("compute", "database", "cache", "network")  # what a drill starts beside what stands by
DRILLS = "recovery_drill_cost"


def add_recovery(found: Expansion, scenario: Scenario, book: Book, components: Mapping[str, Row], level: str) -> None:
    """Lines of every level; those that the level does not have are named in `found.idle`."""
    started = [_add_part(found, book, components, row) for row in _parts(book, level)]
    names = [name for name in started if name]
    found.config["started_for_drills"] = sum_of(names)
    found.drills = "priced" if names else "none"
    if components:
        _add_copies(found, scenario, book, level)
    if components and not names and scenario.hosting.bill_last_month is None:
        because = "a drill starts no rented servers here"
        found.missing.append(Missing(DRILLS, "Servers for drills", "recovery", "self_host", "not_applicable", because))


def _parts(book: Book, level: str) -> list[Row]:
    return [row for row in book.rows("recovery_parts") if row["level"] == level]


def _add_part(found: Expansion, book: Book, components: Mapping[str, Row], row: Row) -> str:
    """Adds the standby of one part; returns the name of what a drill starts of it, empty where that is nothing."""
    part = row["recovery_part"]
    copied = [name for name, component in components.items() if component["recovery_part"] == part]
    if not copied:
        return ""
    name = f"recovery_{part}"
    share = source(f"recovery_share_{part}")
    found.config["recovery_bases"][f"{name}_base"] = {"parts": sum_of(copied)}
    found.config["recovery_standbys"][name] = {
        "base": source(f"{name}_base"),
        "share": share,
        "standby_regions": value(int(row["standby_regions"])),
    }
    found.config["recovery_tags"][name] = line_tags("recovery", "self_host", f"Standby: {part}")
    if float(row["share_high"]) == 0:
        found.idle.add(name)
    if part not in STARTED_PARTS or any(components[one]["provider"] == OWN for one in copied):
        return ""
    found.config["recovery_started"][f"{name}_started"] = {"base": source(f"{name}_base"), "share": share}
    return f"{name}_started"


def _add_copies(found: Expansion, scenario: Scenario, book: Book, level: str) -> None:
    """Copies of data, priced like components of the bill; a gap counts only at the levels that have the copy."""
    place = place_of(scenario, book)
    for row in copy_rows(scenario, book):
        applies = level in row["levels"].split(";")
        gap = gap_of(row, scenario, book, place)
        if gap is None:
            add_component(found, row, scenario, book, place)
        elif applies:
            found.missing.append(without_price(row, gap))
        if not applies:
            found.idle.add(cost_name(row))
