"""Edited exports: what is taken over, and a clear sentence for every way in which a file can be wrong."""

import csv
import io
import json
from dataclasses import replace
from datetime import date

import pytest
from editing import drop, edit, header_of, properties, save

from geodata.errors import DataFileError
from geodata.export import export
from geodata.export.selection import select_records
from geodata.filters import FilterSpec
from geodata.importers import describe_import, read_export, sheet
from geodata.importers.delimited import MAX_CELL
from geodata.loading import CATALOGUE_DIR, load_catalogue, load_countries
from geodata.sentences import Names

NUMBER = "expected a number such as 1234.5 (a decimal point, no thousands separators, no rounding like 1.2E+06), found "
SITE, DAM, LINE = "khorgos-dry-port", "turgusun-1-hydropower", "central-asia-china-line-a"


@pytest.fixture(scope="module")
def raw():
    return load_catalogue(CATALOGUE_DIR.parents[1] / "tests/data/small_catalogue")


@pytest.fixture(scope="module")
def exported(catalogues):
    """The small catalogue as CSV and GeoJSON."""
    repository = catalogues["small"]
    chosen = select_records(repository, FilterSpec(), "atlas", base_url="https://atlas.example",
                            made_on=date(2026, 11, 21), names=Names(repository.organisation_name))
    return {suffix: export(chosen.gdf, chosen.provenance, suffix, chosen.names).decode("utf-8-sig")
            for suffix in ("csv", "geojson")}


@pytest.fixture
def table(exported):
    """The CSV as lists of cells: lines of provenance, the header, and a row for each record."""
    return list(csv.reader(io.StringIO(exported["csv"], newline="")))


@pytest.fixture
def collection(exported):
    """The GeoJSON as Python has it."""
    return json.loads(exported["geojson"])


def problems(data, raw, **options):
    """Every problem of a file, as printed."""
    with pytest.raises(DataFileError) as error:
        read_export(data if isinstance(data, bytes) else json.dumps(data).encode(), raw, name="edited", **options)
    return [str(problem) for problem in error.value.problems]


def changes(data, raw):
    return [str(change) for change in read_export(data, raw).changes()]


# What a spreadsheet does without asking

@pytest.mark.parametrize("options", [{"delimiter": ";"}, {"delimiter": "\t"}, {"encoding": "utf-8-sig"},
                                     {"line_end": "\n"}, {"delimiter": ";", "encoding": "utf-8-sig"}])
def test_what_a_spreadsheet_saves_is_the_same(table, raw, options):
    edit(table, SITE, in_brief="TRUE")
    edit(table, DAM, in_brief="ЛОЖЬ")
    width = len(header_of(table))
    table = [cells + [""] * (width - len(cells)) for cells in table] + [[""] * width]
    found = read_export(save(table, **options), raw)
    assert (found.changes(), found.edited, found.remarks) == ([], False, [])


def test_columns_and_rows_may_be_in_any_order(table, raw):
    head = table.index(header_of(table))
    mixed = table[:head] + [cells[::-1] for cells in (table[head], *table[:head:-1])]
    found = read_export(save(mixed), raw)
    assert (found.changes(), found.edited) == ([], False)


def test_spaces_that_cannot_be_seen_are_trimmed(table, raw):
    header = header_of(table)
    header[header.index("status")] = "\ufeffstatus\u00a0"
    row = next(row for row in table if row[0] == SITE)
    row[header.index("place")] = "\u200bPanfilov\u00a0"
    row[header.index("countries")] = "\u00a0KAZ ;\u00a0KGZ\u200b"
    row[header.index("countries_label")] = row[header.index("year_agreed")] = " "
    row[0] = f" {SITE}\u00a0"
    assert changes(save(table), raw) == [
        f"{SITE}: countries: ['KAZ'] -> ['KAZ', 'KGZ']",
        f"{SITE}: place: Panfilov district, Zhetisu region -> Panfilov", f"{SITE}: year_agreed: 2013 -> not known"]


