"""How many people it takes: two typical bases or measured hours (never summed), and whole posts for new hires."""

from hamilton.function_modifiers import config, tag
from numpy import ceil

from estimator.bases import each_basis
from estimator.functions import Amount


@tag(unit="hours")
def productive_hours_per_quarter(productive_hours_per_year: Amount, quarters_per_year: Amount) -> Amount:
    """Hours a full-time engineer really works in a quarter."""
    return productive_hours_per_year / quarters_per_year


@tag(unit="FTE", posts="quarters")
def ordinary_fte_quarters(fte_normal_quarter: Amount, work_of_installations: Amount) -> Amount:
    """People needed in a quarter without a large project, by the quarters basis."""
    return fte_normal_quarter * work_of_installations


@tag(unit="FTE")
def peak_fte_quarters(
    fte_large_quarter: Amount, fte_normal_quarter: Amount, work_of_installations: Amount, large_quarter_share: Amount
) -> Amount:
    """People needed on top of the normal figure in a large quarter, by the quarters basis."""
    return (fte_large_quarter - fte_normal_quarter) * work_of_installations * large_quarter_share


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
    work_of_installations: Amount,
) -> Amount:
    """People needed for the tasks of a quarter without a Medplum major."""
    hours = other_upgrade_hours + patch_hours + running_hours + incident_hours + drill_hours
    return hours / productive_hours_per_quarter * work_of_installations


@tag(unit="FTE")
def peak_fte_tasks(
    major_upgrade_hours: Amount,
    catch_up_hours: Amount,
    productive_hours_per_quarter: Amount,
    work_of_installations: Amount,
) -> Amount:
    """People needed on top of the ordinary tasks while a Medplum major is adopted or a backlog worked off."""
    return (major_upgrade_hours + catch_up_hours) / productive_hours_per_quarter * work_of_installations


@tag(unit="FTE", posts="measured")
@config.when(measured="yes")
def ordinary_fte_measured(hours_last_quarter: Amount, productive_hours_per_quarter: Amount) -> Amount:
    """People needed in a quarter, by your own measured hours."""
    return hours_last_quarter / productive_hours_per_quarter


@tag(unit="FTE")
@config.when(measured="yes")
def peak_fte_measured(
    catch_up_hours: Amount, productive_hours_per_quarter: Amount, work_of_installations: Amount
) -> Amount:
    """Only a backlog comes on top: measured hours hold the peaks of their quarter, not what was put off."""
    return catch_up_hours / productive_hours_per_quarter * work_of_installations


@each_basis("ordinary_fte", "peak_fte", unit="FTE", fte="basis")
def maintenance_fte(ordinary_fte: Amount, peak_fte: Amount, fork_fte: Amount) -> Amount:
    """People needed in the quarter: for ordinary work, in a peak on top of it, and for a fork where one is kept."""
    return ordinary_fte + peak_fte + fork_fte


@each_basis("peak_fte", unit="hours", peak="basis")
def peak_hours(peak_fte: Amount, productive_hours_per_quarter: Amount) -> Amount:
    """Hours in the quarter beyond ordinary work: what other work has to wait for."""
    return peak_fte * productive_hours_per_quarter


@each_basis("ordinary_fte", unit="people", posts="basis")
def new_posts(ordinary_fte: Amount, fork_fte: Amount) -> Amount:
    """New posts for a quarter without a large project, counted as whole people; a peak falls on colleagues."""
    return ceil(ordinary_fte + fork_fte)
