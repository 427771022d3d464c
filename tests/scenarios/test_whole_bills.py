"""Five whole bills, typed component by component, against the model.

`whole_bills.csv` holds them: quantity (derived in `aws_minimum.py` and `hundred_thousand.py`), price as a source other
than the book's prints it, what that source is, and the model's cost of the first quarter. Three kinds of row:

    second source     the price was typed from a source that the book's own price row does not name
    vendor's page     the vendor's own page is the source of both
    arithmetic only   no other source was found: the row checks quantity, unit and product, not the price

The shares of the money that stand in `docs/price-checks.md` are held here too.
"""

import csv
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from estimator import Estimate
from estimator.explanation import Explanation, Leaf
from tests.scenarios.aws_minimum import CENT, first_quarter
from tests.scenarios.hundred_thousand import on

TABLE = Path(__file__).with_name("whole_bills.csv")
PAGE = Path(__file__).parents[2] / "docs" / "price-checks.md"
PERIODS = {"hour": 2_190, "day": 91.25, "month": 3, "quarter": 1}
CHECKS = ("second source", "vendor's page", "arithmetic only")
GROUPS = ("infrastructure", "observability")
WITHIN = 0.01
# Share of the money with a second source, at least: what was found may grow, never shrink unseen.
SHARES = {
    "aws us-east-1": 0.99,
    "aws eu-central-1": 0.88,
    "aws us-gov-west-1": 0.79,
    "azure eastus": 0.44,
    "gcp us-central1": 0.49,
}


def read() -> dict[str, list[dict[str, Any]]]:
    """Rows of the table by bill, with their cost as the source's price makes it."""
    bills = defaultdict(list)
    with TABLE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            cost = float(row["quantity"]) * PERIODS[row["per"]] * float(row["unit_price_usd"])
            bills[row["bill"]].append(row | {"cost": cost})
    return dict(bills)


BILLS = read()
each_bill = pytest.mark.parametrize("bill", list(SHARES))


@pytest.fixture(scope="module")
def found() -> dict[str, Estimate]:
    places = {bill: bill.split() for bill in SHARES}
    return {bill: on(platform=platform, region=region) for bill, (platform, region) in places.items()}


def costs(estimate: Estimate) -> dict[str, float]:
    """Every priced component of the model's bill with its cost."""
    lines = (line for line in estimate.lines if line.group in GROUPS and line.state == "estimated")
    return {line.key.removesuffix("_cost"): first_quarter(estimate, line.key) for line in lines}


def prices_of(figure: Explanation | Leaf) -> Iterator[Leaf]:
    """The prices below a figure: rows of the price list, ladders of sizes, and what is derived from another region."""
    if isinstance(figure, Leaf):
        yield from [figure] if figure.kind == "price" or figure.key.startswith("price_") else []
        return
    for part in figure.inputs:
        yield from prices_of(part)


def share(bill: str, check: str) -> float:
    """Share of a bill's money whose price was checked that way."""
    money = [(row["cost"], row["check"]) for row in BILLS[bill]]
    return sum(cost for cost, kind in money if kind == check) / sum(cost for cost, _ in money)


def test_the_table_holds_the_five_bills():
    assert BILLS.keys() == SHARES.keys()


@each_bill
def test_no_component_is_left_out(found, bill):
    assert sorted(costs(found[bill])) == sorted(row["component"] for row in BILLS[bill])


@each_bill
def test_every_component_is_within_one_percent(found, bill):
    model = costs(found[bill])
    for row in BILLS[bill]:
        assert model[row["component"]] == pytest.approx(float(row["model_cost_usd"]), abs=CENT), row["component"]
        assert model[row["component"]] == pytest.approx(row["cost"], rel=WITHIN, abs=CENT), row["component"]


@each_bill
def test_the_whole_bill_is_within_one_percent(found, bill):
    typed = sum(row["cost"] for row in BILLS[bill])
    assert sum(costs(found[bill]).values()) == pytest.approx(typed, rel=WITHIN)


@each_bill
def test_a_second_source_is_named_and_is_another_one(found, bill):
    """Address, title and day, the price as printed; the book's own row names none of it."""
    for row in BILLS[bill]:
        given = [row[key] for key in ("printed", "source", "title", "date")]
        assert row["check"] in CHECKS, row["component"]
        assert all(given) == (row["check"] != "arithmetic only") == any(given), row["component"]
        if row["check"] == "second source":
            address = [part for part in row["source"].split() if not part.startswith("@")]
            prices = list(prices_of(found[bill].explanations[f"{row['component']}_cost"]))
            assert prices, row["component"]
            assert not [leaf for leaf in prices if all(part in leaf.source for part in address)], row


@each_bill
def test_the_page_shows_what_was_checked(bill):
    """Each bill's row of the table in `docs/price-checks.md`: total, then the three shares in whole percent."""
    cells = [f"{share(bill, check):.0%}".replace("%", " %") for check in CHECKS]
    total = f"{sum(float(row['model_cost_usd']) for row in BILLS[bill]):,.0f}"
    assert f"| {' | '.join([bill, total, *cells])} |" in PAGE.read_text(encoding="utf-8")
    assert share(bill, "second source") >= SHARES[bill]
