"""The order of details: what can still decide first, by the figures of “What decides”."""

import pytest

from decisions import services
from estimator.scenario import Given
from estimator.variants import evaluate
from tests.decisions.questionnaire.test_details import ANSWERED

# With millions of patients what a patient's files take up weighs most.
MANY = {**ANSWERED, "scenario.workload.patients_band": "over_1m", "scenario.workload.patients": "5 million"}


def test_families_stand_in_the_order_of_what_they_can_still_change(decision):
    found = services.sharper(decision=decision)
    order = [(not any(lever.turns or lever.value_usd for lever in one.levers), -one.swing) for one in found.families]
    assert order == sorted(order)
    assert min(order)[1] < 0
    by_slug = {family.form.page.slug: family for family in found.families}
    growth = next(one for one in by_slug["money-in-detail"].levers if one.path.endswith("wage_growth"))
    (low,), (high,) = (difference_with(decision, wage) for wage in (0.028, 0.045))
    (now,) = difference_with(decision, None)
    assert [growth.low, growth.high] == pytest.approx([low - now, high - now])


def test_what_a_number_can_change_is_what_the_result_says_decides(decision):
    """The same moves as in the tornado of the result, and the same worth of knowing, input by input."""
    decision.answers = {**MANY, "page.quote": "yes", "scenario.needs.quote_per_month": price_of_equal_cost(decision)}
    found = services.sharper(decision=decision)
    sensitivity = found.judged.estimate.sensitivity
    assert sensitivity
    curves = {curve.driver.name: curve for curve in sensitivity.tornado}
    levers = {lever.path.rpartition(".")[2]: lever for family in found.families for lever in family.levers}
    shared = curves.keys() & levers.keys()
    assert len(shared) > 15
    for name in shared:
        assert levers[name].swing == pytest.approx(curves[name].swing, rel=0.06, abs=1e-3), name
        assert levers[name].value_usd == pytest.approx(sensitivity.influences[name].value_usd), name
    worth = [lever for lever in levers.values() if lever.value_usd]
    assert worth
    assert {lever.path for lever in worth} <= {lever.path for _, lever in found.turning}


def price_of_equal_cost(decision) -> str:
    """What Medplum Cloud may cost a month until both cost the same: there, what is not known decides."""
    decision.answers = MANY
    found = services.estimate_case(services.case_of(decision)).estimate
    view, basis = found.headline_view, found.basis
    headline = next(one for one in found.combinations if (one.view, one.basis) == (view, basis))
    return f"{headline.walk_away_price_per_month:.0f}"


def difference_with(decision, wage_growth) -> list[float]:
    """NPV of the difference of the decision with another rise of pay."""
    case = services.case_of(decision)
    judged = services.estimate_case(case)
    money = case.scenario.money.model_copy(update={"wage_growth": wage_growth and Given(*[wage_growth] * 3)})
    scenario = case.scenario.model_copy(update={"money": money})
    (variant,) = evaluate([scenario], judged.book, judged.estimate.run)
    return [variant.difference(judged.estimate.headline_view, judged.estimate.basis)]
