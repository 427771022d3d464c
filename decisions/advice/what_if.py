"""A case with some answers tried: numbers and choices of the scenario, and own values for rows of the book."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from decisions.case import Case, CaseError, read_case
from estimator.book import Book
from estimator.own_rows import can_be_replaced, meaning_of
from estimator.scenario import Choice, Quantity, Scenario
from estimator.sensitivity import Curve, Driver, Sensitivity

Changes = Mapping[str, float | str]  # "people.country" or key of a row → number or option
PLACES = {"plan_price_per_month": "needs.quote_per_month"}  # a price tried is a price in writing


@dataclass(frozen=True)
class Movable:
    """An input that can be tried: where it stands in the Case, its meaning, and its curve."""

    place: str
    meaning: Quantity
    curve: Curve

    @property
    def driver(self) -> Driver:
        """The input itself."""
        return self.curve.driver


def movables(found: Sensitivity, book: Book) -> tuple[Movable, ...]:
    """Every input that can be tried, the one that moves the difference furthest first."""
    places = {name: f"{family}.{name}" for family, answers in Scenario().families() for name in answers.declared()}
    made = []
    for curve in found.curves.values():
        name, key = curve.driver.name, curve.driver.leaf.key
        place = PLACES.get(name) or places.get(name) or (key if can_be_replaced(key, book) else "")
        if place:
            made.append(Movable(place, declared(place, book), curve))
    return tuple(sorted(made, key=lambda one: -one.curve.swing))


def declared(place: str, book: Book) -> Quantity:
    """What a number tried at a place means. KeyError for a place that takes no number."""
    family, _, name = place.partition(".")
    if not name:
        return meaning_of(book.assumptions[place])
    meaning = getattr(Scenario(), family).declared()[name]
    if not isinstance(meaning, Quantity):
        raise KeyError(place)
    return meaning


def changed(case: Case, changes: Changes, book: Book) -> Case:
    """The case with the changes made; CaseError names each one that the book or the model does not know."""
    data: dict[str, Any] = case.model_dump(mode="json")
    scenario = data["scenario"]
    for place, value in changes.items():
        family, _, name = place.partition(".")
        if not name:
            scenario["assumed"]["values"][family] = value
        elif family in scenario and name in scenario[family]:
            scenario[family][name] = value
        else:
            raise CaseError([f"{place}: no such answer"])
    return read_case(data, book)


def words(changes: Changes, book: Book) -> list[tuple[str, str, str]]:
    """(label, value, unit) of each change, for sentences; a choice has no unit."""
    found = []
    for place, value in changes.items():
        family, _, name = place.partition(".")
        meaning = getattr(Scenario(), family).declared()[name] if name else meaning_of(book.assumptions[place])
        if isinstance(meaning, Choice):
            found.append((meaning.label, meaning.options[str(value)], ""))
        else:
            found.append((meaning.label, str(value), meaning.unit))
    return found
