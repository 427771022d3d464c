"""Whether an option can meet what a gate demands: what the vendor said or publishes, and what one's own side can."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from decisions.case import Case, GateAnswer
from estimator.binding import MEDPLUM_REGION
from estimator.book import Book
from estimator.estimate import Estimate, OptionKey
from estimator.scenario import CERTIFICATE_LABELS

from .results import Answered

Row = Mapping[str, str]
US_PROVIDERS = ("aws", "azure", "gcp", "digitalocean")


@dataclass(frozen=True)
class Ability:
    """Can the option meet the demand, and why; `condition`: under which condition it does, if any."""

    meets: Answered
    because: str = ""
    condition: str = ""


UNKNOWN = Ability("unknown")
OwnCheck = Callable[[Row, Case, Book], Ability]


def ability_of(option: OptionKey, row: Row, answer: GateAnswer, case: Case, estimate: Estimate, book: Book) -> Ability:
    """Ability of one option for one gate. Where a gate excludes either option, the vendor speaks for the hosted one."""
    if row["gate"] == "budget_cap":
        return _under_the_cap(option, case, estimate, book)
    if row["option"] == "both" and option == "self_host" and row["effect"] == "excludes-option":
        return OWN_CHECKS.get(row["gate"], _not_known)(row, case, book)
    if option == "cloud" and row["gate"] == "residency_country" and _names_home_of_the_cloud(answer, book):
        return Ability("yes", "hosted Medplum data lies in that country")
    by_vendor = _as_the_vendor_said(row, answer)
    if by_vendor == UNKNOWN and option == "cloud" and _is_published(row, answer, estimate.plan.plan, book):
        return Ability("yes", "the vendor's public table says so for the plan that fits")
    return by_vendor


def _under_the_cap(option: OptionKey, case: Case, estimate: Estimate, book: Book) -> Ability:
    """Cost of an average year against the cap: out above it at the median, within it in nine of ten futures."""
    cap, found = case.reasons.cap_per_year, estimate.options[option]
    if cap is None:
        return UNKNOWN
    years = len(estimate.quarters) / book.assumptions["quarters_per_year"].likely
    if found.p50 / years > cap.likely:
        return Ability("no", "an average year costs more than the cap in at least half of the futures")
    if found.complete and found.p90 / years <= cap.likely:
        return Ability("yes", "an average year stays under the cap in nine of ten futures")
    return UNKNOWN


def _country_label(region: str, book: Book) -> str:
    """Name of the country that a region lies in; empty when the book does not tell."""
    code = next((row["country"] for row in book.rows("regions") if row["region"] == region), "")
    return next((row["label"] for row in book.rows("countries") if row["country"] == code), "")


def _names_home_of_the_cloud(answer: GateAnswer, book: Book) -> bool:
    """Whether the country that the rule names is the one where hosted Medplum data lies anyway."""
    return bool(answer.detail) and answer.detail.strip() == _country_label(MEDPLUM_REGION, book)


def own_condition(gate: str, case: Case, book: Book) -> str:
    """What self-hosting has to do all the same; a region chosen in another country than the rule names is said."""
    answer = case.reasons.gates.get(gate, GateAnswer())
    region = case.scenario.hosting.region
    here = _country_label(region, book)
    if gate == "residency_country" and here and answer.detail.strip() not in ("", here):
        return f"another region is chosen: {region} lies in {here}, not in {answer.detail.strip()}"
    return OWN_CONDITIONS[gate]


def _is_published(row: Row, answer: GateAnswer, plan: str, book: Book) -> bool:
    """Whether the book's table of plans says without a question that the plan brings what the gate demands."""
    feature = PUBLISHED.get(row["gate"]) or (_named(answer) if row["gate"] == "named_certificate" else "")
    return any(
        entry["plan"] == plan and entry["feature"] == feature and entry["included"] == "yes"
        for entry in book.rows("plans")
    )


def _named(answer: GateAnswer) -> str:
    """Key of the certificate that the answer names in our words, else empty."""
    return next((key for key, label in CERTIFICATE_LABELS.items() if label == answer.detail), "")


def _as_the_vendor_said(row: Row, answer: GateAnswer) -> Ability:
    if answer.vendor == "agreed":
        return Ability("yes", "Medplum agreed")
    if answer.vendor == "refused":
        return Ability("no", "Medplum was asked and declined")
    if row["vendor_may_meet"] == "no":
        return Ability("no", "nothing can be agreed that would change this")
    return UNKNOWN


