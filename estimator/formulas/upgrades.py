"""Being behind: work to catch up, the surcharge for a late database version, upkeep of a fork, data to migrate."""

from hamilton.function_modifiers import config, tag
from numpy import maximum, minimum

from estimator.functions import Amount, occurs, step


@tag(unit="ratio")
@config.when(version="known")
def version_behind_share__known(medplum_minors_perhaps_behind: Amount) -> Amount:
    """Nothing is left open: the version that runs is known."""
    return 0 * medplum_minors_perhaps_behind


@tag(unit="ratio")
@config.when(version="unknown")
def version_behind_share__unknown(medplum_behind_share_not_known: Amount) -> Amount:
    """How much of the way from the oldest version with support to the newest is still to go."""
    return 1 * medplum_behind_share_not_known


@tag(unit="count")
def medplum_majors_put_off(
    medplum_majors_behind: Amount, medplum_majors_perhaps_behind: Amount, version_behind_share: Amount
) -> Amount:
    """Medplum majors to catch up with in the first quarter."""
    return medplum_majors_behind + medplum_majors_perhaps_behind * version_behind_share


@tag(unit="hours")
def catch_up_hours(
    medplum_majors_put_off: Amount,
    catch_up_major_engineer_weeks: Amount,
    medplum_minors_behind: Amount,
    medplum_minors_perhaps_behind: Amount,
    catch_up_minor_engineer_weeks: Amount,
    hours_per_engineer_week: Amount,
    migration_gates_behind: Amount,
    migration_gates_perhaps_behind: Amount,
    catch_up_hours_per_gate: Amount,
    version_behind_share: Amount,
) -> Amount:
    """Hours to take the Medplum versions put off, one by one, in the first quarter."""
    minors = medplum_minors_behind + medplum_minors_perhaps_behind * version_behind_share
    gates = migration_gates_behind + migration_gates_perhaps_behind * version_behind_share
    weeks = medplum_majors_put_off * catch_up_major_engineer_weeks + minors * catch_up_minor_engineer_weeks
    return weeks * hours_per_engineer_week + gates * catch_up_hours_per_gate


@tag(unit="months")
def database_months_late(
    months_in_extended_support: Amount, extended_support_longest_months: Amount, database_months_overdue: Amount
) -> Amount:
    """Months for which a late database upgrade is put off after it was due; the provider ends it at the latest."""
    return minimum(months_in_extended_support, maximum(extended_support_longest_months - database_months_overdue, 0))


@tag(unit="months")
def surcharge_months(
    database_months_due_after: Amount, database_months_due_before: Amount, database_months_late: Amount
) -> Amount:
    """Months of the quarter with a database version past its support, where upgrades are late."""
    until = minimum(database_months_due_after, database_months_late)
    return until - minimum(database_months_due_before, database_months_late)


@tag(unit="months")
def surcharge_months_first_rate(
    extended_support_first_rate_months: Amount,
    database_months_overdue: Amount,
    database_months_due_after: Amount,
    database_months_due_before: Amount,
    database_months_late: Amount,
) -> Amount:
    """Those of these months that lie in the first two years of extended support."""
    left = maximum(extended_support_first_rate_months - database_months_overdue, 0)
    limit = minimum(database_months_late, left)
    return minimum(database_months_due_after, limit) - minimum(database_months_due_before, limit)


@tag(unit="vCPU")
def database_vcpu_bought(
    database_vcpu_sized: Amount, database_sizes_vcpu: Amount, database_instances: Amount
) -> Amount:
    """vCPU over all database instances, the standby included."""
    return step(database_vcpu_sized, database_sizes_vcpu) * database_instances


@tag(
    group="infrastructure",
    option="self_host",
    line="Surcharge for a late database version",
    unit="USD/quarter",
    taxed="yes",
    when="late_database",
)
def late_database_cost(
    surcharge_months: Amount,
    surcharge_months_first_rate: Amount,
    rds_extended_support_y1_y2: Amount,
    rds_extended_support_y3: Amount,
    hours_per_quarter: Amount,
    months_per_quarter: Amount,
    database_vcpu_bought: Amount,
    late_upgrade_chance: Amount,
    lot_late_database_upgrade: Amount,
    infrastructure_price_level: Amount,
    installations: Amount,
) -> Amount:
    """What the provider charges for each vCPU and hour of PostgreSQL past its support, where upgrades are late."""
    later = surcharge_months - surcharge_months_first_rate
    rate_months = surcharge_months_first_rate * rds_extended_support_y1_y2 + later * rds_extended_support_y3
    hours = rate_months * hours_per_quarter / months_per_quarter
    usd = hours * database_vcpu_bought * installations * infrastructure_price_level
    return usd * occurs(late_upgrade_chance, lot_late_database_upgrade)


@tag(unit="FTE")
@config.when(fork="none")
def fork_fte__none(productive_hours_per_quarter: Amount) -> Amount:
    """Nobody: no changed copy of the code is kept."""
    return 0 * productive_hours_per_quarter


@tag(unit="FTE")
@config.when(fork="own_estimate")
def fork_fte__own_estimate(
    fork_engineer_months_per_year: Amount,
    fork_underestimate_multiplier: Amount,
    months_per_quarter: Amount,
    quarters_per_year: Amount,
) -> Amount:
    """People who keep the changed copy of the code current: your estimate times what such estimates leave out."""
    return fork_engineer_months_per_year * fork_underestimate_multiplier / (months_per_quarter * quarters_per_year)


@tag(unit="FTE")
@config.when(fork="typical")
def fork_fte__typical(
    fork_release_cycles_per_year: Amount,
    fork_hours_per_cycle: Amount,
    quarters_per_year: Amount,
    productive_hours_per_quarter: Amount,
) -> Amount:
    """People who keep the changed copy of the code current: typical hours for each merge of the vendor's releases."""
    return fork_release_cycles_per_year * fork_hours_per_cycle / quarters_per_year / productive_hours_per_quarter


@tag(group="people", option="self_host", line="Upkeep of the fork", unit="USD/quarter", view="work", when="fork")
def fork_cost(fork_fte: Amount, person_quarter_cost: Amount) -> Amount:
    """Merging each release into your changed copy of Medplum's code, testing it, and watching for security notices."""
    return fork_fte * person_quarter_cost


@tag(unit="million")
def million_resources(
    database_storage_gb: Amount,
    kb_per_gb: Amount,
    kb_per_resource: Amount,
    history_versions_per_resource: Amount,
    db_storage_multiplier: Amount,
    per_million: Amount,
) -> Amount:
    """Resources in the database, in millions: what data migrations walk through."""
    kb_each = kb_per_resource * history_versions_per_resource * db_storage_multiplier
    return database_storage_gb * kb_per_gb / kb_each / per_million
