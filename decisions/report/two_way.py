"""Two-way break-even: cost of people against the monthly price of Medplum Cloud, with the answer's own place."""

from textwrap import wrap
from typing import Any

from estimator.estimate import Estimate
from estimator.sensitivity import EqualCost, Sensitivity

from . import chart_layout as look
from . import format as fmt
from .answers import with_unit
from .narrative import BASIS_LABELS, about
from .tables import cell, row, table

HEIGHT = 420
ON_A_PHONE = 40  # characters of a title under the axis that fit
DASHES = ("solid", "dash", "dot")
Chart = dict[str, Any]


def two_way_chart(estimate: Estimate, found: Sensitivity) -> Chart | None:
    """One line a basis: above it self-hosting is cheaper, below it Medplum Cloud. None where people cost nothing."""
    lines, people = found.equal_cost, found.people
    if not lines or people is None or not any(_depends(line) for line in lines):
        return None
    traces = [_line(estimate, line, dash) for line, dash in zip(lines, DASHES, strict=False)]
    price = _counted(estimate, found)
    if price is not None:
        traces.append(_point(estimate, people.driver.likely, price))
    whose = f"{people.driver.leaf.label} ({people.driver.leaf.unit})"
    layout = {
        "height": HEIGHT,
        "xaxis": {**look.axis(), "title": {"text": "<br>".join(wrap(whose, ON_A_PHONE))}},
        "yaxis": {**look.money_axis(estimate), "title": {"text": "Medplum Cloud, a month"}, "rangemode": "tozero"},
    }
    return {
        "key": "two_way",
        "title": _finding(estimate, found, people.driver.likely, price),
        "summary": (
            "Above a line self-hosting is the cheaper option, below it Medplum Cloud; at likely values, in today's "
            "money. One line for each way of estimating the work. Your answers stand at the plan's price with its "
            "rises, the tax on it and the chance of a larger plan, as a steady price."
        ),
        "figure": look.described(traces, layout),
        "table": _table(estimate, lines, people.driver.leaf.unit),
    }


def _counted(estimate: Estimate, found: Sensitivity) -> float | None:
    """The steady price, USD a month at likely values, that weighs as much as what the estimate counts for the plan."""
    if estimate.plan.price_per_month is None or found.people is None:
        return None
    line = next(one for one in found.equal_cost if one.basis == estimate.basis)
    return line.counted_usd_per_month[line.costs.index(found.people.driver.likely)]


def _depends(line: EqualCost) -> bool:
    """Whether the price of equal cost moves with the cost of people."""
    return max(line.prices_usd_per_month) - min(line.prices_usd_per_month) > 1


def _finding(estimate: Estimate, found: Sensitivity, likely: float, price: float | None) -> str:
    """The price of equal cost at likely values, beside that on the mean of all futures and the plan's."""
    line = next(one for one in found.equal_cost if one.basis == estimate.basis)
    equal = line.prices_usd_per_month[line.costs.index(likely)]
    plan = f"; counted is a steady {about(estimate, price)}" if price is not None else ""
    amount, mean = about(estimate, max(equal, 0.0)), estimate.difference.walk_away_price_per_month
    if mean is None:
        return f"At likely values both cost the same at about {amount} a month{plan}"
    if about(estimate, mean) == amount:
        return f"Both cost the same at about {amount} a month, at likely values and on the mean of all futures{plan}"
    counted = f"on the mean of all futures at about {about(estimate, mean)}"
    return f"At likely values both cost the same at about {amount} a month, {counted}{plan}"


def _line(estimate: Estimate, line: EqualCost, dash: str) -> look.Part:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": list(line.costs),
        "y": [estimate.money(usd) for usd in line.prices_usd_per_month],
        "name": f"by {BASIS_LABELS[line.basis]}",
        "line": {"color": "var(--ink)", "width": 2, "dash": dash},
        "hovertemplate": f"%{{x:,.0f}} → %{{y:,.0f}} {estimate.currency} a month<extra></extra>",
    }


def _point(estimate: Estimate, cost: float, usd: float) -> look.Part:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [cost],
        "y": [estimate.money(usd)],
        "name": "your answers",
        "marker": {"color": "var(--cloud)", "size": 12, "symbol": "diamond"},
        "hovertemplate": f"your answers: %{{x:,.0f}}, %{{y:,.0f}} {estimate.currency} a month<extra></extra>",
    }


def _table(estimate: Estimate, lines: tuple[EqualCost, ...], unit: str) -> dict[str, Any]:
    rows = []
    for place, cost in enumerate(lines[0].costs):
        prices = [estimate.money(line.prices_usd_per_month[place]) for line in lines]
        cells = [cell(fmt.money(price, estimate.currency), price) for price in prices]
        rows.append(row(with_unit(cost, unit), cells))
    columns = ["Cost of people", *(f"Price a month, by {BASIS_LABELS[line.basis]}" for line in lines)]
    note = "A price below nought: Medplum Cloud is dearer even for nothing."
    return table("Price of Medplum Cloud at which both options cost the same", columns, rows, note=note)
