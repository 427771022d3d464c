"""The runbook of a case: the book's steps for its recovery level, each with the service of its platform and tools."""

from collections.abc import Mapping
from dataclasses import dataclass

from decisions.case import Case
from estimator.book import Book

from .counted import counted_place

ANY = "any"
ANSWERS: Mapping[str, str] = {  # topic → the answer about hosting that names its tool
    "alarms": "observability",
    "waking": "on_call",
    "secrets": "secrets",
    "code": "infrastructure_as_code",
}


@dataclass(frozen=True)
class Service:
    """What carries a step out on this platform, or with the tool that was named."""

    name: str
    words: str
    source: str
    basis: str


@dataclass(frozen=True)
class RunbookStep:
    """One step. `service` is None where the step needs none, or (`lacks_service`) where the book names none."""

    step: str
    phase: str
    words: str
    owner: str
    needs: str
    source: str
    basis: str
    service: Service | None
    lacks_service: bool


def runbook(case: Case, book: Book, level: str) -> tuple[RunbookStep, ...]:
    """The steps of a level in order, all phases."""
    rows = [row for row in book.rows("runbook_steps") if level in row["levels"].split(";")]
    return tuple(_step(case, book, row) for row in sorted(rows, key=lambda row: int(row["place"])))


def _step(case: Case, book: Book, row: Mapping[str, str]) -> RunbookStep:
    service = service_for(case, book, row["topic"]) if row["topic"] else None
    return RunbookStep(
        step=row["step"],
        phase=row["phase"],
        words=row["words"],
        owner=row["owner"],
        needs=row["needs"],
        source=row["source"],
        basis=row["basis"],
        service=service,
        lacks_service=bool(row["topic"]) and service is None,
    )


def service_for(case: Case, book: Book, topic: str) -> Service | None:
    """The service of a topic: that of the tool named, else that of the platform; None where the book has neither."""
    bill = counted_place(case, book).bill
    tool = case.scenario.hosting.choice(ANSWERS[topic]) if topic in ANSWERS else ANY
    rows = [row for row in book.rows("runbook_services") if row["topic"] == topic and _holds(row["platforms"], bill)]
    for wanted in (tool, ANY):
        for row in rows:
            if row["tool"] == wanted:
                return Service(row["service"], row["words"], row["source"], row["basis"])
    return None


def _holds(platforms: str, bill: str) -> bool:
    return platforms == ANY or bill in platforms.split(";")
