"""The page of the rules that can apply: those of the countries, and those behind what must be Medplum's."""

from collections.abc import Iterator, Mapping

from decisions.advice.gates import DEMANDED_BY_NEED, gates_of_needs
from decisions.advice.jurisdictions import COUNTRIES, with_unions
from decisions.advice.vendor_words import vendor_question
from decisions.case import Case
from estimator.book import Book

from .asks import Ask, Rule, Values
from .page import Page, Source
from .questions import COUNTRY, PATIENTS
from .reasons import GATES, SURE, VENDOR

NEEDS = "scenario.needs.answers."
BEHIND_NEEDS = (*DEMANDED_BY_NEED.values(), "needed_feature_no_plan", "needed_feature_not_self_hostable")
ASKED_ELSEWHERE = "no answer so far makes it possible that this rule applies"


def countries_of(values: Values) -> frozenset[str]:
    """Codes of the countries whose rules can apply, by the answers on other pages: patients, team, named country."""
    codes = {label: code for code, label in COUNTRIES.items()}
    named = codes.get(values.get(f"{GATES}.residency_country.detail", ""), "")
    return with_unions({*(values.get(PATIENTS) or [values.get(COUNTRY, "")]), named} - {"", "unknown", "other"})


def _needed(values: Values, book: Book) -> set[str]:
    """Gates behind the needs that must be Medplum's."""
    answers = {path.removeprefix(NEEDS): value for path, value in values.items() if path.startswith(NEEDS)}
    return set(gates_of_needs(Case.model_validate({"scenario": {"needs": {"answers": answers}}}), book).values())


def _can_apply(row: Mapping[str, str]) -> Rule:
    """Whether the rule's country is one of those answered, a need leads to it, or it was answered before."""
    gate = row["gate"]

    def holds(values: Values, book: Book) -> bool:
        said = f"{GATES}.{gate}.applies" in values
        return said or row["jurisdiction"] in countries_of(values) or gate in _needed(values, book)

    return Rule(holds, ASKED_ELSEWHERE)


def _rows(book: Book) -> list[Mapping[str, str]]:
    excluding = [row for row in book.rows("gates") if row["effect"] in ("excludes-option", "ask-first")]
    return [row for row in excluding if row["jurisdiction"] != "any" or row["gate"] in BEHIND_NEEDS]


def rule_asks(book: Book) -> tuple[Ask, ...]:
    """Three questions for each rule: whether it applies, how sure that is, and what Medplum said."""
    return tuple(ask for row in _rows(book) for ask in _about(row))


def _about(row: Mapping[str, str]) -> Iterator[Ask]:
    path = f"{GATES}.{row['gate']}"
    who, under = f"Who can confirm it: {row['confirmed_by']}.", (f"{path}.applies", "yes")
    rule = _can_apply(row)
    yield Ask(f"{path}.applies", row["question"], who, options={"yes": "Yes", "no": "No"}, rule=rule)
    sure = "Only what is in writing counts as confirmed."
    yield Ask(f"{path}.sure", "How sure are you?", sure, options=SURE, unknown="", rule=rule)
    if row["vendor_question"]:
        sent = f"The question to send: “{vendor_question(row)}”"
        yield Ask(f"{path}.vendor", "Has Medplum been asked?", sent, options=VENDOR, unknown="", under=under)


def _sources(book: Book) -> tuple[Source, ...]:
    return tuple(
        Source(
            row["rule"], f"While it is not known: {row['unknown_means']}.", row["source"] or row["basis"], row["as_of"]
        )
        for row in _rows(book)
    )


RULE_PAGES = (
    Page(
        "rules",
        "Which of these rules apply to you?",
        "Rules to confirm",
        rule_asks,
        "They follow from where your patients live, where your team is, or what must be Medplum’s. A rule that "
        "applies and cannot be met excludes an option, whatever it costs.",
        hidden_because="no rule of a country is known that can apply, and no need leads to one",
        sources=_sources,
    ),
)
