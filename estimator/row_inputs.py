"""Inputs that come from a row of a bill, ladder, recovery level or need; found by the prefix of their name."""

from collections.abc import Callable

import numpy as np

from .book import Book
from .book_rows import AssumptionRow, Gap, PriceRow
from .estimate import Leaf
from .expansion import Row, bill_rows, ladder_rows
from .functions import Ladder
from .inputs import EstimateError, Input, Sized, fixed, from_assumption
from .scenario import Scenario


class RowInputs:
    """Finds `price_…`, `free_…`, `ladder_…`, `recovery_share_…` and `need_<need>_<option>_<column>`."""

    def __init__(self, scenario: Scenario, book: Book, level: str) -> None:
        self._book = book
        self._region = scenario.hosting.choice("region")
        self._level = level
        self._bill = bill_rows(scenario, book)

    def find(self, name: str) -> Input | None:
        """The input of that name; None when the prefix is not one of these."""
        makers: dict[str, Callable[[str], Input]] = {
            "price_": self._price,
            "free_": self._free,
            "ladder_": self._ladder,
            "recovery_share_": self._share,
            "need_": self._need,
        }
        for prefix, make in makers.items():
            if name.startswith(prefix):
                return make(name.removeprefix(prefix))
        return None

    def _component(self, name: str) -> Row:
        return next(row for row in self._bill if row["component"] == name)

    def _price_row(self, provider: str, service: str, sku: str) -> PriceRow:
        price = self._book.price(provider, self._region, service, sku)
        if isinstance(price, Gap):
            raise EstimateError(f"{service} {sku}: {price.reason}")
        return price

    def _price(self, component: str) -> Input:
        row = self._component(component)
        price = self._price_row(row["provider"], row["service"], row["sku"])
        return fixed(
            f"price_{component}",
            price.price_usd,
            label=f"{price.service}: {price.sku}, {price.region}",
            unit=f"USD/{price.unit}",
            source=price.source,
            basis=price.basis,
            as_of=price.as_of,
            notes=price.derivation,
        )

    def _free(self, component: str) -> Input:
        row = self._component(component)
        number = float(row["free_quantity"])
        return fixed(
            f"free_{component}",
            number,
            label=f"Free: {row['label']}",
            unit="count",
            source=row["note"],
            basis="shape",
        )

    def _ladder(self, name: str) -> Input:
        rows = ladder_rows(self._book, name)
        prices = [self._price_row(row["provider"], row["service"], row["sku"]) for row in rows]
        ladder = Ladder(
            name=f"ladder_{name}",
            sizes=tuple(row["size"] for row in rows),
            capacities=np.array([float(row["capacity"]) for row in rows]),
            values=np.array([price.price_usd for price in prices]),
        )
        words = "; ".join(
            f"{size} {price.price_usd:.6g}" + (f" (derived: {price.derivation})" if price.derivation else "")
            for size, price in zip(ladder.sizes, prices, strict=True)
        )
        basis = "derived" if any(price.basis != "quoted" for price in prices) else "quoted"
        leaf = Leaf(
            kind="price",
            key=f"ladder_{name}",
            label=f"Sizes and prices, {prices[0].service}, {prices[0].region}",
            unit=f"USD/{prices[0].unit}",
            value=float(ladder.values[0]),
            low=None,
            high=None,
            source=prices[0].source,
            as_of=prices[0].as_of,
            basis=basis,
            claim="",
            notes=words,
        )
        return Sized(leaf, ladder)

    def _share(self, part: str) -> Input:
        row = next(
            row
            for row in self._book.rows("recovery_parts")
            if row["level"] == self._level and row["recovery_part"] == part
        )
        label = f"Standby share of {part}, {self._level.replace('_', ' ')}"
        return self._range(row, "share_", f"recovery_share_{self._level}_{part}", label, "ratio", row["why"])

    def _need(self, name: str) -> Input:
        """`<need>_<option>_<column>`: hours, hours_year or usd_month of a need on one side."""
        for row in self._book.rows("needs"):
            for option, columns in (("self_host", "self_host"), ("cloud", "workaround")):
                start = f"{row['need']}_{option}_"
                if name.startswith(start):
                    column = f"{columns}_{name.removeprefix(start)}_"
                    unit = {"hours": "hours", "hours_year": "hours/year"}.get(name.removeprefix(start), "USD/month")
                    return self._range(row, column, f"need_{name}", row["label"], unit, "")
        raise EstimateError(f"need_{name}: no such need in book {self._book.number}")

    def _range(self, row: Row, column: str, key: str, label: str, unit: str, notes: str) -> Input:
        low, likely, high = (float(row[f"{column}{end}"] or 0) for end in ("low", "likely", "high"))
        cells = AssumptionRow(
            key=key,
            group="",
            label=label,
            unit=unit,
            low=low,
            likely=likely,
            high=high,
            as_of=row.get("as_of", ""),
            source=row["source"],
            notes=notes,
            basis=row["basis"],
            shape="constant" if low == high else "pert",
            ends="bounds",
            use="formula",
            claim="",
            basis_group="option-neutral",
        )
        return from_assumption(cells, (), widening=1.0)