def test_columns_the_atlas_does_not_have_are_kept_aside_and_named(table, raw, collection):
    for cells in table[table.index(header_of(table)):]:
        cells.append({"id": "checked by", SITE: "Aigul"}.get(cells[0], ""))
    properties(collection, SITE)["checked by"] = "Aigul"
    for data in (save(table), json.dumps(collection).encode()):
        found = read_export(data, raw)
        assert found.aside == {"checked by": {SITE: "Aigul"}}
        assert [str(remark) for remark in found.remarks] == [
            "file: checked by: is no column of the atlas (see columns.py); kept aside."]
        assert found.changes() == []


def test_a_missing_column_is_named_and_loses_nothing(table, raw):
    drop(table, "summary", "sources", "sector_label", "chinese_parties_label", "drawn_km", "lon", "lat")
    found = read_export(save(table), raw)
    assert [remark.field for remark in found.remarks] == ["summary", "sources"]
    assert (found.changes(), found.edited) == ([], False)


def test_a_place_may_be_given_by_one_of_its_columns(table, raw):
    edit(table, SITE, lon="80.3")
    edit(table, DAM, wkt="POINT (84.4 49.8)")
    edit(table, LINE, lon="", lat="")
    assert changes(save(table), raw) == [f"{SITE}: geometry: POINT (80.24 44.21) -> POINT (80.3 44.21)",
                                         f"{DAM}: geometry: POINT (84.3123456789 49.8) -> POINT (84.4 49.8)"]


# What people change

def test_edited_values_are_taken_over(table, raw):
    edit(table, DAM, status="suspended", cost_usd_million="32.25", jobs="0", name_zh="图尔古松", year_completed="")
    found = read_export(save(table), raw)
    assert found.edited
    assert [str(change) for change in found.changes()] == [
        f"{DAM}: name_zh: 图尔古松水电站 -> 图尔古松", f"{DAM}: status: operational -> suspended",
        f"{DAM}: year_completed: 2021 -> not known", f"{DAM}: cost_usd_million: 31.5 -> 32.25",
        f"{DAM}: jobs: not known -> 0"]
    row = found.gdf.set_index("id").loc[DAM]
    assert (row["active_to"], row["status"], row["jobs"]) == (2017, "suspended", 0)


def test_a_formula_typed_in_stays_text(table, raw):
    edit(table, SITE, place="=1+1", capacity_note="''=1+1", name="'quoted'")
    row = read_export(save(table), raw).gdf.set_index("id").loc[SITE]
    assert (row["place"], row["capacity_note"], row["name"]) == ("=1+1", "'=1+1", "'quoted'")


def test_sources_that_stay_keep_what_a_csv_does_not_show(table, raw):
    header = header_of(table)
    row = next(row for row in table if row[0] == SITE)
    kept = row[header.index("sources")].partition("; ")[0]
    row[header.index("sources")] = f"{kept}; Kazinform: Trains: a record (2024-01-31) https://kaz.example/a; B: C"
    sources = read_export(save(table), raw).gdf.set_index("id").loc[SITE, "sources"]
    assert sources[0]["supports"] == "shares"
    assert sources[1:] == (
        {"publisher": "Kazinform", "title": "Trains: a record", "date": "2024-01-31", "url": "https://kaz.example/a"},
        {"publisher": "B", "title": "C", "url": None})


def test_organisations_keep_their_notes_until_the_names_say_otherwise(table, raw, collection):
    edit(table, DAM, chinese_parties="cnpc; cosco", chinese_parties_label="", parties_label="")
    row = read_export(save(table), raw).rows[DAM]
    assert row["chinese_parties"] == [{"id": "cnpc", "note": 'supplier, "turnkey"'}, {"id": "cosco"}]
    ours = properties(collection, DAM)
    ours["chinese_parties_label"] = ["China National Petroleum Corporation (owner)"]
    row = read_export(json.dumps(collection).encode(), raw).rows[DAM]
    assert row["chinese_parties"] == [{"id": "cnpc", "note": "owner"}]


