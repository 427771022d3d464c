"""Tax on what is bought from others, as far as it is not recovered; pay carries none."""

from hamilton.function_modifiers import ResolveAt, config, parameterize, resolve, tag, tag_outputs

from estimator.functions import Amount, occurs, total_of


@tag(unit="ratio")
@config.when(tax="vat")
def unrecovered_tax_rate__vat(tax_rate: Amount, tax_share_paid: Amount) -> Amount:
    """Value added tax on what is bought, as far as it is not recovered."""
    return tax_rate * tax_share_paid


@tag(unit="ratio")
@config.when(tax="sales_tax")
def unrecovered_tax_rate__sales_tax(
    tax_rate: Amount, us_saas_taxable_probability: Amount, lot_sales_tax: Amount, tax_share_paid: Amount
) -> Amount:
    """Sales tax on software as a service, where the state taxes it and the buyer is not exempt."""
    return tax_rate * occurs(us_saas_taxable_probability, lot_sales_tax) * tax_share_paid


@tag(unit="ratio")
@config.when(tax="none")
def unrecovered_tax_rate__none(subscription_level: Amount) -> Amount:
    """No tax is counted."""
    return 0 * subscription_level


@resolve(when=ResolveAt.CONFIG_AVAILABLE, decorate_with=lambda tax_tags: tag_outputs(**tax_tags))
@resolve(when=ResolveAt.CONFIG_AVAILABLE, decorate_with=lambda tax_lines: parameterize(**tax_lines))
def tax_cost(parts: list[Amount], unrecovered_tax_rate: Amount) -> Amount:
    """Tax on what is bought from others, as far as you do not get it back; none on pay."""
    return total_of(parts) * unrecovered_tax_rate
