"""Estimate → Plotly figures, each with its finding as title, a summary in words and its numbers as a table."""

from collections.abc import Sequence
from typing import Any

from estimator.estimate import OPTIONS, Estimate, OptionKey
from estimator.formulas import GROUPS

from . import chart_layout as look
from . import findings
from . import format as fmt
from .groups import Groups, grouped_costs
from .narrative import LABELS
from .tables import Cell, Table, cell, row, table

Chart = dict[str, Any]
KEYS = {label: group for group, label in GROUPS.items()}
AXES: dict[OptionKey, tuple[str, str]] = {"self_host": ("x", "y"), "cloud": ("x2", "y2")}
HEIGHT, HEIGHT_OF_TWO = 380, 620


def all_charts(estimate: Estimate) -> list[Chart]:
    """The charts of a result in reading order."""
    return [cost_by_quarter(estimate), cumulative_cost(estimate), people_by_quarter(estimate)]


def _chart(key: str, finding: str, summary: str, figure: look.Part, data: Table) -> Chart:
    return {"key": key, "title": finding, "summary": summary, "figure": figure, "table": data}


# --- Cost by quarter: one panel an option, same scale, same groups in the same order and colours ---


def cost_by_quarter(estimate: Estimate) -> Chart:
    """Stacked bars of cost by quarter and group."""
    costs = grouped_costs(estimate)
    traces = [
        _stack(estimate, label, option, by_option[option]) for label, by_option in costs.items() for option in OPTIONS
    ]
    figure = look.described(traces, _two_panels(estimate, costs))
    finding, summary = findings.largest_groups(estimate), findings.by_quarter(estimate)
    return _chart("cost_by_quarter", finding, summary, figure, _cost_table(estimate, costs))


def _stack(estimate: Estimate, label: str, option: OptionKey, amounts: Sequence[float]) -> look.Part:
    x_axis, y_axis = AXES[option]
    return {
        "type": "bar",
        "x": list(estimate.quarters),
        "y": list(amounts),
        "name": label,
        "legendgroup": label,
        "showlegend": option == OPTIONS[0],
        "xaxis": x_axis,
        "yaxis": y_axis,
        "marker": look.group_marker(KEYS.get(label, "other")),
        "hovertemplate": f"{label}, %{{x}}: %{{y:,.0f}} {estimate.currency}<extra>{LABELS[option]}</extra>",
    }


def _two_panels(estimate: Estimate, costs: Groups) -> look.Part:
    stacks = [
        sum(by_option[option][i] for by_option in costs.values())
        for option in OPTIONS
        for i in range(len(estimate.quarters))
    ]
    upper, lower = (0.53, 0.96), (0.0, 0.43)
    money = {**look.money_axis(estimate), "range": [0, max(stacks) * 1.04]}
    quarters = look.quarter_axis(estimate)
    return {
        "barmode": "stack",
        "height": HEIGHT_OF_TWO,
        "yaxis": {**money, "domain": upper},
        "yaxis2": {**money, "domain": lower, "anchor": "x2"},
        "xaxis": {**quarters, "showticklabels": False},
        "xaxis2": {**quarters, "anchor": "y2"},
        "annotations": [
            look.panel_title(LABELS["self_host"], upper[1]),
            look.panel_title(LABELS["cloud"], lower[1]),
        ],
    }


def _cost_table(estimate: Estimate, costs: Groups) -> Table:
    rows = []
    for option in OPTIONS:
        for label, by_option in costs.items():
            if any(by_option[option]):
                rows.append(row(f"{LABELS[option]}: {label}", _money(estimate, by_option[option])))
        totals = _in_currency(estimate, estimate.options[option].per_quarter)
        rows.append(row(f"{LABELS[option]}: total", _money(estimate, totals), kind="total"))
    return table("Cost by quarter, mean of all futures", ["Group", *_names(estimate)], rows)


# --- Running totals with their P10–P90 bands ---


def cumulative_cost(estimate: Estimate) -> Chart:
    """Running totals of both options; the bands hold 80 of 100 futures."""
    traces = [trace for option in OPTIONS for trace in _band_and_line(estimate, option)]
    layout = {
        "height": HEIGHT,
        "hovermode": "x unified",
        "yaxis": {**look.money_axis(estimate), "rangemode": "tozero"},
        "xaxis": look.quarter_axis(estimate),
    }
    figure = look.described(traces, layout)
    finding, summary = findings.crossing(estimate), findings.bands(estimate)
    return _chart("cumulative_cost", finding, summary, figure, _running_table(estimate))


