"""Who does the work, what they cost, and who is woken at night."""

from typing import Annotated, Literal

from pydantic import Field, field_validator

from .base import Answers
from .calendar import checked_quarter
from .quantity import Choice, Given, Quantity


class People(Answers):
    """The people behind a self-hosted platform."""

    coverage: Annotated[
        Literal["working_hours", "around_the_clock", "unknown"],
        Choice(
            label="When must it be up?",
            options={"working_hours": "In working hours", "around_the_clock": "Around the clock (24/7)"},
            default="around_the_clock",
            why="Decides how many people must be able to answer an alarm.",
        ),
    ] = "unknown"
    on_pager: Annotated[
        Literal["0", "1", "2_4", "5_7", "8_plus", "outside_firm", "unknown"],
        Choice(
            label="How many people already carry a pager?",
            options={
                "0": "Nobody",
                "1": "One",
                "2_4": "2 to 4",
                "5_7": "5 to 7",
                "8_plus": "8 or more",
                "outside_firm": "An outside firm",
            },
            default="unknown",
            why="A rota around the clock is comfortable with eight people and fragile below five.",
        ),
    ] = "unknown"
    workforce: Annotated[
        Literal["spare", "product", "new_hire", "contractors", "unknown"],
        Choice(
            label="Who would do the work?",
            options={
                "spare": "People with time to spare",
                "product": "People taken from product work",
                "new_hire": "A new hire",
                "contractors": "Contractors or a service firm",
            },
            default="product",
            why="Decides which part of the people's cost is new money.",
        ),
    ] = "unknown"
    country: Annotated[
        Literal["US", "GB", "DE", "FR", "IN", "other", "unknown"],
        Choice(
            label="Where do these people work?",
            options={
                "US": "United States",
                "GB": "United Kingdom",
                "DE": "Germany",
                "FR": "France",
                "IN": "India",
                "other": "Elsewhere",
            },
            default="US",
            why="Pay, working hours and contractor rates differ by country.",
        ),
    ] = "unknown"
    engineer_cost_per_year: Annotated[
        Given | None,
        Quantity(
            unit="own currency/year",
            minimum=1_000,
            maximum=100_000_000,
            label="What one such engineer costs a year, everything included",
            why="People are the largest part of self-hosting.",
            where="Salary, employer's contributions, equipment and overhead; finance knows the fully loaded figure.",
            default_key="loaded_us_devops_sre",
        ),
    ] = None
    stipend: Annotated[
        Literal["yes", "no", "unknown"],
        Choice(
            label="Is on-call duty paid extra?",
            options={"yes": "Yes", "no": "No"},
            default="unknown",
            why="Not every employer pays a stipend; unknown takes the share of employers that do.",
        ),
    ] = "unknown"
    hours_last_quarter: Annotated[
        Given | None,
        Quantity(
            unit="hours/quarter",
            minimum=1,
            maximum=50_000,
            label="Hours spent on the platform last quarter",
            why="Measured hours replace both typical staffing figures.",
            where="Time sheets or the team's own estimate: upgrades, patching, incidents, drills, everything.",
        ),
    ] = None
    peak_cover: Annotated[
        Literal["displaced", "contractor", "nobody", "unknown"],
        Choice(
            label="Who does the extra work in a quarter with a large upgrade?",
            options={
                "displaced": "Our own people; other work waits",
                "contractor": "Contractors, for the peak alone",
                "nobody": "Nobody: large upgrades wait",
            },
            default="displaced",
            why="Work that waits has a price, but is no new money; contractors are.",
        ),
    ] = "unknown"
    hire_quarter: str | None = Field(
        default=None,
        title="In which quarter does the new hire start?",
        description="Until then others do the work; a search takes months. For instance 2027Q2.",
        json_schema_extra={"format": "quarter"},
    )
    skills: Annotated[
        Literal["yes", "partly", "no", "unknown"],
        Choice(
            label="Have these people run a production database and servers like these before?",
            options={"yes": "Yes", "partly": "In part", "no": "No"},
            default="yes",
            why="A team that is new to it learns for months before it is fully productive.",
        ),
    ] = "unknown"
    cost_currency: Annotated[
        Literal["own", "USD", "EUR", "GBP", "INR", "CHF", "CAD", "AUD", "unknown"],
        Choice(
            label="Currency of your own figures for people",
            options={
                "own": "The country's own",
                "USD": "US dollar (USD)",
                "EUR": "Euro (EUR)",
                "GBP": "Pound sterling (GBP)",
                "INR": "Indian rupee (INR)",
                "CHF": "Swiss franc (CHF)",
                "CAD": "Canadian dollar (CAD)",
                "AUD": "Australian dollar (AUD)",
            },
            default="own",
            why="People in a country that is not listed may be paid in another currency.",
        ),
    ] = "unknown"
    base_salary_per_year: Annotated[
        Given | None,
        Quantity(
            unit="own currency/year",
            minimum=1_000,
            maximum=100_000_000,
            label="Gross salary of such an engineer a year",
            why="If you know the salary and not the full cost, the employer's share is added by country.",
            where="The contract or the pay band; without employer's contributions.",
        ),
    ] = None
    staff_turnover_rate: Annotated[
        Given | None,
        Quantity(
            unit="ratio/year",
            minimum=0,
            maximum=2,
            label="Share of your engineers who leave in a year",
            why="Whoever leaves has to be replaced, in both options.",
            where="Human resources, for instance 13 % a year.",
            default_key="staff_turnover_rate",
        ),
    ] = None
    pages_per_month: Annotated[
        Given | None,
        Quantity(
            unit="count/month",
            minimum=0,
            maximum=1_000,
            label="Alarms a month that somebody must look at",
            why="Alarms take hours, most of them without consequence.",
            where="Your on-call tool; for one service of this kind.",
            default_key="pages_per_month",
        ),
    ] = None
    incidents_per_year: Annotated[
        Given | None,
        Quantity(
            unit="count/year",
            minimum=0,
            maximum=365,
            label="Real incidents a year that users notice",
            why="A real incident takes a day or more with its follow-up.",
            where="Your incident reports; for one service of this kind.",
            default_key="incidents_per_year",
        ),
    ] = None

    @field_validator("hire_quarter")
    @classmethod
    def _quarter(cls, value: str | None) -> str | None:
        return checked_quarter(value)
