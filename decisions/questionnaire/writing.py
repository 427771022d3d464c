"""From a value of the Case to what somebody would have typed or ticked to give it."""

from collections.abc import Mapping
from typing import Any

from django import forms

from estimator.scenario import UNKNOWN, Given

from .asks import Raw
from .detail_fields import NONE, Quarters
from .fields import AnyOf, Number
from .quantities import write_quantity


def as_typed(value: Any, field: forms.Field | None = None) -> Raw:
    """What a control holds for a JSON value of the Case; `field` says how lists are written."""
    if isinstance(value, list | tuple):
        return _list(value, field)
    meaning = field.meaning if isinstance(field, Number) else None
    if isinstance(value, Mapping):
        return write_quantity(Given(value["low"], value["likely"], value["high"]), meaning)
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, int | float):
        return write_quantity(Given(value, value, value), meaning)
    return "" if value in (None, UNKNOWN) else str(value)


def _list(value: list[Any] | tuple[Any, ...], field: forms.Field | None) -> Raw:
    if isinstance(field, Quarters):
        return ", ".join(value) or NONE
    if isinstance(field, AnyOf) and not value and NONE in field.labels:
        return [NONE]
    return [str(item) for item in value]
