"""Records as FlatGeobuf: one layer with a spatial index, for maps that read parts of large files.

Provenance stands in the header: its title, and its description as JSON.
"""

from __future__ import annotations

import io

import pyogrio

from geodata.export.frames import flat_frame
from geodata.export.geojson import dump_json
from geodata.export.provenance import Provenance
from geodata.export.table import CODES_AS_NAMES, layers_of
from geodata.sentences import Names


def write_fgb(gdf, provenance: Provenance, names: Names = CODES_AS_NAMES, look=None) -> bytes:
    """The records as one FlatGeobuf layer; the index orders them by place, not by id."""
    buffer = io.BytesIO()
    pyogrio.write_dataframe(
        flat_frame(gdf, provenance, layers_of(provenance.what), names), buffer, driver="FlatGeobuf",
        layer=provenance.what, geometry_type="Point" if provenance.what == "sites" else "Unknown",
        promote_to_multi=False, TITLE=provenance.title, DESCRIPTION=dump_json(dict(provenance.items())))
    return buffer.getvalue()
