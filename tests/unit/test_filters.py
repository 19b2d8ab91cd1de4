"""One filter, many readers: addresses to specs and back, and which of a few hand-made records each kind keeps."""

from urllib.parse import parse_qsl, urlencode

import pytest
from filter_strategies import specs
from hypothesis import given, settings

from geodata.filters import (
    DEFAULTS,
    FACETS,
    FILTERS,
    Area,
    Bounds,
    FilterSpec,
    Near,
    apply_filter,
    browser_templates,
    filter_masks,
    lacks_year,
)

BOX = Area(((66, 40), (71, 40), (71, 43), (66, 43)))
TRIANGLE = Area(((66, 40), (71, 40), (71, 43)))
ORGANISATIONS = {"cnpc": {"name": "China National Petroleum Corporation", "short": "CNPC"}, "tbea": {"name": "TBEA"}}


@pytest.fixture(scope="module")
def records(make_records):
    """Three sites, two lines and an odd one: nothing is known about it but its name."""
    return make_records(
        {"id": "dam", "at": (69.0, 41.0), "name": "Türgün dam", "name_ru": "Плотина", "sector": "230",
         "subsector": "23220", "countries": ["UZB"], "year_agreed": 2010, "year_started": 2012, "year_completed": 2015,
         "cost_usd_million": 100, "precision": "exact", "in_brief": True, "local_partners": [{"id": "tbea"}]},
        {"id": "factory", "at": (71.5, 41.0), "kind": "factory", "sector": "320", "countries": ["KGZ"],
         "status": "cancelled", "year_agreed": 2013, "year_started": 2014, "cost_usd_million": 250.5},
        {"id": "oddity", "at": (68.0, 48.0), "name": "霍尔果斯 oddity", "kind": "culture", "sector": "998",
         "status": "proposed", "precision": "region"},
        {"id": "park", "at": (71.2, 43.2), "kind": "industrial_zone", "sector": "250", "status": "under_construction",
         "year_started": 2020, "precision": "district"},
        {"id": "pipe", "at": [(60.0, 42.5), (76.0, 42.5)], "layer": "pipelines", "kind": "gas_pipeline",
         "countries": ["TKM", "UZB", "KAZ"], "status": "suspended", "year_completed": 2009, "cost_usd_million": 7300,
         "chinese_parties": [{"id": "cnpc"}, {"id": "tbea"}]},
        {"id": "road", "at": [(69.5, 41.0), (69.5, 44.0)], "kind": "road", "sector": "210", "subsector": "21020",
         "countries": ["UZB", "KAZ"], "year_agreed": 2018, "in_brief": True, "place": "Tashkent"},
        organisations=ORGANISATIONS)


EVERYTHING = ["dam", "factory", "oddity", "park", "road", "pipe"]


def kept(records, address):
    """Ids of the records that an address keeps, in the order of the frame."""
    spec, problems = FilterSpec.from_query(dict(parse_qsl(address)), records)
    assert problems == []
    return list(records.take(apply_filter(records, spec))["id"])


# Addresses to specs and back


