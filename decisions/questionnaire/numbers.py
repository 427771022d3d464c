"""Reads numbers as people type them: lenient on spelling, strict on meaning; two readings are refused."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

SCALES = {
    "k": 1e3,
    "thousand": 1e3,
    "lakh": 1e5,
    "lac": 1e5,
    "m": 1e6,
    "mn": 1e6,
    "million": 1e6,
    "crore": 1e7,
    "cr": 1e7,
    "b": 1e9,
    "bn": 1e9,
    "billion": 1e9,
}
CURRENCIES = {"$": "USD", "us$": "USD", "€": "EUR", "£": "GBP", "₹": "INR"} | {
    code.lower(): code for code in ("USD", "EUR", "GBP", "INR", "CHF", "CAD", "AUD")
}
PERIODS = {
    "year": "year yearly annually annum yr y pa p.a.",
    "quarter": "quarter quarterly qtr",
    "month": "month monthly mo",
    "week": "week weekly wk",
    "day": "day daily d",
    "hour": "hour hourly hr h",
    "second": "second sec s",
}
UNITS = {
    "minutes": "minutes minute min mins",
    "hours": "hours hour hrs hr h",
    "days": "days",
    "months": "months",
    "years": "years",
    "GB": "gb gigabytes gigabyte",
    "patients": "patients patient",
}

MAX_LENGTH = 100
NOT_A_NUMBER = "Write a number, for example 1200, 1,200 or 1.2k."

_PERIOD = {word: period for period, words in PERIODS.items() for word in words.split()}
_UNIT = {word: unit for unit, words in UNITS.items() for word in words.split()}


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_AMOUNT = re.compile(
    rf"""(?P<sign>[-−+]?)\s*
    (?P<before>{_any(CURRENCIES)})?\s*
    (?P<late_sign>[-−]?)
    (?P<digits>\d(?:[\d.,'’ ]*\d)?)\s*
    (?P<scale>(?:{_any(SCALES)})(?![a-z]))?\s*
    (?P<percent>%|percent|per\ cent)?\s*
    (?P<after>(?:{_any(CURRENCIES)})(?![a-z]))?\s*
    (?P<unit>(?:{_any(_UNIT)})(?![a-z.]))?\s*
    (?:(?:/|per|an|a|each)?\s*(?P<period>{_any(_PERIOD)}))?\.?""",
    re.IGNORECASE | re.VERBOSE,
)
_EXPONENT = re.compile(r"\d\s*e[-+]?\d", re.IGNORECASE)
_SPACES = re.compile(r"[\s\u00a0\u2007\u2009\u202f]+")
_SEPARATOR = re.compile(r"\s*[–—]\s*|\s+(?:to|bis|-)\s+|\s*(?:\.\.\.?|…)\s*|(?:(?<=[\w%])|(?<=\w[€£₹$]))-(?=[\d$€£₹])")
# One pattern per way of writing whose meaning is certain; each with its group and decimal signs.
_CERTAIN = (
    (re.compile(r"\d+"), "", ""),
    (re.compile(r"(?:0+|\d{4,})\.\d+|\d+\.(?:\d{1,2}|\d{4,})"), "", "."),
    (re.compile(r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?"), ",", "."),
    (re.compile(r"[1-9]\d?(?:,\d{2})+,\d{3}(?:\.\d+)?"), ",", "."),
    (re.compile(r"[1-9]\d{0,2}(?: \d{3})+(?:\.\d+)?"), " ", "."),
    (re.compile(r"[1-9]\d{0,2}(?: \d{3})+,(?:\d{1,2}|\d{4,})"), " ", ","),
    (re.compile(r"[1-9]\d{0,2}(?:['’]\d{3})+(?:\.\d+)?"), "'", "."),
    (re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+,\d+"), ".", ","),
    (re.compile(r"[1-9]\d{0,2}(?:\.\d{3}){2,}"), ".", ","),
)


class NumberError(ValueError):
    """What was typed is not one number with one meaning; the text says what to write instead."""


@dataclass(frozen=True)
class Amount:
    """One number as typed; `currency` (ISO code), `period` ("year") and `unit` are empty unless typed, too."""

    value: float
    currency: str = ""
    period: str = ""
    unit: str = ""
    percent: bool = False
    scaled: bool = False


def parse_amounts(text: str) -> tuple[Amount, ...]:
    """One number, or the three of "low – likely – high"; NumberError says what to write instead."""
    cleaned = _cleaned(text)
    parts = _SEPARATOR.split(cleaned)
    if len(parts) == 1:
        return (parse_amount(cleaned),)
    if len(parts) != 3:
        raise NumberError("A range needs three numbers: low – most likely – high, for example 100k – 150k – 200k.")
    amounts = tuple(parse_amount(part) for part in parts)
    if len({amount.scaled for amount in amounts if amount.value}) > 1:
        raise NumberError("Write the three numbers in the same way: 100k – 150k – 200k or 100000 – 150000 – 200000.")
    return amounts


def parse_amount(text: str) -> Amount:
    """One number with what stands around it; NumberError says what to write instead."""
    cleaned = _cleaned(text)
    if _EXPONENT.search(cleaned):
        raise NumberError("Write the number in full, or with k or M: 100000 or 100k.")
    found = _AMOUNT.fullmatch(cleaned)
    if found is None:
        raise NumberError(NOT_A_NUMBER)
    part = {name: (value or "").lower() for name, value in found.groupdict().items()}
    value = _read_digits(part["digits"]) * SCALES.get(part["scale"], 1)
    negative = any(part[sign] in ("-", "−") for sign in ("sign", "late_sign"))
    signed = -value if negative else value
    return Amount(
        value=hundredth(signed) if part["percent"] else signed,
        currency=_one_currency(part["before"], part["after"]),
        period=_PERIOD.get(part["period"], ""),
        unit=_UNIT.get(part["unit"], ""),
        percent=bool(part["percent"]),
        scaled=bool(part["scale"]),
    )


def hundredth(value: float) -> float:
    """A number of per cent as a share, without the rounding of a binary division."""
    return float(Decimal(repr(float(value))) / 100)


def _cleaned(text: str) -> str:
    if len(text) > MAX_LENGTH:
        raise NumberError(f"Write a number of at most {MAX_LENGTH} characters.")
    if any(sign.isnumeric() and not sign.isascii() for sign in text):
        raise NumberError("Write the number with the digits 0 to 9.")
    if not any(sign.isdigit() for sign in text):
        raise NumberError(NOT_A_NUMBER)
    return _SPACES.sub(" ", text).strip()


def _read_digits(digits: str) -> float:
    plain = digits.replace("’", "'")
    for pattern, group, decimal in _CERTAIN:
        if pattern.fullmatch(plain):
            whole = plain.replace(group, "") if group else plain
            return float(whole.replace(decimal, ".") if decimal else whole)
    raise NumberError(_two_readings(plain))


def _two_readings(digits: str) -> str:
    marks = re.sub(r"\d", "", digits)
    if marks in (",", "."):
        fraction = digits.replace(",", ".").rstrip("0").rstrip(".")
        return f"“{digits:.30}” can mean {digits.replace(marks, '')} or {fraction}. Write one of the two."
    return f"“{digits:.30}” can be read in more than one way. Write it without separators: 1200 or 1.2."


def _one_currency(before: str, after: str) -> str:
    named = {CURRENCIES[word] for word in (before, after) if word}
    if len(named) > 1:
        raise NumberError("Name one currency only.")
    return named.pop() if named else ""
