"""Finds the price of a SKU in a region: exact row, else derived, else declared gap, else the global row.

Beside it stand the volume steps of what is priced by how much one takes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from estimator.book_rows import Gap, PriceRow

GLOBAL = "global"
ANY_SKU = "all"
Place = tuple[str, str, str, str]  # provider, region, service, sku


class PriceList:
    """Price rows, regional factors and declared gaps of one book, indexed for look-up."""

    def __init__(
        self,
        prices: Iterable[Mapping[str, str]],
        factors: Iterable[Mapping[str, str]],
        gaps: Iterable[Mapping[str, str]],
    ) -> None:
        self._prices = {_place(row): row for row in prices}
        self._factors = {
            (row["provider"], row["region"], row["service"], sku): row
            for row in factors
            for sku in row["sku"].split("|")
        }
        self._gaps = {_place(row): row for row in gaps}
        self._found: dict[Place, PriceRow | Gap] = {}

    def find(self, provider: str, region: str, service: str, sku: str) -> PriceRow | Gap:
        """Price or declared gap; KeyError if the book says nothing about this SKU in this region."""
        place = (provider, region, service, sku)
        if place not in self._found:
            self._found[place] = self._look_up(place)
        return self._found[place]

    def _look_up(self, place: Place) -> PriceRow | Gap:
        provider, region, service, sku = place
        everywhere = (provider, GLOBAL, service, sku)
        if place in self._prices:
            return _quoted(self._prices[place])
        if place in self._factors:
            return self._derived(place)
        for gap in (place, (provider, region, service, ANY_SKU)):
            if gap in self._gaps:
                return _gap(self._gaps[gap], region, sku)
        if everywhere in self._prices:
            return _quoted(self._prices[everywhere])
        if everywhere in self._gaps:
            return _gap(self._gaps[everywhere], region, sku)
        raise KeyError(f"no price and no declared gap: {' / '.join(place)}")

    def _derived(self, place: Place) -> PriceRow:
        provider, region, service, sku = place
        factor = self._factors[place]
        base = self._prices[(provider, factor["base_region"], service, sku)]
        return PriceRow(
            provider=provider,
            region=region,
            service=service,
            sku=sku,
            unit=base["unit"],
            price_usd=float(base["price_usd"]) * float(factor["factor"]),
            as_of=base["as_of"],
            source=base["source"],
            basis="judgement" if factor["basis"] == "judgement" else "derived",
            derivation=(
                f"{factor['base_region']} {base['price_usd']} × {factor['factor']} ({factor['computed_from']})"
            ),
        )


def _place(row: Mapping[str, str]) -> Place:
    return (row["provider"], row["region"], row["service"], row["sku"])


def _quoted(row: Mapping[str, str]) -> PriceRow:
    words = {name: row[name] for name in ("provider", "region", "service", "sku", "unit", "as_of", "source")}
    return PriceRow(**words, price_usd=float(row["price_usd"]), basis="quoted", derivation="")


def _gap(row: Mapping[str, str], region: str, sku: str) -> Gap:
    words = {name: row[name] for name in ("provider", "service", "kind", "reason", "instead")}
    return Gap(region=region, sku=sku, **words)


EVERYWHERE = "all"


class TierList:
    """Volume steps of one book by provider, region, service and SKU."""

    def __init__(self, rows: Iterable[Mapping[str, str]]) -> None:
        self._rows = tuple(row for row in rows if row["kind"] in ("free", "tier"))
        self._found: dict[Place, tuple[Mapping[str, str], ...]] = {}

    def find(self, provider: str, region: str, service: str, sku: str) -> tuple[Mapping[str, str], ...]:
        """Steps that hold in the region, lowest first; empty where none is known that is paid for."""
        place = (provider, region, service, sku)
        if place not in self._found:
            self._found[place] = self._look_up(place)
        return self._found[place]

    def _look_up(self, place: Place) -> tuple[Mapping[str, str], ...]:
        provider, region, service, sku = place
        held = [
            row
            for row in self._rows
            if (row["provider"], row["service"], row["sku"]) == (provider, service, sku)
            and (row["region_group"] == EVERYWHERE or region in row["region_group"].split())
        ]
        paid = any(float(row["price_usd"]) > 0 for row in held)
        return tuple(sorted(held, key=lambda row: float(row["from"]))) if paid else ()
