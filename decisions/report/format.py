"""The one place where a number becomes text: whole amounts in tables, two digits in sentences."""

import math
from collections.abc import Sequence
from datetime import date

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_currency, format_decimal, get_currency_symbol

LOCALE = Locale("en")  # the object: Babel parses a name on every call
MINUS = "−"
QUARTERS_A_YEAR = 4
MOST_DIGITS = 9  # of a range whose ends differ at all
MINUTES_AN_HOUR, MINUTES_A_DAY = 60, 24 * 60
SHORTEST_MINUTES = 0.5  # what rounds to a minute
_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_SCALES = ((1_000_000_000, "billion"), (1_000_000, "million"))


def money(amount: float, currency: str) -> str:
    """A whole amount for tables: "$1,234,567"."""
    return _currency(round(amount), currency, "#,##0")


def money_about(amount: float, currency: str, digits: int = 2) -> str:
    """Two significant digits for sentences: "$1.2 million", "$840,000"."""
    rounded = significant(amount, digits)
    for size, word in _SCALES:
        if abs(rounded) >= size:
            return f"{_currency(rounded / size, currency, '#,##0.####')} {word}"
    return _currency(rounded, currency, "#,##0.##")


def money_between(low: float, high: float, currency: str) -> str:
    """A range for sentences: "$1.2 million to $1.5 million", with as many digits as tell its ends apart."""
    for digits in range(2, MOST_DIGITS):
        texts = money_about(low, currency, digits), money_about(high, currency, digits)
        if texts[0] != texts[1]:
            break
    return f"{texts[0]} to {texts[1]}"


def significant(value: float, digits: int = 2) -> float:
    """The value rounded to so many significant digits."""
    if value == 0 or not math.isfinite(value):
        return value
    return round(value, digits - 1 - math.floor(math.log10(abs(value))))


def number(value: float, digits: int = 2) -> str:
    """A number with at most `digits` decimals: "1,234.5"."""
    pattern = "#,##0." + "#" * digits if digits else "#,##0"
    return _minus(format_decimal(round(value, digits), pattern, locale=LOCALE))


def precise(value: float) -> str:
    """A number in a formula: four significant digits, never fewer than its whole part."""
    if value == 0 or not math.isfinite(value):
        return number(value)
    return number(value, max(0, 3 - math.floor(math.log10(abs(value)))))


def percent(share: float) -> str:
    """A share as whole percent, never "0%" or "100%" for what is not exactly that."""
    if 0 < share < 0.005:
        return "under 1%"
    if 0.995 <= share < 1:
        return "over 99%"
    return f"{number(share * 100, 0)}%"


def people(fte: float) -> str:
    """Full-time equivalents with one decimal: "1 person", "0.5 people"."""
    text = number(fte, 1)
    return f"{text} person" if text == "1" else f"{text} people"


def minutes(value: float) -> str:
    """A duration in the unit a reader would use: "105 minutes", "4 hours", "1.5 days", never "0 minutes" for some."""
    if 0 < value < SHORTEST_MINUTES:
        return "under 1 minute"
    for size, noun in ((MINUTES_A_DAY, "day"), (MINUTES_AN_HOUR, "hour")):
        if value >= 2 * size or value == size:
            return counted(value / size, noun)
    return counted(round(value), "minute")


def minutes_between(low: float, high: float) -> str:
    """A range of durations: "19 to 68 minutes", "40 minutes to 3 hours"."""
    first, last = minutes(low), minutes(high)
    number_of, _, unit = first.rpartition(" ")
    if first == last:
        return first
    return f"{number_of} to {last}" if unit.rstrip("s") == last.rpartition(" ")[2].rstrip("s") else f"{first} to {last}"


def counted(value: float, noun: str) -> str:
    """A number with its noun: "1 day", "2.5 days"."""
    text = number(value, 1)
    return f"{text} {noun}" if text == "1" else f"{text} {noun}s"


def word(count: int) -> str:
    """Small whole numbers as words, for sentences."""
    return _WORDS[count] if 0 <= count < len(_WORDS) else number(count, 0)


def listed(items: Sequence[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"


def day(value: date) -> str:
    """ "20 November 2026"."""
    return format_date(value, "d MMMM y", locale=LOCALE)


def quarter(key: str) -> str:
    """ "2027Q1" as "Q1 2027"."""
    return f"{key[4:]} {key[:4]}"


def horizon(quarters: Sequence[str]) -> str:
    """ "three years" or, when it is not whole years, "ten quarters"."""
    years, rest = divmod(len(quarters), QUARTERS_A_YEAR)
    if rest:
        return f"{word(len(quarters))} quarters"
    return "year" if years == 1 else f"{word(years)} years"


def period(quarters: Sequence[str]) -> str:
    """ "2027 to 2029" for whole calendar years, else "Q2 2027 to Q1 2030"."""
    first, last = quarters[0], quarters[-1]
    if first.endswith("Q1") and last.endswith("Q4"):
        return first[:4] if first[:4] == last[:4] else f"{first[:4]} to {last[:4]}"
    return f"{quarter(first)} to {quarter(last)}"


def _currency(amount: float, currency: str, pattern: str) -> str:
    symbol = get_currency_symbol(currency, locale=LOCALE)
    gap = "\N{NO-BREAK SPACE}" if symbol.isalpha() else ""
    return _minus(format_currency(amount, currency, f"¤{gap}{pattern}", locale=LOCALE, currency_digits=False))


def _minus(text: str) -> str:
    """A real minus sign, and none before nothing."""
    return text.replace("-", MINUS if any(digit in text for digit in "123456789") else "")
