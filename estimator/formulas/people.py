"""What people cost: staff on each basis, new hires, on-call duty, and the work both options leave with you."""

from hamilton.function_modifiers import config, tag

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
