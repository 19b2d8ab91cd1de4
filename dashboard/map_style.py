"""The data layers of the map as MapLibre style parts: plain data made from the tables of `style.py`.

Nothing here reads a record or a file. What a feature must carry is in `PROPERTIES`. Image names are
"icon|<glyph>|<recipe>" and "text|<style>|<words>"; `assets/map_images.js` draws them when asked.
`line-dasharray` cannot depend on a feature in MapLibre 5.3, hence one layer for each kind and status look.
"""

import math

from dashboard.icons import GLYPHS
from dashboard.style import (
    CASING_COLOURS,
    GROUP_COLOURS,
    GROUP_OF_SECTOR,
    HALO_COLOURS,
    LINE_LOOKS,
    SECTOR_GROUPS,
    STATUS_LOOKS,
    STOPPED_COLOURS,
    TOKENS,
)

LAYERS = ("sites", "routes", "pipelines", "powerlines")
LINE_LAYERS = ("routes", "pipelines", "powerlines")
BANDS = "bands"
"""The source of the areas in which roughly known lines run, with the lines' own properties."""
MARKED = "marked"
"""The source of the chosen and the hovered record; each carries its `mark`, "selected" or "hovered"."""
PROPERTIES = ("id", "layer", "name", "name_ru", "name_zh", "kind", "sector", "status", "icon", "slot", "offset",
              "radius_px0", "brief", "cost")

ICONS_FROM_ZOOM, LABELS_FROM_ZOOM, LINE_LABELS_FROM_ZOOM = 5.5, 7, 6
TRIM_FROM_ZOOM, REACH_FROM_ZOOM = 4.4, 5
DOT_PX, DISC_PX, MAX_SLOT = 10, 22, 60
_WIDTHS = ((2, 0.9), (4, 1.5), (6, 2.4), (9, 3.8), (12, 6))
_LANES = ((3, 1.2), (6, 3), (9, 5.5), (12, 9))
_CUT = {"tolerance": 0.3, "maxzoom": 12}
_NOTHING = {"type": "FeatureCollection", "features": []}
_EARTH_PX0 = 2 * math.pi * 6378137 / 512


def data_sources(url_of, tiled=frozenset()) -> dict[str, dict]:
    """A source for each layer. `url_of(layer)` gives its address: GeoJSON, or tiles for layers in `tiled`."""
    return {layer: _tile_source(layer, url_of(layer)) if layer in tiled
            else {"type": "geojson", "data": url_of(layer), "promoteId": "id"} | _CUT
            for layer in LAYERS} | {BANDS: {"type": "geojson", "data": _NOTHING, "promoteId": "id"} | _CUT,
                                    MARKED: {"type": "geojson", "data": _NOTHING} | _CUT}


def _tile_source(layer, url):
    return {"type": "vector", "tiles": [url], "promoteId": {layer: "id"}, "maxzoom": 12}


def data_layers(theme: str, language: str = "en", tiled=frozenset(), present=None) -> list[dict]:
    """Every data layer from the bottom to the top, as one list.

    `map_layers` gives the same in parts.
    """
    parts = map_layers(theme, language, tiled, present)
    return parts["ground"] + parts["names"] + parts["marks"]


def map_layers(theme: str, language: str = "en", tiled=frozenset(), present=None) -> dict[str, list[dict]]:
    """The data layers in three parts: `ground` (areas and lines), `names` (of lines and sites) and `marks`
    (site symbols).

    `present`: the (kind, status) pairs that occur. Lines of other looks get no layer: each layer costs a test of
    every line with every filter. None: all.
    """
    parts = {"ground": [*_reach_layers(theme), *_band_layers(theme), *_line_layers(theme, present)],
             "names": [*(_line_names(layer, language) for layer in LINE_LAYERS), _site_names(language)],
             "marks": list(_site_layers())}
    for layer in tiled:
        for drawn in (drawn for part in parts.values() for drawn in part if drawn["source"] == layer):
            drawn["source-layer"] = layer
    return parts


