"""The texts for other tools: with every row at its likely value each gives what the graph gives."""

import re
from typing import Any

import numpy as np
import pytest

from benchmarks.peers.extract import LINES, extract
from benchmarks.peers.runners import at_random, by_engine, by_numpy, compiled
from benchmarks.peers.texts import column_name, numpy_text, python_text, sheet_row, squiggle_text
from estimator import engine

FOUND = extract()


def expected() -> float:
    values = engine.central(FOUND.graph, FOUND.inputs, FOUND.quarters, FOUND.lines)
    return float(sum(values[name].sum() for name in FOUND.lines))


def mode(alpha: float, beta: float) -> float:
    """Where a beta distribution is highest, 0 to 1."""
    return (alpha - 1) / (alpha + beta - 2)


class Dice:
    """Every draw is the likely one."""

    betavariate = staticmethod(mode)

    @staticmethod
    def triangular(low: float, high: float, likely: float) -> float:
        return likely


def test_the_extract_is_thirty_lines_that_differ_by_quarter_and_draw():
    assert len(FOUND.lines) == len(set(FOUND.lines)) == LINES == 30
    assert len(FOUND.rows) > 20
    assert len(FOUND.quarters) == 12
    assert FOUND.timed


def test_plain_python():
    assert compiled(python_text(FOUND))(Dice()) == pytest.approx(expected(), rel=1e-12)


def test_numpy():
    given = {row.name: np.array([[row.likely]]) for row in FOUND.rows}
    given |= {name: np.array([numbers]) for name, numbers in FOUND.numbers.items() if len(numbers) > 1}
    assert compiled(numpy_text(FOUND))(given) == pytest.approx(expected(), rel=1e-12)


def test_squiggle():
    """Its signs are Python's but for the power; the last line is the mean of the total."""
    *lines, total, last = squiggle_text(FOUND).replace("^", "**").splitlines()
    scope: dict[str, Any] = {"beta": mode, "triangular": lambda low, likely, high: likely, "uniform": lambda *_: 1.0}
    exec("\n".join([*lines, total]), scope)
    assert (scope["total"], last) == (pytest.approx(expected(), rel=1e-12), "mean(total)")


def test_a_row_of_the_spreadsheet():
    scope: dict[str, Any] = {
        "BETAINV": lambda _, alpha, beta, low, high: low + (high - low) * mode(alpha, beta),
        "RAND": lambda: 1.0,
        "IF": lambda condition, yes, no: yes if condition else no,
        "MAX": max,
    }
    for place, formula in enumerate(sheet_row(FOUND, 7)):
        text = re.sub(r"_xlfn\.BETA\.INV", "BETAINV", formula).replace("^", "**")
        cell = f"{column_name(place)}7"
        scope[cell] = eval(text, scope)
    assert scope[cell] == pytest.approx(expected(), rel=1e-9)


def test_draws_agree_and_are_the_same_draws_by_hand():
    draws = 8_192
    own = by_engine(FOUND, draws)(5)
    assert by_numpy(FOUND, draws)(5) == pytest.approx(own, rel=1e-12)
    assert at_random(FOUND, 2**17) == pytest.approx(own, rel=0.005)


def test_copies_are_worked_out_each_for_itself():
    five = extract(5)
    assert (len(five.lines), len(five.rows)) == (5 * LINES, 5 * len(FOUND.rows))
    assert by_engine(five, 1_024)(5) == pytest.approx(5 * by_engine(FOUND, 1_024)(5), rel=0.01)
