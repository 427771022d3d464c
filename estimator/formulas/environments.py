"""Environments beside production."""

from hamilton.function_modifiers import ResolveAt, config, inject, resolve, tag

from estimator.functions import Amount, total_of


@tag(unit="USD/quarter")
@resolve(
    when=ResolveAt.CONFIG_AVAILABLE,
    decorate_with=lambda mirrored: inject(parts=mirrored),
)
def mirrored_cost(parts: list[Amount]) -> Amount:
    """Components of production that a staging environment mirrors."""
    return total_of(parts)


@tag(group="environments", option="self_host", line="Staging environment", unit="USD/quarter", when="staging")
@config.when(platform="priced")
def staging_cost(mirrored_cost: Amount, staging_cost_share: Amount) -> Amount:
    """Staging that mirrors production, at the share of its cost that staging usually needs."""
    return mirrored_cost * staging_cost_share


@tag(group="environments", option="self_host", line="Development environment", unit="USD/quarter", when="development")
@config.when(platform="priced")
def development_cost(mirrored_cost: Amount, development_cost_share: Amount) -> Amount:
    """A small environment that developers share, at the share of production that it usually needs."""
    return mirrored_cost * development_cost_share
