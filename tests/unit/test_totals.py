"""Totals count nothing twice: sections give way, shared stretches count once, promises stay apart."""

import numpy as np
import pytest

from geodata.dollars import Deflator
from geodata.totals import COST, LENGTH, POWER, convert_total, cost_by_year, cost_years, sum_totals


def total_of(records, what, group, kind=None):
    found = [t for t in sum_totals(records, np.ones(len(records), dtype=bool))
             if (t.what, t.group, t.kind) == (what, group, kind)]
    return found[0] if found else None


def road(record_id, *points, **more):
    return {"id": record_id, "at": list(points), "kind": "road", "sector": "210", **more}


def test_a_section_gives_way_to_a_parent_that_has_a_figure(make_records):
    records = make_records(*[
        road("trunk", (70, 43), (70.5, 43), cost_usd_million=1000, status="operational"),
        road("part", (70, 43), (70.2, 43), cost_usd_million=300, status="operational", parent="trunk"),
    ])
    total = total_of(records, COST, "built")
    assert total.value == 1000
    assert total.parts == (("trunk", 1000.0),)
    assert total.left_out == (("part", "trunk"),)


def test_sections_count_where_the_parent_has_no_figure(make_records):
    records = make_records(*[
        road("trunk", (70, 43), (70.5, 43), status="operational"),
        road("part-a", (70, 43), (70.2, 43), cost_usd_million=300, status="operational", parent="trunk"),
        road("part-b", (70.2, 43), (70.5, 43), cost_usd_million=200, status="operational", parent="trunk"),
    ])
    total = total_of(records, COST, "built")
    assert (total.value, total.left_out, total.silent) == (500, (), 1)


def test_promises_never_join_what_stands(make_records):
    records = make_records(*[
        {"id": "stands", "status": "operational", "cost_usd_million": 10},
        {"id": "promised", "status": "proposed", "cost_usd_million": 90},
        {"id": "dropped", "status": "cancelled", "cost_usd_million": 7},
    ])
    assert [total_of(records, COST, group).value for group in ("built", "planned", "stopped")] == [10, 90, 7]


def test_a_stretch_that_two_routes_share_counts_once(make_records):
    shared = ((70, 43), (70.4, 43))
    records = make_records(*[road("long", *shared, (70.8, 43), status="operational"),
                            road("short", *reversed(shared), status="operational"),
                            road("branch", (70.4, 43), (70.4, 43.3), status="operational")])
    total = total_of(records, LENGTH, "built", "road")
    assert total.left_out == (("short", "long"),)
    drawn = records.gdf.set_index("id")["drawn_km"]
    assert total.value == pytest.approx(drawn["long"] + drawn["branch"], abs=0.2)


def test_megawatts_count_for_power_plants_alone(make_records):
    records = make_records(*[
        {"id": "plant", "kind": "power_plant", "sector": "230", "subsector": "23230", "status": "operational",
         "capacity": 100, "capacity_unit": "MW"},
        {"id": "mine", "kind": "mine", "sector": "320", "subsector": "32265", "status": "operational",
         "capacity": 5000, "capacity_unit": "t_per_year"},
    ])
    total = total_of(records, POWER, "built")
    assert (total.value, total.unit, total.parts) == (100, "MW", (("plant", 100.0),))


INDEX = Deflator({"en": "An index"}, {2014: 80.0, 2015: 90.0, 2016: 100.0, 2017: 120.0}, ())
COSTS = [
    {"id": "agreed", "cost_usd_million": 5, "year_agreed": 2014, "year_started": 2016, "year_completed": 2017},
    {"id": "started", "cost_usd_million": 7, "year_started": 2016, "year_completed": 2017},
    {"id": "completed", "cost_usd_million": 4, "year_completed": 2017},
    {"id": "timeless", "cost_usd_million": 9},
    {"id": "future", "cost_usd_million": 6, "year_completed": 2031},
]


def all_totals(records):
    return sum_totals(records, np.ones(len(records), dtype=bool))


def test_a_cost_is_taken_at_agreement_else_start_else_completion(make_records):
    years = cost_years(make_records(*COSTS))
    assert years == {"agreed": 2014, "started": 2016, "completed": 2017, "future": 2031}


def test_a_cost_that_names_its_own_year_is_taken_at_that(make_records):
    renewal = {"id": "renewal", "cost_usd_million": 5, "cost_year": 2016, "year_agreed": 1971, "year_completed": 1978}
    assert cost_years(make_records(renewal)) == {"renewal": 2016}


def test_costs_stand_in_their_years_stopped_ones_nowhere(make_records):
    dropped = {"id": "dropped", "cost_usd_million": 11, "year_agreed": 2014, "status": "cancelled"}
    records = make_records(*COSTS, dropped)
    points, left_out = cost_by_year(all_totals(records), cost_years(records))
    assert points == [(2014, 5.0), (2016, 7.0), (2017, 4.0), (2031, 6.0)]
    assert left_out == ["timeless"]


def test_constant_dollars_by_year_leave_out_what_the_index_does_not_know(make_records):
    records = make_records(*COSTS)
    points, left_out = cost_by_year(all_totals(records), cost_years(records), INDEX)
    assert points == [(2014, pytest.approx(7.5)), (2016, pytest.approx(8.4)), (2017, 4.0)]
    assert sorted(left_out) == ["future", "timeless"]


def test_constant_dollars_are_those_of_the_newest_year_and_apart_from_nominal_ones(make_records):
    records = make_records(*COSTS)
    total = total_of(records, COST, "built")
    converted = convert_total(total, cost_years(records), INDEX)
    assert (total.value, converted.year) == (31, 2017)
    assert converted.amounts == {"agreed": pytest.approx(7.5), "started": pytest.approx(8.4), "completed": 4}
    assert converted.value == pytest.approx(19.9)
    assert converted.left_out == (("timeless", None), ("future", 2031))


def test_what_counts_nothing_twice_in_nominal_dollars_does_not_in_constant_ones(make_records):
    records = make_records(
        road("trunk", (70, 43), (70.5, 43), cost_usd_million=1000, year_agreed=2016),
        road("part", (70, 43), (70.2, 43), cost_usd_million=300, year_agreed=2014, parent="trunk"))
    converted = convert_total(total_of(records, COST, "built"), cost_years(records), INDEX)
    assert converted.amounts == {"trunk": pytest.approx(1200)}


def test_the_catalogue_s_index_turns_every_dated_cost_but_the_newest(atlas_repository):
    deflator, years = atlas_repository.deflator, cost_years(atlas_repository.records)
    assert deflator.convert(1.0, deflator.year) == 1
    assert deflator.convert(1.0, 2013) == pytest.approx(128.986 / 94.771)
    for total in all_totals(atlas_repository.records):
        if total.what == COST:
            left_out = convert_total(total, years, deflator).left_out
            assert all(year is None or year > deflator.year for _, year in left_out)


def test_nothing_kept_gives_no_totals(make_records):
    records = make_records(*[{"id": "one", "cost_usd_million": 5}])
    keep = np.zeros(1, dtype=bool)
    assert sum_totals(records, keep) == []
    assert cost_by_year([], {}, INDEX) == ([], [])


def test_totals_of_the_catalogue_hold_each_record_once(atlas_repository):
    records = atlas_repository.records
    for total in sum_totals(records, np.ones(len(records), dtype=bool)):
        ids = [record for record, _ in total.parts]
        assert len(ids) == len(set(ids))
        assert not set(ids) & {record for record, _ in total.left_out}
