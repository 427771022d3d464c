"""The book: one numbered, checked, immutable set of every table that an estimate rests on."""

from __future__ import annotations

import datetime
import hashlib
import json
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Literal, cast

import pandas as pd

from estimator.book_checks import meta_faults
from estimator.book_csv import BookError, decode_csv, earliest_day, read_table_csv, rows_faults
from estimator.book_prices import PriceList, TierList
from estimator.book_rows import AssumptionRow, FxRow, Gap, PriceRow
from estimator.tables import TABLES

__all__ = [
    "AssumptionRow",
    "Book",
    "BookError",
    "FxRow",
    "Gap",
    "PriceRow",
    "decode_csv",
    "read_table_csv",
    "rows_faults",
    "shipped_folders",
]

Row = Mapping[str, str]
_DATA = Path(__file__).parent / "data"
_NAMED_BY_STORE = ("number", "revision")  # given on load, no part of what the book says


def shipped_folders() -> tuple[Path, ...]:
    """Folders of the shipped books, book 1 first."""
    return tuple(sorted(path.parent for path in _DATA.glob("book-*/book.toml")))


class Frames(Mapping[str, pd.DataFrame]):
    """Tables as data frames of text, fresh each time: nobody can change the book through one."""

    def __init__(self, rows: Mapping[str, tuple[Row, ...]]) -> None:
        self._rows = rows

    def __getitem__(self, table: str) -> pd.DataFrame:
        columns = list(TABLES[table].column_names)
        return pd.DataFrame([dict(row) for row in self._rows[table]], columns=columns, dtype=str)

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)


