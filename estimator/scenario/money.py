"""How money is counted: horizon, currency, discounting, and what the board looks at."""

from typing import Annotated, Literal

from pydantic import Field, field_validator

from .base import Answers
from .quantity import Choice, Given, Quantity
from .upgrades import QUARTER


class Money(Answers):
    """Horizon in quarters, first quarter (None: the quarter after the book's as-of date), view and discounting."""

    board_counts: Annotated[
        Literal["all", "new_money", "both", "unknown"],
        Choice(
            label="Does your board count people you already employ?",
            options={"all": "Count them", "new_money": "Only new money", "both": "Show both"},
            default="both",
            why="Half an engineer who is already there costs salary, but no new money.",
        ),
    ] = "unknown"
    horizon_quarters: int = Field(default=12, ge=4, le=40, strict=True)
    first_quarter: str | None = None
    currency: Literal["USD", "EUR", "GBP", "INR", "CHF", "CAD", "AUD"] = "USD"
    organisation: Annotated[
        Literal["company", "hospital", "public", "startup", "unknown"],
        Choice(
            label="What kind of organisation are you?",
            options={
                "company": "Company",
                "hospital": "Hospital or clinic",
                "public": "Public body",
                "startup": "Start-up",
            },
            default="company",
            why="Money in three years is worth less than money today; by how much depends on who you are.",
        ),
    ] = "unknown"
    discount_rate: Annotated[
        Given | None,
        Quantity(
            unit="ratio/year",
            minimum=0,
            maximum=1,
            label="Discount rate",
            why="Makes amounts in different years comparable.",
            where="Finance knows it as cost of capital; 0.09 is 9 % a year.",
            default_key="discount_rate",
        ),
    ] = None
    halve_vendor_claims: bool = Field(default=False, strict=True)

    @field_validator("first_quarter")
    @classmethod
    def _quarter(cls, value: str | None) -> str | None:
        if value is not None and not QUARTER.fullmatch(value):
            raise ValueError(f'"{value:.20}" is not a quarter like 2027Q1')
        return value
