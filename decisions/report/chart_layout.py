"""What all charts share: colours by name of a CSS property, axes, legend above, no zoom that would catch a finger."""

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go
from babel.numbers import get_currency_symbol

from estimator.estimate import Estimate, OptionKey

from . import format as fmt

Part = dict[str, Any]
COLOURS: dict[OptionKey, str] = {"self_host": "var(--self-host)", "cloud": "var(--cloud)"}
BANDS: dict[OptionKey, str] = {"self_host": "var(--self-host-band)", "cloud": "var(--cloud-band)"}
DASHES: dict[OptionKey, str] = {"self_host": "solid", "cloud": "dash"}
GROUP_PATTERNS = {"subscription": "/", "environments": "x", "recovery": "\\", "needs": ".", "other": "-"}
CLEAR = "rgba(0,0,0,0)"
DIGITS = 7
MOST_QUARTERS_NAMED = 16  # beyond that only years fit under the axis


def described(traces: Sequence[Part], layout: Part) -> Part:
    """A checked Plotly figure as plain data; ValueError names what Plotly does not know."""
    figure: Part = go.Figure({"data": list(traces), "layout": {**_look(), **layout}}).to_dict()
    figure["layout"].pop("template", None)
    found: Part = _shorter(figure)
    return found


def _shorter(part: Any) -> Any:
    """The same with numbers as fine as a screen can show: a page carries them with every figure."""
    if isinstance(part, dict):
        return {key: _shorter(value) for key, value in part.items()}
    if isinstance(part, list | tuple):
        return [_shorter(value) for value in part]
    return float(f"{part:.{DIGITS}g}") if isinstance(part, float) else part


def _look() -> Part:
    return {
        "paper_bgcolor": CLEAR,
        "plot_bgcolor": CLEAR,
        "font": {"color": "var(--ink)", "size": 13},
        "margin": {"l": 8, "r": 8, "t": 8, "b": 8},
        "legend": {"orientation": "h", "x": 0, "y": 1.02, "xanchor": "left", "yanchor": "bottom"},
        "hoverlabel": {"bgcolor": "var(--paper)", "font": {"color": "var(--ink)"}},
        "bargap": 0.2,
        "dragmode": False,
    }


def axis() -> Part:
    """An axis whose labels are never cut."""
    lines = {"gridcolor": "var(--line)", "zerolinecolor": "var(--ink)", "linecolor": "var(--ink)"}
    return {"automargin": True, "fixedrange": True, **lines}


def money_axis(estimate: Estimate) -> Part:
    """Amounts in the display currency, short: "$200k"."""
    symbol = get_currency_symbol(estimate.currency, locale=fmt.LOCALE)
    return {**axis(), "tickformat": "~s", "tickprefix": symbol, "nticks": 6}


def quarter_axis(estimate: Estimate) -> Part:
    """Quarters with their year below; with many quarters only the years."""
    every = len(estimate.quarters) <= MOST_QUARTERS_NAMED
    named = [quarter for quarter in estimate.quarters if every or quarter.endswith("Q1")]
    texts = [_tick(quarter, i == 0) if every else quarter[:4] for i, quarter in enumerate(named)]
    ticks = {"tickmode": "array", "tickvals": named, "ticktext": texts, "tickangle": 0}
    return {**axis(), **ticks, "type": "category", "showgrid": False}


def _tick(quarter: str, is_first: bool) -> str:
    year = f"<br>{quarter[:4]}" if is_first or quarter.endswith("Q1") else ""
    return f"{quarter[4:]}{year}"


def panel_title(text: str, top: float) -> Part:
    """A heading above a panel whose upper edge lies at `top` (share of the height)."""
    place = {"xref": "paper", "yref": "paper", "x": 0, "xanchor": "left", "y": top, "yanchor": "bottom"}
    return {"text": text, "font": {"weight": 700, "size": 14}, "showarrow": False, **place}


def group_marker(group: str) -> Part:
    """Colour and pattern of a group: the same in every chart of every report."""
    return {
        "color": (colour := f"var(--group-{group})"),
        "pattern": pattern(GROUP_PATTERNS.get(group, ""), colour),
        "line": {"color": "var(--paper)", "width": 1},
    }


def pattern(shape: str, colour: str) -> Part:
    """Thin lines of paper over the colour, so that parts differ without colour, too."""
    return {"shape": shape, "bgcolor": colour, "fgcolor": "var(--paper)", "size": 7, "solidity": 0.15}


def shade(place: int, is_first: bool) -> Part:
    """A shaded quarter behind the bars, named once in the legend."""
    return {
        "type": "rect",
        "xref": "x",
        "yref": "paper",
        "x0": place - 0.5,
        "x1": place + 0.5,
        "y0": 0,
        "y1": 1,
        "layer": "below",
        "line": {"width": 1, "color": "var(--ink)", "dash": "dot"},
        "fillcolor": "var(--large-quarter)",
        "name": "Large maintenance quarter",
        "showlegend": is_first,
    }
