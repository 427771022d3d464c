"""Rates of the book's table of currencies as inputs of the graph."""

from .book import Book
from .inputs import EstimateError, Input, fixed


def usd_rate(book: Book, name: str, currency: str) -> Input:
    """USD for one unit of a currency; EstimateError when the book has no rate for it."""
    try:
        rate = book.fx(currency)
    except KeyError:
        raise EstimateError(f"book {book.number} has no rate for {currency}, in which people are paid") from None
    label = f"USD for one {rate.currency}"
    where = {"source": rate.source, "as_of": rate.as_of}
    return fixed(name, rate.usd_per_unit, label=label, unit="ratio", basis="quoted", **where)
