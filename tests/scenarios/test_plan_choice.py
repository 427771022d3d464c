"""Medplum Cloud's plan: list prices, which need forces which plan, and what an own solution saves.

List prices a month (plan_prices.csv; medplum/medplum packages/docs/src/pages/pricing.tsx, git history, last read
2026-07-23): Free 0, Production 2,000 (since 2022-10-20), Premium 6,000 (since 2024-04-17), Enterprise: never published.
A year of four quarters at likely values: Production 12 × 2,000 = 24,000, Premium 12 × 6,000 = 72,000.
Which plan lists which feature: the same page (needs.csv, column smallest_plan); workarounds are judgement.
"""

import pytest

from estimator import Scenario, estimate
from estimator.plan import choose_plan
from tests.estimator.book_parts import shipped
from tests.estimator.figures import base, line_of
from tests.estimator.generated import NEEDS, scenario

# need: plan when it must be Medplum's, plan with an own solution (the same plan: no workaround exists below it)
PLANS = {
    "baa": ("production", "production"),
    "bots": ("production", "production"),
    "off_vendor_backup": ("production", "production"),
    "staging_project": ("production", "production"),
    "higher_request_limits": ("production", "production"),
    "support_with_response_time": ("production", "production"),
    "email": ("premium", "production"),
    "log_streaming": ("premium", "production"),
    "websocket_subscriptions": ("premium", "production"),
    "second_identity_provider": ("premium", "production"),
    "custom_domains_2_to_5": ("premium", "production"),
    "access_policies_4_to_10": ("premium", "production"),
    "labs": ("premium", "production"),
    "eprescribing": ("premium", "production"),
    "umls": ("premium", "production"),
    "ip_restrictions": ("premium", "production"),
    "onc_certified": ("premium", "premium"),
    "private_support_channel": ("premium", "premium"),
    "hl7_engine": ("enterprise", "production"),
    "scim": ("enterprise", "production"),
    "audit_support": ("enterprise", "production"),
    "sql_warehouse": ("enterprise", "production"),
    "pitr_over_7_days": ("enterprise", "production"),
    "websocket_connections_over_2000": ("enterprise", "premium"),
    "third_identity_provider": ("enterprise", "premium"),
    "custom_domains_over_5": ("enterprise", "premium"),
    "access_policies_over_10": ("enterprise", "premium"),
    "ciso_dashboard": ("enterprise", "premium"),
    "dedicated_infrastructure": ("enterprise", "enterprise"),
    "contractual_uptime": ("enterprise", "enterprise"),
    "own_encryption_keys": ("enterprise", "enterprise"),
    "private_network": ("enterprise", "enterprise"),
    # No plan offers these: the smallest plan stays, and the need is to be asked.
    "own_upgrade_date": ("production", "production"),
    "customer_account_deployment": ("production", "production"),
    "server_administration": ("production", "production"),
}
ENGINEER = 200_000  # USD a year
YEAR = {"horizon_quarters": 4}


def of(answers: dict[str, str], quote: float | None = None) -> Scenario:
    needs = {"answers": answers, **({"quote_per_month": quote} if quote else {})}
    return scenario(needs=needs, money=YEAR, people={"engineer_cost_per_year": ENGINEER})


def subscription(**answers: str) -> float:
    return sum(base(line_of(estimate(of(answers), shipped(1)), "subscription_cost")))


def test_the_table_above_holds_every_need():
    assert set(PLANS) == set(NEEDS)


@pytest.mark.parametrize("need", NEEDS)
def test_which_plan_a_need_asks_for(need):
    plans = tuple(choose_plan(of({need: answer}), shipped(1)).plan for answer in ("must", "own"))
    assert plans == PLANS[need]


def test_a_year_of_each_plan():
    assert subscription() == pytest.approx(24_000)
    assert subscription(bots="must", baa="must") == pytest.approx(24_000)
    assert subscription(email="must") == pytest.approx(72_000)
    assert subscription(email="must", scim="own") == pytest.approx(72_000)


def test_enterprise_without_a_quote_is_not_estimated():
    found = estimate(of({"scim": "must"}), shipped(1))
    line = line_of(found, "subscription_cost")
    assert (line.state, line.per_quarter, line.base_case) == ("not_estimated", None, None)
    assert "Enterprise" in line.because
    assert "quote" in line.because
    assert not found.options["cloud"].complete
    assert found.options["self_host"].complete


def test_enterprise_with_a_quote_of_9000_a_month():
    """9,000 × 3 = 27,000 a quarter."""
    found = estimate(of({"scim": "must"}, quote=9_000), shipped(1))
    assert base(line_of(found, "subscription_cost")) == pytest.approx((27_000,) * 4)
    assert found.options["cloud"].complete


def test_live_updates_by_an_own_relay_on_production():
    """needs.csv, websocket_subscriptions on Production: 40 hours once, 12 hours a year, 50 USD a month.

    An hour costs 200,000 / 1,780 productive hours = 112.3596 USD (row productive_hours_per_fte_year).
        first quarter    (40 + 12 / 4) × 112.3596 = 4,831.46
        the other three  (12 / 4) × 112.3596 = 337.08 each
        services         50 × 3 = 150 a quarter
    A year: 5,842.70 + 600 = 6,442.70 beside 24,000, against 72,000 for Premium.
    """
    found = estimate(of({"websocket_subscriptions": "own"}), shipped(1))
    work = base(line_of(found, "need_websocket_subscriptions_cloud_work"))
    assert work == pytest.approx((4_831.46, 337.08, 337.08, 337.08), abs=0.005)
    assert base(line_of(found, "need_websocket_subscriptions_cloud_bill")) == pytest.approx((150,) * 4)
    assert sum(work) + 4 * 150 == pytest.approx(6_442.70, abs=0.01)
    assert found.plan.plan == "production"
    assert [need for need, _ in found.plan.workarounds] == ["websocket_subscriptions"]


def test_live_updates_from_medplum_cost_no_own_work():
    found = estimate(of({"websocket_subscriptions": "must"}), shipped(1))
    assert not [line for line in found.lines if line.group == "needs" and line.option == "cloud"]
    assert [need for need, _ in found.plan.forced_by] == ["websocket_subscriptions"]
