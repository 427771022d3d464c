"""What advice yields: gate results, money findings, readiness and the verdict. Texts carry no amounts of money."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from decisions.case import Case
from estimator.book import Book
from estimator.estimate import Basis, Combination, Estimate, Line, OptionKey, View

Outcome = Literal[
    "not_feasible",
    "self_host_required",
    "cloud_required",
    "ask_first",
    "self_host_by_reason",
    "too_close",
    "self_host_by_money",
    "cloud_recommended",
]
State = Literal["pass", "fail", "unknown"]
Answered = Literal["yes", "no", "unknown"]
Asked = Literal["", "demand", "vendor", "own"]
ReadinessRule = Literal["ready_blockers", "ready_rota", "ready_recovery", "ready_versions"]
Cause = Literal["probability", "share", "amount", "combination"]


@dataclass(frozen=True)
class Ability:
    """Can an option meet a demand, and why; `condition`: under which condition it does, if any."""

    meets: Answered
    because: str = ""
    condition: str = ""


UNKNOWN_ABILITY = Ability("unknown")


@dataclass(frozen=True)
class GateResult:
    """One gate for one option: is the demand there (`applies`), can the option meet it (`meets`), and so its `state`.

    `because` and `condition` explain `meets`. `asked`: whose answer is open; `could_decide`: open, and nothing settles
    the option yet. With effect voids-reason `state` tells whether the reason's condition holds. `row`: the book's row.
    """

    gate: str
    option: OptionKey
    effect: str
    applies: Answered
    meets: Answered
    state: State
    confirmed: bool
    asked: Asked
    because: str
    condition: str
    row: Mapping[str, str]
    could_decide: bool = False


@dataclass(frozen=True)
class Limits:
    """Rows of the book: chance from which an option is clearly cheaper, smallest difference (share, USD a year)."""

    probability_clear: float
    share: float
    usd_per_year: float


@dataclass(frozen=True)
class Compared:
    """One counted combination: for whom it is clear, what keeps it from being clear, which lines are missing."""

    combination: Combination
    clear_for: OptionKey | None
    causes: tuple[Cause, ...]
    missing: tuple[Line, ...]


@dataclass(frozen=True)
class Money:
    """What money says. `counted` starts with the headline combination; `uncounted` are shown, never judged by."""

    winner: OptionKey | None
    counted: tuple[Compared, ...]
    uncounted: tuple[Compared, ...]
    causes: tuple[Cause, ...]
    limits: Limits

    def missing(self, option: OptionKey) -> tuple[Line, ...]:
        """Lines of an option that belong to a counted total and are not estimated, each once."""
        found = {line.key: line for one in self.counted for line in one.missing if line.option == option}
        return tuple(found.values())


@dataclass(frozen=True)
class Finding:
    """One point of readiness to self-host; `setup_hours` (low, likely, high) only where a practice is missing.

    `rule`: the rule of the table verdict_sources that it belongs to.
    """

    rule: ReadinessRule
    key: str
    domain: str
    text: str
    source: str
    setup_hours: tuple[float, float, float] | None = None


@dataclass(frozen=True)
class Capability:
    """Whether a team can carry self-hosting: False with a blocker, None while something is unknown, else True."""

    ready: bool | None
    blockers: tuple[Finding, ...]
    warnings: tuple[Finding, ...]
    unknown: tuple[Finding, ...]

    @property
    def setup_hours(self) -> tuple[float, float, float]:
        """Hours (low, likely, high) to put the missing practices in place."""
        known = [finding.setup_hours for finding in self.blockers if finding.setup_hours]
        return sum(h[0] for h in known), sum(h[1] for h in known), sum(h[2] for h in known)


@dataclass(frozen=True)
class Facts:
    """Everything that is judged: the case, its figures, and what follows from each alone."""

    case: Case
    estimate: Estimate
    book: Book
    gates: tuple[GateResult, ...]
    money: Money
    capability: Capability


@dataclass(frozen=True)
class Reason:
    """Why: a rule, its state for an option, our text, and the sentence it rests on with its source."""

    rule: str
    option: OptionKey | None
    state: State
    text: str
    sentence: str
    source: str


@dataclass(frozen=True)
class Ask:
    """An open question, for whom, and what each answer means, as whole sentences.

    `subject` names it in a few words, `task` is what to find out about it, as a question.

    `outcome_yes` and `outcome_no`: the outcome when nothing else is open. `walk_away`: the walk-away price helps here.
    """

    key: str
    subject: str
    task: str
    question: str
    whom: str
    meaning_yes: str
    meaning_no: str
    outcome_yes: Outcome
    outcome_no: Outcome
    walk_away: bool


@dataclass(frozen=True)
class Verdict:
    """The outcome, the number of the rule that fired, and everything that explains it."""

    outcome: Outcome
    rule: int
    winner: OptionKey | None
    sentence: str
    ready: bool | None
    qualifiers: tuple[str, ...]
    reasons: tuple[Reason, ...]
    ask: tuple[Ask, ...]
    depends_on: tuple[str, ...]
    counted: tuple[tuple[View, Basis], ...]
    money: Money
    gates: tuple[GateResult, ...]
    capability: Capability

    def as_dict(self) -> dict[str, Any]:
        """The `verdict` part of an estimate's JSON."""
        reasons = ("rule", "option", "state", "text", "source")
        return {
            "outcome": self.outcome,
            "rule": self.rule,
            "winner": self.winner,
            "ready": self.ready,
            "qualifiers": list(self.qualifiers),
            "reasons": [{name: getattr(reason, name) for name in reasons} for reason in self.reasons],
            "ask": [f"{ask.question} ({ask.whom})" for ask in self.ask],
            "depends_on": list(self.depends_on),
            "counted": [{"view": view, "basis": basis} for view, basis in self.counted],
        }
