"""Frame in, bytes out: every file format the atlas is handed out in.

`EXPORTS` is the table of formats. Each writer takes the records, their `Provenance` and the words for
organisations, and gives the same bytes for the same arguments. Which records: `selection.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from geodata.export.delimited import write_csv
from geodata.export.geojson import write_geojson
from geodata.export.provenance import Provenance
from geodata.export.workbook import write_xlsx
from geodata.sentences import Names


@dataclass(frozen=True)
class Format:
    """One file format: the end of its file names, its media type, and what writes it."""

    suffix: str
    media_type: str
    write: Callable[..., bytes]


EXPORTS: dict[str, Format] = {format_.suffix: format_ for format_ in (
    Format("csv", "text/csv; charset=utf-8", write_csv),
    Format("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", write_xlsx),
    Format("geojson", "application/geo+json", write_geojson),
)}


def export(gdf, provenance: Provenance, format: str, names: Names = Names()) -> bytes:
    """The records as a file of that format. Raises KeyError with the formats there are."""
    if format not in EXPORTS:
        raise KeyError(f"no format {format!r}; there are {', '.join(EXPORTS)}")
    return EXPORTS[format].write(gdf, provenance, names)
