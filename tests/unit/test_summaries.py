"""Counts of what a filter leaves, against counting by hand and by brute force."""

from collections import Counter

import numpy as np
import pytest
import shapely
from filter_strategies import specs
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.filters import FACETS, FILTER, Bounds, FilterSpec
from geodata.geometry import distances_km
from geodata.records import is_known
from geodata.summaries import FIRST_YEAR, shown_bounds, summarise_shown
from geodata.wording import fold_text

LAST_YEAR = 2026
RECORDS = (
    {"id": "dam", "at": (69.0, 41.0), "name": "Türgün dam", "countries": ["UZB"], "year_agreed": 2010,
     "year_completed": 2015, "cost_usd_million": 100, "precision": "exact", "in_brief": True},
    {"id": "factory", "at": (71.5, 41.0), "kind": "factory", "sector": "320", "countries": ["KGZ", "UZB"],
     "status": "cancelled", "year_agreed": 1990, "year_started": 1997, "financiers": [{"id": "tbea"}]},
    {"id": "oddity", "at": (-150.0, -48.0), "sector": "998", "status": "proposed", "precision": "region"},
    {"id": "pipe", "at": [(60.0, 42.5), (76.0, 42.5)], "layer": "pipelines", "kind": "gas_pipeline",
     "countries": ["TKM", "UZB", "KAZ"], "status": "suspended", "year_completed": 2009, "cost_usd_million": 7300,
     "chinese_parties": [{"id": "cnpc"}, {"id": "tbea"}]},
    {"id": "road", "at": [(69.5, 41.0), (69.5, 44.0)], "kind": "road", "sector": "210", "countries": ["UZB", "KAZ"],
     "year_agreed": 2018, "year_started": 2020, "place": "Tashkent"},
)
CODES = {"country": ["KAZ", "KGZ", "UZB", "TKM", "FRA"], "sector": ["210", "230", "320", "998"], "layer": [
    "sites", "routes", "pipelines"], "kind": ["factory", "road", "power_plant", "gas_pipeline"], "status": [
    "operational", "cancelled", "suspended"], "precision": ["exact", "near", "region"]}


@pytest.fixture(scope="module")
def records(make_records):
    return make_records(*RECORDS, organisations={"cnpc": {"name": "CNPC"}, "tbea": {"name": "TBEA"}})


def summarise(records, **query):
    spec, problems = FilterSpec.from_query(query, records)
    assert problems == []
    return summarise_shown(records, spec, LAST_YEAR)


def test_no_choice_shows_everything(records):
    shown = summarise(records)
    assert (shown.count, shown.total, shown.undated) == (5, 5, 1)
    assert shown.facets["country"] == {"KAZ": 3, "KGZ": 1, "TKM": 1, "UZB": 4}
    assert shown.facets["status"] == {"proposed": 1, "operational": 2, "suspended": 1, "cancelled": 1}
    assert shown.facets["party"] == {"cnpc": 1, "tbea": 2}
    assert shown.facets["subsector"] == {}


def test_a_facet_counts_under_all_the_other_choices(records):
    shown = summarise(records, country="UZB", status="operational")
    assert shown.count == 2
    assert shown.facets["status"] == {"operational": 2, "suspended": 1, "cancelled": 1}
    assert shown.facets["country"] == {"KAZ": 1, "UZB": 2}
    assert shown.facets["kind"] == {"power_plant": 1, "road": 1}


def test_an_empty_result_is_an_answer(records):
    shown = summarise(records, q="nothing has this")
    assert (shown.count, shown.undated) == (0, 0)
    assert all(counts == {} for counts in shown.facets.values())
    assert {n for _, n in shown.years} == {0}
    assert shown_bounds(records, shown.keep) is None


def test_years_count_a_record_in_each_of_its_active_years(records):
    years = dict(summarise(records).years)
    assert list(years) == list(range(FIRST_YEAR, LAST_YEAR + 1))
    # factory 1990-1997; pipe 2009; dam from 2010; road from 2018
    assert [years[y] for y in (1995, 1997, 1998, 2008, 2009, 2010, 2017, 2018, 2026)] == [1, 1, 0, 0, 1, 1, 1, 2, 2]


def test_years_count_a_record_once_in_its_year_of_completion(records):
    years = dict(summarise(records, year_of="completed").years)
    assert {year: n for year, n in years.items() if n} == {2009: 1, 2015: 1}


def test_years_do_not_count_under_their_own_choice(records):
    assert summarise(records, year="2009").years == summarise(records).years
    assert summarise(records, year="2009", country="KGZ").years == summarise(records, country="KGZ").years


