"""Every problem of a catalogue is named, with its file, its field, what was found and what was expected."""

import geopandas as gpd
import pandas as pd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geodata.cleaning import clean_records
from geodata.columns import STORED
from geodata.errors import DataFileError
from geodata.loading import load_catalogue
from geodata.validation import check_catalogue, find_problems, find_remarks

ORGANISATIONS = {"cnpc": {"name": "CNPC"}}
LINE = [(70.0, 42.0), (71.0, 42.0), (72.0, 42.0)]
SOURCE = {"title": "A page", "publisher": "A paper", "url": "https://paper.example/a"}


@pytest.fixture(scope="module")
def problems_of(write_catalogue):
    """A function: one record (or more) as short dicts -> its problems as (field, text)."""
    def problems(*records, countries=None, **lists):
        raw = load_catalogue(write_catalogue(*records, **({"organisations": ORGANISATIONS} | lists)))
        return [(problem.field, problem.text) for problem in find_problems(raw, countries)]
    return problems


def test_an_ordinary_record_has_none(problems_of):
    assert problems_of({"id": "dam"}, {"id": "road", "at": LINE, "waypoints": ["A", "B", "C"]}) == []


@pytest.mark.parametrize(("facts", "field", "text"), [
    ({"name": ...}, "name", "is missing; every record needs it."),
    ({"name": ""}, "name", "is missing; every record needs it."),
    ({"countries": []}, "countries", "is missing; every record needs it."),
    ({"name": 5}, "name", "expected text, found 5."),
    ({"name": "half \ud800"}, "name", r"holds half a character (a lone surrogate): 'half \ud800'."),
    ({"colour": "red"}, "colour", "is no column of the atlas (see columns.py)."),
    ({"drawn_km": 5}, "drawn_km", "is no column of the atlas (see columns.py)."),
    ({"status": "Opertaing"}, "status",
     "unknown code 'Opertaing'. Add it to codes (code_tables.py, STATUS) or correct it."),
    ({"status": ["operational"]}, "status",
     "unknown code ['operational']. Add it to codes (code_tables.py, STATUS) or correct it."),
    ({"sector": 230}, "sector", "unknown code 230. Add it to codes (code_tables.py, SECTOR) or correct it."),
    ({"countries": ["KAZ", "XX", "YY"]}, "countries",
     "unknown code 'XX', 'YY'. Add it to codes (code_tables.py, COUNTRY) or correct it."),
    ({"countries": [["KAZ"]]}, "countries",
     "unknown code ['KAZ']. Add it to codes (code_tables.py, COUNTRY) or correct it."),
    ({"countries": "KAZ"}, "countries", "expected a list of codes, found 'KAZ'."),
    ({"in_brief": "yes"}, "in_brief", "expected true or false, found 'yes'."),
    ({"length_km": "12 km"}, "length_km", "expected a number, found '12 km'."),
    ({"length_km": True}, "length_km", "expected a number, found True."),
    ({"length_km": -1}, "length_km", "expected zero or more, found -1."),
    ({"capacity": float("inf")}, "capacity", "expected a number up to 1,000,000,000,000,000, found a greater one."),
    ({"jobs": 2**31}, "jobs", "expected a number up to 2,147,483,647, found a greater one."),
    ({"jobs": 1.5}, "jobs", "expected a whole number, found 1.5."),
    ({"cost_usd_million": 5, "cost_year": 1013}, "cost_year", "1013 lies outside 1950-2060."),
    ({"cost_year": 2017}, "cost_year", "stands there without a cost."),
    ({"year_agreed": 1013}, "year_agreed", "1013 lies outside 1950-2060."),
    ({"year_agreed": "2013"}, "year_agreed", "expected a number, found '2013'."),
    ({"year_agreed": 2015, "year_completed": 2013}, "year_completed", "2013 lies before year_agreed 2015."),
    ({"year_started": 2015, "year_completed": 2013}, "year_completed", "2013 lies before year_started 2015."),
    ({"sources": ...}, "sources", "is missing; every record needs a list of sources."),
    ({"sources": "Xinhua"}, "sources", "expected a list, found 'Xinhua'."),
    ({"sources": []}, "sources",
     "is empty; a record without a source needs low confidence and an open question that says so."),
    ({"sources": [SOURCE, "Xinhua"]}, "sources[1].", "expected an object, found 'Xinhua'."),
    ({"sources": [SOURCE | {"title": ""}]}, "sources[0].title", "is missing; every source needs it."),
    ({"sources": [SOURCE | {"author": "X"}]}, "sources[0].author",
     "is no field of a source; there are title, publisher, url, date, supports, link_withheld."),
    ({"sources": [{"title": "A", "publisher": "B"}]}, "sources[0].url",
     "is missing; give the address, or null where there is none."),
    ({"sources": [SOURCE | {"url": "javascript:alert(1)"}]}, "sources[0].url",
     "'javascript:alert(1)' is no http(s) address."),
    ({"sources": [SOURCE | {"url": "https://a.example/ b"}]}, "sources[0].url",
     "'https://a.example/ b' is no http(s) address."),
    ({"sources": [SOURCE | {"link_withheld": True}]}, "sources[0].url",
     "stands beside link_withheld; a withheld link is left out."),
    ({"chinese_parties": "cnpc"}, "chinese_parties", "expected a list, found 'cnpc'."),
    ({"chinese_parties": ["cnpc"]}, "chinese_parties[0]", "expected an object with id and note, found 'cnpc'."),
    ({"financiers": [{"id": "cnpc"}, {"id": "nobody"}]}, "financiers[1]",
     "'nobody' is not in organisations.json; add it there or correct it."),
    ({"local_partners": [{"id": None}]}, "local_partners[0]",
     "None is not in organisations.json; add it there or correct it."),
    ({"parent": "nothing"}, "parent", "'nothing' is no other record's id."),
    ({"parent": "dam"}, "parent", "'dam' is no other record's id."),
    ({"id": "Dam 1"}, "id", "'Dam 1' is not lower-case words joined by hyphens."),
    ({"at": LINE, "layer": "sites"}, "geometry", "is a LineString; sites need a Point."),
    ({"at": (70.0, 42.0), "layer": "routes"}, "geometry", "is a Point; routes need a LineString or MultiLineString."),
    ({"at": [(70.0, 42.0)] * 2}, "geometry", "is not valid: Too few points in geometry component[70 42]."),
    ({"at": (42.0, 97.0)}, "geometry",
     "leaves the world: bounds (42.0, 97.0, 42.0, 97.0); expected longitude, latitude in degrees."),
    ({"at": ()}, "geometry", "is missing or empty."),
    ({"at": LINE, "waypoints": ["A", "B"]}, "waypoints", "expected 3 names, one for each point of the line."),
    ({"at": LINE, "waypoints": "A-B-C"}, "waypoints", "expected a list, found 'A-B-C'."),
    ({"at": LINE, "length_km": 0}, "length_km", "is zero; leave it out if it is not known."),
])
def test_a_problem_names_its_field_and_what_was_expected(problems_of, facts, field, text):
    assert (field, text) in problems_of({"id": "dam"} | facts)


