"""Files of the atlas read by other people's programs: GDAL, pyarrow, openpyxl, an XML and a PDF parser, csv, json.

`READERS[suffix](path)` gives {record id: (geometry, {column: cell})}, cells as that program has them. `wanted(gdf)` is
what a frame of records says in the same form; `plain` brings cells of every program to one form, so that they can be
compared. Nothing of `geodata.export` is used here.
"""

import csv
import io
import json
import re
import unicodedata
import xml.etree.ElementTree as ET
import zipfile

import geopandas as gpd
import numpy as np
import openpyxl
import pandas as pd
import pyogrio
import shapely

from geodata.codes import LAYERS
from geodata.columns import CODES, COLUMN, COLUMNS, FLAG, INTEGER, NUMBER, PARTIES

KML = "{http://www.opengis.net/kml/2.2}"
COMPARED = [column.name for column in COLUMNS if column.name not in ("id", "geometry", "sources")]
_SPREADSHEET = re.compile("'(?='*[-=+@\t\r\n＝＋－＠])")


def wanted(gdf):
    """What the frame says: {id: (geometry, {column: cell in one form})}."""
    shapes = gdf.geometry.to_numpy()
    return {row["id"]: (shape, {name: plain(name, row[name]) for name in COMPARED})
            for row, shape in zip(gdf.drop(columns="geometry").to_dict("records"), shapes, strict=True)}


def plain(name, cell):
    """A cell in one form: text, a number or a truth value; None where nothing stands."""
    type_ = COLUMN[name].type
    if isinstance(cell, list | tuple | np.ndarray):
        cell = "; ".join(cell)
    if cell is None or cell is pd.NA or cell == "" or cell != cell:
        return None
    if type_ in (INTEGER, NUMBER):
        return float(cell)
    if type_ == FLAG:
        return str(cell).lower() in ("true", "1", "1.0")
    text = re.sub("\r\n?|_x000D_\n?", "\n", str(cell))
    return "".join("\ufffd" if unicodedata.category(c) in ("Cc", "Cs", "Cn") and c not in "\t\n" else c for c in text)


def read_csv(path):
    lines = path.read_text("utf-8-sig").splitlines(keepends=True)
    start = next(i for i, line in enumerate(lines) if not line.startswith("# "))
    rows = csv.DictReader(io.StringIO("".join(lines[start:]), newline=""))
    return {row["id"]: (_place(row), {k: _SPREADSHEET.sub("", v, count=1) if _SPREADSHEET.match(v) else v
                                      for k, v in row.items()}) for row in rows}


def read_xlsx(path):
    found, book = {}, openpyxl.load_workbook(path)
    for layer in set(LAYERS) & set(book.sheetnames):
        header, *body = book[layer].iter_rows(values_only=True)
        for cells in body:
            row = dict(zip(header, cells, strict=True))
            found[row["id"]] = (_place(row), {k: v[1:] if isinstance(v, str) and _SPREADSHEET.match(v) else v
                                              for k, v in row.items()})
    return found


def _place(row):
    shape = shapely.from_wkt(row["wkt"])
    assert shape.geom_type != "Point" or (shape.x, shape.y) == (float(row["lon"]), float(row["lat"]))
    return shape


def read_geojson(path):
    drawn = gpd.read_file(path) if json.loads(path.read_bytes())["features"] else {"id": [], "geometry": []}
    shapes = dict(zip(drawn["id"], drawn["geometry"], strict=True))
    return {feature["id"]: (shapes[feature["id"]], feature["properties"])
            for feature in json.loads(path.read_bytes())["features"]}


def read_layers(path):
    """Every layer of the records in a GeoPackage."""
    names = [name for name, _ in pyogrio.list_layers(path) if name in LAYERS]
    return {key: value for name in names for key, value in _rows(gpd.read_file(path, layer=name)).items()}


def read_fgb(path):
    return _rows(gpd.read_file(path))


def read_parquet(path):
    return _rows(gpd.read_parquet(path))


def read_shp_zip(path):
    """Geometry and short columns of the shapefiles; the rest from the CSV that has the texts whole."""
    with zipfile.ZipFile(path) as archive:
        names = [name for name in archive.namelist() if name.endswith(".shp")]
        rows = {row["id"]: row for row in csv.DictReader(
            io.StringIO(archive.read("full_texts.csv").decode("utf-8-sig"), newline=""))}
    found = {}
    for name in names:
        for record, (shape, cells) in _rows(gpd.read_file(f"/vsizip/{path}/{name}")).items():
            own = {k: v[1:] if _SPREADSHEET.match(v) else v for k, v in rows.pop(record).items()}
            found[record] = (shape, own | {"cost_usd_million": cells["cost_musd"], "status": cells["status"],
                                           "in_brief": cells["in_brief"], "name_zh": cells["name_zh"]})
    assert rows == {}
    return found


def read_kml(path):
    found = {}
    for mark in ET.parse(path).iter(f"{KML}Placemark"):
        cells = {data.get("name"): data.findtext(f"{KML}value") for data in mark.iter(f"{KML}Data")}
        parts = [[tuple(map(float, point.split(","))) for point in text.text.split()]
                 for text in mark.iter(f"{KML}coordinates")]
        shape = shapely.Point(parts[0][0]) if mark.find(f"{KML}Point") is not None else (
            shapely.MultiLineString(parts) if mark.find(f"{KML}MultiGeometry") is not None
            else shapely.LineString(parts[0]))
        found[cells["id"]] = (shape, cells)
    return found


def read_zip(path):
    """The GeoPackage of the archive of everything; its other files are the other exports (test_export_zip.py)."""
    with zipfile.ZipFile(path) as archive:
        inside = path.with_suffix(".gpkg")
        inside.write_bytes(archive.read("data/records.gpkg"))
    return read_layers(inside)


def _rows(gdf):
    shapes = gdf.geometry.to_numpy()
    rows = gdf.drop(columns=gdf.geometry.name).to_dict("records")
    return {row["id"]: (shape, row) for row, shape in zip(rows, shapes, strict=True)}


READERS = {"csv": read_csv, "xlsx": read_xlsx, "geojson": read_geojson, "gpkg": read_layers, "parquet": read_parquet,
           "fgb": read_fgb, "kml": read_kml, "shp.zip": read_shp_zip, "zip": read_zip}
LISTS = tuple(column.name for column in COLUMNS if column.type in (CODES, PARTIES))
