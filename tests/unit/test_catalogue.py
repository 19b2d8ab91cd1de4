"""The catalogue tests itself: nothing wrong with it, nothing lost from it, everything in it of use."""

import json
import re
from urllib.parse import urlsplit

import pytest

from geodata.codes import REGION, UNUSED, WITHHELD_HOSTS, code_list
from geodata.columns import CODE, COLUMNS
from geodata.filters import FilterSpec, apply_filter
from geodata.loading import CATALOGUE_DIR, load_catalogue, load_countries
from geodata.records import is_known
from geodata.validation import find_problems
from geodata.wording import LANGUAGES
from geodata.writing import format_feature

# How many there were at the first release; records are corrected and added, seldom taken out.
AT_LEAST = {"sites": 348, "routes": 108, "pipelines": 39, "powerlines": 22}

# What the two founding articles (2022, 2023) name.
IN_BRIEF = [
    "aifc-astana", "aiju-taiynsha", "allur-kostanay-jac", "astana-motors-multibrand", "ccb-astana", "cdb-astana",
    "china-cultural-centre-astana", "ci-ablaikhan", "ci-aktobe", "ci-enu-astana", "ci-karaganda", "ci-kaznu-almaty",
    "khorgos-dry-port", "khorgos-eastern-gate-fez", "kz-capacity-fund", "lianyungang-base", "luban-ektu",
    "myande-oil-tajikistan", "nazarbayev-university-2013", "north-kz-agro-park-planned", "nur-navoi-solar",
    "pengsheng-park", "piraeus", "shymkent-refinery", "tcm-astana", "turgusun-hpp", "usoi-beidou",
    "belgrade-budapest-railway", "china-railway-express-via-kazakhstan", "jakarta-bandung-hsr",
    "kz-hw-almaty-astana-petropavl", "kz-hw-astrakhan-atyrau-aktau-tkm", "kz-hw-omsk-pavlodar-semey-maykapshagay",
    "kz-hw-shymkent-aktobe-uralsk-samara", "kz-hw-tashkent-shymkent-almaty-khorgos",
    "kz-hw-western-europe-western-china", "kz-rail-north-south", "kz-rail-tar-central", "kz-rail-tar-northern",
    "kz-rail-tar-southern", "kz-rail-traceca", "lianyungang-khorgos-land-sea-channel",
]


@pytest.fixture(scope="module")
def raw():
    """The catalogue as its files hold it."""
    return load_catalogue()


@pytest.fixture(scope="module")
def gdf(atlas_repository):
    """The clean records, by id."""
    return atlas_repository.records.gdf.set_index("id", drop=False)


def test_there_is_no_problem_places_included(raw):
    assert [str(problem) for problem in find_problems(raw, load_countries())] == []


def test_every_file_has_the_one_form():
    for path in CATALOGUE_DIR.glob("*/*.geojson"):
        text = path.read_text(encoding="utf-8")
        assert text == format_feature(json.loads(text)), path.name


def test_ids_are_unique_in_all_layers(gdf):
    assert gdf.index.is_unique


@pytest.mark.parametrize("layer", AT_LEAST)
def test_no_record_is_lost(gdf, layer):
    assert (gdf["layer"] == layer).sum() >= AT_LEAST[layer]


def test_no_indicator_is_lost(raw):
    assert len(raw.indicators) >= 184
    assert sum(bool(row.get("in_brief")) for row in raw.indicators) >= 26


def test_the_price_index_has_every_year_and_a_page_for_its_values(raw):
    years = sorted(map(int, raw.deflator["values"]))
    assert years[0] <= 1990 and years[-1] >= 2025
    assert any("every value" in source.get("supports", "") for source in raw.deflator["sources"])
    assert {"name_ru", "name_zh"} <= set(raw.deflator)


@pytest.mark.parametrize("record", IN_BRIEF)
def test_what_the_founding_articles_name_is_here_and_marked(gdf, record):
    assert gdf.loc[record, "in_brief"]


def test_every_country_of_the_region_is_covered(atlas_repository):
    counts = atlas_repository.records.coded("countries").count(atlas_repository.records.numbers("in_brief") >= 0)
    assert min(counts[country] for country in REGION) >= 40


def test_every_organisation_is_used(atlas_repository):
    used = {slug for parties in atlas_repository.records.gdf["parties"] for slug in parties}
    used |= {entry.get("parent") for entry in atlas_repository.organisations.values()}
    assert sorted(set(atlas_repository.organisations) - used) == []


