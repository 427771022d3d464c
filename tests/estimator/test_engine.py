"""The evaluator: order, blocks, freeing, and likely values against draws that cannot vary."""

import gc
import weakref
from typing import Any

import numpy as np
import pytest

from estimator import Run, engine, estimate
from estimator import model as model_module
from estimator.graph import Graph
from estimator.inputs import EstimateError
from estimator.model import GRAPHS_KEPT, prepare
from estimator.node import Node
from tests.estimator.book_parts import changed, row_of, shipped
from tests.estimator.figures import base, means
from tests.estimator.generated import NEEDS, TYPICAL, scenario, typical

SEED = 3


@pytest.fixture(scope="module", params=list(TYPICAL))
def model(request):
    return prepare(typical(request.param), shipped(1), Run())


def test_every_node_comes_after_what_it_depends_on(model):
    known = set(model.graph.leaves)
    for node in model.graph.nodes:
        assert set(node.inputs) <= known, node.name
        known.add(node.name)
    assert set(model.inputs) == set(model.graph.leaves)


def test_no_leaf_is_found_that_no_formula_reads(model):
    read = {name for node in model.graph.nodes for name in node.inputs}
    assert set(model.graph.leaves) <= read


def test_every_value_broadcasts_to_draws_and_quarters(model):
    names = [node.name for node in model.graph.nodes]
    (values,) = engine.drawn(model.graph, model.inputs, model.quarters, names, SEED, 8)
    shape = (8, len(model.quarters))
    for name in names:
        assert values[name].ndim == 2, name
        assert np.broadcast_shapes(values[name].shape, shape) == shape, name
        assert np.isfinite(values[name]).all(), name


@pytest.mark.parametrize(("block", "draws"), [(1_024, 1_024), (100, 1_000), (7, 1_025), (5_000, 999)])
def test_the_size_of_a_block_changes_no_value(model, monkeypatch, block, draws):
    keep = [line.name for line in model.lines]
    monkeypatch.setattr(engine, "BLOCK", draws)
    (whole,) = engine.drawn(model.graph, model.inputs, model.quarters, keep, SEED, draws)
    monkeypatch.setattr(engine, "BLOCK", block)
    blocks = list(engine.drawn(model.graph, model.inputs, model.quarters, keep, SEED, draws))
    assert len(blocks) == -(-draws // block)
    shape = (draws, len(model.quarters))
    for name in keep:
        joined = [np.broadcast_to(found[name], (rows_of(found), shape[1])) for found in blocks]
        np.testing.assert_array_equal(np.concatenate(joined), np.broadcast_to(whole[name], shape), err_msg=name)


def rows_of(block: dict[str, Any]) -> int:
    return max(value.shape[0] for value in block.values())


def test_an_estimate_takes_any_number_of_draws():
    """The last block may be short, even a single draw."""
    for draws in (1, 1_023, 1_024, 1_025, 2_500):
        found = estimate(scenario(), shipped(1), Run(draws=draws))
        total = sum(sum(means(line)) for line in found.counted_lines("self_host") if line.state == "estimated")
        assert found.options["self_host"].total == pytest.approx(total, rel=1e-9)


def test_a_block_ends_with_the_kept_quantities_alone(model):
    keep = [line.name for line in model.lines]
    (values,) = engine.drawn(model.graph, model.inputs, model.quarters, keep, SEED, 8)
    assert set(values) == set(keep)


def test_a_value_is_freed_after_its_last_reader():
    alive: list[bool] = []
    born: list[weakref.ref[Any]] = []

    def first(given: Any) -> Any:
        made = given * np.ones((4, 4))
        born.append(weakref.ref(made))
        return made

    def second(first: Any) -> Any:
        return first + 1

    def third(second: Any) -> Any:
        gc.disable()
        alive.append(born[0]() is not None)
        gc.enable()
        return second * 2

    nodes = tuple(
        Node(function.__name__, function, names, {}, "")
        for function, names in ((first, ("given",)), (second, ("first",)), (third, ("second",)))
    )
    given = prepare(scenario(), shipped(1), Run()).inputs["quarters_per_year"]
    found = engine.central(Graph(nodes, ("given",)), {"given": given}, ("2027Q1",) * 4, ["third"], rows=4)
    assert found["third"].tolist() == [[10.0] * 4] * 4
    assert alive == [False]


EVENTS = ("overrun", "stipend", "quarters", "larger_plan", "tax_")  # lines with a yes/no event keep their spread


def test_without_ranges_the_means_are_the_likely_values():
    """A book in which every range is closed: draws and the central reading are then the same numbers."""

    def close(tables):
        for row in tables["assumptions"]:
            row.update(low=row["likely"], high=row["likely"], shape="constant", ends="bounds")
        for row in tables["recovery_parts"]:
            row.update(share_low=row["share_likely"], share_high=row["share_likely"])

    book = changed(close)
    for name in ("nothing answered", "GovCloud, a hire, own hours", "already self-hosting, measured"):
        for line in estimate(typical(name), book, Run(draws=50)).lines:
            if line.state == "estimated" and not any(event in line.key for event in EVENTS):
                assert means(line) == pytest.approx(base(line), rel=1e-9), line.key


def test_a_missing_row_is_named():
    book = changed(lambda tables: tables["assumptions"].remove(row_of(tables["assumptions"], key="quarters_per_year")))
    with pytest.raises(EstimateError, match="quarters_per_year: neither an answer nor a row of book 1"):
        estimate(scenario(), book)


def test_graphs_are_kept_in_a_bounded_number():
    for count in range(GRAPHS_KEPT + 10):
        needs = {"answers": dict.fromkeys(NEEDS[: count // 3], "must")}
        hosting = {"region": ("us-east-1", "eu-west-1", "ca-central-1")[count % 3]}
        prepare(scenario(needs=needs, hosting=hosting), shipped(1), Run())
    assert len(model_module._graphs) <= GRAPHS_KEPT
