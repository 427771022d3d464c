"""Benchmarks: each `bench_*.py` has a `main()` that yields measurements; `python3 dev.py bench` prints them."""
