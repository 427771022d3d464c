"""What must hold between two estimates: more never costs less, pay moves only what people do, names decide nothing."""

from dataclasses import replace
from itertools import pairwise, product
from typing import Any

import numpy as np
import pytest

from estimator import Run, Scenario, engine, estimate, estimate_as_dict
from estimator.estimate import OPTIONS
from estimator.functions import Tiers
from estimator.inputs import Input, Ranged, Sized
from estimator.model import VIEWS, Model, prepare, total_name
from tests.estimator.book_parts import changed, shipped
from tests.estimator.figures import base, line_of, means
from tests.estimator.generated import TYPICAL, scenario, typical

FEW = Run(draws=500)

# Twice of these costs less or as much: capacity of one server or node, targets, uptime, life of hardware.
MORE_SAVES = {
    *("monitored_server_tasks", "node_disk_usable_gb", "backup_target_gb"),
    "req_per_s_per_task",
    "req_per_s_per_db_vcpu",
    "cpu_target_app",
    "cpu_target_db",
    "peak_to_average_ratio",
    "patients_asked_in_years",
    "availability_self_host",
    "availability_cloud",
    *("time_to_fill_days", "db_read_replica_load_share", "extended_support_first_rate_months"),
    *(f"certificate_years_{row['certificate']}" for row in shipped(1).rows("certificates")),
    *("node_usable_share", "node_vcpu", "node_memory_gb"),
    *("onprem_server_life_years", "onprem_residual_share", "onprem_warranty_years", "small_machine_life_years"),
}
# Neither price nor quantity: units, a yes or no, discounting, growth (the platform then starts smaller), and days of
# logs that are searchable (what is searchable is not in the archive yet, and some tools keep it at no further price).
NEITHER = {
    *("hours_per_quarter", "months_per_quarter", "quarters_per_year", "per_million", "per_thousand"),
    *("seconds_per_hour", "kb_per_gb", "working_hours_per_day", "days_per_quarter", "per_ten_thousand"),
    *("multi_az", "discount_rate", "patient_growth_per_year", "weeks_per_quarter", "burden"),
    "log_hot_days",
}
HOURS_OF_A_YEAR = "productive_hours_per_year"  # own people do more in them; contractors are paid by them


def totals(model: Model, inputs: dict[str, Input]) -> dict[str, float]:
    """Every total at likely values, and what stands beside them."""
    names = [total_name(*key) for key in product(OPTIONS, VIEWS, model.bases)]
    names += [line.name for line in model.lines if line.tag("outside") == "yes"]
    found = engine.central(model.graph, inputs, model.quarters, names)
    return {name: float(found[name].sum()) for name in names}


def doubled(found: Input) -> Input:
    if isinstance(found, Sized):
        sizes = found.ladder
        if isinstance(sizes, Tiers):
            return replace(found, ladder=replace(sizes, prices=2 * sizes.prices))
        return replace(found, ladder=replace(sizes, values=2 * sizes.values))
    assert isinstance(found, Ranged)
    row = found.distribution
    return replace(found, distribution=replace(row, low=2 * row.low, likely=2 * row.likely, high=2 * row.high))


@pytest.mark.parametrize("name", list(TYPICAL))
def test_twice_a_price_or_quantity_never_costs_less(name):
    model = prepare(typical(name), shipped(1), Run())
    before = totals(model, dict(model.inputs))
    people = model.scenario.people
    saving = MORE_SAVES | ({HOURS_OF_A_YEAR} if people.choice("workforce") != "contractors" else set())
    # Contractors take what is above the normal quarter: more normal work leaves them less.
    both_ways = {HOURS_OF_A_YEAR, "fte_normal_quarter"} if people.choice("peak_cover") == "contractor" else set()
    for leaf, found in model.inputs.items():
        if not isinstance(found, Ranged | Sized) or leaf in NEITHER | both_ways:
            continue
        after = totals(model, {**model.inputs, leaf: doubled(found)})
        for total, cost in before.items():
            if leaf.startswith("free_") or leaf in saving:
                assert after[total] <= cost + 1e-9 * abs(cost), (leaf, total)
            else:
                assert after[total] >= cost - 1e-9 * abs(cost), (leaf, total)


