"""Records as GeoJSON (RFC 7946): WGS 84, six decimals, labels beside codes, sources as nested lists.

Provenance stands in the foreign member `atlas` of the collection. The same features answer programs
(`/api/...`).
"""

from __future__ import annotations

import json

import shapely

from geodata.codes import LAYERS
from geodata.export.provenance import Provenance, hash_lines
from geodata.export.table import CODES_AS_NAMES, layers_of, record_columns, round_coordinates
from geodata.sentences import Names


def record_features(gdf, language: str | None = "en", layers=LAYERS, names: Names = CODES_AS_NAMES) -> list[dict]:
    """Each record as a GeoJSON Feature with every column of these layers; no language: codes only."""
    table = record_columns(gdf, language, layers, names)
    keys = [field.name for field in table.fields]
    return [{"type": "Feature", "id": row[0], "geometry": geometry,
             "properties": dict(zip(keys, row, strict=True))}
            for row, geometry in zip(table.rows(), _geometries(gdf), strict=True)]


def content_sha256(gdf) -> str:
    """SHA-256 of the records as canonical JSON lines, whatever format or language they go into."""
    return hash_lines(json.dumps(feature, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
                      for feature in record_features(gdf, language=None))


def write_geojson(gdf, provenance: Provenance, names: Names = CODES_AS_NAMES, look=None) -> bytes:
    """A FeatureCollection, one feature a line, so that versions of a file can be compared."""
    features = record_features(gdf, provenance.language, layers_of(provenance.what), names)
    head = dump_json({"type": "FeatureCollection", "atlas": dict(provenance.items())})
    lines = ",\n".join(map(dump_json, features))
    return f'{head[:-1]},"features":[\n{lines}\n]}}\n'.encode()


def dump_json(value) -> str:
    """Compact JSON in plain UTF-8. Raises ValueError for numbers that JSON does not have."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def _geometries(gdf):
    texts = shapely.to_geojson(round_coordinates(gdf.geometry.to_numpy()))
    empty = shapely.is_missing(gdf.geometry.to_numpy()) | shapely.is_empty(gdf.geometry.to_numpy())
    return [None if gone else json.loads(text) for text, gone in zip(texts, empty, strict=True)]
