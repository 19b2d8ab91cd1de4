"""Flattening records: order, labels, and text that every format can hold."""

import pytest
import shapely

from geodata.columns import COLUMNS
from geodata.export.table import clean_text, flatten, neutralise, place_columns, record_columns, round_coordinates


def column(table, name):
    return table.columns[[field.name for field in table.fields].index(name)]


def test_columns_come_in_the_order_of_the_catalogue_with_labels_beside_codes(choose):
    names = [field.name for field in flatten(choose().gdf).fields]
    assert [name for name in names if not name.endswith("_label")] == [
        c.name for c in COLUMNS if c.name != "geometry"]
    assert names[names.index("sector") + 1] == "sector_label"


def test_a_layer_has_its_own_columns_only(choose):
    names = [field.name for field in flatten(choose("sites").gdf, layers=("sites",)).fields]
    assert "waypoints" not in names and "drawn_km" not in names


@pytest.mark.parametrize(("language", "words"), [("en", "Energy"), ("ru", "Энергетика"), ("zh", "能源")])
def test_labels_are_in_the_language_asked_for(choose, language, words):
    assert column(flatten(choose("powerlines").gdf, language), "sector_label") == [words]


def test_lists_stay_lists_for_json_and_become_text_for_tables(choose):
    chosen = choose("pipelines")
    assert column(record_columns(chosen.gdf), "countries") == [["TKM", "UZB", "KAZ", "CHN"]]
    assert column(flatten(chosen.gdf), "countries") == ["TKM; UZB; KAZ; CHN"]
    assert column(flatten(chosen.gdf), "waypoints") == ["Gedaim; Akbulak; Khorgos"]


def test_a_party_carries_its_name_and_what_it_does(choose):
    chosen = choose("sites", q="turgusun")
    assert column(flatten(chosen.gdf, names=chosen.names), "chinese_parties_label") == [
        'China National Petroleum Corporation (supplier, "turnkey")']


def test_sources_become_one_line_each(choose):
    assert column(flatten(choose("pipelines").gdf), "sources") == [
        "Xinhua: Pipeline delivers over 19 bcm (2020-07-30) https://xinhua.example/c_139251568.htm; "
        "A mirror: Central Asia–China gas pipeline (2018)"]


def test_missing_values_are_none_and_whole_numbers_have_no_point(choose):
    table = flatten(choose("sites").gdf)
    assert column(table, "year_agreed") == [None, 2013, 2016]
    assert column(table, "cost_usd_million") == [None, None, 31.5]
    assert column(flatten(choose("pipelines").gdf), "capacity") == [15]


def test_points_have_longitude_and_latitude_and_lines_do_not(choose):
    table = place_columns(choose().gdf)
    assert column(table, "lon")[2:4] == [84.312346, None]
    assert column(table, "wkt")[3] == "LINESTRING (72.8 40.52, 73.1 39.93, 73.26 39.73)"


def test_rounding_keeps_every_vertex():
    line = shapely.LineString([(70, 40), (70.00000001, 40), (71, 41.123456789)])
    rounded, = round_coordinates([line])
    assert list(rounded.coords) == [(70, 40), (70, 40), (71, 41.123457)]


def test_each_text_is_neutralised_to_another():
    """So that what the exporter did can be undone: a text may have an apostrophe of its own there."""
    assert [neutralise(text) for text in ("=1", "'=1", "''=1", "'1", "'")] == ["'=1", "''=1", "'''=1", "'1", "'"]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1"])
def test_formulas_are_neutralised(text):
    assert neutralise(text) == "'" + text


def test_plain_text_is_left_alone():
    assert neutralise("Хоргос – 霍尔果斯 = border") == "Хоргос – 霍尔果斯 = border"


def test_control_characters_and_broken_surrogates_are_replaced():
    assert clean_text("a\x00b\ud800c\nd") == "a\ufffdb\ufffdc\nd"
