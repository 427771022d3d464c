"""Having a team: hiring, learning, training, and replacing people who leave."""

from hamilton.function_modifiers import config, tag
from numpy import maximum, minimum

from estimator.bases import each_basis
from estimator.functions import Amount


@tag(unit="USD/year")
def engineer_salary_usd(engineer_year_usd: Amount, burden: Amount) -> Amount:
    """The salary inside the full cost of an engineer."""
    return engineer_year_usd / burden


@tag(unit="ratio")
@config.when(hire_date="given")
def hired_share__given(is_hired: Amount) -> Amount:
    """Whether the new hire is there: from the quarter you named."""
    return 1 * is_hired


@tag(unit="ratio")
@config.when(hire_date="typical")
def hired_share__typical(quarters_passed: Amount, time_to_fill_days: Amount, days_per_quarter: Amount) -> Amount:
    """Part of the quarter in which the new hire is there: the post stands empty for the usual time."""
    return minimum(maximum(quarters_passed + 1 - time_to_fill_days / days_per_quarter, 0), 1)


@each_basis(
    "new_posts",
    group="people",
    option="self_host",
    line="New hires, whole posts",
    unit="USD/quarter",
    view="cash",
    when="new_hire",
)
def new_hire_pay(new_posts: Amount, person_quarter_cost: Amount, hired_share: Amount) -> Amount:
    """Pay of the new posts for a normal quarter, from the day they are filled."""
    return new_posts * person_quarter_cost * hired_share


@each_basis(
    "new_posts",
    group="transitions",
    option="self_host",
    line="Recruiting",
    unit="USD/quarter",
    one_off="yes",
    overruns="no",
    when="new_hire",
)
def recruiting_cost(
    new_posts: Amount,
    cost_per_hire_usd: Amount,
    wage_ratio: Amount,
    is_hire_quarter: Amount,
    service_price_level: Amount,
) -> Amount:
    """Finding the people for the new posts."""
    return new_posts * cost_per_hire_usd * wage_ratio * is_hire_quarter * service_price_level


@tag(unit="ratio")
def learning_quarters(ramp_up_months: Amount, ramp_up_lost_share: Amount, months_per_quarter: Amount) -> Amount:
    """Working time that somebody new to such a platform loses, in quarters of a person."""
    return ramp_up_months * ramp_up_lost_share / months_per_quarter


@each_basis(
    "ordinary_fte",
    group="transitions",
    option="self_host",
    line="Learning time of new hires",
    unit="USD/quarter",
    view="loaded",
    one_off="yes",
    overruns="no",
    when="new_hire",
)
def ramp_up_cost(
    ordinary_fte: Amount, learning_quarters: Amount, person_quarter_cost: Amount, is_hire_quarter: Amount
) -> Amount:
    """Paid time before the new hires are fully productive, for the part of a post that the platform needs."""
    return ordinary_fte * learning_quarters * person_quarter_cost * is_hire_quarter


@each_basis(
    "ordinary_fte",
    group="transitions",
    option="self_host",
    line="Learning time of your team",
    unit="USD/quarter",
    view="loaded",
    one_off="yes",
    overruns="no",
    when="team_learns",
)
def team_learning_cost(
    ordinary_fte: Amount,
    learning_quarters: Amount,
    learning_share: Amount,
    person_quarter_cost: Amount,
    is_first_quarter: Amount,
) -> Amount:
    """Paid time in which people who have not run such a platform before learn it."""
    return ordinary_fte * learning_quarters * learning_share * person_quarter_cost * is_first_quarter


@tag(unit="USD/quarter")
def training_per_fte(
    training_usd_per_engineer_year: Amount,
    wage_ratio: Amount,
    quarters_per_year: Amount,
    service_price_level: Amount,
) -> Amount:
    """Courses, books and conferences for one engineer in the quarter."""
    return training_usd_per_engineer_year * wage_ratio / quarters_per_year * service_price_level


@each_basis(
    "ordinary_fte",
    group="people",
    option="self_host",
    line="Training",
    unit="USD/quarter",
    taxed="yes",
    when="own_staff",
)
def training_cost(ordinary_fte: Amount, training_per_fte: Amount) -> Amount:
    """Courses and books for the time your people spend on the platform."""
    return ordinary_fte * training_per_fte


@tag(group="people", option="cloud", line="Training", unit="USD/quarter", taxed="yes", when="own_staff")
def training_cost_cloud(remaining_fte: Amount, training_per_fte: Amount) -> Amount:
    """Courses and books for the time your people spend beside Medplum Cloud."""
    return remaining_fte * training_per_fte


@tag(unit="USD/quarter")
def replacement_per_fte(
    staff_turnover_rate: Amount,
    replacement_cost_share_of_salary: Amount,
    engineer_salary_usd: Amount,
    wage_level: Amount,
    quarters_per_year: Amount,
) -> Amount:
    """What it costs in a quarter that engineers leave: the chance times the price of replacing one."""
    return staff_turnover_rate * replacement_cost_share_of_salary * engineer_salary_usd * wage_level / quarters_per_year


@each_basis(
    "ordinary_fte",
    group="people",
    option="self_host",
    line="Replacing people who leave",
    unit="USD/quarter",
    view="loaded",
    when="own_staff",
)
def replacement_cost(ordinary_fte: Amount, replacement_per_fte: Amount) -> Amount:
    """Recruiting and learning time when people leave, for the time they spend on the platform."""
    return ordinary_fte * replacement_per_fte


@tag(
    group="people",
    option="cloud",
    line="Replacing people who leave",
    unit="USD/quarter",
    view="loaded",
    when="own_staff",
)
def replacement_cost_cloud(remaining_fte: Amount, replacement_per_fte: Amount) -> Amount:
    """Recruiting and learning time when people leave, for the time they spend beside Medplum Cloud."""
    return remaining_fte * replacement_per_fte


@tag(unit="USD/quarter")
def recruiting_per_fte(
    staff_turnover_rate: Amount,
    cost_per_hire_usd: Amount,
    wage_ratio: Amount,
    quarters_per_year: Amount,
    service_price_level: Amount,
) -> Amount:
    """New money in a quarter for replacing engineers: the chance that one leaves times the price of a hire."""
    return staff_turnover_rate * cost_per_hire_usd * wage_ratio / quarters_per_year * service_price_level


@each_basis(
    "ordinary_fte",
    group="people",
    option="self_host",
    line="Recruiting replacements",
    unit="USD/quarter",
    view="cash",
    when="own_staff",
)
def replacement_recruiting_cost(ordinary_fte: Amount, recruiting_per_fte: Amount) -> Amount:
    """New money for finding replacements; with people counted in full it is part of replacing them."""
    return ordinary_fte * recruiting_per_fte


@tag(group="people", option="cloud", line="Recruiting replacements", unit="USD/quarter", view="cash", when="own_staff")
def replacement_recruiting_cost_cloud(remaining_fte: Amount, recruiting_per_fte: Amount) -> Amount:
    """New money for finding replacements; with people counted in full it is part of replacing them."""
    return remaining_fte * recruiting_per_fte
