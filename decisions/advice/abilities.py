"""Whether an option can meet what a gate demands: what the vendor said or publishes, and what one's own side can."""

from collections.abc import Mapping

from decisions.case import Case, GateAnswer
from estimator.binding import MEDPLUM_REGION
from estimator.book import Book
from estimator.estimate import Estimate, OptionKey

from .gate_rows import Row
from .jurisdictions import COUNTRIES, in_words
from .own_side import certificate_named, chosen_region, country_label, own_ability
from .results import UNKNOWN_ABILITY, Ability


def ability_of(option: OptionKey, row: Row, answer: GateAnswer, case: Case, estimate: Estimate, book: Book) -> Ability:
    """Ability of one option for one gate. Where a gate excludes either option, the vendor speaks for the hosted one."""
    if row["gate"] == "budget_cap":
        return _under_the_cap(option, case, estimate, book)
    if row["option"] == "both" and option == "self_host" and row["effect"] == "excludes-option":
        return own_ability(row, case, book)
    if row["effect"] == "ask-first":
        return _carried(option, answer)
    if option == "cloud" and row["gate"] == "residency_country" and _names_home_of_the_cloud(answer, book):
        return Ability("yes", "hosted Medplum data lies in that country")
    by_vendor = _as_the_vendor_said(row, answer)
    if by_vendor == UNKNOWN_ABILITY and option == "cloud" and _is_published(row, answer, estimate.plan.plan, book):
        return Ability("yes", "the vendor's public table says so for the plan that fits")
    return by_vendor


def _carried(option: OptionKey, answer: GateAnswer) -> Ability:
    """Duties that exclude nothing: once they are known, somebody has to carry them, at most one's own side."""
    own = Ability("yes", condition="its duties are planned, and your own side carries them")
    if option == "self_host":
        return own if answer.sure == "in_writing" else UNKNOWN_ABILITY
    if answer.vendor == "agreed":
        return Ability("yes", "Medplum agreed")
    return own if answer.vendor == "refused" else UNKNOWN_ABILITY


def _under_the_cap(option: OptionKey, case: Case, estimate: Estimate, book: Book) -> Ability:
    """Cost of an average year against the cap: out above it at the median; between that and P90 with a warning."""
    cap, found = case.reasons.cap_per_year, estimate.options[option]
    if cap is None:
        return UNKNOWN_ABILITY
    years = len(estimate.quarters) / book.assumptions["quarters_per_year"].likely
    if found.p50 / years > cap.likely:
        return Ability("no", "an average year costs more than the cap in at least half of the futures")
    if not found.complete:
        return UNKNOWN_ABILITY
    if found.p90 / years <= cap.likely:
        return Ability("yes", "an average year stays under the cap in nine of ten futures")
    return Ability("yes", condition="it turns out no dearer than the middle of its range: dear futures pass the cap")


def _names_home_of_the_cloud(answer: GateAnswer, book: Book) -> bool:
    """Whether the country that the rule names is the one where hosted Medplum data lies anyway."""
    return bool(answer.detail) and answer.detail.strip() == country_label(MEDPLUM_REGION, book)


def own_condition(row: Row, case: Case, book: Book) -> str:
    """What self-hosting has to do all the same; a region chosen in another country than the rule names is said."""
    region = chosen_region(case, book)
    wanted = case.reasons.gates.get(row["gate"], GateAnswer()).detail.strip()
    if row["gate"] in IN_THE_COUNTRY:
        wanted = COUNTRIES[row["jurisdiction"]]
    elif row["gate"] != "residency_country":
        wanted = ""
    if region and wanted and wanted not in _countries(region, book):
        here = in_words(region["country"], country_label(region["region"], book))
        there = next((in_words(code) for code, label in COUNTRIES.items() if label == wanted), wanted)
        otherwise = OR_ELSE.get(row["gate"], "")
        return f"another region is chosen ({region['region']} lies in {here}, not in {there}){otherwise}"
    return OWN_CONDITIONS[row["gate"]]


def _countries(region: Row, book: Book) -> set[str]:
    """Names of the countries and unions that a region lies in."""
    unions = {COUNTRIES[code] for code in region["jurisdictions"].split(";") if code in COUNTRIES}
    return {country_label(region["region"], book), *unions}


def _is_published(row: Row, answer: GateAnswer, plan: str, book: Book) -> bool:
    """Whether the book's table of plans says without a question that the plan brings what the gate demands."""
    feature = PUBLISHED.get(row["gate"]) or (certificate_named(answer) if row["gate"] == "named_certificate" else "")
    return any(
        entry["plan"] == plan and entry["feature"] == feature and entry["included"] == "yes"
        for entry in book.rows("plans")
    )


def _as_the_vendor_said(row: Row, answer: GateAnswer) -> Ability:
    if row["vendor_may_meet"] == "no":
        return Ability("no", "nothing can be agreed that would change this")
    if answer.vendor == "agreed":
        return Ability("yes", "Medplum agreed")
    return Ability("no", "Medplum was asked and declined") if answer.vendor == "refused" else UNKNOWN_ABILITY


PUBLISHED: Mapping[str, str] = {"hipaa_baa": "baa", "onc_certification": "onc"}  # gate → feature of the plans table
IN_THE_COUNTRY = ("ca_provinces", "ch_fadp", "eu_gdpr_transfer")  # what such a rule may demand: in its jurisdiction
OR_ELSE: Mapping[str, str] = {"eu_gdpr_transfer": ", or the host is a recipient that the rule accepts"}
OWN_CONDITIONS: Mapping[str, str] = {  # gate for the cloud → what self-hosting has to do all the same
    "residency_country": "data, copies and backups stay where the rule demands",
    "ca_provinces": "data, copies and backups stay in Canada",
    "ch_fadp": "data, copies and backups stay where the rule demands",
    "eu_gdpr_transfer": "data, copies and backups stay in the EU, or the host is a recipient that the rule accepts",
    "on_premises_mandate": "it runs on own premises",
    "offline_operation": "each site that has to work without internet has a server of its own",
}
