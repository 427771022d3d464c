"""The readiness check: one page a domain, with five questions for each practice of the book."""

from collections.abc import Mapping
from functools import partial

from decisions.advice.progress import DOMAINS
from estimator.book import Book

from .asks import Ask, Kind
from .page import Page

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
    "Has a drill shown that recovery meets its targets?",
    "Somebody restored the whole in time and measured it. A real drill on record counts first.",
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
    return (*([DRILL] if domain == RECOVERY else []), *asks)


def _practice_asks(practice: str, sentence: str) -> list[Ask]:
    state = Ask(path_of(practice), f"{sentence}.", "", "state", STATE_OPTIONS, unknown="Not known")
    details = [Ask(path_of(practice, part), label, hint, kind) for part, (kind, label, hint) in DETAILS.items()]
    return [state, *details]


DOMAIN_PAGES = {
    domain: Page(slug=domain, title=label, group=GROUP, asks=partial(_asks, domain))
    for domain, label in DOMAINS.items()
}
