"""The JSON of an estimate, amounts in its display currency; docs/api.md lists the fields."""

from collections.abc import Callable
from typing import Any

from .estimate import OPTIONS, Basis, Combination, Estimate, Line, OptionKey, View
from .finance import break_even, money_summary
from .quarters import CalendarQuarter
from .serialise_recovery import recovery_as_dict

Money = Callable[[float], float]
MONEY_OF_OPTION = ("total", "npv", "p10", "p50", "p90", "base_case")


def estimate_as_dict(estimate: Estimate) -> dict[str, Any]:
    """Every figure of an estimate as JSON-serialisable values, without the verdict."""
    return {
        "book": {
            "number": estimate.book.number,
            "revision": estimate.book.revision,
            "label": estimate.book.label,
            "origin": estimate.book.origin,
            "as_of": estimate.book.as_of,
            "content_hash": estimate.book.content_hash,
        },
        "model_version": estimate.model_version,
        "seed": estimate.run.seed,
        "draws": estimate.run.draws,
        "currency": estimate.currency,
        "usd_per_unit": estimate.usd_per_unit,
        "view": estimate.view,
        "basis": estimate.basis,
        "quarters": list(estimate.quarters),
        "fiscal_years": list(estimate.years),
        "capital_life_years": estimate.capital_life_years,
        "discount_rate": estimate.discount_rate,
        "large_quarter_share": list(estimate.large_quarter_share),
        "peak_hours": list(estimate.peak_hours),
        "calendar": [_calendar(one) for one in estimate.calendar],
        "options": {option: _option(estimate, option) for option in OPTIONS},
        "difference": _difference(estimate),
        "outside_total": _outside(estimate),
        "recovery": recovery_as_dict(estimate),
        "warnings": list(estimate.warnings),
    }


def _calendar(one: CalendarQuarter) -> dict[str, Any]:
    hours = one.migration_hours
    return {
        "quarter": one.quarter,
        "size": one.size,
        "why": list(one.why),
        "migration_hours": None if hours is None else dict(zip(("low", "likely", "high"), hours, strict=True)),
    }


def _option(estimate: Estimate, option: OptionKey) -> dict[str, Any]:
    result = estimate.options[option]
    return {
        **{name: estimate.money(getattr(result, name)) for name in MONEY_OF_OPTION},
        "base_case_percentile": result.base_case_percentile,
        "complete": result.complete,
        "per_quarter": [estimate.money(usd) for usd in result.per_quarter],
        "money": _money(estimate, option),
        "fte": list(result.fte),
        "fte_base_case": list(result.fte_base_case),
        "lines": [_line(line, estimate.money) for line in estimate.counted_lines(option)],
    }


def _money(estimate: Estimate, option: OptionKey) -> dict[str, Any]:
    """The total in the ways finance splits it; `loaded` and `cash` are the totals of the two views."""
    found = money_summary(estimate, option, estimate.headline_view, estimate.basis)
    views: tuple[View, ...] = ("loaded", "cash")
    return {
        **{name: estimate.money(getattr(found, name)) for name in ("one_off", "running", "capital", "expense")},
        **{view: estimate.money(money_summary(estimate, option, view, estimate.basis).total) for view in views},
        "by_fiscal_year": [{"year": year, "amount": estimate.money(usd)} for year, usd in found.by_year],
    }


def _break_even(estimate: Estimate, view: View, basis: Basis) -> dict[str, Any] | None:
    found = break_even(estimate, view, basis)
    return None if found is None else {"option": found.option, "quarter": found.quarter, "at_once": found.at_once}


def _line(line: Line, money: Money) -> dict[str, Any]:
    return {
        "key": line.key,
        "label": line.label,
        "group": line.group,
        "one_off": line.one_off,
        "spending": line.spending,
        "state": line.state,
        "because": line.because or None,
        "per_quarter": None if line.per_quarter is None else [money(usd) for usd in line.per_quarter],
    }


def _difference(estimate: Estimate) -> dict[str, Any]:
    """Null where a gap in the figures of the cheaper option could turn the answer."""
    difference = estimate.difference
    known = difference.comparable
    return {
        **{n: estimate.money(getattr(difference, n)) if known else None for n in ("npv", "p10", "p50", "p90")},
        "probability_self_host_cheaper": difference.probability_self_host_cheaper if known else None,
        "walk_away_price_per_month": _price(estimate, difference.walk_away_price_per_month),
        "break_even": _break_even(estimate, estimate.headline_view, estimate.basis),
        "combinations": [_combination(estimate, one) for one in estimate.combinations],
    }


def _combination(estimate: Estimate, one: Combination) -> dict[str, Any]:
    return {
        "view": one.view,
        "basis": one.basis,
        "probability_self_host_cheaper": one.probability_self_host_cheaper if one.comparable else None,
        "npv": estimate.money(one.npv) if one.comparable else None,
        "total_self_host": estimate.money(one.total_self_host),
        "total_cloud": estimate.money(one.total_cloud),
        "walk_away_price_per_month": _price(estimate, one.walk_away_price_per_month),
        "break_even": _break_even(estimate, one.view, one.basis),
    }


def _price(estimate: Estimate, usd_per_month: float | None) -> float | None:
    return None if usd_per_month is None else estimate.money(usd_per_month)


def _outside(estimate: Estimate) -> list[dict[str, Any]]:
    """Lines outside the total, both options side by side; null where a side is not estimated."""
    rows: dict[str, dict[str, Any]] = {}
    for line in estimate.outside_lines():
        row = rows.setdefault(line.group, {"key": line.group, "self_host": None, "cloud": None})
        row[line.option] = None if line.total is None else estimate.money(line.total)
    return list(rows.values())