@pytest.mark.parametrize("facts", [
    {"status": "under construction"}, {"kind": "rail"}, {"name_ru": None},
    {"year_agreed": 2013, "year_completed": 2013},
    {"sources": [], "confidence": "low", "open_questions": "No page says so."},
    {"sources": [SOURCE | {"url": None, "link_withheld": True}]},
    {"local_partners": [{"id": None, "note": "a contractor no source names"}]},
    {"chinese_parties": [{"id": "cnpc", "note": "through a subsidiary"}]},
    {"length_km": 0}, {"jobs": 120.0}, {"in_brief": True},
])
def test_what_is_allowed_is_no_problem(problems_of, facts):
    assert problems_of({"id": "dam"} | facts) == []


def test_a_cost_may_be_of_a_year_before_or_after_all_others(problems_of):
    for year in (2001, 2030):
        assert problems_of({"id": "dam", "year_agreed": 2014, "cost_usd_million": 5, "cost_year": year}) == []


def test_every_problem_is_found_in_the_order_of_the_files(write_catalogue):
    raw = load_catalogue(write_catalogue({"id": "b", "status": "x", "jobs": -1}, {"id": "a", "name": ...},
                                         {"id": "c", "at": LINE, "kind": "y"}))
    found = [(problem.file, problem.field) for problem in find_problems(raw)]
    assert found == [("routes/c.geojson", "kind"), ("sites/a.geojson", "name"), ("sites/b.geojson", "status"),
                     ("sites/b.geojson", "jobs")]
    with pytest.raises(DataFileError) as error:
        check_catalogue(raw)
    assert len(error.value.problems) == 4
    assert str(error.value).count("\n") == 3


