"""The pages that lie over the map: the initiative in figures, what is not known, the tour; which there are."""

from __future__ import annotations

import re
from functools import partial

from dash import html

from dashboard import ids
from dashboard.components import Chart, RecordList
from dashboard.views.totals import CONSTANT_TAB, NOMINAL_TAB, draw_totals
from geodata.codes import code_label
from geodata.completeness import LISTS, completeness_table, weak_records
from geodata.indicators import CHARTS, chart_lines, headline_figures
from geodata.wording import format_number

FIELDS = ("two_sources", "any_year", "year_completed", "cost", "capacity", "chinese_parties", "place", "name_ru",
          "name_zh")
_SIDES = {"chinese": "var(--accent)", "partner": "var(--sector-energy)", "edb": "var(--sector-finance)"}


def draw_about(context, _keep) -> list:
    """What the atlas is and is not."""
    t = context.texts
    paragraphs = ("about_text", "about_lines", "about_year", "about_counts", "about_licence")
    return [html.H2(t["tab_about"]), html.Div([html.P(t[key]) for key in paragraphs], className="prose"),
            html.P(t["about_version"].format(version=context.data_version), className="hint")]


def record_link(record_id, where, context):
    """A button that opens a record, with its name."""
    return html.Button(context.record_name(record_id), id=ids.open_record(record_id, where), className="link",
                       type="button", n_clicks=0)


def draw_figures(context, _keep) -> list:
    """The founding articles' figures with date, source and dissent, then trade and trains by year."""
    t = context.texts
    figures = context.repository.indicators
    cards = [_figure_card(figure, others, context) for figure, others in headline_figures(figures)]
    charts = [_figure_chart(chart, context) for chart in CHARTS]
    return [html.H2(t["tab_figures"]), html.P(t["figures_note"], className="hint prose"),
            html.Div(cards, className="figure-grid"),
            html.H3(t["figures_series"]), html.P(t["figures_series_note"], className="hint prose"),
            html.Div(charts, className="chart-grid")]


def _figure_card(figure, others, context):
    t = context.texts
    dissent = [html.Li([html.Span(_value(other)), " ", html.Small(f"{other['name']} ({other['year']})"),
                        _figure_source(other)]) for other in others]
    return html.Article(className="figure", children=[
        html.P(_value(figure), className="figure-value"), html.P(figure["name"]),
        html.Small([f"{figure['geography']}, {figure['year']}"]), _figure_source(figure),
        html.P(figure["note"], className="figure-note") if figure["note"] else None,
        html.Details([html.Summary(t["figures_disagree"]), html.Ul(dissent)]) if dissent else None])


def _value(figure):
    """*More than 3 000 projects*: the qualifier that units carry in brackets goes in front."""
    match = re.fullmatch(r"(.*?) \((about|more than|nearly|up to)\)(.*)", figure["unit"])
    number = format_number(figure["value"], 2)
    return f"{match[2]} {number} {match[1]}{match[3]}" if match else f"{number} {figure['unit']}"


def _figure_source(figure):
    source = figure.get("source")
    if not source:
        return None
    words = f"{source['publisher']}, {source['date']}" if source.get("date") else source["publisher"]
    if source.get("url"):
        return html.A(words, href=source["url"], target="_blank", rel="noopener noreferrer nofollow",
                      className="figure-source", title=source["title"])
    return html.Small(words, className="figure-source", title=source["title"])


def _figure_chart(chart, context):
    t = context.texts
    lines = [{"label": t[f"side_{line.side}"], "colour": _SIDES[line.side],
              "points": [[year, value, t["derived_value"] if figure["basis"] == "derived" else ""]
                         for year, value, figure in line.points]}
             for line in chart_lines(context.repository.indicators, chart)]
    name, _, country = chart.partition("_")
    title = code_label("country", country, context.language) if len(country) == 3 and country.isupper() \
        else t[f"chart_{chart}"]
    unit = t["chart_unit_trains"] if name == "trains" else t["chart_unit_trade"]
    return html.Figure([html.Figcaption([html.Strong(title), html.Small(unit)]), Chart(lines=lines)],
                       className="chart-figure")


def draw_gaps(context, keep) -> list:
    """What is not known of what is shown: shares known by country and sector, lists of weak records."""
    t = context.texts
    gdf = context.records.take(keep)
    if not len(gdf):
        return [html.H2(t["tab_gaps"]), html.P(t["empty_title"])]
    tables = [_share_table(completeness_table(gdf, by), by, context) for by in ("country", "sector")]
    lists = weak_records(gdf)
    return [html.H2(t["tab_gaps"]), html.P(t["gaps_note"], className="hint prose"), *tables,
            html.H3(t["gaps_lists"]), *(_weak_list(name, lists[name], context) for name in LISTS)]


def _share_table(table, by, context):
    t = context.texts
    head = html.Tr([html.Th(t[by]), html.Th(t["gaps_records"]), *(html.Th(t[f"gap_{field}"]) for field in FIELDS)])
    rows = [html.Tr([html.Th(_group_name(by, name, context)), html.Td(format_number(row["records"])),
                     *(_share_cell(row[field]) for field in FIELDS)]) for name, row in table.iterrows()]
    return html.Div(html.Table([html.Thead(head), html.Tbody(rows)], className="shares"), className="shares-frame")


def _group_name(by, name, context):
    if name in ("all", "other"):
        return context.texts[f"gaps_{name}"]
    return code_label(by, name, context.language)


def _share_cell(share):
    if share != share:
        return html.Td("\u2013", className="share-none")
    percent = round(100 * float(share))
    return html.Td(f"{percent} %", style={"--share": f"{percent}%"}, className="share")


def _weak_list(name, records, context):
    t = context.texts
    rows = [{"id": record, "name": context.record_name(record)} for record in records]
    return html.Details([html.Summary([html.Span(t[f"weak_{name}"]), html.Strong(format_number(len(records)))]),
                         html.Div(RecordList(rows=rows), className="weak-list")], className="weak")


def draw_tour(context, tab) -> list:
    """One stop of the guided tour, with the ways on and back."""
    t, stops = context.texts, context.repository.tour
    number = _stop_number(tab, len(stops))
    stop = stops[number - 1]
    ways = [_tour_way(stops, number - 1, t["tour_back"], "button quiet"),
            html.Span(t["tour_of"].format(n=number, total=len(stops)), className="hint"),
            _tour_way(stops, number + 1, t["tour_next"], "button primary")]
    return [html.H2(stop["title"][context.language]), html.P(stop["text"][context.language]),
            html.P([record_link(record, "tour", context) for record in stop.get("records", ())
                    if record in context.records], className="tour-records"),
            html.Div(ways, className="tour-ways")]


def tour_address(stops, number) -> str:
    """The address of a stop: its filter, its view of the map, and itself as the tab."""
    stop = stops[number - 1]
    parts = {**stop.get("query", {}), "map": stop["map"], "tab": f"tour.{number}"}
    return "?" + "&".join(f"{key}={value}" for key, value in parts.items())


def _tour_way(stops, number, words, look):
    if not 1 <= number <= len(stops):
        return html.Span()
    return html.A(words, href=tour_address(stops, number), className=look, **{"data-view": "1"})


def _stop_number(tab, total):
    text = tab.partition(".")[2]
    return min(max(int(text), 1), total) if text.isdigit() and len(text) < 4 else 1


SHEETS = {"about": draw_about, NOMINAL_TAB: draw_totals, CONSTANT_TAB: partial(draw_totals, constant=True),
          "figures": draw_figures, "gaps": draw_gaps}
