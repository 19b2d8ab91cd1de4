"""Records as an Excel workbook: a sheet for each layer, one for the sources, one that explains.

Numbers are numbers, headers are frozen and filtered, provenance is on the sheet `README` and in the
document properties. Text that a spreadsheet would run as a formula gets an apostrophe in front.
"""

from __future__ import annotations

import datetime
import io

import xlsxwriter

from geodata.columns import COLUMN
from geodata.export.provenance import PUBLISHER, Provenance
from geodata.export.table import (
    CODES_AS_NAMES,
    beside,
    clean_text,
    flatten,
    layers_of,
    neutralise,
    place_columns,
    source_table,
)
from geodata.sentences import Names

MAX_CELL = 32_767  # characters that Excel allows in one cell
_NO_GUESSING = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def write_xlsx(gdf, provenance: Provenance, names: Names = CODES_AS_NAMES, look=None) -> bytes:
    """The records as a workbook. No records leave a sheet with its header for each layer asked for."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, **_NO_GUESSING}) as book:
        book.set_properties(_properties(provenance))
        bold = book.add_format({"bold": True, "bottom": 1, "valign": "top"})
        asked = layers_of(provenance.what)
        present = [layer for layer in asked if (gdf["layer"] == layer).any()] or asked
        for layer in present:
            part = gdf[gdf["layer"] == layer]
            table = beside(flatten(part, provenance.language, (layer,), names), place_columns(part))
            _write_table(book.add_worksheet(layer), table, bold, frozen=3)
        _write_table(book.add_worksheet("sources"), source_table(gdf), bold, frozen=1)
        _write_readme(book.add_worksheet("README"), provenance, bold)
    return buffer.getvalue()


def _properties(provenance):
    return {"title": provenance.title, "subject": provenance.filter, "author": PUBLISHER,
            "keywords": provenance.query, "comments": f"{provenance.attribution}\n"
            f"SHA-256 of the records: {provenance.content_sha256}", "hyperlink_base": "",
            "created": datetime.datetime.combine(provenance.made_on, datetime.time())}


def _write_table(sheet, table, bold, frozen):
    for number, (field, values) in enumerate(zip(table.fields, table.columns, strict=True)):
        sheet.write_string(0, number, field.name, bold)
        _write_column(sheet, number, values)
        sheet.set_column(number, number, _width(field, values))
    sheet.freeze_panes(1, frozen)
    sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{len(table) + 1}"})
    sheet.autofilter(0, 0, len(table), len(table.fields) - 1)


def _write_column(sheet, number, values):
    texts = {value: _fit(neutralise(value)) for value in set(values) if isinstance(value, str)}
    for row, value in enumerate(values, start=1):
        if isinstance(value, str):
            sheet.write_string(row, number, texts[value])
        elif isinstance(value, bool):
            sheet.write_boolean(row, number, value)
        elif value is not None:
            sheet.write_number(row, number, value)


def _fit(text):
    return text if len(text) <= MAX_CELL else text[:MAX_CELL - 1] + "…"


def _width(field, values):
    longest = max((len(str(v)) for v in values[:200] if v is not None), default=0)
    return min(44, max(len(field.name) + 3, longest + 1))


def _write_readme(sheet, provenance, bold):
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 4, 44)
    rows = provenance.labelled_items()
    for number, (label, value) in enumerate(rows):
        sheet.write_string(number, 0, label, bold)
        if isinstance(value, int):
            sheet.write_number(number, 1, value)
        else:
            sheet.write_string(number, 1, _fit(neutralise(clean_text(value))))
    _write_dictionary(sheet, len(rows) + 1, provenance.language, bold)


def _write_dictionary(sheet, start, language, bold):
    for number, heading in enumerate(("column", "label", "unit", "help")):
        sheet.write_string(start, number, heading, bold)
    for row, column in enumerate(COLUMN.values(), start=start + 1):
        for number, text in enumerate((column.name, column.label[language], column.unit or "", column.help)):
            sheet.write_string(row, number, text)
