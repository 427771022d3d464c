"""The minimum production shape on AWS: what is put in, and how much of everything that makes in the first quarter.

Put in: 100,000 patients with a record, no growth, first quarter 2027Q1; everything else not answered, so AWS, two
zones, a staging environment, and the likely value of each range of book 1 (year 1, so prices stand as listed).

    requests    peak 100,000 / 1,000 × 0.3 = 30 a second; mean 30 / 5 = 6 a second
                6 × 3,600 s × 2,190 h = 47.304 million a quarter
    servers     one task of 2 vCPU: 160 × 2 / 4 × 0.45 = 36 a second; ⌈30 / 36⌉ = 1, at least 2 tasks of 2 vCPU, 4 GB
    database    30 / (150 × 0.6) = 0.333 vCPU needed: the smallest size (2 vCPU), 2 instances
    cache       6 GB needed: the smallest size (13.07 GB), 2 nodes
    records     62 × 2.05 KB × 2.1 × 2.2 / 1,048,576 = 0.00056 GB a patient and year, 56.0 GB a year for all
                1 year loaded at the start + a quarter of a year = 69.99993 GB; backups beyond it 0.3 × that
    files       100,000 × 0.015 GB / 4 = 375 GB a quarter; 1,500 loaded + 375 = 1,875 GB, × 1.1 versions = 2,062.5 GB
                written 375 × 2,000 = 0.75 million times, read 375 × 4,000 = 1.5 million times
    logs        20 GB × 3 months + 47.304 × 3 GB = 201.912 GB; searchable 30 of 91.25 days
                66.382 GB × 0.15 = 9.9573 GB; archived 135.53 × 0.15 = 20.3295 GB
    NAT         47.304 × 4 + 201.912 + 375 = 766.128 GB
    zones       47.304 × 10 = 473.04 GB, billed out and in
    internet    47.304 × 8 = 378.432 GB, 300 GB free: 78.432 GB
    CDN         375 × 2 + 47.304 × 1 = 797.304 GB, 3,072 GB free; 4.7304 million requests, 30 million free: nothing
    bots        100,000 × 2 × 3 = 0.6 million runs, 3 million free; 0.6 million GB-seconds, 1.2 million free: nothing
    mails       100,000 × 0.5 × 3 = 150 thousand
    watching    200 metrics − 10 free, 20 alarms − 10 free, 4 dashboards − 3 free

Sources of the inputs are the rows of `assumptions.csv` and `shapes.csv`; prices stand in each test with their day.
"""

from typing import NamedTuple

import pytest

from estimator import Estimate, Run, estimate
from tests.estimator.book_parts import shipped
from tests.estimator.figures import base, line_of
from tests.estimator.generated import scenario

HOURS, MONTHS, ONCE = 2_190, 3, 1  # a quarter, in the unit that the price is for
CENT = 0.00501


class Component(NamedTuple):
    """One row of the bill: quantity × price × periods = cost of the first quarter in USD, rounded to the cent."""

    name: str
    quantity: float
    price: float
    periods: float
    cost: float


def in_region(region: str) -> Estimate:
    """The estimate of the scenario above in a region."""
    answers = scenario(workload={"patients": 100_000, "patient_growth_per_year": 0}, hosting={"region": region})
    return estimate(answers, shipped(1), Run(draws=64))


def first_quarter(found: Estimate, key: str) -> float:
    """Cost of a line in the first quarter at likely values."""
    return base(line_of(found, key))[0]


def assert_bill(found: Estimate, bill: list[Component]) -> None:
    """Each row's own arithmetic holds, and the line has its cost; no priced component is left out."""
    for row in bill:
        assert row.quantity * row.price * row.periods == pytest.approx(row.cost, abs=CENT), row.name
        assert first_quarter(found, f"{row.name}_cost") == pytest.approx(row.cost, abs=CENT), row.name
    groups = ("infrastructure", "observability")
    lines = {line.key for line in found.lines if line.group in groups and line.state == "estimated"}
    assert lines == {f"{row.name}_cost" for row in bill}


def derived_prices(found: Estimate) -> dict[str, str]:
    """Components whose price is derived, each with its derivation."""
    prices = {}
    for line in found.lines:
        if line.state == "estimated" and line.group in ("infrastructure", "observability"):
            for leaf in found.explanations[line.key].inputs:
                if getattr(leaf, "basis", "") == "derived" and getattr(leaf, "kind", "") == "price":
                    prices[line.key.removesuffix("_cost")] = leaf.notes  # type: ignore[union-attr]
    return prices
