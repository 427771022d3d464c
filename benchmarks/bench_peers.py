"""Thirty cost lines over twelve quarters in other tools: time per draw, agreement, and what a millisecond buys."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from benchmarks.measure import Measurement
from benchmarks.peers import runners
from benchmarks.peers.extract import Extract, extract
from benchmarks.peers.runners import Runs
from benchmarks.peers.spreadsheet import with_spreadsheet
from estimator import Run

DRAWS = Run().draws
REFERENCE_DRAWS = 2**21
SHEET_ROWS = 1_000
TURNS, RUNS = 3, 7  # each tool in turns, so that a busy machine slows all alike
PAIRS, FIRST_PAIR = 40, 10_000  # seeds of their own, so that no draws are kept from the turns
AGREEMENT = 0.02  # of the mean; the spreadsheet's few rows are the widest
FASTER = {"Squiggle": 30.0, "LibreOffice": 5.0, "plain Python": 5.0}
TIMES_BY_HAND = 1.3


def main() -> Iterator[Measurement]:
    """Shares of the time that the other tools take; a tool that is not installed is named."""
    found = extract()
    true_mean = runners.at_random(found, REFERENCE_DRAWS)
    print(f"  {len(found.lines)} lines, {len(found.rows)} rows, {len(found.quarters)} quarters; mean {true_mean:,.0f}")
    with tempfile.TemporaryDirectory() as folder:
        every = _in_turns(found, Path(folder))
    ratio = _times_by_hand(found)
    for tool, runs in every.items():
        apart = sum(runs.means) / len(runs.means) / true_mean - 1
        print(
            f"  {tool}: {runs.us_per_draw:,.2f} µs a draw, {runs.draws} draws a run; mean {apart:+.2%} from NumPy's own"
        )
        assert abs(apart) < AGREEMENT, f"{tool} is not the same model: {apart:+.2%}"
    yield from _compared(every, true_mean, ratio)


def _times_by_hand(found: Extract) -> float:
    """Median ratio of processor time over pairs of runs; who goes first alternates."""
    own, hand = runners.by_engine(found, DRAWS), runners.by_numpy(found, DRAWS)
    ratios = []
    for pair in range(PAIRS):
        works = [own, hand] if pair % 2 else [hand, own]
        ms = {work: runners.processor_ms(work, FIRST_PAIR + 2 * pair + at) for at, work in enumerate(works)}
        ratios.append(ms[own] / ms[hand])
    return float(np.median(ratios))


def _compared(every: dict[str, Runs], true_mean: float, ratio: float) -> Iterator[Measurement]:
    own = every.pop("Hostwise")
    every.pop("NumPy by hand")
    yield Measurement("processor time against NumPy by hand in the same blocks", ratio, TIMES_BY_HAND, "times")
    for tool, runs in every.items():
        times = runs.us_per_draw / own.us_per_draw
        buys = own.knowledge_per_ms(true_mean) / runs.knowledge_per_ms(true_mean)
        name = f"time a draw, {times:,.0f} times faster than {tool} (a millisecond buys {buys:,.0f} times as much)"
        yield Measurement(name, 1 / times, 1 / FASTER[tool], f"of {tool}'s")


def _in_turns(found: Extract, folder: Path) -> dict[str, Runs]:
    parts: dict[str, list[Runs]] = {}
    for turn in range(TURNS):
        seed = 1 + turn * 10 * RUNS
        own = runners.by_engine(found, DRAWS), runners.by_numpy(found, DRAWS), runners.by_python(found, DRAWS)
        parts.setdefault("Hostwise", []).append(runners.clocked(own[0], DRAWS, RUNS, seed))
        parts.setdefault("NumPy by hand", []).append(runners.clocked(own[1], DRAWS, RUNS, seed + 2 * RUNS))
        parts.setdefault("plain Python", []).append(runners.clocked(own[2], DRAWS, RUNS, seed))
        for tool, run in (("Squiggle", runners.with_squiggle), ("LibreOffice", with_spreadsheet)):
            try:
                draws = DRAWS if tool == "Squiggle" else SHEET_ROWS
                parts.setdefault(tool, []).append(run(found, draws, RUNS if tool == "Squiggle" else 1, folder, seed))
            except FileNotFoundError as missing:
                print(f"  {missing}")
    return {tool: _together(runs) for tool, runs in parts.items() if runs}


def _together(parts: list[Runs]) -> Runs:
    ms = tuple(ms for part in parts for ms in part.ms)
    return Runs(parts[0].draws, ms, tuple(mean for part in parts for mean in part.means))
