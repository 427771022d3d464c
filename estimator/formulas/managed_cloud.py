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
@config.when(cloud_price="known")
def subscription_cost(plan_price_per_month: Amount, subscription_months: Amount) -> Amount:
    """The plan that fits, at its price in writing or its list price."""
    return plan_price_per_month * subscription_months


@tag(unit="ratio")
@config.when(larger_plan="listed")
def larger_plan_chance(
    medplum_retiering_probability_production: Amount, quarters_passed: Amount, quarters_per_year: Amount
) -> Amount:
    """Chance that changed plan contents have forced the larger plan by the end of this quarter."""
    return 1 - (1 - medplum_retiering_probability_production) ** ((quarters_passed + 1) / quarters_per_year)


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
@config.when(larger_plan="listed")
def larger_plan_cost(
    moved_to_larger_plan: Amount,
    larger_plan_price_per_month: Amount,
    plan_price_per_month: Amount,
    subscription_months: Amount,
) -> Amount:
    """What the larger plan costs beyond yours, from the quarter in which changed contents force it."""
    more = maximum(larger_plan_price_per_month - plan_price_per_month, 0)
    return moved_to_larger_plan * more * subscription_months


@tag(group="environments", option="cloud", line="Staging project", unit="USD/quarter", when="cloud_staging")
def cloud_staging_cost(cloud_staging_project_usd_month: Amount, subscription_months: Amount) -> Amount:
    """A second project to try changes in; Medplum publishes no price for it, so ask."""
    return cloud_staging_project_usd_month * subscription_months


@tag(unit="GB")
def offvendor_backup_gb(
    database_storage_gb: Amount, object_storage_gb: Amount, offvendor_backup_storage_factor: Amount
) -> Amount:
    """A copy of data and files outside the vendor, with the versions that are kept."""
    return (database_storage_gb + object_storage_gb) * offvendor_backup_storage_factor


@tag(group="recovery", option="cloud", line="Backup outside the vendor", unit="USD/quarter", when="offvendor_backup")
def offvendor_backup_cost(
    offvendor_backup_gb: Amount,
    offvendor_backup_usd_gb_month: Amount,
    months_per_quarter: Amount,
    infrastructure_price_level: Amount,
) -> Amount:
    """Storage of your own copy; the work for it stands with the need."""
    return offvendor_backup_gb * offvendor_backup_usd_gb_month * months_per_quarter * infrastructure_price_level