@pytest.mark.parametrize("table", ["prices", "plan_prices"])
def test_twice_the_price_list_is_twice_what_it_prices(table):
    column = {"prices": "price_usd", "plan_prices": "price"}[table]

    def double(tables: dict[str, list[dict[str, str]]]) -> None:
        for row in tables[table]:
            row[column] = f"{2 * float(row[column]):.12f}" if row[column] else ""

    untaxed = scenario(money={"recovers_tax": "yes"})
    before = estimate(untaxed, shipped(1), FEW)
    after = {line.key: line for line in estimate(untaxed, changed(double), FEW).lines}
    groups = {
        "prices": {"infrastructure", "environments", "observability", "recovery"},
        "plan_prices": {"subscription"},
    }
    for line in before.lines:
        if line.state == "estimated":
            factor = 2 if line.group in groups[table] and line.key != "cloud_staging_cost" else 1
            assert means(after[line.key]) == pytest.approx([factor * usd for usd in means(line)], rel=1e-9), line.key


def test_more_patients_never_cost_less():
    costs = [
        estimate(scenario(workload={"patients": patients}), shipped(1), FEW).options["self_host"].total
        for patients in (1, 1_000, 50_000, 400_000, 3_000_000, 100_000_000)
    ]
    assert costs == sorted(costs)


PAID_BY_COUNTRY = {"people", "compliance", "transitions"}


