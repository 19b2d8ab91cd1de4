"""What the reader looks at: the chosen record, the map's place, the open tab, the theme, folded panels.

All of it runs in the browser (`assets/view.js`).
"""

from dash import ALL, ClientsideFunction, Input, Output, State

from dashboard import ids

_ANY_RECORD = {"type": "open-record", "record": ALL, "where": ALL}
_ANY_PLACE = {"type": "fly", "bbox": ALL, "where": ALL}
_SENDERS = (ids.ZOOM_IN, ids.ZOOM_OUT, ids.HOME, ids.FIT, ids.FULL_SCREEN)


def register(app) -> None:
    """Look, show what is looked at, send the map somewhere, mark the table's row, copy the link."""
    app.clientside_callback(
        ClientsideFunction("atlas", "look"),
        Output(ids.VIEW, "data"), Output(ids.RECORD, "data"),
        Input(ids.MAP, "picked"), Input(ids.MAP, "viewState"), Input(ids.TABLE_PICKED, "data"),
        Input(_ANY_RECORD, "n_clicks"), Input(ids.DETAILS_CLOSE, "n_clicks"), Input(ids.ADDRESS, "data"),
        *(Input(ids.tab(name), "n_clicks") for name in ids.TABS), Input(ids.SHEET_CLOSE, "n_clicks"),
        Input(ids.THEME_SWITCH, "n_clicks"),
        State(ids.VIEW, "data"))
    app.clientside_callback(
        ClientsideFunction("atlas", "show"),
        Output(ids.MAP, "theme"), Output(ids.MAP, "selected"), Output(ids.TABLE_OPENED, "data"),
        Output(ids.MAP, "padding"), Output(ids.SHEET_WANTED, "data"),
        Input(ids.VIEW, "data"))
    _register_commands(app)
    app.clientside_callback(
        ClientsideFunction("atlas", "pick_row"),
        Output(ids.TABLE_PICKED, "data"), Input(ids.TABLE, "cellClicked"),
        State(ids.TABLE, "rowData"), prevent_initial_call=True)
    app.clientside_callback(
        ClientsideFunction("atlas", "tick_rows"),
        Output(ids.TICKED, "data"), Output(ids.TICKED_COUNT, "children"), Input(ids.TABLE, "cellValueChanged"),
        State(ids.TICKED, "data"), prevent_initial_call=True)
    app.clientside_callback(
        ClientsideFunction("atlas", "mark_row"),
        Output(ids.TABLE, "selectedRows"), Output(ids.TABLE, "scrollTo"),
        Input(ids.RECORD, "data"), Input(ids.TABLE, "rowData"))


def _register_commands(app):
    """What sends the map somewhere. Three callbacks, so that the address need not wait for a record."""
    app.clientside_callback(
        ClientsideFunction("atlas", "go_address"),
        Output(ids.MAP, "command"), Input(ids.ADDRESS, "data"))
    app.clientside_callback(
        ClientsideFunction("atlas", "go_record"),
        Output(ids.MAP, "command", allow_duplicate=True), Input(ids.RECORD_PLACE, "data"), prevent_initial_call=True)
    app.clientside_callback(
        ClientsideFunction("atlas", "go"),
        Output(ids.MAP, "command", allow_duplicate=True),
        *(Input(button, "n_clicks") for button in _SENDERS), Input(_ANY_PLACE, "n_clicks"),
        Input(ids.TABLE_PICKED, "data"), State(ids.FOUND, "data"), prevent_initial_call=True)
