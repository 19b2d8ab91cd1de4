"""One record in full: names, what, where, when, how much, who, what is not certain, sources, neighbours."""

from __future__ import annotations

from dash import html

from dashboard import ids
from dashboard.components import Icon
from dashboard.context import name_in
from dashboard.icons import GLYPHS, glyph_for
from dashboard.style import LINE_LOOKS
from dashboard.views.table import bbox_text
from geodata.codes import code_label
from geodata.records import is_known
from geodata.wording import format_number

MAX_RELATED = 8
_ROLES = ("chinese_parties", "local_partners", "financiers")


def draw_details(row, related, context, repository_url="") -> list:
    """The panel for one record. `related`: {"parent": [...], "sections": [...], "place": [...]} of rows;
    `repository_url`: where its file can be edited."""
    return [
        *_heading(row, context),
        html.P(row["summary"], className="summary") if is_known(row["summary"]) else None,
        _facts("what", _what(row, context), context),
        _facts("where", _where(row, context), context),
        _facts("when", _when(row, context), context),
        _facts("how_much", _how_much(row, context), context),
        _facts("who", _who(row, context), context),
        _doubts(row, context),
        _sources(row, context),
        _related(related, context),
        _actions(row, context, repository_url),
    ]


def draw_unknown(record_id, context) -> html.P:
    """What the panel says for an id that no record has."""
    return html.P(context.texts["unknown_record"].format(id=str(record_id)[:80]), className="hint")


def _label(name, row, context):
    return code_label(name, row[name], context.language)


def _heading(row, context):
    t = context.texts
    main = name_in(row, context.language)
    others = [(code, row[column]) for code, column in (("en", "name"), ("ru", "name_ru"), ("zh", "name_zh"))
              if is_known(row[column]) and row[column] != main]
    colour = f"var(--line-{row['kind']})" if row["kind"] in LINE_LOOKS else f"var(--sector-{row['sector']})"
    kind = html.P([html.Span(Icon(path=GLYPHS[glyph_for(row["kind"], row["subsector"])], size=14),
                             className="kind-disc", style={"background": colour}),
                   _label("kind", row, context)], className="kind")
    as_of = _as_of(row["sources"])
    status = [html.Span(_label("status", row, context), className=f"status status-{row['status']}"),
              html.Small(t["status_as_of"].format(date=as_of)) if as_of else None]
    return [kind, html.H2(main), *[html.P(name, className="other-name", lang=code) for code, name in others],
            html.P(status, className="status-line")]


def _as_of(sources):
    dates = sorted(str(s["date"]) for s in sources if s.get("date"))
    return dates[-1] if dates else None


def _facts(title, pairs, context):
    pairs = [(label, value) for label, value in pairs if value]
    if not pairs:
        return None
    cells = [cell for label, value in pairs for cell in (html.Dt(label), html.Dd(value))]
    return html.Section([html.H3(context.texts[title]), html.Dl(cells)])


def _what(row, context):
    t = context.texts
    sector = [html.Span(_label("sector", row, context))]
    if is_known(row["subsector"]):
        sector.append(html.Small(row["subsector_text"] if is_known(row["subsector_text"])
                                 else _label("subsector", row, context)))
    yield t["sector"], sector
    if is_known(row["commodity"]):
        yield context.column_label("commodity"), _label("commodity", row, context)
    yield t["confidence"], _label("confidence", row, context)


def _where(row, context):
    t = context.texts
    yield context.column_label("place"), row["place"] if is_known(row["place"]) else None
    yield t["country"], ", ".join(code_label("country", code, context.language) for code in row["countries"])
    yield t["precision"], _label("precision", row, context)
    if row["geometry"].geom_type == "Point":
        yield t["coordinates"], f"{row['geometry'].y:.4f}, {row['geometry'].x:.4f}"
        return
    if is_known(row["accuracy"]):
        yield t["accuracy"], _label("accuracy", row, context)
    yield t["shares"], html.Ul([html.Li([_country_or_sea(code, context), f" {format_number(km)}"])
                                for code, km in context.repository.country_km(row["id"])], className="shares-list")


def _country_or_sea(code, context):
    return code_label("country", code, context.language) if code else context.texts["shares_outside"]


def _when(row, context):
    t = context.texts
    done = row["status"] in ("operational", "suspended")
    for label, column in ((t["agreed"], "year_agreed"), (t["started"], "year_started"),
                          (t["completed"] if done else t["planned_for"], "year_completed")):
        if is_known(row[column]):
            yield label, str(int(row[column]))
        elif label != t["planned_for"]:
            yield label, html.Span(t["not_known"], className="unknown")


