"""Numbers as people type them: never a silent factor of 10 or 1,000."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from decisions.questionnaire.numbers import SCALES, Amount, NumberError, parse_amount, parse_amounts
from decisions.questionnaire.quantities import in_words, read_quantity, unit_in_words, write_quantity
from estimator.scenario import Given, Scenario
from estimator.scenario.quantity import Quantity


def quantity(family: str, name: str) -> Quantity:
    """A quantity of the scenario."""
    meaning = getattr(Scenario(), family).declared()[name]
    assert isinstance(meaning, Quantity)
    return meaning


COST = quantity("people", "engineer_cost_per_year")
HOURS = quantity("people", "hours_last_quarter")
GROWTH = quantity("workload", "patient_growth_per_year")
PATIENTS = quantity("workload", "patients")


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("1200", 1_200),
        ("1,200", 1_200),
        ("1 200 000", 1_200_000),
        ("1\u00a0200\u202f000", 1_200_000),
        ("1'200'000", 1_200_000),
        ("1’200’000", 1_200_000),
        ("1.234.567", 1_234_567),
        ("1.234,56", 1_234.56),
        ("1 200,50", 1_200.5),
        ("1,234.56", 1_234.56),
        ("12,34,567", 1_234_567),
        ("$1.2M", 1_200_000),
        ("10k", 10_000),
        ("10 K", 10_000),
        ("1.2 million", 1_200_000),
        ("22 lakh", 2_200_000),
        ("0.125", 0.125),
        ("1234.567", 1_234.567),
        ("-5", -5),
        ("−5", -5),
        ("9%", 0.09),
    ],
)
def test_what_has_one_meaning_is_read(typed, value):
    assert parse_amount(typed).value == pytest.approx(value)


@pytest.mark.parametrize(
    "typed",
    ["1,2", "1.200", "1.200k", "1e5", "1E5", "１２", "½", "²", "-", "", " ", "abc", "1,2,3", "1.2.3", "1 2", "0,5",
     "1,200,50", "1_000", "0x10", "nan", "inf", "1/2", "12..5", "$", "€12 $", "(500)", "1" * 101],
)  # fmt: skip
def test_what_has_two_meanings_or_none_is_refused(typed):
    with pytest.raises(NumberError):
        parse_amounts(typed)


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("€90k a year", Amount(90_000, "EUR", "year", scaled=True)),
        ("90,000 EUR", Amount(90_000, "EUR")),
        ("4000/month", Amount(4_000, period="month")),
        ("520 hours per quarter", Amount(520, period="quarter", unit="hours")),
        ("40h", Amount(40, unit="hours")),
        ("15 min", Amount(15, unit="minutes")),
    ],
)
def test_what_stands_around_a_number_is_read_too(typed, amount):
    assert parse_amount(typed) == amount


@pytest.mark.parametrize("typed", ["100k–150k–200k", "100k - 150k - 200k", "100k to 150k to 200k", "100k-150k-200k"])
def test_a_range_has_three_numbers(typed):
    assert [amount.value for amount in parse_amounts(typed)] == [100_000, 150_000, 200_000]


@pytest.mark.parametrize("typed", ["100k–200k", "100k to 200k", "1-2-3-4", "100–150–200k"])
def test_a_range_of_two_or_mixed_scales_is_refused(typed):
    with pytest.raises(NumberError):
        parse_amounts(typed)


def test_an_exponent_is_refused_with_what_to_write():
    with pytest.raises(NumberError, match="in full, or with k or M"):
        parse_amounts("1e5")


@pytest.mark.parametrize(("typed", "readings"), [("1,2", "12 or 1.2"), ("1.200", "1200 or 1.2"), ("0,5", "05 or 0.5")])
def test_a_number_with_two_meanings_is_refused_with_both(typed, readings):
    with pytest.raises(NumberError, match=f"can mean {readings}. Write one of the two."):
        parse_amounts(typed)


def written(value: int, group: str, decimals: str, point: str) -> str:
    """A whole number with groups of three and optional decimals."""
    return f"{value:,}".replace(",", group) + (point + decimals if decimals else "")


@given(
    value=st.integers(0, 10**12),
    style=st.sampled_from([("", "."), (",", "."), (" ", "."), ("'", "."), ("\u202f", ".")]),
    decimals=st.sampled_from(["", "5", "25"]),
    scale=st.sampled_from(["", "k", "M", "bn"]),
    sign=st.sampled_from(["", "$", "€", "CHF "]),
)
@example(value=1_200, style=(",", "."), decimals="", scale="", sign="")
def test_every_usual_way_of_writing_a_number_is_read_as_that_number(value, style, decimals, scale, sign):
    typed = f"{sign}{written(value, style[0], decimals, style[1])}{scale}"
    expected = float(f"{value}.{decimals or 0}") * SCALES.get(scale.lower(), 1)
    assert parse_amount(typed).value == pytest.approx(expected)


def outcome_of(typed: str) -> str:
    """How many numbers were read, or the sentence of the refusal."""
    try:
        return f"{len(parse_amounts(typed))} read."
    except NumberError as error:
        return str(error)


@given(st.text(max_size=120))
def test_any_text_is_a_number_or_refused_with_a_sentence(typed):
    assert outcome_of(typed).endswith(".")


@given(st.floats(1_000, 100_000_000).map(lambda value: round(value, 2)))
def test_what_is_written_is_read_back(value):
    assert read_quantity(write_quantity(Given(value, value, value)), COST).likely == pytest.approx(value)


@pytest.mark.parametrize(
    ("typed", "meaning", "currency", "part"),
    [
        ("$1.2M", COST, "EUR", "This is in USD"),
        ("90k a month", COST, "EUR", "This is for a month"),
        ("500", COST, "USD", "from $1,000 to $100,000,000 a year"),
        ("20 min", HOURS, "USD", "This is in minutes"),
        ("$20", HOURS, "USD", "without a currency"),
        ("-3", HOURS, "USD", "to 50,000 hours a quarter"),
        ("900", GROWTH, "USD", "from −90 % to 500 % a year"),
        ("0.09", GROWTH, "USD", "can mean 0.09 % or 9 %"),
        ("-0.5", GROWTH, "USD", "can mean -0.5 % or -50 %"),
        ("20%", COST, "USD", "without a percent sign"),
        ("3k – 2k – 1k", COST, "USD", "rising order"),
    ],
)
def test_a_number_of_another_kind_is_refused_never_converted(typed, meaning, currency, part):
    with pytest.raises(NumberError, match=part.replace("$", r"\$")):
        read_quantity(typed, meaning, currency)


@pytest.mark.parametrize(
    ("typed", "meaning", "currency", "words"),
    [
        ("1.2M", COST, "USD", "$1,200,000 a year"),
        ("70k – 88k – 132k", COST, "EUR", "€70,000 to €132,000 a year, most likely €88,000"),
        ("1234.56", quantity("recovery", "loss_per_hour"), "USD", "1,234.56 USD an hour"),
        ("520", HOURS, "USD", "520 hours a quarter"),
        ("15%", GROWTH, "USD", "15 % a year"),
        ("13", GROWTH, "USD", "13 % a year"),
        ("-2.6", GROWTH, "USD", "−2.6 % a year"),
        ("0", GROWTH, "USD", "0 % a year"),
        ("0.09 %", GROWTH, "USD", "0.09 % a year"),
        ("5 – 7 – 12 %", GROWTH, "USD", "5 % to 12 % a year, most likely 7 %"),
        ("20k patients", PATIENTS, "USD", "20,000"),
    ],
)
def test_the_echo_says_what_was_understood(typed, meaning, currency, words):
    assert in_words(read_quantity(typed, meaning, currency), meaning, currency) == words


def test_the_unit_stands_beside_the_box():
    assert unit_in_words(COST, "EUR") == "EUR a year"
    assert unit_in_words(HOURS) == "hours a quarter"
    assert unit_in_words(PATIENTS) == ""


@pytest.mark.parametrize("value", [12.345, 1.5, 0.001, 1_000.125, 1e-6, 62.0, 1_234_567.0, 0.1 + 0.2])
def test_what_is_written_is_read_as_the_same_number(value):
    """Three decimals could be a group of thousands: a fourth one makes them certain."""
    meaning = Quantity(unit="count", minimum=0, maximum=1e9, label="")
    assert read_quantity(write_quantity(Given(value, value, value)), meaning) == Given(value, value, value)


@pytest.mark.parametrize(
    ("unit", "text", "value"),
    [("GB", "200 GB", 200), ("days", "30 days", 30), ("years", "5 years", 5), ("1/s", "40", 40)],
)
def test_units_of_details_are_read(unit, text, value):
    meaning = Quantity(unit=unit, minimum=0, maximum=1_000, label="")
    assert read_quantity(text, meaning) == Given(value, value, value)


def test_a_size_is_no_amount_of_money():
    meaning = Quantity(unit="GB", minimum=0, maximum=1_000, label="")
    with pytest.raises(NumberError, match="Write it without a currency: the question asks for GB"):
        read_quantity("$200", meaning)


@pytest.mark.parametrize("share", [0.026, 0.07, 0.13, 0.005, 1.0, -0.02, 0.0])
def test_a_share_is_written_in_per_cent_and_read_back_to_the_digit(share):
    text = write_quantity(Given(share, share, share), GROWTH)

    assert text.endswith(" %")
    assert read_quantity(text, GROWTH) == Given(share, share, share)


def test_the_box_of_a_share_says_that_it_takes_per_cent():
    assert unit_in_words(GROWTH) == "% a year"
