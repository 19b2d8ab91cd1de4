"""The first visit with an empty cache: bytes and time until the map is drawn, and what comes after."""

from __future__ import annotations

from urllib.parse import urlsplit

from tests.benchmarks.browser import open_page, run_browser, wait_for_map
from tests.benchmarks.figures import Figure, median_figure
from tests.benchmarks.servers import run_server

TITLE = "First load, empty cache"
_RUNS = 3
_KINDS = (("code of the map", "/vendor/"), ("page and its code", "/_dash-component-suites/"), ("our code", "/assets/"),
          ("basemap", "/basemap/"), ("records", "/data/"))


def measure() -> list[Figure]:
    """Bytes as transferred (compressed, with headers) and seconds, from a server on this machine."""
    with run_browser() as browser, run_server() as server:
        loads = [_load(browser, server.address) for _ in range(_RUNS)]
    drawn = [load["drawn_ms"] / 1000 for load in loads]
    first = loads[0]["until_drawn"]
    later = loads[0]["later"]
    return [Figure("transferred until the map is drawn", _total_kb(first), "kB", limit=2000, note=_by_kind(first)),
            Figure("transferred after that, unasked", _total_kb(later), "kB", note=_by_kind(later)),
            median_figure("start of the navigation to the drawn map", drawn, "s", limit=3),
            Figure("requests until then", len(first), "")]


def _load(browser, address):
    """{path: kB} of what came before and after the map was drawn, and when that was."""
    with open_page(browser) as page:
        finished = []
        page.on("requestfinished", lambda request: finished.append(request))
        page.goto(address)
        drawn_ms = wait_for_map(page)
        moment = page.evaluate("performance.timeOrigin") + drawn_ms
        page.wait_for_timeout(3000)
        loads = {"drawn_ms": drawn_ms, "until_drawn": {}, "later": {}}
        for request in finished:
            if request.url.startswith("http"):
                early = request.timing["startTime"] + request.timing["responseEnd"] <= moment
                loads["until_drawn" if early else "later"][urlsplit(request.url).path] = _kilobytes(request)
    return loads


def _kilobytes(request):
    sizes = request.sizes()
    return (sizes["responseBodySize"] + sizes["responseHeadersSize"]) / 1000


def _total_kb(loaded):
    return sum(loaded.values())


def _by_kind(loaded):
    parts = {name: sum(kb for path, kb in loaded.items() if path.startswith(start)) for name, start in _KINDS}
    parts["the page's answers"] = _total_kb(loaded) - sum(parts.values())
    return ", ".join(f"{name} {kb:,.0f}" for name, kb in parts.items() if kb >= 0.5)


if __name__ == "__main__":
    with run_browser() as _browser, run_server() as _server:
        for _part, _loaded in _load(_browser, _server.address).items():
            print(_part, _loaded if isinstance(_loaded, float) else "")
            for _path, _kb in _loaded.items() if isinstance(_loaded, dict) else ():
                print(f"{_kb:9.1f} kB  {_path}")
