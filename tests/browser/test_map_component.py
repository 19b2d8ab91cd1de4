"""The map component by itself: a page with six hand-made records, its properties set from outside.

Properties go in through Dash's own `set_props`; what the map reports comes back through a clientside callback.
"""

import threading
import time
from pathlib import Path

import dash
import pytest
from dash import Input, Output, html
from flask import abort, send_file
from werkzeug.serving import make_server

from dashboard import map_style, style
from dashboard.maplibre import MapLibre, maplibre_file
from tests.browser.driver import PATIENCE

ASSETS = Path(__file__).resolve().parents[2] / "assets"
HOSTILE = '<img src=x onerror="window.hacked = true">'
REPORTS = ("viewState", "picked", "hovered", "ready", "errors")
VIEW = {"zoom": 6, "lat": 42, "lon": 70}


def feature(layer, record, kind, coordinates, sector="230", status="operational", **more):
    line = isinstance(coordinates[0], list)
    properties = {"id": record, "layer": layer, "name": record.title(), "kind": kind, "sector": sector,
                  "status": status, "slot": 0, "icon": "" if line else kind} | more
    return {"type": "Feature", "properties": properties,
            "geometry": {"type": "LineString" if line else "Point", "coordinates": coordinates}}


RECORDS = {
    "sites": [feature("sites", "dam", "power_plant", [70, 42], year_completed=2015),
              feature("sites", "mine", "mine", [72, 43], sector="320"),
              feature("sites", "school", "school", [68, 41], sector="110", status="agreed", name=HOSTILE)],
    "routes": [feature("routes", "road", "road", [[66, 43.5], [74, 43.5]], sector="210")],
    "pipelines": [feature("pipelines", "line-a", "gas_pipeline", [[66, 40.5], [74, 40.5]]),
                  feature("pipelines", "line-b", "gas_pipeline", [[66, 40.5], [74, 40.5]],
                          status="under_construction")],
    "powerlines": [], "bands": [],
}


def make_app(broken=(), **properties):
    """A page that holds nothing but the map; the data of layers in `broken` are missing."""
    app = dash.Dash(__name__, assets_folder=str(ASSETS), assets_ignore=r"^(?!map).*", update_title=None,
                    external_scripts=["/vendor/maplibre-gl.js"], external_stylesheets=["/vendor/maplibre-gl.css"])
    app.server.add_url_rule("/vendor/<name>", "vendor", lambda name: send_file(maplibre_file(name)))
    app.server.add_url_rule("/data/<layer>", "data", lambda layer: abort(404) if layer in broken else {
        "type": "FeatureCollection", "features": RECORDS[layer]})
    app.layout = html.Div([MapLibre(id="map", **starting_properties() | properties), html.Div(id="out")])
    app.clientside_callback(
        "(...values) => { window.seen = values; window.log = [...(window.log || []), values]; return ''; }",
        Output("out", "children"), [Input("map", name) for name in REPORTS])
    return app


def starting_properties():
    words = {"power_plant": "Power plant"}
    return {
        "styles": {theme: map_style.full_style(theme, "en", lambda layer: f"/data/{layer}") for theme in style.THEMES},
        "theme": "light", "textStyles": {theme: map_style.text_styles(theme) for theme in style.THEMES},
        "images": {theme: map_style.image_recipes(theme) for theme in style.THEMES},
        "glyphs": map_style.image_glyphs(), "view": VIEW, "attribution": f"Data: {HOSTILE}",
        "tooltip": map_style.tooltip("en", words, {}, {"year_completed": "built {}"}),
        "texts": {"chooser": "Several records here", "no_webgl": "This browser cannot draw the map."},
    }


