"""Medplum Cloud: the plan's price, its escalation, a forced move to a larger plan, and what stands beside the plan."""

from hamilton.function_modifiers import config, tag
from numpy import maximum

from estimator.functions import Amount, occurs


@tag(unit="ratio")
def subscription_level(medplum_price_escalation: Amount, years_passed: Amount) -> Amount:
    """The subscription's price compared with today's: it may rise once a year."""
    return (1 + medplum_price_escalation) ** years_passed


@tag(unit="months/quarter")
def subscription_months(subscription_level: Amount, months_per_quarter: Amount) -> Amount:
    """Months of the quarter, counted at today's price."""
    return subscription_level * months_per_quarter


@tag(
    group="subscription",
    option="cloud",
    line="Medplum Cloud subscription",
    unit="USD/quarter",
    subscription="yes",
)
@config.when(cloud_price="listed")
def subscription_cost__listed(
    plan_price_per_month: Amount, subscription_months: Amount, installations: Amount
) -> Amount:
    """The plan that fits, at its list price, once for each installation."""
    return plan_price_per_month * subscription_months * installations


@tag(
    group="subscription",
    option="cloud",
    line="Medplum Cloud subscription",
    unit="USD/quarter",
    subscription="yes",
)
@config.when(cloud_price="offered")
def subscription_cost__offered(plan_price_per_month: Amount, subscription_months: Amount) -> Amount:
    """Your price in writing, for all installations together."""
    return plan_price_per_month * subscription_months


@tag(
    group="subscription",
    option="cloud",
    line="Medplum Cloud subscription",
    unit="USD/quarter",
    subscription="yes",
)
@config.when(cloud_price="offered_until")
def subscription_cost__offered_until(
    plan_price_per_month: Amount,
    offer_share_of_quarter: Amount,
    months_per_quarter: Amount,
    price_after_offer_per_month: Amount,
) -> Amount:
    """Your price in writing until its last day, then what follows it."""
    month = plan_price_per_month * offer_share_of_quarter + price_after_offer_per_month * (1 - offer_share_of_quarter)
    return month * months_per_quarter


@tag(unit="ratio")
def level_since_offer(medplum_price_escalation: Amount, years_since_offer: Amount) -> Amount:
    """The price that follows an offer, compared with its first year: it may rise once a year."""
    return (1 + medplum_price_escalation) ** years_since_offer


@tag(unit="USD/month")
@config.when(after_offer="kept")
def price_after_offer_per_month__kept(plan_price_per_month: Amount, level_since_offer: Amount) -> Amount:
    """The offered price goes on after its last day."""
    return plan_price_per_month * level_since_offer


@tag(unit="USD/month")
@config.when(after_offer="named")
def price_after_offer_per_month__named(later_price_per_month: Amount, level_since_offer: Amount) -> Amount:
    """The price that the offer names for the time after its last day."""
    return later_price_per_month * level_since_offer


@tag(unit="USD/month")
@config.when(after_offer="listed")
def price_after_offer_per_month__listed(
    list_price_per_month: Amount, subscription_level: Amount, installations: Amount
) -> Amount:
    """The list price of the plan after the last day of the offer, once for each installation."""
    return list_price_per_month * subscription_level * installations


@tag(unit="USD/quarter")
def cloud_priced_with_tax(cloud_priced_cost: Amount, unrecovered_tax_rate: Amount) -> Amount:
    """What follows Medplum's price on the side of Medplum Cloud, with its tax."""
    return cloud_priced_cost * (1 + unrecovered_tax_rate)


@tag(unit="USD/quarter")
def self_host_priced_with_tax(self_host_priced_cost: Amount, unrecovered_tax_rate: Amount) -> Amount:
    """What follows Medplum's price on the side of self-hosting (both run for a while), with its tax."""
    return self_host_priced_cost * (1 + unrecovered_tax_rate)


@tag(unit="months/quarter")
def cloud_price_weight(subscription_months: Amount, unrecovered_tax_rate: Amount) -> Amount:
    """Cost of Medplum Cloud in the quarter for each dollar of a monthly price, with its tax."""
    return subscription_months * (1 + unrecovered_tax_rate)