def _not_known(row: Row, case: Case, book: Book) -> Ability:
    return UNKNOWN


def _nobody_promises(row: Row, case: Case, book: Book) -> Ability:
    return Ability("no", "nobody promises it for an own installation")


def _by_contract_with_the_host(row: Row, case: Case, book: Book) -> Ability:
    return Ability("yes", condition="the agreement is signed with the hosting provider and every further processor")


def _holds(certificate: str) -> OwnCheck:
    def check(row: Row, case: Case, book: Book) -> Ability:
        held = case.scenario.certificates.held
        name = CERTIFICATE_LABELS[certificate]
        if held is None:
            return UNKNOWN
        if certificate in held:
            return Ability("yes", f"{name} is held, or needed anyway")
        return Ability("no", f"{name} is not among the certificates held or needed anyway")

    return check


def _holds_the_named_one(row: Row, case: Case, book: Book) -> Ability:
    named = _named(case.reasons.gates.get(row["gate"], GateAnswer()))
    if named:
        return _holds(named)(row, case, book)
    held = case.scenario.certificates.held
    if held is None:
        return UNKNOWN
    if not held:
        return Ability("no", "no certificate is held or needed anyway")
    names = ", ".join(CERTIFICATE_LABELS[key] for key in held)
    return Ability("yes", condition=f"the certificate that is demanded is one of yours: {names}")


def _runs_in_the_jurisdiction(row: Row, case: Case, book: Book) -> Ability:
    """Own hosting is a choice: where no place is chosen yet, it meets the rule on condition of the place."""
    wanted = row["jurisdiction"]
    hosting = case.scenario.hosting
    here = next((region for region in book.rows("regions") if region["region"] == hosting.region), None)
    if here and hosting.platform in ("aws", "unknown"):
        if wanted in here["jurisdictions"].split(";"):
            return Ability("yes", f"the region chosen, {here['label']}, lies there")
        return Ability("no", f"the region chosen, {here['label']}, lies elsewhere")
    return Ability("yes", condition=f"servers, copies and backups are placed in the jurisdiction {wanted}")


def _stays_in_the_us_with_staff(row: Row, case: Case, book: Book) -> Ability:
    if case.scenario.people.country not in ("US", "unknown"):
        return Ability("no", "the people who would do the work are in another country")
    place = _runs_in_the_jurisdiction(row, case, book)
    if place.meets == "no":
        return place
    return Ability("yes", condition="data and people with access to it stay in the United States")


def _not_under_us_law(row: Row, case: Case, book: Book) -> Ability:
    platform = case.scenario.hosting.platform
    if platform == "unknown":
        return Ability("yes", condition="it runs on own servers or at a provider that is not subject to that law")
    if platform in US_PROVIDERS:
        return Ability("no", "the provider chosen is subject to that law")
    return Ability("yes", "the place chosen is not run by such a provider")


PUBLISHED: Mapping[str, str] = {"hipaa_baa": "baa", "onc_certification": "onc"}  # gate → feature of the plans table
OWN_CONDITIONS: Mapping[str, str] = {  # gate for the cloud → what self-hosting has to do all the same
    "residency_country": "data, copies and backups stay where the rule demands",
    "ca_provinces": "data, copies and backups stay in Canada",
    "ch_fadp": "data, copies and backups stay where the rule demands",
    "on_premises_mandate": "it runs on own premises",
    "offline_operation": "each site that has to work without internet has a server of its own",
}
OWN_CHECKS: Mapping[str, OwnCheck] = {
    "residency_us_only": _stays_in_the_us_with_staff,
    "uk_nhs_offshoring": _runs_in_the_jurisdiction,
    "au_my_health_record": _runs_in_the_jurisdiction,
    "provider_outside_us_law": _not_under_us_law,
    "hipaa_baa": _by_contract_with_the_host,
    "contractual_uptime": _nobody_promises,
    "us_federal_fedramp": _holds("fedramp"),
    "de_c5_sgb_v_393": _holds("c5"),
    "fr_hds": _holds("hds"),
    "nl_nen7510": _holds("nen7510"),
    "onc_certification": _holds("onc"),
    "named_certificate": _holds_the_named_one,
}
