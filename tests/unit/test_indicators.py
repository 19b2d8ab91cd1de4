"""Figures and series: who counted is never mixed, and every figure of the articles is there."""

import pytest

from geodata.filters import FilterSpec
from geodata.indicators import CHARTS, SIDE, chart_lines, headline_figures

HEADLINES = {
    "ind-countries-docs": 152, "ind-orgs-docs": 32, "ind-total-investment": 1000, "ind-joint-projects": 3000,
    "ind-jobs-seed": 420000, "ind-poverty": 40000000, "ind-gdp-low-income": 3.4, "ind-sister-cities": 23,
    "ind-alibaba": 220, "ind-transit-min": 6, "ind-transit-max": 13, "ind-routes-total": 11, "ind-routes-road": 6,
    "ind-routes-rail": 5, "ind-wewc-length": 2700,
}


def test_every_headline_figure_is_there_with_date_and_source(atlas_repository):
    figures = {figure["id"]: figure for figure, _ in headline_figures(atlas_repository.indicators)}
    for name, value in HEADLINES.items():
        assert figures[name]["value"] == value
        assert figures[name]["year"] and figures[name]["source"]["publisher"]


def test_figures_that_disagree_stand_beside_each_other(atlas_repository):
    others = {figure["id"]: [o["id"] for o in others]
              for figure, others in headline_figures(atlas_repository.indicators)}
    assert others["ind-jobs-seed"] == ["ind-jobs-zones", "ind-jobs-ambassador"]
    assert "ind-wb-income" in others["ind-gdp-low-income"]


@pytest.mark.parametrize("chart", CHARTS)
def test_a_line_holds_the_figures_of_one_side(atlas_repository, chart):
    lines = chart_lines(atlas_repository.indicators, chart)
    assert lines
    for line in lines:
        assert {SIDE[figure["basis"]] for _, _, figure in line.points} == {line.side}
        years = [year for year, _, _ in line.points]
        assert years == sorted(years)
    assert len({line.side for line in lines}) == len(lines)


def test_the_two_statistics_for_kyrgyzstan_stay_apart(atlas_repository):
    values = {line.side: {year: value for year, value, _ in line.points}
              for line in chart_lines(atlas_repository.indicators, "trade_KGZ")}
    assert values["chinese"][2024] == pytest.approx(22.71)
    assert values["partner"][2024] == pytest.approx(5.1)


def test_every_stop_of_the_tour_leads_somewhere(atlas_repository):
    assert len(atlas_repository.tour) == 12
    for stop in atlas_repository.tour:
        spec, problems = FilterSpec.from_query(stop["query"], atlas_repository.records)
        assert problems == [] and not spec.is_empty
        assert all(record in atlas_repository.records for record in stop["records"])
        assert set(stop["title"]) == set(stop["text"]) == {"en", "ru", "zh"}
        zoom, lat, lon = map(float, stop["map"].split("/"))
        assert 1 <= zoom <= 12 and abs(lat) < 85 and abs(lon) <= 180
