"""Quarters: price and wage levels, discounting, and which quarters carry large maintenance projects."""

from hamilton.function_modifiers import tag

from estimator.functions import Amount, occurs


@tag(unit="ratio")
def wage_level(wage_growth: Amount, years_passed: Amount) -> Amount:
    """Pay compared with the year after the book's day: it steps up once a year."""
    return (1 + wage_growth) ** years_passed


@tag(unit="ratio")
def infrastructure_price_level(cloud_infra_price_growth: Amount, years_passed: Amount) -> Amount:
    """List prices of infrastructure compared with the year after the book's day."""
    return (1 + cloud_infra_price_growth) ** years_passed


@tag(unit="ratio")
def service_price_level(inflation: Amount, years_passed: Amount) -> Amount:
    """Prices of bought services (audits, courses, outside firms) compared with the year after the book's day."""
    return (1 + inflation) ** years_passed


@tag(unit="ratio")
def discount_factor(discount_rate: Amount, years_to_middle: Amount) -> Amount:
    """What a dollar in the middle of the quarter is worth at the start of the horizon."""
    return 1 / (1 + discount_rate) ** years_to_middle


@tag(unit="ratio")
def undated_large_quarter(
    undated_large_quarters_per_year: Amount, quarters_per_year: Amount, lot_undated_large_each_quarter: Amount
) -> Amount:
    """A large maintenance project without a known date falls into this quarter."""
    return occurs(undated_large_quarters_per_year / quarters_per_year, lot_undated_large_each_quarter)


@tag(unit="ratio")
def large_quarter_share(dated_large_quarter: Amount, undated_large_quarter: Amount) -> Amount:
    """How much of the quarter counts as large: certain when dated, else by chance."""
    return dated_large_quarter + (1 - dated_large_quarter) * undated_large_quarter
