"""Golden tables: a case goes in, its table of lines and totals comes out; a change of any figure is a reviewed line.

`pytest tests/estimator --update-golden` rewrites the tables. Cases are JSON beside them.
"""

import csv
import json
from pathlib import Path

import pytest

from estimator import Estimate, Scenario, estimate
from estimator.estimate import Line
from tests.estimator.book_parts import shipped

FOLDER = Path(__file__).parent / "golden"
CASES = sorted(path.stem for path in FOLDER.glob("*.json"))
COLUMNS = ("key", "option", "group", "state", "view", "basis", "mean", "first_year", "base_case", "because")
NUMBERS = ("mean", "first_year", "base_case")
RELATIVE = 1e-9


def table(found: Estimate) -> list[dict[str, str]]:
    """Every line, then every total and the figures of the comparison; amounts in USD over the horizon."""
    lines = sorted(found.lines, key=lambda line: (line.option, line.group, line.key))
    return [*map(line_row, lines), *total_rows(found)]


def line_row(line: Line) -> dict[str, str]:
    words = {name: str(getattr(line, name)) for name in ("key", "option", "group", "state", "view", "basis", "because")}
    if line.per_quarter is None or line.base_case is None:
        return words
    figures = sum(line.per_quarter), sum(line.per_quarter[:4]), sum(line.base_case)
    return words | {name: repr(number) for name, number in zip(NUMBERS, figures, strict=True)}


def total_rows(found: Estimate) -> list[dict[str, str]]:
    rows = []
    for option, result in found.options.items():
        words = {"option": option, "view": found.headline_view, "basis": found.basis}
        rows.append({"key": "total", **words, "mean": repr(result.total), "base_case": repr(result.base_case)})
        for name in ("npv", "p10", "p50", "p90"):
            rows.append({"key": name, **words, "mean": repr(getattr(result, name))})
    for one in found.combinations:
        words = {"view": one.view, "basis": one.basis}
        for name in ("npv", "probability_self_host_cheaper", "walk_away_price_per_month"):
            number = getattr(one, name)
            rows.append({"key": name, **words, "mean": "" if number is None else repr(number)})
    return rows


def read_table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write_table(path: Path, rows: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def differences(before: list[dict[str, str]], after: list[dict[str, str]]) -> list[str]:
    """One sentence for each row that came, went or has another cell."""
    names = ("key", "option", "view", "basis")
    old, new = ({tuple(row.get(name, "") for name in names): row for row in rows} for rows in (before, after))
    found = [f"{key}: gone" for key in old.keys() - new.keys()] + [f"{key}: new" for key in new.keys() - old.keys()]
    for key in old.keys() & new.keys():
        for column in COLUMNS:
            was, now = old[key].get(column) or "", new[key].get(column) or ""
            if was != now and not (column in NUMBERS and close(was, now)):
                found.append(f"{key} {column}: {was} → {now}")
    return sorted(found)


def close(was: str, now: str) -> bool:
    """Whether two written numbers are the same but for rounding."""
    return bool(was and now) and float(now) == pytest.approx(float(was), rel=RELATIVE, abs=1e-9)


@pytest.mark.parametrize("name", CASES)
def test_the_table_of_a_case_is_as_reviewed(name, pytestconfig):
    answers = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    rows = table(estimate(Scenario.model_validate(answers), shipped(1)))
    path = FOLDER / f"{name}.csv"
    if pytestconfig.getoption("--update-golden", default=False):
        write_table(path, rows)
    assert not differences(read_table(path), rows)


def test_there_are_cases_and_no_table_without_one():
    assert len(CASES) >= 5
    assert sorted(path.stem for path in FOLDER.glob("*.csv")) == CASES


def test_a_difference_beyond_rounding_is_reported():
    row = {"key": "a", "option": "cloud", "state": "estimated", "mean": "100.0"}
    assert not differences([row], [row | {"mean": "100.00000001"}])
    assert differences([row], [row | {"mean": "100.001"}]) == ["('a', 'cloud', '', '') mean: 100.0 → 100.001"]
    assert differences([row], [row | {"state": "not_estimated", "mean": ""}]) == [
        "('a', 'cloud', '', '') mean: 100.0 → ",
        "('a', 'cloud', '', '') state: estimated → not_estimated",
    ]
    assert differences([row], []) == ["('a', 'cloud', '', ''): gone"]
    assert differences([], [row]) == ["('a', 'cloud', '', ''): new"]
