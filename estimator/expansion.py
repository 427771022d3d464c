"""The parts of the graph that are rows of the book (bills, standby copies, needs), and what cannot be priced."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from hamilton.function_modifiers import group, source, value

from .book import Book
from .book_rows import Gap
from .estimate import PlanChoice
from .scenario import Scenario

LADDER = "ladder:"
PER = {"hour": "hours_per_quarter", "month": "months_per_quarter"}
Row = Mapping[str, str]


@dataclass(frozen=True)
class Missing:
    """A line that belongs to the total and has no figure, with the reason."""

    key: str
    label: str
    group: str
    option: str
    state: str
    because: str
    sentence: str = ""
    view: str = "all"
    basis: str = "all"
    outside: bool = False


@dataclass
class Expansion:
    """What the book adds to the graph: Hamilton's parameters by name, and the lines without a figure."""

    config: dict[str, Any] = field(default_factory=lambda: defaultdict(dict))
    missing: list[Missing] = field(default_factory=list)
    platform: str = "priced"


def expand(scenario: Scenario, book: Book, plan: PlanChoice, level: str) -> Expansion:
    """Components of the platform, standby parts of the recovery level and needs of the scenario."""
    found = Expansion()
    components = _add_platform(found, scenario, book)
    _add_recovery(found, components, book, level)
    _add_needs(found, scenario, book, plan)
    _add_replica(found, scenario, components)
    mirrored = [name for name, row in components.items() if row["mirrored"] == "1"]
    found.config["mirrored"] = _parts(mirrored)
    for name in PARAMETERS:
        found.config.setdefault(name, {})
    return found


UNPRICED = (
    ("infrastructure", "Infrastructure", "infrastructure"),
    ("staging_cost", "Staging environment", "environments"),
    ("observability", "Monitoring and logs", "observability"),
    ("recovery", "Standby copies", "recovery"),
)
# Groups of lines that carry the money of a need but not its work.
REPLICA_NEED = "sql_warehouse"
CARRY_MONEY_ONLY = {"infrastructure", "observability", "environments", "recovery"}
PARAMETERS = (
    *("components", "component_tags", "allowance_components", "allowance_tags", "ladder_prices"),
    *("recovery_bases", "recovery_copies", "recovery_tags"),
    *("replicas", "replica_tags"),
    *("need_works", "need_work_tags", "need_bills", "need_bill_tags"),
)


def _parts(names: list[str]) -> Any:
    return group(*[source(name) for name in names]) if names else value([])


def bill_rows(scenario: Scenario, book: Book) -> list[Row]:
    """The bill of materials of the platform answered; empty without a bill or where the user's own bill replaces it."""
    if scenario.hosting.bill_last_month is not None:
        return []
    platform = _platform(scenario, book)
    return [row for row in book.rows("bill_of_materials") if row["platform"] == platform["bill"]]


def cost_name(row: Row) -> str:
    """Key of a component's cost line."""
    return f"{row['component']}_cost"


def _platform(scenario: Scenario, book: Book) -> Row:
    return next(row for row in book.rows("platforms") if row["platform"] == scenario.hosting.platform)


def _add_platform(found: Expansion, scenario: Scenario, book: Book) -> dict[str, Row]:
    """Adds a node for each component with a price; returns those components by node name."""
    priced: dict[str, Row] = {}
    region = scenario.hosting.choice("region")
    for row in bill_rows(scenario, book):
        gap = _gap(row, book, region)
        if gap:
            found.missing.append(_without_price(row, gap))
        else:
            _add_component(found, row, book)
            priced[cost_name(row)] = row
    if not priced:
        _add_unpriced_platform(found, scenario, book)
    return priced


def _add_unpriced_platform(found: Expansion, scenario: Scenario, book: Book) -> None:
    """What depends on components has no figure of its own where there are none."""
    found.platform = "unpriced"
    if scenario.hosting.bill_last_month is not None:
        because = "your own hosting bill already contains it"
        found.missing.append(Missing("recovery", "Standby copies", "recovery", "self_host", "not_applicable", because))
        return
    because = _platform(scenario, book)["because"]
    for key, label, group_name in UNPRICED:
        if key == "staging_cost" and scenario.hosting.choice("staging") == "no":
            continue
        found.missing.append(_not_estimated(key, label, group_name, because))


def _not_estimated(key: str, label: str, group_name: str, because: str, option: str = "self_host") -> Missing:
    return Missing(key, label, group_name, option, "not_estimated", because)


def _gap(row: Row, book: Book, region: str) -> Gap | None:
    """The declared gap that stands where a component has no price here."""
    if row["sku"].startswith(LADDER):
        return None
    price = book.price(row["provider"], region, row["service"], row["sku"])
    return price if isinstance(price, Gap) else None


def _without_price(row: Row, gap: Gap) -> Missing:
    """What cannot be bought in the region does not apply; what has no public price is not estimated."""
    state = "not_applicable" if gap.kind == "unavailable" else "not_estimated"
    because = f"{gap.reason}; instead: {gap.instead}" if gap.instead else gap.reason
    return Missing(cost_name(row), row["label"], row["group"], "self_host", state, because)


