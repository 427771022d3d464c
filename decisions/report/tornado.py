"""The tornado: each input alone from the low to the high end of its range, as a chart and as a table."""

from collections.abc import Sequence
from textwrap import wrap
from typing import Any

from estimator.estimate import Estimate
from estimator.sensitivity import Curve, Driver, Sensitivity

from . import chart_layout as look
from . import format as fmt
from .answers import with_unit
from .tables import Cell, Row, Table, cell, row, table

ROW_HEIGHT, LINE_HEIGHT, MARGIN = 50, 18, 80
LABEL_CHARACTERS = 44
ROOM = 0.04  # beyond the outermost end, of the whole width
COLOURS = {"low": "var(--edge)", "high": "var(--accent)"}
COLUMNS = (
    "Input",
    "Low",
    "Likely",
    "High",
    "At low",
    "At high",
    "Rank correlation",
    "Worth knowing",
    "Range narrower by",
)


def tornado_chart(estimate: Estimate, curves: Sequence[Curve]) -> dict[str, Any]:
    """Bars from the difference at the low end to that at the high end, the widest on top."""
    lines = max((len(_lines(curve)) for curve in curves), default=1)
    traces = [_bars(estimate, curves, end) for end in ("low", "high")]
    layout = {
        "barmode": "overlay",
        "height": MARGIN + (ROW_HEIGHT + LINE_HEIGHT * (lines - 1)) * len(curves),
        "xaxis": {**look.money_axis(estimate), "zeroline": True, "range": _span(estimate, curves)},
        "yaxis": {
            **look.axis(),
            "showticklabels": False,
            "showgrid": False,
            "zeroline": False,
            "showline": False,
            "range": [len(curves) - 0.5, -0.9],
        },
        "annotations": [_label(curve, place) for place, curve in enumerate(curves)],
    }
    first = curves[0].driver.leaf.label if curves else ""
    return {
        "key": "tornado",
        "title": f"“{first}” moves the answer furthest",
        "summary": (
            "Each input alone from the low to the high end of its range, all others at their likely values: cost of "
            "self-hosting minus Medplum Cloud, in today's money. Left of nought self-hosting is cheaper."
        ),
        "figure": look.described(traces, layout),
        "table": _rows_table(estimate, f"The {fmt.word(len(curves))} inputs that move the answer furthest", curves),
    }


def _span(estimate: Estimate, curves: Sequence[Curve]) -> list[float]:
    """From end to end with some room, nought always in it: on which side a bar lies is the answer."""
    ends = [0.0, *(estimate.money(usd) for curve in curves for usd in (curve.at_low, curve.at_high))]
    room = (max(ends) - min(ends)) * ROOM
    return [min(ends) - room, max(ends) + room]


def _bars(estimate: Estimate, curves: Sequence[Curve], end: str) -> look.Part:
    """Bars from the difference at likely values to that at one end."""
    now = _now(curves)
    colour = COLOURS[end]
    return {
        "type": "bar",
        "orientation": "h",
        "x": [estimate.money((curve.at_low if end == "low" else curve.at_high) - now) for curve in curves],
        "base": [estimate.money(now)] * len(curves),
        "y": list(range(len(curves))),
        "width": 0.36,
        "offset": 0.06,
        "name": f"at the {end} end",
        "marker": {"color": colour, "pattern": look.pattern("/" if end == "high" else "", colour)},
        "customdata": [_hover(estimate, curve, end) for curve in curves],
        "hovertemplate": "%{customdata}<extra></extra>",
    }


def _hover(estimate: Estimate, curve: Curve, end: str) -> str:
    driver = curve.driver
    value, usd = (driver.low, curve.at_low) if end == "low" else (driver.high, curve.at_high)
    return f"{driver.leaf.label}: {with_unit(value, driver.leaf.unit)} → {_money(estimate, usd)['text']}"


def _label(curve: Curve, place: int) -> look.Part:
    where = {"xref": "paper", "x": 0, "xanchor": "left", "xshift": 4, "y": place, "yanchor": "bottom"}
    where |= {"bgcolor": "var(--paper)", "borderpad": 0}  # lines of the chart end where the words begin
    return {"text": "<br>".join(_lines(curve)), "showarrow": False, "align": "left", **where}


def _lines(curve: Curve) -> list[str]:
    """The label in lines that fit on a phone."""
    return wrap(curve.driver.leaf.label, LABEL_CHARACTERS)


def _now(curves: Sequence[Curve]) -> float:
    return curves[0].differences[curves[0].values.index(curves[0].driver.likely)] if curves else 0.0


def _rows_table(estimate: Estimate, caption: str, curves: Sequence[Curve]) -> Table:
    rows = [row(curve.driver.leaf.label, [*_ends(curve.driver), *_moved(estimate, curve)]) for curve in curves]
    return table(caption, COLUMNS[:6], rows, as_cards=True)


def drivers_table(estimate: Estimate, found: Sensitivity) -> Table:
    """Every input with a range, for the file: what it moves, and what knowing it is worth."""
    rows = [_row(estimate, found, curve) for curve in found.tornado]
    return table("Every input with a range: what it moves and what knowing it is worth", COLUMNS, rows)


def _row(estimate: Estimate, found: Sensitivity, curve: Curve) -> Row:
    influence = found.influences[curve.driver.name]
    return row(
        curve.driver.leaf.label,
        [
            *_ends(curve.driver),
            *_moved(estimate, curve),
            cell(fmt.number(influence.rank_correlation), influence.rank_correlation),
            _money(estimate, influence.value_usd),
            _money(estimate, influence.width_usd),
        ],
        note=curve.driver.leaf.key,
    )


def _ends(driver: Driver) -> list[Cell]:
    return [cell(with_unit(value, driver.leaf.unit), value) for value in (driver.low, driver.likely, driver.high)]


def _moved(estimate: Estimate, curve: Curve) -> list[Cell]:
    return [_money(estimate, curve.at_low), _money(estimate, curve.at_high)]


def _money(estimate: Estimate, usd: float) -> Cell:
    amount = estimate.money(usd)
    return cell(fmt.money(amount, estimate.currency), amount)
