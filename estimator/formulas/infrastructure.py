"""Bills of materials: one cost line for each component of the chosen platform, expanded from the book's rows."""

from hamilton.function_modifiers import ResolveAt, config, parameterize, resolve, tag, tag_outputs
from numpy import maximum

from estimator.functions import Amount, step


@resolve(when=ResolveAt.CONFIG_AVAILABLE, decorate_with=lambda component_tags: tag_outputs(**component_tags))
@resolve(when=ResolveAt.CONFIG_AVAILABLE, decorate_with=lambda components: parameterize(**components))
def component_cost(
    quantity: Amount,
    unit_price: Amount,
    multiplier: Amount,
    billed_per_quarter: Amount,
    infrastructure_price_level: Amount,
) -> Amount:
    """Quantity × list price over the quarter."""
    return quantity * multiplier * unit_price * billed_per_quarter * infrastructure_price_level


@resolve(when=ResolveAt.CONFIG_AVAILABLE, decorate_with=lambda allowance_tags: tag_outputs(**allowance_tags))
@resolve(
    when=ResolveAt.CONFIG_AVAILABLE,
    decorate_with=lambda allowance_components: parameterize(**allowance_components),
)
def component_cost_above_allowance(
    quantity: Amount,
    free_quantity: Amount,
    unit_price: Amount,
    multiplier: Amount,
    billed_per_quarter: Amount,
    infrastructure_price_level: Amount,
) -> Amount:
    """Quantity above the provider's free allowance × list price over the quarter."""
    billed = maximum(quantity - free_quantity, 0) * multiplier
    return billed * unit_price * billed_per_quarter * infrastructure_price_level


@tag(unit="USD/hour")
@resolve(when=ResolveAt.CONFIG_AVAILABLE, decorate_with=lambda ladder_prices: parameterize(**ladder_prices))
def price_of_size(need: Amount, ladder: Amount) -> Amount:
    """Price of the smallest size that covers the need."""
    return step(need, ladder)


@tag(group="infrastructure", option="self_host", line="Hosting, your own bill", unit="USD/quarter")
@config.when(bill="measured")
def own_bill_cost(bill_last_month: Amount, months_per_quarter: Amount, infrastructure_price_level: Amount) -> Amount:
    """Your hosting bill of last month, carried forward."""
    return bill_last_month * months_per_quarter * infrastructure_price_level
