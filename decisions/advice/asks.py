"""What to ask, whom, and what each answer means: one question for each open point that could change the answer."""

from collections.abc import Iterable, Iterator

from estimator.estimate import OPTIONS, Line, OptionKey

from .gate_rows import Row
from .gates import ASK_FIRST, BY_FIGURES, excludes, voids
from .results import Ask, Asked, Facts, GateResult, Outcome
from .rules import OpenPoint, Table, gate_point, missing_point, reason_point
from .vendor_words import question_in_case
from .wording import INSIDE, NAMES, as_sentence, other, settled_when

Candidate = tuple[OpenPoint, Ask]
VENDOR = "Medplum"
APPLIES, CONFIRMED = "does the rule apply?", "is it confirmed in writing that the rule applies?"
HOLDS, COSTS = "does the condition hold?", "how much is it?"
OWN_MEETS, VENDOR_MEETS = "can your own operation meet it, and by when?", "can Medplum meet it?"
WHO_KNOWS: dict[OptionKey, str] = {
    "self_host": "whoever runs the platform or would run it, with the provider's price list or last bill",
    "cloud": VENDOR,
}


def questions(table: Table, facts: Facts) -> tuple[Ask, ...]:
    """Open gates first, then open reasons, then missing figures; only what could change the answer."""
    gates = facts.gates
    candidates = (
        *_about_gates(table, facts, [one for one in gates if excludes(one) and one.could_decide]),
        *_about_reasons(table, [one for one in gates if voids(one) and one.state == "unknown"]),
        *_about_missing_lines(table, facts),
    )
    return tuple(ask for point, ask in candidates if table.decides(point))


def _about_gates(table: Table, facts: Facts, gates: Iterable[GateResult]) -> Iterator[Candidate]:
    """Gates open for both options with the same question are asked once."""
    grouped: dict[tuple[str, Asked], list[GateResult]] = {}
    for result in gates:
        grouped.setdefault((result.gate, result.asked), []).append(result)
    for results in grouped.values():
        point = gate_point(result.option for result in results)
        yield point, _gate_question(table, facts, results, point)


def _gate_question(table: Table, facts: Facts, results: list[GateResult], point: OpenPoint) -> Ask:
    met, not_met = table.outcome_if(point.good), table.outcome_if(point.bad[-1])
    row, asked = results[0].row, results[0].asked
    name = INSIDE[results[0].option] if len(results) == 1 else ""
    to_send = question_in_case(row, facts.case, facts.book)
    if asked == "vendor":
        question, means = to_send or row["question"], vendor_meanings(row)
        return _ask(row, question, VENDOR, means, (met, not_met), VENDOR_MEETS, walk_away=True)
    if asked == "own":
        question = f"Can your own operation meet this rule, and by when? {row['rule']}"
        yes = f"If it can, the rule is met. {settled_when(row)}"
        no = f"If it cannot, the rule is not met. {as_sentence(row['fail_means'])}"
        return _ask(row, question, row["confirmed_by"], (yes, no), (met, not_met), OWN_MEETS)
    task = CONFIRMED if results[0].applies == "yes" else row.get("task", APPLIES)
    no = f"If the rule does not apply, it excludes neither option. {settled_when(row)}"
    if all(result.meets == "no" for result in results):
        yes = f"If it is confirmed in writing, it excludes {name or 'both options'}. {as_sentence(row['fail_means'])}"
        return _ask(row, row["question"], row["confirmed_by"], (yes, no), (not_met, met), task)
    yes = f"If it is confirmed in writing, the next question is whether {name or 'either option'} can meet it."
    if to_send:
        yes = f"{yes} For {VENDOR}: {to_send}"
    return _ask(row, row["question"], row["confirmed_by"], (yes, no), ("ask_first", met), task)


def vendor_meanings(row: Row) -> tuple[str, str]:
    """What Medplum's yes and its no mean for a rule; duties that it declines are your own, and exclude nothing."""
    if row["effect"] == ASK_FIRST:
        carried = "your own side has to carry the duties; that excludes neither option."
        return "If Medplum agrees in writing, it carries the duties.", f"If Medplum declines, {carried}"
    return (
        f"If Medplum agrees in writing, the rule is met. {settled_when(row)}",
        f"If Medplum declines, the rule is not met. {as_sentence(row['fail_means'])}",
    )


