"""How many kilometres of a line lie in which country: hand-made countries two degrees wide on the equator."""

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from geodata.geometry import length_km
from geodata.shares import country_shares

DEGREE_KM = 111.319  # one degree of the equator on WGS 84


@pytest.fixture
def countries():
    """AAA from 0 to 2 degrees east, BBB from 2 to 4, and CCC far away."""
    return gpd.GeoDataFrame(index=["AAA", "BBB", "CCC"], crs="EPSG:4326", geometry=[
        shapely.box(0, -1, 2, 1), shapely.box(2, -1, 4, 1), shapely.box(50, 50, 51, 51)])


def shares_of(countries, **shapes):
    gdf = gpd.GeoDataFrame({"id": list(shapes)}, geometry=list(shapes.values()), crs="EPSG:4326")
    return [(row.id, row.country, round(row.km, 1)) for row in country_shares(gdf, countries).itertuples()]


def test_a_line_is_cut_at_the_border_and_the_longer_part_comes_first(countries):
    line = shapely.LineString([(1.5, 0), (4, 0)])
    assert shares_of(countries, pipeline=line) == [
        ("pipeline", "BBB", round(2 * DEGREE_KM, 1)), ("pipeline", "AAA", round(DEGREE_KM / 2, 1))]


def test_what_lies_at_sea_or_in_no_country_has_no_country(countries):
    ferry = shapely.LineString([(3, 0), (6, 0)])
    assert shares_of(countries, ferry=ferry) == [
        ("ferry", None, round(2 * DEGREE_KM, 1)), ("ferry", "BBB", round(DEGREE_KM, 1))]


def test_a_line_that_comes_back_counts_both_visits(countries):
    line = shapely.LineString([(1, 0), (3, 0), (3, 0.5), (1, 0.5)])
    (first, second) = shares_of(countries, line=line)
    assert {first[1], second[1]} == {"AAA", "BBB"}
    assert first[2] + second[2] == pytest.approx(length_km(line), abs=0.2)


def test_points_and_lines_that_only_touch_a_border_have_no_share(countries):
    assert shares_of(countries, site=shapely.Point(1, 0)) == []
    assert shares_of(countries, pier=shapely.LineString([(4, 0), (5, 0)])) == [("pier", None, round(DEGREE_KM, 1))]


def test_several_lines_keep_their_order(countries):
    lines = {"b": shapely.LineString([(0.1, 0), (0.2, 0)]), "a": shapely.LineString([(3.1, 0), (3.2, 0)])}
    assert [row[:2] for row in shares_of(countries, **lines)] == [("b", "AAA"), ("a", "BBB")]


def test_long_legs_add_up_to_the_length_of_the_line(countries):
    line = shapely.LineString([(1, -0.9), (3, 0.9), (30, 40), (50.5, 50.5)])
    gdf = gpd.GeoDataFrame({"id": ["air"]}, geometry=[line], crs="EPSG:4326")
    shares = country_shares(gdf, countries)
    assert shares["km"].sum() == pytest.approx(length_km(line), abs=0.1)
    assert shares["country"].iloc[0] is None


def test_no_line_gives_an_empty_frame_with_its_columns(countries):
    empty = gpd.GeoDataFrame({"id": []}, geometry=[], crs="EPSG:4326")
    assert list(country_shares(empty, countries).columns) == ["id", "country", "km"]
    assert isinstance(country_shares(empty, countries), pd.DataFrame)
