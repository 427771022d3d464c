"""Which features are needed, who must provide them, and the price the vendor named."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from .base import Answers
from .quantity import Given, Quantity

Need = Literal["must", "own", "no", "unknown"]


class Needs(Answers):
    """`answers`: need → must be Medplum's, own solution, no. Keys are those of the book's needs table."""

    answers: dict[str, Need] = Field(default_factory=dict)
    quote_per_month: Annotated[
        Given | None,
        Quantity(
            unit="USD/month",
            minimum=0,
            maximum=10_000_000,
            label="Price of Medplum Cloud in writing, a month",
            why="A price in writing replaces the list price; Enterprise has no list price.",
            where="The offer or contract Medplum sent you.",
        ),
    ] = None
    quote_until: date | None = None
