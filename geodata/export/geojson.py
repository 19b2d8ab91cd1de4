"""Records as GeoJSON (RFC 7946): WGS 84, six decimals, labels beside codes, sources as nested lists.

Provenance stands in the foreign member `atlas` of the collection. The same features answer programs
(`/api/...`).
"""

from __future__ import annotations

import io
import json

import shapely

from geodata.codes import LAYERS
from geodata.export.provenance import Provenance, hash_lines
from geodata.export.table import CODES_AS_NAMES, layers_of, record_columns, round_coordinates, slices
from geodata.sentences import Names

_COMPACT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False)
_CANONICAL = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def record_features(gdf, language: str | None = "en", layers=LAYERS, names: Names = CODES_AS_NAMES) -> list[dict]:
    """Each record as a GeoJSON Feature with every column of these layers; no language: codes only."""
    return list(_features(gdf, language, layers, names))


def _features(gdf, language, layers=LAYERS, names=CODES_AS_NAMES):
    """The same one by one, made in slices."""
    for part in slices(gdf):
        table = record_columns(part, language, layers, names)
        keys = [field.name for field in table.fields]
        for row, geometry in zip(table.rows(), _geometries(part), strict=True):
            yield {"type": "Feature", "id": row[0], "geometry": geometry,
                   "properties": dict(zip(keys, row, strict=True))}


def content_sha256(gdf) -> str:
    """SHA-256 of the records as canonical JSON lines, whatever format or language they go into."""
    return hash_lines(map(_CANONICAL.encode, _features(gdf, language=None)))


def write_geojson(gdf, provenance: Provenance, names: Names = CODES_AS_NAMES, look=None) -> bytes:
    """A FeatureCollection, one feature a line, so that versions of a file can be compared."""
    head = dump_json({"type": "FeatureCollection", "atlas": dict(provenance.items())})
    file, separator = io.BytesIO(), b"\n"
    file.write(f'{head[:-1]},"features":['.encode())
    for feature in _features(gdf, provenance.language, layers_of(provenance.what), names):
        file.write(separator + dump_json(feature).encode())
        separator = b",\n"
    file.write(b"\n]}\n" if len(gdf) else b"\n\n]}\n")
    return file.getvalue()


def dump_json(value) -> str:
    """Compact JSON in plain UTF-8. Raises ValueError for numbers that JSON does not have."""
    return _COMPACT.encode(value)


def _geometries(gdf):
    texts = shapely.to_geojson(round_coordinates(gdf.geometry.to_numpy()))
    empty = shapely.is_missing(gdf.geometry.to_numpy()) | shapely.is_empty(gdf.geometry.to_numpy())
    return [None if gone else json.loads(text) for text, gone in zip(texts, empty, strict=True)]
