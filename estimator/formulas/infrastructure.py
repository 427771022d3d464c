"""Bills of materials: one cost line for each component of the chosen platform, expanded from the book's rows."""

from hamilton.function_modifiers import ResolveAt, config, inject, parameterize, resolve, tag, tag_outputs
from numpy import maximum

from estimator.functions import Amount, step, tiered, total_of


@resolve(when=ResolveAt.CONFIG_AVAILABLE, decorate_with=lambda plain_tags: tag_outputs(**plain_tags))
@resolve(when=ResolveAt.CONFIG_AVAILABLE, decorate_with=lambda plain_components: parameterize(**plain_components))
def component_cost(
    quantity: Amount,
    unit_price: Amount,
    multiplier: Amount,
    billed_per_quarter: Amount,
    copies: Amount,
    infrastructure_price_level: Amount,
) -> Amount:
    """Quantity × list price over the quarter, in every installation."""
    return quantity * (multiplier * unit_price * billed_per_quarter * copies) * infrastructure_price_level


@resolve(when=ResolveAt.CONFIG_AVAILABLE, decorate_with=lambda committed_tags: tag_outputs(**committed_tags))
@resolve(
    when=ResolveAt.CONFIG_AVAILABLE, decorate_with=lambda committed_components: parameterize(**committed_components)
)
def component_cost_committed(
    quantity: Amount,
    unit_price: Amount,
    multiplier: Amount,
    billed_per_quarter: Amount,
    copies: Amount,
    commitment_factor: Amount,
    infrastructure_price_level: Amount,
) -> Amount:
    """Quantity × list price over the quarter, lowered by a commitment to the provider."""
    listed = quantity * (multiplier * unit_price * billed_per_quarter * copies)
    return listed * commitment_factor * infrastructure_price_level


@resolve(when=ResolveAt.CONFIG_AVAILABLE, decorate_with=lambda allowance_tags: tag_outputs(**allowance_tags))
@resolve(
    when=ResolveAt.CONFIG_AVAILABLE, decorate_with=lambda allowance_components: parameterize(**allowance_components)
)
def component_cost_above_allowance(
    quantity: Amount,
    free_quantity: Amount,
    unit_price: Amount,
    multiplier: Amount,
    billed_per_quarter: Amount,
    copies: Amount,
    infrastructure_price_level: Amount,
) -> Amount:
    """Quantity above the provider's free allowance × list price over the quarter."""
    billed = maximum(quantity * copies - free_quantity, 0) * multiplier
    return billed * unit_price * billed_per_quarter * infrastructure_price_level


@resolve(when=ResolveAt.CONFIG_AVAILABLE, decorate_with=lambda tiered_tags: tag_outputs(**tiered_tags))
@resolve(when=ResolveAt.CONFIG_AVAILABLE, decorate_with=lambda tiered_components: parameterize(**tiered_components))
def component_cost_in_tiers(
    quantity: Amount,
    tiers: Amount,
    multiplier: Amount,
    billed_per_quarter: Amount,
    copies: Amount,
    infrastructure_price_level: Amount,
) -> Amount:
    """Quantity at list prices that change with the volume, over the quarter."""
    return tiered(quantity * copies, tiers) * multiplier * billed_per_quarter * infrastructure_price_level


@resolve(when=ResolveAt.CONFIG_AVAILABLE, decorate_with=lambda own_tags: tag_outputs(**own_tags))
@resolve(when=ResolveAt.CONFIG_AVAILABLE, decorate_with=lambda own_components: parameterize(**own_components))
def own_component_cost(
    quantity: Amount,
    unit_price: Amount,
    multiplier: Amount,
    billed_per_quarter: Amount,
    copies: Amount,
    own_price_level: Amount,
) -> Amount:
    """Quantity × what one of it costs you (bought, run or worked yourself) over the quarter."""
    return quantity * (multiplier * billed_per_quarter * copies) * unit_price * own_price_level


@tag(unit="USD/hour")
@resolve(when=ResolveAt.CONFIG_AVAILABLE, decorate_with=lambda ladder_prices: parameterize(**ladder_prices))
def price_of_size(need: Amount, ladder: Amount) -> Amount:
    """Price of the smallest size that covers the need."""
    return step(need, ladder)


@tag(group="infrastructure", option="self_host", line="Hosting, your own bill", unit="USD/quarter")
@config.when(bill="measured")
def own_bill_cost(bill_last_month: Amount, months_per_quarter: Amount, infrastructure_price_level: Amount) -> Amount:
    """Your hosting bill of last month, of all installations together, carried forward."""
    return bill_last_month * months_per_quarter * infrastructure_price_level


@tag(unit="USD/quarter")
@resolve(when=ResolveAt.CONFIG_AVAILABLE, decorate_with=lambda supported: inject(parts=supported))
def provider_bill_cost(parts: list[Amount]) -> Amount:
    """What the provider bills for the platform."""
    return total_of(parts)


@tag(group="infrastructure", option="self_host", line="Support plan of the provider", unit="USD/quarter")
@config.when(support="priced")
def cloud_support_cost(
    provider_bill_cost: Amount,
    tiers_support_plan: Amount,
    support_plan_usd_per_month: Amount,
    months_per_quarter: Amount,
) -> Amount:
    """The plan's share of the provider's monthly bill, in steps, but never less than its minimum."""
    share = tiered(provider_bill_cost / months_per_quarter, tiers_support_plan)
    return maximum(share, support_plan_usd_per_month) * months_per_quarter
