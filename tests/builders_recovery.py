"""Hand-built recovery of an estimate."""

from dataclasses import dataclass, replace
from typing import Any

from estimator.estimate import PricedLevel, RecoveryChoice


@dataclass(frozen=True)
class NoPrices:
    """Recovery levels without a price."""

    levels: tuple[PricedLevel, ...] = ()
    surplus_usd_per_month: float | None = None


def make_recovery(**changes: Any) -> RecoveryChoice:
    """Backup and restore within a target of eight hours."""
    recovery = RecoveryChoice(
        level="backup_restore",
        label="Backup & restore",
        target_rto_minutes=480.0,
        target_rpo_minutes=60.0,
        target_source="your answer",
        rto_p50_minutes=237.0,
        rto_p80_minutes=298.0,
        rpo_minutes=60.0,
        meets=True,
    )
    return replace(recovery, **changes)


def recovered() -> dict[str, Any]:
    """What an estimate says about recovery."""
    return {"recovery": make_recovery(), "recovery_prices": NoPrices()}
