"""Printed maps of a filtered view: PNG, SVG and PDF, drawn on the server with GeoPandas and Matplotlib.

`page.py` lays out a sheet, `projection.py` chooses the projection and places degrees on paper, `basemap.py` draws the
ground, `marks.py` the records, `labels.py` the names, `furniture.py` legend, scale, north, inset and QR code;
`canvas.py` knows Matplotlib, `fonts.py` letters, `files.py` formats and their metadata. It stands here and not in
`geodata.export`, since it draws with the dashboard's own tables of colours and words.
"""

from __future__ import annotations

from dashboard.printing.options import PARAMS, read_options
from geodata.export import Format


def _write(suffix):
    """A writer that loads Matplotlib with the first file: it takes a second."""
    def write(gdf, provenance, names=None, look=None, **options) -> bytes:
        from dashboard.printing import files
        return getattr(files, f"write_{suffix}")(gdf, provenance, names, look, **options)
    return write


def _speaks(language: str) -> str:
    """The language if its letters can be drawn on this machine, else English."""
    from dashboard.printing.fonts import speaks
    return speaks(language)


MOST = 10_000  # records: on an A3 they cover each other, and a sheet takes ten seconds
FORMATS = {suffix: Format(suffix, media_type, _write(suffix), PARAMS, read_options, _speaks, MOST)
           for suffix, media_type in (("png", "image/png"), ("svg", "image/svg+xml"), ("pdf", "application/pdf"))}
