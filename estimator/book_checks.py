"""Checks across the cells of one table of a book: ranges, shapes, sources, periods, ladders."""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence

from estimator.table_spec import ENDS, RECOVERY_LEVELS, RECOVERY_PARTS, STAFFING_BASES

Row = Mapping[str, str]
Fault = tuple[str, str]  # column, what is wrong with it

META_KEYS = (
    "number",
    "revision",
    "label",
    "origin",
    "as_of",
    "default_staffing_basis",
    "model_version",
    "rests_on",
)
_IDENTIFIER = re.compile(r"[a-z][a-z0-9_]*", re.ASCII)
_FLOOR = re.compile(r"[a-z]+>=[0-9]+(\.[0-9]+)*", re.ASCII)
_COUNTING_NUMBER = re.compile(r"[1-9][0-9]{0,8}", re.ASCII)
_IDENTIFIERS = {
    "assumptions": ("key", "group"),
    "bill_of_materials": ("platform", "shape", "component", "quantity"),
    "shapes": ("platform", "shape", "quantity"),
    "ladders": ("ladder", "need"),
    "correlations": ("factor",),
    "patient_bands": ("key",),
    "certificates": ("key",),
}
_ABOVE_ZERO = {"prices": "price_usd", "certificates": "valid_years", "fx": "usd_per_unit", "regional_factors": "factor"}
_RANGES = {
    "readiness": ("setup_hours", "recurring_hours_per_year"),
    "recovery_parts": ("share",),
    "migration_times": ("hours",),
    "needs": (
        "workaround_hours",
        "workaround_usd_month",
        "workaround_hours_year",
        "self_host_hours",
        "self_host_usd_month",
        "self_host_hours_year",
    ),
}
_BOUNDED_SHAPES = ("pert", "triangular", "constant", "bernoulli")
_QUARTERS_PER_YEAR = 4
_NO_CORRELATION_ABOVE = 1.0 + 1e-9


def meta_faults(meta: Mapping[str, str]) -> list[str]:
    """Faults of a book's own data (book.toml)."""
    faults = [f"book.toml: {key} is not known" for key in meta if key not in META_KEYS]
    faults += [f"book.toml: {key} is missing" for key in META_KEYS if not str(meta.get(key, "")).strip()]
    if faults:
        return faults
    for key in ("number", "revision"):
        if not _COUNTING_NUMBER.fullmatch(meta[key]):
            faults.append(f"book.toml: {key} {meta[key]!r} is no whole number from 1")
    for key, words in (("origin", ("shipped", "own")), ("default_staffing_basis", STAFFING_BASES)):
        if meta[key] not in words:
            faults.append(f"book.toml: unknown {key} {meta[key]!r}; known are {', '.join(words)}")
    try:
        datetime.date.fromisoformat(meta["as_of"])
    except ValueError:
        faults.append(f"book.toml: as_of {meta['as_of']!r} is no date; write YYYY-MM-DD")
    return faults


def row_faults(table: str, rows: Sequence[Row], numbers: Sequence[int] | None = None) -> list[str]:
    """Faults inside the rows of one table whose cells are already checked."""
    numbers = numbers or range(2, len(rows) + 2)
    faults = [
        f"{table}.csv row {number}, column {column}: {what}"
        for number, row in zip(numbers, rows, strict=True)
        for column, what in _faults_of_row(table, row)
    ]
    across = _ACROSS_ROWS.get(table)
    return faults + ([f"{table}.csv: {what}" for what in across(rows)] if across else [])


def _faults_of_row(table: str, row: Row) -> Iterator[Fault]:
    for column in _IDENTIFIERS.get(table, ()):
        if not _IDENTIFIER.fullmatch(row[column]):
            yield column, f"{row[column][:40]!r} is no key; write small letters, digits and underscores"
    if table in _ABOVE_ZERO and float(row[_ABOVE_ZERO[table]]) <= 0:
        yield _ABOVE_ZERO[table], "must be above 0"
    yield from _source_faults(row)
    for prefix in _RANGES.get(table, ()):
        yield from _range_faults(row, *(f"{prefix}_{end}" for end in ("low", "likely", "high")))
    if table in _OWN_RULES:
        yield from _OWN_RULES[table](row)


def _source_faults(row: Row) -> Iterator[Fault]:
    if "source" in row and not row["source"].strip() and row.get("basis") != "judgement":
        yield "source", "empty, and the row is not marked judgement"


def _range_faults(row: Row, low: str, likely: str, high: str) -> Iterator[Fault]:
    cells = [row[column] for column in (low, likely, high)]
    if all(not cell for cell in cells):
        return
    if not all(cells):
        yield likely, "low, likely and high belong together: fill all three or none"
        return
    numbers = [float(cell) for cell in cells]
    if numbers[0] > numbers[1]:
        yield low, f"low {cells[0]} is above likely {cells[1]}"
    if numbers[1] > numbers[2]:
        yield likely, f"likely {cells[1]} is above high {cells[2]}"


