"""The ground of the map to take away: the embedded basemap, simplified for drawing and written as JSON texts.

Everything here is made once a process and kept as text, since it is the same in every file.
"""

from __future__ import annotations

import base64
import json
from functools import cache

import shapely

from dashboard.basemap_style import COLOURS, RELIEF_OPACITY, text_styles
from geodata.basemap import BASEMAP_DIR, load_basemap_info
from geodata.export.geojson import dump_json

THEME = "light"
REGION = shapely.box(38, 28, 98, 62)
_NEAR_DEGREES, _FAR_DEGREES, _FAR_ISLAND = 0.008, 0.05, 0.05
_DECIMALS = 3
# Name of a part of the ground -> its file, from the bottom up, and which properties a drawing needs.
_PARTS = {"land": (), "central_asia": (), "rivers": ("scalerank", "min_zoom"), "lakes": ("min_zoom",),
          "boundaries": ("disputed", "focus")}


@cache
def ground_simplified_for_drawing() -> str:
    """The parts of the ground by name as GeoJSON in one JSON text, EPSG:4326.

    Simplified by 0.008 degrees (some 900 m) near Central Asia and by 0.05 far off.

    Coordinates have three decimals; far islands below 0.05 square degrees are left out. Never measure on these.
    """
    return dump_json({name: _collection(name, keep) for name, keep in _PARTS.items()})


def _collection(name, keep):
    features = json.loads((BASEMAP_DIR / f"{name}.geojson").read_text(encoding="utf-8"))["features"]
    drawn = []
    for feature in features:
        parts = shapely.get_parts(shapely.from_geojson(json.dumps(feature["geometry"])))
        shapes = [shape for part in parts if (shape := _simplify(part)) is not None]
        if shapes:
            properties = {key: feature["properties"][key] for key in keep}
            drawn.append({"type": "Feature", "properties": properties, "geometry": json.loads(shapely.to_geojson(
                _joined(shapes)))})
    return {"type": "FeatureCollection", "features": drawn}


def _simplify(part):
    """One polygon or line for drawing, or None where it would not be seen."""
    far = not part.intersects(REGION)
    if far and part.geom_type == "Polygon" and part.area < _FAR_ISLAND:
        return None
    simple = part.simplify(_FAR_DEGREES if far else _NEAR_DEGREES)
    return shapely.transform(simple, lambda xy: xy.round(_DECIMALS))


def _joined(shapes):
    many = shapely.MultiPolygon if shapes[0].geom_type == "Polygon" else shapely.MultiLineString
    return shapes[0] if len(shapes) == 1 else many(shapes)


@cache
def relief() -> tuple[str, list[list[float]]]:
    """The shaded relief as a data URI, and its south-west and north-east corners as latitude, longitude."""
    corners = load_basemap_info()["relief_coordinates"]
    lons, lats = zip(*corners, strict=True)
    picture = base64.b64encode((BASEMAP_DIR / "relief-small.webp").read_bytes()).decode("ascii")
    return f"data:image/webp;base64,{picture}", [[min(lats), min(lons)], [max(lats), max(lons)]]


@cache
def labels(language: str) -> str:
    """Names of countries, places and nature as JSON text, the most important first.

    Each is [longitude, latitude, name, style, first zoom, last zoom, side, dot]; zooms are MapLibre's, as in
    the files; `dot` is 0 for none, 1 for a place, 2 for a capital.
    """
    rows = [*_countries(language), *_places(language), *_nature(language)]
    return dump_json([[round(lon, 3), round(lat, 3), *rest] for lon, lat, *rest in rows])


def label_styles() -> dict[str, dict]:
    """How each kind of name is written, by the key in `labels`."""
    return {key.removeprefix("base-"): look for key, look in text_styles(THEME).items()}


def ground_look() -> dict:
    """Colours of the ground and the opacity of its relief."""
    return COLOURS[THEME] | {"relief_opacity": RELIEF_OPACITY[THEME]}


def _points(name, language):
    """Longitude, latitude, the name in the language and the properties of each point of a file."""
    for feature in json.loads((BASEMAP_DIR / f"{name}.geojson").read_text(encoding="utf-8"))["features"]:
        facts = feature["properties"]
        words = facts.get(f"name_{language}") or facts.get("name") or facts.get("name_en")
        if words:
            yield (*feature["geometry"]["coordinates"], words, facts)


def _countries(language):
    for lon, lat, words, facts in sorted(_points("country_labels", language), key=lambda row: row[3]["rank"]):
        style = "focus" if facts["focus"] == 1 else "country"
        yield lon, lat, words, style, round(facts["min_zoom"] - 1, 2), 7.2, "", 0


def _places(language):
    points = _points("places", language)
    for lon, lat, words, facts in sorted(points, key=lambda row: row[3]["min_zoom"] - row[3]["capital"]):
        focus = facts["iso_a3"] in ("KAZ", "KGZ", "TJK", "TKM", "UZB")
        style = "capital" if facts["capital"] and focus else "city" if facts["min_zoom"] <= 4.5 else "town"
        yield (lon, lat, words, style, round(facts["min_zoom"] - 0.5, 2), 99, facts.get("side") or "",
               1 + facts["capital"])


def _nature(language):
    for lon, lat, words, facts in sorted(_points("nature_labels", language), key=lambda row: row[3]["min_zoom"]):
        style = facts["kind"] if facts["kind"] in ("sea", "lake", "river") else "land"
        yield lon, lat, words, style, round(facts["min_zoom"] - 0.5, 2), facts["max_zoom"], "", 0
