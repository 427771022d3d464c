"""People: two typical staffing bases or measured hours (never summed), the stipend on top, and new hires."""

from hamilton.function_modifiers import config, tag
from numpy import ceil

from estimator.functions import Amount, occurs


@tag(unit="USD/quarter")
@config.when_not(workforce="contractors")
def person_quarter_cost__own(
    engineer_cost_per_year: Amount,
    engineer_cost_usd_rate: Amount,
    wage_level: Amount,
    quarters_per_year: Amount,
) -> Amount:
    """One engineer for one quarter, everything included."""
    return engineer_cost_per_year * engineer_cost_usd_rate * wage_level / quarters_per_year


@tag(unit="USD/quarter")
@config.when(workforce="contractors")
def person_quarter_cost__contractors(
    contractor_day_rate: Amount,
    contractor_usd_rate: Amount,
    productive_hours_per_year: Amount,
    working_hours_per_day: Amount,
    wage_level: Amount,
    quarters_per_year: Amount,
) -> Amount:
    """Contractors for the working days of one full-time engineer in one quarter."""
    days_per_year = productive_hours_per_year / working_hours_per_day
    return contractor_day_rate * contractor_usd_rate * days_per_year * wage_level / quarters_per_year


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


@tag(
    group="people",
    option="self_host",
    line="Maintenance staff",
    unit="USD/quarter",
    view="work",
    basis="quarters",
)
def maintenance_cost_quarters(maintenance_fte_quarters: Amount, person_quarter_cost: Amount) -> Amount:
    """The people who keep the platform running and current, by the quarters basis."""
    return maintenance_fte_quarters * person_quarter_cost


@tag(
    group="people",
    option="self_host",
    line="Maintenance staff",
    unit="USD/quarter",
    view="work",
    basis="tasks",
)
def maintenance_cost_tasks(maintenance_fte_tasks: Amount, person_quarter_cost: Amount) -> Amount:
    """The people who keep the platform running and current, by the tasks basis."""
    return maintenance_fte_tasks * person_quarter_cost


@tag(
    group="people",
    option="self_host",
    line="Maintenance staff",
    unit="USD/quarter",
    view="work",
    basis="measured",
)
@config.when(measured="yes")
def maintenance_cost_measured(maintenance_fte_measured: Amount, person_quarter_cost: Amount) -> Amount:
    """The people who keep the platform running and current, by your measured hours."""
    return maintenance_fte_measured * person_quarter_cost


@tag(unit="FTE", posts="quarters")
def ordinary_fte_quarters(fte_normal_quarter: Amount) -> Amount:
    """People needed in a quarter without a large project, by the quarters basis."""
    return 1 * fte_normal_quarter


@tag(unit="people", posts="quarters")
def new_posts_quarters(ordinary_fte_quarters: Amount) -> Amount:
    """New posts for a normal quarter, counted as whole people; more work than that falls on colleagues."""
    return ceil(ordinary_fte_quarters)


@tag(
    group="people",
    option="self_host",
    line="New hires, whole posts",
    unit="USD/quarter",
    view="cash",
    basis="quarters",
    when="new_hire",
)
def new_hire_pay_quarters(new_posts_quarters: Amount, person_quarter_cost: Amount) -> Amount:
    """Pay of the new posts for a normal quarter."""
    return new_posts_quarters * person_quarter_cost


@tag(unit="people", posts="tasks")
def new_posts_tasks(ordinary_fte_tasks: Amount) -> Amount:
    """New posts for the tasks of a normal quarter, counted as whole people; more work than that falls on colleagues."""
    return ceil(ordinary_fte_tasks)


@tag(
    group="people",
    option="self_host",
    line="New hires, whole posts",
    unit="USD/quarter",
    view="cash",
    basis="tasks",
    when="new_hire",
)
def new_hire_pay_tasks(new_posts_tasks: Amount, person_quarter_cost: Amount) -> Amount:
    """Pay of the new posts for the tasks of a normal quarter."""
    return new_posts_tasks * person_quarter_cost


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


@tag(
    group="people",
    option="self_host",
    line="New hires, whole posts",
    unit="USD/quarter",
    view="cash",
    basis="measured",
    when="new_hire",
)
@config.when(measured="yes")
def new_hire_pay_measured(new_posts_measured: Amount, person_quarter_cost: Amount) -> Amount:
    """Pay of the new posts for your measured hours."""
    return new_posts_measured * person_quarter_cost


@tag(group="people", option="self_host", line="On-call stipend", unit="USD/quarter", when="own_rota")
def oncall_stipend_cost(
    oncall_stipend_week: Amount,
    oncall_tiers: Amount,
    weeks_per_quarter: Amount,
    wage_ratio: Amount,
    oncall_paid_share: Amount,
    lot_oncall_paid: Amount,
    wage_level: Amount,
) -> Amount:
    """Extra pay for on-call duty around the clock, where the employer pays any."""
    paid = occurs(oncall_paid_share, lot_oncall_paid)
    return oncall_stipend_week * oncall_tiers * weeks_per_quarter * wage_ratio * paid * wage_level


@tag(group="people", option="self_host", line="Outside watch", unit="USD/quarter", when="outside_watch")
def outside_watch_cost(
    outside_watch_usd_month: Amount, months_per_quarter: Amount, wage_ratio: Amount, wage_level: Amount
) -> Amount:
    """A firm that watches the platform and answers first."""
    return outside_watch_usd_month * months_per_quarter * wage_ratio * wage_level


@tag(unit="FTE")
def app_upgrade_fte(
    medplum_major_release: Amount,
    app_side_weeks_per_medplum_major: Amount,
    hours_per_engineer_week: Amount,
    productive_hours_per_quarter: Amount,
) -> Amount:
    """People who adapt your own app to a Medplum major: the same work in both options."""
    hours = medplum_major_release * app_side_weeks_per_medplum_major * hours_per_engineer_week
    return hours / productive_hours_per_quarter


@tag(group="people", option="self_host", line="Own app: Medplum majors", unit="USD/quarter", view="work")
def app_upgrade_cost_self_host(app_upgrade_fte: Amount, person_quarter_cost: Amount) -> Amount:
    """Adapting your own app to each Medplum major version."""
    return app_upgrade_fte * person_quarter_cost


@tag(group="people", option="cloud", line="Own app: Medplum majors", unit="USD/quarter", view="work")
def app_upgrade_cost_cloud(app_upgrade_fte: Amount, person_quarter_cost: Amount) -> Amount:
    """Adapting your own app to each Medplum major version, on the vendor's date."""
    return app_upgrade_fte * person_quarter_cost


@tag(group="people", option="cloud", line="Remaining technical work", unit="USD/quarter", view="work")
def remaining_work_cost(remaining_fte: Amount, person_quarter_cost: Amount) -> Amount:
    """Technical work that stays with you on Medplum Cloud: access, integrations, monitoring of your own side."""
    return remaining_fte * person_quarter_cost


@tag(unit="FTE", fte="cloud")
def remaining_fte(cloud_residual_fte: Amount) -> Amount:
    """People who stay busy with the platform on Medplum Cloud, in every quarter."""
    return 1 * cloud_residual_fte
