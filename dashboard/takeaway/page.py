"""The file itself: a Folium map whose every part is inside, behind a policy that lets it ask for nothing.

Folium draws the map, its layers and their switch; what its parts would fetch from other hosts is left out, and
Leaflet comes from the installed package. Ids are numbered instead of random: the same view gives the same bytes.

No text of a record may go through Folium: it takes what it has rendered for a template once more, so that a name
such as `{{ 7 * 7 }}` would run. Texts stand in blocks of JSON beside it, which the browser reads as text.
"""

from __future__ import annotations

import base64
import hashlib
from html import escape
from itertools import count
from pathlib import Path

import folium
from branca.element import Figure, MacroElement
from folium.raster_layers import ImageOverlay
from folium.template import Template
from folium.utilities import JsCode

from dashboard.style import HALO_COLOURS, TOKENS, css_tokens
from dashboard.takeaway import basemap, records
from dashboard.takeaway.leaflet import load_leaflet
from dashboard.takeaway.legend import draw_legend
from dashboard.takeaway.words import WORDS
from dashboard.texts import texts_for
from dashboard.views.map import START
from geodata.codes import LAYERS, code_label
from geodata.columns import column_label
from geodata.export.geojson import dump_json
from geodata.export.provenance import LICENCE_URL, PUBLISHER
from geodata.export.table import CODES_AS_NAMES, clean_text
from geodata.wording import format_number

_FOLDER = Path(__file__).parent
_MIN_ZOOM, _MAX_ZOOM = 2, 13
_NARROW = "matchMedia('(max-width: 760px)').matches"
_TOLD_ABOUT = ("data_version", "made_on", "records", "left_out", "attribution", "content_sha256")
_LINK = 'target="_blank" rel="noopener noreferrer"'


def make_page(gdf, provenance, names=CODES_AS_NAMES) -> str:
    """The whole HTML document for these records (EPSG:4326), in the language of their provenance."""
    gdf, t = records.draw_order(gdf), texts_for(provenance.language)
    figure = TakeawayFigure(gdf, provenance, t, names)
    plan = TakeawayMap(t["map_label"])
    figure.add_child(plan)
    plan.add_child(Call("ground"))
    picture, corners = basemap.relief()
    plan.add_child(ImageOverlay(picture, corners, opacity=basemap.ground_look()["relief_opacity"], pixelated=False,
                                control=False, pane="relief", name="relief"))
    layers = _record_layers(gdf, provenance.language)
    for layer in layers:
        plan.add_child(layer)
    if layers:
        plan.add_child(folium.LayerControl(position="topright", collapsed=JsCode(_NARROW), autoZIndex=False))
    plan.add_child(Call("start", layers))
    _number_ids(figure, count())
    return figure.render()


def _record_layers(gdf, language):
    """A Folium layer for each layer of the atlas that has records."""
    collections, looks = records.layer_shapes(gdf), records.styles(gdf)
    layers = []
    for layer in (layer for layer in LAYERS if layer in collections):
        features = collections[layer]
        title = f"{code_label('layer', layer, language)} ({format_number(len(features['features']))})"
        layers.append(folium.GeoJson(
            features, name=title, style_function=lambda feature: looks[feature["id"]], smooth_factor=0.8,
            marker=folium.CircleMarker() if layer == "sites" else None, on_each_feature=JsCode("takeaway.keep")))
    return layers


def _settings(gdf, provenance, t):
    """What the script in the file needs to know besides the records."""
    language = provenance.language
    return {
        "bounds": _opening(records.bounds(gdf)), "language": language,
        "recordUrl": f"{_web(provenance.permalink.partition('?')[0])}?record=", "glyphs": records.glyphs(gdf),
        "look": basemap.ground_look(), "styles": basemap.label_styles(), "halo": HALO_COLOURS["light"],
        "accent": TOKENS["light"]["accent"],
        "words": WORDS[language] | {key: t[key] for key in _PAGE_WORDS}
        | {role: column_label(role, language) for role in records.ROLES},
    }


_PAGE_WORDS = ("chooser", "close", "home", "open_questions", "sources", "status_as_of", "zoom_in", "zoom_out")


def _opening(bounds):
    """What the map opens on: the records, or Central Asia where they reach beyond it on all sides."""
    west, south, east, north = START["bbox"]
    home = [[south, west], [north, east]]
    if bounds is None:
        return home
    (low, left), (high, right) = bounds
    return home if low <= south and left <= west and high >= north and right >= east else bounds


def _number_ids(element, numbers):
    """Number an element and all below it, in place of Folium's random ids."""
    element._id = str(next(numbers))
    for child in element._children.values():
        _number_ids(child, numbers)


# --- parts that Folium renders --------------------------------------------------------------------

class TakeawayMap(folium.Map):
    """A Folium map without tiles and without anything from another host."""

    default_js: list = []
    default_css: list = []
    _template = Template("""
        {% macro html(this, kwargs) %}
        <div class="folium-map" id={{ this.get_name()|tojson }} role="application"
            aria-label="{{ this.label|e }}"></div>
        {% endmacro %}
        {% macro script(this, kwargs) %}
        const {{ this.get_name() }} = L.map({{ this.get_name()|tojson }},
            { center: {{ this.location|tojson }}, crs: L.CRS.{{ this.crs }}, ...{{ this.options|tojavascript }} });
        {% endmacro %}""")

    def __init__(self, label):
        super().__init__(location=[45.0, 67.0], zoom_start=4, tiles=None, zoom_control=False, min_zoom=_MIN_ZOOM,
                         max_zoom=_MAX_ZOOM, zoom_snap=0.25, attribution_control=False)
        self.label = label


