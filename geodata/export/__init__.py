"""Frame in, bytes out: every file format the atlas is handed out in.

`EXPORTS` is the table of formats. Each writer takes the records, their `Provenance`, the words for
organisations and a `Look` (colours), and gives the same bytes for the same arguments. Which records: `selection.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from geodata.export.bibtex import write_bib
from geodata.export.bundle import write_zip
from geodata.export.delimited import write_csv
from geodata.export.flatgeobuf import write_fgb
from geodata.export.geojson import write_geojson
from geodata.export.geopackage import write_gpkg
from geodata.export.geoparquet import write_parquet
from geodata.export.kml import write_kml
from geodata.export.look import GREY_LOOK, Look
from geodata.export.provenance import Provenance
from geodata.export.shapefile import write_shp_zip
from geodata.export.table import CODES_AS_NAMES
from geodata.export.workbook import write_xlsx
from geodata.sentences import Names


@dataclass(frozen=True)
class Format:
    """One file format: the end of its file names, its media type, and what writes it.

    `params`: parameters of an address that are its own; `read_options` turns them (a mapping, with the records) into
    keyword arguments of `write`, or raises QueryError. `speaks`: the language it can write when asked for one.
    `most`: records that a file of this format is good for; None: as many as any file may hold.
    """

    suffix: str
    media_type: str
    write: Callable[..., bytes]
    params: tuple[str, ...] = ()
    read_options: Callable[..., dict] = lambda args, records: {}
    speaks: Callable[[str], str] = str
    most: int | None = None


EXPORTS: dict[str, Format] = {format_.suffix: format_ for format_ in (
    Format("csv", "text/csv; charset=utf-8", write_csv),
    Format("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", write_xlsx),
    Format("geojson", "application/geo+json", write_geojson),
    Format("gpkg", "application/geopackage+sqlite3", write_gpkg),
    Format("parquet", "application/vnd.apache.parquet", write_parquet),
    Format("fgb", "application/flatgeobuf", write_fgb),
    Format("kml", "application/vnd.google-earth.kml+xml", write_kml),
    Format("shp.zip", "application/zip", write_shp_zip),
    Format("bib", "application/x-bibtex; charset=utf-8", write_bib),
    Format("zip", "application/zip", write_zip),
)}


def export(gdf, provenance: Provenance, format: str, names: Names = CODES_AS_NAMES,
           look: Look = GREY_LOOK) -> bytes:
    """The records as a file of that format. Raises KeyError with the formats there are."""
    if format not in EXPORTS:
        raise KeyError(f"no format {format!r}; there are {', '.join(EXPORTS)}")
    return EXPORTS[format].write(gdf, provenance, names, look)
