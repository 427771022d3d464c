"""What an hour of outage costs, by what the user knows, by hand."""

import pytest

from tests.scenarios.at_likely_values import likely

STILL = {"patient_growth_per_year": 0}


def test_clinicians_named_stand_in_the_place_of_those_reckoned_from_patients():
    """40 × 0.25 at work (around the clock) × 150 USD = 1,500 USD an hour; 0.1 % of 2,190 hours are 2.19.

    Cloud: 0.05 % are 1.095. 100,000 patients alone mean 100 clinicians.
    """
    answers = {"workload": {**STILL, "patients": 100_000, "clinicians": 40}}
    assert likely(answers, "downtime_cost_self_host") == pytest.approx(1_500 * 2.19, abs=0.01)
    assert likely(answers, "downtime_cost_cloud") == pytest.approx(1_500 * 1.095, abs=0.01)
    patients = {"workload": {**STILL, "patients": 100_000}}
    assert likely(patients, "downtime_cost_self_host") == pytest.approx(3_750 * 2.19, abs=0.01)


def test_clinicians_count_for_outages_beside_a_load_of_the_user_s_own_and_over_all_installations():
    load = {"workload": {**STILL, "clinicians": 40, "requests_per_second_at_peak": 20}}
    assert likely(load, "downtime_cost_cloud") == pytest.approx(1_500 * 1.095, abs=0.01)
    several = {"workload": {**STILL, "clinicians": 40}, "money": {"installations": 4}}
    assert likely(several, "downtime_cost_cloud") == pytest.approx(1_500 * 1.095, abs=0.01)


def test_a_loss_an_hour_of_the_user_s_own_goes_before_clinicians():
    answers = {"workload": {**STILL, "clinicians": 40}, "recovery": {"loss_per_hour": 500}}
    assert likely(answers, "downtime_cost_cloud") == pytest.approx(500 * 1.095, abs=0.01)


def test_one_small_machine_has_no_second_zone():
    """99.7 % and not 99.9: 0.3 % of 2,190 hours are 6.57, at 100 clinicians × 0.25 × 150 USD an hour."""
    answers = {"workload": {**STILL, "patients": 100_000}, "hosting": {"platform": "small_machine"}}
    assert likely(answers, "downtime_cost_self_host") == pytest.approx(3_750 * 6.57, abs=0.01)
