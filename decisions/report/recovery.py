"""Recovery: the level counted and its surplus, the five steps, and all levels side by side."""

from typing import Any

from estimator.estimate import Estimate, PricedLevel, RecoveryChoice
from estimator.recovery_times import LevelTimes

from . import format as fmt
from .recovery_timeline import STEPS
from .recovery_words import cheaper_sentence, is_cheapest
from .tables import Row, Table, cell, row, table

COLUMNS = (
    "Level",
    "A month",
    "Back, median",
    "Back, 80 of 100",
    "Lost with a region",
    "Lost by corruption",
    "Meets target",
)
NOTE = (
    "Prices are means of all futures: what stands by, copies, transfer and the servers of drills, without people. "
    "Times and data lost are ranges of the book, most of them judgement; data lost is shown for 80 of 100 futures."
)
NO_LESS = "as no level with less standing by meets the target"


def recovery_section(estimate: Estimate, measured: str = "", today: str = "") -> dict[str, Any] | None:
    """Sentences, steps and table; None where the levels were not worked out.

    `measured`, `today`: what is known beside the model, each a sentence or empty.
    """
    found = estimate.recovery
    if not found.levels:
        return None
    counted = next(level for level in found.levels if level.level == found.level)
    counts = [measured, _what(estimate, counted), _surplus(estimate), cheaper_sentence(estimate), today]
    sentences = [*counts, _corruption(found), _drills(estimate)]
    return {
        "sentences": [text for text in sentences if text],
        "steps": [
            {"label": STEPS[name], "text": fmt.minutes(minutes), "minutes": minutes} for name, minutes in counted.steps
        ],
        "table": _table(estimate),
    }


def _what(estimate: Estimate, counted: LevelTimes) -> str:
    found = estimate.recovery
    least = "the cheapest level that meets the target" if is_cheapest(estimate) else NO_LESS
    chosen = "as you chose" if found.by_user else f"{least}, by the model"
    return f"{counted.label} is counted{f', {chosen}' if found.meets or found.by_user else ''}. {counted.sentence}"


def _surplus(estimate: Estimate) -> str:
    """What exceeds the target, in time and in money."""
    found = estimate.recovery
    if not found.meets:
        return "" if found.cheapest or found.by_user else "No level meets the target in 80 of 100 futures."
    spare = fmt.minutes(found.target_rto_minutes - found.rto_p80_minutes)
    return f"By the model it is back {spare} sooner than asked in 80 of 100 futures."


def _corruption(found: RecoveryChoice) -> str:
    lost = found.corruption
    if lost is None:
        return ""
    return (
        f"Corrupted or wrongly deleted data reaches every copy within seconds: what is lost is the time until it is "
        f"noticed, {fmt.minutes(lost.p80_minutes)} in 80 of 100 futures, at each level. In "
        f"{fmt.number(100 * lost.late, 0)} of 100 futures that is later than the {fmt.number(lost.window_days, 0)} "
        "days back to which the database can be restored."
    )


def _drills(estimate: Estimate) -> str:
    held = "the hours of the tasks" if estimate.basis == "tasks" else "the people counted"
    return f"Hours of people in recovery drills are inside {held} and are not counted here again."


def _table(estimate: Estimate) -> Table:
    rows = [_row(estimate, level) for level in estimate.recovery_prices.levels]
    return table("Recovery levels side by side", COLUMNS, rows, note=NOTE, as_cards=True)


def _row(estimate: Estimate, level: PricedLevel) -> Row:
    times, usd, lost = level.times, level.usd_per_month, estimate.recovery.corruption
    price = cell("not priced: your own bill") if usd is None else cell(_money(estimate, usd), estimate.money(usd))
    minutes = (times.rto_p50_minutes, times.rto_p80_minutes, times.rpo_minutes)
    corrupted = cell(fmt.minutes(lost.p80_minutes), lost.p80_minutes) if lost else cell("–")
    cells = [price, *(cell(fmt.minutes(one), one) for one in minutes), corrupted, cell("yes" if times.meets else "no")]
    return row(times.label, cells, note="counted" if level.counted else "")


def _money(estimate: Estimate, usd: float) -> str:
    return fmt.money(estimate.money(usd), estimate.currency)
