"""The usual way instead: the filtered view rebuilt as a Folium page in an iframe, in the same browser.

Folium asks four hosts for its code. Here Leaflet comes from the installed package that the take-away map
uses, through a small server of this module, and what a Folium map of plain shapes does not need
(jQuery, Bootstrap, Font Awesome, awesome-markers) is left out, as are background tiles: all to Folium's advantage.
The points are drawn as Folium does by itself (SVG), and on a canvas (`prefer_canvas`), the fastest it can do.

That page shows less than the atlas does. The same view (basemap, icons by sector and status, tooltips, popups with
sources, legend) is what the map to take away holds, which Folium makes too: it is measured as well.

`python -m tests.benchmarks.folium_iframe 10000` serves the page.
"""

from __future__ import annotations

import os
import re
import sys
from datetime import date

import folium
from flask import Flask, Response, request
from waitress import create_server

from dashboard.style import GROUP_OF_SECTOR, TOKENS
from dashboard.takeaway import write_html
from dashboard.takeaway.leaflet import load_leaflet
from geodata.export.selection import select_records
from geodata.filters import FilterSpec, apply_filter
from tests.benchmarks.browser import open_page, run_browser
from tests.benchmarks.figures import Figure, median_figure
from tests.benchmarks.repaint import CHOICES, measure_changes
from tests.benchmarks.scale import ScaledRepository
from tests.benchmarks.servers import run_server

TITLE = "Compared with a Folium page in an iframe, 10,000 sites"
SITES = 10_000
_KEEP = {"Cache-Control": "max-age=3600"}
_PAGE = """<!DOCTYPE html><style>body{margin:0}iframe{width:992px;height:599px;border:0}</style><iframe></iframe>
<script>
async function rebuild(query) {
  const began = performance.now();
  const html = await (await fetch("/map?" + query)).text();
  const bytes = html.length;
  await new Promise((done) => { window.drawn = done; document.querySelector("iframe").srcdoc = html; });
  return { ms: performance.now() - began, bytes };
}
</script>"""
_TELL = """requestAnimationFrame(() => {
  document.querySelectorAll("canvas").forEach((canvas) => canvas.getContext("2d").getImageData(0, 0, 1, 1));
  requestAnimationFrame(() => setTimeout(() => parent.drawn()));
});"""


def measure() -> list[Figure]:
    """Milliseconds of the same filter changes here and there, and their ratio."""
    with run_browser() as browser:
        with (run_server("-m", "tests.benchmarks.scale", str(SITES), "sites") as server,
              open_page(browser, server.address) as page):
            ours = [change["ms"] for change in measure_changes(page, rounds=2)]
        with run_server("-m", "tests.benchmarks.folium_iframe", str(SITES), answers_at="/") as server:
            there = median_figure("Folium, request to the last pixel", _measure_folium(browser, server.address, ""))
            canvas = median_figure("Folium on a canvas", _measure_folium(browser, server.address, "canvas=1&"))
            same = median_figure("Folium, the same view (the map to take away)",
                                 _measure_folium(browser, server.address, "same=1&", choices=CHOICES[:2]))
    here = median_figure("this map, click to the last pixel", ours)
    return [here, same, there, canvas,
            Figure("times as fast as the same view by Folium", same.value / here.value, "", least=10),
            Figure("times as fast as bare points by Folium", there.value / here.value, ""),
            Figure("times as fast as bare points by Folium on a canvas", canvas.value / here.value, "")]


def _measure_folium(browser, address, how, choices=CHOICES):
    queries = [query for param, value in choices for query in (f"{param}={value}", "")]  # as ticked and unticked here
    with open_page(browser) as page:
        page.goto(address)
        page.evaluate("(query) => rebuild(query)", how)
        return [page.evaluate("(query) => rebuild(query)", how + query)["ms"] for query in queries]


def folium_html(gdf, prefer_canvas: bool) -> str:
    """The records as a Folium page: coloured points with a tooltip, no background."""
    map_ = folium.Map(location=[46, 66], zoom_start=4, tiles=None, prefer_canvas=prefer_canvas)
    shown = gdf[["name", "kind", "status", "sector", "geometry"]]
    shown = shown.assign(**{c: shown[c].astype("str") for c in ("kind", "status", "sector")})
    folium.GeoJson(shown, marker=folium.CircleMarker(radius=5, weight=1, fill=True, fill_opacity=0.9),
                   style_function=_look, tooltip=folium.GeoJsonTooltip(["name", "kind", "status"])).add_to(map_)
    root = map_.get_root()
    return _telling(root.render())


def same_html(repository, spec) -> str:
    """The records as the map to take away, without the policy that would keep this page from hearing of it."""
    chosen = select_records(repository, spec, "atlas", base_url="http://127.0.0.1", made_on=date(2026, 1, 1))
    html = write_html(chosen.gdf, chosen.provenance, chosen.names).decode()
    return _telling(re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", html))


def _telling(html):
    head, _, tail = html.rpartition("</html>")
    return f"{head}<script>{_TELL}</script></html>{tail}"


def _look(feature):
    colour = TOKENS["light"].get(f"sector-{GROUP_OF_SECTOR.get(feature['properties']['sector'])}", "#555")
    return {"color": colour, "fillColor": colour}


def make_folium_app(repository) -> Flask:
    """A page with an iframe, the filtered map for it, and Leaflet."""
    folium.Map.default_js = [("leaflet", "/leaflet.js")]
    folium.Map.default_css = [("leaflet_css", "/leaflet.css")]
    app, leaflet = Flask(__name__), load_leaflet()

    @app.get("/")
    def page():
        return _PAGE

    @app.get("/map")
    def map_():
        query = {name: text for name, text in request.args.items() if name not in ("same", "canvas")}
        spec, _ = FilterSpec.from_query(query, repository.records)
        if "same" in request.args:
            return same_html(repository, spec)
        return folium_html(repository.records.take(apply_filter(repository.records, spec)), "canvas" in request.args)

    @app.get("/leaflet.js")
    def script():
        return Response(leaflet.script, mimetype="text/javascript", headers=_KEEP)

    @app.get("/leaflet.css")
    def style():
        return Response(leaflet.style, mimetype="text/css", headers=_KEEP)

    return app


if __name__ == "__main__":
    scaled = ScaledRepository(int(sys.argv[1]), "sites")
    server = create_server(make_folium_app(scaled), host="127.0.0.1", port=int(os.environ.get("ATLAS_PORT", 8051)))
    print(f"http://127.0.0.1:{server.effective_port}", flush=True)
    server.run()
