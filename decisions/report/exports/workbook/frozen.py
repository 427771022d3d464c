"""Figures that no spreadsheet can recalculate: they stand as the report had them, until an input differs."""

from .pen import Live

CHANGED = "inputs_changed"  # the cell that counts the inputs that differ from those exported
STALE = "stale"


def frozen(value: float) -> Live:
    """A figure of the report; "stale" as soon as an input differs."""
    return Live(f'IF({CHANGED}>0,"{STALE}",{value!r})', value)
