"""Needs: what a feature costs where the option does not bring it along."""

from hamilton.function_modifiers import ResolveAt, config, parameterize, resolve, tag, tag_outputs

from estimator.functions import Amount, total_of


@resolve(when=ResolveAt.CONFIG_AVAILABLE, decorate_with=lambda need_work_tags: tag_outputs(**need_work_tags))
@resolve(when=ResolveAt.CONFIG_AVAILABLE, decorate_with=lambda need_works: parameterize(**need_works))
def need_work_cost(
    hours_once: Amount,
    hours_per_year: Amount,
    is_first_quarter: Amount,
    quarters_per_year: Amount,
    engineer_hour_cost: Amount,
    copies: Amount,
) -> Amount:
    """Building the feature once and its upkeep every year."""
    return (hours_once * is_first_quarter + hours_per_year / quarters_per_year) * copies * engineer_hour_cost


@resolve(when=ResolveAt.CONFIG_AVAILABLE, decorate_with=lambda replica_tags: tag_outputs(**replica_tags))
@resolve(when=ResolveAt.CONFIG_AVAILABLE, decorate_with=lambda replicas: parameterize(**replicas))
def replica_cost(
    instances_cost: list[Amount],
    disks_cost: list[Amount],
    primary_instances: Amount,
    analytics_replica_size_share: Amount,
) -> Amount:
    """One more database instance for SQL and reports, smaller than the others, with the whole of their data."""
    return (total_of(instances_cost) * analytics_replica_size_share + total_of(disks_cost)) / primary_instances


@resolve(when=ResolveAt.CONFIG_AVAILABLE, decorate_with=lambda need_bill_tags: tag_outputs(**need_bill_tags))
@resolve(when=ResolveAt.CONFIG_AVAILABLE, decorate_with=lambda need_bills: parameterize(**need_bills))
def need_bill_cost(
    usd_per_month: Amount, months_per_quarter: Amount, copies: Amount, service_price_level: Amount
) -> Amount:
    """Services bought for the feature."""
    return usd_per_month * months_per_quarter * copies * service_price_level


@tag(
    group="subscription",
    option="self_host",
    line="Enterprise self-host licence",
    unit="USD/quarter",
    when="self_host_licence",
)
@config.when(licence="known")
def self_host_licence_cost(
    self_host_licence_per_month: Amount, months_per_quarter: Amount, service_price_level: Amount
) -> Amount:
    """The vendor's licence for your own platform, at its price in writing; later years follow prices at large."""
    return self_host_licence_per_month * months_per_quarter * service_price_level
