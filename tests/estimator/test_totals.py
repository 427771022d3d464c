"""Totals are the sums of their lines, whatever is answered; what has no figure is out by name."""

from collections.abc import Callable
from itertools import product
from math import isfinite

import pytest
from hypothesis import given, settings

from estimator import Estimate, Run, Scenario, estimate
from estimator.estimate import OPTIONS, Line
from estimator.finance import break_even, money_summary
from estimator.formulas import GROUPS
from estimator.variants import evaluate
from tests.estimator.book_parts import shipped
from tests.estimator.figures import base, line_of, means
from tests.estimator.generated import TYPICAL, scenario, scenarios, typical

FEW = Run(draws=200)
TINY = 1e-6
VIEWS = ("loaded", "cash")


def estimated(found: Estimate, option: str, view: str, basis: str) -> list[Line]:
    lines = [line for line in found.lines if line.option == option and line.state == "estimated"]
    return [line for line in lines if line.counts(view, basis)]


def means_add_up(found: Estimate, answered: Scenario) -> None:
    for one in found.combinations:
        for option, total in (("self_host", one.total_self_host), ("cloud", one.total_cloud)):
            lines = estimated(found, option, one.view, one.basis)
            assert total == pytest.approx(sum(sum(means(line)) for line in lines), rel=1e-9, abs=TINY)


def base_cases_add_up(found: Estimate, answered: Scenario) -> None:
    (variant,) = evaluate([answered], shipped(1), FEW)
    for option, view, basis in product(OPTIONS, VIEWS, {one.basis for one in found.combinations}):
        lines = estimated(found, option, view, basis)
        expected = sum(sum(base(line)) for line in lines)
        assert variant.total[(option, view, basis)] == pytest.approx(expected, rel=1e-9, abs=TINY)


def headline_adds_up_by_quarter(found: Estimate, answered: Scenario) -> None:
    for option in OPTIONS:
        result, lines = found.options[option], estimated(found, option, found.headline_view, found.basis)
        running = 0.0
        for place in range(len(found.quarters)):
            assert result.per_quarter[place] == pytest.approx(
                sum(means(line)[place] for line in lines), rel=1e-9, abs=TINY
            )
            running += result.per_quarter[place]
            assert result.cumulative[place] == pytest.approx(running, rel=1e-9, abs=TINY)
        assert result.total == pytest.approx(running, rel=1e-9, abs=TINY)
        assert result.base_case == pytest.approx(sum(sum(base(line)) for line in lines), rel=1e-9, abs=TINY)


def bases_never_add(found: Estimate, answered: Scenario) -> None:
    """Each total holds the staffing line of its own basis; taking it out leaves the same total on every basis."""
    for view in VIEWS:
        rest = set()
        for one in (one for one in found.combinations if one.view == view):
            staff = [line for line in estimated(found, "self_host", view, one.basis) if line.basis != "both"]
            assert all(line.basis == one.basis for line in staff)
            rest.add(round(one.total_self_host - sum(sum(means(line)) for line in staff), 2))
            clouds = {other.total_cloud for other in found.combinations if other.view == view}
            assert len(clouds) == 1
        assert max(rest) - min(rest) <= 1e-9 * max(map(abs, rest)) + 0.02


def figures_are_finite_and_not_negative(found: Estimate, answered: Scenario) -> None:
    for line in found.lines:
        if line.state == "estimated":
            figures = (*means(line), *base(line))
            assert all(isfinite(figure) and figure >= -TINY for figure in figures), line.key
    for result in found.options.values():
        assert all(map(isfinite, (result.total, result.npv, *result.fte, *result.fte_base_case)))
    for one in found.combinations:
        assert isfinite(one.npv)
        assert 0 <= one.probability_self_host_cheaper <= 1
        assert one.walk_away_price_per_month is None or one.walk_away_price_per_month > 0


def quantiles_are_ordered(found: Estimate, answered: Scenario) -> None:
    assert found.difference.p10 <= found.difference.p50 <= found.difference.p90
    for result in found.options.values():
        assert result.p10 <= result.p50 <= result.p90
        assert all(low <= high for low, high in zip(result.cumulative_p10, result.cumulative_p90, strict=True))
        assert 0 <= result.base_case_percentile <= 1
        assert result.npv <= result.total + TINY  # amounts are not negative and no rate is below 0


def states_say_why(found: Estimate, answered: Scenario) -> None:
    for line in found.lines:
        assert line.label
        if line.state == "estimated":
            assert not line.because
            assert line.sentence.endswith(".")
        else:
            assert line.because, line.key
            assert line.per_quarter is None
            assert line.base_case is None
    for option in OPTIONS:
        counted = [line for line in found.lines if line.option == option and not line.outside]
        missing = [line for line in counted if line.state == "not_estimated"]
        assert found.options[option].complete == (not missing)
        assert {line.key for line in found.not_estimated() if line.option == option} == {line.key for line in missing}


def keys_are_unique_and_groups_known(found: Estimate, answered: Scenario) -> None:
    keys = [line.key for line in found.lines]
    assert len(keys) == len(set(keys))
    assert {line.group for line in found.lines} <= set(GROUPS)
    beside = {line.key for line in found.lines if line.outside and line.group not in ("downtime", "breach")}
    assert beside <= {"larger_plan_cost"}
    assert all(line.outside for line in found.lines if line.group in ("downtime", "breach"))


def differences_are_self_host_minus_cloud(found: Estimate, answered: Scenario) -> None:
    for one in found.combinations:
        assert one.npv == pytest.approx(one.npv_self_host - one.npv_cloud, rel=1e-9, abs=TINY)