class MapPage:
    """The page in a browser, with what it reports and what it asks the server for."""

    def __init__(self, page, address):
        self.page, self.problems, self.requests = page, [], []
        page.on("console", lambda m: self.problems.append(m.text) if m.type in ("error", "warning")
                and "GL Driver" not in m.text and "GPU stall" not in m.text else None)
        page.on("pageerror", lambda error: self.problems.append(str(error)))
        page.on("request", lambda request: self.requests.append(request.url))
        page.goto(address)

    def wait(self, read, wanted=True, what=""):
        """Wait until `read()` gives the wanted value (True: anything true)."""
        end = time.monotonic() + PATIENCE
        while (value := read()) != wanted and not (wanted is True and value):
            assert time.monotonic() < end, f"waited in vain for {wanted!r} {what}: {value!r}; {self.problems}"
            self.page.wait_for_timeout(30)
        return value

    def ready(self):
        self.wait(lambda: self.seen("ready"), what="ready")
        self.wait(self.is_still, what="still")
        return self

    def is_still(self):
        return self.page.evaluate("atlas.map.loaded() && !atlas.map.isMoving()")

    def seen(self, name):
        return self.page.evaluate("(i) => (window.seen ?? [])[i]", REPORTS.index(name))

    def set(self, **properties):
        self.page.evaluate("(p) => { dash_clientside.set_props('map', p); }", properties)

    def shown(self):
        """Ids of the records that are drawn."""
        return self.page.evaluate("""() => {
          const pointed = atlas.map.getStyle().layers.filter((layer) => layer.metadata && layer.metadata.interactive);
          const layers = pointed.map((layer) => layer.id);
          return [...new Set(atlas.map.queryRenderedFeatures({ layers }).map((f) => f.properties.id))].sort();
        }""")

    def wait_shown(self, *ids):
        self.wait(self.shown, sorted(ids), "shown")

    def at(self, lon, lat):
        return self.page.evaluate("(p) => { const at = atlas.map.project(p); return [at.x, at.y]; }", [lon, lat])

    def hover(self, lon, lat):
        x, y = self.at(lon, lat)
        self.page.mouse.move(x - 60, y - 60)
        self.page.mouse.move(x, y, steps=3)

    def click(self, lon, lat):
        self.page.mouse.click(*self.at(lon, lat))

    def state(self, source, record):
        return self.page.evaluate("(f) => atlas.map.getFeatureState(f)", {"source": source, "id": record})


@pytest.fixture(scope="module")
def serve_map():
    """A function that serves an app on a free port and gives its address."""
    servers = []

    def serve(app):
        server = make_server("127.0.0.1", 0, app.server, threaded=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.port}/"

    yield serve
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="module")
def address(serve_map):
    return serve_map(make_app())


@pytest.fixture
def open_map(chromium):
    """A function that opens an address in a page of its own."""
    pages = []

    def open_page(address, script=None):
        page = chromium.new_page(viewport={"width": 900, "height": 600})
        pages.append(page)
        if script:
            page.add_init_script(script)
        return MapPage(page, address)

    yield open_page
    for page in pages:
        page.close()


@pytest.fixture
def the_map(open_map, address):
    """The map, drawn; whatever it complains of fails the test."""
    page = open_map(address).ready()
    yield page
    assert page.problems == []


ALL = ("dam", "line-a", "line-b", "mine", "road", "school")
ENERGY = ["==", ["get", "sector"], "230"]


def test_every_record_is_drawn_and_the_view_reported(the_map):
    the_map.wait_shown(*ALL)
    view = the_map.seen("viewState")
    assert (view["zoom"], view["lat"], view["lon"], view["by"]) == (6, 42, 70, "command")
    west, south, east, north = view["bbox"]
    assert west < 70 < east and south < 42 < north


def test_a_filter_leaves_what_it_admits_without_a_request(the_map):
    the_map.requests.clear()
    the_map.set(filter=ENERGY)
    the_map.wait_shown("dam", "line-a", "line-b")
    the_map.set(filter=None)
    the_map.wait_shown(*ALL)
    assert [url for url in the_map.requests if not url.startswith("blob:")] == []


def test_the_first_picture_is_filtered_already(open_map, serve_map):
    the_map = open_map(serve_map(make_app(filter=ENERGY, hidden=["pipelines"]))).ready()
    the_map.wait_shown("dam")


def test_a_hidden_group_is_not_drawn(the_map):
    the_map.set(hidden=["sites", "routes"])
    the_map.wait_shown("line-a", "line-b")
    the_map.set(hidden=[])
    the_map.wait_shown(*ALL)


