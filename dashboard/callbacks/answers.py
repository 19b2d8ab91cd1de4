"""What the server is asked: what a filter leaves, one record in full, the rows of the table.

Each callback unpacks, asks `geodata`, hands to a view, and returns.
"""

from __future__ import annotations

import time

from dash import Input, Output, State, no_update

from dashboard import ids
from dashboard.context import PageContext
from dashboard.logs import log_event
from dashboard.views.details import draw_details, draw_unknown
from dashboard.views.legend import draw_legend
from dashboard.views.sentence import draw_empty, draw_notices, draw_sentence, plain_sentence
from dashboard.views.sheets import SHEETS, draw_tour
from dashboard.views.table import bbox_text, draw_table, shown_columns, table_rows
from geodata.filters import FilterSpec, apply_filter
from geodata.relations import find_related
from geodata.summaries import shown_bounds, summarise_shown
from geodata.wording import format_number


def register(app, repository, settings) -> None:
    """Describe what is shown; show a record; fill the table."""
    register_shown(app, repository)
    register_details(app, repository, settings)
    register_table(app, repository)
    register_sheet(app, repository)


def register_shown(app, repository):
    """The sentence, the choices, the counts beside every choice, the legend, the empty state."""
    @app.callback(
        Output(ids.SENTENCE, "children"), Output(ids.NOTICES, "children"),
        Output(ids.EMPTY, "children"), Output(ids.LEGEND, "children"), Output(ids.SHOWN_COUNT, "children"),
        Output(ids.FOUND, "data"),
        Input(ids.SETTLED, "data"), State(ids.LANGUAGE, "data"), prevent_initial_call=True)
    def describe(query, language):
        began = time.perf_counter()
        context = PageContext(repository, language)
        spec, problems = FilterSpec.from_query(query or {}, repository.records)
        shown = summarise_shown(repository.records, spec, repository.last_year)
        log_event("filter", query=query, shown=shown.count, ms=round((time.perf_counter() - began) * 1000, 1))
        return (draw_sentence(spec, shown, context), draw_notices(problems, context),
                draw_empty(spec, shown, context), draw_legend(repository.records, shown.keep, context),
                format_number(shown.count),
                _found(query, spec, shown, context))


def _found(query, spec, shown, context):
    """What the browser needs of the answer: what was asked and what of it understood, what each further choice
    would leave, where it all lies, and ids where the browser cannot filter alone.

    The counts travel here, and not as an output for all controls: of callbacks with such outputs Dash does
    not drop an older answer that comes after a newer one.
    """
    by_server = spec.area is not None or spec.near is not None
    query = query or {}
    return {"asked": query, "query": spec.to_query(), "count": shown.count,
            "counts": shown.facets | {"year": shown.years},
            "bounds": shown_bounds(context.records, shown.keep), "words": plain_sentence(spec, shown, context),
            "area": query.get("area"), "near": query.get("near"),
            "ids": context.records.gdf["id"][shown.keep].tolist() if by_server else None}


def register_details(app, repository, settings):
    """The details of the chosen record, and where it lies."""
    @app.callback(
        Output(ids.DETAILS, "children"), Output(ids.RECORD_PLACE, "data"),
        Input(ids.RECORD, "data"), State(ids.LANGUAGE, "data"), prevent_initial_call=True)
    def show_record(record_id, language):
        context = PageContext(repository, language)
        if not record_id:
            return no_update, no_update
        if not isinstance(record_id, str) or record_id not in repository.records:
            return draw_unknown(record_id, context), None
        row = repository.record(record_id)
        related = find_related(repository.records, record_id)
        return draw_details(row, related, context, settings.repository_url), {
            "id": record_id, "bbox": bbox_text(row["geometry"])}


def register_table(app, repository):
    """The table: made when its tab is first opened, then kept in step with the filter."""
    @app.callback(
        Output(ids.TABLE_HOLDER, "children"),
        Input(ids.TABLE_OPENED, "data"), State(ids.SETTLED, "data"), State(ids.LANGUAGE, "data"),
        prevent_initial_call=True)
    def open_table(_opened, query, language):
        context = PageContext(repository, language)
        return draw_table(_rows(query, context), context)

    @app.callback(
        Output(ids.TABLE, "rowData"),
        Input(ids.SETTLED, "data"), State(ids.LANGUAGE, "data"), State(ids.TICKED, "data"), prevent_initial_call=True)
    def refill_table(query, language, ticked):
        return _rows(query, PageContext(repository, language), ticked)

    @app.callback(
        Output(ids.TABLE, "columnDefs"),
        Input(ids.TABLE_COLUMNS, "value"), State(ids.LANGUAGE, "data"), prevent_initial_call=True)
    def choose_columns(chosen, language):
        return shown_columns(chosen, PageContext(repository, language))


def register_sheet(app, repository):
    """The page that lies over the map, when its tab is open; totals and gaps follow the filter."""
    @app.callback(
        Output(ids.SHEET_BODY, "children"),
        Input(ids.SHEET_WANTED, "data"), Input(ids.SETTLED, "data"), State(ids.LANGUAGE, "data"),
        prevent_initial_call=True)
    def open_sheet(tab, query, language):
        context = PageContext(repository, language)
        if tab and tab.startswith("tour"):
            return draw_tour(context, tab)
        return SHEETS[tab](context, _keep(query, context)) if tab in SHEETS else no_update


def _keep(query, context):
    spec, _ = FilterSpec.from_query(query or {}, context.records)
    return apply_filter(context.records, spec)


def _rows(query, context, ticked=()):
    return table_rows(context.records.take(_keep(query, context)), context, ticked)