@pytest.mark.parametrize(("query", "spec"), [
    ({}, FilterSpec()),
    ({"country": "KAZ,UZB"}, FilterSpec(country=("KAZ", "UZB"))),
    ({"country": " uzb ,KAZ,,uzb"}, FilterSpec(country=("KAZ", "UZB"))),
    ({"sector": "230,210"}, FilterSpec(sector=("210", "230"))),
    ({"kind": "Dry_Port"}, FilterSpec(kind=("dry_port",))),
    ({"layers": "sites"}, FilterSpec(layers=("sites",))),
    ({"party": "tbea,CNPC"}, FilterSpec(party=("cnpc", "tbea"))),
    ({"year": "2013-2020"}, FilterSpec(year=Bounds(2013, 2020))),
    ({"year": "2018-"}, FilterSpec(year=Bounds(2018, None))),
    ({"year": "-2020"}, FilterSpec(year=Bounds(None, 2020))),
    ({"year": " 2013 - 2020 "}, FilterSpec(year=Bounds(2013, 2020))),
    ({"year": "2013"}, FilterSpec(year=Bounds(2013, 2013))),
    ({"year_of": "completed", "undated": "0"}, FilterSpec(year_of="completed", undated=False)),
    ({"year_of": "active", "undated": "1"}, FilterSpec()),
    ({"cost": "0.5-1000000"}, FilterSpec(cost=Bounds(0.5, 1_000_000))),
    ({"brief": "1"}, FilterSpec(brief=True)),
    ({"brief": "0"}, FilterSpec()),
    ({"q": "  Хоргос  порт "}, FilterSpec(q="Хоргос порт")),
    ({"q": "   "}, FilterSpec()),
    ({"area": "66,40,71,43"}, FilterSpec(area=BOX)),
    ({"area": "66 40;71 40;71 43"}, FilterSpec(area=TRIANGLE)),
    ({"area": "66 40;71 40;71 43;66 40"}, FilterSpec(area=TRIANGLE)),
    ({"near": "central-asia-china-line-a:50"}, FilterSpec(near=Near("central-asia-china-line-a", 50))),
    ({"near": "line:0.5"}, FilterSpec(near=Near("line", 0.5))),
    ({"ids": "Road,dam,,road"}, FilterSpec(ids=("dam", "road"))),
    ({"map": "5/43/70", "record": "dam", "lang": "ru", "utm_source": "x", "country": ""}, FilterSpec()),
])
def test_reading_an_address(query, spec):
    assert FilterSpec.from_query(query) == (spec, [])


@pytest.mark.parametrize(("query", "problem"), [
    ({"country": "XXX"}, "country=XXX: no such country here."),
    ({"country": "KZ"}, "country=KZ: no such country here."),
    ({"sector": "23"}, "sector=23: no such sector here."),
    ({"kind": "dry port"}, "kind=dry port: no such kind here."),
    ({"kind": "x" * 50}, f"kind={'x' * 39}…: no such kind here."),
    ({"party": "nobody"}, "party=nobody: no such party here."),
    ({"year": "20l3"}, "year=20l3: expected first-last, such as 2013-2020, 2018- or -2020."),
    ({"year": "-"}, "year=-: expected first-last, such as 2013-2020, 2018- or -2020."),
    ({"year": "2013.5-"}, "year=2013.5-: expected first-last, such as 2013-2020, 2018- or -2020."),
    ({"year": "2020-2013"}, "year=2020-2013: the first is greater than the last."),
    ({"cost": "-5--1"}, "cost=-5--1: expected first-last, such as 2013-2020, 2018- or -2020."),
    ({"cost": "1e3-"}, "cost=1e3-: expected first-last, such as 2013-2020, 2018- or -2020."),
    ({"cost": "9" * 41}, f"cost={'9' * 39}…: expected first-last, such as 2013-2020, 2018- or -2020."),
    ({"year_of": "opened"}, "year_of=opened: expected one of active, agreed, started, completed."),
    ({"undated": "yes"}, "undated=yes: expected 0 or 1."),
    ({"brief": "true"}, "brief=true: expected 0 or 1."),
    ({"area": "here"}, "area=here: expected west,south,east,north in degrees."),
    ({"area": "1,2,3"}, "area=1,2,3: expected west,south,east,north in degrees."),
    ({"area": "71,40,66,43"},
     "area=71,40,66,43: expected west,south,east,north with west < east and south < north."),
    ({"area": "nan,40,71,43"},
     "area=nan,40,71,43: expected west,south,east,north with west < east and south < north."),
    ({"area": "66,40,71,93"},
     "area=66,40,71,93: longitudes lie between -180 and 180, latitudes between -90 and 90."),
    ({"area": "0 0;nan 0;0 1"},
     "area=0 0;nan 0;0 1: longitudes lie between -180 and 180, latitudes between -90 and 90."),
    ({"area": "0 0;1 1"}, "area=0 0;1 1: a polygon needs three points or more."),
    ({"area": ";"}, "area=;: a polygon needs three points or more."),
    ({"area": "0 0;1;2 2"}, "area=0 0;1;2 2: expected points as lon lat;lon lat;lon lat."),
    ({"area": "0 0;a b;2 2"}, "area=0 0;a b;2 2: expected points as lon lat;lon lat;lon lat."),
    ({"area": "0 0;1 1;1 0;0 1"}, "area=0 0;1 1;1 0;0 1: the polygon crosses itself or has no inside."),
    ({"area": "0 0;" * 1001}, "area=0 0;0 0;0 0;0 0;0 0;0 0;0 0;0 0;0 0;0 0…: the polygon has too many points."),
    ({"near": "dam"}, "near=dam: expected a record id and 1 to 5000 kilometres, as in near=khorgos-dry-port:50."),
    ({"near": "dam:0"}, "near=dam:0: expected a record id and 1 to 5000 kilometres, as in near=khorgos-dry-port:50."),
    ({"near": ":50"}, "near=:50: expected a record id and 1 to 5000 kilometres, as in near=khorgos-dry-port:50."),
    ({"near": "dam:9999"},
     "near=dam:9999: expected a record id and 1 to 5000 kilometres, as in near=khorgos-dry-port:50."),
    ({"near": "nothing:50"}, "near=nothing:50: no record has that id."),
    ({"ids": "nothing"}, "ids=nothing: no record has that id."),
])
def test_what_cannot_be_understood_is_said_and_passed_over(records, query, problem):
    spec, problems = FilterSpec.from_query(query, records)
    assert (spec, list(map(str, problems))) == (FilterSpec(), [problem])


