"""What every sub-model of a scenario shares: strict, immutable, walkable."""

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel, ConfigDict

from .quantity import Choice, Given, Quantity


class Answers(BaseModel):
    """A family of answers: unknown fields are refused, absent means unknown."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    @classmethod
    def declared(cls) -> Iterator[tuple[str, Quantity | Choice]]:
        """Every field with a declared meaning: (name, Quantity or Choice)."""
        for name, field in cls.model_fields.items():
            for meaning in field.metadata:
                if isinstance(meaning, Quantity | Choice):
                    yield name, meaning

    def quantities(self) -> Iterator[tuple[str, Quantity, Given | None]]:
        """Every quantity with its answer: (name, meaning, Given or None while unknown)."""
        for name, meaning in self.declared():
            if isinstance(meaning, Quantity):
                yield name, meaning, getattr(self, name)

    def choice(self, name: str) -> str:
        """The answer to a choice, its default while unknown."""
        value: str = getattr(self, name)
        meaning: Any = dict(self.declared())[name]
        return meaning.default if value == "unknown" else value
