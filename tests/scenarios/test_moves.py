"""Moving, running both side by side, and leaving again, by hand; a week of an engineer costs 4,044.94 USD."""

import pytest

from tests.scenarios.at_likely_values import WEEK, likely

LIVE = {"hosting": {"today": "live_self_hosted", "bill_last_month": 4_000}}


def test_the_own_platform_runs_on_for_four_weeks():
    """3 months × 4,000 USD × 4 of 13 weeks."""
    assert likely(LIVE, "parallel_platform_cost") == 3_692.31
    assert likely(LIVE, "parallel_platform_cost", 1) == 0


def test_everything_the_platform_is_billed_for_runs_on():
    """Bill 3,502.45 (`test_aws_us_east_1.py`), staging 1,434.67, settings 5.10, copies 215.64 (`test_shapes.py`)."""
    load = {"patients": 100_000, "patient_growth_per_year": 0}

    def live(**hosting):
        return {"hosting": {"today": "live_self_hosted", **hosting}, "workload": load}

    expected = (3_502.45 + 1_434.67 + 5.10 + 215.64) * 4 / 13
    assert likely(live(), "parallel_platform_cost") == pytest.approx(expected, abs=0.02)
    quoted = live(on_call_quote_per_month=90)
    assert likely(quoted, "parallel_platform_cost") == pytest.approx(expected + 270 * 4 / 13, abs=0.02)


def test_the_subscription_runs_on_for_four_weeks():
    """3 months × 2,000 USD × 4 of 13 weeks."""
    assert likely({"hosting": {"today": "live_cloud"}}, "parallel_subscription_cost") == 1_846.15


def test_taking_the_own_platform_down():
    assert likely(LIVE, "decommission_cost") == WEEK


def test_leaving_again_has_the_same_chance_in_both_options():
    """8 % a year is 2 % a quarter. Self-host: 6 + 2 + 1 weeks. Cloud: 6 + 10 weeks."""
    assert likely({}, "exit_cost_self_host") == round(0.02 * 9 * WEEK, 2) == 728.09
    assert likely({}, "exit_cost_cloud") == round(0.02 * 16 * WEEK, 2) == 1_294.38


def test_a_choice_that_was_reversed_is_not_reversed_again():
    """In the second year 92 % of the choices still stand; wages are 3.8 % higher."""
    assert likely({}, "exit_cost_cloud", 4) == round(0.02 * 0.92 * 16 * WEEK * 1.038, 2)
