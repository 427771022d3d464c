"""How the C library treats freed memory: read by it when a process starts, so set before one is started."""

import os

# Without these the library returns each block of draws to the system and asks for it again: 5,000 page faults an
# estimate, an eighth of its time. A worker's memory is the same (docs/performance.md).
KEEPS_FREED_MEMORY = {"MALLOC_TRIM_THRESHOLD_": "33554432", "MALLOC_MMAP_THRESHOLD_": "33554432"}


def keep_freed_memory() -> bool:
    """Set what is not set for processes started from here on; return whether anything was missing."""
    missing = {name: value for name, value in KEEPS_FREED_MEMORY.items() if name not in os.environ}
    os.environ.update(missing)
    return bool(missing)
