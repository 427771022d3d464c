"""The strongest honest case for each option, by rules: what each sentence cites stands beside it; both equally long."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, cast

from decisions.advice.gates import reason_states
from decisions.advice.results import Verdict
from estimator.book import Book
from estimator.estimate import OPTIONS, Estimate, OptionKey

from .case_figures import money_points
from .narrative import NAMES, OTHER, OUTCOME_LABELS
from .sources import sources_of

Cites = Literal["figure", "gate", "practice", "feature"]
LONGEST, LEAST = 10, 3  # sentences of a case
TOLERANCE = 0.25  # by how much one case may have more words than the other
FIRST_UNMEASURED = 3
ANYWHERE = "any"  # jurisdiction of a rule that is no country's law
OWN_PLANS = ("community-self-host", "enterprise-self-host")


@dataclass(frozen=True)
class Point:
    """A sentence of a case, and what it cites: a figure of the estimate, or a row of the book, by key."""

    text: str
    cites: Cites
    key: str
    source: str = ""

    @property
    def words(self) -> int:
        """How long it is."""
        return len(self.text.split())


Cases = dict[OptionKey, tuple[Point, ...]]


def cases_as_dict(cases: Cases) -> dict[str, Any]:
    """For JSON: by option, each sentence with what it cites."""
    return {
        option: [{"text": point.text, "cites": point.cites, "key": point.key} for point in points]
        for option, points in cases.items()
    }


def both_cases(estimate: Estimate, verdict: Verdict, book: Book) -> Cases:
    """Points of each option in order of weight, cut to like length: rules, money, what money does not measure."""
    every = {option: _points(option, estimate, verdict, book) for option in OPTIONS}
    return balanced(every)


def cases_section(estimate: Estimate, verdict: Verdict, book: Book) -> dict[str, Any]:
    """Both cases for page and report, the winner's first; without a winner side by side in the usual order."""
    found = both_cases(estimate, verdict, book)
    winner = verdict.winner
    order = (winner, OTHER[winner]) if winner else OPTIONS
    return {
        "lead": _lead(verdict),
        "cases": [
            {
                "style": option.replace("_", "-"),
                "heading": f"The case for {NAMES[option]}",
                "points": [_row(point) for point in found[option]],
            }
            for option in order
        ],
    }


def _lead(verdict: Verdict) -> str:
    label = OUTCOME_LABELS[verdict.outcome]
    if verdict.winner is None:
        return f"The verdict, “{label}”, picks neither option. Here is the strongest case for each, at like length."
    loser = NAMES[OTHER[verdict.winner]]
    return f"The verdict is “{label}”. The strongest case for {loser} stands beside it, at like length."


def _row(point: Point) -> dict[str, Any]:
    return {"text": point.text, "cites": point.cites, "key": point.key, "sources": sources_of(point.source)}


def balanced(every: Mapping[OptionKey, Sequence[Point]]) -> Cases:
    """As many of the weightiest points of both as keep the longer case within the tolerance of the shorter one."""
    first, second = (list(every[option])[:LONGEST] for option in OPTIONS)
    pairs = [
        (_apart(_words(first[:i]), _words(second[:j])), i, j)
        for i in range(min(LEAST, len(first)), len(first) + 1)
        for j in range(min(LEAST, len(second)), len(second) + 1)
    ]
    like = [(i + j, -apart, i, j) for apart, i, j in pairs if apart <= TOLERANCE]
    _, _, i, j = max(like) if like else max((-apart, 0.0, i, j) for apart, i, j in pairs)
    return {OPTIONS[0]: tuple(first[:i]), OPTIONS[1]: tuple(second[:j])}


def _apart(one: int, other: int) -> float:
    """By which share of the shorter one the longer one is longer."""
    return abs(one - other) / (min(one, other) or 1)


def _words(points: Sequence[Point]) -> int:
    return sum(point.words for point in points)


def _points(option: OptionKey, estimate: Estimate, verdict: Verdict, book: Book) -> list[Point]:
    """Rules outrank money; half of what money does not measure comes before its finer points."""
    weighty, finer = money_points(estimate, option)
    beside = list(unmeasured(option, verdict, book))
    return [
        *_rules(option, verdict),
        *(Point(text, "figure", key) for key, text in weighty),
        *beside[:FIRST_UNMEASURED],
        *_open_rules(option, verdict),
        *(Point(text, "figure", key) for key, text in finer),
        *beside[FIRST_UNMEASURED:],
    ]


def _rules(option: OptionKey, verdict: Verdict) -> Iterator[Point]:
    """A confirmed rule that the other option fails; a reason of its own that carries as a whole."""
    carries = reason_states(verdict.gates)
    for one in verdict.gates:
        if one.effect != "voids-reason" and one.option == OTHER[option] and one.state == "fail":
            text = f"A rule that is confirmed in writing excludes {NAMES[one.option]}: {_named(one.row['rule'])}."
            yield Point(text, "gate", one.gate, one.row["source"])
        if one.effect == "voids-reason" and one.option == option and carries.get(one.row["reason_group"]) == "pass":
            text = f"A condition of a reason for {NAMES[option]} holds: {_named(one.row['rule'])}."
            yield Point(text, "gate", one.gate, one.row["source"])


def _open_rules(option: OptionKey, verdict: Verdict) -> Iterator[Point]:
    """A rule whose meeting by the other option is open, while this option is known to meet it or is not hit by it."""
    own = {one.gate for one in verdict.gates if one.option == option and one.state != "pass"}
    for one in verdict.gates:
        counts = one.effect == "excludes-option" and one.option == OTHER[option] and one.state == "unknown"
        if counts and one.gate not in own and one.row["source"]:
            text = f"Whether {NAMES[one.option]} can meet a rule is open still: {_named(one.row['rule'])}."
            yield Point(text, "gate", one.gate, one.row["source"])


def _named(rule: str) -> str:
    """A rule up to its first stop."""
    for stop in (";", ":", " (", ". "):
        rule = rule.partition(stop)[0]
    return rule.strip().rstrip(".")


def unmeasured(option: OptionKey, verdict: Verdict, book: Book) -> Iterator[Point]:
    """What the option gives that no amount shows: what the case has raised first, then in the book's order.

    A row whose rule does not apply, by the case's own answer, or is the law of a country and not raised here, is left
    out: it is worth nothing to this reader.
    """
    raised = {one.gate for one in verdict.gates} | {
        one.key for one in (*verdict.capability.blockers, *verdict.capability.unknown)
    }
    void = {one.gate for one in verdict.gates if one.applies == "no"}
    void |= {row["gate"] for row in book.rows("gates") if row["jurisdiction"] != ANYWHERE} - raised
    sources = _sources(option, book)
    rows = [row for row in book.rows("case_points") if row["option"] == option]
    rows = [row for row in rows if row["cites"] != "gate" or row["key"] not in void]
    for row in sorted(rows, key=lambda row: (row["key"] not in raised, int(row["place"]))):
        cites = cast(Cites, row["cites"])
        yield Point(row["text"], cites, row["key"], sources.get((cites, row["key"]), ""))


def _sources(option: OptionKey, book: Book) -> dict[tuple[str, str], str]:
    """Source of each row that a point may cite, by (kind, key); a feature's is that of the option's own plans."""
    own = option == "self_host"
    features = [row for row in book.rows("plans") if (row["plan"] in OWN_PLANS) == own and row["included"] != "no"]
    return {
        **{("gate", row["gate"]): row["source"] for row in book.rows("gates")},
        **{("practice", row["id"]): row["source"] for row in book.rows("readiness")},
        **{("feature", row["feature"]): row["source"] for row in features},
    }
