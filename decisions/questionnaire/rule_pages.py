"""The page of the rules that can apply: those of the countries, and those behind what must be Medplum's."""

from collections.abc import Mapping

from decisions.advice.gates import DEMANDED_BY_NEED, gates_of_needs
from decisions.advice.jurisdictions import COUNTRIES, with_unions
from decisions.case import Case
from estimator.book import Book

from .asks import Ask, Rule, Values
from .forms import PageForm
from .page import Page, Source
from .questions import COUNTRY, PATIENTS, RAISED
from .reason_pages import rule_sources
from .reasons import GATES, OTHER_RULES, about_rule

NEEDS = "scenario.needs.answers."
BAND, NO_PATIENTS = "scenario.workload.patients_band", f"{GATES}.learning_no_patients.applies"
SURE_OF_LEARNING = f"{GATES}.learning_no_patients.sure"
BEHIND_NEEDS = (*DEMANDED_BY_NEED.values(), "needed_feature_no_plan", "needed_feature_not_self_hostable")
ASKED_ELSEWHERE = "no answer so far makes it possible that this rule applies"


def countries_of(values: Values) -> frozenset[str]:
    """Codes of the countries whose rules can apply, by the answers on other pages: patients, team, named country."""
    codes = {label: code for code, label in COUNTRIES.items()}
    named = codes.get(values.get(f"{GATES}.residency_country.detail", ""), "")
    team = [] if _without_patients(values) else [values.get(COUNTRY, "")]
    return with_unions({*(values.get(PATIENTS) or team), named} - {"", "unknown", "other"})


def _without_patients(values: Values) -> bool:
    """Whether it was answered that no data of real patients is held, in writing where it is for learning."""
    confirmed = (values.get(NO_PATIENTS), values.get(SURE_OF_LEARNING)) == ("yes", "in_writing")
    return ("learning" in values.get(RAISED, []) and confirmed) or values.get(BAND) == "none"


def _needed(values: Values, book: Book) -> set[str]:
    """Gates behind the needs that must be Medplum's."""
    answers = {path.removeprefix(NEEDS): value for path, value in values.items() if path.startswith(NEEDS)}
    return set(gates_of_needs(Case.model_validate({"scenario": {"needs": {"answers": answers}}}), book).values())


def _can_apply(row: Mapping[str, str]) -> Rule:
    """Whether the rule's country is one of those answered, a need leads to it, or it was answered before.

    The page of "something else" asks its rules itself.
    """
    gate = row["gate"]

    def holds(values: Values, book: Book) -> bool:
        if gate in OTHER_RULES and "other" in values.get(RAISED, []):
            return False
        said = f"{GATES}.{gate}.applies" in values
        return said or row["jurisdiction"] in countries_of(values) or gate in _needed(values, book)

    return Rule(holds, ASKED_ELSEWHERE)


def _rows(book: Book) -> list[Mapping[str, str]]:
    excluding = [row for row in book.rows("gates") if row["effect"] in ("excludes-option", "ask-first")]
    return [row for row in excluding if row["jurisdiction"] != "any" or row["gate"] in BEHIND_NEEDS]


def rule_asks(book: Book) -> tuple[Ask, ...]:
    """Three questions for each rule: whether it applies, how sure that is, and what Medplum said."""
    return tuple(ask for row in _rows(book) for ask in about_rule(row, _can_apply(row)))


def _sources(book: Book) -> tuple[Source, ...]:
    return rule_sources(_rows(book))


def sources_asked(form: PageForm, book: Book) -> tuple[Source, ...]:
    """What the page rests on; of the page of rules only the rules that it asks."""
    if form.page not in RULE_PAGES:
        return form.page.sources(book)
    asked = {ask.path for ask in form.asks}
    return rule_sources(row for row in _rows(book) if f"{GATES}.{row['gate']}.applies" in asked)


RULE_PAGES = (
    Page(
        "rules",
        "Which of these rules apply to you?",
        "Rules to confirm",
        rule_asks,
        "They come after the twelve questions, as they follow from where your patients live, where your team is, or "
        "what must be Medplum’s. A rule that applies and cannot be met excludes an option, whatever it costs.",
        hidden_because="no rule of a country is known that can apply, and no need leads to one",
        sources=_sources,
    ),
)
