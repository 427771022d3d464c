"""What one row of a book's table is once its cells are read: assumption, price, gap, exchange rate."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from estimator.table_spec import CURRENCIES


@dataclass(frozen=True)
class AssumptionRow:
    """One input of the model: its range in `unit`, how it is distributed, and where it comes from."""

    key: str
    group: str
    label: str
    unit: str
    low: float
    likely: float
    high: float
    as_of: str
    source: str
    notes: str
    basis: str
    shape: str
    ends: str
    use: str
    claim: str
    basis_group: str

    @classmethod
    def from_cells(cls, cells: Mapping[str, str]) -> AssumptionRow:
        """The row of checked cells."""
        numbers = {name: float(cells[name]) for name in ("low", "likely", "high")}
        return cls(**{**cells, **numbers})  # type: ignore[arg-type]

    @property
    def currency(self) -> str:
        """Currency of the figures; USD where the unit names none."""
        money = self.unit.partition("/")[0]
        return money if money in CURRENCIES else "USD"


@dataclass(frozen=True)
class PriceRow:
    """A list price in USD for one `unit` of a SKU in a region; `derivation` tells how it was derived."""

    provider: str
    region: str
    service: str
    sku: str
    unit: str
    price_usd: float
    as_of: str
    source: str
    basis: Literal["quoted", "derived", "judgement"]
    derivation: str


@dataclass(frozen=True)
class Gap:
    """A declared gap: no public price exists, for a reason, and what stands instead."""

    provider: str
    region: str
    service: str
    sku: str
    kind: str
    reason: str
    instead: str


@dataclass(frozen=True)
class FxRow:
    """How many USD one unit of a currency is worth."""

    currency: str
    usd_per_unit: float
    as_of: str
    source: str