def full_style(theme: str, language: str, url_of, base=({}, []), tiled=frozenset(), present=None) -> dict:
    """A complete style: the data on the ground of the basemap, given as `(sources, layers)`, under its place names.

    `present`: see `map_layers`.

    Room for names is given from the top layer down: place names first, then whatever the marks leave to the
    names of lines and sites.
    """
    base_sources, base_layers = base
    names = [layer for layer in base_layers if layer["type"] == "symbol"]
    floor = [layer for layer in base_layers if layer["type"] != "symbol"]
    if not floor:
        floor = [{"id": "base-ground", "type": "background", "paint": {"background-color": TOKENS[theme]["land"]}}]
    parts = map_layers(theme, language, tiled, present)
    return {"version": 8, "name": f"atlas-{theme}", "transition": {"duration": 0, "delay": 0},
            "metadata": {"marks": MARKED, "later": {BANDS: url_of(BANDS)}},
            "sources": base_sources | data_sources(url_of, tiled),
            "layers": floor + parts["ground"] + parts["names"] + parts["marks"] + names}


# --- what features and pages need -----------------------------------------------------------------

def radius_px0(radius_km: float, latitude: float) -> float:
    """The `radius_px0` of a feature: its radius in pixels at zoom 0 at its latitude (degrees).

    At zoom z it is 2**z times as much (Web Mercator, 512-pixel tiles).
    """
    return radius_km * 1000 / (_EARTH_PX0 * math.cos(math.radians(latitude)))


def fan_out(slot: int) -> tuple[float, float]:
    """Where slot n of sites at one place is drawn, in disc widths right and down: a sunflower's seeds.

    Slot 0 (alone) stays. Neighbours are at least one disc apart.
    """
    if slot <= 0:
        return 0.0, 0.0
    angle, reach = slot * math.pi * (3 - math.sqrt(5)), 0.62 * math.sqrt(slot - 0.4)
    return round(reach * math.cos(angle), 3), round(reach * math.sin(angle), 3)


def text_styles(theme: str) -> dict[str, dict]:
    """How the names of records are written, by the key in their image names."""
    tokens = TOKENS[theme]
    family = "system-ui, 'Noto Sans', 'Noto Sans SC', 'PingFang SC', 'Microsoft YaHei', sans-serif"
    site = {"font": f"500 11.5px {family}", "color": tokens["text"], "halo": tokens["label-halo"], "haloWidth": 1.6,
            "upper": False, "letterSpacing": 0, "lineHeight": 14, "maxWidth": 150}
    line = site | {"font": f"italic 400 11px {family}", "color": tokens["text-2"], "maxWidth": 170, "align": "center"}
    return {"site": site, "line": line}


def image_recipes(theme: str) -> dict[str, dict]:
    """How to draw every disc and ring the layers can ask for, by the last part of the image's name."""
    recipes = {"ring": _ring_recipe(theme, DISC_PX + 10), "dot-ring": _ring_recipe(theme, DOT_PX + 8)}
    for group in SECTOR_GROUPS:
        for name, look in STATUS_LOOKS.items():
            colour = STOPPED_COLOURS[theme] if look.grey else GROUP_COLOURS[theme][group]
            recipes[f"{group}-{name}"] = _disc_recipe(theme, look.disc, colour, DISC_PX, 13.5)
            recipes[f"dot-{group}-{name}"] = _disc_recipe(theme, look.disc, colour, DOT_PX, 0)
    return recipes


def image_glyphs() -> dict[str, str]:
    """The glyphs the layers can ask for: name to SVG path data."""
    return dict(GLYPHS)


def tooltip(language: str, kinds: dict[str, str], statuses: dict[str, str], years: dict[str, str]) -> dict:
    """What a pointer over a feature shows: name, then kind, status and the year that says most.

    `kinds` and `statuses` give words for codes; `years` has patterns such as "built {}" for
    `due` (a planned completion), `year_completed`, `year_started` and `year_agreed`.
    """
    year = {"first": [{"get": name, "text": years[name]}
                      for name in ("due", "year_completed", "year_started", "year_agreed") if name in years]}
    dots = {code: f"var(--sector-{group})" for code, group in GROUP_OF_SECTOR.items()}
    lines = {kind: f"var(--line-{kind})" for kind in LINE_LOOKS}
    return {"title": [*([] if language == "en" else [f"name_{language}"]), "name"],
            "lines": [[{"get": "kind", "labels": kinds}, {"get": "status", "labels": statuses}, year]],
            "dot": {"first": [{"get": "kind", "labels": lines, "only": True}, {"get": "sector", "labels": dots}]}}


# --- expressions ----------------------------------------------------------------------------------

