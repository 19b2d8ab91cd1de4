"""Sheets as files: PNG, SVG and PDF, each with the provenance in its metadata; the same sheet, the same bytes."""

from __future__ import annotations

import io
from datetime import datetime
from threading import Lock

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_pdf import FigureCanvasPdf
from matplotlib.backends.backend_svg import FigureCanvasSVG
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from dashboard.printing.options import PrintOptions
from dashboard.printing.page import Sheet, draw_sheet
from geodata.export.provenance import LICENCE_URL, PUBLISHER

PNG_DPI = 192
_MAKER = PUBLISHER
_PLAIN = PrintOptions()
# Matplotlib shares fonts and caches between figures: one sheet at a time, which also bounds the memory.
_ONE_AT_A_TIME = Lock()


def write_png(gdf, provenance, names=None, look=None, options: PrintOptions = _PLAIN) -> bytes:
    """The sheet as a picture of 192 pixels an inch, the provenance in its text chunks."""
    def save(sheet, file):
        p = sheet.provenance
        texts = {"Title": p.title, "Author": PUBLISHER, "Description": p.filter, "Source": p.permalink,
                 "Copyright": p.attribution, "Creation Time": p.made_on.isoformat(), "Software": _MAKER}
        texts |= {f"atlas:{key}": str(value) for key, value in p.items()}
        canvas = FigureCanvasAgg(sheet.canvas.figure)
        canvas.draw()
        picture = Image.frombuffer("RGBA", canvas.get_width_height(), canvas.buffer_rgba()).convert("RGB")
        picture.save(file, "png", pnginfo=_chunks(texts), dpi=(PNG_DPI, PNG_DPI), compress_level=4)
    return _write(gdf, provenance, options, save, PNG_DPI)


def write_svg(gdf, provenance, names=None, look=None, options: PrintOptions = _PLAIN) -> bytes:
    """The sheet as a drawing, texts as outlines, the provenance as Dublin Core."""
    def save(sheet, file):
        p = sheet.provenance
        facts = {"Title": p.title, "Description": _facts(p), "Creator": PUBLISHER, "Publisher": PUBLISHER,
                 "Source": p.permalink, "Identifier": p.content_sha256, "Rights": f"{p.licence} {LICENCE_URL}",
                 "Language": p.language, "Date": p.made_on.isoformat(), "Type": "Image", "Format": "image/svg+xml",
                 "Keywords": [p.data_version]}
        FigureCanvasSVG(sheet.canvas.figure).print_svg(file, metadata=facts)
    return _write(gdf, provenance, options, save, 72)


def write_pdf(gdf, provenance, names=None, look=None, options: PrintOptions = _PLAIN) -> bytes:
    """The sheet as a page with real text, the provenance in the document's information."""
    def save(sheet, file):
        p = sheet.provenance
        facts = {"Title": p.title, "Author": PUBLISHER, "Subject": p.filter, "Keywords": _facts(p), "Creator": _MAKER,
                 "Producer": "Matplotlib", "CreationDate": datetime(p.made_on.year, p.made_on.month, p.made_on.day),
                 "ModDate": None}
        FigureCanvasPdf(sheet.canvas.figure).print_pdf(file, metadata=facts)
    return _write(gdf, provenance, options, save, 72)


def _chunks(texts):
    chunks = PngInfo()
    for key, value in texts.items():
        chunks.add_itxt(key, value)
    return chunks


def _facts(provenance):
    return "; ".join(f"{key}: {value}" for key, value in provenance.items())


def _write(gdf, provenance, options, save, dpi):
    file = io.BytesIO()
    with _ONE_AT_A_TIME:
        sheet: Sheet = draw_sheet(gdf, provenance, options)
        sheet.canvas.figure.set_dpi(dpi)
        save(sheet, file)
    return file.getvalue()
