"""Quarters and months as running numbers, and as people write them; what falls into one."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

QUARTERS = 4
MONTHS = 3  # months of a quarter


@dataclass(frozen=True)
class CalendarQuarter:
    """What falls into a quarter by date. `size` large or medium as `why` says; what has no date is not in it.

    `migration_hours`: low, likely and high hours that data migrations run then, the server up; None without any.
    """

    quarter: str
    size: Literal["large", "medium", "normal"]
    why: tuple[str, ...]
    migration_hours: tuple[float, float, float] | None


def quarter_of(text: str) -> int:
    """Running number of the quarter of "2027-11-11", "2027-11", "2027-Q4" or "2027Q4"."""
    year, rest = int(text[:4]), text[4:].lstrip("-")
    number = int(rest[1]) if rest.startswith("Q") else (int(rest[:2]) - 1) // MONTHS + 1
    return year * QUARTERS + number - 1


def month_of(text: str) -> int:
    """Running number of the month of a date; the last month of a quarter."""
    year, rest = int(text[:4]), text[4:].lstrip("-")
    month = int(rest[1]) * MONTHS if rest.startswith("Q") else int(rest[:2])
    return year * QUARTERS * MONTHS + month - 1


def in_words(text: str) -> str:
    """A date as people write it: "28 February 2029", "February 2031", "Q4 2028"."""
    if "Q" in text:
        return f"{text[-2:]} {text[:4]}"
    day = date.fromisoformat(text if len(text) == len("YYYY-MM-DD") else f"{text}-01")
    return f"{day.day} {day:%B %Y}" if len(text) == len("YYYY-MM-DD") else f"{day:%B %Y}"


def label_of(quarter: int) -> str:
    """Label of a running quarter number."""
    return f"{quarter // QUARTERS}Q{quarter % QUARTERS + 1}"


def first_quarter_after(day: date) -> str:
    """The quarter after the one a date lies in."""
    return label_of(day.year * QUARTERS + (day.month - 1) // MONTHS + 1)


def first_day(quarter: int) -> date:
    """First day of a running quarter number."""
    return date(quarter // QUARTERS, quarter % QUARTERS * MONTHS + 1, 1)
