"""What the figures were measured on, and how busy and how fast it was: figures without this say little."""

from __future__ import annotations

import os
import platform
import statistics
from datetime import UTC, datetime
from importlib.metadata import version

import numpy as np

from tests.benchmarks.figures import time_ms

IDLE_BASELINE_MS = 27
_PACKAGES = ("dash", "geopandas", "pandas", "shapely", "maplibre", "folium")


def machine_facts(browser_version: str | None) -> list[str]:
    """Lines for the report: cores, versions."""
    packages = ", ".join(f"{name} {version(name)}" for name in _PACKAGES)
    return [f"{os.cpu_count()} cores ({platform.machine()}, {platform.system()})",
            f"Python {platform.python_version()}; {packages}",
            f"{browser_version or 'no browser'}, headless, WebGL in software (SwiftShader), window 1280 x 720",
            f"The baseline job takes about {IDLE_BASELINE_MS} ms on this kind of machine when nothing else runs."]


def moment() -> str:
    """When, and how busy the machine was then: the load, and how long a fixed job took."""
    load = f"load average {os.getloadavg()[0]:.1f}, " if hasattr(os, "getloadavg") else ""
    return f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, {load}baseline job {baseline_ms():.0f} ms."


def baseline_ms() -> float:
    """Median milliseconds of a fixed job, half Python and half NumPy, to compare machines and moments by."""
    return statistics.median(time_ms(_baseline_job, runs=5))


def _baseline_job():
    total = sum(i * i % 7 for i in range(400_000))
    values = np.random.default_rng(1).random(1_000_000)
    return total + float(np.sort(values)[0])
