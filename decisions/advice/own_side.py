"""Whether self-hosting can meet what a rule demands of either option: place, certificates, provider, people."""

from collections.abc import Callable, Collection, Mapping

from decisions.case import Case, GateAnswer
from estimator.book import Book
from estimator.scenario import CERTIFICATE_LABELS, UNKNOWN

from .gate_rows import Row
from .results import UNKNOWN_ABILITY, Ability

OwnCheck = Callable[[Row, Case, Book], Ability]
US_PROVIDERS = ("aws", "azure", "gcp", "digitalocean")
US_STAFF = ("US", UNKNOWN)


def own_ability(row: Row, case: Case, book: Book) -> Ability:
    """What one's own side can, for a rule that hits either option."""
    check = OWN_CHECKS.get(row["gate"])
    return check(row, case, book) if check else UNKNOWN_ABILITY


def country_label(region: str, book: Book) -> str:
    """Name of the country that a region lies in; empty when the book does not tell."""
    code = next((row["country"] for row in book.rows("regions") if row["region"] == region), "")
    return next((row["label"] for row in book.rows("countries") if row["country"] == code), "")


def chosen_region(case: Case, book: Book) -> Row | None:
    """The region answered, of the provider of the platform answered; None while nobody has chosen."""
    hosting = case.scenario.hosting
    platform = next(row for row in book.rows("platforms") if row["platform"] == hosting.platform)
    return region_row(platform["provider"], hosting.region, book)


def region_row(provider: str, region: str, book: Book) -> Row | None:
    """The book's row of a provider's region; None where it has none of that name."""
    here = (provider, region)
    return next((row for row in book.rows("regions") if (row["provider"], row["region"]) == here), None)


def certificate_named(answer: GateAnswer) -> str:
    """Key of the certificate that the answer names in our words, else empty."""
    return next((key for key, label in CERTIFICATE_LABELS.items() if label == answer.detail), "")


def _placed_in(jurisdictions: Collection[str], words: str, case: Case, book: Book) -> Ability:
    """Own hosting is a choice: where no place is chosen yet, it meets the rule on condition of the place."""
    region = chosen_region(case, book)
    if region is None:
        return Ability("yes", condition=f"servers, copies and backups are placed in {words}")
    if set(jurisdictions) & set(region["jurisdictions"].split(";")):
        return Ability("yes", f"the region chosen, {region['label']}, lies there")
    return Ability("no", f"the region chosen, {region['label']}, lies elsewhere")


def _in_australia(row: Row, case: Case, book: Book) -> Ability:
    return _placed_in(("AU",), "Australia", case, book)


def _in_the_uk_or_approved(row: Row, case: Case, book: Book) -> Ability:
    """A place elsewhere takes the approval of the body."""
    place = _placed_in(("GB",), "the United Kingdom, or the body approves another place", case, book)
    return UNKNOWN_ABILITY if place.meets == "no" else place


def _in_the_us_with_staff(row: Row, case: Case, book: Book) -> Ability:
    if case.scenario.people.country not in US_STAFF:
        return Ability("no", "the people who would do the work are in another country")
    place = _placed_in(("US",), "the United States", case, book)
    return place if place.meets == "no" else Ability("yes", condition="data and people with access to it stay there")


def _not_under_us_law(row: Row, case: Case, book: Book) -> Ability:
    platform = case.scenario.hosting.platform
    if platform == UNKNOWN:
        return Ability("yes", condition="it runs on own servers or at a provider that is not subject to that law")
    if platform in US_PROVIDERS:
        return Ability("no", "the provider chosen is subject to that law")
    return Ability("yes", "the place chosen is not run by such a provider")


def _nobody_promises(row: Row, case: Case, book: Book) -> Ability:
    return Ability("no", "nobody promises it for an own installation")


def _by_contract_with_the_host(row: Row, case: Case, book: Book) -> Ability:
    return Ability("yes", condition="the agreement is signed with the hosting provider and every further processor")


def _holds(certificate: str, case: Case) -> Ability:
    """Whether the certificate is held or needed anyway, or is among those that self-hosting would pay for."""
    certificates = case.scenario.certificates
    name = CERTIFICATE_LABELS[certificate]
    if certificate in (certificates.held or ()):
        return Ability("yes", f"{name} is held, or needed anyway")
    if any(extra.partition("_")[0] == certificate for extra in certificates.extra or ()):
        return Ability("yes", condition=f"{name} is there in time; its cost is counted")
    if certificates.held is None:
        return UNKNOWN_ABILITY
    return Ability("no", f"{name} is not among the certificates held or needed anyway")


def _certified(certificate: str) -> OwnCheck:
    return lambda row, case, book: _holds(certificate, case)


def _certified_where_asked(
    certificate: str, jurisdictions: Collection[str], words: str, when_not_held: OwnCheck
) -> OwnCheck:
    """A certificate that counts only together with the place."""

    def check(row: Row, case: Case, book: Book) -> Ability:
        held = _holds(certificate, case)
        if held.meets != "yes":
            return when_not_held(row, case, book)
        place = _placed_in(jurisdictions, words, case, book)
        return place if place.meets == "no" or place.condition else held

    return check


def _ask_counsel(row: Row, case: Case, book: Book) -> Ability:
    """Whether an own operation needs the attestation itself is a question of law, in a cloud and without one."""
    return UNKNOWN_ABILITY


def _in_the_eea_or_for_itself(row: Row, case: Case, book: Book) -> Ability:
    """Who hosts for nobody else needs no certificate; what lies outside the EEA is out all the same."""
    place = _placed_in(("EU",), "the European Economic Area", case, book)
    return place if place.meets == "no" else UNKNOWN_ABILITY


def _holds_the_named_one(row: Row, case: Case, book: Book) -> Ability:
    named = certificate_named(case.reasons.gates.get(row["gate"], GateAnswer()))
    if named:
        return _holds(named, case)
    certificates = case.scenario.certificates
    if certificates.held is None or certificates.held or certificates.extra:
        return UNKNOWN_ABILITY  # whether one of them is the one that is demanded, nobody has said
    return Ability("no", "no certificate is held or needed anyway")


OWN_CHECKS: Mapping[str, OwnCheck] = {
    "residency_us_only": _in_the_us_with_staff,
    "uk_nhs_offshoring": _in_the_uk_or_approved,
    "au_my_health_record": _in_australia,
    "provider_outside_us_law": _not_under_us_law,
    "hipaa_baa": _by_contract_with_the_host,
    "contractual_uptime": _nobody_promises,
    "us_federal_fedramp": _certified_where_asked(
        "fedramp", ("US",), "a region that is authorised at the level asked for", _certified("fedramp")
    ),
    "de_c5_sgb_v_393": _certified_where_asked(
        "c5", ("EU",), "Germany or the EU, with a branch in Germany", _ask_counsel
    ),
    "fr_hds": _certified_where_asked("hds", ("EU",), "the European Economic Area", _in_the_eea_or_for_itself),
    "nl_nen7510": _certified("nen7510"),
    "onc_certification": _certified("onc"),
    "named_certificate": _holds_the_named_one,
}