def test_organisations_are_described_alike(atlas_repository):
    countries = {*code_list("country"), "INT", None}
    kinds = {"government", "fund", "multilateral", "other", "university", "bank", "company"}
    for slug, entry in atlas_repository.organisations.items():
        assert set(entry) <= {"name", "short", "name_ru", "name_zh", "country", "kind", "parent", "spellings"}, slug
        assert entry.get("country") in countries, slug
        assert entry["kind"] in kinds, slug


def test_no_name_means_two_organisations(atlas_repository):
    meanings = {}
    for slug, entry in atlas_repository.organisations.items():
        for name in (entry["name"], entry.get("short"), *entry.get("spellings", ())):
            if name:
                meanings.setdefault(name.lower(), set()).add(slug)
    assert {name: slugs for name, slugs in meanings.items() if len(slugs) > 1} == {}


def test_every_code_is_used_or_says_why(gdf):
    coded = {c.name: c.codes for c in COLUMNS if c.type == CODE}
    unused = {(codes, code) for name, codes in coded.items() for code, n in gdf[name].value_counts().items() if n == 0}
    assert unused == set(UNUSED)
    assert all(UNUSED.values())


def test_no_link_leads_to_a_withheld_host(gdf):
    links = [source["url"] for sources in gdf["sources"] for source in sources if source.get("url")]
    hosts = {urlsplit(link).hostname.removeprefix("www.") for link in links}
    assert not {host for host in hosts if host.endswith(WITHHELD_HOSTS)}


def test_every_record_says_what_it_is_and_where_from(gdf):
    assert gdf["summary"].notna().all()
    unsourced = gdf[gdf["sources"].map(len) == 0]
    assert unsourced["open_questions"].notna().all()
    assert len(unsourced) <= 2


def test_a_capacity_has_a_unit_and_no_unit_stands_alone(gdf):
    assert (gdf["capacity"].notna() == gdf["capacity_unit"].notna()).all()


@pytest.mark.parametrize("column", ["summary", "open_questions", "cost_note", "capacity_note", "place"])
def test_texts_for_readers_hold_no_working_notes(gdf, column):
    notes = re.compile(r"founding article|unsourced|general knowledge|the client|\bTODO\b|https?://|\?\?|  ", re.I)
    assert [record for record, text in gdf[column].items() if is_known(text) and notes.search(text)] == []


def test_a_withheld_link_is_not_given(gdf):
    sources = [source for sources in gdf["sources"] for source in sources]
    assert not any(source.get("link_withheld") and source.get("url") for source in sources)


def test_sections_lead_to_their_whole_in_the_end(gdf):
    for record in gdf.index[gdf["parent"].notna()]:
        path = [record]
        while is_known(parent := gdf.loc[path[-1], "parent"]):
            assert parent not in path
            path.append(parent)
        assert gdf.loc[path[-1], "layer"] == gdf.loc[record, "layer"]
        assert set(gdf.loc[path[0], "countries"]) & set(gdf.loc[path[1], "countries"])


def test_the_three_lines_of_the_gas_pipeline_share_one_right_of_way(gdf):
    line_a, line_b, line_c = (gdf.loc[f"cagp-line-{letter}", "geometry"] for letter in "abc")
    assert line_a.equals(line_b)
    assert line_a.equals(line_c)


def test_the_eleven_international_routes_through_kazakhstan_are_whole(gdf):
    routes = gdf[gdf["collection"] == "kz_11_routes"]
    assert routes["kind"].value_counts()[["road", "railway"]].to_list() == [6, 5]
    assert routes["in_brief"].all()
    assert all("KAZ" in countries for countries in routes["countries"])


def test_the_tour_leads_to_what_it_tells_of(atlas_repository):
    for stop in atlas_repository.tour:
        spec, problems = FilterSpec.from_query(stop.get("query", {}), atlas_repository.records)
        shown = set(atlas_repository.records.take(apply_filter(atlas_repository.records, spec))["id"])
        assert problems == [], stop["id"]
        assert set(stop["records"]) <= shown, stop["id"]
        assert all(list(stop[part]) == list(LANGUAGES) for part in ("title", "text")), stop["id"]
        assert re.fullmatch(r"\d+(\.\d+)?/-?\d+(\.\d+)?/-?\d+(\.\d+)?", stop["map"]), stop["id"]


def test_the_release_has_a_date_and_a_licence(atlas_repository):
    assert re.fullmatch(r"20\d\d-\d\d-\d\d", atlas_repository.about["released"])
    assert atlas_repository.about["licence"] == "CC-BY-4.0"