def test_a_party_without_an_id_is_in_no_export_and_stays(make_repository, choose, raw):
    unnamed = {"note": "a local contractor"}
    gdf = raw.gdf.copy()
    place = gdf.index[gdf["id"] == DAM][0]
    gdf.at[place, "chinese_parties"] = [*gdf.at[place, "chinese_parties"], unnamed]
    chosen = choose()
    data = export(chosen.gdf, chosen.provenance, "geojson", chosen.names)
    assert changes(data, replace(raw, gdf=gdf)) == []
    data = data.replace(b"Petroleum Corporation (supplier", b"Petroleum Corporation (maker")
    assert read_export(data, replace(raw, gdf=gdf)).rows[DAM]["chinese_parties"] == [
        {"id": "cnpc", "note": 'maker, "turnkey"'}, unnamed]


def test_a_new_record_is_added(collection, raw):
    feature = json.loads(json.dumps(collection["features"][2]))
    feature["id"] = feature["properties"]["id"] = "turgusun-2-hydropower"
    collection["features"].append(feature)
    data = json.dumps(collection).encode()
    found = read_export(data, raw)
    assert (changes(data, raw), found.edited) == (["turgusun-2-hydropower: added"], True)
    assert [str(remark) for remark in found.remarks] == ["file: says it holds 6 records, and holds 7."]


def test_records_that_the_file_lacks_stay(table, raw):
    table = [cells for cells in table if cells[0] != SITE]
    found = read_export(save(table), raw)
    assert (found.changes(), found.edited) == ([], True)


def test_a_csv_of_another_version_cannot_tell_that_it_was_edited(table, raw):
    edit(table, SITE, status="suspended")
    found = read_export(save(table), replace(raw, content_hash="0" * 64))
    assert (found.edited, len(found.changes())) == (None, 1)


# What is wrong is said, all of it at once

def test_every_problem_is_told_with_its_row_record_field_and_value(table, raw):
    edit(table, SITE, status="Opertaing", cost_usd_million="1,250", year_agreed="around 2013")
    edit(table, DAM, capacity="24,9", in_brief="maybe", countries="KAZ;;KGZ", name=" ")
    edit(table, LINE, wkt="LINESTRING (60 37")
    wanted = [f"row 16 ({SITE}): year_agreed: {NUMBER}'around 2013'.",
              f"row 16 ({SITE}): cost_usd_million: {NUMBER}'1,250'.",
              f"row 16 ({SITE}): status: unknown code 'Opertaing'",
              f"row 17 ({DAM}): countries: expected codes with", f"row 17 ({DAM}): capacity: {NUMBER}'24,9'.",
              f"row 17 ({DAM}): in_brief: expected true or false, found 'maybe'.",
              f"row 17 ({DAM}): name: is missing", f"row 19 ({LINE}): geometry: expected a POINT, LINESTRING"]
    found = problems(save(table), raw)
    assert [text.removeprefix("edited, ")[:len(start)] for text, start in zip(found, wanted, strict=True)] == wanted


@pytest.mark.parametrize("text", ["1,250", "1.250,5", "1 250", "1\u00a0250", "1.2E+06", "1e6", "12e", "about 5", "٣",
                                  "0x10", "1_000", "nan", "inf", "9" * 40])
def test_a_number_that_could_mean_two_things_is_refused(table, raw, text):
    edit(table, SITE, cost_usd_million=text)
    assert problems(save(table), raw) == [f"edited, row 16 ({SITE}): cost_usd_million: {NUMBER}{text!r}."]


