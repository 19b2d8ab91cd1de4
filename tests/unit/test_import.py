"""What the atlas exports as CSV and GeoJSON comes back the same: with the catalogue beside it, and without."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
import shapely
from filter_strategies import specs
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from geodata.codes import LAYERS
from geodata.export import export
from geodata.export.delimited import write_plain_csv
from geodata.export.selection import select_records
from geodata.export.table import clean_text, neutralise, unneutralise
from geodata.filters import FilterSpec
from geodata.importers import read_export
from geodata.loading import CATALOGUE_DIR, load_catalogue
from geodata.sentences import Names
from geodata.wording import LANGUAGES
from geodata.writing import format_feature

FORMATS = ("csv", "geojson")
DATA = Path(__file__).parents[1] / "data"
FOLDERS = {"atlas": CATALOGUE_DIR, **{name: DATA / f"{name}_catalogue" for name in ("small", "hostile")}}
IDS = {name: tuple(sorted(path.stem for path in folder.glob("*/*.geojson"))) for name, folder in FOLDERS.items()}
SLUGS = {name: tuple(json.loads((folder / "organisations.json").read_text("utf-8")))
         for name, folder in FOLDERS.items()}
WITHOUT_SOURCES = [  # of these a CSV alone cannot tell where one source ends: no date and no address
    "angren-coal-conveyors", "chinor-tepa-archaeology", "golden-road-park", "huaxin-jizzakh", "wte-almaty",
    "wte-bishkek", "wte-osh", "lanxin-urumqi-alashankou", "sary-tash-karamyk-road", "taldykorgan-ust-kamenogorsk-road",
    "turkmenbashi-baku-ferry", "tapi", "sangtuda-pul-e-khumri-220kv"]


@pytest.fixture(scope="module")
def raws():
    """The catalogues as their files have them."""
    return {name: load_catalogue(folder) for name, folder in FOLDERS.items()}


def alone(raw, suffix="geojson"):
    """A catalogue with the same organisations, and no record that a file could lean on.

    For a CSV it keeps the one of the small catalogue that has a source called *Cargo up; over 30%*.
    """
    return replace(raw, gdf=raw.gdf[(raw.gdf["id"] == "khorgos-dry-port") & (suffix == "csv")])


def select(repository, spec, what="atlas", language="en"):
    return select_records(repository, spec, what, language=language, base_url="https://atlas.example",
                          made_on=date(2026, 11, 21),
                          names=Names(lambda slug: repository.organisation_name(slug, language)))


def make(chosen, suffix):
    return export(chosen.gdf, chosen.provenance, suffix, chosen.names)


def assert_same(found, gdf, but=()):
    """Same ids, dtypes and values; geometry to six decimals."""
    gdf = gdf.reset_index(drop=True)
    assert list(found["id"]) == list(gdf["id"])
    assert found.crs == gdf.crs
    assert shapely.equals_exact(found.geometry.to_numpy(), gdf.geometry.to_numpy(), 5e-7).all()
    columns = [column for column in gdf.columns if column not in ("geometry", *but)]
    assert_frame_equal(found[columns], gdf[columns])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("suffix", FORMATS)
def test_the_whole_catalogue_comes_back(atlas_repository, raws, suffix, language):
    chosen = select(atlas_repository, FilterSpec(), language=language)
    found = read_export(make(chosen, suffix), raws["atlas"])
    assert_same(found.gdf, chosen.gdf)
    assert (found.changes(), found.remarks, found.aside, found.edited) == ([], [], {}, False)
    assert found.facts == dict(chosen.provenance.items())


def test_its_files_would_be_written_byte_for_byte(atlas_repository, raws):
    found = read_export(make(select(atlas_repository, FilterSpec()), "csv"), raws["atlas"])
    assert [record["id"] for layer, record in found.features()
            if format_feature(record) != (CATALOGUE_DIR / layer / f"{record['id']}.geojson").read_text("utf-8")] == []


@pytest.mark.parametrize("suffix", FORMATS)
def test_the_whole_catalogue_comes_back_with_nothing_to_lean_on(atlas_repository, raws, suffix):
    """A CSV has of its sources what stands in their line, and no source that ends in nothing. Notes without an id
    stand in no export."""
    chosen = select(atlas_repository, FilterSpec())
    whole = ~chosen.gdf["id"].isin(WITHOUT_SOURCES if suffix == "csv" else [])
    gdf = chosen.gdf[whole]
    data = export(gdf, chosen.provenance, suffix, chosen.names)
    kept = replace(raws["atlas"], gdf=raws["atlas"].gdf[raws["atlas"].gdf["id"].isin(WITHOUT_SOURCES)])
    found = read_export(data, kept)
    assert_same(found.gdf, gdf, but=["party_notes", *(["sources"] if suffix == "csv" else [])])
    assert found.gdf["party_notes"].tolist() == [
        {key: note for key, note in notes.items() if key[1]} for notes in gdf["party_notes"]]
    addresses = [[source["url"] for source in sources] for sources in found.gdf["sources"]]
    assert addresses == [[source["url"] for source in sources] for sources in gdf["sources"]]
    assert {change.what for change in found.changes()} == {"added"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("layer", LAYERS)
@pytest.mark.parametrize("suffix", FORMATS)
def test_one_layer_comes_back(catalogues, raws, suffix, layer, language):
    chosen = select(catalogues["small"], FilterSpec(), layer, language)
    for raw in (raws["small"], alone(raws["small"], suffix)):
        found = read_export(make(chosen, suffix), raw)
        but = ["sources"] if suffix == "csv" and raw is not raws["small"] else []
        assert_same(found.gdf, chosen.gdf, but)
        assert found.remarks == []
    assert found.facts["what"] == layer


@pytest.mark.parametrize("suffix", FORMATS)
def test_one_record_comes_back(catalogues, raws, suffix):
    chosen = select(catalogues["small"], FilterSpec(q="turgusun"))
    found = read_export(make(chosen, suffix), alone(raws["small"], suffix))
    (layer, feature), = found.features()
    assert (layer, feature["id"], feature["geometry"]) == (
        "sites", "turgusun-1-hydropower", {"type": "Point", "coordinates": [84.312346, 49.8]})
    assert feature["properties"]["chinese_parties"] == [{"id": "cnpc", "note": 'supplier, "turnkey"'}]
    assert (feature["properties"]["countries"], feature["properties"]["in_brief"]) == (["KAZ"], False)
    assert feature["properties"]["sources"][0]["url"].startswith("https://")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("suffix", FORMATS)
def test_nothing_comes_back_as_nothing(catalogues, raws, suffix, language):
    chosen = select(catalogues["small"], FilterSpec(q="nothing has this"), language=language)
    found = read_export(make(chosen, suffix), raws["small"])
    assert_frame_equal(found.gdf, chosen.gdf.reset_index(drop=True), check_index_type=False)
    assert (found.features(), found.changes(), found.edited) == ([], [], False)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("suffix", FORMATS)
def test_hostile_texts_come_back_whole(catalogues, raws, suffix, language):
    chosen = select(catalogues["hostile"], FilterSpec(), language=language)
    found = read_export(make(chosen, suffix), raws["hostile"])
    assert_same(found.gdf, chosen.gdf)
    assert (found.changes(), found.remarks, found.edited) == ([], [], False)


@pytest.mark.parametrize("suffix", FORMATS)
def test_hostile_texts_come_back_as_far_as_the_file_has_them(catalogues, raws, suffix):
    chosen = select(catalogues["hostile"], FilterSpec())
    data = make(chosen, suffix).replace("\ufffd".encode(), b"")
    row = read_export(data, alone(raws["hostile"], suffix)).gdf.iloc[0]
    for column in ("name", "name_zh", "name_ru", "place", "capacity_note", "open_questions"):
        assert row[column] == chosen.gdf[column].iloc[0]
    assert row["summary"] == clean_text(chosen.gdf["summary"].iloc[0]).replace("\ufffd", "")
    assert row["sources"][0]["title"] == "{Title} with 100% $pecial_ ~chars^ \\ #1"
    assert row["party_notes"] == {("chinese_parties", "evil"): "<b>note</b>"}


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_character_that_was_lost_is_said(catalogues, raws, suffix):
    found = read_export(make(select(catalogues["hostile"], FilterSpec()), suffix), alone(raws["hostile"], suffix))
    assert next(str(remark) for remark in found.remarks if "U+FFFD" in remark.text).startswith("file: ")


def test_a_file_without_provenance_tells_its_language_by_its_labels(catalogues, raws):
    for language in LANGUAGES:
        chosen = select(catalogues["small"], FilterSpec(), language=language)
        found = read_export(write_plain_csv(chosen.gdf, chosen.provenance, chosen.names), raws["small"])
        assert_same(found.gdf, chosen.gdf)
        assert (found.facts, found.edited, found.changes()) == ({}, None, [])


def test_organisations_may_be_named_by_their_ids(catalogues, raws):
    chosen = select(catalogues["small"], FilterSpec())
    for suffix in FORMATS:
        found = read_export(export(chosen.gdf, chosen.provenance, suffix), alone(raws["small"], suffix))
        assert_same(found.gdf, chosen.gdf, but=["sources"])


def test_a_feature_from_the_interface_for_programs_is_read(atlas_client, raws):
    data = atlas_client.get(f"/api/records/{IDS['atlas'][0]}").data
    found = read_export(data, raws["atlas"])
    assert (list(found.rows), found.changes()) == ([IDS["atlas"][0]], [])


@given(spec=specs(SLUGS["small"], IDS["small"]), suffix=st.sampled_from(FORMATS),
       what=st.sampled_from(("atlas", *LAYERS)), language=st.sampled_from(LANGUAGES))
@settings(max_examples=15)
def test_any_filter_comes_back(catalogues, raws, spec, suffix, what, language):
    """Ids, geometry, values and scripts, in every language, from a file that has nothing to lean on."""
    chosen = select(catalogues["small"], spec, what, language)
    found = read_export(make(chosen, suffix), alone(raws["small"], suffix))
    assert set(found.rows) == set(chosen.gdf["id"])
    if found.rows:
        assert_same(found.gdf, chosen.gdf, but=["sources"] if suffix == "csv" else [])


@given(spec=specs(SLUGS["atlas"][::40], IDS["atlas"][::40]), suffix=st.sampled_from(FORMATS))
@settings(max_examples=4)
def test_any_filter_of_the_catalogue_changes_nothing_in_it(atlas_repository, raws, spec, suffix):
    chosen = select(atlas_repository, spec)
    found = read_export(make(chosen, suffix), raws["atlas"])
    assert (set(found.rows), found.changes(), found.edited) == (set(chosen.gdf["id"]), [], False)


@given(st.text(st.sampled_from("'=+-@\t\r\n＝＠ a霍"), max_size=6))
def test_the_apostrophe_before_a_formula_comes_off_exactly(text):
    assert unneutralise(neutralise(text)) == text
    assert not neutralise(text).startswith(tuple("=+-@\t\r\n＝＋－＠"))


@given(text=st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn"]), min_size=1, max_size=30),
       suffix=st.sampled_from(FORMATS))
@settings(max_examples=10)
def test_any_text_comes_back(catalogues, raws, text, suffix):
    chosen = select(catalogues["small"], FilterSpec(q="turgusun"))
    chosen.gdf["place"] = f"({text})"
    chosen.gdf["name"] = f"'{text}." if text.startswith("=") else f"={text}."
    found = read_export(make(chosen, suffix), alone(raws["small"], suffix))
    assert_same(found.gdf, chosen.gdf, but=["sources"])


def test_coordinates_come_back_to_six_decimals(catalogues, raws):
    chosen = select(catalogues["small"], FilterSpec(), "sites")
    chosen.gdf.geometry = shapely.points([(1e-6, -0.25), (-179.9999994, 89.1234567), (0, 0)])
    wanted = np.array([(1e-6, -0.25), (-179.999999, 89.123457), (0, 0)])
    for suffix in FORMATS:
        found = read_export(make(chosen, suffix), alone(raws["small"], suffix))
        assert np.allclose(shapely.get_coordinates(found.gdf.geometry.to_numpy()), wanted, atol=1e-9)


def test_what_is_read_is_plain_json(catalogues, raws):
    found = read_export(make(select(catalogues["small"], FilterSpec()), "csv"), alone(raws["small"], "csv"))
    assert json.loads(json.dumps(found.features(), allow_nan=False))[0][0] == "sites"