def _zoomed(stops, of=lambda value: value, base=1):
    """Interpolate over the zoom; `of` makes each stop's output."""
    curve = ["linear"] if base == 1 else ["exponential", base]
    return ["interpolate", curve, ["zoom"], *(part for zoom, value in stops for part in (zoom, of(value)))]


def _is(state):
    return ["boolean", ["feature-state", state], False]


def _marked(selected, hovered):
    """For layers of `MARKED`."""
    return ["match", ["get", "mark"], "selected", selected, hovered]


def _lit(selected, hovered, otherwise):
    return ["case", _is("selected"), selected, _is("hovered"), hovered, otherwise]


def _name(language):
    """The name in the language, or in English where it is missing or empty."""
    if language == "en":
        return ["coalesce", ["get", "name"], ""]
    own = ["coalesce", ["get", f"name_{language}"], ""]
    return ["case", ["!=", own, ""], own, ["coalesce", ["get", "name"], ""]]


def _text_image(style, language):
    return ["concat", f"text|{style}|", _name(language)]


_GROUP = ["match", ["get", "sector"],
          *(part for group, codes in SECTOR_GROUPS.items() for part in (list(codes), group)), "other"]
_LOOK = ["match", ["get", "status"],
         *(part for name, look in STATUS_LOOKS.items() for part in (list(look.statuses), name)), "built"]
_GLYPH = ["match", ["coalesce", ["get", "icon"], ""], sorted(GLYPHS), ["get", "icon"], ""]
_WEIGHT = ["match", ["get", "kind"], *(part for kind, look in LINE_LOOKS.items() for part in (kind, look.weight)), 1]
_IMPORTANCE = ["+", ["*", 1e6, ["to-number", ["get", "brief"], 0]], ["to-number", ["get", "cost"], 0]]
_RANK = ["+", ["*", 3, ["to-number", ["get", "brief"], 0]],
         ["step", ["to-number", ["get", "cost"], 0], 0, 100, 1, 1000, 2]]
"""Which symbol lies above which: few steps, since MapLibre draws the symbols of each step apart."""


def _slot_offset(scale, shift=0):
    """Pixels right and down for each fan-out slot, `scale` being the distance of neighbours."""
    slots = range(1, MAX_SLOT + 1)
    places = ((n, ["literal", [round(x * scale + shift, 1), round(y * scale, 1)]])
              for n in slots for x, y in [fan_out(n)])
    return ["match", ["to-number", ["get", "slot"], 0], *(part for place in places for part in place),
            ["literal", [shift, 0]]]


# --- lines ----------------------------------------------------------------------------------------

def _layer(layer_id, group, kind, **parts):
    """One style layer of the records of a group. `of`: the source, if it is not the group's own but one that
    several share. `interactive`, `minzoom`, `maxzoom` and `filter` are left out when unset."""
    metadata = {"filtered": True, "group": group}
    if parts.pop("interactive", False):
        metadata["interactive"] = True
    if source := parts.pop("of", None):
        parts |= {"source": source, "filter": ["==", ["get", "layer"], group]}
    return {"id": layer_id, "type": kind, "source": group, "metadata": metadata} | parts


def _line_layers(theme, present):
    yield from (_casing(layer, theme) for layer in LINE_LAYERS)
    for kind, look in LINE_LOOKS.items():
        yield from _lines_of_kind(kind, look, theme, present)
    yield from (_halo(layer, theme) for layer in LINE_LAYERS)


def _lines_of_kind(kind, look, theme, present):
    for name, status in STATUS_LOOKS.items():
        if present is not None and not any((kind, code) in present for code in status.statuses):
            continue
        colour = STOPPED_COLOURS[theme] if status.grey else look.colour(theme)
        where = ["all", ["==", ["get", "kind"], kind], ["in", ["get", "status"], ["literal", list(status.statuses)]]]
        yield _line(f"{look.layer}-{kind}-{name}", look, where, colour, look.weight, _dash(look, status),
                    _opacity(look, status), interactive=True, cap="round" if look.form == "dotted" else "butt")
        if look.form in ("ticked", "beaded") and not status.grey:
            yield _trim(f"{look.layer}-{kind}-{name}-{look.form}", look, status, where, colour)