@tag(unit="months/quarter")
@config.when(leaving_cloud="yes")
def self_host_price_weight__leaving(
    cloud_price_weight: Amount, parallel_quarters: Amount, is_first_quarter: Amount
) -> Amount:
    """Cost of self-hosting in the quarter for each dollar of that price: both run for a while."""
    return cloud_price_weight * parallel_quarters * is_first_quarter


@tag(unit="months/quarter")
@config.when(leaving_cloud="no")
def self_host_price_weight__none(cloud_price_weight: Amount) -> Amount:
    """Self-hosting costs the same whatever Medplum's price is."""
    return 0 * cloud_price_weight


@tag(unit="ratio")
@config.when(larger_plan="listed")
def larger_plan_chance(
    medplum_retiering_probability_production: Amount, quarters_without_offer: Amount, quarters_per_year: Amount
) -> Amount:
    """Chance that changed plan contents have forced the larger plan by the end of this quarter; not under an offer."""
    return 1 - (1 - medplum_retiering_probability_production) ** (quarters_without_offer / quarters_per_year)


@tag(unit="ratio")
@config.when(larger_plan="listed")
def moved_to_larger_plan(larger_plan_chance: Amount, lot_retiering: Amount) -> Amount:
    """Whether the larger plan is in force in this quarter; once moved, it stays so."""
    return occurs(larger_plan_chance, lot_retiering)


@tag(
    group="subscription",
    option="cloud",
    line="Forced move to a larger plan",
    unit="USD/quarter",
    subscription="yes",
)
@config.when(larger_plan="listed", cloud_price="listed")
def larger_plan_cost__listed(
    moved_to_larger_plan: Amount,
    larger_plan_price_per_month: Amount,
    plan_price_per_month: Amount,
    subscription_months: Amount,
    installations: Amount,
) -> Amount:
    """What the larger plan costs beyond yours, from the quarter in which changed contents force it."""
    more = maximum(larger_plan_price_per_month - plan_price_per_month, 0)
    return moved_to_larger_plan * more * subscription_months * installations


@tag(
    group="subscription",
    option="cloud",
    line="Forced move to a larger plan",
    unit="USD/quarter",
    subscription="yes",
)
@config.when(larger_plan="listed", cloud_price="offered_until")
def larger_plan_cost__after_offer(
    moved_to_larger_plan: Amount,
    larger_plan_price_per_month: Amount,
    subscription_months: Amount,
    installations: Amount,
    price_after_offer_per_month: Amount,
    months_per_quarter: Amount,
    offer_share_of_quarter: Amount,
) -> Amount:
    """What the larger plan costs beyond what follows your offer, from when changed contents force it after its end."""
    larger = larger_plan_price_per_month * subscription_months * installations
    more = maximum(larger - price_after_offer_per_month * months_per_quarter, 0)
    return moved_to_larger_plan * more * (1 - offer_share_of_quarter)


@tag(
    group="environments", option="cloud", line="Staging project", unit="USD/quarter", taxed="saas", when="cloud_staging"
)
def cloud_staging_cost(
    cloud_staging_project_usd_month: Amount, subscription_months: Amount, installations: Amount
) -> Amount:
    """A second project for each installation to try changes in; Medplum publishes no price for it, so ask."""
    return cloud_staging_project_usd_month * subscription_months * installations


@tag(unit="GB")
def offvendor_backup_gb(
    database_storage_gb: Amount, object_storage_gb: Amount, offvendor_backup_storage_factor: Amount
) -> Amount:
    """A copy of data and files outside the vendor, with the versions that are kept."""
    return (database_storage_gb + object_storage_gb) * offvendor_backup_storage_factor


@tag(group="recovery", option="cloud", line="Backup outside the vendor", unit="USD/quarter", when="offvendor_backup")
def offvendor_backup_cost(
    offvendor_backup_gb: Amount,
    installations: Amount,
    offvendor_backup_usd_gb_month: Amount,
    months_per_quarter: Amount,
    infrastructure_price_level: Amount,
) -> Amount:
    """Storage of your own copy; the work for it stands with the need."""
    return (
        offvendor_backup_gb
        * installations
        * offvendor_backup_usd_gb_month
        * months_per_quarter
        * infrastructure_price_level
    )
