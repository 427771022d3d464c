"""Value added tax and sales tax: a cost where it cannot be recovered."""

from typing import Annotated, Literal

from .base import Answers
from .quantity import Choice

COUNTRIES = {
    "US": "United States",
    "GB": "United Kingdom",
    "DE": "Germany",
    "FR": "France",
    "AT": "Austria",
    "BE": "Belgium",
    "CH": "Switzerland",
    "DK": "Denmark",
    "ES": "Spain",
    "FI": "Finland",
    "IE": "Ireland",
    "IT": "Italy",
    "NL": "Netherlands",
    "NO": "Norway",
    "PL": "Poland",
    "PT": "Portugal",
    "SE": "Sweden",
    "IN": "India",
    "other": "Another country",
}


class Tax(Answers):
    """Where the organisation pays tax, and whether it gets it back."""

    tax_country: Annotated[
        Literal[
            "US",
            "GB",
            "DE",
            "FR",
            "AT",
            "BE",
            "CH",
            "DK",
            "ES",
            "FI",
            "IE",
            "IT",
            "NL",
            "NO",
            "PL",
            "PT",
            "SE",
            "IN",
            "other",
            "unknown",
        ],
        Choice(
            label="In which country do you pay tax?",
            options=COUNTRIES,
            default="unknown",
            why="Tax on bought services is a cost for those who cannot recover it. Unknown: the country of the people.",
        ),
    ] = "unknown"
    recovers_tax: Annotated[
        Literal["yes", "no", "unknown"],
        Choice(
            label="Do you get value added tax or sales tax back?",
            options={"yes": "Yes, or we are exempt", "no": "No"},
            default="unknown",
            why="Companies recover it, hospitals and practices mostly do not. Unknown: by the kind of organisation.",
            where="Ask finance.",
        ),
    ] = "unknown"
    fiscal_year_starts: Annotated[
        Literal["1", "4", "7", "10", "unknown"],
        Choice(
            label="When does your fiscal year begin?",
            options={"1": "January", "4": "April", "7": "July", "10": "October"},
            default="1",
            why="The tables by year follow your fiscal years.",
        ),
    ] = "unknown"