class Book:
    """Every table of one book, checked and unchangeable; equal to another book when their content is equal."""

    _meta: Mapping[str, str]
    _rows: Mapping[str, tuple[Row, ...]]
    _filled: tuple[str, ...]

    def __init__(
        self,
        meta: Mapping[str, str],
        tables: Mapping[str, Sequence[Row]],
        filled: tuple[str, ...] = (),
    ) -> None:
        """Checks everything first: raises BookError with all faults, so that no half-loaded book exists."""
        faults = [*meta_faults(meta), *_tables_faults(tables)]
        if faults:
            raise BookError(faults)
        rows = {name: _sorted_rows(name, tables[name]) for name in TABLES}
        self.__dict__.update(_meta=MappingProxyType(dict(meta)), _rows=MappingProxyType(rows), _filled=filled)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("a book cannot be changed")

    def __reduce__(self) -> tuple[object, ...]:
        tables = {name: [dict(row) for row in rows] for name, rows in self._rows.items()}
        return (Book, (dict(self._meta), tables, self._filled))

    @classmethod
    def from_folder(cls, path: Path) -> Book:
        """The book of a folder with `book.toml` and one CSV per table; raises BookError with every fault."""
        faults: list[str] = []
        tables: dict[str, list[dict[str, str]]] = {}
        known = {f"{name}.csv" for name in TABLES}
        faults += [f"{file.name}: no such table" for file in sorted(path.glob("*.csv")) if file.name not in known]
        for name in TABLES:
            try:
                tables[name] = read_table_csv(name, decode_csv(name, _read(path / f"{name}.csv")))
            except BookError as error:
                faults += error.faults
        try:
            meta = _read_meta(path / "book.toml")
        except BookError as error:
            faults += error.faults
        if faults:
            raise BookError(faults)
        return cls(meta, tables)

    @classmethod
    def from_tables(cls, meta: Mapping[str, str], tables: Mapping[str, Sequence[Row]]) -> Book:
        """The book of rows that are already in memory (database, form); raises BookError with every fault."""
        return cls(meta, tables)

    def meta(self) -> dict[str, str]:
        """The book's own data as text: number, revision, label, origin, as_of and the rest of book.toml."""
        return dict(self._meta)

    @property
    def filled(self) -> tuple[str, ...]:
        """Rows taken from the shipped book because this own book lacked them, as table/key."""
        return self._filled

    @property
    def number(self) -> int:
        """Number under which the book is known."""
        return int(self._meta["number"])

    @property
    def revision(self) -> int:
        """Counts the published states of one shipped folder."""
        return int(self._meta["revision"])

    @property
    def label(self) -> str:
        """Name for people."""
        return self._meta["label"]

    @property
    def origin(self) -> Literal["shipped", "own"]:
        """Whether it came with the product."""
        return cast(Literal["shipped", "own"], self._meta["origin"])

    @property
    def as_of(self) -> datetime.date:
        """Day of the state of knowledge."""
        return datetime.date.fromisoformat(self._meta["as_of"])

    @property
    def default_staffing_basis(self) -> Literal["quarters", "tasks"]:
        """Staffing basis of the headline figures."""
        return cast(Literal["quarters", "tasks"], self._meta["default_staffing_basis"])

    @property
    def model_version(self) -> str:
        """Version of the model whose keys the book carries."""
        return self._meta["model_version"]

    @property
    def rests_on(self) -> str:
        """What the book rests on, in a sentence."""
        return self._meta["rests_on"]

    @cached_property
    def tables(self) -> Mapping[str, pd.DataFrame]:
        """Every table as a data frame of text cells ("" = not known)."""
        return Frames(self._rows)

    def rows(self, table: str) -> tuple[Row, ...]:
        """Rows of one table in the order of its key columns, cells as written."""
        return self._rows[table]

    @cached_property
    def assumptions(self) -> Mapping[str, AssumptionRow]:
        """Assumption rows by key."""
        return MappingProxyType({row["key"]: AssumptionRow.from_cells(row) for row in self._rows["assumptions"]})

    @cached_property
    def _price_list(self) -> PriceList:
        return PriceList(self._rows["prices"], self._rows["regional_factors"], self._rows["no_public_price"])

    def price(self, provider: str, region: str, service: str, sku: str) -> PriceRow | Gap:
        """List price in USD, quoted or derived, or the declared gap; KeyError if the book is silent."""
        return self._price_list.find(provider, region, service, sku)

    @cached_property
    def _tier_list(self) -> TierList:
        return TierList(self._rows["tiers"])

    def tiers(self, provider: str, region: str, service: str, sku: str) -> tuple[Row, ...]:
        """Volume steps in a region, lowest first; empty where one price holds for every volume."""
        return self._tier_list.find(provider, region, service, sku)

    @cached_property
    def _fx(self) -> Mapping[str, FxRow]:
        return {
            row["currency"]: FxRow(row["currency"], float(row["usd_per_unit"]), row["as_of"], row["source"])
            for row in self._rows["fx"]
        }

    def fx(self, currency: str) -> FxRow:
        """Exchange rate in USD per unit of `currency`; KeyError if the book has none."""
        return self._fx[currency]

    def oldest_price_as_of(self) -> datetime.date:
        """Earliest day to which a price of the book belongs."""
        return min(earliest_day(row["as_of"]) for row in self._rows["prices"])

    def is_stale(self, today: datetime.date) -> bool:
        """Whether the oldest price is more than twelve months old."""
        oldest = self.oldest_price_as_of()
        return (today.year - 1, today.month, today.day) > (oldest.year, oldest.month, oldest.day)

    @cached_property
    def content_hash(self) -> str:
        """SHA-256 over everything the book says, its number and revision included."""
        return _hash(self._meta, self._rows)

    @cached_property
    def values_hash(self) -> str:
        """SHA-256 over all but number and revision: tells whether a folder changed since it was loaded."""
        return _hash({k: v for k, v in self._meta.items() if k not in _NAMED_BY_STORE}, self._rows)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Book) and self.content_hash == other.content_hash

    def __hash__(self) -> int:
        return hash(self.content_hash)

    def with_missing_from(self, shipped: Book) -> Book:
        """This book plus the rows of `shipped` whose keys it lacks; `filled` names them as table/key."""
        filled = list(self._filled)
        tables: dict[str, Sequence[Row]] = dict(self._rows)
        for name, spec in TABLES.items():
            if not spec.fillable:
                continue
            own = {_key(name, row) for row in self._rows[name]}
            missing = [row for row in shipped.rows(name) if _key(name, row) not in own]
            tables[name] = (*self._rows[name], *missing)
            filled += [f"{name}/{'/'.join(_key(name, row))}" for row in missing]
        return Book(self._meta, tables, tuple(filled))


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise BookError([f"{path.name}: the file is missing or cannot be read"]) from error


def _read_meta(path: Path) -> dict[str, str]:
    try:
        values = tomllib.loads(_read(path).decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BookError([f"{path.name}: not readable as TOML ({error})"]) from error
    return {key: str(value) for key, value in values.items()}


def _tables_faults(tables: Mapping[str, Sequence[Row]]) -> list[str]:
    faults = [f"{name}.csv: no such table" for name in tables if name not in TABLES]
    for name in TABLES:
        if name not in tables:
            faults.append(f"{name}.csv: the table is missing")
            continue
        faults += rows_faults(name, tables[name])
    return faults


def _key(table: str, row: Row) -> tuple[str, ...]:
    return tuple(row[column] for column in TABLES[table].key_columns)


def _sorted_rows(table: str, rows: Sequence[Row]) -> tuple[Row, ...]:
    return tuple(MappingProxyType(dict(row)) for row in sorted(rows, key=lambda row: _key(table, row)))


def _hash(meta: Mapping[str, str], tables: Mapping[str, tuple[Row, ...]]) -> str:
    content = {
        "meta": dict(meta),
        "tables": {
            name: [[row[column] for column in TABLES[name].column_names] for row in tables[name]] for name in TABLES
        },
    }
    text = json.dumps(content, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