def test_the_good_parts_of_a_bad_address_stay(records):
    spec, problems = FilterSpec.from_query({"country": "KAZ,XXX", "year": "x", "brief": "1"}, records)
    assert spec == FilterSpec(country=("KAZ",), brief=True)
    assert [str(problem).partition("=")[0] for problem in problems] == ["country", "year"]


def test_long_text_is_cut_and_stays_so():
    spec, problems = FilterSpec.from_query({"q": "x" * 199 + " yz"})
    assert list(map(str, problems)) == ["q: only the first 200 characters of the text are used."]
    assert FilterSpec.from_query(spec.to_query()) == (spec, [])


@pytest.mark.parametrize(("spec", "query"), [
    (FilterSpec(), {}),
    (FilterSpec(year=Bounds(2013, None), cost=Bounds(0.25, 1_234_567)), {"year": "2013-", "cost": "0.25-1234567"}),
    (FilterSpec(area=BOX), {"area": "66,40,71,43"}),
    (FilterSpec(area=TRIANGLE), {"area": "66 40;71 40;71 43"}),
    (FilterSpec(area=Area(((69.2401234, 41.3), (70, 41.3), (70, 42)))), {"area": "69.2401234 41.3;70 41.3;70 42"}),
    (FilterSpec(near=Near("dam", 12.5)), {"near": "dam:12.5"}),
    (FilterSpec(undated=False, brief=True), {"undated": "0", "brief": "1"}),
])
def test_writing_an_address(spec, query):
    assert spec.to_query() == query


def test_a_triangle_with_a_doubled_corner_is_no_box():
    spec, _ = FilterSpec.from_query({"area": "0 0;1 0;1 1;1 1"})
    assert spec.area.box is None
    assert FilterSpec.from_query(spec.to_query()) == (spec, [])


@given(specs())
def test_every_spec_survives_its_address(spec):
    address = urlencode(spec.to_query(), safe=",:;")
    assert FilterSpec.from_query(dict(parse_qsl(address))) == (spec, [])


