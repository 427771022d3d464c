"""A Case: everything one decision rests on. Pure; CLI, API, forms and frozen reports all take it."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    HttpUrl,
    TypeAdapter,
    ValidationError,
    model_validator,
)
from pydantic_core import ErrorDetails

from estimator.book import Book
from estimator.own_rows import own_row_faults
from estimator.scenario import UNKNOWN, Given, Quantity, Scenario

Raised = Literal[
    "country", "on_premises", "certificate", "offline", "fork", "learning", "budget", "other", "nothing", "not_sure"
]  # fmt: skip
PatientsIn = Literal["US", "GB", "DE", "FR", "NL", "EU", "CH", "CA", "AU", "other"]
Sure = Literal["in_writing", "believe", "not_checked"]
VendorAnswer = Literal["not_asked", "asked", "agreed", "refused"]
FORK_CONDITIONS = ("fork_justified_cause", "fork_alternatives_tried")
MAX_REPLIES = 100
MAX_DRILLS, MAX_DRILL_MINUTES = 100, 43_200  # thirty days
PracticeState = Literal["in_place", "partly", "no", "not_applicable", "unknown"]
DETAIL_LENGTH = {"note": 2_000, "evidence": 500, "owner": 200}  # most characters of a practice's texts
RANGE = {"low", "likely", "high"}
FIRST_DAY, MAX_YEARS_AHEAD = date(2000, 1, 1), 50
_WEB_ADDRESS = TypeAdapter(HttpUrl)


def link_fault(text: str) -> str:
    """What is wrong with the link to a piece of evidence; empty for one that a browser may open, and for none."""
    fault = "Write a link that begins with https:// or http://."
    if not text:
        return ""
    if not text.lower().startswith(("http://", "https://")) or any(sign.isspace() for sign in text):
        return fault
    try:
        _WEB_ADDRESS.validate_python(text)
    except ValidationError:
        return fault
    return ""


def year_fault(day: date) -> str:
    """What is wrong with a day that somebody plans or remembers; empty for a day between 2000 and 50 years ahead."""
    if day < FIRST_DAY:
        return f"Write a date from {FIRST_DAY.year} on."
    today = datetime.now(UTC).date()
    if (day.year - MAX_YEARS_AHEAD, day.month, day.day) > (today.year, today.month, today.day):
        return f"Write a date within the next {MAX_YEARS_AHEAD} years."
    return ""


def _link(text: str) -> str:
    if fault := link_fault(text):
        raise ValueError(fault)
    return text


def _sane_day(day: date) -> date:
    if fault := year_fault(day):
        raise ValueError(fault)
    return day


def _past_day(day: date) -> date:
    if day > datetime.now(UTC).date():
        raise ValueError("Write a day that has been, not one to come.")
    return _sane_day(day)


SaneDay = Annotated[date, AfterValidator(_sane_day)]
DayHeld = Annotated[date, AfterValidator(_past_day)]


class Strict(BaseModel):
    """Unknown fields are refused; instances are immutable."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class GateAnswer(Strict):
    """One gate: does the rule apply (where it judges a reason: does its condition hold), how sure, what was said."""

    applies: Literal["yes", "no", "unknown"] = "unknown"
    sure: Sure = "not_checked"
    detail: str = Field(default="", max_length=2_000)
    vendor: VendorAnswer = "not_asked"
    confirmed_by: str = Field(default="", max_length=200)
    confirmed_on: SaneDay | None = None


class VendorReply(Strict):
    """What Medplum answered about a gate, and on which day; the latest of a gate counts."""

    gate: str = Field(max_length=200)
    said: Literal["agreed", "refused"]
    on: DayHeld


class Reasons(Strict):
    """`raised`: what was ticked under "does anything rule one option out?"; `gates`: answers by key of the book.

    `patients_in`: countries whose patients have a record, EU for a member state that has no entry; empty while unknown.
    `replies`: Medplum's answers with their dates.
    """

    raised: tuple[Raised, ...] = ()
    patients_in: tuple[PatientsIn, ...] = ()
    cap_per_year: Annotated[
        Given | None,
        Quantity(
            unit="USD/year",
            minimum=0,
            maximum=1_000_000_000,
            label="The most that may be spent in a year",
            why="An option whose cost is above it is out.",
            where="The budget or the decision that names the cap; as your board counts people (question 12).",
        ),
    ] = None
    gates: dict[str, GateAnswer] = Field(default_factory=dict)
    replies: tuple[VendorReply, ...] = Field(default=(), max_length=MAX_REPLIES)

    @property
    def reply_of(self) -> dict[str, VendorReply]:
        """The latest reply by gate; of two on one day the one recorded last."""
        return {one.gate: one for one in sorted(self.replies, key=lambda one: one.on)}


