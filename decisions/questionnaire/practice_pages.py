"""The readiness check: one page a domain, with five questions for each practice of the book."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from decisions.advice.progress import DOMAINS
from estimator.book import Book

from .asks import Ask, Kind
from .page import Page
from .people_on_duty import PEOPLE, duty_asks, duty_meaning, duty_restored, duty_sources

PRACTICES = "readiness.practices"
GROUP = "Readiness check"
STATE = "state"
STATE_OPTIONS = {"in_place": "In place", "partly": "Partly", "no": "No", "not_applicable": "Does not apply"}
DETAILS: Mapping[str, tuple[Kind, str, str]] = {
    "note": ("note", "Note", ""),
    "evidence": ("link", "Link to evidence", "Begins with https:// or http://."),
    "owner": ("owner", "Owner", ""),
    "due": ("due", "Due", ""),
}
DRILL = Ask(
    "readiness.drill_showed_recovery",
    "Has a drill shown that it is back in time?",
    "Somebody restored the whole and measured how long it took. A real drill on record counts first.",
    "row",
    {"yes": "Yes", "no": "No"},
    unknown="Not known",
)
RECOVERY = "backup-and-disaster-recovery"


def path_of(practice: str, part: str = STATE) -> str:
    """Place in the Case of one part of a practice."""
    return f"{PRACTICES}.{practice}.{part}"


def practice_of(path: str) -> str:
    """The practice whose part stands at a path; empty for every other path."""
    return path.removeprefix(f"{PRACTICES}.").rpartition(".")[0] if path.startswith(f"{PRACTICES}.") else ""


def _asks(domain: str, book: Book) -> tuple[Ask, ...]:
    rows = [row for row in book.rows("readiness") if row["domain"] == domain]
    asks = [ask for row in rows for ask in _practice_asks(row["id"], row["practice"])]
    return (*_apart(domain, book), *asks)


def _apart(domain: str, book: Book) -> tuple[Ask, ...]:
    """Questions of a domain that belong to no practice."""
    if domain == RECOVERY:
        return (DRILL,)
    return duty_asks(book) if domain == PEOPLE else ()


def _practice_asks(practice: str, sentence: str) -> list[Ask]:
    state = Ask(path_of(practice), f"{sentence}.", "", "state", STATE_OPTIONS, unknown="Not known")
    details = [Ask(path_of(practice, part), label, hint, kind) for part, (kind, label, hint) in DETAILS.items()]
    return [state, *details]


DOMAIN_PAGES = {
    domain: Page(slug=domain, title=label, group=GROUP, asks=partial(_asks, domain))
    for domain, label in DOMAINS.items()
}
DOMAIN_PAGES[PEOPLE] = replace(DOMAIN_PAGES[PEOPLE], meaning=duty_meaning, restore=duty_restored, sources=duty_sources)
