"""One formatter: whole amounts in tables, two digits in sentences, never a share that says 0 or 100 and is not."""

from datetime import date

import pytest

from decisions.report import format as fmt


@pytest.mark.parametrize(
    ("amount", "currency", "text"),
    [
        (1_234_567.5, "USD", "$1,234,568"),
        (-1_234.4, "USD", "−$1,234"),
        (-0.4, "USD", "$0"),
        (1_234, "EUR", "€1,234"),
        (1_234, "CHF", "CHF\N{NO-BREAK SPACE}1,234"),
        (1_234, "CAD", "CA$1,234"),
    ],
)
def test_amounts_in_tables_are_whole(amount, currency, text):
    assert fmt.money(amount, currency) == text


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (1_234_567, "$1.2 million"),
        (1_999_999, "$2 million"),
        (999_999, "$1 million"),
        (845_300, "$850,000"),
        (84_530, "$85,000"),
        (95, "$95"),
        (0, "$0"),
        (-1_250_000_000, "−$1.2 billion"),
    ],
)
def test_amounts_in_sentences_have_two_digits(amount, text):
    assert fmt.money_about(amount, "USD") == text


@pytest.mark.parametrize(
    ("share", "text"),
    [(0, "0%"), (0.0001, "under 1%"), (0.834, "83%"), (0.9999, "over 99%"), (1, "100%")],
)
def test_a_share_says_nothing_and_all_only_when_it_is(share, text):
    assert fmt.percent(share) == text


@pytest.mark.parametrize(
    ("value", "text"), [(0.0012345, "0.001234"), (12_345.678, "12,346"), (1.5, "1.5"), (0, "0"), (123.4567, "123.5")]
)
def test_numbers_in_formulas_have_four_digits_at_least(value, text):
    assert fmt.precise(value) == text


@pytest.mark.parametrize(
    ("value", "text"), [(1, "1 minute"), (105, "105 minutes"), (237, "4 hours"), (1_440, "1 day"), (2_160, "36 hours")]
)
def test_durations_are_in_the_unit_a_reader_would_use(value, text):
    assert fmt.minutes(value) == text


@pytest.mark.parametrize(
    ("low", "high", "text"),
    [
        (1_210_000, 1_480_000, "$1.2 million to $1.5 million"),
        (131_000, 134_000, "$131,000 to $134,000"),
        (1_211_000, 1_214_000, "$1.211 million to $1.214 million"),
        (5, 5, "$5 to $5"),
    ],
)
def test_ranges_have_as_many_digits_as_tell_their_ends_apart(low, high, text):
    assert fmt.money_between(low, high, "USD") == text


def test_nothing_has_no_sign():
    assert (fmt.number(-0.4, 0), fmt.money(-0.4, "USD"), fmt.money_about(-0.001, "USD")) == ("0", "$0", "$0")


def test_periods_are_years_when_they_are_whole():
    years = [f"{year}Q{quarter}" for year in (2027, 2028, 2029) for quarter in (1, 2, 3, 4)]
    assert (fmt.horizon(years), fmt.period(years)) == ("three years", "2027 to 2029")
    assert (fmt.horizon(years[:4]), fmt.period(years[:4])) == ("year", "2027")
    assert (fmt.horizon(years[1:7]), fmt.period(years[1:7])) == ("six quarters", "Q2 2027 to Q3 2028")


def test_words_are_joined_as_people_write():
    assert [fmt.listed(items) for items in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]
    assert fmt.day(date(2026, 11, 20)) == "20 November 2026"
    assert (fmt.people(1.04), fmt.people(0.5)) == ("1 person", "0.5 people")
