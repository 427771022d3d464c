"""Runs every benchmark, or those whose name contains one of the arguments."""

import importlib
import pkgutil
import sys

import benchmarks


def main(wanted: list[str]) -> None:
    """Print each measurement as it is made."""
    names = [module.name for module in pkgutil.iter_modules(benchmarks.__path__)]
    for name in sorted(name for name in names if name.startswith("bench_")):
        if not wanted or any(part in name for part in wanted):
            for measurement in importlib.import_module(f"benchmarks.{name}").main():
                print(measurement, flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
