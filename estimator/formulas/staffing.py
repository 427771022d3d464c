"""How many people it takes: two typical bases or measured hours (never summed), and whole posts for new hires."""

from hamilton.function_modifiers import config, tag
from numpy import ceil

from estimator.functions import Amount


@tag(unit="hours")
def productive_hours_per_quarter(productive_hours_per_year: Amount, quarters_per_year: Amount) -> Amount:
    """Hours a full-time engineer really works in a quarter."""
    return productive_hours_per_year / quarters_per_year


@tag(unit="FTE", fte="quarters")
def maintenance_fte_quarters(
    fte_normal_quarter: Amount, fte_large_quarter: Amount, large_quarter_share: Amount
) -> Amount:
    """People needed in the quarter by the quarters basis: the normal figure, in a large quarter the large one."""
    return fte_normal_quarter + (fte_large_quarter - fte_normal_quarter) * large_quarter_share


@tag(unit="hours")
def major_upgrade_hours(
    medplum_major_release: Amount,
    up_majors_per_year: Amount,
    up_major_engineer_weeks: Amount,
    hours_per_engineer_week: Amount,
) -> Amount:
    """Hours for a Medplum major, in the quarter of its release."""
    return medplum_major_release * up_majors_per_year * up_major_engineer_weeks * hours_per_engineer_week


@tag(unit="hours")
def other_upgrade_hours(
    up_minors_per_year: Amount,
    up_minor_engineer_weeks: Amount,
    up_postgres_majors_per_year: Amount,
    up_postgres_major_engineer_weeks: Amount,
    up_redis_majors_per_year: Amount,
    up_redis_major_engineer_weeks: Amount,
    hours_per_engineer_week: Amount,
    quarters_per_year: Amount,
) -> Amount:
    """Hours for Medplum minors and for PostgreSQL and Redis majors, spread over the year."""
    weeks_per_year = (
        up_minors_per_year * up_minor_engineer_weeks
        + up_postgres_majors_per_year * up_postgres_major_engineer_weeks
        + up_redis_majors_per_year * up_redis_major_engineer_weeks
    )
    return weeks_per_year / quarters_per_year * hours_per_engineer_week


@tag(unit="hours")
def patch_hours(up_patches_applied_per_year: Amount, up_hours_per_patch: Amount, quarters_per_year: Amount) -> Amount:
    """Hours for Medplum patch releases in the quarter."""
    return up_patches_applied_per_year * up_hours_per_patch / quarters_per_year


@tag(unit="hours")
def running_hours(run_hours_per_month: Amount, months_per_quarter: Amount) -> Amount:
    """Hours of daily operation in the quarter, patching of systems and access reviews included."""
    return run_hours_per_month * months_per_quarter


@tag(unit="hours")
def incident_hours(
    pages_per_month: Amount,
    hours_per_page: Amount,
    months_per_quarter: Amount,
    incidents_per_year: Amount,
    hours_per_incident: Amount,
    quarters_per_year: Amount,
) -> Amount:
    """Hours for alarms and for real incidents with their follow-up."""
    alarms = pages_per_month * months_per_quarter * hours_per_page
    return alarms + incidents_per_year * hours_per_incident / quarters_per_year


@tag(unit="hours")
def drill_hours(dr_tests_per_year: Amount, dr_test_person_hours: Amount, quarters_per_year: Amount) -> Amount:
    """Hours for recovery drills in the quarter."""
    return dr_tests_per_year * dr_test_person_hours / quarters_per_year


@tag(unit="FTE", posts="tasks")
def ordinary_fte_tasks(
    other_upgrade_hours: Amount,
    patch_hours: Amount,
    running_hours: Amount,
    incident_hours: Amount,
    drill_hours: Amount,
    productive_hours_per_quarter: Amount,
) -> Amount:
    """People needed for the tasks of a quarter without a Medplum major."""
    hours = other_upgrade_hours + patch_hours + running_hours + incident_hours + drill_hours
    return hours / productive_hours_per_quarter


@tag(unit="FTE", fte="tasks")
def maintenance_fte_tasks(
    ordinary_fte_tasks: Amount, major_upgrade_hours: Amount, productive_hours_per_quarter: Amount
) -> Amount:
    """People needed in the quarter by the tasks basis: every task's hours, added up."""
    return ordinary_fte_tasks + major_upgrade_hours / productive_hours_per_quarter


@tag(unit="FTE", fte="measured")
@config.when(measured="yes")
def maintenance_fte_measured(hours_last_quarter: Amount, productive_hours_per_quarter: Amount) -> Amount:
    """People needed in the quarter by your own measured hours."""
    return hours_last_quarter / productive_hours_per_quarter


@tag(unit="FTE", posts="quarters")
def ordinary_fte_quarters(fte_normal_quarter: Amount) -> Amount:
    """People needed in a quarter without a large project, by the quarters basis."""
    return 1 * fte_normal_quarter


@tag(unit="people", posts="quarters")
def new_posts_quarters(ordinary_fte_quarters: Amount) -> Amount:
    """New posts for a normal quarter, counted as whole people; more work than that falls on colleagues."""
    return ceil(ordinary_fte_quarters)


@tag(unit="people", posts="tasks")
def new_posts_tasks(ordinary_fte_tasks: Amount) -> Amount:
    """New posts for the tasks of a normal quarter, counted as whole people; more work than that falls on colleagues."""
    return ceil(ordinary_fte_tasks)


@tag(unit="FTE", posts="measured")
@config.when(measured="yes")
def ordinary_fte_measured(maintenance_fte_measured: Amount) -> Amount:
    """People needed in a quarter, by your measured hours."""
    return 1 * maintenance_fte_measured


@tag(unit="people", posts="measured")
@config.when(measured="yes")
def new_posts_measured(ordinary_fte_measured: Amount) -> Amount:
    """New posts for your measured hours, counted as whole people; more work than that falls on colleagues."""
    return ceil(ordinary_fte_measured)