class Call(MacroElement):
    """A call of a function of `takeaway.js` with the map and some of its layers."""

    _template = Template("""
        {% macro script(this, kwargs) %}
        takeaway.{{ this.function }}({{ this._parent.get_name() }}, [
            {%- for layer in this.layers %}{{ layer.get_name() }}, {% endfor -%} ]);
        {% endmacro %}""")

    def __init__(self, function, layers=()):
        super().__init__()
        self._name = "Call"
        self.function, self.layers = function, layers


class TakeawayFigure(Figure):
    """The page around the map. Its policy allows the scripts written here, by their hashes, and nothing else."""

    def __init__(self, gdf, provenance, t, names):
        super().__init__(title=provenance.title)
        self.provenance, self.texts, self.legend = provenance, t, draw_legend(gdf, t, provenance.language)
        self.is_empty = gdf.empty
        self.data = {"provenance": dump_json(dict(provenance.items())),
                     "settings": dump_json(_settings(gdf, provenance, t)),
                     "ground": basemap.ground_simplified_for_drawing(), "names": basemap.labels(provenance.language),
                     "records": dump_json(records.describe_records(gdf, t, provenance.language, names))}

    def render(self, **kwargs) -> str:
        """The whole document."""
        for child in self._children.values():
            child.render(**kwargs)
        self.header._children.pop("meta_http", None)
        leaflet, own = load_leaflet(), (_FOLDER / "takeaway.js").read_text(encoding="utf-8")
        scripts = [f"/*\n{leaflet.licence}\n*/\n{leaflet.script}", own, self.script.render(**kwargs)]
        styles = [leaflet.style, f":root {{ {css_tokens('light')} }}", _read("takeaway.css")]
        return "\n".join([
            "<!DOCTYPE html>", f'<html lang="{self.provenance.language}">', "<head>", '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{_policy(scripts)}">',
            *_head(self.provenance), self.header.render(**kwargs).strip(),
            *(f"<style>{style}</style>" for style in styles), "</head>", "<body>",
            self.html.render(**kwargs).strip(), _card(self.provenance, self.texts, self.is_empty),
            _legend(self.legend, self.texts), _credits(self.texts),
            *(_block(name, text) for name, text in self.data.items()),
            *(f"<script>{script}</script>" for script in scripts), "</body>", "</html>", ""])


# --- the page around the map ----------------------------------------------------------------------

def _read(name):
    return (_FOLDER / name).read_text(encoding="utf-8")


def _policy(scripts):
    hashes = " ".join(f"'sha256-{base64.b64encode(hashlib.sha256(s.encode()).digest()).decode()}'" for s in scripts)
    return (f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; img-src data:; "
            "base-uri 'none'; form-action 'none'")


def _head(provenance):
    named = {"description": provenance.filter, "author": PUBLISHER, "generator": "Folium",
             "color-scheme": "light", **{f"atlas-{key}": value for key, value in provenance.items()}}
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{_text(provenance.title)}</title>"
    for name, value in named.items():
        yield f'<meta name="{name}" content="{_text(value)}">'


def _card(provenance, t, is_empty):
    words = WORDS[provenance.language]
    items = "".join(f"<dt>{_text(label)}</dt><dd>{_text(value)}</dd>"
                    for (key, value), (label, _) in zip(provenance.items(), provenance.labelled_items(), strict=True)
                    if key in _TOLD_ABOUT)
    search = "" if is_empty else (
        f'<div class="search"><input type="search" id="search" autocomplete="off" spellcheck="false" role="combobox" '
        f'aria-expanded="false" aria-controls="found" aria-label="{_text(t["search"])}" '
        f'placeholder="{_text(t["search"])}"><p id="matches" class="unseen" role="status"></p>'
        f'<ul id="found" role="listbox" aria-label="{_text(t["search"])}" hidden></ul></div>')
    empty = f'<p class="empty">{_text(t["table_empty"])}</p>' if is_empty else ""
    return (f'<section class="card"><h1>{_text(provenance.title)}</h1>'
            f'<p class="sentence">{_text(provenance.filter)}</p>{empty}{search}'
            f'<details class="about"><summary>{_text(words["about"])}</summary>'
            f'<p><a href="{_text(_web(provenance.permalink))}" {_LINK}>{_text(words["open_view"])}</a> · '
            f'<a href="{LICENCE_URL}" {_LINK}>{_text(provenance.licence)}</a></p>'
            f'<p>{_text(words["note"])}</p><dl>{items}</dl></details>'
            f'<noscript><p>{_text(words["no_script"])}</p></noscript></section>')


def _legend(inside, t):
    return (f'<details class="legend" id="legend" open><summary>{_text(t["legend"])}</summary>'
            f"<div>{inside}</div></details>") if inside else ""


def _credits(t):
    return f'<footer class="credits">{_text(t["attribution_text"])} Leaflet, Folium.</footer>'


def _block(name, text):
    return f'<script type="application/json" id="{name}">{_in_script(clean_text(text))}</script>'


def _text(value):
    return escape(clean_text(str(value)), quote=True)


def _web(url):
    """The address if it is one of the web, else nothing: what stands in a link may come from a setting."""
    return url if url.startswith(("http://", "https://")) else ""


def _in_script(text):
    """JSON text in which no sign can end a script or a line of it."""
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text
