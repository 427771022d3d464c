"""Who does the work, what they cost, and who is woken at night."""

from typing import Annotated, Literal

from .base import Answers
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
        Literal["US", "GB", "DE", "FR", "IN", "unknown"],
        Choice(
            label="Where do these people work?",
            options={
                "US": "United States",
                "GB": "United Kingdom",
                "DE": "Germany",
                "FR": "France",
                "IN": "India",
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
