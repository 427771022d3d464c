"""Totals by tags: this file names no line."""

from hamilton.function_modifiers import ResolveAt, parameterize, resolve, tag

from estimator.functions import Amount, total_of


@tag(unit="USD/quarter")
@resolve(when=ResolveAt.CONFIG_AVAILABLE, decorate_with=lambda totals: parameterize(**totals))
def total_cost(parts: list[Amount]) -> Amount:
    """The sum of the lines that count."""
    return total_of(parts)
