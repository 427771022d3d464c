"""One-off work: set-up, onboarding, migration, and the tail of projects that overrun far."""

from hamilton.function_modifiers import tag

from estimator.functions import Amount, occurs


@tag(unit="USD")
def engineer_week_cost(
    hours_per_engineer_week: Amount, productive_hours_per_quarter: Amount, person_quarter_cost: Amount
) -> Amount:
    """One week of an engineer."""
    return hours_per_engineer_week / productive_hours_per_quarter * person_quarter_cost


@tag(
    group="transitions",
    option="self_host",
    line="Set-up",
    unit="USD/quarter",
    view="work",
    one_off="yes",
    when="new_self_host",
)
def setup_cost(setup_weeks: Amount, engineer_week_cost: Amount, is_first_quarter: Amount) -> Amount:
    """Building the platform: account, infrastructure as code, staging, monitoring, hardening, backups, runbooks."""
    return setup_weeks * engineer_week_cost * is_first_quarter


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
    migration_cloud_to_selfhost_weeks: Amount, engineer_week_cost: Amount, is_first_quarter: Amount
) -> Amount:
    """Moving data, files, bots and identities from Medplum Cloud to your own platform."""
    return migration_cloud_to_selfhost_weeks * engineer_week_cost * is_first_quarter


@tag(
    group="transitions",
    option="self_host",
    line="Overrun of one-off work",
    unit="USD/quarter",
    view="work",
    one_off="yes",
    when="one_off_self_host",
    tail="yes",
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
    cloud_onboarding_engineer_weeks: Amount, engineer_week_cost: Amount, is_first_quarter: Amount
) -> Amount:
    """Getting started on Medplum Cloud: project, sign-in, policies, integrations."""
    return cloud_onboarding_engineer_weeks * engineer_week_cost * is_first_quarter


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
    migration_selfhost_to_cloud_weeks: Amount, engineer_week_cost: Amount, is_first_quarter: Amount
) -> Amount:
    """Moving data, files, bots and identities from your own platform to Medplum Cloud."""
    return migration_selfhost_to_cloud_weeks * engineer_week_cost * is_first_quarter


@tag(
    group="transitions",
    option="cloud",
    line="Overrun of one-off work",
    unit="USD/quarter",
    view="work",
    one_off="yes",
    when="one_off_cloud",
    tail="yes",
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