def _line(layer_id, look, where, colour, weight, dash, opacity, interactive=False, cap="butt"):
    width = _zoomed(_WIDTHS, lambda w: round(w * weight, 2))
    paint = {"line-color": colour, "line-width": width, "line-opacity": opacity, "line-offset": _lane()}
    return _layer(layer_id, look.layer, "line", filter=where, interactive=interactive,
                  layout={"line-cap": cap, "line-join": "round"},
                  paint=paint | ({"line-dasharray": list(dash)} if dash else {}))


def _trim(layer_id, look, status, where, colour):
    """Sleepers across a railway, or masts along a power line: a second, broken line on the same way."""
    weight, dash, cap = (2.1, (0.3, 4.2), "butt") if look.form == "ticked" else (1.25, (0, 5), "round")
    return _line(layer_id, look, where, colour, weight, dash, status.fade, cap=cap) | {"minzoom": TRIM_FROM_ZOOM}


def _dash(look, status):
    """Dotted lines stay dotted whatever their status; the others show it."""
    if look.form == "dotted":
        return {"built": (0, 2.2), "building": (0, 3.2)}.get(_name_of(status), (0, 4.4))
    return status.dash


def _name_of(status):
    return next(name for name, look in STATUS_LOOKS.items() if look is status)


def _opacity(look, status):
    return round((0.26 if look.form == "band" else 1) * status.fade, 2)


def _lane():
    """Side-by-side lines: the feature's `offset` in lanes, to the right of its direction."""
    return _zoomed(_LANES, lambda lane: ["*", lane, ["to-number", ["get", "offset"], 0]])


def _casing(layer, theme):
    """A pale edge under the layer's lines that stand or are being built, wider under roads."""
    edge = ["case", ["==", ["get", "kind"], "road"], 1.25, 0.85]
    bare = ["match", ["get", "kind"], ["corridor", "sea_route", "air_route"], 0, 1]
    width = _zoomed(_WIDTHS, lambda w: ["*", bare, ["+", ["*", w, _WEIGHT], ["*", 2 * (0.7 + w / 8), edge]]])
    standing = [status for name in ("built", "building") for status in STATUS_LOOKS[name].statuses]
    return _layer(f"{layer}-casing", layer, "line", filter=["in", ["get", "status"], ["literal", standing]],
                  layout={"line-cap": "round", "line-join": "round"},
                  paint={"line-color": CASING_COLOURS[theme], "line-width": width, "line-offset": _lane(),
                         "line-opacity": 0.75 if theme == "light" else 0.6})


def _halo(layer, theme):
    """A bright outline along both sides of the chosen line, above its neighbours, which leaves its dashes to be
    seen; fainter along the line pointed at."""
    gap = _zoomed(_WIDTHS, lambda w: ["+", 1.5, ["*", w, _WEIGHT]])
    return _layer(f"{layer}-halo", layer, "line", of=MARKED, layout={"line-cap": "butt", "line-join": "round"},
                  paint={"line-color": HALO_COLOURS[theme], "line-width": _marked(2.6, 2), "line-gap-width": gap,
                         "line-offset": _lane(), "line-opacity": _marked(1, 0.7)})


def _line_names(layer, language):
    return _layer(f"{layer}-names", layer, "symbol", minzoom=LINE_LABELS_FROM_ZOOM,
                  layout={"symbol-placement": "line-center", "icon-image": _text_image("line", language),
                          "icon-rotation-alignment": "viewport", "icon-padding": 24,
                          "symbol-sort-key": ["-", 0, _IMPORTANCE]})


# --- sites ----------------------------------------------------------------------------------------

def _reach_layers(theme):
    """The true uncertainty of rough places: soft, and clear only for the chosen one."""
    tokens = TOKENS[theme]
    yield _layer("sites-reach", "sites", "circle", minzoom=REACH_FROM_ZOOM,
                 filter=[">", ["to-number", ["get", "radius_px0"], 0], 0],
                 paint={"circle-radius": _zoomed(((0, 1), (24, 2 ** 24)),
                                                 lambda s: ["*", s, ["to-number", ["get", "radius_px0"], 0]], base=2),
                        "circle-color": tokens["accent"],
                        "circle-opacity": _zoomed(((5, 0.03), (8, 0)), lambda rest: _lit(0.14, 0.1, rest)),
                        "circle-stroke-color": tokens["accent"], "circle-stroke-width": _lit(1.5, 1.2, 0.7),
                        "circle-stroke-opacity": _lit(0.9, 0.7, 0.16)})