def test_another_theme_keeps_filter_groups_and_choice_and_loads_nothing(the_map):
    the_map.set(filter=ENERGY, hidden=["pipelines"], selected="dam")
    the_map.wait_shown("dam")
    the_map.requests.clear()
    the_map.set(theme="dark")
    background = style.TOKENS["dark"]["land"]
    the_map.wait(lambda: the_map.page.evaluate("atlas.map.getPaintProperty('base-ground', 'background-color')"),
                 background)
    the_map.wait_shown("dam")
    assert the_map.state("sites", "dam") == {"selected": True}
    assert [url for url in the_map.requests if "/data/" in url] == []


def test_discs_change_colour_with_the_theme(the_map):
    def middle():
        return the_map.page.evaluate("""() => {
          const image = atlas.map.getImage("icon|power_plant|energy-built").data;
          return [...image.data.slice(4 * (image.width * Math.floor(image.height / 2) + 5)).slice(0, 3)];
        }""")

    the_map.wait(lambda: the_map.page.evaluate("atlas.map.hasImage('icon|power_plant|energy-built')"))
    assert middle() == rgb(style.GROUP_COLOURS["light"]["energy"])
    the_map.set(theme="dark")
    the_map.wait(middle, rgb(style.GROUP_COLOURS["dark"]["energy"]))


def rgb(colour):
    return [int(colour[i:i + 2], 16) for i in (1, 3, 5)]


def test_a_pointer_over_a_site_says_what_it_is(the_map):
    the_map.hover(70, 42)
    tooltip = the_map.page.get_by_role("tooltip")
    the_map.wait(tooltip.is_visible)
    assert tooltip.inner_text().split("\n") == ["Dam", "Power plant · operational · built 2015"]
    the_map.wait(lambda: the_map.seen("hovered"), "dam")
    assert the_map.state("sites", "dam") == {"hovered": True}
    the_map.page.mouse.move(5, 5)
    the_map.wait(tooltip.is_hidden)
    assert the_map.state("sites", "dam") == {}


def test_a_list_can_light_a_record_on_the_map(the_map):
    the_map.set(hovered="road")
    the_map.wait(lambda: the_map.state("routes", "road"), {"hovered": True})
    the_map.set(hovered=None)
    the_map.wait(lambda: the_map.state("routes", "road"), {})


def test_a_click_picks_a_record_and_a_click_on_nothing_picks_none(the_map):
    the_map.click(70, 42)
    the_map.wait(lambda: the_map.seen("picked"), {"id": "dam", "n": 1})
    the_map.click(69, 42.4)
    the_map.wait(lambda: the_map.seen("picked"), {"id": None, "n": 2})


def test_a_line_can_be_hit_a_few_pixels_beside_it(the_map):
    x, y = the_map.at(69, 43.5)
    the_map.page.mouse.click(x, y + 5)
    the_map.wait(lambda: the_map.seen("picked"), {"id": "road", "n": 1})


def test_two_records_under_one_click_can_be_chosen_from_by_keyboard(the_map):
    the_map.click(69, 40.5)
    menu = the_map.page.get_by_role("menu", name="Several records here")
    the_map.wait(menu.is_visible)
    items = menu.get_by_role("menuitem")
    assert sorted(items.all_inner_texts()[i].split("\n")[0] for i in range(2)) == ["Line-A", "Line-B"]
    first, second = (text.split("\n")[0].lower() for text in items.all_inner_texts())
    the_map.wait(lambda: the_map.state("pipelines", first), {"hovered": True})
    the_map.page.keyboard.press("ArrowDown")
    the_map.wait(lambda: the_map.state("pipelines", second), {"hovered": True})
    the_map.page.keyboard.press("Enter")
    the_map.wait(lambda: the_map.seen("picked"), {"id": second, "n": 1})
    assert menu.count() == 0


def test_escape_closes_the_chooser_and_picks_nothing(the_map):
    the_map.click(69, 40.5)
    menu = the_map.page.get_by_role("menu")
    the_map.wait(menu.is_visible)
    the_map.page.keyboard.press("Escape")
    the_map.wait(menu.count, 0)
    assert the_map.seen("picked") is None
    assert the_map.page.evaluate("document.activeElement.classList.contains('maplibregl-canvas')")


