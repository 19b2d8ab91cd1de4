"""Records as flat frames with geometry, for the formats that GDAL writes."""

from __future__ import annotations

import geopandas as gpd

from geodata.export.provenance import Provenance
from geodata.export.table import CODES_AS_NAMES, flatten, round_coordinates
from geodata.sentences import Names

CRS = "EPSG:4326"
GEOMETRY_TYPES = {"sites": "Point", "routes": "MultiLineString", "pipelines": "MultiLineString",
                  "powerlines": "MultiLineString"}


def flat_frame(gdf, provenance: Provenance, layers, names: Names = CODES_AS_NAMES) -> gpd.GeoDataFrame:
    """The flat table of these layers with its geometry, EPSG:4326, coordinates rounded."""
    frame = flatten(gdf, provenance.language, layers, names).to_frame()
    return gpd.GeoDataFrame(frame, geometry=round_coordinates(gdf.geometry.to_numpy()), crs=CRS)
