"""How money is counted: horizon, currency, discounting, and what the board looks at."""

from typing import Annotated, Literal

from pydantic import Field, field_validator

from .calendar import checked_quarter
from .quantity import Choice, Given, Quantity
from .tax import Tax


class Money(Tax):
    """Horizon in quarters, first quarter (None: the quarter after the book's as-of date), view and discounting.

    `currency`: in which amounts are shown; unknown: the one in which the team is paid.
    """

    board_counts: Annotated[
        Literal["all", "new_money", "both", "unknown"],
        Choice(
            label="Does your board count people you already employ?",
            options={"all": "Count them", "new_money": "Only new money", "both": "Show both"},
            default="both",
            why="Half an engineer who is already there costs salary, but no new money.",
        ),
    ] = "unknown"
    horizon_quarters: int = Field(
        default=12,
        ge=4,
        le=40,
        strict=True,
        title="For how many quarters do you decide?",
        description="One-off costs weigh less over a longer time. Twelve quarters are three years.",
    )
    first_quarter: str | None = Field(
        default=None,
        title="In which quarter does it start?",
        description="The period and its releases begin there, for instance 2027Q1; prices and pay rise from today on.",
        json_schema_extra={"format": "quarter"},
    )
    currency: Literal["USD", "EUR", "GBP", "INR", "CHF", "CAD", "AUD", "unknown"] = "unknown"
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
            where="Finance knows it as cost of capital, for instance 9 % a year.",
            default_key="discount_rate",
        ),
    ] = None
    wage_growth: Annotated[
        Given | None,
        Quantity(
            unit="ratio/year",
            minimum=-0.2,
            maximum=1,
            label="Yearly rise of pay",
            why="Pay steps up once a year.",
            where="Your wage agreement or plan, for instance 4 % a year.",
            default_key="wage_growth",
        ),
    ] = None
    cloud_infra_price_growth: Annotated[
        Given | None,
        Quantity(
            unit="ratio/year",
            minimum=-0.5,
            maximum=1,
            label="Yearly change of infrastructure prices",
            why="List prices of infrastructure have hardly moved; a plan may expect otherwise.",
            where="Your plan; −2 % is a fall.",
            default_key="cloud_infra_price_growth",
        ),
    ] = None
    inflation: Annotated[
        Given | None,
        Quantity(
            unit="ratio/year",
            minimum=-0.1,
            maximum=1,
            label="Yearly rise of prices of services",
            why="Audits, training, recruiting and outside firms get dearer with general prices.",
            where="Your plan, for instance 2.6 % a year.",
            default_key="inflation",
        ),
    ] = None
    medplum_price_escalation: Annotated[
        Given | None,
        Quantity(
            unit="ratio/year",
            minimum=0,
            maximum=1,
            label="Yearly rise of Medplum's price",
            why="The list price has not moved since 2022; a contract may name a rise.",
            where="The contract, for instance 5 % a year.",
            default_key="medplum_price_escalation",
        ),
    ] = None
    installations: Annotated[
        Given | None,
        Quantity(
            unit="count",
            minimum=1,
            maximum=500,
            label="How many separate installations?",
            why="A vendor may run one for each customer, a group one for each country.",
            where="Count production installations; 1 unless data must be kept apart. Patients are those of all.",
            default_key="installations",
        ),
    ] = None
    halve_vendor_claims: bool = Field(
        default=False,
        strict=True,
        title="Trust what sellers claim only half",
        description="Ranges of figures that a seller published about itself become wider.",
    )

    @field_validator("first_quarter")
    @classmethod
    def _quarter(cls, value: str | None) -> str | None:
        return checked_quarter(value)
