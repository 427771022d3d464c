"""Answers that cannot both be true, or lack their half: named, with the questions and what is believed meanwhile."""

from collections.abc import Mapping
from dataclasses import dataclass

from decisions.case import Case
from estimator.book import Book
from estimator.doubts import doubts
from estimator.place import place_of

from .check import Check
from .detail_contradictions import DETAIL_CHECKS
from .page import Page
from .pages import BY_SLUG
from .reasons import COUNTRIES

CLOUDS = ("aws", "azure", "gcp", "digitalocean")
LIVE = ("live_cloud", "live_self_hosted")


@dataclass(frozen=True)
class Contradiction:
    """Answers that do not go together; `pages` are the questions to look at again."""

    sentence: str
    believed: str
    pages: tuple[Page, ...]


def contradictions(case: Case, book: Book) -> list[Contradiction]:
    """Every contradiction among the answers."""
    found = [
        Contradiction(check.sentence, check.believed, tuple(BY_SLUG[slug] for slug in check.slugs))
        for check in CHECKS
        if check.holds(case, book)
    ]
    size = (BY_SLUG["patients"], BY_SLUG["workload-in-detail"])
    return found + [Contradiction(sentence, "", size) for sentence in doubts(case.scenario, book)]


def _raised(case: Case, reason: str) -> bool:
    return reason in case.reasons.raised


def _in_a_cloud(case: Case) -> bool:
    return case.scenario.hosting.platform in CLOUDS


def _applies(case: Case, gate: str) -> str:
    answer = case.reasons.gates.get(gate)
    return answer.applies if answer else "unknown"


def _has_patients(case: Case) -> bool:
    workload = case.scenario.workload
    return workload.patients is not None or workload.patients_band != "unknown"


def _region_elsewhere(case: Case, book: Book) -> bool:
    answer = case.reasons.gates.get("residency_country")
    region = _region(case, book)
    codes = {label: code for code, label in COUNTRIES.items()}
    wanted = codes.get(answer.detail) if answer and answer.applies == "yes" else None
    return bool(wanted and region and wanted not in region["jurisdictions"].split(";"))


def _region(case: Case, book: Book) -> Mapping[str, str] | None:
    """The region that counts: the one chosen, else the platform's default; none while no platform is chosen."""
    if not _in_a_cloud(case):
        return None
    place = place_of(case.scenario, book)
    here = (place.provider, place.region)
    return next((row for row in book.rows("regions") if (row["provider"], row["region"]) == here), None)


def _many_on_a_small_machine(case: Case, book: Book) -> bool:
    return case.scenario.hosting.platform == "small_machine" and case.scenario.workload.patients_band in (
        "100k_1m",
        "over_1m",
    )


CHECKS = (
    Check(
        lambda case, book: _raised(case, "learning") and case.scenario.hosting.today in LIVE,
        "It is for learning only, and it is live.",
        "The verdict weighs the page on learning; a live system counts as production in the cost.",
        ("learning", "today"),
    ),
    Check(
        lambda case, book: _applies(case, "learning_no_patients") == "yes" and _has_patients(case),
        "It holds no data of real patients, and patients will have a record.",
        "The verdict believes that there is no patient data; the cost counts the records.",
        ("learning", "patients"),
    ),
    Check(
        lambda case, book: _raised(case, "offline") and _in_a_cloud(case),
        "It must work without internet, and it would run at a cloud provider.",
        "The verdict believes the rule on working without internet; the cost is that of the provider.",
        ("offline", "place"),
    ),
    Check(
        lambda case, book: _applies(case, "on_premises_mandate") == "yes" and _in_a_cloud(case),
        "It must run on your own premises, and it would run at a cloud provider.",
        "The verdict believes the rule on premises; the cost is that of the provider.",
        ("on-premises", "place"),
    ),
    Check(
        lambda case, book: (
            _applies(case, "residency_country") == "yes" and not case.reasons.gates["residency_country"].detail
        ),
        "A law or a contract says in which country the data must stay, and the country is not named.",
        "The verdict believes the rule; whether the region fits is not checked.",
        ("country",),
    ),
    Check(
        _region_elsewhere,
        "The data must stay in one country, and the region that counts lies in another.",
        "The verdict believes the rule; the cost is that of the region.",
        ("country", "hosting-in-detail"),
    ),
    Check(
        lambda case, book: (
            case.scenario.people.coverage == "around_the_clock" and case.scenario.recovery.first_hour == "nobody"
        ),
        "Nobody notices an outage in the first hour, and it must be up around the clock.",
        "Both count as answered: people for the nights, and a slow recovery.",
        ("service", "outage"),
    ),
    Check(
        _many_on_a_small_machine,
        "More than 100,000 patients, and one small machine.",
        "Both count as answered.",
        ("patients", "place"),
    ),
    *DETAIL_CHECKS,
)
