"""GeoPackage, GeoParquet, FlatGeobuf and Shapefile, read back with GDAL, pyarrow and sqlite3."""

import io
import json
import sqlite3
import time
import xml.etree.ElementTree as ET
import zipfile
from contextlib import closing

import geopandas as gpd
import pyarrow.parquet
import pyogrio
import pytest

from geodata.columns import COLUMNS
from geodata.export import export
from geodata.export.look import Look
from geodata.export.shapefile import SHORT_NAMES, short_name
from geodata.export.table import flatten

LOOK = Look(sectors={"210": "#2170C0"}, lines={"road": "#2F72B8"}, widths={"road": 2.0})


@pytest.fixture
def make(tmp_path):
    """A function: Selection and format -> path of the file."""
    def make_file(chosen, suffix):
        path = tmp_path / f"atlas.{suffix}"
        path.write_bytes(export(chosen.gdf, chosen.provenance, suffix, chosen.names, LOOK))
        return path
    return make_file


def ask(path, sql):
    with closing(sqlite3.connect(path)) as db:
        return db.execute(sql).fetchall()


# GeoPackage

def test_a_geopackage_has_a_layer_for_each_layer(choose, make):
    path = make(choose(language="ru"), "gpkg")
    assert [name for name, _ in pyogrio.list_layers(path)][:5] == [
        "sites", "routes", "pipelines", "powerlines", "sources"]
    sites = gpd.read_file(path, layer="sites")
    assert sites.crs == "EPSG:4326"
    assert list(sites["name_zh"])[1:] == ["霍尔果斯东大门无水港", "图尔古松水电站"]
    assert list(sites["sector_label"])[2] == "Энергетика"
    assert (sites["capacity"][2], sites["year_agreed"][2]) == (24.9, 2016)
    assert gpd.read_file(path, layer="powerlines").geometry[0].geom_type == "MultiLineString"


def test_a_geopackage_is_sound_and_says_where_it_comes_from(choose, make):
    chosen = choose(country="KAZ")
    path = make(chosen, "gpkg")
    assert ask(path, "PRAGMA integrity_check") == [("ok",)]
    assert ask(path, "PRAGMA foreign_key_check") == []
    (metadata,), = ask(path, "SELECT metadata FROM gpkg_metadata")
    assert json.loads(metadata) == dict(chosen.provenance.items())
    assert ask(path, "SELECT value FROM readme WHERE key = 'records'") == [("4",)]
    assert ask(path, "SELECT title FROM gpkg_data_columns WHERE table_name = 'sites' "
                     "AND column_name = 'length_km'") == [("Length",)]


def test_a_geopackage_carries_its_sources(choose, make):
    sources = gpd.read_file(make(choose("pipelines"), "gpkg"), layer="sources")
    assert list(sources["record"]) == ["central-asia-china-line-a"] * 2
    assert list(sources["link_withheld"]) == [False, True]


def test_qgis_finds_a_style_for_every_layer(choose, make):
    styles = ask(make(choose(), "gpkg"), "SELECT f_table_name, styleQML, useAsDefault FROM layer_styles")
    assert [row[0] for row in styles] == ["sites", "routes", "pipelines", "powerlines"]
    assert all(row[2] for row in styles)
    sites, routes = (ET.fromstring(row[1].partition("'SYSTEM'>")[2]) for row in styles[:2])
    assert [c.get("value") for c in sites.iter("category")] == ["210", "230"]
    colour = next(o.get("value") for o in sites.iter("Option") if o.get("name") == "color")
    assert colour == "33,112,192,255"
    assert next(o.get("value") for o in routes.iter("Option") if o.get("name") == "line_width") == "1.40"


@pytest.mark.parametrize("suffix", ["gpkg", "shp.zip", "fgb", "parquet", "zip"])
def test_the_clock_leaves_no_trace(choose, suffix):
    chosen = choose("routes")
    first = export(chosen.gdf, chosen.provenance, suffix, chosen.names)
    time.sleep(1.01 if suffix != "shp.zip" else 2.01)  # ZIP counts in two seconds
    assert export(chosen.gdf, chosen.provenance, suffix, chosen.names) == first


# GeoParquet

def test_parquet_keeps_lists_and_sources_nested(choose, make):
    gdf = gpd.read_parquet(make(choose(language="zh"), "parquet"))
    assert gdf.crs == "EPSG:4326"
    row = gdf.set_index("id").loc["central-asia-china-line-a"]
    assert list(row["countries"]) == ["TKM", "UZB", "KAZ", "CHN"]
    assert row["sources"][1]["link_withheld"] is True
    assert (row["kind_label"], row["diameter_mm"]) == ("天然气管道", 1067)


