"""Which tax falls on which lines: by the country, by what the buyer gets back, and by the tag of each line."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from .additions import Missing, line_tags, sum_of
from .book import Book
from .estimate import OPTIONS
from .node import Node
from .scenario import UNKNOWN, Scenario

# Groups of lines that are bought from others, unless a line's tag says otherwise.
BOUGHT = {"infrastructure", "environments", "observability", "recovery", "subscription"}
LABEL = "Tax that is not recovered"
NOTHING_TAXED = "nothing that is bought here is taxed"
# Lines on which each tax falls, by what `taxed` says: software as a service, or anything else that is bought.
FALLS_ON = {"vat": {"yes", "saas"}, "sales_tax": {"saas"}, "none": set()}


@dataclass(frozen=True)
class Tax:
    """The tax of a scenario: `kind` vat, sales_tax or none; `state` and `because` say why none is counted."""

    kind: str
    rate_key: str = ""
    share_key: str = ""
    state: str = "estimated"
    because: str = ""


def tax_of(scenario: Scenario, book: Book) -> Tax:
    """The tax that falls on what is bought, by country and kind of organisation."""
    money = scenario.money
    if money.recovers_tax == "yes":
        return Tax("none", state="not_applicable", because="you get it back, or are exempt")
    country = scenario.people.choice("country") if money.tax_country == UNKNOWN else money.tax_country
    row = next((row for row in book.rows("tax_countries") if row["country"] == country), None)
    share_key = row[f"{money.choice('organisation')}_key"] if row else ""
    if row is None:
        return _without_rate(scenario)
    if money.recovers_tax == UNKNOWN and book.assumptions[share_key].high == 0:
        because = f"an organisation of your kind gets it back or is exempt ({row['label']})"
        return Tax("none", state="not_applicable", because=because)
    return Tax(row["tax"], row["rate_key"], share_key)


def _without_rate(scenario: Scenario) -> Tax:
    """A country that the book has no rate for: open, unless organisations of this kind recover tax as a rule."""
    if scenario.money.recovers_tax == UNKNOWN and scenario.money.choice("organisation") in ("company", "startup"):
        because = "companies get it back as a rule; the book has no rate for your country"
        return Tax("none", state="not_applicable", because=because)
    because = "the book has no rate for your country; ask finance"
    return Tax("none", state="not_estimated", because=because)


def taxed_as(line: Node, contractors: bool) -> str:
    """What a line is to a tax: "saas", "yes" (bought otherwise) or "no"; people's work is bought from contractors."""
    if line.tag("taxed"):
        return line.tag("taxed")
    if line.tag("view") == "work":
        return "yes" if contractors else "no"
    if line.tag("view") != "all" or line.tag("group") not in BOUGHT:
        return "no"
    return "saas" if line.tag("group") == "subscription" else "yes"


def tax_lines(lines: Iterable[Node], kind: str, contractors: bool) -> tuple[dict[str, Any], dict[str, dict[str, str]]]:
    """Lines of tax, with their tags: one for each option, and apart for one-off, capital and each staffing basis."""
    parts: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for line in lines:
        if line.tag("outside") == "no" and taxed_as(line, contractors) in FALLS_ON[kind]:
            parts[tuple(line.tag(name) for name in ("option", "one_off", "spending", "basis"))].append(line.name)
    found = {_name(*key): {"parts": sum_of(names)} for key, names in parts.items()}
    return found, {_name(*key): _tags(*key) for key in parts}


def _name(option: str, one_off: str, spending: str, basis: str) -> str:
    marks = ["one_off"] * (one_off == "yes") + ["capital"] * (spending == "capital") + [basis] * (basis != "all")
    return "_".join(["tax", option, *marks])


def _tags(option: str, one_off: str, spending: str, basis: str) -> dict[str, str]:
    label = LABEL
    if spending == "capital":
        label = "Tax on bought goods"
    elif one_off == "yes":
        label = "Tax on what is bought once"
    elif basis != "all":
        label = "Tax on courses and contractors"
    more = {} if basis == "all" else {"basis": basis}
    return line_tags("tax", option, label, one_off=one_off, spending=spending, overruns="no", **more)


def without_tax(tax: Tax, taxed: Collection[str]) -> list[Missing]:
    """For each option without a line of tax (`taxed`: their names), why."""
    state = "not_applicable" if tax.kind != "none" else tax.state
    because = NOTHING_TAXED if tax.kind != "none" else tax.because
    names = {option: any(name.startswith(f"tax_{option}") for name in taxed) for option in OPTIONS}
    return [Missing(f"tax_{option}", LABEL, "tax", option, state, because) for option in OPTIONS if not names[option]]