def splits_add_up_to_the_total(found: Estimate, answered: Scenario) -> None:
    """One-off and running, capital and expense, fiscal years: each makes up the total, on every view and basis."""
    for one, option in product(found.combinations, OPTIONS):
        split = money_summary(found, option, one.view, one.basis)
        total = one.total_self_host if option == "self_host" else one.total_cloud
        for sum_of_parts in (
            split.one_off + split.running,
            split.capital + split.expense,
            sum(amount for _, amount in split.by_year),
        ):
            assert sum_of_parts == pytest.approx(total, rel=1e-9, abs=TINY)
        assert min(split.one_off, split.running, split.capital, split.expense) >= -TINY * max(1.0, total)
        assert len(split.by_year) <= len(found.quarters) // 4 + 2


def break_even_is_the_last_crossing(found: Estimate, answered: Scenario) -> None:
    even = break_even(found, found.headline_view, found.basis)
    if even is None:
        return
    cheaper, dearer = found.options[even.option], found.options["cloud" if even.option == "self_host" else "self_host"]
    since = found.quarters.index(even.quarter)
    assert even.at_once == (since == 0)
    for place, (low, high) in enumerate(zip(cheaper.cumulative, dearer.cumulative, strict=True)):
        assert place < since or low <= high + TINY
    assert not since or cheaper.cumulative[since - 1] >= dearer.cumulative[since - 1] - TINY


RULES: tuple[Callable[[Estimate, Scenario], None], ...] = (
    means_add_up,
    base_cases_add_up,
    headline_adds_up_by_quarter,
    bases_never_add,
    figures_are_finite_and_not_negative,
    quantiles_are_ordered,
    states_say_why,
    keys_are_unique_and_groups_known,
    differences_are_self_host_minus_cloud,
    splits_add_up_to_the_total,
    break_even_is_the_last_crossing,
)


@pytest.mark.filterwarnings("ignore:overflow encountered in exp")  # a range over 300 powers of ten
@settings(max_examples=120, deadline=None, derandomize=True)
@given(scenarios())
def test_whatever_is_answered_the_figures_hold_together(answered):
    found = estimate(answered, shipped(1), FEW)
    for rule in RULES:
        rule(found, answered)


@pytest.mark.parametrize("number", [1, 2])
@pytest.mark.parametrize("name", list(TYPICAL))
def test_typical_scenarios_hold_together_in_both_books(name, number):
    found = estimate(typical(name), shipped(number))
    assert found.book.number == number
    for rule in RULES:
        if rule is not base_cases_add_up or number == 1:
            rule(found, typical(name))


OFFER = ("quote_per_month", "quote_until", "after_quote", "later_price_per_month")


@pytest.mark.parametrize("name", list(TYPICAL))
def test_the_walk_away_price_makes_both_options_cost_the_same(name):
    """Put into the place of every price, it leaves no difference on its own basis and view: tax, moves, offers too."""
    answers = TYPICAL[name]
    needs = {field: answer for field, answer in answers.get("needs", {}).items() if field not in OFFER}
    for one in estimate(typical(name), shipped(1), FEW).combinations:
        price = one.walk_away_price_per_month
        if price is None:
            continue
        again = estimate(scenario(**{**answers, "needs": {**needs, "quote_per_month": price}}), shipped(1), FEW)
        same = next(other for other in again.combinations if (other.view, other.basis) == (one.view, one.basis))
        assert same.npv == pytest.approx(0, abs=1e-9 * one.npv_self_host)
        assert same.walk_away_price_per_month == pytest.approx(price, rel=1e-9)


def test_a_price_by_quote_has_the_walk_away_price_of_a_known_one():
    asked = {"answers": {"scim": "must"}}
    by_quote = estimate(scenario(needs=asked), shipped(1))
    known = estimate(scenario(needs={**asked, "quote_per_month": 9_000}), shipped(1))
    assert not by_quote.options["cloud"].complete
    assert known.options["cloud"].complete
    assert by_quote.difference.walk_away_price_per_month == pytest.approx(
        known.difference.walk_away_price_per_month, rel=1e-9
    )


def test_no_price_is_low_enough_where_the_rest_of_cloud_is_dearer():
    """New money: courses alone for a platform that runs for free, a mail service beside Medplum Cloud."""
    free = scenario(
        needs={"answers": {"email": "own"}},
        hosting={"today": "live_self_hosted", "bill_last_month": 0},
        people={"stipend": "no", "workforce": "spare", "staff_turnover_rate": 0, "hours_last_quarter": 10},
        certificates={"extra": []},
        upgrades={"medplum_version": "5.2", "postgresql_version": "18"},
        money={"board_counts": "new_money"},
    )
    found = estimate(free, shipped(1))
    assert 0 < found.options["self_host"].total < 500
    assert found.difference.walk_away_price_per_month is None
    assert found.difference.probability_self_host_cheaper == 1


def test_views_count_what_their_name_says():
    """Own people are no new money, contractors are, a hire is a whole post; bills and stipends always count."""
    expected = {
        "product": ("loaded", "loaded", None),
        "contractors": ("both", "both", None),
        "new_hire": ("loaded", "loaded", "cash"),
    }
    for workforce, (staff, setup, post) in expected.items():
        found = estimate(scenario(people={"workforce": workforce}), shipped(1), FEW)
        assert line_of(found, "maintenance_cost_quarters").view == staff
        assert line_of(found, "setup_cost").view == setup
        assert line_of(found, "database_instances_cost").view == "both"
        assert line_of(found, "subscription_cost").view == "both"
        assert line_of(found, "oncall_stipend_cost").view == "both"
        hire = line_of(found, "new_hire_pay_quarters")
        assert (hire.state == "estimated") == (post is not None)
        assert hire.view == "cash"
