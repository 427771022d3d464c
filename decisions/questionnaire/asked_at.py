"""Where what decides about readiness is asked: the pages behind a gate of the book."""

from collections.abc import Mapping

from estimator.book import Book

from .page import Page, asks_of
from .pages import EVERY
from .people_on_duty import COVER, PAGER, SKILLS
from .practice_pages import path_of

ASKED_AT: Mapping[str, tuple[str, ...]] = {  # gate → paths of its questions
    "minimum_rota": ("scenario.people.coverage", PAGER, COVER),
    "skills": (SKILLS,),
    "staging_exists": ("scenario.hosting.staging", path_of("BP-44")),
    "unsupported_versions": ("scenario.upgrades.medplum_version", "scenario.upgrades.postgresql_version"),
}


def asked_where(gate: str, book: Book) -> list[str]:
    """The pages that ask what this gate judges, in words; none for a gate that a page of rules asks by itself."""
    pages = (_page_of(path, book) for path in ASKED_AT.get(gate, ()))
    return list(dict.fromkeys(_named(page) for page in pages))


def _page_of(path: str, book: Book) -> Page:
    return next(page for page in EVERY if any(ask.path == path for ask in asks_of(page, book)))


def _named(page: Page) -> str:
    """A page as a reader finds it: "question 6: …", else its group and title."""
    return f"question {page.number}: {page.title}" if page.number else f"{page.group}: {page.title}"
