"""The atlas's GeoJSON back into cells: a FeatureCollection as exported, or one Feature."""

from __future__ import annotations

import json

import numpy as np
import shapely

from geodata.columns import COLUMN, PARTIES, TEXT
from geodata.export.geojson import record_features
from geodata.importers.sheet import Form, Row, Sheet, WrongValueError, known_facts, refuse
from geodata.importers.texts import check_characters, is_blank, shorten, trim, wrong_names

MAX_DEPTH = 12  # the exports need nine
_TYPES = ("Point", "LineString", "MultiLineString")
_MEMBERS = ("type", "atlas", "features", "bbox", "name", "crs", "links", "numberMatched", "numberReturned")
_FEATURE_MEMBERS = ("type", "id", "geometry", "properties", "bbox", "links", "licence", "data_version")
_WGS84 = ("CRS84", "EPSG::4326", "EPSG:4326")


def parse_geojson(text: str, name: str) -> Sheet:
    """The features of a file as rows. Raises DataFileError if it is no GeoJSON."""
    data = _parse(text, name)
    if not isinstance(data, dict) or data.get("type") not in ("FeatureCollection", "Feature"):
        refuse(name, "is no GeoJSON FeatureCollection or Feature.")
    features = [data] if data["type"] == "Feature" else data.get("features")
    if not isinstance(features, list):
        refuse(name, f"expected a list of features, found {shorten(features)}.", "features")
    sheet = Sheet(name, GEOJSON)
    if data["type"] == "FeatureCollection":
        _read_head(sheet, data)
    for number, feature in enumerate(features, start=1):
        _read_feature(sheet, feature, f"feature {number}")
    sheet.columns = list(dict.fromkeys(column for row in sheet.rows for column in row.cells))
    return sheet


def _parse(text, name):
    def refuse_constant(word):
        raise ValueError(f"{word} is no number of JSON")

    def no_repeats(pairs):
        found = dict(pairs)
        if len(found) < len(pairs):
            keys = [key for key, _ in pairs]
            raise ValueError(f"{shorten(next(key for key in keys if keys.count(key) > 1))} stands twice in one object")
        return found
    try:
        data = json.loads(text, parse_constant=refuse_constant, object_pairs_hook=no_repeats)
    except (ValueError, RecursionError) as error:
        refuse(name, f"cannot be read as JSON ({' '.join(str(error).split())[:160]}).")
    if _depth(data) > MAX_DEPTH:
        refuse(name, f"is nested more than {MAX_DEPTH} deep.")
    return data


def _depth(data):
    depth, level = 0, [data]
    while level and depth <= MAX_DEPTH:
        depth += 1
        level = [item for value in level if isinstance(value, dict | list)
                 for item in (value.values() if isinstance(value, dict) else value)]
    return depth


def _read_head(sheet, data):
    atlas = data.get("atlas")
    sheet.facts = known_facts(atlas.items()) if isinstance(atlas, dict) else {}
    if "crs" in data and not any(word in json.dumps(data["crs"]) for word in _WGS84):
        sheet.wrong("crs", f"expected longitude, latitude of WGS 84, found {shorten(data['crs'])}.")
    for member in sorted(set(data) - set(_MEMBERS)):
        sheet.remark(member, "is no part of the atlas's exports; left aside.")


def _read_feature(sheet, feature, place):
    if not isinstance(feature, dict) or feature.get("type") != "Feature" \
            or not isinstance(feature.get("properties"), dict):
        sheet.wrong("", f"expected a Feature with properties, found {shorten(feature)}.", place)
        return
    properties, record_id = feature["properties"], feature.get("id")
    if record_id is not None and properties.get("id", record_id) != record_id:
        sheet.wrong("id", f"is {shorten(record_id)} outside and {shorten(properties['id'])} inside the properties; "
                          "expected the same.", place)
    for member in sorted(set(feature) - set(_FEATURE_MEMBERS)):
        sheet.wrong(member, "is no member of a Feature; facts stand in its properties.", place)
    if "geometry" in properties:
        sheet.wrong("properties.geometry", "expected the geometry beside the properties, not among them.", place)
    own = {"id": record_id} if record_id is not None else {}
    sheet.rows.append(Row(place, properties | own | {"geometry": feature.get("geometry")}))


def cells_of(gdf, language, names) -> dict[str, dict]:
    """The properties that an export of these records has, with the geometry, by id."""
    return {feature["id"]: feature["properties"] | {"geometry": feature["geometry"]}
            for feature in record_features(gdf, language, names=names)}


def value_of(name: str, cell, base: dict | None):
    """A property as the catalogue's files have it; organisations as a list of ids. Raises WrongValueError."""
    _check_deep(cell)
    if isinstance(cell, str):
        return None if is_blank(cell) else trim(cell) if COLUMN[name].type == TEXT else cell
    if COLUMN[name].type == PARTIES:
        cell = cell or []
        if not isinstance(cell, list) or not all(isinstance(item, str) and item for item in cell):
            raise WrongValueError(f"expected a list of ids, found {shorten(cell)}.")
    return None if name == "waypoints" and cell == [] else cell


def _check_deep(value):
    """Raise WrongValueError for control characters, however deep."""
    if isinstance(value, str):
        check_characters(value)
    for item in [*value, *value.values()] if isinstance(value, dict) else value if isinstance(value, list) else ():
        _check_deep(item)


def names_of(cell, spoken: list[list[str]]) -> list[str]:
    """A property of organisations' names as a list. Raises WrongValueError."""
    cell = cell or []
    if not isinstance(cell, list) or not all(isinstance(item, str) for item in cell) or (
            cell and len(cell) != len(spoken)):
        raise wrong_names(cell)
    return cell


def shape_of(cells: dict, old: dict | None):
    """The geometry, EPSG:4326. Raises WrongValueError."""
    geometry = cells["geometry"]
    if geometry is None:
        return None
    if not isinstance(geometry, dict) or geometry.get("type") not in _TYPES:
        raise WrongValueError(f"expected a {', '.join(_TYPES[:-1])} or {_TYPES[-1]}, found {shorten(geometry)}.")
    try:
        shape = shapely.from_geojson(json.dumps(geometry))
    except (shapely.errors.GEOSException, TypeError, ValueError) as error:
        raise WrongValueError(f"cannot be read as GeoJSON ({' '.join(str(error).split())[:160]}).") from None
    if shape.has_z or not np.isfinite(shapely.get_coordinates(shape)).all():
        raise WrongValueError("expected longitude and latitude alone, without heights.")
    return shape


GEOJSON = Form("GeoJSON", ("geometry",), cells_of, value_of, names_of, shape_of)
