"""Recovery in the JSON of an estimate; docs/api.md lists the fields."""

from typing import Any

from .estimate import Estimate, PricedLevel


def recovery_as_dict(estimate: Estimate) -> dict[str, Any]:
    """The level counted, its surplus, both kinds of data lost, and all levels side by side."""
    found, lost = estimate.recovery, estimate.recovery.corruption
    return {
        "level": found.level,
        "by_user": found.by_user,
        "cheapest_that_meets": found.cheapest or None,
        "meets": found.meets,
        "target_rto_minutes": found.target_rto_minutes,
        "target_rpo_minutes": found.target_rpo_minutes,
        "surplus_minutes": found.target_rto_minutes - found.rto_p80_minutes,
        "surplus_per_month": _price(estimate, estimate.recovery_prices.surplus_usd_per_month),
        "corruption": lost
        and {
            "p50_minutes": lost.p50_minutes,
            "p80_minutes": lost.p80_minutes,
            "window_days": lost.window_days,
            "noticed_after_window": lost.late,
        },
        "levels": [_level(estimate, level) for level in estimate.recovery_prices.levels],
    }


def _level(estimate: Estimate, level: PricedLevel) -> dict[str, Any]:
    times = level.times
    return {
        "level": times.level,
        "label": times.label,
        "counted": level.counted,
        "price_per_month": _price(estimate, level.usd_per_month),
        "rto_p10_minutes": times.rto.p10,
        "rto_p50_minutes": times.rto_p50_minutes,
        "rto_p80_minutes": times.rto_p80_minutes,
        "rto_p90_minutes": times.rto.p90,
        "rpo_region_minutes": times.rpo_minutes,
        "rpo_region_p10_minutes": times.rpo.p10,
        "rpo_region_p90_minutes": times.rpo.p90,
        "steps": dict(times.steps),
        "meets": times.meets,
    }


def _price(estimate: Estimate, usd: float | None) -> float | None:
    return None if usd is None else estimate.money(usd)
