"""Where another option becomes the cheaper one at likely values, while a single input is moved.

A turn is looked for between neighbouring points of the input's curve, the nearest on each side of the likely value,
then narrowed down. A size that jumps (the next larger database) turns at the jump.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from .curves import Central, Curve

PARTS = 10  # each round narrows every bracket to a tenth
ROUNDS = 7


@dataclass(frozen=True)
class Switch:
    """`before`: the last value that leaves the answer; `value`: the next one, at which the other option is cheaper.

    `way`: how much of the way from the likely value to the end of the range that is, 0 to 1.
    """

    name: str
    before: float
    value: float
    way: float


@dataclass
class _Bracket:
    curve: Curve
    near: float
    far: float


def switches(central: Central, curves: Sequence[Curve]) -> Mapping[str, tuple[Switch, ...]]:
    """The nearest switch below and above the likely value of each driver, the nearer first; none: no entry."""
    if not curves:
        return {}
    now = curves[0].differences[curves[0].values.index(curves[0].driver.likely)]
    brackets = [bracket for curve in curves for bracket in _brackets(curve, now < 0)]
    for _ in range(ROUNDS if brackets else 0):
        _narrow(central, brackets, now < 0)
    found: dict[str, tuple[Switch, ...]] = {}
    for bracket in brackets:
        driver = bracket.curve.driver
        switch = Switch(driver.name, bracket.near, bracket.far, driver.way(bracket.far))
        found[driver.name] = tuple(sorted((*found.get(driver.name, ()), switch), key=lambda one: one.way))
    return found


def _brackets(curve: Curve, self_host_cheaper: bool) -> list[_Bracket]:
    """From the likely value outward: the first two neighbours between which the cheaper option changes."""
    start = curve.values.index(curve.driver.likely)
    found = []
    for step in (-1, 1):
        places = range(start, len(curve.values) if step > 0 else -1, step)
        for near, far in pairwise(places):
            if (curve.differences[far] < 0) != self_host_cheaper:
                found.append(_Bracket(curve, curve.values[near], curve.values[far]))
                break
    return found


def _narrow(central: Central, brackets: Sequence[_Bracket], self_host_cheaper: bool) -> None:
    """Cut each bracket into parts and keep the first in which the answer changes."""
    inner = [np.linspace(one.near, one.far, PARTS + 1)[1:-1] for one in brackets]
    moves = [(one.curve.driver.name, float(value)) for one, row in zip(brackets, inner, strict=True) for value in row]
    turned = ((central.differences(moves) < 0) != self_host_cheaper).reshape(len(brackets), PARTS - 1)
    for one, row, flags in zip(brackets, inner, turned, strict=True):
        first = int(np.argmax(flags)) if flags.any() else PARTS - 1
        one.near, one.far = (
            one.near if first == 0 else float(row[first - 1]),
            one.far if first == PARTS - 1 else float(row[first]),
        )
