"""Where both options cost the same at likely values: the price of Medplum Cloud for each cost of an engineer."""

from collections.abc import Sequence
from dataclasses import dataclass

from estimator import engine
from estimator.graph import part
from estimator.model import Model, total_name

from .curves import Curve, moved_inputs

PEOPLE = ("engineer_cost_per_year", "base_salary_per_year", "contractor_day_rate")
PRICED = ("cloud_priced_with_tax", "self_host_priced_with_tax", "cloud_price_weight", "self_host_price_weight")


@dataclass(frozen=True)
class EqualCost:
    """One basis: the monthly price of Medplum Cloud in USD at which both cost the same, for each cost of people.

    A price below nought means that Medplum Cloud is dearer even for nothing. `counted_usd_per_month`: the steady price
    that weighs as much as what is counted for the plan, rises, tax and a forced move included.
    """

    basis: str
    costs: tuple[float, ...]
    prices_usd_per_month: tuple[float, ...]
    counted_usd_per_month: tuple[float, ...]


def cost_of_people(curves: Sequence[Curve]) -> Curve | None:
    """The curve of what people cost a year (a day for contractors); None where nobody's cost is a range or answer."""
    by_name = {curve.driver.name: curve for curve in curves}
    return next((by_name[name] for name in PEOPLE if name in by_name), None)


def equal_cost(model: Model, view: str, curve: Curve) -> tuple[EqualCost, ...]:
    """For every basis, over the values of the curve."""
    return tuple(_of_basis(model, view, basis, curve) for basis in model.bases)


def _of_basis(model: Model, view: str, basis: str, curve: Curve) -> EqualCost:
    own, cloud = (total_name(option, view, basis) for option in ("self_host", "cloud"))
    names = [own, cloud, *PRICED, "discount_factor"]
    graph = part(model.graph, names)
    moves = [(curve.driver.name, value) for value in curve.values]
    inputs = moved_inputs(model, graph, moves)
    values = engine.central(graph, inputs, model.quarters, names, rows=len(moves))
    npv = {name: (values[name] * values["discount_factor"]).sum(axis=1) for name in names}
    rest = npv[own] - npv["self_host_priced_with_tax"] - npv[cloud] + npv["cloud_priced_with_tax"]
    weight = npv["cloud_price_weight"] - npv["self_host_price_weight"]
    paid = npv["cloud_priced_with_tax"] - npv["self_host_priced_with_tax"]
    return EqualCost(basis, curve.values, tuple((rest / weight).tolist()), tuple((paid / weight).tolist()))
