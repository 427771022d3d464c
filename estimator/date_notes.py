"""Dates answered that lie outside the period: one sentence each, saying what counts instead."""

from collections.abc import Iterator

from .book import Book
from .quarters import in_words, label_of, quarter_of
from .scenario import Scenario
from .schedule import Schedule


def date_notes(scenario: Scenario, book: Book, schedule: Schedule) -> Iterator[str]:
    """Sentences about a period that has begun long ago, a hire and large quarters that it does not hold."""
    first, last = schedule.numbers[0], schedule.numbers[-1]
    period = f"{label_of(first)} to {label_of(last)}"
    if first < quarter_of(book.as_of.isoformat()):
        day = in_words(book.as_of.isoformat())
        yield (
            f"The period begins in {label_of(first)}, before the book's day ({day}): prices and pay of that day count "
            "until it; they do not fall."
        )
    hire = scenario.people.hire_quarter
    if hire and scenario.people.choice("workforce") == "new_hire":
        yield from _hire(quarter_of(hire), first, last, period)
    large = scenario.upgrades.large_quarters or ()
    if outside := [quarter for quarter in large if not first <= quarter_of(quarter) <= last]:
        left = "" if len(outside) < len(large) else " No large quarter is left: large upgrades cost no extra work."
        verb = "lies" if len(outside) == 1 else "lie"
        yield f"{', '.join(outside)} {verb} outside the period ({period}): that large work is not counted.{left}"


def _hire(hire: int, first: int, last: int, period: str) -> Iterator[str]:
    """A hire after the period is never paid in it; before it nobody has to be found any more."""
    if hire > last:
        yield (
            f"The new hire starts in {label_of(hire)}, after the period ({period}): neither pay nor the search is "
            "counted, and new money is too low by it."
        )
    elif hire < first:
        yield (
            f"The new hire starts in {label_of(hire)}, before the period ({period}): pay counts from its first "
            "quarter, the search and the learning time do not."
        )
