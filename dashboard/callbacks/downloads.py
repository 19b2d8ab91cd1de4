"""Files that may take over a second are made in the background, with progress and a button to stop it.

The browser's half is `assets/downloads.js`: it asks, and fetches the finished file.
"""

from dash import ClientsideFunction, Input, Output

from dashboard import ids
from dashboard.making import make_wanted

POLL_MS = 400


def register(app) -> None:
    """Make what the page wants; tell the reader how it went."""
    app.callback(
        Output(ids.MADE_FILE, "data"), Input(ids.WANTED_FILE, "data"),
        background=True, interval=POLL_MS, prevent_initial_call=True,
        running=[(Output(ids.MAKING, "data"), True, False)],
        progress=[Output(ids.MAKING_BAR, "value"), Output(ids.MAKING_BAR, "max"), Output(ids.MAKING_WORDS, "children")],
        cancel=[Input(ids.MAKING_CANCEL, "n_clicks")])(make_wanted)
    app.clientside_callback(
        ClientsideFunction("atlas", "file_made"),
        Output(ids.MAKING_BOX, "className"),
        Input(ids.MADE_FILE, "data"), Input(ids.MAKING, "data"), prevent_initial_call=True)
