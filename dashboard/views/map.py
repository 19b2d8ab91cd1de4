"""Frames to what the map draws: features with few, short properties, and the map's own properties."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
import shapely
from shapely.geometry import mapping
from shapely.geometry import shape as to_shape

from dashboard import map_style
from dashboard.basemap_style import BASE, RELIEF, RELIEF_FIRST, basemap_layers
from dashboard.basemap_style import text_styles as basemap_text_styles
from dashboard.icons import glyph_for
from dashboard.style import THEMES
from dashboard.views.reach import PLACE_KM, line_band, line_reach_km
from geodata.codes import LAYERS, code_list
from geodata.geometry import length_km
from geodata.records import is_known

START = {"bbox": [46.0, 34.5, 88.0, 56.0]}
_SAME_PLACE_DEGREES = 0.05
_SAME_WAY_DEGREES = 0.02
_DECIMALS = 4


def map_properties(context) -> dict:
    """The properties of the map component at the start, in the context's language."""
    t = context.texts
    return {
        "styles": {theme: _style(theme, context) for theme in THEMES}, "theme": "auto",
        "textStyles": {theme: map_style.text_styles(theme) | basemap_text_styles(theme) for theme in THEMES},
        "images": {theme: map_style.image_recipes(theme) for theme in THEMES},
        "glyphs": map_style.image_glyphs(), "view": START,
        "tooltip": map_style.tooltip(context.language, _labels("kind", context), _labels("status", context),
                                     {"due": t["tooltip_planned"]} | {f"year_{name}": t[f"tooltip_{name}"] for name in
                                                                      ("completed", "started", "agreed")}),
        "texts": {name: t[name] for name in ("no_webgl", "chooser", "map_label")}
        | {"attribution_label": t["attribution"], "km": t["km"], "m": t["m"]},
        "attribution": t["attribution_text"],
    }


def _style(theme, context):
    version = context.data_version
    folder = f"/basemap/{context.basemap_version}"
    base = basemap_layers(theme, context.language, folder, RELIEF_FIRST)
    gdf = context.records.gdf
    style = map_style.full_style(theme, context.language, lambda layer: f"/data/{version}/{layer}.geojson", base,
                                 present=frozenset(zip(gdf["kind"], gdf["status"], strict=True)))
    style["metadata"]["later"][f"{BASE}relief"] = f"{folder}/{RELIEF}"
    return style


def _labels(name, context):
    return {code: entry.labels[context.language] for code, entry in code_list(name).items()}


def map_collections(records) -> dict[str, dict]:
    """For each layer a GeoJSON FeatureCollection with the properties that map and filters read.

    Missing values are left out, lists are written `|KAZ|UZB|`, coordinates rounded to 4 decimals
    (about 10 m), for drawing only.
    """
    gdf = records.gdf
    slots, lanes = place_slots(gdf), line_lanes(gdf)
    features = defaultdict(list)
    columns = ["id", "layer", "name", "name_ru", "name_zh", "kind", "sector", "subsector", "status", "precision",
               "accuracy", "collection", "countries", "parties", "year_agreed", "year_started", "year_completed",
               "active_from", "active_to",
               "cost_usd_million", "in_brief", "geometry"]
    rows = zip(*(gdf[c].astype(object) for c in columns), records.search_text, slots, lanes, strict=True)
    for row in rows:
        values = dict(zip([*columns, "text", "slot", "offset"], row, strict=True))
        features[values["layer"]].append(_feature(values))
    return {layer: {"type": "FeatureCollection", "features": features[layer]} for layer in LAYERS}


def band_collection(collections) -> dict:
    """The bands of the roughly known lines among the collections of `map_collections`, with the lines' properties;
    coordinates rounded to 3 decimals."""
    features = []
    for feature in (each for layer in map_style.LINE_LAYERS for each in collections[layer]["features"]):
        reach_km = line_reach_km(feature["properties"]["kind"], feature["properties"].get("accuracy"))
        if reach_km:
            features.append(feature | {"geometry": _drawn(line_band(to_shape(feature["geometry"]), reach_km), 3)})
    return {"type": "FeatureCollection", "features": features}


