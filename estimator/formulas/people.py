"""What people cost: staff on each basis, peaks, on-call duty, and the work both options leave with you."""

from hamilton.function_modifiers import config, tag

from estimator.bases import each_basis
from estimator.functions import Amount, occurs


@tag(unit="USD/year")
@config.when(pay="loaded")
def engineer_year_usd__loaded(engineer_cost_per_year: Amount, engineer_cost_usd_rate: Amount) -> Amount:
    """One engineer for one year at today's level, everything included."""
    return engineer_cost_per_year * engineer_cost_usd_rate


@tag(unit="USD/year")
@config.when(pay="salary")
def engineer_year_usd__salary(base_salary_per_year: Amount, burden: Amount, engineer_cost_usd_rate: Amount) -> Amount:
    """One engineer for one year: your salary with the employer's usual share in that country."""
    return base_salary_per_year * burden * engineer_cost_usd_rate


@tag(unit="USD/quarter")
@config.when_not(workforce="contractors")
def person_quarter_cost__own(engineer_year_usd: Amount, wage_level: Amount, quarters_per_year: Amount) -> Amount:
    """One engineer for one quarter, everything included."""
    return engineer_year_usd * wage_level / quarters_per_year


@tag(unit="USD/quarter")
@config.when(workforce="contractors")
def person_quarter_cost__contractors(contractor_quarter_cost: Amount) -> Amount:
    """Contractors for the working days of one full-time engineer in one quarter."""
    return 1 * contractor_quarter_cost


@tag(unit="USD/quarter")
def contractor_quarter_cost(
    contractor_day_rate: Amount,
    contractor_usd_rate: Amount,
    productive_hours_per_year: Amount,
    working_hours_per_day: Amount,
    wage_level: Amount,
    quarters_per_year: Amount,
) -> Amount:
    """A contractor for as many working days of a quarter as a full-time engineer has."""
    days_per_year = productive_hours_per_year / working_hours_per_day
    return contractor_day_rate * contractor_usd_rate * days_per_year * wage_level / quarters_per_year


@each_basis(
    "ordinary_fte", group="people", option="self_host", line="Maintenance staff", unit="USD/quarter", view="work"
)
def maintenance_cost(ordinary_fte: Amount, person_quarter_cost: Amount) -> Amount:
    """The people who keep the platform running and current in a quarter without a large project."""
    return ordinary_fte * person_quarter_cost


@each_basis(
    "peak_fte",
    group="people",
    option="self_host",
    line="Work in large quarters",
    unit="USD/quarter",
    view="work",
    when="peak_displaced",
)
def peak_cost(peak_fte: Amount, person_quarter_cost: Amount) -> Amount:
    """The same people's further time for large upgrades, while other work waits."""
    return peak_fte * person_quarter_cost


@each_basis(
    "peak_fte",
    group="people",
    option="self_host",
    line="Contractors in large quarters",
    unit="USD/quarter",
    taxed="yes",
    when="peak_contractors",
)
def peak_contractor_cost(peak_fte: Amount, contractor_quarter_cost: Amount) -> Amount:
    """Contractors who take on what a large upgrade needs beyond ordinary work."""
    return peak_fte * contractor_quarter_cost


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


@tag(group="people", option="self_host", line="Outside watch", unit="USD/quarter", taxed="yes", when="outside_watch")
def outside_watch_cost(
    outside_watch_usd_month: Amount,
    months_per_quarter: Amount,
    wage_ratio: Amount,
    work_of_installations: Amount,
    service_price_level: Amount,
) -> Amount:
    """A firm that watches the platform and answers first."""
    month = outside_watch_usd_month * wage_ratio * work_of_installations
    return month * months_per_quarter * service_price_level


@tag(unit="FTE")
def app_upgrade_fte(
    medplum_major_release: Amount,
    medplum_majors_put_off: Amount,
    app_side_weeks_per_medplum_major: Amount,
    hours_per_engineer_week: Amount,
    productive_hours_per_quarter: Amount,
) -> Amount:
    """People who adapt your own app to a Medplum major, those put off included: the same work in both options."""
    majors = medplum_major_release + medplum_majors_put_off
    hours = majors * app_side_weeks_per_medplum_major * hours_per_engineer_week
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
def remaining_fte(cloud_residual_fte: Amount, work_of_installations: Amount) -> Amount:
    """People who stay busy with the platform on Medplum Cloud, in every quarter."""
    return cloud_residual_fte * work_of_installations
