"""Many variants of a scenario at likely values, those of one graph in one batch: alternatives, levels, curves."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np

from . import engine
from .book import Book
from .draws import Floats
from .estimate import OPTIONS, PlanChoice, RecoveryChoice, Run
from .inputs import Input
from .model import VIEWS, Model, prepare, total_name
from .scenario import Scenario

Key = tuple[str, str, str]  # option, view, basis


@dataclass(frozen=True)
class Variant:
    """One variant at likely values: totals and net present values in USD by (option, view, basis)."""

    total: Mapping[Key, float]
    npv: Mapping[Key, float]
    bases: tuple[str, ...]
    complete: bool
    plan: PlanChoice
    recovery: RecoveryChoice

    def difference(self, view: str, basis: str) -> float:
        """NPV of self-host minus cloud; negative = self-host is cheaper."""
        return self.npv[("self_host", view, basis)] - self.npv[("cloud", view, basis)]


def evaluate(scenarios: Sequence[Scenario], book: Book, run: Run | None = None) -> tuple[Variant, ...]:
    """Each scenario at likely values, in the order given. EstimateError when an input is missing."""
    return of_models([prepare(scenario, book, run or Run()) for scenario in scenarios])


def of_models(models: Sequence[Model]) -> tuple[Variant, ...]:
    """Each model at likely values, in the order given."""
    batches: dict[Any, list[int]] = defaultdict(list)
    for place, model in enumerate(models):
        batches[(id(model.graph), model.quarters)].append(place)
    found: dict[int, Variant] = {}
    for places in batches.values():
        found.update(zip(places, _batch([models[place] for place in places]), strict=True))
    return tuple(found[place] for place in range(len(models)))


def _batch(models: Sequence[Model]) -> list[Variant]:
    """Variants that share one graph: row i of every value belongs to model i."""
    first = models[0]
    keys: list[Key] = list(product(OPTIONS, VIEWS, first.bases))
    inputs = {name: _Stacked([model.inputs[name] for model in models]) for name in first.graph.leaves}
    names = [total_name(*key) for key in keys]
    values = engine.central(first.graph, inputs, first.quarters, [*names, "discount_factor"], rows=len(models))
    discount = values["discount_factor"]
    totals = {key: values[name] for key, name in zip(keys, names, strict=True)}
    return [
        Variant(
            total={key: float(value[row].sum()) for key, value in totals.items()},
            npv={key: float(value[row] @ discount[row]) for key, value in totals.items()},
            bases=model.bases,
            complete=not any(line.state == "not_estimated" for line in model.missing),
            plan=model.plan,
            recovery=model.recovery,
        )
        for row, model in enumerate(models)
    ]


class _Stacked:
    """The same input of several models, one below the other; kept single where it is the same in all."""

    def __init__(self, inputs: Sequence[Input]) -> None:
        self._inputs = inputs

    def central(self, quarters: Sequence[str]) -> Any:
        values = [found.central(quarters) for found in self._inputs]
        if not isinstance(values[0], np.ndarray):
            return values[0]
        same = all(value is values[0] or np.array_equal(value, values[0]) for value in values)
        stacked: Floats = values[0] if same else np.concatenate(values)
        return stacked