def _assumption_faults(row: Row) -> Iterator[Fault]:
    ordered = list(_range_faults(row, "low", "likely", "high"))
    yield from ordered
    if ordered:
        return
    low, high = float(row["low"]), float(row["high"])
    shape, unit = row["shape"], row["unit"]
    if shape == "constant" and low != high:
        yield "shape", "constant, but low and high differ"
    if shape != "constant" and low == high:
        yield "shape", f"{shape}, but low equals high: write constant"
    if (row["ends"] == ENDS[0]) != (shape in _BOUNDED_SHAPES):
        yield "ends", f"{row['ends']} does not go with {shape}"
    if shape == "lognormal" and low <= 0:
        yield "low", "a lognormal row must be above 0"
    if shape == "log_availability" and not 0 < low <= high < 1:
        yield "high", "an availability must be above 0 and below 1"
    if shape == "bernoulli" and high > (_QUARTERS_PER_YEAR if unit == "count/year" else 1):
        yield "high", "a chance is at most 1 (at most 4 events a year, one in each quarter)"
    if low < 0 and (unit != "ratio/year" or low <= -1):
        yield "low", f"{row['low']} is below what {unit} allows"


def _need_faults(row: Row) -> Iterator[Fault]:
    for prefix in ("workaround", "self_host"):
        if row[f"{prefix}_cost"] == "estimated" and not row[f"{prefix}_hours_likely"]:
            yield f"{prefix}_hours_likely", "empty, but the cost is marked estimated"


def _plan_price_faults(row: Row) -> Iterator[Fault]:
    if bool(row["price"]) == (row["unit"] == "quote"):
        yield "price", "a price needs a unit of money, and no price the unit quote"
    if row["valid_from"] and row["valid_to"] and row["valid_from"] > row["valid_to"]:
        yield "valid_to", f"{row['valid_to']} lies before valid_from {row['valid_from']}"


def _tier_faults(row: Row) -> Iterator[Fault]:
    if row["to"] and float(row["to"]) <= float(row["from"]):
        yield "to", f"{row['to']} is not above from {row['from']}"


def _platform_faults(row: Row) -> Iterator[Fault]:
    if not row["bill"].strip() and not row["because"].strip():
        yield "because", "empty, and the platform has no bill: say why it is not estimated"


def _release_faults(row: Row) -> Iterator[Fault]:
    for floor in filter(None, row["requires"].split(";")):
        if not _FLOOR.fullmatch(floor):
            yield "requires", f"{floor[:40]!r} is no floor; write product>=version"


def _correlation_faults(rows: Sequence[Row]) -> Iterator[str]:
    explained: dict[str, float] = defaultdict(float)
    for row in rows:
        explained[row["key"]] += float(row["loading"]) ** 2
    for key, share in explained.items():
        if share > _NO_CORRELATION_ABOVE:
            yield f"loadings of {key} explain more than all of it (sum of squares {share:.3f})"


def _ladder_faults(rows: Sequence[Row]) -> Iterator[str]:
    steps: dict[str, dict[int, Row]] = defaultdict(dict)
    for row in rows:
        steps[row["ladder"]][int(row["step"])] = row
    for ladder, by_step in steps.items():
        if sorted(by_step) != list(range(1, len(by_step) + 1)):
            yield f"steps of {ladder} are not 1, 2, 3, …"
            continue
        if len({row["need"] for row in by_step.values()}) > 1:
            yield f"steps of {ladder} are chosen by more than one need"
        for column in ("capacity", "vcpu", "memory_gb"):
            sizes = [float(by_step[step][column]) for step in sorted(by_step)]
            if sizes != sorted(sizes):
                yield f"{column} of {ladder} falls from one step to the next"


def _factor_faults(rows: Sequence[Row]) -> Iterator[str]:
    seen: set[tuple[str, ...]] = set()
    for row in rows:
        for sku in row["sku"].split("|"):
            place = (row["provider"], row["region"], row["service"], sku)
            if place in seen:
                yield f"duplicate key {' / '.join(place)!r}"
            seen.add(place)


def _recovery_faults(rows: Sequence[Row]) -> Iterator[str]:
    known = {(row["level"], row["recovery_part"]) for row in rows}
    for level in RECOVERY_LEVELS:
        for part in RECOVERY_PARTS:
            if (level, part) not in known:
                yield f"{level} says nothing about {part}"


_OWN_RULES: dict[str, Callable[[Row], Iterator[Fault]]] = {
    "assumptions": _assumption_faults,
    "needs": _need_faults,
    "plan_prices": _plan_price_faults,
    "tiers": _tier_faults,
    "platforms": _platform_faults,
    "releases": _release_faults,
}
_ACROSS_ROWS: dict[str, Callable[[Sequence[Row]], Iterator[str]]] = {
    "correlations": _correlation_faults,
    "ladders": _ladder_faults,
    "regional_factors": _factor_faults,
    "recovery_parts": _recovery_faults,
}
