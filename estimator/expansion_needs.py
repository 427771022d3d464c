"""Needs that a plan or an own platform has to meet, as nodes of the graph: work, bought services, one more database."""

from collections.abc import Mapping

from hamilton.function_modifiers import source, value

from .additions import Expansion, Missing, line_tags, not_estimated, sum_of
from .book import Book
from .estimate import PlanChoice
from .expansion_own_bill import replica_beside_bill
from .scenario import Scenario

Row = Mapping[str, str]
# What each installation needs for itself (column `per`); an identity provider, a network or an audit serves all.
EACH_INSTALLATION = {"installation", "feed", "domain"}
REPLICA_NEED = "sql_warehouse"
DISK_OF_EACH = "database_disk_gb"  # storage that each instance has for itself; elsewhere all share one
REPLICA = "analytics_replica_cost"
PRACTICE = "practice "
# Groups of lines that carry the money of a need but not its work.
CARRY_MONEY_ONLY = {"infrastructure", "observability", "environments", "recovery"}


def add_needs(found: Expansion, scenario: Scenario, book: Book, plan: PlanChoice) -> None:
    rows = {row["need"]: row for row in book.rows("needs")}
    for need, answer in sorted(scenario.needs.answers.items()):
        if answer in ("must", "own"):
            _add_need(found, book, rows[need], "self_host", "self_host")
    for need, _ in plan.workarounds:
        _add_need(found, book, rows[need], "workaround", "cloud")


def add_replica(found: Expansion, scenario: Scenario, components: Mapping[str, Row]) -> None:
    """The database instance that SQL access needs on an own platform."""
    answer = scenario.needs.answers.get(REPLICA_NEED)
    if answer not in ("must", "own"):
        return
    label = "SQL access: one more database instance"
    if scenario.hosting.bill_last_month is not None:
        found.missing.append(replica_beside_bill(REPLICA, label, solved=answer == "own"))
        return
    instances = [name for name, row in components.items() if row["quantity"] == "database_instances"]
    if not instances:
        because = "no database instance is priced on this platform"
        found.missing.append(not_estimated(REPLICA, label, "needs", because))
        return
    disks = [name for name, row in components.items() if row["quantity"] == DISK_OF_EACH]
    found.config["replicas"][REPLICA] = {
        "instances_cost": sum_of(instances),
        "disks_cost": sum_of(disks),
        "primary_instances": source("database_instances"),
    }
    found.config["replica_tags"][REPLICA] = line_tags("needs", "self_host", label, taxed="yes")


def _add_need(found: Expansion, book: Book, row: Row, columns: str, option: str) -> None:
    """Work and bought services of one need on one side, or the reason why it has no figure."""
    name, label = f"need_{row['need']}_{option}", row["label"]
    if row[f"{columns}_cost"] == "ask":
        because = "only the supplier can name a price"
        found.missing.append(not_estimated(name, label, "needs", because, option))
        return
    carriers = [part for part in row["already_in"].split(";") if part not in ("", "none") and option == "self_host"]
    worked = _add_need_work(found, row, columns, option) if set(carriers) <= CARRY_MONEY_ONLY else False
    paid = _add_need_bill(found, row, columns, option) if not carriers and row[f"{columns}_cost"] != "bill" else False
    if carriers and not (worked or paid):
        because = f"contained in {', '.join(_words(book, one) for one in carriers)}"
        found.missing.append(Missing(name, label, "needs", option, "not_applicable", because))


def _words(book: Book, carrier: str) -> str:
    """What carries a need already, in words: a practice's title, a row's label or a group of lines."""
    if carrier.startswith(PRACTICE):
        code = carrier.removeprefix(PRACTICE)
        return next(f"the practice “{row['practice']}”" for row in book.rows("readiness") if row["id"] == code)
    row = book.assumptions.get(carrier)
    return f"“{row.label}”" if row else carrier


def _add_need_work(found: Expansion, row: Row, columns: str, option: str) -> bool:
    """Adds the line of a need's work; False when there is none."""
    name = f"need_{row['need']}_{option}"
    if float(row[f"{columns}_hours_high"] or 0) + float(row[f"{columns}_hours_year_high"] or 0) == 0:
        return False
    found.config["need_works"][f"{name}_work"] = {
        "hours_once": source(f"{name}_hours"),
        "hours_per_year": source(f"{name}_hours_year"),
        "copies": source("work_of_installations") if row["per"] in EACH_INSTALLATION else value(1),
    }
    found.config["need_work_tags"][f"{name}_work"] = line_tags("needs", option, f"{row['label']}: work", view="work")
    return True


def _add_need_bill(found: Expansion, row: Row, columns: str, option: str) -> bool:
    """Adds the line of services bought for a need; False when there are none."""
    name = f"need_{row['need']}_{option}"
    if float(row[f"{columns}_usd_month_high"] or 0) == 0:
        return False
    found.config["need_bills"][f"{name}_bill"] = {
        "usd_per_month": source(f"{name}_usd_month"),
        "copies": source("installations") if row["per"] in EACH_INSTALLATION else value(1),
    }
    tags = line_tags("needs", option, f"{row['label']}: services", taxed="saas")
    found.config["need_bill_tags"][f"{name}_bill"] = tags
    return True
