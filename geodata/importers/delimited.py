"""The atlas's CSV back into cells, also after a spreadsheet has saved it.

With or without byte order mark, with commas, semicolons or tabs, any line ends, columns in any order. The apostrophe
that the exporter put before what looks like a formula is taken off, and nothing else is.
"""

from __future__ import annotations

import csv
import io
import re

import numpy as np
import shapely

from geodata.columns import CODE, COLUMN, FLAG, INTEGER, NUMBER, TEXT
from geodata.export.delimited import record_table
from geodata.export.table import DECIMALS, unneutralise
from geodata.importers.sheet import Form, Row, Sheet, WrongValueError, known_facts, refuse
from geodata.importers.texts import (
    check_characters,
    is_blank,
    read_codes,
    read_flag,
    read_number,
    read_sources,
    shorten,
    split_names,
    trim,
    trim_all,
)

MAX_CELL = 2_000_000  # characters
PLACE = ("lon", "lat", "wkt")
_WKT = re.compile(r"(POINT|LINESTRING|MULTILINESTRING)[ ]?\([-+0-9eE., ()]+\)")
_SAME_PLACE = 1.5 * 10.0**-DECIMALS


def parse_csv(text: str, name: str) -> Sheet:
    """The rows of a CSV below its lines of provenance. Raises DataFileError if it is no such table."""
    sheet = Sheet(name, CSV)
    separator = _separator(text)
    lines = _split(text, separator, name)
    start = next((i for i, cells in enumerate(lines) if cells and not _is_comment(cells)), len(lines))
    sheet.facts = known_facts(_fact(cells, separator) for cells in lines[:start] if cells)
    header = [trim_all(cell) for cell in lines[start]] if start < len(lines) else []
    if "id" not in header:
        refuse(name, "has no column 'id' in its header; expected a CSV as the atlas exports it.")
    for column in sorted({column for column in header if column and header.count(column) > 1}):
        sheet.wrong(column, "stands twice in the header; keep one of the two.")
    sheet.columns = [column for column in header if column]
    for number, cells in enumerate(lines[start + 1:], start=start + 2):
        _read_row(sheet, header, cells, f"row {number}")
    return sheet


def _separator(text):
    """What stands between the cells of the header: the first line that is no comment."""
    lines = (line.lstrip(' "') for line in io.StringIO(text))
    return max(",;\t", key=next((line for line in lines if line.strip() and not line.startswith("#")), "").count)


def _split(text, separator, name):
    csv.field_size_limit(MAX_CELL)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error as error:
        refuse(name, f"cannot be read as CSV with {separator!r} between the cells ({error}).")


def _is_comment(cells):
    return cells[0].startswith("#") or all(map(is_blank, cells))


def _fact(cells, separator):
    """Key and value of a line of provenance, of which a reader of CSV made several cells."""
    key, _, value = separator.join(cells).rstrip(separator).lstrip("# ").partition(": ")
    return key, value.strip()


def _read_row(sheet, header, cells, place):
    if all(map(is_blank, cells)):
        return
    spare = cells[len(header):]
    if len(cells) < len(header) or not all(map(is_blank, spare)):
        sheet.wrong("", f"has {len(cells)} cells; expected {len(header)}, as many as the header.", place)
        return
    if any(not is_blank(cell) for column, cell in zip(header, cells, strict=False) if not column):
        sheet.wrong("", "has a cell below no column name; name the column or empty the cell.", place)
    sheet.rows.append(Row(place, {column: unneutralise(cell) for column, cell in zip(header, cells, strict=False)
                                  if column}))


def cells_of(gdf, language, names) -> dict[str, dict[str, str]]:
    """The cells that an export of these records has, by id."""
    table = record_table(gdf, language, names)
    columns = [[_cell(value) for value in values] for values in table.columns]
    keys = [field.name for field in table.fields]
    return {row[0]: dict(zip(keys, row, strict=True)) for row in zip(*columns, strict=True)}


def _cell(value):
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def value_of(name: str, cell: str, base: dict | None):
    """A cell as the catalogue's files have it; organisations as a list of ids. Raises WrongValueError."""
    column = COLUMN[name]
    if column.type == TEXT and name not in ("id", "parent"):
        return None if is_blank(cell) else check_characters(trim(cell))
    text = check_characters(trim_all(cell))
    if not text:
        return None if column.type in (CODE, TEXT, INTEGER, NUMBER, FLAG) or name == "waypoints" else []
    if column.type in (CODE, TEXT):
        return text
    if column.type in (INTEGER, NUMBER):
        return read_number(text)
    if column.type == FLAG:
        return read_flag(text)
    if name == "sources":
        return read_sources(text, _list(base, "sources"))
    return [trim(item) for item in text.split("; ")] if name == "waypoints" else read_codes(text)


def _list(base, name):
    return base[name] if base is not None and isinstance(base[name], list) else ()


def names_of(cell: str, spoken: list[list[str]]) -> list[str]:
    """A cell of organisations' names as a list. Raises WrongValueError."""
    text = trim_all(cell)
    return split_names(text, spoken) if text else []


def shape_of(cells: dict, old: dict | None):
    """The place that `lon`, `lat` and `wkt` give together, EPSG:4326. Raises WrongValueError where they disagree.

    Where only one of the two was edited (`old` is what the export had), that one is meant.
    """
    lon, lat, wkt = (trim_all(cells.get(column, "")) for column in PLACE)
    if old is not None and wkt == old["wkt"] and old["lon"] and lon and lat and (lon, lat) != (old["lon"], old["lat"]):
        wkt = ""
    elif old is not None and (lon, lat) == (old["lon"], old["lat"]) and wkt and wkt != old["wkt"]:
        lon = lat = ""
    point = _point(lon, lat) if lon or lat else None
    shape = _shape(wkt) if wkt else point
    if point is not None and not (shape.geom_type == "Point" and shapely.dwithin(point, shape, _SAME_PLACE)):
        raise WrongValueError(f"lon and lat say {point.x}, {point.y}, but wkt {shorten(wkt)}; correct or empty one.")
    return shape


def _point(lon, lat):
    if not (lon and lat):
        raise WrongValueError("has one of lon and lat; expected both or none.")
    return shapely.Point(read_number(lon), read_number(lat))


def _shape(wkt):
    if not _WKT.fullmatch(wkt):
        raise WrongValueError("expected a POINT, LINESTRING or MULTILINESTRING as well-known text with longitude, "
                              f"latitude, found {shorten(wkt)}.")
    try:
        shape = shapely.from_wkt(wkt)
    except (shapely.errors.GEOSException, ValueError) as error:
        raise WrongValueError(f"cannot be read as well-known text ({' '.join(str(error).split())[:160]}).") from None
    if shape.has_z or not np.isfinite(shapely.get_coordinates(shape)).all():
        raise WrongValueError(f"expected longitude, latitude alone, found {shorten(wkt)}.")
    return shape


CSV = Form("CSV", PLACE, cells_of, value_of, names_of, shape_of)