def test_unreadable_files_are_among_the_problems(write_catalogue):
    folder = write_catalogue({"id": "dam"})
    (folder / "sites/broken.geojson").write_text("{")
    with pytest.raises(DataFileError, match=r"sites/broken\.geojson: cannot be read"):
        check_catalogue(load_catalogue(folder))


def test_an_id_matches_its_file_and_is_used_once(write_catalogue):
    folder = write_catalogue({"id": "dam"}, {"id": "dam", "at": LINE})
    (folder / "sites/dam.geojson").rename(folder / "sites/barrage.geojson")
    found = [str(problem) for problem in find_problems(load_catalogue(folder))]
    assert found == ["sites/barrage.geojson: id: 'dam' does not match the file name; expected 'barrage'.",
                     "sites/barrage.geojson: id: 'dam' is also in routes/dam.geojson."]


@pytest.mark.parametrize(("entry", "field", "text"), [
    ("CNPC", "x", "expected an object, found 'CNPC'."),
    ({}, "x.name", "expected text, found None."),
    ({"name": "X", "name_ru": 5}, "x.name_ru", "expected text, found 5."),
    ({"name": "X", "parent": "nobody"}, "x.parent", "'nobody' is no organisation of this file."),
])
def test_organisations_are_checked(problems_of, entry, field, text):
    assert problems_of({"id": "dam"}, organisations={"x": entry}) == [(field, text)]


def test_an_organisation_s_id_is_a_slug(problems_of):
    assert problems_of({"id": "dam"}, organisations={"X Y": {"name": "X"}}) == [
        ("X Y", "is not lower-case words joined by hyphens.")]


@pytest.mark.parametrize(("row", "field", "text"), [
    (5, "0.", "expected an object, found 5."),
    ({"id": "trade", "value": "12", "source": SOURCE}, "trade.value", "expected a number, found '12'."),
    ({"id": "trade", "value": True, "source": SOURCE}, "trade.value", "expected a number, found True."),
    ({"id": "trade"}, "trade.value", "is missing; a figure nobody gives needs a note that says so."),
    ({"id": "trade", "value": 5}, "trade.source.", "expected an object, found None."),
    ({"id": "trade", "value": 5, "source": SOURCE | {"publisher": ""}}, "trade.source.publisher",
     "is missing; every source needs it."),
])
def test_indicators_are_checked(problems_of, row, field, text):
    assert problems_of({"id": "dam"}, indicators=[row]) == [(field, text)]


def test_an_indicator_stands_there_once(problems_of):
    trade = {"id": "trade", "value": 5, "source": SOURCE}
    assert problems_of({"id": "dam"}, indicators=[trade, trade]) == [("trade", "stands there twice.")]


INDEX = {"name": "An index", "unit": "2015 = 100", "base_year": 2015, "values": {"2014": 98.5, "2015": 100},
         "sources": [SOURCE]}


@pytest.mark.parametrize("more", [{}, {"values": {"2015": 100}}, {"name_ru": "Индекс", "note": "Revised."}])
def test_a_deflator_in_order(problems_of, more):
    assert problems_of({"id": "dam"}, deflator=INDEX | more) == []


