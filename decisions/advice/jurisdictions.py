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


def with_unions(countries: Collection[str]) -> frozenset[str]:
    """The countries, and the European Union where one of them is a member."""
    union = {"EU"} if set(countries) & set(MEMBER_STATES) else set()
    return frozenset({*countries, *union})


def jurisdictions_of(case: Case) -> frozenset[str]:
    """Codes of the countries whose rules can apply: of the patients, or of the team while their country is open."""
    answer = case.reasons.gates.get("residency_country")
    codes = {label: code for code, label in COUNTRIES.items()}
    named = {codes[answer.detail]} if answer and answer.applies == "yes" and answer.detail in codes else set()
    return with_unions({*(case.reasons.patients_in or (case.scenario.people.country,)), *named} - {"unknown", "other"})
