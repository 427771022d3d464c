"""Everything about what decides, of one estimate; each part is worked out when somebody asks for it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from estimator.draws import Floats
from estimator.estimate import Combination, Run
from estimator.inputs import Ranged
from estimator.model import Model

from .alternatives import Alternative, alternatives
from .curves import Central, Curve, Move
from .drivers import Driver, drivers_of
from .equal_cost import EqualCost, cost_of_people, equal_cost
from .influence import Drawn, Influence
from .rerun import rerun
from .switching import Switch, switches

JUDGEMENT = "judgement"


class Sensitivity:
    """What decides under the headline view and basis. `differences`: NPV, self-host minus cloud, of every draw."""

    def __init__(self, model: Model, run: Run, view: str, basis: str, differences: Floats) -> None:
        self._model = model
        self._run = run
        self._view = view
        self._basis = basis
        self._central = Central(model, view, basis)
        self._drawn = Drawn(differences, run)

    @cached_property
    def drivers(self) -> Mapping[str, Driver]:
        """Every input that can be moved, by name."""
        return {driver.name: driver for driver in drivers_of(self._model)}

    @cached_property
    def curves(self) -> Mapping[str, Curve]:
        """The difference at likely values along each driver."""
        return {curve.driver.name: curve for curve in self._central.curves(list(self.drivers.values()))}

    @property
    def tornado(self) -> tuple[Curve, ...]:
        """Drivers with a range, the one that moves the difference furthest first."""
        ranged = [curve for curve in self.curves.values() if curve.driver.ranged]
        return tuple(sorted(ranged, key=lambda curve: -curve.swing))

    @cached_property
    def switches(self) -> Mapping[str, tuple[Switch, ...]]:
        """Where the cheaper option changes, by driver; a driver without an entry does not change it."""
        return switches(self._central, list(self.curves.values()))

    @property
    def nearest(self) -> tuple[Switch, ...]:
        """The nearer switch of each driver, the nearest of all first."""
        return tuple(sorted((found[0] for found in self.switches.values()), key=lambda switch: switch.way))

    @cached_property
    def people(self) -> Curve | None:
        """The curve of what people cost; None where it is no input."""
        return cost_of_people(list(self.curves.values()))

    @cached_property
    def equal_cost(self) -> tuple[EqualCost, ...]:
        """The price of Medplum Cloud at which both options cost the same, for each cost of people and each basis."""
        return equal_cost(self._model, self._view, self.people) if self.people else ()

    @cached_property
    def influences(self) -> Mapping[str, Influence]:
        """What each driver with a range does to the difference, from the draws."""
        inputs = {name: found for name, found in self._model.inputs.items() if isinstance(found, Ranged)}
        return {found.name: found for found in self._drawn.influences(list(self.drivers.values()), inputs)}

    def influence(self, name: str) -> Influence | None:
        """What one input does, from the draws; None where it has no range here."""
        driver, found = self.drivers.get(name), self._model.inputs.get(name)
        if driver is None or not driver.ranged or not isinstance(found, Ranged):
            return None
        return self._drawn.influences([driver], {name: found})[0]

    def value_at(self, name: str, share: float) -> float:
        """The value of a driver with a range below which this share of its draws lies, 0 to 1."""
        found = self._model.inputs[name]
        return found.quantile(share, self._run.draws) if isinstance(found, Ranged) else self.drivers[name].likely

    @property
    def value_of_knowing_all_usd(self) -> float:
        """What certainty about everything would be worth at most, USD of today."""
        return self._drawn.value_of_knowing_all_usd

    @property
    def width_usd(self) -> float:
        """From P10 to P90 of the difference."""
        return self._drawn.width_usd

    @cached_property
    def shares(self) -> Mapping[str, float]:
        """Share of the spread by what it rests on: answers, judgement, sources; the rest are events and what inputs
        do together."""
        found = {"answers": 0.0, "judgement": 0.0, "sources": 0.0}
        for name, influence in self.influences.items():
            leaf = self.drivers[name].leaf
            kind = "answers" if leaf.kind == "answer" else "judgement" if leaf.basis == JUDGEMENT else "sources"
            found[kind] += influence.share
        explained = sum(found.values())
        scale = 1.0 / explained if explained > 1.0 else 1.0
        shares = {kind: share * scale for kind, share in found.items()}
        return {**shares, "rest": max(0.0, 1.0 - sum(shares.values()))}

    @cached_property
    def alternatives(self) -> tuple[Alternative, ...]:
        """Every other answer to every choice, the one that moves the difference furthest first."""
        model = self._model
        return alternatives(model.scenario, model.book, self._run, self._view, self._basis)

    def rerun(self, moves: Sequence[Move], combinations: Sequence[Combination]) -> list[tuple[Combination, ...]]:
        """The combinations with draws, one input held at a value: one tuple for each (input, value)."""
        return [tuple(_compared(one, found) for one in combinations) for found in rerun(self._model, self._run, moves)]

    def differences(self, moves: Sequence[Move]) -> Floats:
        """The difference at likely values for each (input, value)."""
        return self._central.differences(moves)


def _compared(one: Combination, found: Mapping[tuple[str, str, str], Floats]) -> Combination:
    own, cloud = (found[(option, one.view, one.basis)] for option in ("self_host", "cloud"))
    return replace(
        one,
        probability_self_host_cheaper=float((own < cloud).mean()),
        npv=float((own - cloud).mean()),
        npv_self_host=float(own.mean()),
        npv_cloud=float(cloud.mean()),
        walk_away_price_per_month=None,
    )
