"""An action in a process of its own: what it gives, how long it took, and by how much memory grew at its peak.

The peak is the resident set (`VmHWM`) less what was resident just before, after freed memory was given back: it
counts Python's objects and those of the C libraries alike, which a count of Python's allocations would not. Pages that
the process shares with its parent are not counted; what the action took from memory that was free already is missed.
"""

from __future__ import annotations

import ctypes
import gc
import multiprocessing
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

_STATUS, _RESET = Path("/proc/self/status"), Path("/proc/self/clear_refs")


@dataclass(frozen=True)
class Run:
    """What the action gave, milliseconds, and megabytes more at the peak (None where there is no /proc)."""

    result: object
    ms: float
    growth_mb: float | None


def run_apart(prepare: Callable[[], object], action: Callable[[], object]) -> Run:
    """Fork, prepare (so that libraries are loaded), measure the action, and end. The result must be picklable."""
    ours, theirs = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.get_context("fork").Process(target=_measure, args=(prepare, action, theirs))
    process.start()
    theirs.close()
    try:
        return ours.recv()
    finally:
        process.join()


def _measure(prepare, action, pipe):
    prepare()
    before = _start_counting()
    began = time.perf_counter()
    result = action()
    ms = (time.perf_counter() - began) * 1000
    pipe.send(Run(result, ms, None if before is None else _resident_mb("VmHWM") - before))


def _start_counting():
    """Resident megabytes now, the peak set back to it."""
    gc.collect()
    if not _RESET.exists():
        return None
    ctypes.CDLL(None).malloc_trim(0)
    _RESET.write_text("5")
    return _resident_mb("VmRSS")


def _resident_mb(key):
    return next(int(line.split()[1]) / 1000 for line in _STATUS.read_text().splitlines() if line.startswith(key))
