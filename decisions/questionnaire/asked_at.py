"""Where what decides about readiness is asked: the pages behind a gate of the book, and behind a point of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from decisions.advice.results import Finding
from estimator.book import Book

from .page import Page, asks_of
from .pages import EVERY, EVERY_BY_SLUG
from .people_on_duty import COVER, PAGER, PEOPLE, SKILLS
from .practice_pages import DRILL, RECOVERY, path_of

ASKED_AT: Mapping[str, tuple[str, ...]] = {  # gate → paths of its questions
    "minimum_rota": ("scenario.people.coverage", PAGER, COVER),
    "skills": (SKILLS,),
    "staging_exists": ("scenario.hosting.staging", path_of("BP-44")),
    "unsupported_versions": ("scenario.upgrades.medplum_version", "scenario.upgrades.postgresql_version"),
}
FOUND_ON: Mapping[str, tuple[str, str]] = {  # point that is no practice → its page, and the question on it
    "rota": ("service", ""),
    "minimum_rota": ("service", ""),
    "cover": (PEOPLE, COVER),
    "skills": (PEOPLE, SKILLS),
    "peak_cover": ("people-in-detail", "scenario.people.peak_cover"),
    "staging_exists": ("hosting-in-detail", "scenario.hosting.staging"),
    "drill": (RECOVERY, DRILL.path),
    "recovery": ("outage", ""),
    "version_medplum": ("today", ""),
    "version_postgresql": ("today", ""),
    "version_lag": ("today", ""),
    "unsupported_versions": ("today", ""),
    "upgrades_late": ("upgrades-in-detail", ""),
    "upgrades_seldom": ("upgrades-in-detail", ""),
}


@dataclass(frozen=True)
class PointRow:
    """A point of readiness, the page that asks for it, and the place on that page."""

    text: str
    page: Page
    place: str


def point_rows(findings: Iterable[Finding]) -> list[PointRow]:
    """Points in the order given, each with where its answer stands."""
    return [_point(one) for one in findings]


def _point(finding: Finding) -> PointRow:
    slug, path = FOUND_ON.get(finding.key, (finding.domain, finding.key))
    return PointRow(finding.text, EVERY_BY_SLUG[slug], path.replace(".", "-"))


def asked_where(gate: str, book: Book) -> list[str]:
    """The pages that ask what this gate judges, in words; none for a gate that a page of rules asks by itself."""
    pages = (_page_of(path, book) for path in ASKED_AT.get(gate, ()))
    return list(dict.fromkeys(_named(page) for page in pages))


def _page_of(path: str, book: Book) -> Page:
    return next(page for page in EVERY if any(ask.path == path for ask in asks_of(page, book)))


def _named(page: Page) -> str:
    """A page as a reader finds it: "question 6: …", else its group and title."""
    return f"question {page.number}: {page.title}" if page.number else f"{page.group}: {page.title}"
