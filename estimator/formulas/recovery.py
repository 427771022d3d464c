"""Recovery: smaller copies of named parts of production, kept in a second place, at the level the target asks for."""

from hamilton.function_modifiers import ResolveAt, parameterize, resolve, tag, tag_outputs

from estimator.functions import Amount, total_of


@tag(unit="USD/quarter")
@resolve(
    when=ResolveAt.CONFIG_AVAILABLE,
    decorate_with=lambda recovery_bases: parameterize(**recovery_bases),
)
def recovery_part_base(parts: list[Amount]) -> Amount:
    """Quarterly cost of the production components that this standby part copies."""
    return total_of(parts)


@resolve(when=ResolveAt.CONFIG_AVAILABLE, decorate_with=lambda recovery_tags: tag_outputs(**recovery_tags))
@resolve(when=ResolveAt.CONFIG_AVAILABLE, decorate_with=lambda recovery_copies: parameterize(**recovery_copies))
def recovery_copy_cost(base: Amount, share: Amount) -> Amount:
    """Standby copy of this part at the recovery level that meets the target."""
    return base * share