def people_only(wider: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Lines of the same scenario with people in the United States and in India."""
    found = []
    for country in ("US", "IN"):
        answers = {**wider, "people": {**wider.get("people", {}), "country": country}, "money": {"tax_country": "US"}}
        lines = estimate(Scenario.model_validate(answers), shipped(1), FEW).lines
        found.append({line.key: line for line in lines if line.state == "estimated"})
    return found[0], found[1]


@pytest.mark.parametrize("workforce", ["product", "contractors", "new_hire"])
def test_another_wage_country_moves_only_what_people_are_paid_for(workforce):
    needs = {"answers": {"email": "own", "scim": "own", "hl7_engine": "own"}}
    home, abroad = people_only({"people": {"workforce": workforce}, "needs": needs})
    assert home.keys() == abroad.keys()
    for key, line in home.items():
        paid = line.group in PAID_BY_COUNTRY or (line.group == "needs" and key.endswith("_work"))
        paid = paid and not key.startswith("certificate_")
        if paid:
            assert sum(means(abroad[key])) < 0.5 * sum(means(line)), key
        else:
            assert means(abroad[key]) == means(line), key


@pytest.mark.parametrize("workforce", ["product", "contractors"])
@pytest.mark.parametrize("abroad", ["DE", "CH", "IN", "other"])
def test_another_tax_country_moves_only_lines_of_tax(workforce, abroad):
    """A hospital with needs, tools and courses; what it pays before tax is the same wherever it pays tax."""
    answers: dict[str, Any] = {
        "needs": {"answers": {"email": "own", "hl7_engine": "own", "sql_warehouse": "own"}},
        "hosting": {"observability": "datadog"},
        "people": {"workforce": workforce, "peak_cover": "contractor"},
    }
    found = [
        estimate(scenario(**answers, money={"organisation": "hospital", "tax_country": country}), shipped(1), FEW)
        for country in ("US", abroad)
    ]
    one, other = ({line.key: line for line in each.lines if line.group != "tax"} for each in found)
    assert one == other
    taxes = [[line for line in each.lines if line.group == "tax"] for each in found]
    assert all(taxes)
    assert taxes[0] != taxes[1]


@pytest.mark.parametrize("name", list(TYPICAL))
def test_twice_the_installations_never_cost_less(name):
    """One, two, four, eight: every total at likely values; and every line but those of seats and load."""
    money = TYPICAL[name].get("money", {})
    costs: list[dict[str, float]] = []
    for count in (1, 2, 4, 8):
        model = prepare(scenario(**{**TYPICAL[name], "money": {**money, "installations": count}}), shipped(1), Run())
        costs.append(totals(model, dict(model.inputs)))
    for fewer, more in pairwise(costs):
        for total, cost in fewer.items():
            assert more[total] >= cost - 1e-9 * abs(cost), total


def test_the_wage_ratio_scales_dollar_rows_alone():
    """On-call pay times 0.12 in India; a loaded salary is local already: 2.2 million rupees at 0.010531 dollars."""
    home, abroad = people_only({"people": {"stipend": "yes"}})
    assert sum(base(abroad["oncall_stipend_cost"])) == pytest.approx(
        0.12 * sum(base(home["oncall_stipend_cost"])), rel=1e-9
    )
    ratio = base(abroad["maintenance_cost_quarters"])[0] / base(home["maintenance_cost_quarters"])[0]
    assert ratio == pytest.approx(2_200_000 * 0.010531 / 200_000, rel=1e-9)


def test_the_display_currency_changes_no_figure_in_dollars():
    dollars = estimate(scenario(), shipped(1), FEW)
    euros = estimate(scenario(money={"currency": "EUR"}), shipped(1), FEW)
    assert (dollars.currency, euros.currency, estimate_as_dict(euros)["currency"]) == ("USD", "EUR", "EUR")
    assert euros.options == dollars.options
    assert euros.money(1.1567) == pytest.approx(1)
    shown = estimate_as_dict(euros)["options"]["self_host"]["total"]
    assert shown == pytest.approx(dollars.options["self_host"].total / 1.1567, rel=1e-12)


def test_both_options_carry_the_same_work_on_the_own_app():
    for name in TYPICAL:
        found = estimate(typical(name), shipped(1), FEW)
        assert means(line_of(found, "app_upgrade_cost_self_host")) == means(line_of(found, "app_upgrade_cost_cloud"))


def test_half_trust_in_the_vendor_widens_only_what_rests_on_its_claims():
    before = prepare(scenario(), shipped(1), Run())
    after = prepare(scenario(money={"halve_vendor_claims": True}), shipped(1), Run())
    widened = set()
    for name, found in before.inputs.items():
        other = after.inputs[name]
        if isinstance(found, Ranged) and isinstance(other, Ranged):
            assert other.distribution.likely == found.distribution.likely
            assert other.distribution.low <= found.distribution.low
            assert other.distribution.high >= found.distribution.high
            if other.distribution != found.distribution:
                widened.add(name)
                assert found.leaf.claim == "vendor"
                assert np.isfinite(other.drawn(1, 500, before.quarters)).all()
    claims = {name for name, found in before.inputs.items() if found.leaf.claim == "vendor"}
    fixed = {name for name in claims if before.inputs[name].leaf.kind == "constant"}
    assert widened == claims - fixed
    assert "fte_large_quarter" in widened


def test_the_overrun_tail_meets_one_off_work_in_both_options():
    """Expected overrun = chance × (factor − 1) of the one-off work: 0.18 × 1 at likely values, in either option."""
    found = estimate(typical("nothing answered"), shipped(1), FEW)
    for work, overrun in (("setup_cost", "overrun_cost_self_host"), ("onboarding_cost", "overrun_cost_cloud")):
        assert sum(base(line_of(found, overrun))) == pytest.approx(0.18 * sum(base(line_of(found, work))), rel=1e-9)


def test_downtime_stands_beside_the_total_and_moves_no_verdict_figure():
    cheap = estimate(scenario(recovery={"loss_per_hour": 1}), shipped(1), FEW)
    dear = estimate(scenario(recovery={"loss_per_hour": 1_000_000}), shipped(1), FEW)
    assert cheap.options == dear.options
    assert cheap.difference == dear.difference
    assert {line.group for line in dear.outside_lines()} == {"downtime", "breach"}
    assert sum(means(line_of(dear, "downtime_cost_cloud"))) > 100 * sum(means(line_of(cheap, "downtime_cost_cloud")))
