"""Inputs that come from a row of a bill, ladder, recovery level or need; found by the prefix of their name."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

import numpy as np

from .bill import Row, bill_rows, copy_rows, region_of
from .bill_prices import ladder_steps, support_row, tier_steps
from .book import Book
from .book_prices import GLOBAL
from .book_rows import AssumptionRow, Gap, PriceRow
from .explanation import Leaf
from .functions import Ladder, Tiers
from .inputs import EstimateError, Input, Sized, fixed, from_assumption
from .late_support import database_ladder
from .place import place_of
from .scenario import Scenario

SUPPORT_PLAN = "support_plan"


class RowInputs:
    """Finds `price_…`, `free_…`, `tiers_…`, `ladder_…`, `recovery_share_…`, `need_<need>_<option>_<column>` …"""

    def __init__(self, scenario: Scenario, book: Book, level: str) -> None:
        self._book = book
        self._place = place_of(scenario, book)
        self._support = scenario.hosting.choice("support_plan")
        self._level = level
        self._bill = (*bill_rows(scenario, book), *copy_rows(scenario, book))

    def find(self, name: str) -> Input | None:
        """The input of that name; None when the prefix is not one of these."""
        makers: dict[str, Callable[[str], Input]] = {
            "price_": self._price,
            "free_": self._free,
            "tiers_": self._tiers,
            f"{SUPPORT_PLAN}_": self._support_minimum,
            "ladder_": self._ladder,
            "database_sizes_vcpu": self._database_vcpu,
            "recovery_share_": self._share,
            "need_": self._need,
            "certificate_years_": self._certificate_years,
        }
        for prefix, make in makers.items():
            if name.startswith(prefix):
                return make(name.removeprefix(prefix))
        return None

    def _component(self, name: str) -> Row:
        row = next((row for row in self._bill if row["component"] == name), None)
        if row is None:
            raise EstimateError(f"{name}: no component of the bill")
        return row

    def _price_row(self, row: Row) -> PriceRow:
        price = self._book.price(row["provider"], region_of(row, self._place, self._book), row["service"], row["sku"])
        if isinstance(price, Gap):
            raise EstimateError(f"{row['service']} {row['sku']}: {price.reason}")
        return price

    def _price(self, component: str) -> Input:
        price = self._price_row(self._component(component))
        return _from_price(f"price_{component}", price)

    def _free(self, component: str) -> Input:
        row = self._component(component)
        number = float(row["free_quantity"])
        return fixed(
            f"free_{component}",
            number,
            label=f"Free: {row['label']}",
            unit="count",
            source=row["source"],
            basis="shape" if row["source"] else "judgement",
            notes=row["note"],
        )

    def _tiers(self, component: str) -> Input:
        """Volume steps; those of a flow are counted by the quarter, as its quantity is."""
        if component == SUPPORT_PLAN:
            row = self._support_plan
            steps = self._book.tiers(row["provider"], GLOBAL, row["service"], row["tiers"])
            return self._steps(component, row, steps, per_bound=1.0, price=None)
        row = self._component(component)
        steps = tier_steps(row, self._book, self._place)
        months = self._book.assumptions["months_per_quarter"].likely if row["per"] == "each" else 1.0
        return self._steps(component, row, steps, months, self._price_row(row))

    def _steps(self, component: str, row: Row, steps: Sequence[Row], per_bound: float, price: PriceRow | None) -> Input:
        """The steps; what the price list says of the first paid step moves them all."""
        paid = next(step for step in steps if float(step["price_usd"]) > 0)
        first = price.price_usd if price else float(paid["price_usd"])
        level = first / float(paid["price_usd"])
        where = {"source": price.source, "as_of": price.as_of} if price else paid
        tiers = Tiers(
            name=f"tiers_{component}",
            bounds=np.array([float(step["from"]) * per_bound for step in steps]),
            prices=np.array([float(step["price_usd"]) * level for step in steps]),
        )
        words = "; ".join(f"from {step['from']} {step['unit']}: {step['price_usd']}" for step in steps)
        label = f"Volume steps, {row['service']}, {self._place.region}"
        basis = price.basis if price else "quoted"
        return Sized(_listed(tiers.name, label, paid["unit"], first, where, basis, words), tiers)

    @property
    def _support_plan(self) -> Row:
        row = support_row(self._book, self._place.provider, self._support)
        if row is None:
            raise EstimateError(f"no support plan of {self._place.provider} in book {self._book.number}")
        return row

    def _support_minimum(self, name: str) -> Input:
        """What the provider's support plan costs a month at least."""
        row = self._support_plan
        price = self._book.price(row["provider"], GLOBAL, row["service"], row["minimum_sku"])
        if isinstance(price, Gap):
            raise EstimateError(f"{row['label']}: {price.reason}")
        return _from_price(f"{SUPPORT_PLAN}_{name}", price)

    def _ladder(self, name: str) -> Input:
        steps, _ = ladder_steps(name, self._book, self._place)
        ladder = Ladder(
            name=f"ladder_{name}",
            sizes=tuple(step.row["size"] for step in steps),
            capacities=np.array([float(step.row["capacity"]) for step in steps]),
            values=np.array([step.price.price_usd * float(step.row["multiple"]) for step in steps]),
        )
        words = "; ".join(
            f"{size} {usd:.6g}" + (f" (derived: {step.price.derivation})" if step.price.derivation else "")
            for size, usd, step in zip(ladder.sizes, ladder.values, steps, strict=True)
        )
        basis = "derived" if any(step.price.basis != "quoted" for step in steps) else "quoted"
        first = steps[0].price
        label = f"Sizes and prices, {first.service}, {first.region}"
        where = {"source": first.source, "as_of": first.as_of}
        return Sized(_listed(ladder.name, label, first.unit, float(ladder.values[0]), where, basis, words), ladder)

    def _database_vcpu(self, _: str) -> Input:
        """vCPU of each size of database that can be bought here."""
        name = database_ladder(self._book, self._place)
        steps = ladder_steps(name, self._book, self._place)[0]
        ladder = Ladder(
            name="database_sizes_vcpu",
            sizes=tuple(step.row["size"] for step in steps),
            capacities=np.array([float(step.row["capacity"]) for step in steps]),
            values=np.array([float(step.row["vcpu"]) for step in steps]),
        )
        words = "; ".join(f"{step.row['size']} {step.row['vcpu']}" for step in steps)
        first = steps[0]
        where = {"source": first.row["source"], "as_of": first.price.as_of}
        label = f"Sizes and vCPU, {first.price.service}, {first.price.region}"
        leaf = _listed(ladder.name, label, "vCPU", float(ladder.values[0]), where, first.row["basis"], words)
        return Sized(replace(leaf, unit="vCPU"), ladder)

    def _share(self, part: str) -> Input:
        row = _shares(self._book)[self._level, part]
        label = f"Standby share of {part}, {self._level.replace('_', ' ')}"
        return self._range(row, "share_", f"recovery_share_{self._level}_{part}", label, "ratio", row["why"])

    def _certificate_years(self, certificate: str) -> Input:
        """For how many years a certificate is valid before it is paid for again."""
        row = next(row for row in self._book.rows("certificates") if row["certificate"] == certificate)
        label = f"Years between two payments: {row['label']}"
        number = float(row["valid_years"])
        return fixed(
            f"certificate_years_{certificate}",
            number,
            label=label,
            unit="years",
            source=row["source"],
            basis=row["basis"],
            notes=row["note"],
        )

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


@lru_cache(maxsize=8)
def _shares(book: Book) -> Mapping[tuple[str, str], Row]:
    return {(row["level"], row["recovery_part"]): row for row in book.rows("recovery_parts")}


def _from_price(name: str, price: PriceRow) -> Input:
    return fixed(
        name,
        price.price_usd,
        label=f"{price.service}: {price.sku}, {price.region}",
        unit=f"USD/{price.unit}",
        source=price.source,
        basis=price.basis,
        as_of=price.as_of,
        notes=price.derivation,
    )


def _listed(key: str, label: str, unit: str, first: float, where: Row, basis: str, words: str) -> Leaf:
    """The leaf of a price list in several steps; its value is the first one that is paid."""
    return Leaf(
        kind="price",
        key=key,
        label=label,
        unit=f"USD/{unit}",
        value=first,
        low=None,
        high=None,
        source=where["source"],
        as_of=where["as_of"],
        basis=basis,
        claim="",
        notes=words,
    )
