"""What a model keeps between scenarios, and what it says about lines without a figure."""

import pytest

from estimator import Run, Scenario, estimate
from estimator.model import forget_graphs, prepare
from tests.estimator.book_parts import shipped
from tests.estimator.generated import TYPICAL, scenario, typical

FEW = Run(draws=64)
REASONS = {
    "the service is needed in working hours only": {"coverage": "working_hours"},
    "an outside firm is woken instead": {"coverage": "around_the_clock", "on_pager": "outside_firm"},
    "on-call duty is not paid extra": {"coverage": "around_the_clock", "stipend": "no"},
}


def because(key: str, **families: object) -> str:
    found = estimate(Scenario.model_validate(families), shipped(1), FEW)
    return next(line.because for line in found.lines if line.key == key)


@pytest.mark.parametrize("order", [1, -1])
def test_the_reason_of_a_line_is_the_scenarios_own_whatever_was_computed_before(order):
    for reason, people in list(REASONS.items())[::order]:
        assert because("oncall_stipend_cost", people=people) == reason


def test_a_comparison_with_a_gap_on_the_cheaper_side_is_not_comparable():
    by_quote = estimate(Scenario.model_validate({"needs": {"answers": {"scim": "must"}}}), shipped(1), FEW)
    assert not by_quote.difference.comparable
    assert not any(found.comparable for found in by_quote.combinations if found.npv > 0)


def test_a_gap_on_the_dearer_side_leaves_the_comparison():
    """What is missing can only make the dearer option dearer."""
    unpriced = estimate(Scenario.model_validate({"hosting": {"platform": "gcp"}}), shipped(1), FEW)
    assert unpriced.not_estimated()
    assert unpriced.difference.comparable


def test_sql_access_costs_a_replica_and_work_on_an_own_platform():
    """Likely values: 0.26 USD × 2,190 h × 0.5 = 284.70 USD a quarter for the replica, in the first year."""
    found = estimate(Scenario.model_validate({"needs": {"answers": {"sql_warehouse": "own"}}}), shipped(1), FEW)
    lines = {line.key: line.base_case or () for line in found.lines}
    assert lines["analytics_replica_cost"][0] == pytest.approx(284.70)
    assert sum(lines["need_sql_warehouse_self_host_work"]) > 0


def test_an_outage_that_nobody_notices_costs_nothing():
    unnoticed = {"recovery": {"first_hour": "nobody"}}
    assert because("downtime_cost_cloud", **unnoticed) == "nobody notices an outage in its first hour"
    known = {"recovery": {"first_hour": "nobody", "loss_per_hour": 100}}
    assert because("downtime_cost_cloud", **known) == ""


def test_a_need_that_the_book_does_not_know_is_refused_by_name():
    with pytest.raises(ValueError, match="teleportation"):
        estimate(Scenario.model_validate({"needs": {"answers": {"teleportation": "must"}}}), shipped(1), FEW)


@pytest.mark.parametrize("name", list(TYPICAL))
def test_tax_falls_on_lines_that_count_in_every_view(name):
    """A line that stands in one view alone would need a tax of its own there."""
    model = prepare(typical(name), shipped(1), Run())
    taxed = [line for line in model.lines if line.tag("taxed") not in ("", "no")]
    assert taxed
    assert {line.tag("view") for line in taxed} == {"all"}
    assert {line.tag("taxed") for line in taxed} <= {"yes", "saas"}


def test_quantities_that_are_kept_give_the_graph_that_fresh_ones_give():
    """What is resolved for one scenario serves others of the same configuration, whatever conditions hold there."""
    changes: tuple[dict[str, str], ...] = (
        {},
        {"multi_az": "no"},
        {"staging": "no"},
        {"development": "yes"},
        {"today": "live_cloud"},
    )
    scenarios = [scenario(hosting=change) for change in changes]
    kept = [prepare(one, shipped(1), Run()).graph for one in scenarios]
    for one, graph in zip(scenarios, kept, strict=True):
        forget_graphs()
        fresh = prepare(one, shipped(1), Run()).graph
        assert [(node.name, node.inputs) for node in fresh.nodes] == [(node.name, node.inputs) for node in graph.nodes]
