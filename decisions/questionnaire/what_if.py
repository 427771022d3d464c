"""The form of “Try other values”: a slider with an exact box for each input, and one other answer to a choice."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from decisions.advice.what_if import Changes, Movable
from decisions.report import format as fmt
from decisions.report.answers import unit_words
from estimator.scenario import Quantity, Scenario
from estimator.sensitivity import Alternative

WIDTH, HEIGHT = 120.0, 30.0
CHOICE = "choice"
STEPS, FEWEST_STEPS, FINER = 200, 20, 3  # of a slider from end to end


@dataclass(frozen=True)
class Slider:
    """One input: its field, ends, and its curve drawn in a box of WIDTH × HEIGHT."""

    name: str
    movable: Movable
    field: forms.BoundField
    value: float
    points: str
    zero: float | None
    at: tuple[float, float]

    @property
    def unit(self) -> str:
        """The unit in words."""
        return unit_words(self.movable.driver.leaf.unit)

    @property
    def step(self) -> float:
        """A step of the slider: round where both ends then lie on a step, else an equal part."""
        low, high = self.movable.driver.low, self.movable.driver.high
        largest = math.floor(math.log10((high - low) / FEWEST_STEPS))
        for power in range(largest, largest - FINER, -1):
            step = 10.0**power
            if all(math.isclose(round(end / step) * step, end, rel_tol=1e-9) for end in (low, high)):
                return step
        return (high - low) / STEPS


class Exact(forms.FloatField):
    """A number within the bounds of its meaning; the fault names them."""

    def __init__(self, meaning: Quantity) -> None:
        super().__init__(
            required=False,
            min_value=meaning.minimum,
            max_value=meaning.maximum,
            label=meaning.label,
            widget=forms.NumberInput(attrs={"step": "any", "inputmode": "decimal"}),
            error_messages={"invalid": "Write one number, without a unit."},
        )


class WhatIfForm(forms.Form):
    """What is tried: only what differs from the likely value counts as a change."""

    def __init__(self, movables: Sequence[Movable], data: Mapping[str, Any] | None = None) -> None:
        """`movables`: the inputs on the page, in their order."""
        super().__init__(data, use_required_attribute=False, auto_id="%s")
        self.movables = {one.place.replace(".", "-"): one for one in movables}
        for name, one in self.movables.items():
            self.fields[name] = Exact(one.meaning)
            self.initial[name] = shown(one.driver.likely)
        self.fields[CHOICE] = forms.CharField(required=False, max_length=120)

    def changes(self) -> Changes:
        """Place in the Case → number or option, of what is changed; needs a valid form."""
        found: dict[str, float | str] = {}
        for name, one in self.movables.items():
            value = self.cleaned_data.get(name)
            if value is not None and value != shown(one.driver.likely):
                found[one.place] = value
        place, _, option = self.cleaned_data.get(CHOICE, "").partition("=")
        if place and option:
            found[place] = option
        return found

    def sliders(self) -> Iterator[Slider]:
        """Every input with its curve; all curves share one scale, so that steep ones look steep."""
        heights = [value for one in self.movables.values() for value in one.curve.differences]
        low, high = min(heights, default=0.0), max(heights, default=1.0)
        for name, one in self.movables.items():
            bound = self[name]
            yield Slider(
                name=name,
                movable=one,
                field=bound,
                value=_number(bound.value(), one.driver.likely),
                points=" ".join(f"{x:.1f},{y:.1f}" for x, y in _line(one, low, high)),
                zero=_height(0.0, low, high) if low < 0 < high else None,
                at=_line(one, low, high)[one.curve.values.index(one.driver.likely)],
            )


def shown(value: float) -> float | int:
    """The likely value as the box shows it: six digits, no point where there is nothing behind it."""
    rounded = fmt.significant(value, 6)
    return int(rounded) if rounded == int(rounded) else rounded


def _number(value: Any, otherwise: float) -> float:
    try:
        return float(value)
    except (TypeError, ValueError):
        return otherwise


def _line(one: Movable, low: float, high: float) -> list[tuple[float, float]]:
    driver = one.driver
    width = driver.high - driver.low
    return [
        ((x - driver.low) / width * WIDTH, _height(y, low, high))
        for x, y in zip(one.curve.values, one.curve.differences, strict=True)
    ]


def _height(difference: float, low: float, high: float) -> float:
    """Where a difference lies in the box: self-hosting dearer is up."""
    return (1 - (difference - low) / ((high - low) or 1.0)) * (HEIGHT - 4) + 2


@dataclass(frozen=True)
class Other:
    """Another answer to a choice, in words; `value` is what the form sends."""

    value: str
    question: str
    answer: str
    effect: str


def others(found: Sequence[Alternative], money: Any) -> list[Other]:
    """Alternatives with a figure; `money` writes an amount of USD in words."""
    made = []
    for one in found:
        meaning: Any = getattr(Scenario(), one.family).declared()[one.name]
        side = "self-hosting" if one.moved < 0 else "Medplum Cloud"
        effect = f"{money(abs(one.moved))} in favour of {side}" if round(one.moved) else "no difference"
        if one.turns:
            effect += ", and another option is cheaper"
        if not one.complete:
            effect += ", without what has no price"
        made.append(Other(f"{one.family}.{one.name}={one.option}", meaning.label, meaning.options[one.option], effect))
    return made
