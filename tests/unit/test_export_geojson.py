"""GeoJSON read back with json and with GDAL."""

import json

import geopandas as gpd
import pytest

from geodata.export import export


def make(chosen):
    return export(chosen.gdf, chosen.provenance, "geojson", chosen.names)


def test_features_have_ids_labels_and_nested_sources(choose):
    feature = json.loads(make(choose("sites", q="khorgos", language="ru")))["features"][0]
    assert feature["id"] == "khorgos-dry-port"
    assert feature["geometry"] == {"type": "Point", "coordinates": [80.24, 44.21]}
    properties = feature["properties"]
    assert (properties["sector"], properties["sector_label"]) == ("210", "Транспорт и хранение")
    assert properties["countries"] == ["KAZ"]
    assert properties["local_partners_label"] == ["Казахстан темир жолы (since 2014)"]
    assert properties["sources"][1]["url"] == "https://trend.example/2976597.html#top"


def test_it_follows_rfc_7946(choose):
    data = json.loads(make(choose()))
    assert data["type"] == "FeatureCollection" and "crs" not in data
    assert data["features"][2]["geometry"]["coordinates"] == [84.312346, 49.8]
    assert data["features"][-1]["geometry"]["type"] == "MultiLineString"


def test_provenance_is_a_foreign_member(choose):
    chosen = choose(status="suspended")
    assert json.loads(make(chosen))["atlas"] == dict(chosen.provenance.items())


def test_nothing_is_an_empty_collection(choose):
    assert json.loads(make(choose(q="nothing has this")))["features"] == []


@pytest.mark.parametrize("catalogue", ["small", "hostile"])
def test_gdal_reads_it(choose, catalogue, tmp_path):
    chosen = choose(catalogue=catalogue)
    path = tmp_path / "atlas.geojson"
    path.write_bytes(make(chosen))
    gdf = gpd.read_file(path)
    assert gdf.crs == "EPSG:4326"
    assert list(gdf["id"]) == list(chosen.gdf["id"])
    assert gdf.geometry.geom_equals_exact(chosen.gdf.geometry.reset_index(drop=True), 1e-6).all()


def test_hostile_text_stays_text(choose):
    properties = json.loads(make(choose(catalogue="hostile")))["features"][0]["properties"]
    assert properties["name"] == '=HYPERLINK("http://evil.example","click")'
    assert properties["summary"] == "<script>alert('x')</script>\r\nsecond line ]]> \ufffd\ufffd\ufffd end"


def test_a_record_without_a_place_has_no_geometry(choose):
    chosen = choose("sites", q="khorgos")
    chosen.gdf.geometry = [None]
    assert json.loads(make(chosen))["features"][0]["geometry"] is None
