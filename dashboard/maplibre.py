"""The map as a Dash component: the Python half of `assets/map.js`, and where MapLibre itself lies.

Dash needs no JavaScript build for this: the browser half registers a React function component at
`window.atlas_components.MapLibre`, and this class names it. All data come in as properties; this module
knows nothing of records, colours or words.
"""

from importlib.util import find_spec
from pathlib import Path

from dash.development.base_component import Component


class MapLibre(Component):
    """One MapLibre map that fills its parent. Degrees are WGS 84; `n` counts up with each event.

    In
    - id (str): the component's id.
    - styles (dict): {"light": style, "dark": style}, complete MapLibre styles. A layer's `metadata` tells
      the component what to do with it: `filtered` (true: `filter` applies, and its source holds records),
      `group` (the name `hidden` uses), `interactive` (true: it reacts to the pointer). A style's own `metadata`
      may name `marks` (the GeoJSON source that the component fills with the selected and the hovered record, each
      with the property `mark`, "selected" or "hovered") and what is not waited for: `later` ({source of an image or of
      GeoJSON: address}) is loaded once the map is drawn.
    - theme ("light" | "dark"): which style is drawn, by default the page's `data-theme`. Sources, filter and
      marks survive a change.
    - textStyles (dict): {"light": {key: style}, "dark": ...} for images named "text|<key>|<words>":
      {"font", "color", "halo", "haloWidth" px, "upper" bool, "letterSpacing" px, "lineHeight" px,
      "maxWidth" px to wrap at, "align" "left" | "center"}.
    - images (dict): {"light": {name: recipe}, "dark": ...} for images named "icon|<glyph>|<name>" (the
      glyph may be empty): {"shape" "disc" | "diamond" | "square", "size" px, "fill", "ring", "ringWidth" px,
      "edge" outer edge colour, "edgeWidth" px, "dashes" pieces of a broken ring, "dashColour", "dashWidth"
      px, "half" colour of the right half, "strike" colour, "glyph" colour, "glyphSize" px}.
    - glyphs (dict): {name: SVG path data in a 24 x 24 box}, filled by the even-odd rule.
    - filter (list | None): MapLibre expression that every `filtered` layer obeys besides its own filter.
    - hidden (list[str]): groups that are not drawn.
    - view (dict): where the map starts and what "home" means: {"zoom", "lat", "lon"} or
      {"bbox": [west, south, east, north]}.
    - command (dict): {"n": int, "kind": "fit" | "fly" | "zoom_in" | "zoom_out" | "home" | "fullscreen",
      "bbox": [west, south, east, north], "lat", "lon", "zoom", "padding" px, "exact" bool (the middle of the
      whole map, not of what panels leave free)}; obeyed when `n` changes.
    - padding (dict): {"top", "left", "right", "bottom"} px covered by panels; moves keep clear of them.
    - selected (str | None): id of the chosen record; sets feature state `selected`.
    - interactive (list[str]): layer ids that react to the pointer, instead of those whose metadata say so.
    - tooltip (dict): what to say about a feature, as data: {"title": [property, ...] (the first that is
      filled), "lines": [[part, ...], ...], "dot": part}. A part is {"get": property, "labels": {value: words},
      "text": "built {}"} or {"first": [part, ...]}; parts of a line are joined by a middle dot. "dot" gives
      a CSS colour for the chooser.
    - texts (dict): {"no_webgl", "chooser", "map_label", "attribution_label", "km", "m"}: words of the page.
    - attribution (str): plain text, folded behind a small button.

    In and out
    - hovered (str | None): id under the pointer, here or in a list; sets feature state `hovered`.

    Out
    - viewState (dict): {"zoom", "lat", "lon", "bbox": [west, south, east, north],
      "by": "reader" | "command"} after each move.
    - picked (dict): {"id": str | None, "n": int} after a click on one feature, a choice in the chooser,
      or (None) a click on nothing.
    - ready (bool): true once the map is drawn.
    - errors (str): one sentence when the map cannot be drawn or a source cannot be read.
    """

    _namespace = "atlas_components"
    _type = "MapLibre"
    _children_props: list[str] = []
    _base_nodes = ["children"]
    _valid_wildcard_attributes: list[str] = []
    _prop_names = [
        "id", "styles", "theme", "textStyles", "images", "glyphs", "filter", "hidden", "view", "command",
        "padding", "selected", "interactive", "tooltip", "texts", "attribution", "hovered", "viewState",
        "picked", "ready", "errors",
    ]
    available_properties = _prop_names
    available_wildcard_properties: list[str] = []


def maplibre_file(name: str) -> Path:
    """Path of a file of MapLibre GL JS, such as "maplibre-gl.js", in the installed `maplibre` package.

    The package is found but not imported: importing it logs warnings and pulls in other frameworks.
    Raises FileNotFoundError, saying what to install, when the package or the file is missing.
    """
    spec = find_spec("maplibre")
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError(
            "MapLibre GL JS not found: it comes with the Python package `maplibre` (pip install maplibre).")
    path = Path(spec.submodule_search_locations[0], "srcjs", Path(name).name)
    if not path.is_file():
        raise FileNotFoundError(
            f"{path.name} is not in the installed `maplibre` package; the atlas knows version 0.3.6 "
            "(pip install maplibre==0.3.6).")
    return path
