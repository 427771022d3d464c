"""The readiness check asks about the people on duty: what they know, and who covers what an outside firm does not."""

from collections.abc import Mapping

from decisions.case import Case, GateAnswer
from estimator.book import Book
from estimator.scenario import UNKNOWN

from .asks import Ask, Raw, Rule, Values
from .page import Source, only_case_paths
from .reasons import GATES

PEOPLE = "operations"
PAGER, OUTSIDE = "scenario.people.on_pager", "outside_firm"
SKILLS, COVER = "page.operations.skills", "page.operations.cover"
GATE_OF: Mapping[str, str] = {SKILLS: "skills", COVER: "minimum_rota"}  # question → gate of the book
SAYS: Mapping[str, Mapping[str, str]] = {  # answer → parts of the gate's answer
    "named": {"applies": "yes", "sure": "in_writing"},
    "believe": {"applies": "yes", "sure": "believe"},
    "no": {"applies": "no"},
    UNKNOWN: {"applies": UNKNOWN},
}
ONE_SKILL = "Do at least two people know each of these: operating PostgreSQL, your cloud or cluster, security patching?"
WORKING_HOURS = "An outside firm is woken. Is it agreed who answers in working hours, and how fast the firm does?"
BY_FIRM = Rule(lambda values, book: values.get(PAGER) == OUTSIDE, "no outside firm is woken")


def duty_asks(book: Book) -> tuple[Ask, ...]:
    """Two questions; the second counts only while an outside firm is woken."""
    believe = {"believe": "I believe so", "no": "No"}
    who = f"{_gate('skills', book)['question']} Who can say: {_gate('skills', book)['confirmed_by']}."
    known = {"named": "Yes, two named people for each", **believe}
    agreed = {"named": "Yes, in writing", **believe}
    return (
        Ask(SKILLS, ONE_SKILL, who, options=known, unknown="Not known"),
        Ask(COVER, WORKING_HOURS, options=agreed, unknown="Not known", rule=BY_FIRM),
    )


def duty_meaning(values: Values) -> Values:
    """Each answer as that of its gate; only names, or what is in writing, count as confirmed."""
    found = only_case_paths(values)
    for path, gate in GATE_OF.items():
        parts = SAYS.get(values.get(path, ""), {})
        found |= {f"{GATES}.{gate}.{part}": value for part, value in parts.items()}
    return found


def duty_restored(case: Case) -> dict[str, Raw]:
    """What was chosen to get the answers of the gates; of the rota only where an outside firm is woken."""
    given = {path: case.reasons.gates[gate] for path, gate in GATE_OF.items() if gate in case.reasons.gates}
    if case.scenario.people.on_pager != OUTSIDE:
        given.pop(COVER, None)
    return {path: _chosen(answer) for path, answer in given.items()}


def _chosen(answer: GateAnswer) -> str:
    if answer.applies == "yes":
        return "named" if answer.sure == "in_writing" else "believe"
    return answer.applies


def duty_sources(book: Book) -> tuple[Source, ...]:
    """The rules of the book that the answers are held against."""
    rows = [_gate(gate, book) for gate in GATE_OF.values()]
    return tuple(
        Source(
            row["rule"], f"Enough: {row['pass_means']}. Not enough: {row['fail_means']}.", row["source"], row["as_of"]
        )
        for row in rows
    )


def _gate(gate: str, book: Book) -> Mapping[str, str]:
    return next(row for row in book.rows("gates") if row["gate"] == gate)