def _how_much(row, context):
    t, language = context.texts, context.language
    if is_known(row["capacity"]):
        unit = code_label("unit", row["capacity_unit"], language) if is_known(row["capacity_unit"]) else ""
        note = html.Small(row["capacity_note"]) if is_known(row["capacity_note"]) else None
        yield t["capacity"], [f"{format_number(row['capacity'], 2)} {unit}".strip(), note]
    if row["geometry"].geom_type != "Point":
        drawn = t["length_drawn"].format(km=format_number(row["drawn_km"]))
        stated = f"{format_number(row['length_km'])} {t['km']}" if is_known(row["length_km"]) else t["not_known"]
        yield t["length"], [stated, html.Small(drawn)]
    if is_known(row["diameter_mm"]):
        yield t["diameter"], f"{format_number(row['diameter_mm'])} {t['mm']}"
    note = html.Small(row["cost_note"]) if is_known(row["cost_note"]) else None
    if is_known(row["cost_usd_million"]):
        yield t["cost"], [t["cost_value"].format(n=format_number(row["cost_usd_million"], 1)), note]
    else:
        yield t["cost"], [html.Span(t["not_known"], className="unknown"), note]
    if is_known(row["jobs"]):
        yield t["jobs"], format_number(row["jobs"])


def _who(row, context):
    for role in _ROLES:
        names = []
        for slug in row[role]:
            note = row["party_notes"].get((role, slug))
            names.append(html.Li([
                html.Button(context.organisation_name(slug), id=ids.pick("party", slug, role), className="link",
                            type="button", n_clicks=0, title=context.texts["pick_party"]),
                html.Small(note) if note else None]))
        yield context.column_label(role), html.Ul(names) if names else None


def _doubts(row, context):
    if not is_known(row["open_questions"]):
        return None
    return html.Section([html.H3(context.texts["open_questions"]), html.P(row["open_questions"])], className="doubts")


def _sources(row, context):
    return html.Section([html.H3(context.texts["sources"]),
                         html.Ol([html.Li(_source(source, context)) for source in row["sources"]],
                                 className="sources")])


def _source(source, context):
    t = context.texts
    title = source["title"]
    link = (html.A(title, href=source["url"], target="_blank", rel="noopener noreferrer nofollow")
            if source.get("url") else html.Span(title))
    withheld = None if source.get("url") else html.Em(t["link_withheld" if source.get("link_withheld") else "no_link"])
    facts = [source["publisher"], source.get("date") or t["no_date"]]
    use = html.Small(t["source_for"].format(supports=source["supports"])) if source.get("supports") else None
    return [link, html.Span([" \u00b7 ".join(facts), *([" \u00b7 ", withheld] if withheld else [])],
                            className="source-facts"), use]


def _related(related, context):
    groups = [html.Div([html.H4(context.texts[f"related_{name}"]),
                        html.Ul([html.Li(_record_button(row, name, context)) for row in rows[:MAX_RELATED]])])
              for name, rows in related.items() if rows]
    return html.Section([html.H3(context.texts["related"]), *groups]) if groups else None


def _record_button(row, where, context):
    return html.Button([html.Span(name_in(row, context.language)),
                        html.Small(code_label("status", row["status"], context.language))],
                       id=ids.open_record(row["id"], where), className="link", type="button", n_clicks=0)


def _actions(row, context, repository_url):
    t = context.texts
    return html.Section(className="actions", children=[
        html.Button([Icon(path=GLYPHS["target"]), html.Span(t["fly_here"])], type="button", n_clicks=0,
                    className="button", id=ids.fly(bbox_text(row["geometry"]), "details")),
        html.Button([Icon(path=GLYPHS["layers"]), html.Span(t["near_this"])], type="button", n_clicks=0,
                    className="button", id=ids.pick("near", f"{row['id']}:50", "details")),
        html.A([Icon(path=GLYPHS["download"]), html.Span("GeoJSON")], className="button",
               href=f"/api/records/{row['id']}"),
        _correction(row, repository_url, t),
        html.P([t["record_id"], " ", html.Code(row["id"])], className="hint"),
    ])


def _correction(row, repository_url, t):
    """A link to edit the record's file; without a repository to link to, where that file is."""
    file = f"geodata/catalogue/{row['layer']}/{row['id']}.geojson"
    if repository_url:
        return html.A([Icon(path=GLYPHS["external"]), html.Span(t["correct"])], className="button", target="_blank",
                      rel="noopener noreferrer", href=f"{repository_url}/edit/main/{file}")
    return html.Details([html.Summary([Icon(path=GLYPHS["external"]), html.Span(t["correct"])], className="button"),
                         html.P(t["correct_how"].format(file=file), className="hint")], className="correction")
