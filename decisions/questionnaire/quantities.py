"""From what was typed to a quantity of the Case, and back to the words that echo it."""

from collections.abc import Callable
from decimal import Decimal

from decisions.report import format as fmt
from estimator.book_rows import AssumptionRow
from estimator.rates import OWN_CURRENCY
from estimator.scenario import Given, Quantity

from .numbers import Amount, NumberError, hundredth, parse_amounts

MEASURES = {
    "hours": "hour",
    "minutes": "minute",
    "days": "day",
    "months": "month",
    "years": "year",
    "GB": "",
    "times": "",
}
PLAIN = ("count", "1", *MEASURES)  # shown as bare numbers; "1" is a rate: 1/s
PERIOD_WORDS = {"s": "second"}
THREE = 3  # decimals that could be a group of thousands; a fourth one makes them certain


def unit_of(meaning: Quantity, currency: str) -> tuple[str, str]:
    """("EUR", "year") for "own currency/year" with `currency` EUR; ("hours", "quarter"); ("count", "")."""
    what, _, period = meaning.unit.partition("/")
    if what == "ratio" and meaning.minimum >= 1:
        return "times", period  # a multiplier, no share
    return (currency if what == OWN_CURRENCY else what), PERIOD_WORDS.get(period, period)


def unit_in_words(meaning: Quantity, currency: str = "USD") -> str:
    """The unit beside a box: "USD a month", "hours a quarter", "" for plain counts."""
    what, period = unit_of(meaning, currency)
    noun = {"count": "", "1": "", "ratio": "%", "times": "times"}.get(what, what)
    return (noun + _every(period)).strip()


def read_quantity(text: str, meaning: Quantity, currency: str = "USD") -> Given:
    """The number or range that `text` states; NumberError says in one sentence what to write instead."""
    what, period = unit_of(meaning, currency)
    amounts = parse_amounts(text)
    for amount in amounts:
        _check_unit(amount, what, period)
    values = [_share(amount) if what == "ratio" else amount.value for amount in amounts]
    for value in values:
        _check_bounds(value, meaning, currency)
    if values != sorted(values):
        raise NumberError("Give the three numbers in rising order: low – most likely – high.")
    return Given(values[0], values[len(values) // 2], values[-1])


def _share(amount: Amount) -> float:
    """A share from a number of per cent; a bare number below one is refused, as it may be a share already."""
    if amount.percent:
        return amount.value
    if 0 < abs(amount.value) < 1:
        read = Decimal(repr(amount.value))
        raise NumberError(f"“{read:f}” can mean {read:f} % or {(read * 100).normalize():f} %. Write one of the two.")
    return hundredth(amount.value)


def write_quantity(given: Given, meaning: Quantity | None = None) -> str:
    """The text that `read_quantity` reads as `given`; a share is written in per cent where `meaning` is known."""
    ends = (given.likely,) if given.exact else (given.low, given.likely, given.high)
    if meaning and unit_of(meaning, "")[0] == "ratio":
        return " – ".join(f"{_plain(float(Decimal(repr(value)) * 100))} %" for value in ends)
    return " – ".join(_plain(value) for value in ends)


def in_words(given: Given, meaning: Quantity, currency: str = "USD") -> str:
    """The quantity as a reader would say it: "$1,200,000 a year", "80 to 200 hours a quarter, most likely 120"."""
    what, period = unit_of(meaning, currency)
    show, rest = _shown_as(what), _rest(what, period)
    if given.exact:
        return f"{show(given.likely)}{rest}"
    return f"{show(given.low)} to {show(given.high)}{rest}, most likely {show(given.likely)}"


def typical_in_words(row: AssumptionRow, meaning: Quantity, currency: str = "USD") -> str:
    """A row of the book in the words of the question it stands in for: "0.5 to 3 hours, most likely 1 hour"."""
    return in_words(Given(row.low, row.likely, row.high), meaning, row.currency or currency)


def _rest(what: str, period: str) -> str:
    noun = f" {what}" if what in MEASURES else ""
    return noun + _every(period)


def _shown_as(what: str) -> Callable[[float], str]:
    if what == "ratio":
        return lambda value: f"{fmt.number(value * 100)} %"
    if what in PLAIN:
        return lambda value: fmt.number(value, 3)
    return lambda value: fmt.money(value, what) if value == round(value) else f"{fmt.number(value)} {what}"


def _plain(value: float) -> str:
    text = f"{Decimal(repr(value)):f}"
    whole, _, decimals = text.partition(".")
    if not decimals.strip("0"):
        return whole
    return f"{text}0" if len(decimals) == THREE else text


def _check_unit(amount: Amount, what: str, period: str) -> None:
    money = what.isupper() and what not in PLAIN
    if amount.currency and not money:
        raise NumberError(f"Write it without a currency: the question asks for {_asked(what, period)}.")
    if amount.currency and amount.currency != what:
        raise NumberError(f"This is in {amount.currency}; the question asks for {_asked(what, period)}.")
    if amount.period and amount.period not in (period, MEASURES.get(what)):
        raise NumberError(f"This is for{_every(amount.period)}; the question asks for {_asked(what, period)}.")
    if amount.unit and amount.unit != ("patients" if what == "count" else what):
        raise NumberError(f"This is in {amount.unit}; the question asks for {_asked(what, period)}.")
    if amount.percent and what != "ratio":
        raise NumberError(f"Write it without a percent sign: the question asks for {_asked(what, period)}.")


def _asked(what: str, period: str) -> str:
    noun = {"count": "a count", "1": "a count", "ratio": "a share"}.get(what, what)
    return noun + _every(period)


def _every(period: str) -> str:
    article = "an" if period == "hour" else "a"
    return f" {article} {period}" if period else ""


def _check_bounds(value: float, meaning: Quantity, currency: str) -> None:
    if meaning.minimum <= value <= meaning.maximum:
        return
    what, period = unit_of(meaning, currency)
    show = _shown_as(what)
    bounds = f"{show(meaning.minimum)} to {show(meaning.maximum)}{_rest(what, period)}"
    raise NumberError(f"Write a number from {bounds}.")
