"""Which features are needed, who must provide them, and the price the vendor named."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from .base import Answers
from .quantity import Choice, Given, Quantity

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
            where="The offer or contract Medplum sent you: without tax, for all installations together.",
        ),
    ] = None
    quote_until: date | None = None
    after_quote: Annotated[
        Literal["kept", "list_price", "unknown"],
        Choice(
            label="What do you pay when the offer ends?",
            options={"kept": "The same price", "list_price": "The list price"},
            default="kept",
            why="A price for the first year is often lower than what follows.",
        ),
    ] = "unknown"
    later_price_per_month: Annotated[
        Given | None,
        Quantity(
            unit="USD/month",
            minimum=0,
            maximum=10_000_000,
            label="Price a month when the offer has ended, if it names one",
            why="It replaces the list price from then on.",
            where="The offer or contract Medplum sent you.",
        ),
    ] = None
    self_host_licence: Annotated[
        Literal["yes", "no", "unknown"],
        Choice(
            label="Do you want Medplum's Enterprise self-host licence?",
            options={"yes": "Yes", "no": "No"},
            default="no",
            why="It adds the vendor's help, longer security fixes and some integrations to your own platform.",
        ),
    ] = "unknown"
    self_host_licence_per_month: Annotated[
        Given | None,
        Quantity(
            unit="USD/month",
            minimum=0,
            maximum=10_000_000,
            label="Price of the Enterprise self-host licence, a month",
            why="Medplum has never published a price for it.",
            where="An offer from Medplum.",
        ),
    ] = None
