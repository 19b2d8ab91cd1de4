"""The map and what floats over it: the sentence, the buttons, the legend, the empty state."""

from dash import html

from dashboard import ids
from dashboard.components import Icon
from dashboard.icons import GLYPHS
from dashboard.maplibre import MapLibre
from dashboard.views.map import map_properties
from dashboard.views.sentence import draw_pinned

_BUTTONS = ((ids.ZOOM_IN, "plus", "zoom_in"), (ids.ZOOM_OUT, "minus", "zoom_out"), (ids.HOME, "home", "home"),
            (ids.FIT, "target", "zoom_to_shown"), (ids.AREA_HERE, "layers", "area_here"),
            (ids.FULL_SCREEN, "expand", "full_screen"))


def map_stage(context) -> html.Div:
    """The map with everything that floats over it."""
    t = context.texts
    return html.Div(className="map-stage", children=[
        MapLibre(id=ids.MAP, **map_properties(context)),
        html.Div(className="headline", children=[
            html.Button(Icon(path=GLYPHS["filter"]), id="fold-filters", className="button fold-filters",
                        type="button", title=t["fold_filters"], n_clicks=0,
                        **{"aria-label": t["fold_filters"]}),
            html.Div(id=ids.SENTENCE, className="sentence", role="status"),
        ]),
        html.Div(id=ids.NOTICES, className="notices", role="alert"),
        html.Div(draw_pinned(context), className="notices pinned", role="status"),
        html.A(t["open_atlas"], href="/", target="_blank", className="open-atlas", **{"data-atlas": ""}),
        html.Div(id=ids.EMPTY, className="empty"),
        html.Div(className="map-buttons", children=[_map_button(t, *button) for button in _BUTTONS]),
        html.Details(className="legend", open=True, children=[
            html.Summary(t["legend"]), html.Div(id=ids.LEGEND, className="legend-body")]),
        html.Section(className="sheet", children=[
            html.Button(Icon(path=GLYPHS["close"]), id=ids.SHEET_CLOSE, className="button quiet sheet-close",
                        type="button", title=t["close"], n_clicks=0, **{"aria-label": t["close"]}),
            html.Div(id=ids.SHEET_BODY, className="sheet-body"),
        ]),
    ])


def _map_button(t, button_id, glyph, text):
    return html.Button(Icon(path=GLYPHS[glyph]), id=button_id, type="button", title=t[text], n_clicks=0,
                       className="map-button", **{"aria-label": t[text]})
