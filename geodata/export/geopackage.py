"""Records as a GeoPackage: a layer for each layer of the atlas, one table of sources, styles for QGIS.

Provenance stands in GeoPackage's own metadata tables and, for people, in the table `readme`; labels
and help of columns in `gpkg_data_columns`. Dates that SQLite and GDAL would take from the clock are set
to the day of the export.
"""

from __future__ import annotations

import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

import pyogrio

from geodata.codes import code_label, code_list
from geodata.export.frames import GEOMETRY_TYPES, flat_frame
from geodata.export.geojson import dump_json
from geodata.export.look import GREY_LOOK, Look
from geodata.export.provenance import Provenance
from geodata.export.qgis_style import layer_qml
from geodata.export.table import CODES_AS_NAMES, flatten, layers_of, source_table
from geodata.sentences import Names

VERSION = "1.2"  # of the GeoPackage standard: what QGIS has read without a warning since 2019

# The tables of QGIS's styles, and those of the GeoPackage extensions "metadata" and "schema" (OGC 12-128r18).
_TABLES = """
CREATE TABLE layer_styles (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, f_table_catalog TEXT(256),
  f_table_schema TEXT(256), f_table_name TEXT(256), f_geometry_column TEXT(256), styleName TEXT(30),
  styleQML TEXT, styleSLD TEXT, useAsDefault BOOLEAN, description TEXT, owner TEXT(30), ui TEXT(30),
  update_time DATETIME DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')));
CREATE TABLE readme (key TEXT PRIMARY KEY NOT NULL, label TEXT, value TEXT);
CREATE TABLE IF NOT EXISTS gpkg_metadata (id INTEGER CONSTRAINT m_pk PRIMARY KEY ASC NOT NULL,
  md_scope TEXT NOT NULL DEFAULT 'dataset', md_standard_uri TEXT NOT NULL,
  mime_type TEXT NOT NULL DEFAULT 'text/xml', metadata TEXT NOT NULL DEFAULT '');
CREATE TABLE IF NOT EXISTS gpkg_metadata_reference (reference_scope TEXT NOT NULL, table_name TEXT,
  column_name TEXT, row_id_value INTEGER,
  timestamp DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')), md_file_id INTEGER NOT NULL,
  md_parent_id INTEGER, CONSTRAINT crmr_mfi_fk FOREIGN KEY (md_file_id) REFERENCES gpkg_metadata(id),
  CONSTRAINT crmr_mpi_fk FOREIGN KEY (md_parent_id) REFERENCES gpkg_metadata(id));
CREATE TABLE IF NOT EXISTS gpkg_data_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, name TEXT,
  title TEXT, description TEXT, mime_type TEXT, constraint_name TEXT,
  CONSTRAINT pk_gdc PRIMARY KEY (table_name, column_name), CONSTRAINT gdc_tn UNIQUE (table_name, name));
CREATE TABLE IF NOT EXISTS gpkg_data_column_constraints (constraint_name TEXT NOT NULL,
  constraint_type TEXT NOT NULL, value TEXT, min NUMERIC, min_is_inclusive BOOLEAN, max NUMERIC,
  max_is_inclusive BOOLEAN, description TEXT, CONSTRAINT gdcc_ntv UNIQUE (constraint_name, constraint_type, value));
"""
_EXTENSIONS = (("gpkg_metadata", "gpkg_metadata", "http://www.geopackage.org/spec/#extension_metadata"),
               ("gpkg_metadata_reference", "gpkg_metadata", "http://www.geopackage.org/spec/#extension_metadata"),
               ("gpkg_data_columns", "gpkg_schema", "http://www.geopackage.org/spec/#extension_schema"),
               ("gpkg_data_column_constraints", "gpkg_schema", "http://www.geopackage.org/spec/#extension_schema"))


