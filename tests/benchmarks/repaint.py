"""A filter change in a real browser: from the click on a choice to the repainted map.

The clock starts with the click and stops when MapLibre has drawn the new filter and is at rest ("idle"); a
second one stops when the graphics pipeline has finished too: a pixel is read back, since software rendering
goes on behind the scene.
"""

from __future__ import annotations

from tests.benchmarks.browser import open_page, run_browser
from tests.benchmarks.figures import Figure, median_figure
from tests.benchmarks.servers import run_server

TITLE = "Filter change to repainted map"
CHOICES = (("sector", "230"), ("country", "KAZ"), ("status", "operational"), ("kind", "railway"))
"""Each is ticked and unticked again: half of the changes lead back to everything."""
_REST_MS = 900

_CLICK = """async ([param, value]) => {
  const { map } = window.atlas;
  const box = document.querySelector(`#${param}-control input[value="${value}"]`);
  const { setFilter } = map;
  const { preview, afterRepaint } = window.atlas;
  let filtering = 0;
  let isDrawn = false;
  window.held = [];
  window.atlas.afterRepaint = (kind, task) => afterRepaint(kind, () => (isDrawn ? window.held.push(task) : task()));
  window.atlas.preview = (...given) => {
    const start = performance.now();
    preview(...given);
    filtering = performance.now() - start;
  };
  const began = performance.now();
  await new Promise((done) => {
    map.setFilter = function (...given) {
      if (map.setFilter !== setFilter) {
        map.setFilter = setFilter;
        map.once("idle", done);
      }
      return setFilter.apply(map, given);
    };
    box.click();
  });
  isDrawn = true;
  Object.assign(window.atlas, { preview, afterRepaint });
  const idle = performance.now() - began;
  const gl = map.painter.context.gl;
  gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
  return { idle_ms: idle, ms: performance.now() - began, filtering_ms: filtering };
}"""
_GO_ON = "() => { window.held.forEach((task) => task()); }"
_FRAME = """async () => {
  const { map } = window.atlas;
  const gl = map.painter.context.gl;
  const began = performance.now();
  await new Promise((done) => { map.once("render", done); map.redraw(); });
  gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
  return performance.now() - began;
}"""


def measure() -> list[Figure]:
    """Time, script time and bytes of a filter change on the catalogue, basemap on."""
    with run_browser() as browser, run_server() as server, open_page(browser, server.address) as page:
        page.wait_for_timeout(2000)
        frames = [page.evaluate(_FRAME) for _ in range(12)][2:]
        changes = list(measure_changes(page, rounds=3))
        received = _bytes_with_network_cut(page)
    return [median_figure("click to repainted map", [change["idle_ms"] for change in changes], limit=150),
            median_figure("click to the last pixel", [change["ms"] for change in changes]),
            median_figure("script from the choice to the filter in the map",
                          [change["filtering_ms"] for change in changes], limit=16,
                          note="expression made, set on each layer, handed to MapLibre's workers"),
            median_figure("all script on the main thread until then, processor time",
                          [change["script_ms"] for change in changes],
                          note="with MapLibre's receiving of tiles and drawing"),
            median_figure("script after the repaint, processor time", [change["later_ms"] for change in changes],
                          note="Dash's round of callbacks: counts, sentence, table, address"),
            Figure("bytes over the network before the repaint", received, "", limit=1, runs=len(CHOICES),
                   note="with the network cut the map repaints just so"),
            median_figure("for comparison: one frame of the same map", frames)]


def measure_changes(page, rounds: int = 1):
    """A mapping for each change, all in milliseconds.

    `idle_ms` to the repainted map, `ms` to its last pixel, `filtering_ms` from the choice until the map has its
    filter and its workers their tasks, `script_ms` of all scripts on the main thread, in processor time.
    """
    clock = page.context.new_cdp_session(page)
    clock.send("Performance.enable", {"timeDomain": "threadTicks"})
    for choice in CHOICES * rounds:
        for _ in ("tick", "untick"):
            page.wait_for_timeout(_REST_MS)
            before = _script_s(clock)
            change = page.evaluate(_CLICK, choice)
            drawn = _script_s(clock)
            page.evaluate(_GO_ON)
            page.wait_for_timeout(_REST_MS)
            yield change | {"script_ms": (drawn - before) * 1000, "later_ms": (_script_s(clock) - drawn) * 1000}


def _script_s(clock):
    metrics = clock.send("Performance.getMetrics")["metrics"]
    return next(metric["value"] for metric in metrics if metric["name"] == "ScriptDuration")


def _bytes_with_network_cut(page):
    """0: every change repaints the map although nothing can be received. Fails by timeout if one does not."""
    page.context.set_offline(True)
    for choice in CHOICES:
        page.wait_for_timeout(_REST_MS)
        page.evaluate(_CLICK, choice)
        page.evaluate(_GO_ON)
    page.context.set_offline(False)
    return 0
