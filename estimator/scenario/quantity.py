"""The two kinds of answer a scenario is made of: a quantity (a number with unit and bounds) and a choice."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema

UNKNOWN = "unknown"


@dataclass(frozen=True)
class Given:
    """A number somebody gave: low = likely = high when exact, else their P10, most likely and P90."""

    low: float
    likely: float
    high: float

    @property
    def exact(self) -> bool:
        return self.low == self.high


@dataclass(frozen=True)
class Quantity:
    """What a number in a scenario means: unit, bounds, wording, and the book row that stands in while it is unknown.

    A valid answer is a number, {"low", "likely", "high"} or "unknown"; it is stored as `Given`, unknown as None.
    """

    unit: str
    minimum: float
    maximum: float
    label: str
    why: str = ""
    where: str = ""
    default_key: str = ""

    def parse(self, value: object) -> Given | None:
        """Read an answer; ValueError says in one sentence what is wrong with it."""
        if value is None or value == UNKNOWN or isinstance(value, Given):
            return value if isinstance(value, Given) else None
        if isinstance(value, Mapping):
            return self._parse_range(value)
        number = self._number(value)
        return Given(number, number, number)

    def _parse_range(self, value: Mapping[Any, Any]) -> Given:
        if set(value) != {"low", "likely", "high"}:
            raise ValueError("a range has exactly the three parts low, likely and high")
        low, likely, high = (self._number(value[part]) for part in ("low", "likely", "high"))
        if not low <= likely <= high:
            raise ValueError(f"low ({low:g}) ≤ likely ({likely:g}) ≤ high ({high:g}) does not hold")
        return Given(low, likely, high)

    def _number(self, value: object) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise ValueError(f'{value!r:.40} is neither a number in {self.unit}, a range nor "unknown"')
        if value != value or abs(value) == float("inf"):
            raise ValueError(f"{value} is not a number to calculate with")
        if not self.minimum <= value <= self.maximum:
            raise ValueError(f"{value!s:.24} is outside {self.minimum:,.10g} to {self.maximum:,.10g} {self.unit}")
        return float(value)

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(
            self.parse, serialization=core_schema.plain_serializer_function_ser_schema(dump_quantity)
        )

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        number = {"type": "number", "minimum": self.minimum, "maximum": self.maximum}
        parts = ("low", "likely", "high")
        as_range = {
            "type": "object",
            "properties": dict.fromkeys(parts, number),
            "required": list(parts),
            "additionalProperties": False,
        }
        return {
            "title": self.label,
            "description": self.why,
            "unit": self.unit,
            "default_assumption": self.default_key,
            "anyOf": [number, as_range, {"const": UNKNOWN}],
        }


def dump_quantity(value: Given | None) -> float | dict[str, float] | str:
    """The answer as it stands in a Case file: number, range or "unknown"."""
    if value is None:
        return UNKNOWN
    if value.exact:
        return value.likely
    return {"low": value.low, "likely": value.likely, "high": value.high}


@dataclass(frozen=True)
class Choice:
    """Wording of a choice: one label per option; `default` is what an unknown answer counts as."""

    label: str
    options: Mapping[str, str]
    default: str
    why: str = ""
    where: str = ""

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {
            **handler(schema),
            "title": self.label,
            "description": self.why,
            "labels": dict(self.options),
            "counts_as_when_unknown": self.default,
        }
