"""Values of the user's own in place of rows of the book: what is tried on a result, or known better than typical."""

from typing import Annotated

from pydantic import Field

from .base import Answers
from .quantity import Given, Quantity

MOST = 1_000_000_000_000
ROW = Quantity(
    unit="the row’s unit",
    minimum=-MOST,
    maximum=MOST,
    label="Own value in place of a row of the book",
    why="It stands for the book’s range in this decision alone.",
)


class Assumed(Answers):
    """`values`: key of a row of the book's assumptions that a formula reads → number or range, in the row's unit."""

    values: dict[str, Annotated[Given | None, ROW]] = Field(default_factory=dict)
