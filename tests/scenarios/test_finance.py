"""Money as finance reads it, by hand: fiscal years, splits of the total, break-even, prices that grow."""

import pytest

from estimator import EstimateError, estimate, estimate_as_dict
from estimator.finance import break_even, fiscal_year, money_summary
from tests.estimator.book_parts import changed, row_of, shipped
from tests.estimator.figures import line_of, means
from tests.estimator.generated import scenario
from tests.scenarios.at_likely_values import FEW, likely


def found(**families):
    return estimate(scenario(**families), shipped(1), FEW)


# --- fiscal years ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("quarter", "starts", "year"),
    [
        ("2027Q1", 1, "2027"),
        ("2027Q4", 1, "2027"),
        ("2027Q1", 4, "2026/27"),
        ("2027Q2", 4, "2027/28"),
        ("2027Q2", 7, "2026/27"),
        ("2027Q3", 7, "2027/28"),
        ("2027Q3", 10, "2026/27"),
        ("2099Q4", 10, "2099/00"),
    ],
)
def test_a_fiscal_year_is_named_by_the_calendar_years_it_lies_in(quarter, starts, year):
    assert fiscal_year(quarter, starts) == year


def test_a_fiscal_year_from_july_takes_the_quarters_from_the_third_on():
    """2027Q1 and Q2 end the year 2026/27; twelve quarters touch four fiscal years: 2 + 4 + 4 + 2."""
    july = found(money={"fiscal_year_starts": "7", "first_quarter": "2027Q1"})
    years = money_summary(july, "cloud", "loaded", "quarters").by_year
    assert [year for year, _ in years] == ["2026/27", "2027/28", "2028/29", "2029/30"]
    quarters = july.options["cloud"].per_quarter
    expected = [sum(quarters[:2]), sum(quarters[2:6]), sum(quarters[6:10]), sum(quarters[10:])]
    assert [amount for _, amount in years] == pytest.approx(expected)


def in_group(line, group):
    return line.option == "cloud" and line.group == group


# --- one-off and running, capital and expense ---------------------------------------------------


def test_one_off_work_of_the_cloud_side_is_the_group_of_that_name():
    one = found()
    keys = ("onboarding_cost", "overrun_cost_cloud", "exit_cost_cloud")
    expected = sum(sum(means(line_of(one, key))) for key in keys)
    assert expected == pytest.approx(sum(line.total or 0 for line in one.lines if in_group(line, "transitions")))
    assert money_summary(one, "cloud", "loaded", "quarters").one_off == pytest.approx(expected)


def test_servers_that_are_bought_are_capital_and_their_contract_is_not():
    """Servers, disks, spares, network, backup storage are spread over five years of life; rack and line are rent."""
    own = found(hosting={"platform": "own_servers"})
    servers = ("servers_cost", "spares_cost", "network_gear_cost", "backup_storage_cost", "copy_backup_storage_cost")
    bought = (*servers, "data_disks_cost", "backup_disks_cost")
    assert {line.key for line in own.lines if line.spending == "capital"} == set(bought)
    expected = sum(sum(means(line_of(own, key))) for key in bought)
    assert money_summary(own, "self_host", "loaded", "quarters").capital == pytest.approx(expected)
    assert own.capital_life_years == 5
    assert found().capital_life_years is None
    assert money_summary(found(), "self_host", "loaded", "quarters").capital == 0


# --- break-even --------------------------------------------------------------------------------


def test_break_even_is_never_where_one_option_is_dearer_from_the_first_quarter_on():
    one = break_even(found(), "loaded", "quarters")
    assert one is not None
    assert (one.option, one.quarter, one.at_once) == ("cloud", "2027Q1", True)


def test_break_even_by_hand_where_set_up_is_paid_back():
    """Cash, own people: nothing but a bill of 1,000 USD a month stands against an offer of 1,150 USD.

    Running totals cross once, in the quarter in which they cross when added up here.
    """
    one = found(
        needs={"quote_per_month": 1_150},
        hosting={"today": "live_cloud", "bill_last_month": 1_000, "staging": "no"},
        people={"stipend": "no", "workforce": "spare", "staff_turnover_rate": 0, "hours_last_quarter": 10},
        certificates={"extra": []},
        money={"board_counts": "new_money"},
    )
    totals = {"self_host": 0.0, "cloud": 0.0}
    ahead = []
    for place in range(12):
        for option in totals:
            lines = [x for x in one.lines if x.option == option and x.per_quarter and x.counts("cash", "measured")]
            totals[option] += sum(means(line)[place] for line in lines)
        ahead.append(min(totals, key=lambda option: totals[option]))
    assert ahead[0] == "cloud"
    assert ahead[-1] == "self_host"
    even = break_even(one, "cash", "measured")
    assert even is not None
    assert (even.option, even.at_once) == ("self_host", False)
    assert even.quarter == one.quarters[ahead.index("self_host")]


def test_break_even_is_not_told_while_the_cheaper_option_has_gaps():
    one = found(needs={"answers": {"scim": "must"}})
    assert break_even(one, "loaded", "quarters") is None
    assert estimate_as_dict(one)["difference"]["break_even"] is None


# --- what grows with what ----------------------------------------------------------------------

INFLATION = 1.026  # row inflation: 2.6 % a year


@pytest.mark.parametrize(
    ("answers", "key", "first"),
    [
        ({"people": {"on_pager": "outside_firm", "coverage": "around_the_clock"}}, "outside_watch_cost", None),
        ({"hosting": {"on_call": "incident_io", "on_call_quote_per_month": 150}}, "on_call_quote_cost", 450),
        ({"needs": {"answers": {"email": "own"}}}, "need_email_cloud_bill", 60),
    ],
)
def test_services_bought_by_contract_follow_general_prices(answers, key, first):
    """150 and 20 USD a month, three months a quarter; a year later 2.6 % more."""
    now, later = likely(answers, key), likely(answers, key, 4)
    assert first is None or now == first
    assert later == pytest.approx(now * INFLATION, abs=0.01)


# --- a currency without a rate -----------------------------------------------------------------


def without_francs():
    return changed(lambda tables: tables["fx"].remove(row_of(tables["fx"], currency="CHF")))


def test_a_currency_without_a_rate_leaves_the_estimate_in_dollars_and_says_so():
    one = estimate(scenario(money={"currency": "CHF"}), without_francs(), FEW)
    assert one.currency == "USD"
    assert "Book 1 has no rate for CHF: amounts are in US dollars." in one.warnings
    assert one.options == found().options
    assert not [text for text in found(money={"currency": "CHF"}).warnings if "no rate" in text]


def test_pay_in_a_currency_without_a_rate_is_refused_by_name():
    paid = scenario(people={"cost_currency": "CHF", "engineer_cost_per_year": 150_000})
    with pytest.raises(EstimateError, match="book 1 has no rate for CHF"):
        estimate(paid, without_francs(), FEW)
