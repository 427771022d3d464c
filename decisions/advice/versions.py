"""Versions in use, held against the release calendar on the book's day."""

import calendar
import datetime
from collections.abc import Collection, Iterator

from decisions.case import Case
from estimator.book import Book
from estimator.quarters import in_words
from estimator.upgrade_path import release_of, upgrade_path

from .gate_rows import Row
from .results import Finding

DOMAIN = "upgrades"
LABELS = {"medplum": "Medplum", "postgresql": "PostgreSQL"}


def version_findings(case: Case, book: Book) -> tuple[list[Finding], list[Finding], list[Finding]]:
    """(past their end, to watch, not known). Only a live self-hosted installation has to know its versions.

    To watch: an end within a year, and an installation that falls behind.
    """
    past: list[Finding] = []
    soon: list[Finding] = []
    unknown: list[Finding] = []
    upgrades = case.scenario.upgrades
    live = case.scenario.hosting.today == "live_self_hosted"
    for product, answer in (("medplum", upgrades.medplum_version), ("postgresql", upgrades.postgresql_version)):
        if answer == "unknown":
            if live:
                unknown.append(_finding(product, "the version in use is not known", ""))
            continue
        row = release_of(product, answer, book)
        if row is None:
            unknown.append(_finding(product, f"the book knows no release {answer}", ""))
            continue
        end = end_of_support(row, on_aws=case.scenario.hosting.choice("platform") == "aws")
        if end is not None and end < book.as_of:
            past.append(
                _finding(product, f"support of version {answer} ended on {in_words(end.isoformat())}", row["source"])
            )
        elif end is not None and _within_a_year(end, book.as_of):
            soon.append(
                _finding(product, f"support of version {answer} ends on {in_words(end.isoformat())}", row["source"])
            )
    behind = _falling_behind(case, book, ended={one.key for one in past}) if live else ()
    return past, [*soon, *behind], unknown


def releases_behind(case: Case, book: Book) -> int:
    """How many releases of Medplum lie between the version that runs and the newest; 0 while that is not known."""
    live = case.scenario.hosting.today == "live_self_hosted"
    return len(upgrade_path(case.scenario.upgrades.medplum_version, book).hops) if live else 0


def _falling_behind(case: Case, book: Book, ended: Collection[str]) -> Iterator[Finding]:
    """What the answers say about upgrades that come late or seldom; `ended`: keys of what blocks already."""
    upgrades, advised = case.scenario.upgrades, book.assumptions["medplum_releases_behind"]
    behind, a_year = releases_behind(case, book), book.assumptions["up_minors_per_year"]
    if behind > advised.likely and "version_medplum" not in ended:
        text = f"{behind} releases behind the newest, where {advised.low:g} to {advised.high:g} are advised"
        yield _finding("medplum", text, advised.source, key="version_lag")
    if upgrades.up_minors_per_year is not None and upgrades.up_minors_per_year.likely < a_year.low:
        text = "fewer minor versions are taken in a year than appear, and none can be skipped"
        yield _finding("medplum", text, a_year.source, key="upgrades_seldom")
    if upgrades.in_time == "no":
        source = next(row["source"] for row in book.rows("gates") if row["gate"] == "unsupported_versions")
        text = "upgrades mostly come after the old version has lost support"
        yield _finding("postgresql", text, source, key="upgrades_late")


def _finding(product: str, text: str, source: str, key: str = "") -> Finding:
    return Finding("ready_versions", key or f"version_{product}", DOMAIN, f"{LABELS[product]}: {text}.", source)


def end_of_support(row: Row, on_aws: bool) -> datetime.date | None:
    """Last day with fixes: Amazon's date on AWS where there is one, else the community's; None if none is announced."""
    text = (row["aws_standard_end"] if on_aws else "") or row["community_eol"]
    return last_day(text) if text else None


def last_day(text: str) -> datetime.date:
    """Last day that a date cell can mean: YYYY, YYYY-MM, YYYY-Qn or YYYY-MM-DD."""
    if len(text) == len("YYYY-MM-DD"):
        return datetime.date.fromisoformat(text)
    year, _, part = text.partition("-")
    month = int(part[1:]) * 3 if part.startswith("Q") else int(part or 12)
    return datetime.date(int(year), month, calendar.monthrange(int(year), month)[1])


def _within_a_year(end: datetime.date, day: datetime.date) -> bool:
    return (end.year - 1, end.month, end.day) <= (day.year, day.month, day.day)