def _band_and_line(estimate: Estimate, option: OptionKey) -> list[look.Part]:
    result = estimate.options[option]
    shared = {"type": "scatter", "x": list(estimate.quarters), "mode": "lines"}
    edge = {**shared, "line": {"width": 0}, "hoverinfo": "skip", "legendgroup": f"{option}_band"}
    upper = {**edge, "y": _in_currency(estimate, result.cumulative_p90), "showlegend": False}
    lower = {**edge, "y": _in_currency(estimate, result.cumulative_p10), "fill": "tonexty"}
    lower |= {"fillcolor": look.BANDS[option], "name": f"{LABELS[option]}: 80 of 100 futures"}
    mean = {
        **shared,
        "y": _in_currency(estimate, result.cumulative),
        "name": f"{LABELS[option]}: mean",
        "line": {"color": look.COLOURS[option], "width": 3, "dash": look.DASHES[option]},
        "hovertemplate": f"{LABELS[option]}: %{{y:,.0f}} {estimate.currency}<extra></extra>",
    }
    return [upper, lower, mean]


def _running_table(estimate: Estimate) -> Table:
    columns, series = ["Up to and with"], []
    for option in OPTIONS:
        result = estimate.options[option]
        columns += [f"{LABELS[option]}, mean", "P10", "P90"]
        series += [
            _in_currency(estimate, amounts)
            for amounts in (result.cumulative, result.cumulative_p10, result.cumulative_p90)
        ]
    rows = [row(name, _money(estimate, [amounts[i] for amounts in series])) for i, name in enumerate(_names(estimate))]
    return table("Running total at the end of each quarter", columns, rows)


# --- People by quarter ---


def people_by_quarter(estimate: Estimate) -> Chart:
    """People each option needs; quarters with a large maintenance project are shaded."""
    traces = [_people_bars(estimate, option) for option in OPTIONS]
    marks = findings.large_quarters(estimate)
    layout = {
        "height": HEIGHT,
        "barmode": "group",
        "yaxis": {**look.axis(), "rangemode": "tozero", "title": {"text": "People (FTE)"}},
        "xaxis": look.quarter_axis(estimate),
        "shapes": [look.shade(place, place == marks[0]) for place in marks],
    }
    figure = look.described(traces, layout)
    finding, summary = findings.people(estimate), findings.people_peak(estimate)
    return _chart("people_by_quarter", finding, summary, figure, _people_table(estimate))


def _people_bars(estimate: Estimate, option: OptionKey) -> look.Part:
    colour = look.COLOURS[option]
    return {
        "type": "bar",
        "x": list(estimate.quarters),
        "y": list(estimate.options[option].fte),
        "name": LABELS[option],
        "marker": {"color": colour, "pattern": look.pattern("/" if option == "cloud" else "", colour)},
        "hovertemplate": f"{LABELS[option]}, %{{x}}: %{{y:.2f}} FTE<extra></extra>",
    }


def _people_table(estimate: Estimate) -> Table:
    marks = findings.large_quarters(estimate)
    rows = []
    for i, name in enumerate(_names(estimate)):
        figures = [estimate.options[option].fte[i] for option in OPTIONS]
        share = estimate.large_quarter_share[i]
        cells = [*(cell(fmt.number(fte), fte) for fte in figures), cell(fmt.percent(share), share)]
        rows.append(row(name, cells, note="large" if i in marks else ""))
    columns = ["Quarter", *(f"{LABELS[option]}, FTE" for option in OPTIONS), "Chance that it is large"]
    return table("People needed by quarter, mean of all futures", columns, rows)


def _names(estimate: Estimate) -> list[str]:
    return [fmt.quarter(quarter) for quarter in estimate.quarters]


def _in_currency(estimate: Estimate, amounts: Sequence[float]) -> list[float]:
    return [estimate.money(usd) for usd in amounts]


def _money(estimate: Estimate, amounts: Sequence[float]) -> list[Cell]:
    return [cell(fmt.money(amount, estimate.currency), amount) for amount in amounts]
