"""Answers that cannot both be true, or lack their half: named, with the questions and what is believed meanwhile."""

from dataclasses import dataclass

from decisions.advice.contradictions import contradicted
from decisions.advice.counted import counted
from decisions.case import Case
from estimator.book import Book
from estimator.doubts import doubts

from .page import Page
from .pages import EVERY_BY_SLUG


@dataclass(frozen=True)
class Contradiction:
    """Answers that do not go together; `pages` are the questions to look at again."""

    sentence: str
    believed: str
    pages: tuple[Page, ...]


def contradictions(case: Case, book: Book) -> list[Contradiction]:
    """Every contradiction among the answers."""
    found = [
        Contradiction(check.sentence, check.believed, tuple(EVERY_BY_SLUG[slug] for slug in check.slugs))
        for check in contradicted(case, book)
    ]
    size = (EVERY_BY_SLUG["patients"], EVERY_BY_SLUG["workload-in-detail"])
    return found + [Contradiction(sentence, "", size) for sentence in doubts(counted(case, book), book)]
