"""Medplum Cloud: the plan's price, agreed or listed, and its escalation."""

from hamilton.function_modifiers import config, tag

from estimator.functions import Amount


@tag(unit="ratio")
def subscription_level(medplum_price_escalation: Amount, years_passed: Amount) -> Amount:
    """The subscription's price compared with today's: it may rise once a year."""
    return (1 + medplum_price_escalation) ** years_passed


@tag(unit="months/quarter")
def subscription_months(subscription_level: Amount, months_per_quarter: Amount) -> Amount:
    """Months of the quarter, counted at today's price."""
    return subscription_level * months_per_quarter


@tag(
    group="subscription",
    option="cloud",
    line="Medplum Cloud subscription",
    unit="USD/quarter",
    subscription="yes",
)
@config.when(cloud_price="known")
def subscription_cost(plan_price_per_month: Amount, subscription_months: Amount) -> Amount:
    """The plan that fits, at its price in writing or its list price."""
    return plan_price_per_month * subscription_months
