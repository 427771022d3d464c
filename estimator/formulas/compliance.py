"""Compliance: only what an option adds to what the company does anyway."""

from hamilton.function_modifiers import ResolveAt, parameterize, resolve, tag, tag_outputs

from estimator.functions import Amount


@tag(unit="USD")
def engineer_hour_cost(person_quarter_cost: Amount, productive_hours_per_quarter: Amount) -> Amount:
    """One hour of an engineer."""
    return person_quarter_cost / productive_hours_per_quarter


@tag(
    group="compliance",
    option="self_host",
    line="Evidence for the own platform",
    unit="USD/quarter",
    view="work",
)
def compliance_work_cost(
    compliance_hours_per_year: Amount,
    work_of_installations: Amount,
    quarters_per_year: Amount,
    engineer_hour_cost: Amount,
) -> Amount:
    """Hours to prove that the own platform is operated as required: less when the company is certified anyway."""
    return compliance_hours_per_year * work_of_installations / quarters_per_year * engineer_hour_cost


@tag(
    group="compliance",
    option="cloud",
    line="Vendor and legal review",
    unit="USD/quarter",
    view="work",
)
def vendor_review_cost(
    cloud_legal_review_hours_per_year: Amount, quarters_per_year: Amount, engineer_hour_cost: Amount
) -> Amount:
    """Hours to review the vendor's contract, reports and changes each year."""
    return cloud_legal_review_hours_per_year / quarters_per_year * engineer_hour_cost


@resolve(when=ResolveAt.CONFIG_AVAILABLE, decorate_with=lambda certificate_tags: tag_outputs(**certificate_tags))
@resolve(when=ResolveAt.CONFIG_AVAILABLE, decorate_with=lambda certificates: parameterize(**certificates))
def certificate_cost(
    price_once: Amount,
    counted_share: Amount,
    certificate_years: Amount,
    quarters_per_year: Amount,
    service_price_level: Amount,
) -> Amount:
    """Fees of assessors and tools because of the own platform, spread over the time they are valid."""
    return price_once * counted_share / certificate_years / quarters_per_year * service_price_level
