"""What a draft changes: rows added, removed or changed against the book that it is based on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from assumptions.models import Book
from assumptions.stored import Cells, meta_of, row_key, tables_of
from estimator.tables import TABLES

DETAILS = "details"  # label, as-of date and what else the book says of itself
_SET_BY_PUBLISHING = ("number", "revision", "origin", "model_version")


@dataclass(frozen=True)
class CellChange:
    """One cell, before and after; "" is a cell that is not there or not known."""

    column: str
    before: str
    after: str


@dataclass(frozen=True)
class RowChange:
    """One row of one table; `cells` names what changed, or every cell that an added or removed row fills."""

    table: str
    key: str
    kind: Literal["added", "removed", "changed"]
    cells: tuple[CellChange, ...]


def diff(draft: Book) -> tuple[RowChange, ...]:
    """Every change of a draft against its base, by table and key."""
    stored = Book.objects.select_related("based_on").get(pk=draft.pk)
    if stored.based_on is None:
        return ()
    before, after = tables_of(stored.based_on), tables_of(stored)
    changes = list(_details(stored.based_on, stored))
    for table in TABLES:
        changes += table_changes(table, before.get(table, []), after.get(table, []))
    return tuple(changes)


def table_changes(table: str, before: list[Cells], after: list[Cells]) -> tuple[RowChange, ...]:
    """Changes between two states of one table, by key."""
    old, new = _by_key(table, before), _by_key(table, after)
    return tuple(
        RowChange(table, key, _kind(key, old, new), cells)
        for key in sorted({*old, *new})
        if (cells := _cells(TABLES[table].column_names, old.get(key, {}), new.get(key, {})))
    )


def _details(base: Book, draft: Book) -> tuple[RowChange, ...]:
    before, after = meta_of(base), meta_of(draft)
    for name in _SET_BY_PUBLISHING:
        del before[name], after[name]
    cells = _cells(tuple(after), before, after)
    return (RowChange(DETAILS, "book", "changed", cells),) if cells else ()


def _by_key(table: str, rows: list[Cells]) -> dict[str, Cells]:
    return {row_key(TABLES[table], row): row for row in rows}


def _kind(key: str, old: Mapping[str, Cells], new: Mapping[str, Cells]) -> Literal["added", "removed", "changed"]:
    if key not in old:
        return "added"
    return "changed" if key in new else "removed"


def _cells(columns: Sequence[str], old: Cells, new: Cells) -> tuple[CellChange, ...]:
    return tuple(
        CellChange(column, old.get(column, ""), new.get(column, ""))
        for column in columns
        if old.get(column, "") != new.get(column, "")
    )
