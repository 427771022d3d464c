"""The extract as text for each tool, made of the traced formulas; nothing is typed twice."""

import re
from collections.abc import Callable, Iterator

from estimator.tracing import Expression

from .extract import TOTAL, Extract, Row

Show = Callable[[Expression], str]


def named(name: str) -> str:
    """A name that every tool takes: letters, digits and underscores."""
    return re.sub(r"\W", "_", name)


def unrolled(found: Extract) -> Iterator[tuple[str, float | Row | Expression, Show]]:
    """Every quantity in order, once for each quarter where it differs: name, what it is, how its leaves are named."""
    for name, numbers in found.numbers.items():
        for at, number in enumerate(numbers):
            yield in_quarter(found, name, at), number, _nothing
    for row in found.rows:
        yield named(row.name), row, _nothing
    for name, formula in found.formulas:
        for at in range(len(found.quarters) if name in found.timed else 1):
            yield in_quarter(found, name, at), formula, _leaves_in(found, at)


def in_quarter(found: Extract, name: str, at: int) -> str:
    """The name of a quantity in the quarter numbered `at`."""
    return f"{named(name)}_q{at}" if name in found.timed else named(name)


def summed(found: Extract) -> list[str]:
    """The names that the total adds up: every line in every quarter."""
    return [in_quarter(found, line, at) for line in found.lines for at in range(len(found.quarters))]


def _nothing(leaf: Expression) -> str:
    return leaf.name


def _leaves_in(found: Extract, at: int) -> Show:
    return lambda leaf: leaf.name if leaf.number is not None else in_quarter(found, leaf.name, at)


def squiggle_text(found: Extract) -> str:
    """A Squiggle model whose last line is the mean of the sum of all lines."""
    lines = [f"{name} = {_squiggle(what, show)}" for name, what, show in unrolled(found)]
    return "\n".join([*lines, f"{TOTAL} = {' + '.join(summed(found))}", f"mean({TOTAL})"])


def _squiggle(what: float | Row | Expression, show: Show) -> str:
    if isinstance(what, Row):
        return _squiggle_row(what)
    return what.text(show) if isinstance(what, Expression) else repr(what)


def _squiggle_row(row: Row) -> str:
    if row.triangular and row.low < row.likely < row.high:
        return f"triangular({row.low!r}, {row.likely!r}, {row.high!r})"
    if row.triangular:  # Squiggle has no triangle whose mode is one of its ends
        share = "(1 - uniform(0, 1) ^ 0.5)" if row.likely == row.low else "uniform(0, 1) ^ 0.5"
        return f"{row.low!r} + {row.high - row.low!r} * {share}"
    return f"{row.low!r} + {row.high - row.low!r} * beta({row.alpha!r}, {row.beta!r})"


def python_text(found: Extract) -> str:
    """A function `total(dice)` of plain Python: one draw of every row, then the sum of all lines."""
    lines = [f"    {name} = {_python(what, show)}" for name, what, show in unrolled(found)]
    return "\n".join([f"def {TOTAL}(dice):", *lines, f"    return {' + '.join(summed(found))}"])


def _python(what: float | Row | Expression, show: Show) -> str:
    if isinstance(what, Row) and what.triangular:
        return f"dice.triangular({what.low!r}, {what.high!r}, {what.likely!r})"
    if isinstance(what, Row):
        return f"{what.low!r} + {what.high - what.low!r} * dice.betavariate({what.alpha!r}, {what.beta!r})"
    return _powers(what.text(show)) if isinstance(what, Expression) else repr(what)


def _powers(text: str) -> str:
    return text.replace("^", "**")


def numpy_text(found: Extract) -> str:
    """A function `total(given)` of NumPy: the sum of all lines over a block of draws, all quarters at once.

    `given`: rows, shape (draws, 1), and inputs that differ by quarter, shape (1, quarters).
    """
    lines = [f"    {named(name)} = {numbers[0]!r}" for name, numbers in found.numbers.items() if len(numbers) == 1]
    asked = [*(name for name, numbers in found.numbers.items() if len(numbers) > 1), *(row.name for row in found.rows)]
    lines += [f"    {named(name)} = given[{name!r}]" for name in asked]
    lines += [f"    {named(name)} = {_powers(formula.text(_leaf))}" for name, formula in found.formulas]
    timed = [named(line) for line in found.lines if line in found.timed]
    plain = [named(line) for line in found.lines if line not in found.timed]
    sums = [(timed, ""), (plain, f"{len(found.quarters)} * ")]
    total = " + ".join(f"{times}({' + '.join(names)}).sum()" for names, times in sums if names)
    return "\n".join([f"def {TOTAL}(given):", *lines, f"    return {total}"])


def _leaf(leaf: Expression) -> str:
    return named(leaf.name) if leaf.number is None else leaf.name


def sheet_row(found: Extract, at: int) -> list[str]:
    """The formulas of one draw, one a column, in the row numbered `at`; the last one is the sum of all lines.

    Beta distributions are drawn by BETA.INV, triangles as the larger of two random numbers on either side.
    """
    every = list(unrolled(found))
    cells = {name: f"{column_name(place)}{at}" for place, (name, _, _) in enumerate(every)}
    formulas = [_sheet(what, _in_cells(cells, show)) for _, what, show in every]
    return [*formulas, "+".join(cells[name] for name in summed(found))]


def _in_cells(cells: dict[str, str], show: Show) -> Show:
    return lambda leaf: cells.get(show(leaf), show(leaf))


def _sheet(what: float | Row | Expression, show: Show) -> str:
    if isinstance(what, Row):
        return _sheet_row(what)
    return what.text(show) if isinstance(what, Expression) else repr(what)


def _sheet_row(row: Row) -> str:
    if not row.triangular:
        return f"_xlfn.BETA.INV(RAND(),{row.alpha!r},{row.beta!r},{row.low!r},{row.high!r})"
    return _triangle(row)


def _triangle(row: Row) -> str:
    """Drawn as the weighted extreme of two random numbers, which keeps to one cell."""
    width, rise = row.high - row.low, (row.likely - row.low) / (row.high - row.low)
    high, low = f"MAX(RAND(),RAND())*{rise!r}", f"1-MAX(RAND(),RAND())*{1 - rise!r}"
    return f"{row.low!r}+{width!r}*IF(RAND()<{rise!r},{high},{low})"


def column_name(place: int) -> str:
    """A, B … Z, AA …"""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
