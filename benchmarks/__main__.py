"""Runs every benchmark, or those whose name contains one of the arguments."""

import importlib
import os
import pkgutil
import sys

import benchmarks
from config.allocator import keep_freed_memory


def main(wanted: list[str]) -> None:
    """Print each measurement as it is made."""
    names = [module.name for module in pkgutil.iter_modules(benchmarks.__path__)]
    for name in sorted(name for name in names if name.startswith("bench_")):
        if not wanted or any(part in name for part in wanted):
            for measurement in importlib.import_module(f"benchmarks.{name}").main():
                print(measurement, flush=True)


if __name__ == "__main__":
    if keep_freed_memory():  # as a worker has it: this process starts once more
        os.execv(sys.executable, [sys.executable, "-m", "benchmarks", *sys.argv[1:]])
    main(sys.argv[1:])
