"""Rates of the book's table of currencies as inputs of the graph."""

from .book import Book
from .inputs import EstimateError, Input, fixed
from .scenario import UNKNOWN, Scenario

OWN_CURRENCY, OWN = "own currency", "own"
ELSEWHERE = "other"


def paid_in(scenario: Scenario, book: Book) -> str:
    """The currency of the user's own figures for people: the one named, else that of the team's country."""
    people = scenario.people
    named = people.choice("cost_currency")
    if named != OWN:
        return named
    return next(row["currency"] for row in book.rows("countries") if row["country"] == people.choice("country"))


def asked_currency(scenario: Scenario, book: Book) -> str:
    """The currency chosen for the result, else that of the team's country; of a team elsewhere, its own figures'."""
    people, chosen = scenario.people, scenario.money.currency
    if chosen != UNKNOWN:
        return chosen
    listed = people.model_copy(update={"cost_currency": OWN}) if people.country != ELSEWHERE else people
    return paid_in(scenario.model_copy(update={"people": listed}), book)


def usd_rate(book: Book, name: str, currency: str) -> Input:
    """USD for one unit of a currency; EstimateError when the book has no rate for it."""
    try:
        rate = book.fx(currency)
    except KeyError:
        raise EstimateError(f"book {book.number} has no rate for {currency}, in which people are paid") from None
    label = f"USD for one {rate.currency}"
    where = {"source": rate.source, "as_of": rate.as_of}
    return fixed(name, rate.usd_per_unit, label=label, unit="ratio", basis="quoted", **where)
