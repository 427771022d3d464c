"""The three readings of every formula held against each other, and the tracer's own rules."""

import inspect
import sys
from collections.abc import Callable, Iterator
from types import CodeType, FrameType
from typing import Any

import numpy as np
import pytest

from estimator import Run, engine, formulas, functions
from estimator.model import Model, prepare
from estimator.node import Node
from estimator.request_points import points_graph
from estimator.tracing import Expression, Tracer, call, expression_of, trace
from tests.estimator.book_parts import shipped
from tests.estimator.generated import TYPICAL, typical
from tests.estimator.texts import evaluate, names_in

SEED, DRAWS = 5, 64


def text_of(node: Node) -> str:
    return node.expression.text(lambda leaf: leaf.name)


def without_lots(node: Node) -> set[str]:
    return {name for name in node.inputs if not name.startswith("lot_")}


@pytest.fixture(scope="module", params=list(TYPICAL))
def model(request: pytest.FixtureRequest) -> Model:
    return prepare(typical(request.param), shipped(1), Run())


def test_the_text_of_every_formula_names_every_quantity_it_depends_on(model):
    for node in model.graph.nodes:
        assert names_in(text_of(node)) == without_lots(node), node.name


def test_at_likely_values_text_and_array_agree(model):
    quarters = model.quarters
    names = [node.name for node in model.graph.nodes]
    values: dict[str, Any] = engine.central(model.graph, model.inputs, quarters, names)
    values |= {name: found.central(quarters) for name, found in model.inputs.items()}
    for node in model.graph.nodes:
        found = evaluate(text_of(node), values, occurs=lambda chance: chance)
        np.testing.assert_allclose(np.broadcast_to(found, values[node.name].shape), values[node.name], rtol=1e-12)


def occurs_in(lots: list[Any]) -> Callable[[Any], Any]:
    return lambda chance: functions.occurs(chance, *lots)


def test_in_every_draw_text_and_array_agree(model):
    """Sizes, ceilings, allowances and events away from the likely values, too."""
    quarters = model.quarters
    names = [node.name for node in model.graph.nodes]
    (values,) = engine.drawn(model.graph, model.inputs, quarters, names, SEED, DRAWS)
    values |= {name: found.drawn(SEED, DRAWS, quarters) for name, found in model.inputs.items()}
    for node in model.graph.nodes:
        lots = [values[name] for name in node.inputs if name.startswith("lot_")]
        found = evaluate(text_of(node), values, occurs_in(lots))
        np.testing.assert_allclose(found, values[node.name], rtol=1e-12, err_msg=node.name)


def formula_codes() -> dict[CodeType, str]:
    """Code of every function of the formula files, by its name."""
    return {
        function.__code__: f"{module.__name__}.{name}"
        for module in formulas.MODULES
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__
    }


def executed(work: Iterator[object]) -> set[CodeType]:
    """Code that runs while the iterator is walked."""
    called: set[CodeType] = set()

    def note(frame: FrameType, event: str, _: object) -> None:
        called.add(frame.f_code)

    sys.setprofile(note)
    try:
        for _ in work:
            pass
    finally:
        sys.setprofile(None)
    return called


def test_the_typical_scenarios_meet_every_formula():
    models = [prepare(typical(name), shipped(1), Run()) for name in TYPICAL]
    nodes = (node for model in models for node in (*model.graph.nodes, *points_graph(model).nodes))
    called = executed(trace(node.formula, node.inputs) for node in nodes)
    never = {name for code, name in formula_codes().items() if code not in called}
    assert not never


def test_every_quantity_has_a_unit_and_a_sentence(model):
    for node in model.graph.nodes:
        assert node.tag("unit"), node.name
        assert node.sentence.endswith("."), node.name


# --- the tracer --------------------------------------------------------------------------------


def traced(formula) -> str:
    names = list(inspect.signature(formula).parameters)
    return trace(formula, names).text(lambda leaf: leaf.name)


@pytest.mark.parametrize(
    ("formula", "text"),
    [
        (lambda a, b, c: a - (b - c), "a - (b - c)"),
        (lambda a, b, c: (a - b) - c, "a - b - c"),
        (lambda a, b, c: a / (b * c), "a / (b * c)"),
        (lambda a, b, c: a * (b / c), "a * b / c"),
        (lambda a, b, c: (a + b) * c, "(a + b) * c"),
        (lambda a, b, c: a**b * c, "a ^ b * c"),
        (lambda a, b, c: a ** (b * c), "a ^ (b * c)"),
        (lambda a, b: (1 + a) ** b, "(1 + a) ^ b"),
        (lambda a: 1 * a, "a"),
        (lambda a: -a, "0 - a"),
        (lambda a, b: np.maximum(a - 1, 0) * b, "max(a - 1, 0) * b"),
        (lambda a, b: np.where(a > b, a, 0.25), "if(a > b, a, 0.25)"),
        (lambda a, b: np.where(a == b, 1, np.ceil(b)), "if(a = b, 1, ceil(b))"),
        (lambda a, b: functions.step(a, b), "step(a, b)"),
        (lambda a, b: functions.tiered(a, b), "tiered(a, b)"),
        (lambda a: functions.cumulative(a / 4), "cumulative(a / 4)"),
        (lambda a, b: functions.occurs(a, b), "occurs(a)"),
        (lambda a, b: functions.total_of([a, b, a]), "a + b + a"),
        (lambda: functions.total_of([]), "0"),
    ],
)
def test_the_text_has_the_brackets_it_needs_and_no_more(formula, text):
    assert traced(formula) == text


def test_a_text_and_its_formula_agree_where_brackets_matter():
    values = {"a": 7.0, "b": 3.0, "c": 2.0}
    for formula in (
        lambda a, b, c: a - (b - c),
        lambda a, b, c: a / (b * c),
        lambda a, b, c: a ** (b - c) - (c - a) * b,
    ):
        assert evaluate(traced(formula), values, lambda chance: chance) == pytest.approx(formula(**values))


@pytest.mark.parametrize(
    "formula",
    [
        lambda a: np.sin(a),
        lambda a: np.add.reduce(a),
        lambda a: np.maximum(a, 0, where=True),
        lambda a: np.clip(a, 0, 1),
        lambda a: np.where(a, 1, 0) % 2,
        lambda a: np.sum(a),
        lambda a: np.sort(a, axis=0),
    ],
)
def test_what_has_no_text_is_refused(formula):
    with pytest.raises(TypeError, match="formulas may not use"):
        traced(formula)


def test_numbers_inside_a_formula_keep_their_value():
    assert expression_of(2).number == 2.0
    assert expression_of(0.1).text(lambda leaf: leaf.name) == "0.1"
    assert expression_of(Tracer.named("a")) == Expression("a")
    assert expression_of(call("step", 1, Tracer.named("b"))).text(lambda leaf: leaf.name) == "step(1, b)"


def test_a_sum_with_nothing_and_a_product_with_one_are_their_other_part():
    def formula(a, b):
        return (a * 1 + np.zeros((1, 1))) * b + (0 + b)

    assert trace(formula, ["a", "b"]).text(lambda leaf: leaf.name) == "a * b + b"
