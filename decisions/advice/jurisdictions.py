"""Whose rules can apply: where the patients live, where the team is, which country a rule already names."""

from collections.abc import Collection

from decisions.case import Case

COUNTRIES = {
    "AU": "Australia",
    "CA": "Canada",
    "FR": "France",
    "DE": "Germany",
    "NL": "Netherlands",
    "CH": "Switzerland",
    "GB": "United Kingdom",
    "US": "United States",
    "EU": "European Union, any member state",
}
PATIENTS_IN = {
    **{code: COUNTRIES[code] for code in ("US", "GB", "DE", "FR", "NL")},
    "EU": "Another country of the EU",
    **{code: COUNTRIES[code] for code in ("CH", "CA", "AU")},
    "other": "Elsewhere",
}
MEMBER_STATES = ("DE", "FR", "NL")
WITH_ARTICLE = {"US": "the United States", "GB": "the United Kingdom", "NL": "the Netherlands", "EU": "the EU"}


def in_words(code: str, label: str = "") -> str:
    """A country inside a sentence; `label` names one that no rule knows."""
    return WITH_ARTICLE.get(code) or COUNTRIES.get(code, label)


def with_unions(countries: Collection[str]) -> frozenset[str]:
    """The countries, and the European Union where one of them is a member."""
    union = {"EU"} if set(countries) & set(MEMBER_STATES) else set()
    return frozenset({*countries, *union})


def named_country(case: Case) -> str:
    """Code of the country in which a rule keeps the data; empty where none is named."""
    answer = case.reasons.gates.get("residency_country")
    codes = {label: code for code, label in COUNTRIES.items()}
    return codes.get(answer.detail.strip(), "") if answer and answer.applies == "yes" else ""


def without_patients(case: Case) -> bool:
    """Whether no data of real patients is held, in writing where it is for learning: rules about them do not wait."""
    answer = case.reasons.gates.get("learning_no_patients")
    confirmed = answer is not None and answer.applies == "yes" and answer.sure == "in_writing"
    return ("learning" in case.reasons.raised and confirmed) or case.scenario.workload.patients_band == "none"


def jurisdictions_of(case: Case) -> frozenset[str]:
    """Codes of the countries whose rules can apply: of the patients, or of the team while their country is open."""
    team = () if without_patients(case) else (case.scenario.people.country,)
    return with_unions({*(case.reasons.patients_in or team), named_country(case)} - {"", "unknown", "other"})
