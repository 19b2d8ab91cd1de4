"""Servers of the atlas as processes of their own, started and stopped by the benchmarks."""

from __future__ import annotations

import contextlib
import os
import re
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class RunningServer:
    """A started server: its address, its process, and seconds from its start to its first answer."""

    address: str
    process: subprocess.Popen
    start_s: float

    def memory_mb(self) -> float | None:
        """Resident memory of the process in megabytes; None where the system does not tell (no /proc)."""
        status = Path(f"/proc/{self.process.pid}/status")
        if not status.exists():
            return None
        return int(re.search(r"VmRSS:\s+(\d+) kB", status.read_text())[1]) / 1000


@contextlib.contextmanager
def run_server(*arguments: str, answers_at: str = "/api/health"):
    """`python <arguments>` on a free port until the block ends; by default the atlas itself."""
    began = time.perf_counter()
    process = subprocess.Popen([sys.executable, *(arguments or ("app.py",))], cwd=ROOT, text=True,
                               env=os.environ | {"ATLAS_PORT": "0", "ATLAS_LOG_LEVEL": "warning"},
                               stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    try:
        line = process.stdout.readline()
        if not line:
            raise RuntimeError(f"python {' '.join(arguments)} did not start")
        address = re.search(r"http://\S+", line)[0]
        with urllib.request.urlopen(address + answers_at) as answer:
            answer.read()
        yield RunningServer(address, process, time.perf_counter() - began)
    finally:
        process.terminate()
        process.wait(timeout=10)
        process.stdout.close()
