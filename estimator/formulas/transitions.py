"""One-off work: set-up, onboarding, migration with both running side by side, overrun, and a later change of mind."""

from hamilton.function_modifiers import ResolveAt, config, inject, resolve, tag

from estimator.functions import Amount, occurs, total_of


@tag(unit="USD")
def engineer_week_cost(
    hours_per_engineer_week: Amount, productive_hours_per_quarter: Amount, person_quarter_cost: Amount
) -> Amount:
    """One week of an engineer."""
    return hours_per_engineer_week / productive_hours_per_quarter * person_quarter_cost


@tag(unit="USD")
def platform_week_cost(engineer_week_cost: Amount, work_of_installations: Amount) -> Amount:
    """One week of work that the first installation takes, with what the others take again of it."""
    return engineer_week_cost * work_of_installations


@tag(
    group="transitions",
    option="self_host",
    line="Set-up",
    unit="USD/quarter",
    view="work",
    one_off="yes",
    when="new_self_host",
)
def setup_cost(setup_weeks: Amount, platform_week_cost: Amount, is_first_quarter: Amount) -> Amount:
    """Building the platform: account, infrastructure as code, staging, monitoring, hardening, backups, runbooks."""
    return setup_weeks * platform_week_cost * is_first_quarter


@tag(
    group="transitions",
    option="self_host",
    line="Migration from Medplum Cloud",
    unit="USD/quarter",
    view="work",
    one_off="yes",
    when="live_cloud",
)
def migration_to_self_host_cost(
    migration_cloud_to_selfhost_weeks: Amount, platform_week_cost: Amount, is_first_quarter: Amount
) -> Amount:
    """Moving data, files, bots and identities from Medplum Cloud to your own platform."""
    return migration_cloud_to_selfhost_weeks * platform_week_cost * is_first_quarter


@tag(
    group="transitions",
    option="self_host",
    line="Overrun of one-off work",
    unit="USD/quarter",
    view="work",
    one_off="yes",
    when="one_off_self_host",
    overruns="no",
)
def overrun_cost_self_host(
    self_host_one_off_cost: Amount,
    project_overrun_tail_probability: Amount,
    lot_overrun_self_host: Amount,
    project_overrun_tail_factor: Amount,
) -> Amount:
    """The share of projects that overrun far: a yes/no event on the one-off work."""
    happens = occurs(project_overrun_tail_probability, lot_overrun_self_host)
    return self_host_one_off_cost * happens * (project_overrun_tail_factor - 1)


@tag(
    group="transitions",
    option="cloud",
    line="Onboarding",
    unit="USD/quarter",
    view="work",
    one_off="yes",
    when="new_cloud",
)
def onboarding_cost(
    cloud_onboarding_engineer_weeks: Amount, platform_week_cost: Amount, is_first_quarter: Amount
) -> Amount:
    """Getting started on Medplum Cloud: project, sign-in, policies, integrations."""
    return cloud_onboarding_engineer_weeks * platform_week_cost * is_first_quarter


@tag(
    group="transitions",
    option="cloud",
    line="Migration from own platform",
    unit="USD/quarter",
    view="work",
    one_off="yes",
    when="live_self_hosted",
)
def migration_to_cloud_cost(
    migration_selfhost_to_cloud_weeks: Amount, platform_week_cost: Amount, is_first_quarter: Amount
) -> Amount:
    """Moving data, files, bots and identities from your own platform to Medplum Cloud."""
    return migration_selfhost_to_cloud_weeks * platform_week_cost * is_first_quarter


@tag(
    group="transitions",
    option="cloud",
    line="Overrun of one-off work",
    unit="USD/quarter",
    view="work",
    one_off="yes",
    when="one_off_cloud",
    overruns="no",
)
def overrun_cost_cloud(
    cloud_one_off_cost: Amount,
    project_overrun_tail_probability: Amount,
    lot_overrun_cloud: Amount,
    project_overrun_tail_factor: Amount,
) -> Amount:
    """The share of projects that overrun far: a yes/no event on the one-off work."""
    happens = occurs(project_overrun_tail_probability, lot_overrun_cloud)
    return cloud_one_off_cost * happens * (project_overrun_tail_factor - 1)