def _feature(values):
    shape = values.pop("geometry")
    properties = {k: v for k, v in values.items() if is_known(v)}
    for name in ("countries", "parties"):
        properties[name] = f"|{'|'.join(properties[name])}|"
    if properties["status"] in ("under_construction", "agreed", "proposed") and "year_completed" in properties:
        properties["due"] = properties["year_completed"]
    properties["brief"] = int(properties.pop("in_brief"))
    if (cost := properties.pop("cost_usd_million", None)) is not None:
        properties["cost"] = cost
    if shape.geom_type == "Point":
        properties["icon"] = glyph_for(properties["kind"], properties.get("subsector"))
        properties["radius_px0"] = round(map_style.radius_px0(PLACE_KM[properties["precision"]], shape.y), 6)
    return {"type": "Feature", "id": properties["id"], "properties": properties,
            "geometry": _drawn(shape, _DECIMALS)}


def _drawn(shape, decimals):
    return mapping(shapely.set_precision(shape, 10 ** -decimals, mode="pointwise"))


def place_slots(gdf) -> list[int]:
    """For each row, its number among the points of the same place, so that they can be fanned out.

    Points closer than 0.05 degrees (some 5 km) to the first of a group share its place; a point alone
    has 0, a group counts from 1. Lines have 0.
    """
    slots = [0] * len(gdf)
    for members in place_groups(gdf):
        if len(members) > 1:
            for number, position in enumerate(members, start=1):
                slots[position] = number
    return slots


def place_groups(gdf) -> list[list[int]]:
    """Row numbers of the points that share a place, group by group, in the order of the frame."""
    points = gdf.geometry.geom_type.to_numpy() == "Point"
    positions = np.flatnonzero(points)
    shapes = gdf.geometry.to_numpy()[positions]
    tree = shapely.STRtree(shapes)
    taken, groups = set(), []
    for i, shape in enumerate(shapes):
        if i in taken:
            continue
        near = sorted(set(tree.query(shape, "dwithin", distance=_SAME_PLACE_DEGREES).tolist()) - taken)
        taken.update(near)
        groups.append([int(positions[j]) for j in near])
    return groups


def line_lanes(gdf) -> list[float]:
    """For each row, how many lanes aside it is drawn, so that lines on one right of way lie side by side.

    Lines of a layer that run within 0.02 degrees (some 2 km) of each other for more than half of the shorter one
    share a right of way; the longest keeps the middle, the next ones go right and left in turn, seen along it.
    """
    lanes = [0.0] * len(gdf)
    for layer in LAYERS[1:]:
        positions = np.flatnonzero((gdf["layer"] == layer).to_numpy())
        shapes, ids = gdf.geometry.to_numpy()[positions], gdf["id"].to_numpy()[positions]
        neighbours = _neighbours(shapes)
        placed = {}
        for line in sorted(range(len(shapes)), key=lambda n: (-length_km(shapes[n]), ids[n])):
            beside = {placed[other]: other for other in neighbours[line]
                      if other in placed and _run_together(shapes[line], shapes[other])}
            placed[line] = next(lane for lane in _lane_order() if lane not in beside)
            reverse = 0.0 in beside and _runs_against(shapes[line], shapes[beside[0.0]])
            lanes[positions[line]] = -placed[line] if reverse and placed[line] else placed[line]
    return lanes


def _runs_against(line, other):
    """Whether the line is drawn the other way round: right of the one is then left of the other."""
    return other.project(shapely.get_point(line, 0)) > other.project(shapely.get_point(line, -1))


def _neighbours(shapes):
    """For each line the numbers of the others within 0.02 degrees of it."""
    near = [[] for _ in shapes]
    for line, other in shapely.STRtree(shapes).query(shapes, "dwithin", distance=_SAME_WAY_DEGREES).T.tolist():
        if line != other:
            near[line].append(other)
    return near


def _run_together(shorter, longer):
    """Whether more than half of the shorter line lies within 0.02 degrees of the longer one."""
    west, south, east, north = shorter.bounds
    margin = 2 * _SAME_WAY_DEGREES
    nearby = shapely.clip_by_rect(longer, west - margin, south - margin, east + margin, north + margin)
    return shorter.intersection(nearby.buffer(_SAME_WAY_DEGREES)).length > 0.5 * shorter.length


def _lane_order():
    yield 0.0
    for lane in range(1, 20):
        yield float(lane)
        yield float(-lane)