def condition_meanings(row: Row) -> tuple[str, str]:
    """What it means that the condition of a reason holds, and that it does not."""
    return (
        f"If the condition holds, the reason can carry. It holds when {row['pass_means']}.",
        f"If it does not hold, the reason is void. {as_sentence(row['fail_means'])}",
    )


def reason_meanings(row: Row) -> tuple[str, str]:
    """What Medplum's yes and its no mean for a reason to self-host: what it takes on needs no own hosting."""
    return (
        "If Medplum agrees in writing, this reason is void.",
        f"If Medplum declines, the reason can carry, provided that {row['pass_means']}.",
    )


def _about_reasons(table: Table, gates: Iterable[GateResult]) -> Iterator[Candidate]:
    point = reason_point()
    for result in gates:
        row = result.row
        outcomes = (table.outcome_if(point.good), table.outcome_if(point.bad[-1]))
        question = f"Does this hold? {row['rule']} ({row['question']})"
        yield point, _ask(row, question, row["confirmed_by"], condition_meanings(row), outcomes, HOLDS)


def _about_missing_lines(table: Table, facts: Facts) -> Iterator[Candidate]:
    for option in OPTIONS:
        lines = facts.money.missing(option)
        point = missing_point(option)
        outcomes = (table.outcome_if(point.good), table.outcome_if(point.bad[-1]))
        quote = next((row for row in facts.book.rows("gates") if row["gate"] in BY_FIGURES), None)
        by_quote = [line for line in lines if quote and option == "cloud" and line.group == "subscription"]
        if quote and by_quote:
            yield point, _quote_question(quote, facts, outcomes)
        rest = [line for line in lines if line not in by_quote]
        sold = [line for line in rest if line.group == "subscription"]
        for whom, asked in ((VENDOR, sold), (WHO_KNOWS[option], [line for line in rest if line not in sold])):
            if asked:
                yield point, _line_question(option, asked, whom, outcomes)


def _quote_question(row: Row, facts: Facts, outcomes: tuple[Outcome, Outcome]) -> Ask:
    """The price of the plan that only a quote can tell; the walk-away price is what to compare it with."""
    needs = ", ".join(label for _, label in facts.estimate.plan.forced_by)
    because = f" The plan follows from: {needs}." if needs else ""
    yes = "If the price is well below the walk-away price, it speaks for Medplum Cloud."
    no = "If the price is well above the walk-away price, it speaks for self-hosting."
    question = question_in_case(row, facts.case, facts.book) + because
    return _ask(row, question, VENDOR, (yes, no), outcomes, COSTS, walk_away=True)


def _line_question(option: OptionKey, lines: list[Line], whom: str, outcomes: tuple[Outcome, Outcome]) -> Ask:
    labels = ", ".join(line.label for line in lines)
    dear = f"If the amount is large, {NAMES[option]} costs more than shown, and {INSIDE[other(option)]} can win."
    because = "; ".join(dict.fromkeys(line.because for line in lines if line.because))
    return Ask(
        key="+".join(line.key for line in lines),
        subject=f"the cost of {labels}",
        task=COSTS,
        question=f"What does this cost, for {INSIDE[option]}: {labels}? Not estimated, because {because}.",
        whom=whom,
        meaning_yes="If the amount is small, the comparison stands as it is.",
        meaning_no=dear,
        outcome_yes=outcomes[0],
        outcome_no=outcomes[1],
        walk_away=True,
    )


def _ask(
    row: Row,
    question: str,
    whom: str,
    meanings: tuple[str, str],
    outcomes: tuple[Outcome, Outcome],
    task: str = APPLIES,
    *,
    walk_away: bool = False,
) -> Ask:
    return Ask(
        key=row["gate"],
        subject=row["subject"],
        task=task,
        question=question,
        whom=whom,
        meaning_yes=meanings[0],
        meaning_no=meanings[1],
        outcome_yes=outcomes[0],
        outcome_no=outcomes[1],
        walk_away=walk_away,
    )