@given(specs())
def test_a_spec_is_a_value(spec):
    again = FilterSpec(**vars(spec))
    assert (again, hash(again)) == (spec, hash(spec))
    assert spec.without(*DEFAULTS) == FilterSpec()


def test_there_is_a_filter_for_every_field_and_no_other():
    assert [f.param for f in FILTERS] == list(DEFAULTS)
    assert all(f.default == DEFAULTS[f.param] for f in FILTERS)
    assert {"country", "sector", "kind", "status", "party", "layers"} <= set(FACETS)


@pytest.mark.parametrize(("spec", "is_empty"), [
    (FilterSpec(), True), (FilterSpec(year_of="agreed"), True), (FilterSpec(undated=False), False),
    (FilterSpec(q="x"), False), (FilterSpec(year=Bounds(2013)), False),
])
def test_whether_anything_is_chosen(spec, is_empty):
    assert spec.is_empty is is_empty


# Which records each kind keeps


@pytest.mark.parametrize(("address", "expected"), [
    ("", EVERYTHING),
    ("country=UZB", ["dam", "road", "pipe"]),
    ("country=KGZ,TKM", ["factory", "pipe"]),
    ("country=FRA", []),
    ("sector=210,320", ["factory", "road"]),
    ("subsector=21020", ["road"]),
    ("kind=factory,culture", ["factory", "oddity"]),
    ("status=cancelled,suspended", ["factory", "pipe"]),
    ("precision=exact,district", ["dam", "park"]),
    ("party=tbea", ["dam", "pipe"]),
    ("party=cnpc", ["pipe"]),
    ("layers=routes,pipelines", ["road", "pipe"]),
    ("brief=1", ["dam", "road"]),
    ("ids=pipe,dam", ["dam", "pipe"]),
])
def test_any_of(records, address, expected):
    assert kept(records, address) == expected


@pytest.mark.parametrize(("address", "expected"), [
    ("cost=100-", ["dam", "factory", "pipe"]), ("cost=-100", ["dam"]), ("cost=250.5", ["factory"]),
    ("cost=101-250", []), ("cost=0-", ["dam", "factory", "pipe"]),
])
def test_a_cost_range_includes_both_ends_and_drops_the_unknown(records, address, expected):
    assert kept(records, address) == expected


# dam 2010-2015 and in use since; factory 2013-2014, then cancelled; park since 2020; pipe in 2009, then suspended;
# road since 2018; oddity never.
@pytest.mark.parametrize(("years", "expected"), [
    ("2013-2014", ["dam", "factory"]),
    ("2009", ["pipe"]),
    ("2009-2010", ["dam", "pipe"]),
    ("2015-", ["dam", "park", "road"]),
    ("2014-", ["dam", "factory", "park", "road"]),
    ("-2009", ["pipe"]),
    ("-2008", []),
    ("2019-2019", ["dam", "road"]),
    ("2050-", ["dam", "park", "road"]),
    ("1900-2100", ["dam", "factory", "park", "road", "pipe"]),
])
def test_active_in_a_range_of_years(records, years, expected):
    assert kept(records, f"year={years}&undated=0") == expected
    assert kept(records, f"year={years}") == [i for i in EVERYTHING if i in expected or i == "oddity"]


@pytest.mark.parametrize(("year_of", "years", "expected"), [
    ("agreed", "2010-2013", ["dam", "factory"]), ("agreed", "2018-", ["road"]), ("agreed", "-2010", ["dam"]),
    ("started", "2012-2014", ["dam", "factory"]), ("started", "2020", ["park"]),
    ("completed", "2009-2015", ["dam", "pipe"]), ("completed", "2010-", ["dam"]), ("completed", "2016-", []),
])
def test_agreed_started_or_completed_in_a_range_of_years(records, year_of, years, expected):
    assert kept(records, f"year={years}&year_of={year_of}&undated=0") == expected


