"""Money: which combinations of view and basis count, and from when an option is clearly cheaper."""

import itertools

import pytest

from decisions.advice.money_rule import assess
from tests.builders_estimate import changed_book, make_case, make_combination, make_estimate, shipped_book

ALL = set(itertools.product(("loaded", "cash"), ("quarters", "tasks")))
LOADED = {("loaded", "quarters"), ("loaded", "tasks")}
CASH = {("cash", "quarters"), ("cash", "tasks")}
SELF, CLOUD = (60_000.0, 300_000.0), (300_000.0, 60_000.0)


def case_of(workforce="unknown"):
    return make_case(scenario={"people": {"workforce": workforce}})


def money_of(estimate, workforce="unknown", book=None):
    return assess(case_of(workforce), estimate, book or shipped_book())


def pairs(compared):
    return {(one.combination.view, one.combination.basis) for one in compared}


COUNTED = [
    ("loaded", "product", "quarters", LOADED),
    ("loaded", "spare", "quarters", LOADED),
    ("cash", "product", "quarters", CASH),
    ("cash", "spare", "tasks", CASH),
    ("both", "product", "quarters", LOADED),
    ("both", "new_hire", "quarters", LOADED),
    ("both", "contractors", "tasks", LOADED),
    ("both", "unknown", "quarters", LOADED),
    ("both", "spare", "quarters", ALL),
    ("both", "spare", "measured", {("loaded", "measured"), ("cash", "measured")}),
    ("both", "product", "measured", {("loaded", "measured")}),
    ("cash", "product", "measured", {("cash", "measured")}),
]


@pytest.mark.parametrize(("view", "workforce", "basis", "expected"), COUNTED)
def test_which_combinations_count(view, workforce, basis, expected):
    estimate = make_estimate(view=view, basis=basis)
    money = money_of(estimate, workforce)

    assert pairs(money.counted) == expected
    assert pairs(money.uncounted) == pairs(money.counted + money.uncounted) - expected
    headline = money.counted[0].combination
    assert (headline.view, headline.basis) == (estimate.headline_view, basis)


@pytest.mark.parametrize(("view", "workforce", "basis", "counted"), COUNTED)
@pytest.mark.parametrize("contrary", [*sorted(ALL), ("loaded", "measured"), ("cash", "measured")])
def test_another_counted_combination_that_is_clear_for_the_other_option_makes_it_close(
    view, workforce, basis, counted, contrary
):
    others = {contrary: make_combination(contrary[0], contrary[1], SELF)}
    estimate = make_estimate(CLOUD, view=view, basis=basis, others=others)
    headline = (estimate.headline_view, basis)
    expected = "self_host" if contrary == headline and len(counted) == 1 else None if contrary in counted else "cloud"

    assert money_of(estimate, workforce).winner == expected


def test_another_counted_combination_that_is_merely_close_changes_nothing():
    close = make_combination("loaded", "tasks", (100_000.0, 101_000.0), 0.5)

    assert money_of(make_estimate(CLOUD, others={("loaded", "tasks"): close})).winner == "cloud"


def test_a_headline_that_is_close_is_not_rescued_by_another_combination():
    close = make_combination("loaded", "quarters", (100_000.0, 101_000.0), 0.5)

    assert money_of(make_estimate(CLOUD, others={("loaded", "quarters"): close})).winner is None


# yearly NPV of self-host and cloud, chance that self-host is cheaper, winner, what keeps it from being clear
CLEAR = [
    ((300_000.0, 500_000.0), 0.75, "self_host", ()),
    ((300_000.0, 500_000.0), 0.7499, None, ("probability",)),
    ((500_000.0, 300_000.0), 0.25, "cloud", ()),
    ((500_000.0, 300_000.0), 0.2501, None, ("probability",)),
    ((500_000.0, 300_000.0), 0.9, None, ("probability",)),  # dearer on the mean, cheaper in most draws
    ((300_000.0, 330_000.0), 0.99, "self_host", ()),
    ((300_000.0, 329_900.0), 0.99, None, ("share",)),
    ((330_000.0, 300_000.0), 0.01, "cloud", ()),
    ((329_900.0, 300_000.0), 0.01, None, ("share",)),
    ((50_000.0, 75_000.0), 0.99, "self_host", ()),
    ((50_000.0, 74_999.0), 0.99, None, ("amount",)),
    ((75_000.0, 50_000.0), 0.01, "cloud", ()),
    ((74_999.0, 50_000.0), 0.01, None, ("amount",)),
    ((100_000.0, 100_000.0), 0.5, None, ("probability", "share", "amount")),
    ((0.0, 30_000.0), 1.0, "self_host", ()),
    ((300_000.0, 310_000.0), 0.6, None, ("probability", "share", "amount")),
]


@pytest.mark.parametrize(("yearly", "chance", "winner", "causes"), CLEAR)
def test_from_when_an_option_is_clearly_cheaper(yearly, chance, winner, causes):
    money = money_of(make_estimate(yearly, chance=chance))

    assert (money.winner, money.causes) == (winner, causes)


def test_why_it_is_close_names_the_contradiction_between_combinations():
    contrary = make_combination("loaded", "tasks", SELF)

    assert money_of(make_estimate(CLOUD, others={("loaded", "tasks"): contrary})).causes == ("combination",)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("verdict_probability_clear", "0.96"),
        ("verdict_materiality_share", "5"),
        ("verdict_materiality_usd_year", "250000"),
    ],
)
def test_the_limits_are_rows_of_the_book(key, value):
    estimate = make_estimate(CLOUD, chance=0.05)
    stricter = changed_book("assumptions", key, low=value, likely=value, high=value)

    assert money_of(estimate).winner == "cloud"
    assert money_of(estimate, book=stricter).winner is None


def test_equal_cost_is_clear_for_nobody_whatever_the_limits():
    tables = {"verdict_materiality_share": "0", "verdict_materiality_usd_year": "0"}
    book = shipped_book()
    for key, value in tables.items():
        book = changed_book("assumptions", key, book=book, low=value, likely=value, high=value)

    for chance in (0.0, 0.5, 1.0):
        assert money_of(make_estimate((100_000.0, 100_000.0), chance=chance), book=book).winner is None