@pytest.mark.parametrize(("record", "cells", "text"), [
    (SITE, {"status": "Opertaing"}, "status: unknown code 'Opertaing'"),
    (SITE, {"name": " "}, "name: is missing; every record needs it."),
    (SITE, {"in_brief": "maybe"}, "in_brief: expected true or false, found 'maybe'."),
    (SITE, {"jobs": "2.5"}, "jobs: expected a whole number, found 2.5."),
    (SITE, {"jobs": "-2"}, "jobs: expected zero or more, found -2."),
    (SITE, {"year_agreed": "1207"}, "year_agreed: 1207 lies outside 1950-2060."),
    (SITE, {"countries": "KAZ;;KGZ"}, "countries: expected codes with '; ' between them, found 'KAZ;;KGZ'."),
    (SITE, {"countries": "KAZ, KGZ"}, "countries: unknown code 'KAZ, KGZ'"),
    (SITE, {"place": "a\x07b"}, "place: holds control characters: 'a\\x07b'."),
    (SITE, {"parent": "nowhere"}, "parent: 'nowhere' is no other record's id."),
    (SITE, {"chinese_parties": "nobody", "chinese_parties_label": ""}, "chinese_parties[0]: 'nobody' is not in organ"),
    (SITE, {"chinese_parties_label": "Somebody"}, "chinese_parties: expected 'Name (note)' of each organisation"),
    (SITE, {"sources": "a page"}, "sources: 'a page' cannot be told apart as 'Publisher: Title (date) address'"),
    (SITE, {"sources": ""}, "sources: is empty; a record without a source needs low confidence"),
    (SITE, {"layer": "routes", "layer_label": ""}, "layer: is 'routes', but the catalogue has this record in sites."),
    (SITE, {"layer": "tunnels"}, "layer: expected one of sites, routes, pipelines, powerlines, found 'tunnels'."),
    (SITE, {"status_label": "Cancelled"}, "status_label: 'Cancelled' is not taken over, since the column follows from "
                                          "status; expected 'Operational'."),
    (SITE, {"active_from": "2011"}, "active_from: '2011' is not taken over, since the column follows from other"),
    (SITE, {"lon": "80.3", "wkt": "POINT (80.4 44.21)"}, "geometry: lon and lat say 80.3, 44.21, but wkt 'POINT"),
    (SITE, {"lon": "", "wkt": ""}, "geometry: has one of lon and lat; expected both or none."),
    (SITE, {"lon": "", "lat": "", "wkt": ""}, "geometry: is missing or empty."),
    (SITE, {"wkt": "POINT (44.21 180.24)", "lon": "", "lat": ""}, "geometry: leaves the world"),
    (SITE, {"wkt": "LINESTRING (60 37, 61 38)", "lon": "", "lat": ""}, "geometry: is a LineString; sites need a"),
    (LINE, {"wkt": "LINESTRING (60 37"}, "geometry: expected a POINT, LINESTRING or MULTILINESTRING as well-known"),
    (LINE, {"wkt": "LINESTRING (60 37)"}, "geometry: cannot be read as well-known text ("),
    (LINE, {"wkt": "LINESTRING (60 37 1, 61 38 2)"}, "geometry: expected longitude, latitude alone, found 'LINE"),
    (LINE, {"wkt": "GEOMETRYCOLLECTION (" * 9}, "geometry: expected a POINT, LINESTRING or MULTILINESTRING"),
    (LINE, {"lon": "60", "lat": "37"}, "geometry: lon and lat say 60.0, 37.0, but wkt 'LINESTRING"),
    (LINE, {"waypoints": "Gedaim; Khorgos"}, "waypoints: expected 3 names, one for each point of the line."),
])
def test_each_wrong_cell_has_one_sentence(table, raw, record, cells, text):
    edit(table, record, **cells)
    found = problems(save(table), raw)
    assert len(found) == 1
    assert f"({record}): {text}" in found[0]
    assert found[0].startswith("edited, row ")


@pytest.mark.parametrize("record_id", ["../../evil", "Khorgos", "", "-", "a/b", "=cmd"])
def test_an_id_that_is_none_is_refused(table, raw, record_id):
    row = next(row for row in table if row[0] == SITE)
    row[0] = record_id
    assert any("is not lower-case words joined by hyphens." in text for text in problems(save(table), raw))


