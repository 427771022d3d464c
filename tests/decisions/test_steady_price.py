"""The price of equal cost and what is counted for the plan, on the same footing: they tell the same option apart."""

import json

import pytest

from decisions.advice import judge
from decisions.case import read_case
from decisions.report import narrative
from decisions.report.headline import headline
from estimator import estimate
from estimator.scenario import Scenario
from tests.builders_estimate import make_case, shipped_book
from tests.decisions.test_report_document import EXAMPLES, FOLDER


def case_of(slug):
    return read_case(json.loads((FOLDER / f"{slug}.json").read_text())["case"], shipped_book())


@pytest.mark.parametrize("number", [1, 2])
def test_a_steady_price_above_that_of_equal_cost_means_that_self_hosting_is_cheaper(number):
    """By hand: the difference of the means is (steady price - price of equal cost) x the months' weight."""
    for one in EXAMPLES:
        found = estimate(case_of(one).scenario, shipped_book(number))
        steady, equal = found.difference.counted_price_per_month, found.difference.walk_away_price_per_month
        if steady is None or equal is None:
            continue
        assert (steady > equal) == (found.difference.npv < 0), one


def test_a_price_that_is_fixed_for_the_whole_period_is_its_own_steady_price_but_for_tax():
    needs = {"quote_per_month": 3_000, "quote_until": "2031-12-31"}
    found = estimate(Scenario.model_validate({"needs": needs, "money": {"horizon_quarters": 4}}), shipped_book())
    assert found.difference.counted_price_per_month == pytest.approx(3_000, rel=0.02)


def test_rises_and_a_forced_move_make_the_list_price_more_than_it_says():
    found = estimate(Scenario(), shipped_book())
    price = found.plan.price_per_month
    assert price
    assert (found.difference.counted_price_per_month or 0) > price
    assert "it weighs as much as a steady $" in narrative.plan_sentence(found)


def test_a_headline_on_new_money_says_so_and_who_is_cheaper_with_all_people():
    case = case_of("seed-stage-company")
    found = estimate(case.scenario, shipped_book())
    said = headline(found, judge(case, found, shipped_book()))
    assert "Only new money is counted, as your board does; with all people counted Medplum Cloud is cheaper" in said
    everybody = estimate(Scenario(), shipped_book())
    assert "Only new money" not in headline(everybody, judge(make_case(), everybody, shipped_book()))
