"""Files to raw frames: what is read, and what is said about a file that cannot be."""

import json

import pytest

from geodata.codes import REGION
from geodata.errors import DataFileError
from geodata.loading import Problem, files_version, load_catalogue, load_countries

DAM = {"id": "dam", "at": (84.3, 49.8), "name": "A dam"}
ROAD = {"id": "road", "at": [(72.8, 40.5), (73.3, 39.7)], "kind": "road"}


def test_every_file_is_one_row_that_says_where_it_is_from(write_catalogue):
    raw = load_catalogue(write_catalogue(ROAD, DAM, {"id": "city", "layer": "sites"}))
    assert list(raw.gdf["file"]) == ["routes/road.geojson", "sites/city.geojson", "sites/dam.geojson"]
    assert list(raw.gdf["layer"]) == ["routes", "sites", "sites"]
    assert raw.gdf.crs == "EPSG:4326"
    assert raw.gdf.geometry.iloc[2].coords[0] == (84.3, 49.8)
    assert raw.problems == []


def test_nothing_is_repaired(write_catalogue):
    raw = load_catalogue(write_catalogue(DAM | {"status": "Opertaing", "colour": "red"}))
    assert (raw.gdf["status"][0], raw.gdf["colour"][0]) == ("Opertaing", "red")


def test_the_lists_come_along(write_catalogue):
    raw = load_catalogue(write_catalogue(DAM, organisations={"cnpc": {"name": "CNPC"}}, indicators=[{"id": "trade"}],
                                         about={"released": "2026-11-21"}))
    assert raw.organisations == {"cnpc": {"name": "CNPC"}}
    assert raw.indicators == [{"id": "trade"}]
    assert raw.about["released"] == "2026-11-21"


@pytest.mark.parametrize(("content", "problem"), [
    (b"{", "sites/dam.geojson: cannot be read as UTF-8 JSON (Expecting property name"),
    (b'{"name": "\xff"}', "sites/dam.geojson: cannot be read as UTF-8 JSON ('utf-8' codec can't decode"),
    (b"", "sites/dam.geojson: cannot be read as UTF-8 JSON (Expecting value"),
    (b"null", "sites/dam.geojson: holds nothing (null)."),
    (b"[]", "sites/dam.geojson: type: expected one GeoJSON Feature."),
    (b'{"type": "FeatureCollection", "features": []}', "sites/dam.geojson: type: expected one GeoJSON Feature."),
    (b'{"type": "Feature"}', "sites/dam.geojson: properties: expected an object with the record's facts."),
    (b'{"type": "Feature", "properties": {}, "geometry": {"type": "Circle"}}',
     "sites/dam.geojson: geometry: cannot be read as GeoJSON (ParseException: Unknown geometry type"),
    (b'{"type": "Feature", "properties": {}, "geometry": 5}',
     "sites/dam.geojson: geometry: cannot be read as GeoJSON (ParseException"),
])
def test_a_file_that_cannot_be_used_is_listed(write_catalogue, content, problem):
    folder = write_catalogue(DAM, ROAD)
    (folder / "sites/dam.geojson").write_bytes(content)
    raw = load_catalogue(folder)
    assert [str(found)[:len(problem)] for found in raw.problems] == [problem]
    assert "road" in set(raw.gdf["id"])


def test_a_missing_geometry_is_left_to_the_checks(write_catalogue):
    folder = write_catalogue(ROAD)
    (folder / "routes/road.geojson").write_text('{"type": "Feature", "id": "road", "properties": {}}')
    raw = load_catalogue(folder)
    assert raw.problems == []
    assert raw.gdf.geometry[0] is None


@pytest.mark.parametrize(("name", "content", "problem"), [
    ("organisations", "[]", "organisations.json: expected a JSON dict, found a list."),
    ("indicators", "{}", "indicators.json: expected a JSON list, found a dict."),
    ("about", "null", "about.json: holds nothing (null)."),
    ("about", "{", "about.json: cannot be read as UTF-8 JSON"),
])
def test_a_list_of_another_form_is_listed_and_taken_as_empty(write_catalogue, name, content, problem):
    folder = write_catalogue(DAM)
    (folder / f"{name}.json").write_text(content)
    raw = load_catalogue(folder)
    assert [str(found)[:len(problem)] for found in raw.problems] == [problem]
    assert len(getattr(raw, name)) == 0


def test_a_missing_list_is_listed(write_catalogue):
    folder = write_catalogue(DAM)
    (folder / "about.json").unlink()
    problem, = load_catalogue(folder).problems
    assert problem.file == "about.json"


def test_a_catalogue_needs_no_tour_and_no_deflator(write_catalogue):
    folder = write_catalogue(DAM)
    (folder / "tour.json").unlink()
    raw = load_catalogue(folder)
    assert (raw.tour, raw.deflator, raw.problems) == ([], {}, [])


def test_the_deflator_is_part_of_the_data_version(write_catalogue):
    folder = write_catalogue(DAM, deflator={"name": "An index"})
    first = load_catalogue(folder)
    (folder / "deflator.json").write_text('{"name": "Another"}')
    assert first.deflator == {"name": "An index"}
    assert load_catalogue(folder).content_hash != first.content_hash
    (folder / "deflator.json").write_text("[]")
    assert [str(found) for found in load_catalogue(folder).problems] == [
        "deflator.json: expected a JSON dict, found a list."]


def test_no_catalogue_at_all_is_an_error(tmp_path):
    with pytest.raises(DataFileError, match="no records found; expected folders sites, routes, pipelines, powerlines"):
        load_catalogue(tmp_path)


def test_the_content_hash_follows_the_content(write_catalogue):
    folder = write_catalogue(DAM)
    path = folder / "sites/dam.geojson"
    first = load_catalogue(folder).content_hash
    path.write_text(json.dumps(json.loads(path.read_text()), indent=2), encoding="utf-8", newline="\n")
    indented = load_catalogue(folder).content_hash
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert load_catalogue(folder).content_hash == indented != first
    path.rename(path.with_stem("barrage"))
    assert load_catalogue(folder).content_hash not in (first, indented)


def test_a_problem_reads_as_file_field_text():
    assert str(Problem("sites/a.geojson", "status", "is missing.")) == "sites/a.geojson: status: is missing."
    assert str(Problem("about.json", "", "is missing.")) == "about.json: is missing."


def test_countries_are_polygons_by_code():
    countries = load_countries()
    assert set(REGION) <= set(countries.index)
    assert countries.crs == "EPSG:4326"
    assert set(countries.geom_type) <= {"Polygon", "MultiPolygon"}


def test_the_version_of_a_folder_follows_its_data_files(tmp_path):
    (tmp_path / "a.json").write_text("{}")
    (tmp_path / "README.md").write_text("About")
    first = files_version(tmp_path)
    (tmp_path / "README.md").write_text("About it")
    assert files_version(tmp_path) == first
    (tmp_path / "a.json").write_text("[]")
    assert files_version(tmp_path) != first
    assert len(first) == 12