@pytest.mark.parametrize(("year_of", "undated"), [
    ("active", ["oddity"]), ("agreed", ["oddity", "park", "pipe"]), ("started", ["oddity", "road", "pipe"]),
    ("completed", ["factory", "oddity", "park", "road"]),
])
def test_records_without_the_chosen_year_stay_unless_dropped(records, year_of, undated):
    assert list(records.gdf["id"][lacks_year(records, year_of)]) == undated
    assert kept(records, f"year=1900-1901&year_of={year_of}") == undated
    assert kept(records, f"year_of={year_of}&undated=0") == [i for i in EVERYTHING if i not in undated]
    assert kept(records, f"year_of={year_of}") == EVERYTHING


@pytest.mark.parametrize(("text", "expected"), [
    ("turgun", ["dam"]), ("TÜRGÜN", ["dam"]), ("плотина", ["dam"]), ("果斯", ["oddity"]), ("tash", ["road"]),
    ("petroleum", ["pipe"]), ("tbea", ["dam", "pipe"]), ("tbea dam", ["dam"]), ("project tashkent", ["road"]),
    ("factory", ["factory"]), ("xyz", []), ("a.*", []), ("\u0301", EVERYTHING),
])
def test_every_word_of_the_text_is_found(records, text, expected):
    assert kept(records, urlencode({"q": text})) == expected


@pytest.mark.parametrize(("area", "expected"), [
    ("66,40,71,43", ["dam", "road", "pipe"]),
    ("66 40;71 40;71 43", ["dam", "road", "pipe"]),
    ("68,40,69,41", ["dam"]),
    ("67,47,69,49", ["oddity"]),
    ("-10,-10,10,10", []),
])
def test_an_area_keeps_what_touches_it(records, area, expected):
    assert kept(records, urlencode({"area": area})) == expected


@pytest.mark.parametrize(("near", "expected"), [
    ("dam:1", ["dam"]),
    ("dam:50", ["dam", "road"]),      # the road passes at 42 km
    ("dam:200", ["dam", "road", "pipe"]),  # the pipeline at 167 km
    ("dam:211", ["dam", "factory", "road", "pipe"]),  # the factory at 210 km
    ("pipe:80", ["park", "road", "pipe"]),  # the park at 78 km
])
def test_near_keeps_the_record_and_what_lies_around_it(records, near, expected):
    assert kept(records, f"near={near}") == expected


def test_choices_of_different_kinds_are_joined_by_and(records):
    assert kept(records, "country=UZB&status=operational&year=2016-&undated=0") == ["dam", "road"]
    assert kept(records, "country=UZB&status=operational&brief=1&q=dam") == ["dam"]


def test_there_is_a_mask_for_each_choice_made(records):
    spec = FilterSpec(country=("KAZ",), year_of="agreed", brief=True)
    assert list(filter_masks(records, spec)) == ["country", "brief"]
    assert list(filter_masks(records, FilterSpec(undated=False))) == ["year"]
    assert filter_masks(records, FilterSpec(year_of="agreed")) == {}


@settings(max_examples=50)
@given(spec=specs(records=("dam", "pipe")))
def test_taking_a_choice_back_never_loses_a_record(records, spec):
    keep = apply_filter(records, spec)
    for param in DEFAULTS:
        if param not in ("year_of", "undated"):
            assert (apply_filter(records, spec.without(param)) | ~keep).all()


def test_the_browser_has_a_template_for_each_filter_that_admits():
    templates = browser_templates()
    assert list(templates) == [f.param for f in FILTERS if f.admits]
    assert {param for param, t in templates.items() if t["kind"] == "server"} == {"area", "near"}
    assert templates["country"]["each"] == ["in", ["concat", "|", "$value", "|"], ["get", "countries"]]
    assert templates["status"]["each"] == ["==", ["get", "status"], "$value"]
    assert set(templates["year"]["year_of"]) == {"active", "agreed", "started", "completed"}
