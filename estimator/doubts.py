"""Answers about size that can hardly all be true: each with one sentence; the estimate takes them as they are."""

from collections.abc import Iterator

from .book import Book
from .place import place_of
from .scenario import Given, Scenario
from .scenario.workload import PATIENTS_ASKED_IN_YEARS

FAR = "workload_far_apart_factor"
MANAGED = ("aws", "azure", "gcp")  # providers whose bill has a managed database
HALF = "growth_that_empties_per_year"


def doubts(scenario: Scenario, book: Book) -> list[str]:
    """One sentence for each pair of answers that do not go together, and for growth that empties the system."""
    return [
        *_shrinking(scenario, book),
        *_load_against_patients(scenario, book),
        *_data_against_patients(scenario, book),
        *_restore_window(scenario, book),
    ]


def _shrinking(scenario: Scenario, book: Book) -> Iterator[str]:
    growth = scenario.workload.patient_growth_per_year
    if growth is None or growth.likely > book.assumptions[HALF].likely:
        return
    left = (1 + growth.likely) ** (scenario.money.horizon_quarters / book.assumptions["quarters_per_year"].likely)
    yield (
        f"The number of patients shrinks by {-growth.likely:.0%} a year: {left:.1%} of them are left at the end. "
        "The platform is sized for the start; ask whether it is needed to the end."
        + _at_the_start(scenario, book, growth.likely)
    )


def _at_the_start(scenario: Scenario, book: Book, growth: float) -> str:
    """How many patients a figure that is meant for later makes at the start."""
    asked, remaining = _patients(scenario, book), (1 + growth) ** PATIENTS_ASKED_IN_YEARS
    if asked is None or not remaining:
        return ""
    years = PATIENTS_ASKED_IN_YEARS
    return f" About {asked:,.0f} patients in {years} years, as answered, are about {asked / remaining:,.0f} today."


def _load_against_patients(scenario: Scenario, book: Book) -> Iterator[str]:
    """A load of the user's own that the number of patients cannot explain, in either direction."""
    workload = scenario.workload
    given, patients = workload.requests_per_second_at_peak, _patients(scenario, book)
    if given is None or patients is None:
        return
    row = book.assumptions["peak_rps_per_1000_patients"]
    thousands = patients / book.assumptions["per_thousand"].likely
    low, high, far = row.low * thousands, row.high * thousands, book.assumptions[FAR].likely
    if low / far <= given.likely <= high * far:
        return
    yield (
        f"{given.likely:,.6g} requests a second and about {patients:,.0f} patients hardly go together: so many "
        f"patients usually make {low:,.2g} to {high:,.2g} requests a second. The requests are taken."
    )


def _data_against_patients(scenario: Scenario, book: Book) -> Iterator[str]:
    """A database of the user's own size that so few patients cannot fill."""
    given, patients = scenario.workload.database_gb_at_start, _patients(scenario, book)
    if given is None or patients is None:
        return
    rows = book.assumptions
    most = patients * rows["record_years_loaded_at_start"].high * rows["resources_per_patient_year"].high
    most *= rows["kb_per_resource"].high * rows["history_versions_per_resource"].high
    most *= rows["db_storage_multiplier"].high / rows["kb_per_gb"].likely
    if given.likely <= most * rows[FAR].likely:
        return
    yield (
        f"A database of {given.likely:,.0f} GB at the start and about {patients:,.0f} patients hardly go together: "
        f"so many patients fill at most about {most:,.2g} GB. The size given is taken."
    )


def _restore_window(scenario: Scenario, book: Book) -> Iterator[str]:
    """A restore window that a managed database does not offer."""
    days = scenario.recovery.restore_window_days
    most = book.assumptions["managed_restore_window_days"].likely
    if days is None or days.likely <= most or place_of(scenario, book).provider not in MANAGED:
        return
    yield (
        f"Managed databases restore to any point of the last {most:g} days at most: going back {days.likely:g} days "
        "takes backups of your own. Their storage is counted, their set-up is not."
    )


def _patients(scenario: Scenario, book: Book) -> float | None:
    """Patients answered, as a number or by the middle of a band; None while not answered."""
    found: Given | None = scenario.workload.patients
    if found is not None:
        return found.likely
    band = next((row for row in book.rows("patient_bands") if row["band"] == scenario.workload.patients_band), None)
    return book.assumptions[band["key"]].likely if band and band["band"] != "not_sure" else None