def _add_component(found: Expansion, row: Row, book: Book) -> None:
    name, sku = row["component"], row["sku"]
    inputs = {
        "quantity": source(row["quantity"]),
        "multiplier": value(float(row["multiplier"])),
        "billed_per_quarter": source(PER[row["per"]]) if row["per"] in PER else value(1),
        "unit_price": source(f"price_{name}"),
    }
    if sku.startswith(LADDER):
        ladder = sku.removeprefix(LADDER)
        found.config["ladder_prices"][f"price_{name}"] = {
            "need": source(ladder_rows(book, ladder)[0]["need"]),
            "ladder": source(f"ladder_{ladder}"),
        }
    kind = "components"
    if row["free_quantity"]:
        kind = "allowance_components"
        inputs["free_quantity"] = source(f"free_{name}")
    tags = "component_tags" if kind == "components" else "allowance_tags"
    found.config[kind][cost_name(row)] = inputs
    found.config[tags][cost_name(row)] = _tags(row["group"], "self_host", row["label"])


def _tags(group_name: str, option: str, label: str, view: str = "all", one_off: str = "no") -> dict[str, str]:
    return {
        "group": group_name,
        "option": option,
        "line": label,
        "unit": "USD/quarter",
        "view": view,
        "one_off": one_off,
    }


def _add_recovery(found: Expansion, components: Mapping[str, Row], book: Book, level: str) -> None:
    shares = [row for row in book.rows("recovery_parts") if row["level"] == level]
    for row in shares:
        part = row["recovery_part"]
        copied = [name for name, component in components.items() if component["recovery_part"] == part]
        if not copied or float(row["share_high"]) == 0:
            continue
        name = f"recovery_{part}"
        found.config["recovery_bases"][f"{name}_base"] = {"parts": _parts(copied)}
        found.config["recovery_copies"][name] = {
            "base": source(f"{name}_base"),
            "share": source(f"recovery_share_{part}"),
        }
        found.config["recovery_tags"][name] = _tags("recovery", "self_host", f"Standby copy: {part}")


def _add_needs(found: Expansion, scenario: Scenario, book: Book, plan: PlanChoice) -> None:
    rows = {row["need"]: row for row in book.rows("needs")}
    for need, answer in sorted(scenario.needs.answers.items()):
        if answer in ("must", "own"):
            _add_need(found, rows[need], "self_host", "self_host")
    for need, _ in plan.workarounds:
        _add_need(found, rows[need], "workaround", "cloud")


def _add_replica(found: Expansion, scenario: Scenario, components: Mapping[str, Row]) -> None:
    """The database instance that SQL access needs on an own platform."""
    if scenario.needs.answers.get(REPLICA_NEED) not in ("must", "own") or scenario.hosting.bill_last_month is not None:
        return
    label = "SQL access: one more database instance"
    primary = next((name for name, row in components.items() if row["quantity"] == "database_instances"), None)
    if primary is None:
        because = "no database instance is priced on this platform"
        found.missing.append(_not_estimated("analytics_replica_cost", label, "needs", because))
        return
    found.config["replicas"]["analytics_replica_cost"] = {
        "primary_cost": source(primary),
        "primary_instances": source("database_instances"),
    }
    found.config["replica_tags"]["analytics_replica_cost"] = _tags("needs", "self_host", label)


def _add_need(found: Expansion, row: Row, columns: str, option: str) -> None:
    """Work and bought services of one need on one side, or the reason why it has no figure."""
    name, label = f"need_{row['need']}_{option}", row["label"]
    if row[f"{columns}_cost"] == "ask":
        because = "only the supplier can name a price"
        found.missing.append(_not_estimated(name, label, "needs", because, option))
        return
    carriers = [part for part in row["already_in"].split(";") if part not in ("", "none") and option == "self_host"]
    worked = _add_need_work(found, row, columns, option) if set(carriers) <= CARRY_MONEY_ONLY else False
    paid = _add_need_bill(found, row, columns, option) if not carriers and row[f"{columns}_cost"] != "bill" else False
    if carriers and not (worked or paid):
        because = f"contained in {', '.join(carriers).replace('_', ' ')}"
        found.missing.append(Missing(name, label, "needs", option, "not_applicable", because))


def _add_need_work(found: Expansion, row: Row, columns: str, option: str) -> bool:
    """Adds the line of a need's work; False when there is none."""
    name = f"need_{row['need']}_{option}"
    if float(row[f"{columns}_hours_high"] or 0) + float(row[f"{columns}_hours_year_high"] or 0) == 0:
        return False
    found.config["need_works"][f"{name}_work"] = {
        "hours_once": source(f"{name}_hours"),
        "hours_per_year": source(f"{name}_hours_year"),
    }
    found.config["need_work_tags"][f"{name}_work"] = _tags("needs", option, f"{row['label']}: work", view="work")
    return True


def _add_need_bill(found: Expansion, row: Row, columns: str, option: str) -> bool:
    """Adds the line of services bought for a need; False when there are none."""
    name = f"need_{row['need']}_{option}"
    if float(row[f"{columns}_usd_month_high"] or 0) == 0:
        return False
    found.config["need_bills"][f"{name}_bill"] = {"usd_per_month": source(f"{name}_usd_month")}
    found.config["need_bill_tags"][f"{name}_bill"] = _tags("needs", option, f"{row['label']}: services")
    return True


def ladder_rows(book: Book, ladder: str) -> list[Row]:
    """Sizes of a ladder, smallest first."""
    rows = [row for row in book.rows("ladders") if row["ladder"] == ladder]
    return sorted(rows, key=lambda row: int(row["step"]))
