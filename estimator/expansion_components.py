"""A row of a bill as a node of the graph: which formula prices it, and what that formula reads."""

from collections.abc import Mapping
from typing import Any

from hamilton.function_modifiers import source, value

from .additions import Expansion, Missing, line_tags
from .bill import cost_name, is_bought_tool, ladder_rows
from .bill_prices import tier_steps
from .bill_words import BY_MACHINE, LADDER, OWN, WORK
from .book import Book
from .book_rows import Gap
from .place import Place
from .scenario import Scenario

Row = Mapping[str, str]
PER = {
    "hour": "hours_per_quarter",
    "day": "days_per_quarter",
    "month": "months_per_quarter",
    "year": "years_per_quarter",
    "server_life": "server_life_share_per_quarter",
    "machine_life": "machine_life_share_per_quarter",
}
# What is bought and used up over its life: by the row that holds the life.
LIVES = {"server_life": "onprem_server_life_years", "machine_life": "small_machine_life_years"}
COMMITMENTS = {"one_year": "commitment_factor_1y", "three_years": "commitment_factor_3y"}


def without_price(row: Row, gap: Gap) -> Missing:
    """What cannot be bought in the region does not apply; what has no public price is not estimated."""
    state = "not_applicable" if gap.kind == "unavailable" else "not_estimated"
    because = f"{gap.reason}; instead: {gap.instead}" if gap.instead else gap.reason
    return Missing(cost_name(row), row["label"], row["group"], "self_host", state, because)


def add_component(found: Expansion, row: Row, scenario: Scenario, book: Book, place: Place) -> None:
    """Adds the cost line of a priced component."""
    name = row["component"]
    inputs = {
        "quantity": source(row["quantity"]),
        "multiplier": value(float(row["multiplier"])),
        "billed_per_quarter": source(PER[row["per"]]) if row["per"] in PER else value(1),
        "unit_price": source(_price_name(row)),
        "copies": _copies(row),
    }
    if row["sku"].startswith(LADDER):
        ladder = row["sku"].removeprefix(LADDER)
        found.config["ladder_prices"][f"price_{name}"] = {
            "need": source(ladder_rows(book, ladder)[0]["need"]),
            "ladder": source(f"ladder_{ladder}"),
        }
    kind, more = _kind_of(row, scenario, book, place)
    if kind == "tiered":
        del inputs["unit_price"]
    found.config[f"{kind}_components"][cost_name(row)] = inputs | more
    view = "work" if row["sku"] == WORK else "all"
    spending = "capital" if row["per"] in LIVES else "expense"
    taxed = {"taxed": "saas"} if is_bought_tool(row, book) else {}
    tags = line_tags(row["group"], "self_host", row["label"], view, spending=spending, **taxed)
    found.config[f"{kind}_tags"][cost_name(row)] = tags


def _copies(row: Row) -> Any:
    """How often several installations need a component: each its own; people's work in part, seats on a rota once."""
    if row["purpose"] == "on_call":
        return value(1)
    work = row["sku"] == WORK and row["quantity"] not in BY_MACHINE
    return source("work_of_installations" if work else "installations")


def _price_name(row: Row) -> str:
    if row["sku"] == WORK:
        return "engineer_hour_cost"
    return row["sku"].removeprefix(OWN) if row["sku"].startswith(OWN) else f"price_{row['component']}"


def _kind_of(row: Row, scenario: Scenario, book: Book, place: Place) -> tuple[str, dict[str, Any]]:
    """Which formula prices a component, and what it reads beyond quantity, price and period."""
    name = row["component"]
    commitment = scenario.hosting.choice("commitment")
    if row["sku"] == WORK:
        return "own", {"own_price_level": value(1)}  # pay has its own rise
    if row["sku"].startswith(OWN):
        return "own", {"own_price_level": source("service_price_level")}
    if tier_steps(row, book, place):
        return "tiered", {"tiers": source(f"tiers_{name}")}
    if row["free_quantity"]:
        return "allowance", {"free_quantity": source(f"free_{name}")}
    if row["committable"] == "1" and commitment in COMMITMENTS:
        return "committed", {"commitment_factor": source(COMMITMENTS[commitment])}
    return "plain", {}
