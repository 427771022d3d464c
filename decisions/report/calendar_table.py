"""Which quarters are large and why: the dated upgrades of self-hosting, quarter by quarter."""

from estimator.estimate import Estimate
from estimator.quarters import CalendarQuarter

from . import format as fmt
from .tables import Row, Table, cell, row, table

SIZES = {"large": "Large", "medium": "Medium"}
SMALL = "minutes or less"
NOTE = (
    "Large: a Medplum major version or a forced database upgrade. Medium: Medplum minor versions with a date. "
    "Quarters that are not named are normal; minor versions to come, two or three a year, and projects nobody can "
    "date yet are counted by their chance. Data migrations run while the server is up: they take time, and cost "
    "nothing in this estimate."
)


def calendar_table(estimate: Estimate) -> Table | None:
    """The quarters that are not normal; None where there are none."""
    rows = [_row(one) for one in estimate.calendar if one.size != "normal"]
    if not rows:
        return None
    columns = ["Quarter", "Size", "Why", "Data migrations"]
    return table("Which quarters are large and why", columns, rows, note=NOTE, as_cards=True, words=True)


def _row(one: CalendarQuarter) -> Row:
    why = "; ".join(one.why)
    return row(
        fmt.quarter(one.quarter),
        [cell(SIZES[one.size]), cell(f"{why[:1].upper()}{why[1:]}"), cell(_hours(one.migration_hours))],
    )


def _hours(hours: tuple[float, float, float] | None) -> str:
    """About how long the migrations run, from low to high."""
    if hours is None:
        return "none"
    low, _, high = hours
    if high < 1:
        return SMALL
    return f"{fmt.number(fmt.significant(low)) if low >= 1 else 'under 1'} to {fmt.number(fmt.significant(high))} hours"