class Practice(Strict):
    """One readiness practice: its state of which day, with note, evidence, who takes care of it and until when."""

    state: PracticeState = "unknown"
    note: str = Field(default="", max_length=DETAIL_LENGTH["note"])
    evidence: Annotated[str, AfterValidator(_link)] = Field(default="", max_length=DETAIL_LENGTH["evidence"])
    owner: str = Field(default="", max_length=DETAIL_LENGTH["owner"])
    on: SaneDay | None = None
    due: SaneDay | None = None


class Drill(Strict):
    """A recovery drill that was held. `minutes`: until it was back, None where nobody measured it or it broke off."""

    on: DayHeld
    kind: Literal["tabletop", "real"]
    minutes: float | None = Field(default=None, gt=0, le=MAX_DRILL_MINUTES)
    note: str = Field(default="", max_length=500)

    @model_validator(mode="after")
    def _talk_measures_nothing(self) -> "Drill":
        if self.kind == "tabletop" and self.minutes is not None:
            raise ValueError("A tabletop exercise measures no recovery: leave its minutes out.")
        return self


class Readiness(Strict):
    """Answers by practice id of the book's readiness table, and recovery drills: what is known, which were held."""

    practices: dict[str, Practice] = Field(default_factory=dict)
    drill_showed_recovery: Literal["yes", "no", "unknown"] = "unknown"
    drills: tuple[Drill, ...] = Field(default=(), max_length=MAX_DRILLS)


class Case(Strict):
    """Scenario (what costs money), reasons (what rules an option out), readiness (what is in place). {} is valid."""

    title: str = Field(default="", max_length=200)
    scenario: Scenario = Field(default_factory=Scenario)
    reasons: Reasons = Field(default_factory=Reasons)
    readiness: Readiness = Field(default_factory=Readiness)

    @property
    def priced(self) -> Scenario:
        """The scenario with what the reasons say about costs: a fork that is raised and not void has its upkeep."""
        conditions = [self.reasons.gates[gate] for gate in FORK_CONDITIONS if gate in self.reasons.gates]
        replies = [self.reasons.reply_of[gate] for gate in FORK_CONDITIONS if gate in self.reasons.reply_of]
        accepted = "agreed" in (*(one.vendor for one in conditions), *(one.said for one in replies))
        void = accepted or any(one.applies == "no" for one in conditions)
        if "fork" not in self.reasons.raised or void or self.scenario.upgrades.fork != UNKNOWN:
            return self.scenario
        upgrades = self.scenario.upgrades.model_copy(update={"fork": "yes"})
        return self.scenario.model_copy(update={"upgrades": upgrades})


class CaseError(ValueError):
    """A Case that cannot be read; `faults` holds one line for each fault, each naming its field."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = tuple(faults)


def read_case(data: object, book: Book) -> Case:
    """A Case from parsed JSON or TOML, checked against the keys of `book`; CaseError names every fault once."""
    try:
        case = Case.model_validate(data)
    except ValidationError as error:
        raise CaseError(_one_line_each(error)) from None
    faults = unknown_keys(case, book)
    if faults:
        raise CaseError(faults)
    return case


def _one_line_each(error: ValidationError) -> list[str]:
    faults: dict[str, str] = {}
    for fault in error.errors():
        path = ".".join(str(part) for part in fault["loc"]) or "case"
        faults.setdefault(path, f"{path}: {_said(fault)}".replace("\n", " "))
    return list(faults.values())


def _said(fault: ErrorDetails) -> str:
    """What is wrong; a range where a choice is asked is named as such."""
    message = fault["msg"].removeprefix("Value error, ")
    if isinstance(fault["input"], Mapping) and RANGE & fault["input"].keys():
        return message.replace("Input should be", "a range does not answer this: write")
    return message


def unknown_keys(case: Case, book: Book) -> list[str]:
    """Keys of needs, gates, practices and own values that the book does not have, one line each."""
    asked: dict[str, tuple[Mapping[str, object], str, str]] = {
        "scenario.needs.answers": (case.scenario.needs.answers, "needs", "need"),
        "reasons.gates": (case.reasons.gates, "gates", "gate"),
        "reasons.replies": (case.reasons.reply_of, "gates", "gate"),
        "readiness.practices": (case.readiness.practices, "readiness", "id"),
    }
    faults = []
    for path, (answers, table, column) in asked.items():
        known = {row[column] for row in book.rows(table)}
        faults += [f"{path}.{key:.60}: not a key of the book's {table} table" for key in answers if key not in known]
    return faults + own_row_faults(case.scenario, book)
