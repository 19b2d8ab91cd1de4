"""A filter in words, in English by example and in each language by its parts."""

import pytest
from filter_strategies import specs
from hypothesis import given

from geodata.filters import DEFAULTS, FILTERS, Area, FilterSpec, Near
from geodata.sentences import ORDER, PHRASES, Names, describe_choices, describe_filter, describe_undated
from geodata.summaries import summarise_shown
from geodata.wording import LANGUAGES, THIN_SPACE

NAMES = Names(party={"cnpc": "CNPC", "tbea": "TBEA"}.get, record={"line-a": "Line A"}.get)


def describe(language="en", **query):
    spec, problems = FilterSpec.from_query(query)
    assert problems == []
    return list(describe_choices(spec, language, NAMES).values())


@pytest.mark.parametrize(("query", "words"), [
    ({}, []),
    ({"country": "KAZ"}, ["in Kazakhstan"]),
    ({"country": "KAZ,UZB,KGZ"}, ["in Kazakhstan, Kyrgyzstan or Uzbekistan"]),
    ({"sector": "230"}, ["energy"]),
    ({"sector": "210,230"}, ["transport and storage or energy"]),
    ({"subsector": "22040"}, ["information and communication technology"]),
    ({"kind": "railway", "status": "under_construction"}, ["railway", "under construction"]),
    ({"layers": "pipelines"}, ["pipelines"]),
    ({"party": "cnpc,tbea"}, ["with CNPC or TBEA"]),
    ({"year": "2013-2020"}, ["active 2013–2020"]),
    ({"year": "2013-2013", "year_of": "completed"}, ["completed in 2013"]),
    ({"year": "2018-", "year_of": "agreed"}, ["agreed in 2018 or later"]),
    ({"year": "-2018", "year_of": "started"}, ["started in 2018 or earlier"]),
    ({"year_of": "started"}, []),
    ({"undated": "0"}, ["with a known year"]),
    ({"undated": "0", "year_of": "completed"}, ["with a known year of completion"]),
    ({"undated": "0", "year": "2013"}, ["active in 2013"]),
    ({"cost": "100-"}, ["cost at least 100 million US dollars"]),
    ({"cost": "0.5-12500"}, [f"cost 0.5–12{THIN_SPACE}500 million US dollars"]),
    ({"cost": "31.25-31.25"}, ["cost 31.25 million US dollars"]),
    ({"brief": "1"}, ["named in the founding articles"]),
    ({"q": "хоргос {n}"}, ["matching “хоргос {n}”"]),
    ({"area": "66,40,71,43"}, ["in the chosen area"]),
    ({"near": "line-a:12.5"}, ["within 12.5 km of Line A"]),
    ({"q": "x", "year": "2013", "country": "KAZ", "sector": "230"},
     ["energy", "in Kazakhstan", "active in 2013", "matching “x”"]),
])
def test_choices_in_english(query, words):
    assert describe(**query) == words


@pytest.mark.parametrize(("language", "words"), [
    ("ru", ["Казахстан", "2013–2020", "CNPC"]), ("zh", ["哈萨克斯坦", "2013–2020", "CNPC"])])
def test_choices_in_other_languages_carry_the_same_facts(language, words):
    text = " ".join(describe(language, country="KAZ", year="2013-2020", party="cnpc"))
    assert all(word in text for word in words)


@pytest.mark.parametrize("language", LANGUAGES)
@given(spec=specs())
def test_every_choice_has_its_words_in_every_language(language, spec):
    words = describe_choices(spec, language)
    made = {param for param, value in vars(spec).items() if value != DEFAULTS[param]} - {"year_of", "undated"}
    made |= {"year"} if not spec.undated else set()
    assert set(words) == made
    assert [param for param in ORDER if param in made] == list(words)
    assert all("{" not in text or "{" in spec.q for text in words.values())


def test_there_is_a_place_for_every_filter():
    assert {f.param for f in FILTERS} - set(ORDER) == {"year_of", "undated"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_phrases_are_the_same_in_every_language(language):
    assert set(PHRASES["en"]) <= set(PHRASES[language])


@pytest.fixture(scope="module")
def records(make_records):
    return make_records({"id": "dam", "year_agreed": 2010}, {"id": "oddity"},
                        {"id": "road", "at": [(69.5, 41.0), (69.5, 44.0)], "kind": "road", "sector": "210",
                         "countries": ["UZB"], "year_agreed": 2018})


@pytest.mark.parametrize(("query", "sentence"), [
    ({}, "all 3 records"),
    ({"year_of": "agreed"}, "all 3 records"),
    ({"country": "UZB"}, "1 of 3 records: in Uzbekistan"),
    ({"year": "2010"}, "2 of 3 records: active in 2010; 1 without a year"),
    ({"year": "2018-", "year_of": "agreed"},
     "2 of 3 records: agreed in 2018 or later; 1 without a year of agreement"),
    ({"year": "2010", "undated": "0"}, "1 of 3 records: active in 2010"),
    ({"year": "2010", "country": "UZB"}, "0 of 3 records: in Uzbekistan, active in 2010"),
    ({"country": "KAZ,UZB"}, "3 of 3 records: in Kazakhstan or Uzbekistan"),
])
def test_the_sentence_above_the_map(records, query, sentence):
    spec, _ = FilterSpec.from_query(query)
    assert describe_filter(spec, summarise_shown(records, spec, 2026)) == sentence


def test_undated_records_in_words():
    assert describe_undated(FilterSpec(), 1234) == f"1{THIN_SPACE}234 without a year"
    assert describe_undated(FilterSpec(year_of="completed"), 2) == "2 without a completion year"


def test_names_default_to_the_ids():
    spec = FilterSpec(party=("cnpc",), near=Near("line-a", 5), area=Area(((0, 0), (1, 0), (1, 1))))
    assert describe_choices(spec)["party"] == "with cnpc"
    assert describe_choices(spec)["near"] == "within 5 km of line-a"
