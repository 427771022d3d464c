"""Charts: the table beside each holds its numbers, groups keep order and colour, large quarters are marked."""

import json
import re
from dataclasses import replace

import pytest

from decisions.report import figures
from decisions.report.groups import grouped_costs
from estimator.estimate import OPTIONS
from estimator.formulas import GROUPS
from tests.builders_estimate import QUARTERS, make_estimate, make_line

EUR = {"currency": "EUR", "usd_per_unit": 1.25}


def numbers(table):
    return [[cell["number"] for cell in row["cells"]] for row in table["rows"]]


@pytest.fixture(params=[{}, EUR], ids=["USD", "EUR"])
def estimate(request):
    return make_estimate(**request.param)


def test_the_table_of_costs_holds_the_bars(estimate):
    chart = figures.cost_by_quarter(estimate)
    bars = {(bar["yaxis"], bar["name"]): list(bar["y"]) for bar in chart["figure"]["data"] if any(bar["y"])}
    rows = {row["head"]: [cell["number"] for cell in row["cells"]] for row in chart["table"]["rows"]}
    panels = {"y": "Self-hosting", "y2": "Medplum Cloud"}
    assert bars
    for (axis, group), amounts in bars.items():
        assert rows.pop(f"{panels[axis]}: {group}") == pytest.approx(amounts)
    assert set(rows) == {"Self-hosting: total", "Medplum Cloud: total"}
    for option, name in zip(OPTIONS, panels.values(), strict=True):
        assert rows[f"{name}: total"] == pytest.approx(
            [estimate.money(x) for x in estimate.options[option].per_quarter]
        )


def test_bars_add_up_to_the_total_of_each_quarter(estimate):
    costs = grouped_costs(estimate)
    for option in OPTIONS:
        sums = [sum(by_option[option][i] for by_option in costs.values()) for i in range(len(QUARTERS))]
        assert sum(sums) == pytest.approx(estimate.money(estimate.options[option].total))


def test_both_panels_stack_the_same_groups_in_the_same_order_and_colours(estimate):
    bars = figures.cost_by_quarter(estimate)["figure"]["data"]
    stacks = {axis: [bar for bar in bars if bar["yaxis"] == axis] for axis in ("y", "y2")}
    upper, lower = ([(bar["name"], bar["marker"]["color"]) for bar in stack] for stack in stacks.values())
    assert upper == lower
    assert [bar["showlegend"] for bar in stacks["y2"]] == [False] * len(lower)


def test_a_group_has_its_colour_whatever_else_is_there():
    def colours(estimate):
        bars = figures.cost_by_quarter(estimate)["figure"]["data"]
        return {bar["name"]: bar["marker"]["color"] for bar in bars}

    more = [make_line("logs", group="observability")]
    few, many = colours(make_estimate()), colours(make_estimate(lines=more))
    assert few["Subscription"] == "var(--group-subscription)"
    assert few.items() < many.items()


def test_beyond_eight_groups_the_smallest_become_other():
    lines = [
        make_line(group, group=group, per_quarter=(float(size),) * 12, base_case=(0.0,) * 12)
        for size, group in enumerate(GROUPS, start=1)
        if group not in ("downtime", "breach")
    ]
    estimate = make_estimate(lines=lines)
    costs = grouped_costs(estimate)
    # Sizes 3 (infrastructure), 4 (environments) and 5 (observability) a quarter are the smallest that stand alone.
    assert len(costs) == 8
    assert "Other" in costs
    assert costs["Other"]["self_host"] == (3.0 + 4.0 + 5.0,) * 12


def test_the_table_of_running_totals_holds_lines_and_bands(estimate):
    chart = figures.cumulative_cost(estimate)
    upper, lower, mean, *cloud = (list(trace["y"]) for trace in chart["figure"]["data"])
    columns = [list(column) for column in zip(*numbers(chart["table"]), strict=True)]
    drawn = [mean, lower, upper, cloud[2], cloud[1], cloud[0]]
    assert columns == [pytest.approx(one) for one in drawn]
    assert mean[-1] == pytest.approx(estimate.money(estimate.options["self_host"].cumulative[-1]))


def test_the_table_of_people_holds_the_bars_and_names_the_large_quarters(estimate):
    chart = figures.people_by_quarter(estimate)
    columns = [list(column) for column in zip(*numbers(chart["table"]), strict=True)]
    assert columns[:2] == [pytest.approx(list(bar["y"])) for bar in chart["figure"]["data"]]
    large = [row["head"] for row in chart["table"]["rows"] if row["note"]]
    assert large == ["Q4 2027", "Q4 2028", "Q4 2029"]
    assert [shape["x0"] for shape in chart["figure"]["layout"]["shapes"]] == [2.5, 6.5, 10.5]
    assert [shape["showlegend"] for shape in chart["figure"]["layout"]["shapes"]] == [True, False, False]


def test_a_quarter_that_may_be_large_is_not_marked_as_one():
    shares = tuple(0.99 if quarter.endswith("Q4") else 0.06 for quarter in QUARTERS)
    chart = figures.people_by_quarter(replace(make_estimate(), large_quarter_share=shares))
    assert chart["figure"]["layout"].get("shapes", []) == []
    assert "No quarter is certain" in chart["summary"]


def test_colours_are_named_and_the_theme_fills_them_in(estimate):
    text = json.dumps([chart["figure"] for chart in figures.all_charts(estimate)])
    assert "var(--self-host)" in text
    assert re.findall(r"#[0-9a-f]{3,8}\b|rgb\(", text) == []


def test_a_page_carries_no_digits_that_nobody_can_see(estimate):
    text = json.dumps([chart["figure"] for chart in figures.all_charts(replace(estimate, usd_per_unit=1.2345))])
    assert re.findall(r"\d{4,}\.\d{4,}", text) == []


def test_figures_bring_no_template_and_survive_json(estimate):
    for chart in figures.all_charts(estimate):
        assert "template" not in chart["figure"]["layout"]
        assert json.loads(json.dumps(chart, allow_nan=False)) == chart
