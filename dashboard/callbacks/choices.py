"""What the reader picks: controls and address to one query, the query to the map and to the address.

All of it runs in the browser (`assets/state.js`, `assets/filters.js`), so that a choice shows at once.
"""

from dash import ALL, ClientsideFunction, Input, Output, State

from dashboard import ids

_ANY_CLEAR = {"type": "clear", "param": ALL, "where": ALL}
_ANY_PICK = {"type": "pick", "param": ALL, "value": ALL, "where": ALL}


def register(app) -> None:
    """Choose, repaint, write the address."""
    app.clientside_callback(
        ClientsideFunction("atlas", "choose"),
        Output(ids.control(ALL), "value"), Output(ids.QUERY, "data"),
        Input(ids.control(ALL), "value"), Input(ids.ADDRESS, "data"), Input(_ANY_CLEAR, "n_clicks"),
        Input(_ANY_PICK, "n_clicks"), Input(ids.AREA_HERE, "n_clicks"),
        State(ids.control(ALL), "id"), State(ids.PARAMS, "data"), State(ids.QUERY, "data"),
        State(ids.MAP, "viewState"))
    app.clientside_callback(
        ClientsideFunction("atlas", "repaint"),
        Output(ids.MAP, "filter"),
        Input(ids.QUERY, "data"), State(ids.TEMPLATES, "data"))
    app.clientside_callback(
        ClientsideFunction("atlas", "hear"),
        Output(ids.MAP, "filter", allow_duplicate=True),
        Input(ids.FOUND, "data"), State(ids.QUERY, "data"), State(ids.TEMPLATES, "data"), prevent_initial_call=True)
    app.clientside_callback(
        ClientsideFunction("atlas", "spread_counts"),
        Output(ids.control(ALL), "counts"),
        Input(ids.FOUND, "data"), State(ids.control(ALL), "id"), prevent_initial_call=True)
    app.clientside_callback(
        ClientsideFunction("atlas", "write_address"),
        Output(ids.PERMALINK, "data"),
        Input(ids.QUERY, "data"), Input(ids.VIEW, "data"), Input(ids.TICKED, "data"),
        State(ids.PARAMS, "data"), State(ids.SHARE_FORMS, "data"))
