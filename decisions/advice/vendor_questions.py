"""Which questions to the vendor are open: of rules, in the case's words, and of needs or lines, in the book's."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from decisions.case import Case
from estimator.book import Book
from estimator.estimate import Estimate, OptionKey

from .asks import VENDOR, reason_meanings, vendor_meanings
from .counted import offer_lapsed
from .gate_rows import Row
from .gates import BY_FIGURES, VOIDS, asked_gates, excludes, gates_of_needs
from .results import Verdict
from .vendor_words import joined, question_in_case
from .wording import sentence_case

# Lines whose price only the vendor knows until there is a quote: where they stand at a price of ours, asking helps.
SUBSCRIPTION = "subscription_cost"
SAID = ("agreed", "refused")
ANSWER_DEPENDS = "The answer depends on it."


@dataclass(frozen=True)
class VendorQuestion:
    """A question to Medplum, why it is asked, what an answer means, and what waits for it."""

    key: str
    text: str
    why: str
    means: str
    source: str
    as_of: str
    waiting: tuple[str, ...]


def vendor_questions(case: Case, estimate: Estimate, verdict: Verdict, book: Book) -> tuple[VendorQuestion, ...]:
    """Rules first, then the book's questions in the order of their `place`; an option that is out waits for nothing.

    Every question that the verdict has for Medplum is among them, each once.
    """
    rules = {row["gate"]: row for row in _open_rules(case, estimate, verdict, book)}
    quote = next((one for one in verdict.ask if one.key in BY_FIGURES), None)
    of_book = []
    for row in sorted(book.rows("vendor_questions"), key=lambda row: int(row["place"])):
        waiting = _waiting(row, case, estimate, verdict, book)
        if waiting:
            about = [question_in_case(rules.pop(gate), case, book) for gate in _names(row, "gates") if gate in rules]
            quoted = quote.question if quote and quote.key in _names(row, "gates") else ""
            of_book.append(_of_book(row, waiting, (quoted or _with_needs(row, case, book), *about)))
    found = [*(_of_rule(row, case, book) for row in rules.values()), *of_book]
    return (*found, *_rest(verdict, found))


def _names(row: Row, column: str) -> tuple[str, ...]:
    return tuple(filter(None, row[column].split(";")))


def _open_rules(case: Case, estimate: Estimate, verdict: Verdict, book: Book) -> Iterator[Row]:
    """Rules that wait for Medplum's word: on the hosted service, its licence, a change to its code."""
    answers = asked_gates(case, estimate, book)
    for one in verdict.gates:
        ours = one.option == "self_host" and one.row["option"] != "self-host"
        if ours or one.row["vendor_may_meet"] != "yes" or not one.row["vendor_question"]:
            continue
        said = one.gate in answers and answers[one.gate].vendor in SAID
        if not said and one.state == "unknown" and one.meets == "unknown" and (one.could_decide or not excludes(one)):
            yield one.row


def _waiting(row: Row, case: Case, estimate: Estimate, verdict: Verdict, book: Book) -> tuple[str, ...]:
    """What a question of the book is asked for: needs that must be Medplum's, lines that stand at no price of its."""
    out = {one.option for one in verdict.gates if excludes(one) and one.state == "fail"}
    own = {gate["gate"] for gate in book.rows("gates") if gate["option"] == "self-host"}
    concerns = "self_host" if own.intersection(_names(row, "gates")) else "cloud"
    needs = [] if concerns in out else _needs(row, case, book)
    return tuple(dict.fromkeys((*needs, *_lines(row, case, estimate, out, book))))


def _needs(row: Row, case: Case, book: Book) -> list[str]:
    """Needs that must be Medplum's; those that lead to a rule are asked about with the rule."""
    labels = {need["need"]: need["label"] for need in book.rows("needs")}
    answers, with_rule = case.scenario.needs.answers, gates_of_needs(case, book)
    return [labels[need] for need in _names(row, "needs") if answers.get(need) == "must" and need not in with_rule]


def _lines(row: Row, case: Case, estimate: Estimate, out: Collection[OptionKey], book: Book) -> Iterator[str]:
    """Lines that stand at a figure of ours, or at none, until the vendor names one."""
    quoted = case.scenario.needs.quote_per_month is not None and not offer_lapsed(case.scenario, book)
    for line in estimate.lines:
        settled = line.state == "not_applicable" or (line.key == SUBSCRIPTION and quoted) or line.option in out
        if line.key in _names(row, "lines") and not settled:
            yield line.label


def _with_needs(row: Row, case: Case, book: Book) -> str:
    needs = [f"“{label}”" for label in _needs(row, case, book)]
    return f"{row['text']} We need {joined(needs)}." if needs else row["text"]


def _of_book(row: Row, waiting: tuple[str, ...], texts: Iterable[str]) -> VendorQuestion:
    fields = {name: row[name] for name in ("why", "means", "source", "as_of")}
    return VendorQuestion(key=row["question"], text=" ".join(texts), waiting=waiting, **fields)


def _of_rule(row: Row, case: Case, book: Book) -> VendorQuestion:
    labels = {need["need"]: need["label"] for need in book.rows("needs")}
    needs = [labels[need] for need, gate in gates_of_needs(case, book).items() if gate == row["gate"]]
    return VendorQuestion(
        key=row["gate"],
        text=question_in_case(row, case, book),
        why=row["rule"],
        means=" ".join(reason_meanings(row) if row["effect"] == VOIDS else vendor_meanings(row)),
        source=row["source"],
        as_of=row["as_of"],
        waiting=tuple(needs or [sentence_case(row["subject"])]),
    )


def _rest(verdict: Verdict, found: Iterable[VendorQuestion]) -> Iterator[VendorQuestion]:
    """Questions of the verdict to Medplum that no rule and no question of the book has brought up."""
    texts = [one.text for one in found]
    for ask in verdict.ask:
        if ask.whom == VENDOR and not any(ask.question in text for text in texts):
            means = f"{ask.meaning_yes} {ask.meaning_no}"
            yield VendorQuestion(ask.key, ask.question, ANSWER_DEPENDS, means, "", "", (sentence_case(ask.subject),))
