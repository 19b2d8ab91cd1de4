"""What is not known is counted only where it could be asked."""

import pytest

from geodata.completeness import LISTS, completeness_table, field_flags, weak_records

SOURCE = {"title": "T", "publisher": "P", "url": "https://example.org/a", "date": "2020", "supports": ""}


def test_a_completion_year_is_asked_of_what_is_operational_alone(make_records):
    gdf = make_records(*[
        {"id": "done", "status": "operational", "year_completed": 2020},
        {"id": "silent", "status": "operational"},
        {"id": "planned", "status": "proposed"},
    ]).gdf
    flags = field_flags(gdf).set_axis(gdf["id"])["year_completed"]
    assert flags["done"] == 1
    assert flags["silent"] == 0
    assert flags["planned"] != flags["planned"]


def test_a_record_counts_in_each_of_its_countries(make_records):
    gdf = make_records(*[{"id": "both", "countries": ["KAZ", "UZB"], "cost_usd_million": 5},
                        {"id": "one", "countries": ["KAZ"]}]).gdf
    table = completeness_table(gdf, "country")
    assert table["records"].to_dict() == {"KAZ": 2, "UZB": 1, "all": 2}
    assert table["cost"].to_dict() == {"KAZ": 0.5, "UZB": 1.0, "all": 0.5}


def test_weak_records_are_named(make_records):
    gdf = make_records(*[
        {"id": "weak", "precision": "region", "confidence": "low", "open_questions": "No source.", "sources": []},
        {"id": "thin", "precision": "exact", "sources": [SOURCE], "year_agreed": 2015},
        {"id": "firm", "precision": "near", "year_agreed": 2015,
         "sources": [SOURCE, SOURCE | {"url": None, "link_withheld": True}]},
    ]).gdf
    lists = weak_records(gdf)
    assert tuple(lists) == LISTS
    assert lists == {"imprecise": ["weak"], "low_confidence": ["weak"], "one_source": ["thin"],
                     "no_source": ["weak"], "withheld": ["firm"], "undated": ["weak"]}


def test_the_catalogue_keeps_what_it_promises(atlas_repository):
    """At least 600 records in the region; two sources for 75 %, a year for 90 %."""
    gdf = atlas_repository.records.gdf
    region = gdf[gdf["countries"].map(lambda codes: bool({"KAZ", "KGZ", "TJK", "TKM", "UZB"} & set(codes)))]
    shares = field_flags(region).mean()
    assert len(region) >= 600
    assert shares["two_sources"] >= 0.75
    assert shares["any_year"] >= 0.90


@pytest.mark.parametrize("by", ["country", "sector"])
def test_shares_lie_between_nothing_and_all(atlas_repository, by):
    table = completeness_table(atlas_repository.records.gdf, by).drop(columns="records")
    assert ((table.fillna(0) >= 0) & (table.fillna(0) <= 1)).all().all()
