"""The two menus of the bar: download what is shown, and share it. The browser fills in the addresses."""

from html import escape

from dash import html

from dashboard import ids
from dashboard.components import Icon
from dashboard.formats import MANY, SLOW
from dashboard.icons import GLYPHS
from geodata.export.provenance import PUBLISHER

# Groups of formats in the order of the menu; those that take a while are made in the background.
FORMATS = {
    "tables": ("csv", "xlsx"),
    "gis": ("geojson", "gpkg", "parquet", "fgb", "kml", "shp.zip"),
    "maps": ("html", "pdf", "png", "svg"),
    "sources": ("bib",),
    "all": ("zip",),
}
MAKING = ("starting", "ready", "cancelled", "busy", "failed")  # sentences for a file made in the background
SHARED = ("permalink", "apa", "bibtex", "embed", "python", "qgis")


def icon_button(name, text, button_id=None, class_name="button", label=True, **more):
    """A button with a glyph; without `label` the words are for screen readers and the tooltip."""
    words = html.Span(text) if label else html.Span(text, className="unseen")
    more |= {"id": button_id} if button_id else {}
    return html.Button([Icon(path=GLYPHS[name]), words], className=class_name, type="button", title=text,
                       n_clicks=0, **more)


def menu(name, glyph, text, children, class_name="button"):
    """A button that opens a panel below itself."""
    return html.Details(id=f"menu-{name}", className="menu", children=[
        html.Summary([Icon(path=GLYPHS[glyph]), html.Span(text)], className=class_name, title=text),
        html.Div(children, className="menu-body")])


def download_menu(t) -> html.Details:
    """Every format, for what is shown or for the rows ticked in the table."""
    scopes = html.Div(className="scopes", role="group", children=[
        html.Button([html.Span(t["download_shown"]), html.Strong(id=ids.SHOWN_COUNT)], id="scope-shown",
                    className="scope is-on", type="button", **{"data-scope": "shown"}),
        html.Button([html.Span(t["download_chosen"]), html.Strong("0", id=ids.TICKED_COUNT)], id="scope-chosen",
                    className="scope", type="button", disabled=True, **{"data-scope": "chosen"})])
    groups = [html.Div([html.H4(t[f"formats_{group}"]), html.Div(
        [_format_link(suffix, t) for suffix in suffixes], className="menu-links")])
        for group, suffixes in FORMATS.items()]
    return menu("download", "download", t["download"], [
        html.P(t["download_title"], className="menu-title"), scopes, _making_box(t),
        html.Div(groups, className="format-columns"), _paper(t),
        html.P(t["download_note"], className="menu-note")], "button primary")


def _format_link(suffix, t):
    slow = {"data-slow": ""} if suffix in SLOW else {}
    return html.A([html.Strong(suffix.upper()), html.Span(t[f"format_{suffix}"])], href=f"/export/atlas.{suffix}",
                  download="", **{"data-export": f"/export/atlas.{suffix}"}, **slow)


def _making_box(t):
    """What is being made in the background; `assets/downloads.js` shows it and takes its sentences from it."""
    sentences = {f"data-{name}": t[f"making_{name}"] for name in MAKING}
    return html.Div(id=ids.MAKING_BOX, className="making", role="status", hidden=True, children=[
        html.Span(id=ids.MAKING_WORDS, className="making-words"),
        html.A(t["making_again"], id=ids.MAKING_AGAIN, className="making-again", download=""),
        html.Button(t["making_cancel"], id=ids.MAKING_CANCEL, className="quiet", type="button", n_clicks=0),
        html.Progress(id=ids.MAKING_BAR, value="0", max="4", **{"aria-labelledby": ids.MAKING_WORDS}),
    ], **sentences, **{"data-many": str(MANY)})


def _paper(t):
    return html.Div(className="paper", children=[
        html.Span(t["paper"]),
        *(html.Button(words, type="button", className="paper-choice" + (" is-on" if on else ""),
                      **{"data-paper": value})
          for value, words, on in (("a4-landscape", t["paper_a4_landscape"], True),
                                   ("a4-portrait", t["paper_a4_portrait"], False),
                                   ("a3-landscape", t["paper_a3_landscape"], False),
                                   ("a3-portrait", t["paper_a3_portrait"], False)))])


def share_menu(t) -> html.Details:
    """Permalink, citation, embed code, Python and QGIS for the present view, each with a button to copy it."""
    rows = [html.Div(className="share-row", children=[
        html.Div([html.H4(t[f"share_{name}"]),
                  html.Button(t["copy"], type="button", className="quiet copy",
                              **{"data-copy": name, "data-copied": t["copied"]})], className="share-head"),
        html.Pre(id=f"share-{name}", className="share-text", tabIndex=0)]) for name in SHARED]
    pin = html.Button(t["share_pin"], type="button", className="quiet pin", **{"data-pin": "", "aria-pressed": "false"})
    return menu("share", "share", t["share"], [html.P(t["share_title"], className="menu-title"), pin, *rows])


def share_forms(context) -> dict[str, str]:
    """The texts of the share menu with holes: $LINK, $EMBED, $GEOJSON, $FEATURES, $WORDS, $DATE, $YEAR."""
    title, version = context.texts["title"], context.data_version
    return {
        "permalink": "$LINK",
        "apa": f"{PUBLISHER}. ({version[:4]}). {title} (data version {version}) [Data set]: $WORDS. "
               "Retrieved $DATE, from $LINK",
        "bibtex": f"@misc{{beltroadatlas{version.replace('-', '')},\n  title = {{{_bibtex(title)}}},\n"
                  f"  author = {{{{{_bibtex(PUBLISHER)}}}}},\n  year = {{{version[:4]}}},\n"
                  f"  note = {{Data version {version}: $WORDS}},\n  howpublished = {{\\url{{$LINK}}}},\n"
                  "  urldate = {$DATE}\n}",
        "embed": f'<iframe src="$EMBED" title="{escape(title)}" width="800" height="500" '
                 'style="border:0" loading="lazy"></iframe>',
        "python": "import geopandas\n\ngdf = geopandas.read_file(\n    \"$GEOJSON\"\n)\nprint(len(gdf), \"records\")",
        "qgis": "$FEATURES",
    }


def _bibtex(text):
    return text.replace("&", "\\&")
