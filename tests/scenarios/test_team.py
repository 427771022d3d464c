"""What a team costs beyond its pay, by hand: 0.5 FTE in a normal quarter, 200,000 USD a year, 1,780 hours."""

import pytest

from tests.scenarios.at_likely_values import likely, reason

HIRES = {"people": {"workforce": "new_hire"}}
CHF = 1.2511  # USD for one franc
LARGE = {"large_quarters": ["2027Q4"]}


def test_replacing_people_who_leave():
    """13.2 % a year × 100 % of a salary of 200,000 / 1.3 = 153,846.15, a quarter of it, for 0.5 and for 0.15 FTE."""
    assert likely({}, "replacement_cost_quarters") == 2_538.46
    assert likely({}, "replacement_cost_cloud") == 761.54


def test_recruiting_replacements_is_the_new_money_in_it():
    """13.2 % × 15,000 USD / 4 × 0.5 FTE."""
    assert likely({}, "replacement_recruiting_cost_quarters") == 247.50


def test_training():
    """2,000 USD a year for one engineer: 250 USD a quarter for 0.5 FTE; 2.6 % dearer in the second year."""
    assert likely({}, "training_cost_quarters") == 250.00
    assert likely({}, "training_cost_quarters", 4) == 256.50
    assert likely({}, "training_cost_cloud") == 75.00


def test_a_new_hire_is_searched_for_51_days():
    """One post. In the first quarter it is filled for 1 − 51 / 91.25 = 44.11 % of the time."""
    assert likely(HIRES, "recruiting_cost_quarters") == 15_000.00
    assert likely(HIRES, "recruiting_cost_quarters", 1) == 0
    assert likely(HIRES, "new_hire_pay_quarters") == 22_054.79
    assert likely(HIRES, "new_hire_pay_quarters", 1) == 50_000.00


def test_a_named_quarter_replaces_the_search():
    answers = {"people": {"workforce": "new_hire", "hire_quarter": "2027Q3"}}
    assert [likely(answers, "new_hire_pay_quarters", quarter) for quarter in range(3)] == [0, 0, 50_000.00]
    assert [likely(answers, "recruiting_cost_quarters", quarter) for quarter in range(3)] == [0, 0, 15_000.00]


def test_learning_time():
    """Four months at half use are two thirds of a quarter of a person: × 0.5 FTE × 50,000 USD."""
    assert likely(HIRES, "ramp_up_cost_quarters") == 16_666.67
    assert likely({"people": {"skills": "no"}}, "team_learning_cost_quarters") == 16_666.67
    assert likely({"people": {"skills": "partly"}}, "team_learning_cost_quarters") == 8_333.33
    assert "run such systems before" in reason({"people": {"skills": "yes"}}, "team_learning_cost_quarters")


def test_contractors_in_a_large_quarter():
    """2.5 FTE beyond the normal 0.5 × 1,000 USD × 1,780 / 8 days / 4."""
    answers = {"people": {"peak_cover": "contractor"}, "upgrades": LARGE, "money": {"horizon_quarters": 4}}
    assert likely(answers, "peak_contractor_cost_quarters", 3) == 139_062.50
    assert likely(answers, "maintenance_cost_quarters", 3) == 25_000.00
    assert "contractors take the peak on" in reason(answers, "peak_cost_quarters")


def test_work_that_nobody_does_has_no_price_and_a_warning():
    answers = {"people": {"peak_cover": "nobody"}, "upgrades": LARGE}
    for key in ("peak_cost_quarters", "peak_contractor_cost_quarters"):
        assert "they wait" in reason(answers, key)


def test_a_salary_becomes_a_full_cost():
    """70,000 EUR × 1.28 × 1.1567 USD / 4 × 0.5 FTE."""
    answers = {"people": {"country": "DE", "base_salary_per_year": 70_000}}
    assert likely(answers, "maintenance_cost_quarters") == 12_955.04


def test_the_full_cost_stands_before_the_salary():
    answers = {"people": {"country": "DE", "base_salary_per_year": 70_000, "engineer_cost_per_year": 100_000}}
    assert likely(answers, "maintenance_cost_quarters") == 14_458.75  # 100,000 × 1.1567 / 4 × 0.5


def test_own_figures_in_another_currency():
    """150,000 CHF at the book's rate; without an own figure the currency says nothing."""
    answers = {"people": {"country": "DE", "cost_currency": "CHF", "engineer_cost_per_year": 150_000}}
    assert likely(answers, "maintenance_cost_quarters") == pytest.approx(150_000 * CHF / 4 * 0.5, abs=0.01)
    typical = {"people": {"country": "DE", "cost_currency": "CHF"}}
    assert likely(typical, "maintenance_cost_quarters") == likely(
        {"people": {"country": "DE"}}, "maintenance_cost_quarters"
    )


@pytest.mark.parametrize(
    "key", ["training_cost_quarters", "replacement_cost_quarters", "team_learning_cost_quarters", "training_cost_cloud"]
)
def test_contractors_bring_their_own_team(key):
    assert "their firm finds and trains them" in reason({"people": {"workforce": "contractors", "skills": "no"}}, key)
