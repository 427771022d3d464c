"""Runs the extract in each tool: milliseconds and mean of every run."""

import json
import random
import shutil
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from estimator import engine
from estimator.draws import Floats

from .extract import TOTAL, Extract
from .texts import numpy_text, python_text, squiggle_text

HERE = Path(__file__).parent
SQUIGGLE_MISSING = "Squiggle needs Node.js and npm (Debian: apt-get install nodejs npm)."


@dataclass(frozen=True)
class Runs:
    """Runs of one tool: `draws` each, milliseconds and mean of every run."""

    draws: int
    ms: tuple[float, ...]
    means: tuple[float, ...]

    @property
    def us_per_draw(self) -> float:
        """Median time of a draw, microseconds."""
        return float(np.median(self.ms)) / self.draws * 1_000

    def error(self, true_mean: float) -> float:
        """Root mean square of the means' errors, as a share of the true mean."""
        return float(np.sqrt(np.mean((np.array(self.means) / true_mean - 1) ** 2)))

    def knowledge_per_ms(self, true_mean: float) -> float:
        """One over squared error and time: what a millisecond buys, in draws of a tool that samples at random."""
        return 1 / (self.error(true_mean) ** 2 * float(np.median(self.ms)))


def clocked(work: Callable[[int], float], draws: int, repeats: int, first_seed: int) -> Runs:
    """Runs a tool of this process with another seed each time, so that no draws are kept from before."""
    ms, means = [], []
    for seed in range(first_seed, first_seed + repeats):
        started = time.perf_counter()
        means.append(work(seed))
        ms.append((time.perf_counter() - started) * 1_000)
    return Runs(draws, tuple(ms), tuple(means))


def processor_ms(work: Callable[[int], float], seed: int) -> float:
    """Processor time of one run, which hardly moves when other programs run beside it."""
    started = time.process_time()
    work(seed)
    return (time.process_time() - started) * 1_000


def by_engine(found: Extract, draws: int) -> Callable[[int], float]:
    """The estimator's own way: draws, then the graph in blocks."""
    quarters = len(found.quarters)

    def work(seed: int) -> float:
        total = 0.0
        for block in engine.drawn(found.graph, found.inputs, found.quarters, found.lines, seed, draws):
            timed = sum(block[name] for name in found.lines if name in found.timed)
            plain = sum(block[name] for name in found.lines if name not in found.timed)
            total += float(np.sum(timed)) + quarters * float(np.sum(plain))
        return total / draws

    return work


def by_numpy(found: Extract, draws: int) -> Callable[[int], float]:
    """A straight function over the same draws in the same blocks."""
    formulas = compiled(numpy_text(found))

    def work(seed: int) -> float:
        given = {name: found.inputs[name].drawn(seed, draws, found.quarters) for name in _asked(found)}
        total = 0.0
        for start in range(0, draws, engine.BLOCK):
            rows = slice(start, start + engine.BLOCK)
            block = {name: drawn[rows] if len(drawn) > 1 else drawn for name, drawn in given.items()}
            total += float(formulas(block))
        return total / draws

    return work


def _asked(found: Extract) -> list[str]:
    """Rows, and inputs that differ by quarter."""
    return [*(row.name for row in found.rows), *(name for name, numbers in found.numbers.items() if len(numbers) > 1)]


def by_python(found: Extract, draws: int) -> Callable[[int], float]:
    """Plain Python, draw by draw."""
    one = compiled(python_text(found))

    def work(seed: int) -> float:
        dice = random.Random(seed)
        return float(sum(one(dice) for _ in range(draws)) / draws)

    return work


def compiled(text: str) -> Callable[[Any], Any]:
    """The function of a generated text."""
    scope: dict[str, Any] = {}
    exec(text, scope)
    function: Callable[[Any], Any] = scope[TOTAL]
    return function


def at_random(found: Extract, draws: int) -> float:
    """The mean from NumPy's own random numbers: a reference that shares nothing with the estimator's draws."""
    formulas, dice = compiled(numpy_text(found)), np.random.default_rng(2_026)
    sums = []
    for _ in range(draws // engine.BLOCK):
        given: dict[str, Floats] = {name: np.array([found.numbers[name]]) for name in found.timed & set(found.numbers)}
        for row in found.rows:
            if row.triangular:
                given[row.name] = dice.triangular(row.low, row.likely, row.high, (engine.BLOCK, 1))
            else:
                given[row.name] = row.low + (row.high - row.low) * dice.beta(row.alpha, row.beta, (engine.BLOCK, 1))
        sums.append(formulas(given) / engine.BLOCK)
    return float(np.mean(sums))


def with_squiggle(found: Extract, draws: int, repeats: int, folder: Path, first_seed: int) -> Runs:
    """Squiggle in Node.js; each run parses, draws and adds up, as a change of the model does there."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not (node and npm):
        raise FileNotFoundError(SQUIGGLE_MISSING)
    for name in ("package.json", "squiggle.mjs"):
        shutil.copy(HERE / name, folder / name)
    if not (folder / "node_modules").exists():
        subprocess.run(
            [npm, "install", "--silent", "--no-audit", "--no-fund", "--no-package-lock"], cwd=folder, check=True
        )
    (folder / "model.squiggle").write_text(squiggle_text(found), encoding="utf-8")
    command = [node, "squiggle.mjs", "model.squiggle", str(draws), str(repeats), str(first_seed)]
    result = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True)
    told = json.loads(result.stdout)
    return Runs(draws, tuple(told["ms"]), tuple(told["means"]))
