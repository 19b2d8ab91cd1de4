"""The whole page, top to bottom: bar, filters, map with what floats over it, dock. Says what is where."""

from dash import dcc, html

from dashboard import ids
from dashboard.components import Choice, Icon, Search, Switch, Timeline
from dashboard.icons import GLYPHS
from dashboard.layout.filters import filter_panel
from dashboard.layout.map import map_stage
from dashboard.layout.menus import download_menu, icon_button, share_forms, share_menu
from dashboard.texts import LANGUAGE_NAMES
from geodata.filters import FILTERS, YEAR_OF, browser_templates
from geodata.summaries import FIRST_YEAR


def build_page(context) -> html.Div:
    """The page in the language and with the data of a `PageContext`."""
    return html.Div(id="page", className="page", children=[
        *_stores(context),
        _top_bar(context),
        html.Main(className="body", children=[
            filter_panel(context),
            html.Div(className="stage", children=[map_stage(context), _dock(context)]),
            _details_panel(context.texts),
        ]),
        _phone_tabs(context.texts),
    ])


def _stores(context):
    return [
        dcc.Store(id=ids.QUERY), dcc.Store(id=ids.SETTLED), dcc.Store(id=ids.VIEW), dcc.Store(id=ids.RECORD),
        dcc.Store(id=ids.FOUND), dcc.Store(id=ids.ADDRESS), dcc.Store(id=ids.RECORD_PLACE),
        dcc.Store(id=ids.TABLE_PICKED), dcc.Store(id=ids.PERMALINK), dcc.Store(id=ids.TABLE_OPENED),
        dcc.Store(id=ids.SHEET_WANTED), dcc.Store(id=ids.TICKED, data=[]),
        dcc.Store(id=ids.WANTED_FILE), dcc.Store(id=ids.MADE_FILE), dcc.Store(id=ids.MAKING),
        dcc.Store(id=ids.TEMPLATES, data=browser_templates()),
        dcc.Store(id=ids.PARAMS, data=[f.param for f in FILTERS]),
        dcc.Store(id=ids.LANGUAGE, data=context.language),
        dcc.Store(id=ids.SHARE_FORMS, data=share_forms(context)),
    ]


def _top_bar(context):
    t = context.texts
    return html.Header(className="bar", children=[
        html.A(className="brand", href="/" if context.language == "en" else f"/?lang={context.language}",
               children=[html.Strong(t["brand"]), html.Span(t["brand_place"])]),
        Search(id=ids.control("q"), label=t["search"], value="", glyph=GLYPHS["search"],
               texts={"placeholder": t["search_placeholder"]}),
        html.Nav(className="bar-pages", children=[
            html.Button(t[f"tab_{name}"], id=ids.tab(name), className="button quiet tab", type="button", n_clicks=0)
            for name in ("tour", "figures", "gaps", "about")]),
        html.Nav(className="bar-tools", children=[
            html.Div(className="languages", children=[
                html.A(code.upper() if code != "zh" else "中", href=f"/?lang={code}", lang=code, title=name,
                       className="is-on" if code == context.language else "", **{"data-lang": code})
                for code, name in LANGUAGE_NAMES.items()]),
            icon_button("moon", t["theme_switch"], ids.THEME_SWITCH, "button quiet theme-switch", label=False),
            share_menu(t),
            download_menu(t),
        ]),
    ])


def _details_panel(t):
    return html.Aside(id=ids.DETAILS_PANEL, className="details is-closed", children=[
        icon_button("close", t["close"], ids.DETAILS_CLOSE, "button quiet details-close", label=False),
        dcc.Loading(html.Div(html.P(t["no_record"], className="hint"), id=ids.DETAILS), type="dot",
                    delay_show=400),
    ], **{"aria-label": t["details"]})


def _dock(context):
    t = context.texts
    return html.Section(id=ids.DOCK, className="dock", children=[
        html.Div(className="dock-bar", children=[
            Choice(id=ids.control("year_of"), label=t["year_of"],
                   options=[{"value": name, "label": t[f"year_of_{name}"]} for name in YEAR_OF]),
            Timeline(id=ids.control("year"), label=t["year"], first=FIRST_YEAR, last=context.last_year,
                     texts={"first": t["year_first"], "last": t["year_last"], "all": t["all_years"],
                            "records": t["records_word"], "clear": t["facet_clear"]}),
            Switch(id=ids.control("undated"), label=t["undated"], on="", off="0"),
            html.Div(className="tabs", role="tablist", children=[
                icon_button("table", t["tab_table"], ids.tab("table"), "button tab", role="tab"),
                icon_button("chart", t["tab_totals"], ids.tab("totals"), "button tab", role="tab"),
            ]),
        ]),
        html.Div(className="dock-body", id="dock-table", role="tabpanel", children=[
            html.Div(id=ids.TABLE_HOLDER, children=html.P(t["table_loading"], className="hint"))]),
    ])


def _phone_tabs(t):
    """On a phone: which of map, filters, list and details the one sheet shows."""
    tabs = (("pin", "map"), ("filter", "filters"), ("list", "list"), ("info", "details"))
    return html.Nav(id=ids.PHONE_TABS, className="phone-tabs", children=[
        html.Button([Icon(path=GLYPHS[glyph], size=18), html.Span(t[name])], type="button", **{"data-sheet": name})
        for glyph, name in tabs])