@tag(unit="USD/quarter")
@resolve(when=ResolveAt.CONFIG_AVAILABLE, decorate_with=lambda platform_parts: inject(parts=platform_parts))
def platform_quarter_cost(parts: list[Amount]) -> Amount:
    """What the own platform is billed for in the quarter: components, tools, environments, standby, support."""
    return total_of(parts)


@tag(unit="quarters")
def parallel_quarters(parallel_run_weeks: Amount, weeks_per_quarter: Amount) -> Amount:
    """Time in which old and new run side by side."""
    return parallel_run_weeks / weeks_per_quarter


@tag(
    group="transitions",
    option="cloud",
    line="Own platform while both run",
    unit="USD/quarter",
    taxed="yes",
    one_off="yes",
    overruns="no",
    when="live_self_hosted",
)
@config.when(own_parallel="priced")
def parallel_platform_cost(
    platform_quarter_cost: Amount, parallel_quarters: Amount, is_first_quarter: Amount
) -> Amount:
    """What the own platform is billed for goes on until the migration to Medplum Cloud is done."""
    return platform_quarter_cost * parallel_quarters * is_first_quarter


@tag(
    group="transitions",
    option="self_host",
    line="Medplum Cloud while both run",
    unit="USD/quarter",
    subscription="yes",
    taxed="saas",
    one_off="yes",
    overruns="no",
    when="live_cloud",
)
@config.when_not(cloud_price="by_quote")
def parallel_subscription_cost(
    subscription_cost: Amount, parallel_quarters: Amount, is_first_quarter: Amount
) -> Amount:
    """The subscription goes on until the migration to the own platform is done."""
    return subscription_cost * parallel_quarters * is_first_quarter


@tag(
    group="transitions",
    option="cloud",
    line="Taking the own platform down",
    unit="USD/quarter",
    view="work",
    one_off="yes",
    when="live_self_hosted",
)
def decommission_cost(decommission_weeks: Amount, platform_week_cost: Amount, is_first_quarter: Amount) -> Amount:
    """Archiving, deleting patients' data with proof, ending contracts."""
    return decommission_weeks * platform_week_cost * is_first_quarter


@tag(unit="ratio")
def exit_chance(exit_probability_per_year: Amount, quarters_per_year: Amount, years_since_start: Amount) -> Amount:
    """Chance that the choice is reversed in this quarter, after it has held until then; the same for both options."""
    return exit_probability_per_year / quarters_per_year * (1 - exit_probability_per_year) ** years_since_start


@tag(
    group="transitions",
    option="self_host",
    line="Leaving again, by its chance",
    unit="USD/quarter",
    view="work",
    one_off="yes",
    overruns="no",
)
def exit_cost_self_host(
    exit_chance: Amount,
    migration_selfhost_to_cloud_weeks: Amount,
    cloud_onboarding_engineer_weeks: Amount,
    decommission_weeks: Amount,
    platform_week_cost: Amount,
) -> Amount:
    """Moving to Medplum Cloud later: its work times the chance that it comes to that."""
    weeks = migration_selfhost_to_cloud_weeks + cloud_onboarding_engineer_weeks + decommission_weeks
    return exit_chance * weeks * platform_week_cost


@tag(
    group="transitions",
    option="cloud",
    line="Leaving again, by its chance",
    unit="USD/quarter",
    view="work",
    one_off="yes",
    overruns="no",
)
def exit_cost_cloud(
    exit_chance: Amount,
    migration_cloud_to_selfhost_weeks: Amount,
    setup_weeks: Amount,
    platform_week_cost: Amount,
) -> Amount:
    """Moving to an own platform later: its work times the chance that it comes to that."""
    return exit_chance * (migration_cloud_to_selfhost_weeks + setup_weeks) * platform_week_cost