def test_bounds_of_what_is_shown(records):
    assert shown_bounds(records, summarise(records, layers="pipelines,routes").keep) == [60, 41, 76, 44]
    assert shown_bounds(records, summarise(records, q="dam").keep) == [69, 41, 69, 41]


# By brute force, a row at a time, from the sentences of the address page.

def admits_any(column):
    def admits(row, spec, chosen, records):
        values = row[column] if isinstance(row[column], tuple) else (row[column],)
        return not chosen or bool(set(values) & set(chosen))
    return admits


def admits_year(row, spec, bounds, records):
    first = row["active_from" if spec.year_of == "active" else f"year_{spec.year_of}"]
    last = row["active_to"] if spec.year_of == "active" else first
    if not is_known(first):
        return spec.undated
    low, high = (bounds.low, bounds.high) if bounds else (None, None)
    return (low is None or not is_known(last) or last >= low) and (high is None or first <= high)


def admits_cost(row, spec, bounds, records):
    cost = row["cost_usd_million"]
    return bounds is None or (is_known(cost) and (bounds.low is None or cost >= bounds.low)
                              and (bounds.high is None or cost <= bounds.high))


def admits_text(row, spec, text, records):
    parties = " ".join(records.organisations[slug]["name"] for slug in row["parties"])
    words = " ".join(str(row[c]) for c in ("name", "place", "id") if isinstance(row[c], str))
    return all(word in fold_text(f"{words} {parties}") for word in fold_text(text).split())


ADMITS = {
    **{param: admits_any(FILTER[param].column) for param in FACETS},
    "year": admits_year, "cost": admits_cost, "q": admits_text,
    "ids": lambda row, spec, ids, records: not ids or row["id"] in ids,
    "brief": lambda row, spec, brief, records: row["in_brief"] or not brief,
    "area": lambda row, spec, area, records: not area or shapely.Polygon(area.ring).intersects(row["geometry"]),
    "near": lambda row, spec, near, records: not near or distances_km(
        [row["geometry"]], records.row(near.record).geometry)[0] <= near.km,
}


def verdicts(row, spec, records):
    """Each choice's verdict on one row."""
    return {param: admits(row, spec, getattr(spec, param), records) for param, admits in ADMITS.items()}


ANY_SPEC = specs(parties=("cnpc", "tbea"), records=("dam", "pipe"), codes=CODES,
                 text=st.sampled_from(["dam", "tbea", "project", "tash road", "x"]))
A_FEW_CHOICES = st.sets(st.sampled_from(sorted(ADMITS)), max_size=3)
random_specs = st.builds(lambda spec, kept: spec.without(*(ADMITS.keys() - kept)), ANY_SPEC, A_FEW_CHOICES)


@given(spec=random_specs)
def test_counts_equal_brute_force(records, spec):
    rows = records.gdf.to_dict("records")
    passed = [verdicts(row, spec, records) for row in rows]
    shown = summarise_shown(records, spec, LAST_YEAR)
    assert shown.keep.tolist() == [all(v.values()) for v in passed]
    for facet in FACETS:
        column = FILTER[facet].column
        counted = Counter(code for row, v in zip(rows, passed, strict=True)
                          if all(ok for param, ok in v.items() if param != facet)
                          for code in (row[column] if isinstance(row[column], tuple) else [row[column]])
                          if is_known(code))
        assert shown.facets[facet] == counted, facet


@settings(max_examples=30)
@given(spec=random_specs)
def test_years_equal_filtering_year_by_year(records, spec):
    """The bar of a year is what choosing that year alone would leave, of the records with a known year."""
    years = summarise_shown(records, spec, LAST_YEAR).years
    known = spec.without("year", "undated")
    for year, n in years[::5]:
        alone = FilterSpec(**(vars(known) | {"year": Bounds(year, year), "undated": False}))
        assert n == summarise_shown(records, alone, LAST_YEAR).count, year


def test_the_real_catalogue_sums_up(atlas_repository):
    records, last = atlas_repository.records, atlas_repository.last_year
    shown = summarise_shown(records, FilterSpec(), last)
    for facet in ("layers", "sector", "kind", "status", "precision"):
        assert sum(shown.facets[facet].values()) == len(records), facet
    assert shown.undated == int(np.isnan(records.numbers("active_from")).sum())
    for code, n in shown.facets["country"].items():
        assert summarise_shown(records, FilterSpec(country=(code,)), last).count == n
