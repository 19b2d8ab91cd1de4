"""Downloads, through the app's own address: the whole catalogue, and as many records as a file may hold."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

from dashboard.factory import create_app
from dashboard.formats import FORMATS
from dashboard.settings import Settings
from geodata.repository import Repository
from tests.benchmarks.figures import Figure, median_figure, time_ms
from tests.benchmarks.memory import Run, run_apart
from tests.benchmarks.scale import ScaledRepository

TITLE = "Downloads"
LIMITS_MS = {"csv": 150, "geojson": 150, "xlsx": 600, "html": 1000, "pdf": 3000}
MANY = 100_000


@dataclass(frozen=True)
class Answer:
    """What came back: its status, its size, and the sentence of a refusal."""

    status: int
    size: int
    refusal: str


def measure() -> list[Figure]:
    """Time, size and memory of each format: of the catalogue, and of 100,000 records or what it holds at most.

    This process makes no file itself: the threads of some writers would not survive the next fork.
    """
    with tempfile.TemporaryDirectory() as folder:
        client = _client(Repository(), folder)
        figures = [_measure_catalogue(client, suffix) for suffix in FORMATS]
        many = _client(ScaledRepository(MANY), folder)
        figures += [_measure_many(many, suffix, MANY) for suffix in FORMATS]
        for most in sorted({format_.most for format_ in FORMATS.values() if format_.most}):
            client = _client(ScaledRepository(most), folder)
            figures += [_measure_many(client, suffix, most) for suffix in FORMATS if FORMATS[suffix].most == most]
    return figures


def _client(repository, folder):
    return create_app(repository, Settings(data_dir=Path(folder))).server.test_client()


def _measure_catalogue(client, suffix):
    run = _run(client, suffix)
    times = run_apart(lambda: None, lambda: time_ms(lambda: client.get(_address(suffix)), runs=5))
    return median_figure(suffix, times.result, limit=LIMITS_MS.get(suffix), note=_describe(run))


def _measure_many(client, suffix, count):
    run = _run(client, suffix)
    name = f"{suffix}, {count:,} records"
    if run.result.status == 413:
        return Figure(name, run.ms, "ms", note=f"413: {run.result.refusal}")
    return Figure(name, run.ms / 1000, "s", note=_describe(run))


def _run(client, suffix) -> Run:
    """One file in a process of its own that has made a small one before."""
    def fetch():
        response = client.get(_address(suffix))
        if response.status_code not in (200, 413):
            raise RuntimeError(f"{suffix}: {response.status_code}")
        return Answer(response.status_code, len(response.data), response.text.strip() if response.status_code == 413
                      else "")
    return run_apart(lambda: client.get(f"{_address(suffix)}?q=khorgos"), fetch)


def _address(suffix):
    return f"/export/atlas.{suffix}"


def _describe(run):
    memory = "" if run.growth_mb is None else f"; {run.growth_mb:,.0f} MB of memory"
    return f"{run.result.size / 1000:,.0f} kB{memory}"
