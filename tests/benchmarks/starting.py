"""Starting the server, and the memory it takes."""

import statistics
import urllib.request

from tests.benchmarks.figures import Figure, median_figure
from tests.benchmarks.servers import run_server

TITLE = "Server"
_RUNS = 3
_ADDRESSES = ("/", "/_dash-layout", "/api/layers", "/export/atlas.csv", "/export/atlas.geojson", "/export/atlas.xlsx")


def measure() -> list[Figure]:
    """Seconds from the start of the process to the first answer; megabytes after some requests."""
    starts, memory = zip(*(_start_once() for _ in range(_RUNS)), strict=True)
    figures = [median_figure("process started to first answer", list(starts), "s", limit=3)]
    if None not in memory:
        figures.append(Figure("resident memory after some requests", statistics.median(memory), "MB", limit=300,
                              runs=_RUNS, note="page, layout, API and three downloads"))
    return figures


def _start_once():
    with run_server() as server:
        for address in _ADDRESSES:
            with urllib.request.urlopen(server.address + address) as answer:
                answer.read()
        return server.start_s, server.memory_mb()