def test_the_chosen_record_is_marked_until_another_is_chosen(the_map):
    the_map.set(selected="line-a")
    the_map.wait(lambda: the_map.state("pipelines", "line-a"), {"selected": True})
    the_map.set(selected="mine")
    the_map.wait(lambda: the_map.state("sites", "mine"), {"selected": True})
    assert the_map.state("pipelines", "line-a") == {}


def test_marked_records_lie_in_the_source_of_marks_with_the_filter_and_through_a_change_of_theme(the_map):
    def marked():
        return the_map.page.evaluate("""() => atlas.map.queryRenderedFeatures()
          .filter((f) => f.source === "marked").map((f) => [f.properties.id, f.properties.mark]).sort()""")
    the_map.set(selected="dam", hovered="line-a")
    the_map.wait(lambda: {tuple(mark) for mark in marked()}, {("dam", "selected"), ("line-a", "hovered")})
    the_map.set(theme="dark", hovered=None)
    the_map.wait(lambda: {tuple(mark) for mark in marked()}, {("dam", "selected")})
    the_map.set(filter=["!=", ["get", "id"], "dam"])
    the_map.wait(marked, [])


def test_commands_move_the_map_clear_of_the_panels(the_map):
    the_map.set(padding={"left": 300})
    the_map.set(command={"n": 1, "kind": "fit", "bbox": [71, 42, 73, 44]})
    the_map.wait(lambda: abs(the_map.seen("viewState")["zoom"] - 6) > 0.1)
    the_map.wait(the_map.is_still)
    assert the_map.at(71, 43)[0] >= 300
    assert the_map.seen("viewState")["by"] == "command"
    the_map.set(command={"n": 2, "kind": "home"})
    the_map.wait(lambda: the_map.seen("viewState")["zoom"], VIEW["zoom"])
    the_map.set(command={"n": 2, "kind": "zoom_in"})
    the_map.set(command={"n": 3, "kind": "zoom_in"})
    the_map.wait(lambda: the_map.seen("viewState")["zoom"], VIEW["zoom"] + 1)


def test_a_reader_moves_the_map_by_keyboard(the_map):
    the_map.page.locator("canvas.maplibregl-canvas").focus()
    the_map.page.keyboard.press("ArrowRight")
    the_map.wait(lambda: the_map.seen("viewState")["by"], "reader")
    assert the_map.seen("viewState")["lon"] > 70


def test_names_are_words_and_never_html(the_map):
    the_map.hover(68, 41)
    tooltip = the_map.page.get_by_role("tooltip")
    the_map.wait(tooltip.is_visible)
    assert tooltip.inner_text().startswith(HOSTILE)
    the_map.page.locator(".atlas-credits summary").click()
    assert the_map.page.locator(".atlas-credits-words").inner_text() == f"Data: {HOSTILE}"
    the_map.set(command={"n": 1, "kind": "fly", "lat": 41, "lon": 68, "zoom": 8})
    the_map.wait(lambda: the_map.page.evaluate("(id) => atlas.map.hasImage(id)", f"text|site|{HOSTILE}"))
    assert the_map.page.locator("#map img").count() == 0
    assert the_map.page.evaluate("window.hacked") is None


def test_data_that_cannot_be_read_are_said_once(open_map, serve_map):
    the_map = open_map(serve_map(make_app(broken=["routes"]))).ready()
    the_map.wait(lambda: the_map.seen("errors"))
    assert the_map.seen("errors").startswith("routes: ")
    the_map.wait_shown("dam", "line-a", "line-b", "mine", "school")
    assert len([text for text in the_map.problems if text.startswith("routes: ")]) == 1


def test_a_browser_that_cannot_draw_says_so(open_map, address):
    the_map = open_map(address, "HTMLCanvasElement.prototype.getContext = () => null;")
    sentence = the_map.page.get_by_text("This browser cannot draw the map.")
    the_map.wait(sentence.is_visible)
    the_map.wait(lambda: the_map.seen("errors"), "This browser cannot draw the map.")
