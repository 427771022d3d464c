"""One pair of answers that cannot both be true, or that lacks its half."""

from collections.abc import Callable
from dataclasses import dataclass

from decisions.case import Case
from estimator.book import Book


@dataclass(frozen=True)
class Check:
    """When it holds, what is said, what is believed meanwhile, and the pages to look at again.

    `judged`: one of the two answers goes into the verdict, which then says which one.
    """

    holds: Callable[[Case, Book], bool]
    sentence: str
    believed: str
    slugs: tuple[str, ...]
    judged: bool = False
