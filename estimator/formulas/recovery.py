"""Recovery: what stands by in a second region, copies of the data there, and servers started for drills."""

from hamilton.function_modifiers import ResolveAt, config, inject, parameterize, resolve, tag, tag_outputs
from numpy import maximum

from estimator.functions import Amount, total_of


@tag(unit="USD/quarter")
@resolve(
    when=ResolveAt.CONFIG_AVAILABLE,
    decorate_with=lambda recovery_bases: parameterize(**recovery_bases),
)
def recovery_part_base(parts: list[Amount]) -> Amount:
    """Quarterly cost of the production components that this standby part copies."""
    return total_of(parts)


@resolve(when=ResolveAt.CONFIG_AVAILABLE, decorate_with=lambda recovery_tags: tag_outputs(**recovery_tags))
@resolve(when=ResolveAt.CONFIG_AVAILABLE, decorate_with=lambda recovery_standbys: parameterize(**recovery_standbys))
def recovery_standby_cost(base: Amount, share: Amount, standby_regions: Amount) -> Amount:
    """What stands by of this part at the recovery level, as a share of the part, in each standby region."""
    return base * share * standby_regions


@tag(unit="USD/quarter")
@resolve(when=ResolveAt.CONFIG_AVAILABLE, decorate_with=lambda recovery_started: parameterize(**recovery_started))
def recovery_part_started(base: Amount, share: Amount) -> Amount:
    """What would have to be started of this part in a disaster, were it to run for the whole quarter."""
    return base * maximum(1 - share, 0)


@tag(unit="USD/quarter")
@resolve(when=ResolveAt.CONFIG_AVAILABLE, decorate_with=lambda started_for_drills: inject(parts=started_for_drills))
def started_for_drills_cost(parts: list[Amount]) -> Amount:
    """All that a drill starts, were it to run for the whole quarter."""
    return total_of(parts)


@tag(group="recovery", option="self_host", line="Servers for drills", unit="USD/quarter")
@config.when(drills="priced")
def recovery_drill_cost(
    started_for_drills_cost: Amount,
    dr_tests_per_year: Amount,
    quarters_per_year: Amount,
    drill_server_hours: Amount,
    hours_per_quarter: Amount,
) -> Amount:
    """Servers that recovery drills start in the second region, for the hours that they run."""
    hours = dr_tests_per_year / quarters_per_year * drill_server_hours
    return started_for_drills_cost * hours / hours_per_quarter


@tag(unit="GB")
def database_copy_gb(database_storage_gb: Amount, recovery_copy_volumes: Amount) -> Amount:
    """Database copies kept in the second region."""
    return database_storage_gb * recovery_copy_volumes


@tag(unit="GB")
def one_database_disk_gb(database_disk_gb: Amount, database_instances: Amount) -> Amount:
    """One of the provisioned database disks."""
    return database_disk_gb / database_instances


@tag(unit="GB/quarter")
def database_changes_gb_per_quarter(
    patients_now: Amount, record_gb_per_patient_year: Amount, quarters_per_year: Amount, database_change_factor: Amount
) -> Amount:
    """Changes of the database sent to the second region."""
    return patients_now * record_gb_per_patient_year / quarters_per_year * database_change_factor


@tag(unit="GB/quarter")
def replication_transfer_gb_per_quarter(
    is_first_quarter: Amount, database_gb_loaded: Amount, database_changes_gb_per_quarter: Amount
) -> Amount:
    """Database data sent to the second region: changes, and in the first quarter the first full copy."""
    return is_first_quarter * database_gb_loaded + database_changes_gb_per_quarter


@tag(unit="GB/quarter")
def snapshot_transfer_gb_per_quarter(
    replication_transfer_gb_per_quarter: Amount,
    recovery_whole_copies_per_month: Amount,
    months_per_quarter: Amount,
    database_storage_gb: Amount,
) -> Amount:
    """Database data sent to the second region: the first full copy, changes, and further copies sent whole."""
    whole = recovery_whole_copies_per_month * months_per_quarter * database_storage_gb
    return replication_transfer_gb_per_quarter + whole


@tag(unit="million/quarter")
def replicated_writes_million_per_quarter(
    database_io_million_per_quarter: Amount, database_write_share: Amount
) -> Amount:
    """Writes of database storage that are repeated in the second region, in millions."""
    return database_io_million_per_quarter * database_write_share


@tag(unit="GB/quarter")
def copied_files_gb_per_quarter(
    is_first_quarter: Amount, object_storage_gb: Amount, new_files_gb_per_quarter: Amount, object_version_factor: Amount
) -> Amount:
    """Files sent to the second region: in the first quarter all of them, then what is added, with versions."""
    return is_first_quarter * object_storage_gb + (1 - is_first_quarter) * (
        new_files_gb_per_quarter * object_version_factor
    )


@tag(unit="million/quarter")
def copied_object_put_million_per_quarter(
    copied_files_gb_per_quarter: Amount, object_puts_per_gb_added: Amount, per_million: Amount
) -> Amount:
    """Files written in the second region, in millions."""
    return copied_files_gb_per_quarter * object_puts_per_gb_added / per_million


@tag(unit="count")
def copied_object_put_10k_per_quarter(
    copied_object_put_million_per_quarter: Amount, per_million: Amount, per_ten_thousand: Amount
) -> Amount:
    """Files written in the second region, in tens of thousands."""
    return copied_object_put_million_per_quarter * per_million / per_ten_thousand
