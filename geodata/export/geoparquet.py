"""Records as GeoParquet 1.1: lists and sources stay nested, each row has its bounding box.

Provenance stands in the file's key-value metadata, under `atlas` as JSON; labels and units of columns
in the metadata of each field.
"""

from __future__ import annotations

import io
import json

import numpy as np
import shapely
from pyproj import CRS

from geodata.columns import FLAG, INTEGER, NUMBER, TEXT
from geodata.export.geojson import dump_json
from geodata.export.provenance import Provenance
from geodata.export.table import CODES_AS_NAMES, layers_of, record_columns, round_coordinates
from geodata.sentences import Names

_CORNERS = ("xmin", "ymin", "xmax", "ymax")


def write_parquet(gdf, provenance: Provenance, names: Names = CODES_AS_NAMES, look=None) -> bytes:
    """The records as one GeoParquet table (EPSG:4326, geometry as WKB)."""
    import pyarrow.parquet  # here: it takes a while to load, and nothing else needs it

    records = record_columns(gdf, provenance.language, layers_of(provenance.what), names)
    shapes = round_coordinates(gdf.geometry.to_numpy())
    table = _arrow_table(pyarrow, records, shapes).replace_schema_metadata({
        "geo": dump_json(_geo_metadata(shapes)), "atlas": dump_json(dict(provenance.items()))})
    buffer = io.BytesIO()
    pyarrow.parquet.write_table(table, buffer, compression="zstd")
    return buffer.getvalue()


def _arrow_table(pa, records, shapes):
    types = {TEXT: pa.string(), INTEGER: pa.int32(), NUMBER: pa.float64(), FLAG: pa.bool_(),
             "list": pa.list_(pa.string())}
    source = pa.struct([(name, pa.bool_() if name == "link_withheld" else pa.string())
                        for name in ("title", "publisher", "url", "date", "supports", "link_withheld")])
    fields, arrays = [], []
    for field, values in zip(records.fields, records.columns, strict=True):
        type_ = pa.list_(source) if field.name == "sources" else types[field.type]
        fields.append(pa.field(field.name, type_, metadata=_field_metadata(field)))
        arrays.append(pa.array(values, type=type_))
    box = pa.struct([(corner, pa.float64()) for corner in _CORNERS])
    fields += [pa.field("bbox", box), pa.field("geometry", pa.binary())]
    arrays += [pa.array(_boxes(shapes), type=box), pa.array(list(shapely.to_wkb(shapes)), type=pa.binary())]
    return pa.table(arrays, schema=pa.schema(fields))


def _field_metadata(field):
    return {"label": field.label, "help": field.help} | ({"unit": field.unit} if field.unit else {})


def _boxes(shapes):
    return [None if np.isnan(box).any() else dict(zip(_CORNERS, map(float, box), strict=True))
            for box in shapely.bounds(shapes)]


def _geo_metadata(shapes):
    """The `geo` key of the GeoParquet 1.1.0 specification."""
    column = {"encoding": "WKB", "geometry_types": sorted({shape.geom_type for shape in shapes if shape}),
              "crs": json.loads(CRS("EPSG:4326").to_json()), "edges": "planar",
              "covering": {"bbox": {corner: ["bbox", corner] for corner in _CORNERS}}}
    bounds = shapely.total_bounds(shapes) if len(shapes) else np.array([np.nan])
    if not np.isnan(bounds).any():
        column["bbox"] = [float(value) for value in bounds]
    return {"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": column}}
