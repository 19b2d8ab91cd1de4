"""Records to the table (AG Grid): columns in the reader's language, rows as plain values."""

from __future__ import annotations

import dash_ag_grid as dag
from dash import dcc, html

from dashboard import ids
from dashboard.context import name_in
from geodata.codes import code_label
from geodata.columns import COLUMN, INTEGER, NUMBER, column_label
from geodata.records import is_known, plain_number

SHOWN = ("name", "kind", "countries", "sector", "status", "year_agreed", "year_started", "year_completed",
         "cost_usd_million")
FURTHER = ("subsector", "place", "precision", "capacity", "capacity_unit", "length_km", "parties", "confidence", "id")
_CODED = ("kind", "sector", "subsector", "status", "precision", "confidence", "capacity_unit")


def draw_table(rows, context) -> html.Div:
    """The table with its column chooser, holding these rows (from `table_rows`)."""
    t = context.texts
    grid = dag.AgGrid(
        id=ids.TABLE, rowData=rows, columnDefs=shown_columns(SHOWN, context),
        className="ag-theme-quartz table-grid", getRowId="params.data.id",
        defaultColDef={"sortable": True, "resizable": True, "filter": False, "minWidth": 90,
                       "suppressHeaderMenuButton": True},
        dashGridOptions={"rowSelection": {"mode": "singleRow", "checkboxes": False, "enableClickSelection": True},
                         "animateRows": False, "rowHeight": 34, "headerHeight": 36,
                         "localeText": {"noRowsToShow": t["table_empty"]}, "suppressFieldDotNotation": True,
                         "suppressColumnVirtualisation": True})
    chooser = html.Details(className="menu columns-menu", children=[
        html.Summary(t["table_columns"], className="button"),
        html.Div(className="menu-body", children=dcc.Checklist(
            id=ids.TABLE_COLUMNS, value=list(SHOWN),
            options=[{"value": name, "label": column_label(name, context.language)} for name in SHOWN + FURTHER])),
    ])
    return html.Div([chooser, grid], className="table-frame")


def shown_columns(chosen, context) -> list[dict]:
    """Column definitions with only the chosen ones visible, after a box to tick for downloads."""
    tick = {"field": "ticked", "headerName": "", "headerTooltip": context.texts["table_tick"], "width": 44,
            "minWidth": 44, "pinned": "left", "editable": True, "sortable": False, "resizable": False,
            "cellDataType": "boolean", "cellRenderer": "agCheckboxCellRenderer", "cellEditor": "agCheckboxCellEditor"}
    return [tick, *(_column(name, context, name not in chosen) for name in SHOWN + FURTHER)]


def _column(name, context, hide):
    number = COLUMN[name].type in (INTEGER, NUMBER)
    return {"field": name, "headerName": column_label(name, context.language, with_unit=COLUMN[name].type == NUMBER),
            "hide": hide,
            "type": "rightAligned" if number else None, "pinned": "left" if name == "name" else None,
            "width": 300 if name == "name" else 110 if number else 160}


def table_rows(gdf, context, ticked=()) -> list[dict]:
    """One plain dict a record: labels for codes, None for what is not known, whether it is ticked, where to fly to."""
    return [_row(row, context) | {"ticked": row["id"] in ticked} for row in gdf.to_dict("records")]


def _row(row, context):
    language = context.language
    cells = {name: _cell(name, row[name]) for name in SHOWN + FURTHER if name not in ("countries", "parties")}
    for name in _CODED:
        if cells[name] is not None:
            cells[name] = code_label(COLUMN[name].codes, cells[name], language)
    cells["name"] = name_in(row, language)
    cells["countries"] = ", ".join(code_label("country", code, language) for code in row["countries"])
    cells["parties"] = "; ".join(context.organisation_name(slug) for slug in row["parties"])
    return cells | {"id": row["id"], "bbox": bbox_text(row["geometry"])}


def bbox_text(shape) -> str:
    """west,south,east,north of a geometry as text, in degrees."""
    return ",".join(f"{value:.4f}" for value in shape.bounds)



def _cell(name, value):
    if COLUMN[name].type in (INTEGER, NUMBER):
        return plain_number(value)
    return value if is_known(value) else None