@pytest.mark.parametrize(("more", "field", "text"), [
    ({"name": None}, "name", "expected text, found None."),
    ({"name_zh": 5}, "name_zh", "expected text, found 5."),
    ({"colour": "red"}, "colour", "is no field of a deflator; there are name, "),
    ({"values": {}}, "values", "expected an object of years and their values."),
    ({"values": [100]}, "values", "expected an object of years and their values."),
    ({"values": {"2012": 97, "2015": 100}}, "values",
     "skips 2013, 2014; expected every year from the first to the newest."),
    ({"values": {"2014": 0, "2015": 100}}, "values.2014",
     "expected a year from 1950 to 2060 and a number above zero, found 0."),
    ({"values": {"2015": 100, "newest": 101}}, "values.newest", "expected a year from 1950 to 2060 and a number"),
    ({"values": {"2015": 100, "2016": True}}, "values.2016", "expected a year from 1950 to 2060 and a number"),
    ({"values": {"2015": 100, "2016": float("nan")}}, "values.2016", "expected a year from 1950 to 2060 and a"),
    ({"values": {"2015": 100, "2016": float("inf")}}, "values.2016", "expected a year from 1950 to 2060 and a"),
    ({"base_year": 2014}, "base_year", "expected the year in which the value is 100, found 2014."),
    ({"base_year": "2015"}, "base_year", "expected the year in which the value is 100, found '2015'."),
    ({"sources": []}, "sources", "expected a list with at least one source."),
    ({"sources": [SOURCE | {"publisher": ""}]}, "sources[0].publisher", "is missing; every source needs it."),
])
def test_a_deflator_is_checked(problems_of, more, field, text):
    (found_field, found_text), = problems_of({"id": "dam"}, deflator=INDEX | more)
    assert (found_field, found_text[:len(text)]) == (field, text)


# Places: two countries side by side, Kazakhstan from 60 to 70 and Uzbekistan from 50 to 60 degrees east.
COUNTRIES = gpd.GeoDataFrame({"iso_a3": ["KAZ", "UZB"]}, crs="EPSG:4326",
                             geometry=[shapely.box(60, 40, 70, 50), shapely.box(50, 40, 60, 50)]).set_index("iso_a3")


@pytest.mark.parametrize("facts", [
    {"at": (65.0, 45.0)},
    {"at": (59.8, 45.0), "precision": "near"},
    {"at": (59.5, 45.0), "precision": "region"},
    {"at": (70.9, 45.0), "kind": "oil_gas_field"},
    {"at": (10.0, 10.0), "countries": ["FRA"]},
    {"at": [(69.5, 45.0), (70.2, 45.0), (69.8, 45.0)]},
    {"at": [(59.7, 45.0), (60.4, 45.0)], "countries": ["KAZ", "UZB"]},
    {"at": [(10.0, 10.0), (20.0, 20.0)], "kind": "air_route"},
])
def test_places_that_lie_in_their_countries(problems_of, facts):
    assert problems_of({"id": "dam"} | facts, countries=COUNTRIES) == []


@pytest.mark.parametrize(("facts", "text"), [
    ({"at": (55.0, 45.0)}, "55.000, 45.000 lies more than 25 km outside KAZ."),
    ({"at": (59.8, 45.0), "precision": "exact"}, "59.800, 45.000 lies more than 5 km outside KAZ."),
    ({"at": (45.0, 65.0)}, "45.000, 65.000 lies more than 25 km outside KAZ."),
    ({"at": [(69.9, 45.0), (70.6, 45.0)]}, "70.600, 45.000 lies more than 25 km outside KAZ."),
    ({"at": (72.0, 45.0), "kind": "oil_gas_field"}, "72.000, 45.000 lies more than 120 km outside KAZ."),
])
def test_places_that_do_not(problems_of, facts, text):
    assert problems_of({"id": "dam"} | facts, countries=COUNTRIES) == [("geometry", text)]


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.sampled_from(
        ["KAZ", "near", "cnpc", "dam", "road", "2013", "operational", 10**400]),
    lambda values: st.lists(values, max_size=3) | st.dictionaries(
        st.sampled_from(["id", "note", "title", "url", "publisher", "x"]), values, max_size=3), max_leaves=6)


@pytest.fixture(scope="module")
def raw_pair(write_catalogue):
    """A site and a line without problems, raw."""
    return load_catalogue(write_catalogue({"id": "dam"}, {"id": "road", "at": LINE}, organisations=ORGANISATIONS))


@given(data=st.data())
def test_whatever_stands_in_a_field_is_named_or_can_be_cleaned(raw_pair, data):
    gdf = raw_pair.gdf.copy()
    for field in data.draw(st.sets(st.sampled_from(STORED), min_size=1, max_size=3)):
        value, row = data.draw(json_values), data.draw(st.sampled_from([0, 1]))
        gdf[field] = pd.Series([value if i == row else old for i, old in enumerate(gdf[field])], dtype=object)
    raw = type(raw_pair)(**(vars(raw_pair) | {"gdf": gdf}))
    if not find_problems(raw, COUNTRIES):
        clean_records(gdf)
    find_remarks(raw)
