"""Explanations: the figure, its formula, the same with values, and every input down to its source."""

from collections.abc import Iterator

import pytest

from estimator import Estimate, Run, estimate
from estimator.explanation import Explanation, Leaf
from tests.estimator.book_parts import shipped
from tests.estimator.figures import base, line_of
from tests.estimator.generated import TYPICAL, scenario, typical
from tests.estimator.texts import evaluate, names_in

FEW = Run(draws=50)


@pytest.fixture(scope="module", params=list(TYPICAL))
def found(request: pytest.FixtureRequest) -> Estimate:
    return estimate(typical(request.param), shipped(1), FEW)


def nodes(explanation: Explanation) -> Iterator[Explanation]:
    yield explanation
    for part in explanation.inputs:
        if isinstance(part, Explanation):
            yield from nodes(part)


def leaves(explanation: Explanation) -> list[Leaf]:
    return [part for node in nodes(explanation) for part in node.inputs if isinstance(part, Leaf)]


def test_every_line_with_a_figure_every_fte_and_every_total_is_explained(found):
    lines = {line.key for line in found.lines if line.state == "estimated"}
    totals = {
        f"total_{option}_{one.view}_{one.basis}" for option in ("self_host", "cloud") for one in found.combinations
    }
    keys = set(found.explanations)
    assert lines | totals <= keys
    assert len(keys) == len(found.explanations)
    rest = keys - lines - totals
    assert rest == {"remaining_fte", *(f"maintenance_fte_{one.basis}" for one in found.combinations)}
    for key in keys:
        assert found.explanations[key].key == key


def test_the_value_is_the_base_case_in_the_first_quarter_that_is_not_zero(found):
    for line in found.lines:
        if line.state == "estimated":
            explained = found.explanations[line.key]
            first = next((i for i, usd in enumerate(base(line)) if usd), 0)
            assert explained.quarter == found.quarters[first]
            assert explained.value == pytest.approx(base(line)[first], rel=1e-12)
            assert (explained.label, explained.sentence) == (line.label, line.sentence)


def value_of(text: str) -> float:
    """A text with values, computed; running sums and sizes are not single values."""
    return float(evaluate(text.replace(",", ""), {}, lambda chance: chance))


def test_the_formula_with_values_comes_out_at_the_value(found):
    """Values are shown with six digits; what a text loses by that is far below a per mille."""
    checked = 0
    for key in found.explanations:
        for node in nodes(found.explanations[key]):
            if any(name in node.with_values for name in ("cumulative", "step", "tiered", "max(", "min(")):
                continue
            assert value_of(node.with_values) == pytest.approx(node.value, rel=1e-4, abs=1e-9), node.key
            checked += 1
    assert checked > 100


def test_every_name_of_a_formula_is_among_its_inputs(found):
    for key in found.explanations:
        if key.startswith("total_"):
            continue
        for node in nodes(found.explanations[key]):
            inputs = {part.key if isinstance(part, Explanation) else part.name for part in node.inputs}
            assert names_in(node.formula) == inputs, node.key
            assert node.unit


def test_every_leaf_says_where_it_comes_from(found):
    for key in found.explanations:
        for leaf in leaves(found.explanations[key]):
            assert leaf.label, leaf
            assert leaf.unit, leaf
            judged = leaf.basis == "judgement"
            assert leaf.source or judged, leaf
            if leaf.kind == "assumption":
                row = shipped(1).assumptions.get(leaf.key)
                assert row is None or (row.likely, row.source, row.claim) == (leaf.value, leaf.source, leaf.claim)


def test_an_answer_is_a_leaf_of_its_own():
    asked = scenario(people={"engineer_cost_per_year": {"low": 90_000, "likely": 120_000, "high": 160_000}})
    explained = estimate(asked, shipped(1), FEW).explanations["maintenance_cost_quarters"]
    (leaf,) = (leaf for leaf in leaves(explained) if leaf.name == "engineer_cost_per_year")
    assert (leaf.kind, leaf.value, leaf.low, leaf.high) == ("answer", 120_000, 90_000, 160_000)
    assert leaf.source == "your answer"


def test_a_derived_price_names_what_it_is_derived_from():
    explained = estimate(scenario(hosting={"region": "eu-central-1"}), shipped(1), FEW).explanations["email_cost"]
    (leaf,) = (leaf for leaf in leaves(explained) if leaf.kind == "price")
    assert leaf.value == pytest.approx(0.16)
    assert leaf.basis == "derived"
    assert "us-east-1 0.16 × 1" in leaf.notes


def test_a_named_quarter_is_explained():
    found = estimate(scenario(), shipped(1), FEW)
    line = line_of(found, "peak_cost_quarters")
    explained = found.explanations.in_quarter("peak_cost_quarters", "2029Q4")  # type: ignore[attr-defined]
    assert explained.value == pytest.approx(base(line)[11])
    shares = [leaf for leaf in leaves(explained) if leaf.name == "dated_large_quarter"]
    assert [leaf.value for leaf in shares] == [1.0]
    with pytest.raises(KeyError):
        found.explanations.in_quarter("peak_cost_quarters", "2035Q1")  # type: ignore[attr-defined]


@pytest.mark.parametrize("key", ["nothing", "", "subscription", "new_hire_pay_quarters"])
def test_what_has_no_figure_has_no_explanation(key):
    with pytest.raises(KeyError):
        estimate(scenario(), shipped(1), FEW).explanations[key]


def test_a_total_lists_its_lines_without_their_inputs():
    found = estimate(scenario(), shipped(1), FEW)
    explained = found.explanations["total_cloud_loaded_quarters"]
    lines = [line.key for line in found.lines if line.option == "cloud" and line.counts("loaded", "quarters")]
    estimated = {key for key in lines if line_of(found, key).state == "estimated"}
    assert {part.key for part in explained.inputs} == estimated
    assert all(not part.inputs for part in explained.inputs if isinstance(part, Explanation))
    assert explained.value == pytest.approx(sum(base(line_of(found, key))[0] for key in estimated), rel=1e-12)
