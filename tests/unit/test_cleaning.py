"""Raw frames to canonical ones: names, types, codes, CRS."""

import pandas as pd
import pytest
from geopandas.testing import assert_geodataframe_equal
from pyproj import Geod

from geodata.cleaning import clean_records
from geodata.codes import code_list
from geodata.columns import CODE, COLUMNS, INTEGER, NUMBER
from geodata.loading import load_catalogue


@pytest.fixture(scope="module")
def clean(write_catalogue):
    """A function: short records -> the canonical frame, by id."""
    return lambda *records: clean_records(load_catalogue(write_catalogue(*records)).gdf).set_index("id", drop=False)


def test_columns_stand_in_their_order_with_their_types(clean):
    gdf = clean({"id": "dam"})
    assert list(gdf.columns) == [*(c.name for c in COLUMNS if c.name != "geometry"), "party_notes", "geometry"]
    assert gdf.crs == "EPSG:4326"
    for column in COLUMNS:
        if column.type == CODE:
            assert list(gdf[column.name].cat.categories) == list(code_list(column.codes)), column.name
        if column.type == INTEGER:
            assert gdf[column.name].dtype == "Int32", column.name
        if column.type == NUMBER:
            assert gdf[column.name].dtype == "float64", column.name


def test_rows_are_sorted_by_layer_as_shown_then_id(clean):
    line = [(70, 42), (71, 42)]
    gdf = clean({"id": "b", "at": line, "layer": "pipelines"}, {"id": "c"}, {"id": "a", "at": line}, {"id": "b-1"})
    assert list(gdf["id"]) == ["b-1", "c", "a", "b"]
    assert list(gdf["layer"]) == ["sites", "sites", "routes", "pipelines"]


def test_known_misspellings_are_put_right(clean):
    dam = clean({"id": "dam", "status": "under construction", "kind": "Power Plant", "sector": "Energy"}).loc["dam"]
    assert (dam["status"], dam["kind"], dam["sector"]) == ("under_construction", "power_plant", "230")


def test_a_value_never_seen_stops_the_load(clean):
    with pytest.raises(KeyError):
        clean({"id": "dam", "status": "Opertaing"})


def test_what_is_not_known_stays_missing(clean):
    gdf = clean({"id": "bare", "sources": [], "chinese_parties": ..., "local_partners": ..., "financiers": ...,
                 "in_brief": ..., "summary": ""}, {"id": "full", "year_agreed": 2013, "jobs": 120, "place": "Altai"})
    bare = gdf.loc["bare"]
    assert all(pd.isna(bare[name]) for name in (
        "name_zh", "summary", "place", "subsector", "year_agreed", "jobs", "capacity", "active_from", "drawn_km"))
    assert bare["chinese_parties"] == bare["parties"] == bare["sources"] == bare["waypoints"] == ()
    assert bare["party_notes"] == {}
    assert not bare["in_brief"]
    assert (gdf.loc["full", "year_agreed"], gdf.loc["full", "jobs"], gdf.loc["full", "place"]) == (2013, 120, "Altai")


def test_parties_gather_every_role_once_in_order(clean):
    dam = clean({"id": "dam",
                 "chinese_parties": [{"id": "cnpc"}, {"id": "cdb"}, {"id": "cnpc", "note": "again"}],
                 "local_partners": [{"id": None, "note": "unnamed contractor"}, {"note": "no id at all"}],
                 "financiers": [{"id": "cdb", "note": "lender"}, {"id": "adb"}]}).loc["dam"]
    assert dam["chinese_parties"] == ("cnpc", "cdb")
    assert dam["local_partners"] == ()
    assert dam["parties"] == ("cnpc", "cdb", "adb")
    assert dam["party_notes"][("financiers", "cdb")] == "lender"
    assert dam["party_notes"][("chinese_parties", "cnpc")] == "again"


@pytest.mark.parametrize(("status", "years", "span"), [
    ("operational", {"year_agreed": 2010, "year_completed": 2014}, (2010, None)),
    ("operational", {"year_completed": 2014}, (2014, None)),
    ("cancelled", {"year_agreed": 2010, "year_started": 2012}, (2010, 2012)),
    ("suspended", {"year_started": 2012}, (2012, 2012)),
    ("cancelled", {}, (None, None)),
    ("proposed", {}, (None, None)),
])
def test_the_active_span_follows_from_years_and_status(clean, status, years, span):
    dam = clean({"id": "dam", "status": status, **years}).loc["dam"]
    assert tuple(None if pd.isna(dam[c]) else dam[c] for c in ("active_from", "active_to")) == span


def test_drawn_length_is_geodesic_and_lines_only(clean):
    gdf = clean({"id": "road", "at": [(72.8, 40.5), (73.3, 39.7)]}, {"id": "dam"})
    expected = Geod(ellps="WGS84").inv(72.8, 40.5, 73.3, 39.7)[2] / 1000
    assert gdf.loc["road", "drawn_km"] == pytest.approx(expected, abs=0.05)
    assert pd.isna(gdf.loc["dam", "drawn_km"])


def test_other_reference_systems_are_reprojected_at_the_door(write_catalogue):
    raw = load_catalogue(write_catalogue({"id": "dam", "at": (70.0, 42.0)})).gdf
    point = clean_records(raw.to_crs("EPSG:3857")).geometry[0]
    assert (point.x, point.y) == (pytest.approx(70), pytest.approx(42))


def test_the_raw_frame_is_left_as_it_was(write_catalogue):
    raw = load_catalogue(write_catalogue({"id": "dam", "status": "Completion"}, {"id": "b", "place": ""})).gdf
    before = raw.copy(deep=True)
    clean_records(raw)
    assert_geodataframe_equal(raw, before)
