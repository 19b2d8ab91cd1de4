"""Everything in one ZIP archive: the data in every common format, what it is, how to cite it, checksums.

`datapackage.json` follows the Frictionless Data Package 2.0, with the schema of `columns.py`;
`CITATION.cff` the Citation File Format 1.2.
"""

from __future__ import annotations

import hashlib
import json

from geodata.columns import FLAG, INTEGER, NUMBER, TEXT
from geodata.export.archive import pack_files
from geodata.export.bibtex import write_bib
from geodata.export.delimited import csv_table, csv_text, write_plain_csv
from geodata.export.geojson import dump_json, write_geojson
from geodata.export.geopackage import write_gpkg
from geodata.export.geoparquet import write_parquet
from geodata.export.kml import write_kml
from geodata.export.look import GREY_LOOK, Look
from geodata.export.provenance import LICENCE_URL, PUBLISHER, Provenance
from geodata.export.table import CODES_AS_NAMES, source_table
from geodata.export.workbook import write_xlsx
from geodata.sentences import Names

_FILES = (
    ("data/records.csv", write_plain_csv, "text/csv", "Every record with its codes and their labels, as CSV."),
    ("data/records.xlsx", write_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
     "The same as a workbook, a sheet for each layer."),
    ("data/records.geojson", write_geojson, "application/geo+json", "The same with geometry and nested sources."),
    ("data/records.gpkg", write_gpkg, "application/geopackage+sqlite3", "The same for QGIS, with styles."),
    ("data/records.parquet", write_parquet, "application/vnd.apache.parquet", "The same as GeoParquet."),
    ("data/records.kml", write_kml, "application/vnd.google-earth.kml+xml", "The same for Google Earth."),
    ("sources.bib", write_bib, "application/x-bibtex", "The sources as BibTeX."),
)
_PROFILES = "https://datapackage.org/profiles/2.0"
_KEYS = {"data/records.csv": {"primaryKey": ["id"]},
         "data/sources.csv": {"foreignKeys": [{"fields": ["record"], "reference": {"resource": "records-csv",
                                                                               "fields": ["id"]}}]}}
_JSON_TYPES = {TEXT: "string", INTEGER: "integer", NUMBER: "number", FLAG: "boolean"}


def write_zip(gdf, provenance: Provenance, names: Names = CODES_AS_NAMES, look: Look = GREY_LOOK) -> bytes:
    """The records in every common format, packed with README, data package, citation and checksums."""
    data = {name: write(gdf, provenance, names, look) for name, write, _, _ in _FILES}
    data["data/sources.csv"] = csv_text(source_table(gdf)).encode("utf-8-sig")
    files = {"README.md": _readme(gdf, provenance).encode("utf-8"),
             "datapackage.json": _datapackage(gdf, provenance, data).encode("utf-8"),
             "CITATION.cff": _citation(provenance).encode("utf-8"), **data}
    sums = "".join(f"{_sha256(content)}  {name}\n" for name, content in files.items())
    return pack_files(files | {"SHA256SUMS": sums.encode("ascii")}, provenance.made_on)


def _sha256(data):
    return hashlib.sha256(data).hexdigest()


def _readme(gdf, provenance):
    files = [(name, text) for name, _, _, text in _FILES] + [
        ("data/sources.csv", "Every source of every record, a row each."),
        ("datapackage.json", "The same list for programs, with the type of every column."),
        ("CITATION.cff", "How to cite this."), ("SHA256SUMS", "Checksums: `sha256sum -c SHA256SUMS`.")]
    lines = [f"# {_markdown(provenance.title)}", "",
             *(f"- {label}: {_markdown(str(value))}" for label, value in provenance.labelled_items()), "",
             "## Files", "", "| file | what |", "|---|---|", *(f"| `{name}` | {text} |" for name, text in files), "",
             "## Columns", "", "| column | label | unit | help |", "|---|---|---|---|",
             *(f"| `{field.name}` | {field.label} | {field.unit or ''} | {field.help} |"
               for field in csv_table(gdf.iloc[:0], provenance).fields), "",
             "In CSV and Excel, text that a spreadsheet would run as a formula begins with an apostrophe.", "",
             f"Licence: {provenance.licence} ({LICENCE_URL}).", ""]
    return "\n".join(lines)


def _markdown(text):
    """Text on one line in which Markdown and HTML see nothing of their own."""
    return "".join("\\" + c if c in "\\`*_[]<>|#" else c for c in " ".join(text.split()))


def _datapackage(gdf, provenance, data):
    described = {name: (media_type, text) for name, _, media_type, text in _FILES}
    described["data/sources.csv"] = ("text/csv", "Every source of every record, a row each.")
    schemas = {"data/records.csv": csv_table(gdf.iloc[:0], provenance).fields,
               "data/sources.csv": source_table(gdf).fields}
    return json.dumps({
        "$schema": f"{_PROFILES}/datapackage.json", "name": "belt-road-atlas", "title": provenance.title,
        "description": provenance.filter, "version": provenance.data_version, "homepage": provenance.permalink,
        "created": f"{provenance.made_on.isoformat()}T00:00:00Z",
        "licenses": [{"name": "CC-BY-4.0", "title": "Creative Commons Attribution 4.0", "path": LICENCE_URL}],
        "contributors": [{"title": PUBLISHER, "roles": ["publisher"]}],
        "atlas": dict(provenance.items()),
        "resources": [_resource(name, *described[name], content, schemas.get(name))
                      for name, content in data.items()],
    }, ensure_ascii=False, indent=2) + "\n"


def _resource(path, media_type, text, content, fields):
    name, _, suffix = path.rpartition("/")[2].partition(".")
    resource = {"$schema": f"{_PROFILES}/dataresource.json",
                "name": f"{name}-{suffix}", "path": path, "description": text, "format": suffix,
                "mediatype": media_type, "bytes": len(content), "hash": f"sha256:{_sha256(content)}"}
    if fields:
        resource |= {"type": "table", "encoding": "utf-8", "dialect": {"delimiter": ",", "lineTerminator": "\r\n"},
                     "schema": {"$schema": f"{_PROFILES}/tableschema.json", "missingValues": [""], **_KEYS[path],
                                "fields": [_schema_field(field) for field in fields]}}
    return resource


def _schema_field(field):
    return {"name": field.name, "type": _JSON_TYPES[field.type], "title": field.label,
            "description": f"{field.help} ({field.unit})" if field.unit else field.help}


def _citation(provenance):
    """YAML whose texts are written as JSON strings, which YAML reads as they are."""
    lines = {"cff-version": "1.2.0", "message": "If you use these data, please cite them as below.",
             "type": "dataset", "title": provenance.title, "version": provenance.data_version,
             "date-released": provenance.made_on.isoformat(), "license": "CC-BY-4.0", "url": provenance.permalink,
             "abstract": provenance.filter}
    head = "".join(f"{key}: {dump_json(value)}\n" for key, value in lines.items())
    return f"{head}authors:\n  - name: {dump_json(PUBLISHER)}\n"