def test_nothing_of_a_file_is_obeyed_by_a_terminal(table, raw, collection):
    next(row for row in table if row[0] == SITE)[0] = "\x1b[2J\nevil"
    header_of(table)[-1] = "\x1b[31mred"
    assert not any("\x1b" in text or "\n" in text for text in problems(save(table), raw))
    collection["atlas"]["data_version"] = "\x1b[2J"
    properties(collection, SITE)["\x1b[31m"] = 1
    found = read_export(json.dumps(collection).encode(), raw)
    assert "\x1b" not in "\n".join(describe_import(found))


def test_names_without_their_ids_change_nothing(table, raw):
    drop(table, "chinese_parties")
    edit(table, DAM, chinese_parties_label="Somebody")
    found = read_export(save(table), raw)
    assert (found.changes(), [remark.field for remark in found.remarks]) == ([], ["chinese_parties"])


def test_a_record_that_stands_there_twice_is_refused(table, raw, collection):
    table.append(table[-1])
    assert problems(save(table), raw)[0].endswith("): id: 'datka-khodjent-line' stands in row 20 too.")
    collection["features"] *= 2
    assert len(problems(collection, raw)) == 6


def test_places_are_tested_against_their_countries(table, raw):
    edit(table, SITE, lon="0", lat="0", wkt="")
    text = next(text for text in problems(save(table), raw, countries=load_countries()) if SITE in text)
    assert text == f"edited, row 16 ({SITE}): geometry: 0.000, 0.000 lies more than 25 km outside KAZ."


@pytest.mark.parametrize(("change", "text"), [
    (lambda t: t[-1].pop(), "edited, row 20: has {fewer} cells; expected {wide}, as many as the header."),
    (lambda t: t[-1].append("x"), "edited, row 20: has {more} cells; expected {wide}, as many as the header."),
    (lambda t: header_of(t).__setitem__(5, "name"), "edited: name: stands twice in the header; keep one of the two."),
    (lambda t: header_of(t).__setitem__(5, ""), "edited, row 16: has a cell below no column name; name the column or"),
    (lambda t: header_of(t).__setitem__(0, "Id"), "edited: has no column 'id' in its header; expected a CSV as"),
])
def test_a_table_out_of_shape_is_refused(table, raw, change, text):
    wide = len(header_of(table))
    change(table)
    assert problems(save(table), raw)[0].startswith(text.format(wide=wide, fewer=wide - 1, more=wide + 1))


@pytest.mark.parametrize(("data", "text"), [
    (b"", "has no column 'id' in its header"),
    (b"\xef\xbb\xbf", "has no column 'id' in its header"),
    (b"id,name\r\n\"open", "cannot be read as CSV with ',' between the cells ("),
    (b"id,name\r\na,\"b\"c", "cannot be read as CSV with ',' between the cells ("),
    ("id,name\r\na,Хоргос".encode("cp1251"), "is not UTF-8 (byte 11); in a spreadsheet, save it as CSV UTF-8."),
    ("id,name".encode("utf-16"), "is UTF-16 text; expected the atlas's GeoJSON or CSV"),
    (b"PK\x03\x04...", "is a ZIP archive or an Excel workbook; expected the atlas's GeoJSON or CSV"),
    (b"{", "cannot be read as JSON ("),
    (b"[]", "is no GeoJSON FeatureCollection or Feature."),
    (b'{"type": "Topology"}', "is no GeoJSON FeatureCollection or Feature."),
    (b'{"type": "FeatureCollection"}', "features: expected a list of features, found None."),
    (b'{"type": "FeatureCollection", "features": [NaN]}', "cannot be read as JSON (NaN is no number of JSON)."),
    (b'{"type": "Feature", "type": "Feature"}', "cannot be read as JSON ('type' stands twice in one object)."),
    (b'{"type": "FeatureCollection", "features": ' + b"[" * 99 + b"]" * 99 + b"}", "is nested more than 12 deep."),
    (b"[" * 200_000, "cannot be read as JSON ("),
    (b'{"a": ' + b"9" * 9999 + b"}", "cannot be read as JSON ("),
    (b"id,name\r\na," + b"x" * (MAX_CELL + 1), "cannot be read as CSV with ',' between the cells ("),
])
def test_a_file_that_is_none_of_ours_is_refused(raw, data, text):
    found, = problems(data, raw)
    assert found.startswith(f"edited: {text}")


