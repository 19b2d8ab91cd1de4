"""Which records go into a file, what the file says about itself, and what it is called."""

from datetime import date

import pytest

from geodata.export import EXPORTS, export
from geodata.export.provenance import LABELS
from geodata.export.selection import file_name
from geodata.filters import FilterSpec


def test_provenance_says_what_was_chosen_and_how_to_see_it_again(choose):
    provenance = choose(country="KAZ", sector="230").provenance
    assert provenance.filter == "2 of 6 records: energy, in Kazakhstan"
    assert provenance.query == "country=KAZ&sector=230"
    assert provenance.permalink == "https://atlas.example/?country=KAZ&sector=230"
    assert (provenance.records, provenance.left_out) == (2, 4)
    assert provenance.licence == "CC BY 4.0"
    assert provenance.data_version in provenance.attribution


def test_one_layer_has_the_permalink_that_shows_this_layer(choose):
    provenance = choose("routes", country="KGZ").provenance
    assert provenance.query == "country=KGZ&layers=routes"
    assert provenance.records == 1


def test_a_layer_that_is_not_shown_gives_nothing(choose):
    chosen = choose("sites", layers="routes")
    assert len(chosen.gdf) == 0
    assert chosen.provenance.filter.startswith("0 of 6 records")


def test_the_language_is_in_the_sentence_and_the_permalink(choose):
    provenance = choose(language="ru", country="KGZ").provenance
    assert provenance.permalink.endswith("?country=KGZ&lang=ru")
    assert provenance.filter.startswith("2 из 6 записей")


def test_the_content_hash_depends_on_the_records_alone(choose):
    everything = choose().provenance.content_sha256
    assert choose(language="zh").provenance.content_sha256 == everything
    assert choose("sites").provenance.content_sha256 == choose(layers="sites").provenance.content_sha256
    assert choose(country="KGZ").provenance.content_sha256 != everything


def test_every_key_has_words_in_every_language(choose):
    for language in ("en", "ru", "zh"):
        assert len(choose(language=language).provenance.labelled_items()) == len(LABELS)


@pytest.mark.parametrize("suffix", EXPORTS)
@pytest.mark.parametrize("query", [{}, {"country": "KGZ"}, {"q": "nothing has this"}])
def test_the_same_choice_gives_the_same_bytes(choose, suffix, query):
    first, second = choose(**query), choose(**query)
    assert export(first.gdf, first.provenance, suffix, first.names) == export(
        second.gdf, second.provenance, suffix, second.names)


def test_an_unknown_format_names_those_there_are(choose):
    with pytest.raises(KeyError, match="csv"):
        export(choose().gdf, choose().provenance, "doc")


@pytest.mark.parametrize(("query", "what", "name"), [
    ({}, "atlas", "belt-road-atlas_all_2026-11-21.csv"),
    ({}, "sites", "belt-road-atlas_sites_2026-11-21.csv"),
    ({"sector": "230", "country": "KAZ"}, "atlas", "belt-road-atlas_energy-KAZ_2026-11-21.csv"),
    ({"kind": "dry_port", "year": "2013-2020"}, "atlas", "belt-road-atlas_dry-port-2013-2020_2026-11-21.csv"),
    ({"q": "霍尔果斯"}, "atlas", "belt-road-atlas_chosen_2026-11-21.csv"),
    ({"q": "../\r\n\"x\""}, "atlas", "belt-road-atlas_x_2026-11-21.csv"),
])
def test_file_names_say_what_is_inside(query, what, name):
    spec, _ = FilterSpec.from_query(query)
    assert file_name(spec, what, date(2026, 11, 21), "csv") == name


def test_file_names_stay_short():
    spec, _ = FilterSpec.from_query({"q": "very long words " * 12, "country": "KAZ,KGZ,TJK,TKM,UZB,CHN"})
    name = file_name(spec, "atlas", date(2026, 11, 21), "geojson")
    assert len(name) <= 100 and name.isascii() and "6-countries" in name
