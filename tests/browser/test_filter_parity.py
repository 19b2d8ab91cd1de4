"""One meaning: what the server's mask admits is what the real MapLibre admits in the browser.

Every record stands at one place in a source of its own, so that one tile holds them all.
"""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geodata.filters import FilterSpec, apply_filter, browser_templates
from geodata.wording import fold_text
from tests.unit.filter_strategies import specs

_ADD_SOURCE = """async (layers) => {
  const all = await Promise.all(layers.map(async (url) => (await (await fetch(url)).json()).features));
  const features = all.flat().map((f) => ({ ...f, geometry: { type: "Point", coordinates: [66, 44] } }));
  atlas.map.addSource("parity", { type: "geojson", data: { type: "FeatureCollection", features }, tolerance: 0 });
  atlas.map.addLayer({ id: "parity", type: "circle", source: "parity", paint: { "circle-radius": 0 } });
  return features.length;
}"""
_ADMITTED = """({ templates, query, ids }) => {
  const filter = atlas.filterExpression(templates, query, ids);
  const found = atlas.map.querySourceFeatures("parity", { filter });
  return [...new Set(found.map((f) => f.properties.id))].sort();
}"""
UNHURRIED = settings(max_examples=60, deadline=None, derandomize=True,
                     suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


@pytest.fixture(scope="module")
def admitted(shared_page, atlas_repository):
    """A function: spec -> ids that the browser's expression admits."""
    version, total = atlas_repository.data_version, len(atlas_repository.records)
    layers = [f"/data/{version}/{layer}.geojson" for layer in ("sites", "routes", "pipelines", "powerlines")]
    assert shared_page.js(_ADD_SOURCE, layers) == total
    templates = browser_templates()

    def ask_browser(query, ids=None):
        return shared_page.js(_ADMITTED, {"templates": templates, "query": query, "ids": ids})

    shared_page.wait(lambda: len(ask_browser({})) == total, "the source is there")
    yield ask_browser
    shared_page.js("() => { atlas.map.removeLayer('parity'); atlas.map.removeSource('parity'); }")
    shared_page.assert_clean()


@pytest.fixture(scope="module")
def masked(atlas_repository):
    """A function: spec -> ids that the mask admits."""
    def ask_mask(spec):
        return sorted(atlas_repository.records.gdf["id"][apply_filter(atlas_repository.records, spec)])
    return ask_mask


@pytest.fixture(scope="module")
def random_specs(atlas_repository):
    """Specs over codes, organisations, words and records that are there: most of them admit something."""
    records = atlas_repository.records
    words = sorted({word for text in records.search_text for word in text.split()})
    text = st.lists(st.sampled_from(words[::7]) | st.sampled_from(["Хоргос", "霍尔果斯", "ÜRÜMQI", "газ", "line", "ё"]),
                    max_size=2).map(" ".join)
    return specs(parties=sorted(records.coded("parties").codes), records=sorted(records.gdf["id"])[::40], text=text)


def only(spec, params):
    """The spec with no more than these choices, since all of them together admit nothing."""
    return spec.without(*(set(FilterSpec().__dict__) - set(params)))


GROUPS = [("country", "status", "brief"), ("sector", "kind", "layers"), ("year", "year_of", "undated"),
          ("year", "year_of", "country", "precision"), ("cost", "sector"), ("party", "status"), ("q",),
          ("q", "country"), ("area", "status"), ("near", "kind"), ("subsector", "cost", "undated", "year_of")]


@UNHURRIED
@given(data=st.data())
def test_mask_and_expression_admit_the_same(admitted, masked, random_specs, data):
    spec = only(data.draw(random_specs), data.draw(st.sampled_from(GROUPS)))
    expected = masked(spec)
    by_server = expected if spec.area or spec.near else None
    assert admitted(spec.to_query(), by_server) == expected


@settings(UNHURRIED, max_examples=20)
@given(data=st.data())
def test_all_kinds_at_once(admitted, masked, random_specs, data):
    spec = data.draw(random_specs).without("area", "near")
    assert admitted(spec.to_query()) == masked(spec)


@pytest.mark.parametrize("query", [
    {"year": "2013"}, {"year": "-"}, {"year": "2018-"}, {"year": "-1990"}, {"year": "2060-2060"}, {"undated": "0"},
    {"year": "2015-2015", "year_of": "completed", "undated": "0"}, {"cost": "0-"}, {"cost": "0-0"},
    {"cost": "12.5-12.5"}, {"country": "KAZ"}, {"country": "CHN,KAZ"}, {"party": "cnpc"},
    {"brief": "1"}, {"brief": "0"}, {"q": "%"}, {"q": "|"}, {"q": "'"}, {"q": "  Khorgos   dry "}, {"q": "ХОРГОС"},
    {"q": "a"}, {"q": "ﬁ"}])
def test_the_borders_of_every_kind(admitted, masked, atlas_repository, query):
    spec, _ = FilterSpec.from_query(query, atlas_repository.records)
    assert admitted(spec.to_query()) == masked(spec)


def test_an_expression_is_valid_for_maplibre(shared_page, admitted, atlas_repository):
    shared_page.js("() => { window.complaints = []; atlas.map.on('error', (e) => complaints.push(String(e.error))); }")
    spec = FilterSpec.from_query({"country": "KAZ", "year": "2013-2020", "undated": "0", "cost": "1-", "q": "a b",
                                  "brief": "1", "party": "cnpc", "status": "operational"})[0]
    admitted(spec.to_query(), ["a", "b"])
    assert shared_page.js("window.complaints") == []


TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cn", "Co"]), max_size=40)


@settings(UNHURRIED, max_examples=30)
@given(texts=st.lists(TEXTS, min_size=20, max_size=20))
def test_browser_and_server_fold_text_alike(shared_page, texts):
    folded = shared_page.js("(texts) => texts.map((t) => atlas.foldText(t))", texts)
    assert json.dumps(folded) == json.dumps([fold_text(text) for text in texts])


def test_names_of_the_catalogue_are_folded_alike(shared_page, atlas_repository):
    names = [name for column in ("name", "name_ru", "name_zh", "place")
             for name in atlas_repository.records.gdf[column].dropna().astype(str)]
    folded = shared_page.js("(texts) => texts.map((t) => atlas.foldText(t))", names)
    assert folded == [fold_text(name) for name in names]