def test_sizes_are_bounded(raw, tmp_path, monkeypatch, table):
    monkeypatch.setattr(sheet, "MAX_RECORDS", 5)
    assert problems(save(table), raw) == ["edited: holds 6 records; expected 5 or fewer."]
    monkeypatch.setattr(sheet, "MAX_BYTES", 100)
    assert problems(save(table), raw)[0].startswith("edited: is larger than")


def test_a_file_that_is_not_there_or_too_large_is_said(raw, tmp_path, monkeypatch):
    monkeypatch.setattr("geodata.importers.reading.MAX_BYTES", 3_000_000)
    with pytest.raises(DataFileError, match=r"nowhere\.csv: cannot be read \(No such file"):
        read_export(tmp_path / "nowhere.csv", raw)
    (tmp_path / "large.csv").write_bytes(b"x" * 3_000_001)
    with pytest.raises(DataFileError, match=r"large\.csv: is larger than 3 MB\."):
        read_export(tmp_path / "large.csv", raw)


@pytest.mark.parametrize(("change", "text"), [
    (lambda f: f.update(type="Thing"), "feature 2: expected a Feature with properties, found {'type': 'Thing'"),
    (lambda f: f.update(properties=None), "feature 2: expected a Feature with properties, found"),
    (lambda f: f.update(id="other"), "feature 2: id: is 'other' outside and 'khorgos-dry-port' inside the properties"),
    (lambda f: f.update(name="x"), "feature 2: name: is no member of a Feature; facts stand in its properties."),
    (lambda f: f["properties"].update(geometry={}), "feature 2: properties.geometry: expected the geometry beside"),
    (lambda f: f["properties"].update(year_agreed="2013"), "year_agreed: expected a number, found '2013'."),
    (lambda f: f["properties"].update(countries="KAZ"), "countries: expected a list of codes, found 'KAZ'."),
    (lambda f: f["properties"].update(chinese_parties=[1]), "chinese_parties: expected a list of ids, found [1]."),
    (lambda f: f["properties"].update(chinese_parties_label="x"), "chinese_parties: expected 'Name (note)' of each"),
    (lambda f: f["properties"].update(sources=["x"]), "sources[0].: expected an object, found 'x'."),
    (lambda f: f["properties"].update(name={"en": "x"}), "name: expected text, found {'en': 'x'}."),
    (lambda f: f["properties"].update(name="\x00"), "name: holds control characters: '\\x00'."),
    (lambda f: f["properties"].update(layer=["sites"]), "layer: expected one of sites, routes, pipelines, powerlines"),
    (lambda f: f["properties"].update(in_brief=1), "in_brief: expected true or false, found 1."),
    (lambda f: f.update(geometry={"type": "Polygon"}), "geometry: expected a Point, LineString or MultiLineString"),
    (lambda f: f.update(geometry=[1, 2]), "geometry: expected a Point, LineString or MultiLineString, found [1, 2]."),
    (lambda f: f.update(geometry={"type": "Point", "coordinates": ["a"]}), "geometry: cannot be read as GeoJSON ("),
    (lambda f: f.update(geometry={"type": "Point", "coordinates": [1, 2, 3]}), "geometry: expected longitude and lat"),
    (lambda f: f.update(geometry=None), "geometry: is missing or empty."),
])
def test_each_wrong_feature_has_one_sentence(collection, raw, change, text):
    change(collection["features"][1])
    found = problems(collection, raw)
    assert text in found[0]
    assert found[0].startswith("edited, feature 2")
    assert len(found) == 1


def test_other_coordinates_than_degrees_are_refused(collection, raw):
    collection["crs"] = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3857"}}
    assert problems(collection, raw)[0].startswith("edited: crs: expected longitude, latitude of WGS 84, found {")
    collection["crs"]["properties"]["name"] = "urn:ogc:def:crs:OGC:1.3:CRS84"
    assert changes(json.dumps(collection).encode(), raw) == []
