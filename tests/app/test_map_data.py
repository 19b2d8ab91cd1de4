"""What the map is given: places fanned out, lines side by side, short properties."""

import geopandas as gpd
import pytest
from shapely import LineString, Point
from shapely.geometry import shape

from dashboard.views.map import band_collection, line_lanes, map_collections, place_slots
from dashboard.views.reach import LINE_KM, line_band
from geodata.geometry import distances_km, length_km


def frame(*shapes, layer="pipelines"):
    return gpd.GeoDataFrame({"id": [f"r{n}" for n in range(len(shapes))], "layer": layer}, geometry=list(shapes),
                            crs="EPSG:4326")


def test_lines_on_one_right_of_way_take_lanes_beside_the_longest():
    long, middle, short = (LineString([(60, 40), (60 + d, 40.001)]) for d in (3, 2, 1.5))
    assert line_lanes(frame(long, middle, short)) == [0.0, 1.0, -1.0]


def test_a_line_drawn_the_other_way_keeps_its_own_side():
    long, back = LineString([(60, 40), (63, 40)]), LineString([(62, 40), (60, 40)])
    ahead = LineString([(60, 40), (62.5, 40)])
    assert line_lanes(frame(long, ahead, back)) == [0.0, 1.0, 1.0]  # lane -1, seen from its own end


def test_lines_that_only_cross_share_nothing():
    assert line_lanes(frame(LineString([(60, 40), (62, 40)]), LineString([(61, 39), (61, 41)]))) == [0.0, 0.0]


def test_points_of_one_place_are_numbered_and_a_lone_one_is_not():
    assert place_slots(frame(Point(70, 42), Point(70.01, 42), Point(75, 42), layer="sites")) == [1, 2, 0]


@pytest.fixture(scope="module")
def features(atlas_repository):
    collections = map_collections(atlas_repository.records)
    return {f["id"]: f["properties"] for layer in collections.values() for f in layer["features"]}


def test_every_record_is_on_the_map_once(atlas_repository, features):
    assert sorted(features) == sorted(atlas_repository.records.gdf["id"])


def test_missing_values_are_left_out_and_lists_are_fenced(features):
    assert all(value is not None for properties in features.values() for value in properties.values())
    assert features["cagp-line-a"]["countries"] == "|TKM|UZB|KAZ|CHN|"
    assert any("year_completed" not in properties for properties in features.values())


def test_roughly_known_lines_have_a_band_as_wide_as_their_class_says(atlas_repository):
    collections = map_collections(atlas_repository.records)
    bands = {band["id"]: band for band in band_collection(collections)["features"]}
    rows = atlas_repository.records.gdf.set_index("id")
    works = rows[(rows["layer"] != "sites") & ~rows["kind"].isin(["corridor", "sea_route", "air_route"])]
    assert set(bands) == set(works.index[works["accuracy"].isin(["sketched", "endpoints"])])
    for record, band in bands.items():
        assert band["properties"]["id"] == record
        area, line = shape(band["geometry"]), rows.geometry[record]
        assert area.is_valid
        assert area.covers(line)
        km = LINE_KM[rows["accuracy"][record]]
        edge = gpd.GeoSeries([Point(x, y) for x, y in area.convex_hull.exterior.coords], crs="EPSG:4326")
        far = distances_km(edge.to_numpy(), line)
        assert 0.85 * km < far.min()
        assert far.max() < 1.15 * km


def test_a_band_is_as_wide_in_the_north_as_in_the_south():
    for latitude in (0, 38, 55):
        band = line_band(LineString([(60, latitude), (61, latitude)]), 10)
        west, south, _, north = band.bounds
        assert length_km(LineString([(60.5, south), (60.5, north)])) == pytest.approx(20, rel=0.03)
        assert length_km(LineString([(west, latitude), (60, latitude)])) == pytest.approx(10, rel=0.03)
