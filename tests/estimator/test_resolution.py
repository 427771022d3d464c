"""Each function is resolved once for what it reads of a configuration, and the result is Hamilton's own."""

from types import ModuleType

import pytest
from hamilton import driver, settings
from hamilton.ad_hoc_utils import create_temporary_module
from hamilton.function_modifiers import config

from estimator import Run, formulas, graph, model, resolution
from estimator.functions import Amount
from tests.estimator.book_parts import shipped
from tests.estimator.generated import TYPICAL, scenario


@pytest.mark.parametrize("case", TYPICAL)
def test_quantities_are_those_of_hamiltons_own_graph(case, monkeypatch) -> None:
    seen = []

    def noted(found, *modules):
        seen.append(found)
        return graph.resolved(found, *modules)

    monkeypatch.setattr(model, "resolved", noted)
    model.forget_graphs()
    model.prepare(scenario(**TYPICAL[case]), shipped(1), Run(draws=64))
    chosen = seen[0]
    found = resolution.quantities(formulas.MODULES, {settings.ENABLE_POWER_USER_MODE: True, **chosen})
    again = resolution.quantities(formulas.MODULES, {settings.ENABLE_POWER_USER_MODE: True, **chosen})
    built = driver.Builder().with_modules(*formulas.MODULES)
    made = built.with_config({settings.ENABLE_POWER_USER_MODE: True, **chosen}).build().graph
    expected = {name: node for name, node in made.nodes.items() if not node.user_defined}
    assert list(found) == list(again) == list(expected)
    for name, node in expected.items():
        assert found[name].inputs == tuple(dependency.name for dependency in node.dependencies)
        assert found[name].tags == node.tags
        assert found[name].sentence == (node.documentation or "").strip()


def test_a_function_that_reads_a_word_is_resolved_anew_when_the_word_changes() -> None:
    @config.when(kind="a")  # type: ignore[untyped-decorator]
    def price__a(base: Amount) -> Amount:
        """By a."""
        return base

    @config.when(kind="b")  # type: ignore[untyped-decorator]
    def price__b(base: Amount, other: Amount) -> Amount:
        """By b."""
        return base + other

    module = create_temporary_module(price__a, price__b)
    assert resolution.quantities([module], {"kind": "a"})["price"].inputs == ("base",)
    assert resolution.quantities([module], {"kind": "b"})["price"].inputs == ("base", "other")
    assert resolution.quantities([module], {}) == {}


def test_two_functions_of_one_name_are_refused() -> None:
    def price(base: Amount) -> Amount:
        """A price."""
        return base

    def twice() -> ModuleType:
        return create_temporary_module(price)

    with pytest.raises(ValueError, match="two functions make price"):
        resolution.quantities([twice(), twice()], {})