def _band_layers(theme):
    """The same for lines: somewhere in the band they run."""
    accent = TOKENS[theme]["accent"]
    for layer in LINE_LAYERS:
        shared = {"of": BANDS, "minzoom": REACH_FROM_ZOOM}
        yield _layer(f"{layer}-reach", layer, "fill", **shared,
                     paint={"fill-color": accent, "fill-antialias": False,
                            "fill-opacity": _zoomed(((5, 0.035), (8, 0.025)), lambda rest: _lit(0.14, 0.1, rest))})
        yield _layer(f"{layer}-reach-edge", layer, "line", **shared,
                     paint={"line-color": accent, "line-width": _lit(1.5, 1.2, 0.7),
                            "line-opacity": _lit(0.9, 0.7, 0.16)})


def _site_layers():
    dot = ["concat", "icon||dot-", _GROUP, "-", _LOOK]
    disc = ["concat", "icon|", _GLYPH, "|", _GROUP, "-", _LOOK]
    dots = ((2, 0.6), (3.6, 0.78), (ICONS_FROM_ZOOM, 1.12))
    discs = ((ICONS_FROM_ZOOM, 0.74), (7, 0.9), (9, 1.05), (12, 1.15))
    far, near = {"maxzoom": ICONS_FROM_ZOOM}, {"minzoom": ICONS_FROM_ZOOM}
    yield _site_symbols("sites-dots", dot, dots, DOT_PX, interactive=True, **far)
    yield _site_symbols("sites-icons", disc, discs, DISC_PX, interactive=True, **near)
    lit = {"icon-opacity": _marked(1, 0.75)}
    yield _site_symbols("sites-dots-ring", "icon||dot-ring", dots, DOT_PX, lit, crowds=False, of=MARKED, **far)
    yield _site_symbols("sites-icons-ring", "icon||ring", discs, DISC_PX, lit, crowds=False, of=MARKED, **near)


def _site_symbols(layer_id, image, sizes, px, paint=None, crowds=True, **parts):
    """Symbols that are always drawn; with `crowds`, names of sites and lines keep clear of them."""
    layout = {"icon-image": image, "icon-size": _zoomed(sizes), "icon-offset": _slot_offset(px),
              "icon-allow-overlap": True, "icon-ignore-placement": not crowds, "icon-padding": 0,
              "symbol-sort-key": _RANK}
    return _layer(layer_id, "sites", "symbol", layout=layout, paint=paint or {}, **parts)


def _site_names(language):
    return _layer("sites-names", "sites", "symbol", minzoom=LABELS_FROM_ZOOM,
                  layout={"icon-image": _text_image("site", language), "icon-anchor": "left",
                          "icon-offset": _slot_offset(DISC_PX, shift=18), "icon-padding": 2,
                          "symbol-sort-key": ["-", 0, _IMPORTANCE]})


# --- image recipes --------------------------------------------------------------------------------

def _disc_recipe(theme, disc, colour, size, glyph_size):
    """A disc of `size` px with an edge that parts it from its neighbours."""
    paper = "#FFFFFF" if theme == "light" else "#10161D"
    small = size < 16
    recipe = {"shape": "disc", "size": size, "fill": colour, "ring": paper, "ringWidth": 1.2 if small else 1.6,
              "glyph": paper, "glyphSize": glyph_size}
    if disc == "ringed" and small:
        recipe |= {"fill": paper, "half": colour, "ring": colour, "ringWidth": 1.5, "edge": paper, "edgeWidth": 1}
    elif disc == "ringed":
        recipe |= {"size": size + 4, "dashes": 12, "dashColour": colour, "dashWidth": 1.9}
    elif disc == "hollow":
        recipe |= {"fill": paper, "ring": colour, "ringWidth": 1.8 if small else 2, "glyph": colour,
                   "edge": paper, "edgeWidth": 1}
    elif disc == "struck":
        recipe |= {"fill": paper, "ring": colour, "ringWidth": 1.4, "glyph": colour, "strike": colour,
                   "edge": paper, "edgeWidth": 1}
    return recipe


def _ring_recipe(theme, size):
    return {"shape": "disc", "size": size, "fill": None, "ring": CASING_COLOURS[theme], "ringWidth": 2,
            "edge": HALO_COLOURS[theme], "edgeWidth": 2.4, "glyph": None, "glyphSize": 0}
