"""What every sub-model of a scenario shares: strict, immutable, walkable."""

from collections.abc import Iterator
from functools import cache

from pydantic import BaseModel, ConfigDict

from .quantity import UNKNOWN, Choice, Given, Quantity


class Answers(BaseModel):
    """A family of answers: unknown fields are refused, absent means unknown."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    @classmethod
    def declared(cls) -> dict[str, Quantity | Choice]:
        """Every field with a declared meaning."""
        return _declared(cls)

    def quantities(self) -> Iterator[tuple[str, Quantity, Given | None]]:
        """Every quantity with its answer: (name, meaning, Given or None while unknown)."""
        for name, meaning in self.declared().items():
            if isinstance(meaning, Quantity):
                yield name, meaning, getattr(self, name)

    def choice(self, name: str) -> str:
        """The answer to a choice, its default while unknown."""
        value: str = getattr(self, name)
        meaning = self.declared()[name]
        return meaning.default if value == UNKNOWN and isinstance(meaning, Choice) else value


@cache
def _declared(family: type[Answers]) -> dict[str, Quantity | Choice]:
    return {
        name: meaning
        for name, field in family.model_fields.items()
        for meaning in field.metadata
        if isinstance(meaning, Quantity | Choice)
    }
