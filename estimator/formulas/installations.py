"""Several installations: what each needs for itself, and what their work has in common."""

from hamilton.function_modifiers import config, tag

from estimator.functions import Amount


@tag(unit="ratio")
@config.when(installations="one")
def work_of_installations__one(installations: Amount) -> Amount:
    """Work compared with that on one installation."""
    return 1 * installations


@tag(unit="ratio")
@config.when(installations="several")
def work_of_installations__several(installations: Amount, repeated_work_share: Amount) -> Amount:
    """Work compared with that on one installation: each further one takes a part of it again."""
    return 1 + (installations - 1) * repeated_work_share