def write_gpkg(gdf, provenance: Provenance, names: Names = CODES_AS_NAMES, look: Look = GREY_LOOK) -> bytes:
    """The records as a GeoPackage; a layer asked for but without records is there, and empty."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "atlas.gpkg"
        for layer in layers_of(provenance.what):
            _write_layer(path, layer, flat_frame(gdf[gdf["layer"] == layer], provenance, (layer,), names), provenance)
        pyogrio.write_dataframe(source_table(gdf).to_frame(), path, layer="sources", driver="GPKG",
                                DESCRIPTION="Every source of every record.")
        with closing(sqlite3.connect(path)) as db, db:
            _add_tables(db, gdf, provenance, look or GREY_LOOK)
        return _settled(path).read_bytes()


def _settled(path):
    """A copy of the file without its history: GDAL takes a transaction more whenever the clock moves on while it
    writes, and SQLite counts transactions in the header, so that the same records would differ by a byte."""
    copy = path.with_suffix(".settled.gpkg")
    with closing(sqlite3.connect(path)) as db:
        db.execute("VACUUM INTO ?", (str(copy),))
    return copy


def _write_layer(path, layer, frame, provenance):
    pyogrio.write_dataframe(
        frame, path, layer=layer, driver="GPKG", geometry_type=GEOMETRY_TYPES[layer],
        promote_to_multi=layer != "sites", dataset_options={"VERSION": VERSION},
        IDENTIFIER=code_label("layer", layer, provenance.language),
        DESCRIPTION=f"{provenance.filter}. {provenance.attribution}")


def _add_tables(db, gdf, provenance, look):
    day = f"{provenance.made_on.isoformat()}T00:00:00.000Z"
    db.executescript(_TABLES)
    for layer in layers_of(provenance.what):
        _add_style(db, layer, gdf[gdf["layer"] == layer], look, provenance.language, day)
        _add_labels(db, layer, gdf.iloc[:0], provenance.language)
    db.executemany("INSERT INTO readme VALUES (?, ?, ?)", [
        (key, label, str(value)) for (key, value), (label, _) in
        zip(provenance.items(), provenance.labelled_items(), strict=True)])
    _add_metadata(db, provenance, day)
    db.executemany("INSERT INTO gpkg_contents (table_name, data_type, identifier, last_change) "
                   "VALUES (?, 'attributes', ?, ?)", [(name, name, day) for name in ("layer_styles", "readme")])
    db.execute("UPDATE gpkg_contents SET last_change = ?", (day,))


def _add_style(db, layer, part, look, language, day):
    column = "sector" if layer == "sites" else "kind"
    present = set(part[column])
    codes = [code for code in code_list(column) if code in present]
    db.execute("INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column, styleName, "
               "styleQML, styleSLD, useAsDefault, description, owner, update_time) "
               "VALUES ('', '', ?, 'geom', ?, ?, '', 1, ?, '', ?)",
               (layer, layer, layer_qml(layer, codes, look, language), f"By {column}", day))


def _add_labels(db, layer, nothing, language):
    db.executemany(
        "INSERT INTO gpkg_data_columns (table_name, column_name, name, title, description) VALUES (?, ?, ?, ?, ?)",
        [(layer, field.name, field.name, field.label, f"{field.help} ({field.unit})" if field.unit else field.help)
         for field in flatten(nothing, language, (layer,)).fields])


def _add_metadata(db, provenance, day):
    db.execute("INSERT INTO gpkg_metadata (md_scope, md_standard_uri, mime_type, metadata) "
               "VALUES ('dataset', 'https://schema.org/Dataset', 'application/json', ?)",
               (dump_json(dict(provenance.items())),))
    db.execute("INSERT INTO gpkg_metadata_reference (reference_scope, timestamp, md_file_id) "
               "VALUES ('geopackage', ?, last_insert_rowid())", (day,))
    db.executemany("INSERT INTO gpkg_extensions (table_name, extension_name, definition, scope) "
                   "VALUES (?, ?, ?, 'read-write')", _EXTENSIONS)
