"""Answers that cannot both be true, or lack their half, and which of them is believed."""

from collections.abc import Mapping

from decisions.case import Case
from estimator.book import Book
from estimator.scenario import UNKNOWN

from .check import Check
from .counted import counted_place, counted_platform
from .detail_contradictions import DETAIL_CHECKS
from .gates import gates_of_needs
from .jurisdictions import jurisdictions_of, named_country
from .own_side import region_row
from .reason_conditions import LIVE, has_patients

CLOUDS = ("aws", "azure", "gcp", "digitalocean")


def contradicted(case: Case, book: Book) -> tuple[Check, ...]:
    """Every check that holds for these answers."""
    return tuple(check for check in CHECKS if check.holds(case, book))


def _raised(case: Case, reason: str) -> bool:
    return reason in case.reasons.raised


def _in_a_cloud(case: Case) -> bool:
    return case.scenario.hosting.platform in CLOUDS


def _applies(case: Case, gate: str) -> str:
    answer = case.reasons.gates.get(gate)
    return answer.applies if answer else "unknown"


def _region_elsewhere(case: Case, book: Book) -> bool:
    region = _region(case, book) if _in_a_cloud(case) else None
    wanted = named_country(case)
    return bool(wanted and region and wanted not in region["jurisdictions"].split(";"))


def _region(case: Case, book: Book) -> Mapping[str, str] | None:
    """The region that counts: the one chosen, else the one that other answers imply."""
    place = counted_place(case, book)
    return region_row(place.provider, place.region, book)


def _default_abroad(case: Case, book: Book) -> bool:
    """Whether no region is chosen and the default lies outside every country whose rules can apply."""
    hosting = case.scenario.hosting
    if hosting.region != UNKNOWN or not (_in_a_cloud(case) or hosting.platform == UNKNOWN):
        return False
    ruled = jurisdictions_of(case) & {row["jurisdiction"] for row in book.rows("gates")}
    region = _region(case, book)
    return bool(ruled and region) and not ruled & set(region["jurisdictions"].split(";") if region else ())


def _more_than_a_small_machine_carries(case: Case, book: Book) -> bool:
    rate = case.scenario.workload.requests_per_second_at_peak
    shapes = [
        row for row in book.rows("shapes") if (row["platform"], row["quantity"]) == ("small_machine", "node_vcpu")
    ]
    if rate is None or not shapes or not _raised(case, "offline") or _applies(case, "offline_lightweight") == "no":
        return False
    return rate.likely > float(shapes[0]["value"]) * book.assumptions["req_per_s_per_db_vcpu"].high


def _more_than_lightweight(case: Case, book: Book) -> bool:
    """Whether the size or the hours are those of a production system."""
    if not _raised(case, "offline") or _applies(case, "offline_lightweight") != "yes":
        return False
    return _has_many_patients(case) or case.scenario.people.coverage == "around_the_clock"


def _must_without_its_rule(case: Case, book: Book) -> bool:
    """Whether something must be Medplum's whose rule was answered with no."""
    return any(_applies(case, gate) == "no" for gate in gates_of_needs(case, book).values())


def _none_and_a_number(case: Case, book: Book) -> bool:
    return case.scenario.workload.patients_band == "none" and case.scenario.workload.patients is not None


def _has_many_patients(case: Case) -> bool:
    return case.scenario.workload.patients_band in ("100k_1m", "over_1m")


def _many_on_a_small_machine(case: Case, book: Book) -> bool:
    return counted_platform(case) == "small_machine" and _has_many_patients(case)


CHECKS = (
    Check(
        lambda case, book: _raised(case, "learning") and case.scenario.hosting.today in LIVE,
        "It is for learning only, and it is live.",
        "The verdict leaves the reason open until one of the two is changed; the cost is that of production.",
        ("learning", "today"),
        judged=True,
    ),
    Check(
        lambda case, book: _applies(case, "learning_no_patients") == "yes" and has_patients(case),
        "It holds no data of real patients, and patients will have a record.",
        "The verdict leaves the reason open until one of the two is changed; the cost counts the records.",
        ("learning", "patients"),
        judged=True,
    ),
    Check(
        lambda case, book: (
            _raised(case, "learning") and _applies(case, "learning_no_patients") == "unknown" and has_patients(case)
        ),
        "It is for learning only, without patient data, and patients will have a record.",
        "The verdict does not believe the reason until the page on learning is answered; the cost counts the records.",
        ("learning", "patients"),
        judged=True,
    ),
    Check(
        _more_than_a_small_machine_carries,
        "It must work without internet as a lightweight installation, and it carries more requests a second than "
        "one small machine can.",
        "The verdict believes the page on working without internet; the cost is that of the requests.",
        ("offline", "workload-in-detail"),
        judged=True,
    ),
    Check(
        _more_than_lightweight,
        "It is a lightweight installation, and it has more than 100,000 patients or must be up around the clock.",
        "The verdict believes the page on working without internet; the cost counts patients and hours.",
        ("offline", "patients", "service"),
        judged=True,
    ),
    Check(
        lambda case, book: _raised(case, "offline") and _in_a_cloud(case),
        "It must work without internet, and it would run at a cloud provider.",
        "The verdict believes the rule on working without internet; the cost is that of the provider.",
        ("offline", "place"),
        judged=True,
    ),
    Check(
        lambda case, book: _applies(case, "on_premises_mandate") == "yes" and _in_a_cloud(case),
        "It must run on your own premises, and it would run at a cloud provider.",
        "The verdict believes the rule on premises; the cost is that of the provider.",
        ("on-premises", "place"),
        judged=True,
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
        judged=True,
    ),
    Check(
        lambda case, book: _default_abroad(case, book) and not _region_elsewhere(case, book),
        "No region is chosen, and the one that counts meanwhile lies outside the countries of your patients or team.",
        "The verdict believes the rules of those countries; the cost is that of the region.",
        ("reasons", "hosting-in-detail"),
        judged=True,
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
        lambda case, book: case.reasons.cap_per_year is not None and _applies(case, "budget_cap") == "no",
        "An amount caps the spending, and no cap applies.",
        "The verdict leaves the cap out.",
        ("budget",),
        judged=True,
    ),
    Check(
        _must_without_its_rule,
        "Something must be Medplum's, and the rule behind it does not apply.",
        "The verdict leaves the rule out; the price is that of the need.",
        ("needs", "rules"),
    ),
    Check(
        _none_and_a_number,
        "No data of real patients, and a number of patients.",
        "The number counts.",
        ("patients",),
    ),
    Check(
        _many_on_a_small_machine,
        "More than 100,000 patients, and one small machine.",
        "Both count as answered.",
        ("patients", "place"),
    ),
    *DETAIL_CHECKS,
)