def test_parquet_says_where_it_comes_from_and_where_each_row_lies(choose, make):
    chosen = choose("sites")
    table = pyarrow.parquet.read_table(make(chosen, "parquet"))
    assert json.loads(table.schema.metadata[b"atlas"]) == dict(chosen.provenance.items())
    geo = json.loads(table.schema.metadata[b"geo"])
    assert geo["version"] == "1.1.0"
    assert geo["columns"]["geometry"]["covering"]["bbox"]["xmin"] == ["bbox", "xmin"]
    assert table["bbox"][1].as_py() == {"xmin": 80.24, "ymin": 44.21, "xmax": 80.24, "ymax": 44.21}
    assert table.schema.field("cost_usd_million").metadata[b"unit"] == b"million US dollars"


def test_a_box_reads_only_its_rows(choose, make):
    gdf = gpd.read_parquet(make(choose("sites"), "parquet"), bbox=(80, 44, 81, 45))
    assert list(gdf["id"]) == ["khorgos-dry-port"]


# FlatGeobuf

def test_flatgeobuf_holds_the_same_records_and_its_provenance(choose, make):
    chosen = choose()
    path = make(chosen, "fgb")
    assert set(gpd.read_file(path)["id"]) == set(chosen.gdf["id"])
    metadata = pyogrio.read_info(path)["layer_metadata"]
    assert metadata["TITLE"] == chosen.provenance.title
    assert json.loads(metadata["DESCRIPTION"]) == dict(chosen.provenance.items())
    assert set(gpd.read_file(path, bbox=(73, 39, 74, 39.8))["id"]) == {"osh-sarytash-road"}


# Shapefile

def test_every_column_has_its_own_short_name(choose):
    names = [field.name for field in flatten(choose().gdf).fields]
    short = [short_name(name) for name in names]
    assert set(SHORT_NAMES) <= set(names)
    assert len(set(short)) == len(names)
    assert all(len(name) <= 10 and name.isascii() for name in short)
    assert short_name("terminal_label") == "terminal_l"


def test_a_shapefile_for_each_layer_with_a_readme(choose, make):
    chosen = choose()
    path = make(chosen, "shp.zip")
    gdf = gpd.read_file(f"/vsizip/{path}/sites.shp")
    assert list(gdf["name_ru"])[2] == "Тургусунская ГЭС-1"
    assert (gdf["yr_agreed"][2], gdf["cost_musd"][2]) == (2016, 31.5)
    with zipfile.ZipFile(path) as archive:
        readme = archive.read("README.txt").decode("utf-8-sig")
        assert "霍尔果斯东大门无水港" in archive.read("full_texts.csv").decode("utf-8-sig")
    assert chosen.provenance.content_sha256 in readme
    assert "yr_compl    year_completed: " in readme


def test_long_texts_are_cut_between_letters_and_say_so(choose, make):
    chosen = choose("routes")
    chosen.gdf["summary"] = "я" * 200
    text = gpd.read_file(f"/vsizip/{make(chosen, 'shp.zip')}/routes.shp")["summary"][0]
    assert text == "я" * 125 + "…"


# All of them

@pytest.mark.parametrize(("suffix", "inside"), [("gpkg", ""), ("fgb", ""), ("shp.zip", "sites.shp")])
def test_nothing_is_a_file_with_columns_all_the_same(choose, make, suffix, inside):
    path = make(choose("sites", q="nothing has this"), suffix)
    gdf = gpd.read_file(f"/vsizip/{path}/{inside}" if inside else path, layer="sites" if not inside else None)
    assert len(gdf) == 0
    assert len(gdf.columns) > len(COLUMNS)


def test_nothing_is_an_empty_parquet_table(choose, make):
    assert len(gpd.read_parquet(make(choose(q="nothing has this"), "parquet"))) == 0


@pytest.mark.parametrize(("suffix", "inside"), [("gpkg", ""), ("fgb", ""), ("parquet", "")])
def test_hostile_text_stays_text(choose, make, suffix, inside):
    path = make(choose("sites", catalogue="hostile"), suffix)
    gdf = gpd.read_parquet(path) if suffix == "parquet" else gpd.read_file(path, layer="sites")
    row = gdf.iloc[0]
    assert row["name"] == '=HYPERLINK("http://evil.example","click")'
    assert row["summary"] == "<script>alert('x')</script>\r\nsecond line ]]> \ufffd\ufffd\ufffd end"
    assert row["capacity_note"] == '# no comment, "quoted"; {braces} 50% & more'


def test_a_hostile_record_leaves_the_shapefile_readable(choose, make):
    path = make(choose("sites", catalogue="hostile"), "shp.zip")
    assert gpd.read_file(f"/vsizip/{path}/sites.shp")["id"][0] == "hostile-site"
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
        assert archive.testzip() is None
