"""Records as GeoJSON features for the map to take away: where they are, how they look, what is known of them.

Nothing here is HTML. A feature's properties are plain texts, which the browser puts into the page as text; an
address of a source is kept only if it is a web address.
"""

from __future__ import annotations

import numpy as np
import shapely

from dashboard.icons import GLYPHS, glyph_for
from dashboard.map_style import fan_out
from dashboard.style import (
    CASING_COLOURS,
    GROUP_COLOURS,
    GROUP_OF_SECTOR,
    LINE_LOOKS,
    LOOK_OF_STATUS,
    PRECISE,
    STATUS_LOOKS,
    STOPPED_COLOURS,
)
from dashboard.views.map import place_slots
from dashboard.views.reach import PLACE_KM
from geodata.codes import code_label
from geodata.records import is_known
from geodata.wording import format_number

THEME = "light"
PAPER = CASING_COLOURS[THEME]
_DECIMALS = 4
ROLES = ("chinese_parties", "local_partners", "financiers")
_STANDING = ("built", "building")
_NO_GROUND = ("corridor", "sea_route", "air_route")
_REFERENCE_PX = 2.0  # width of a road where the map opens
_DOTTED_GAPS = {"built": 2.2, "building": 3.2}
# A second, broken line on the same way: width in widths of a road, dash and gap in widths of that line.
_TRIMS = {"ticked": (2.1, (0.3, 4.2), "butt"), "beaded": (1.25, (0, 5), "round")}


# --- features -------------------------------------------------------------------------------------

def draw_order(gdf):
    """The records in the order they are drawn: the weightiest last, on top."""
    cost = gdf["cost_usd_million"].astype(float).fillna(0)
    order = gdf.assign(brief=gdf["in_brief"].astype(bool), cost=cost).sort_values(["brief", "cost", "id"])
    return order.drop(columns=["brief", "cost"])


def layer_shapes(gdf) -> dict[str, dict]:
    """For each layer present a FeatureCollection, EPSG:4326, coordinates to 4 decimals (about 10 m) for drawing.

    Features carry no text: their ids are the records' numbers in this frame.
    """
    collections: dict[str, dict] = {}
    shapes = shapely.set_precision(gdf.geometry.to_numpy(), 10 ** -_DECIMALS, mode="pointwise")
    for number, (layer, shape) in enumerate(zip(gdf["layer"].astype(object), shapes, strict=True)):
        features = collections.setdefault(layer, {"type": "FeatureCollection", "features": []})["features"]
        features.append({"type": "Feature", "id": number, "geometry": _mapping(shape), "properties": {}})
    return collections


def describe_records(gdf, t: dict, language: str, names) -> list[dict]:
    """What is known of each record, and what its drawing needs, in the order of the frame.

    `t` are the page's texts, `names` gives words for organisations.
    """
    rows = gdf.assign(slot=place_slots(gdf)).drop(columns="geometry").astype(object).to_dict("records")
    return [_describe(row, t, language, names) for row in rows]


def _mapping(shape):
    if shape is None or shape.is_empty:
        return None
    return shapely.geometry.mapping(shape)


def _describe(row, t, language, names):
    found = {
        "id": row["id"], **_drawing(row), "name": _name(row, language), "others": _other_names(row, language),
        "place": row["place"], "kind": code_label("kind", row["kind"], language),
        "status": code_label("status", row["status"], language),
        "as_of": max((str(s["date"]) for s in row["sources"] if s.get("date")), default=""),
        "summary": row["summary"], "doubts": row["open_questions"], "facts": list(_facts(row, t, language)),
        "who": list(_who(row, names)), "sources": [_source(source, t) for source in row["sources"]],
    }
    return {key: value for key, value in found.items() if is_known(value) and value != []}


def _name(row, language):
    own = row[f"name_{language}"] if language != "en" else None
    return own if is_known(own) else row["name"]


def _other_names(row, language):
    shown = _name(row, language)
    return [[code, row[column]] for code, column in (("en", "name"), ("ru", "name_ru"), ("zh", "name_zh"))
            if is_known(row[column]) and row[column] != shown]


# --- what is known --------------------------------------------------------------------------------

def _facts(row, t, language):
    """Label, value and small print of each fact, as the atlas tells them."""
    for label, value, note in (*_what_and_where(row, t, language), *_years(row, t), *_sizes(row, t, language)):
        if is_known(value):
            yield [label, value, note] if is_known(note) else [label, value]


def _what_and_where(row, t, language):
    rough = row["subsector_text"] if is_known(row["subsector_text"]) else None
    exact = code_label("subsector", row["subsector"], language) if is_known(row["subsector"]) else None
    yield t["sector"], code_label("sector", row["sector"], language), rough or exact
    countries = ", ".join(code_label("country", code, language) for code in row["countries"])
    yield t["country"], countries, row["place"]
    yield t["precision"], code_label("precision", row["precision"], language), None
    yield t["confidence"], code_label("confidence", row["confidence"], language), None


def _years(row, t):
    done = row["status"] in ("operational", "suspended")
    for label, column in ((t["agreed"], "year_agreed"), (t["started"], "year_started"),
                          (t["completed"] if done else t["planned_for"], "year_completed")):
        if is_known(row[column]):
            yield label, str(int(row[column])), None
        elif label != t["planned_for"]:
            yield label, t["not_known"], None


def _sizes(row, t, language):
    if is_known(row["capacity"]):
        unit = code_label("unit", row["capacity_unit"], language) if is_known(row["capacity_unit"]) else ""
        yield t["capacity"], f"{format_number(row['capacity'], 2)} {unit}".strip(), row["capacity_note"]
    if row["layer"] != "sites":
        stated = f"{format_number(row['length_km'])} {t['km']}" if is_known(row["length_km"]) else t["not_known"]
        drawn = t["length_drawn"].format(km=format_number(row["drawn_km"])) if is_known(row["drawn_km"]) else None
        yield t["length"], stated, drawn
    if is_known(row["diameter_mm"]):
        yield t["diameter"], f"{format_number(row['diameter_mm'])} {t['mm']}", None
    known = is_known(row["cost_usd_million"])
    cost = t["cost_value"].format(n=format_number(row["cost_usd_million"], 1)) if known else t["not_known"]
    yield t["cost"], cost, row["cost_note"]
    if is_known(row["jobs"]):
        yield t["jobs"], format_number(row["jobs"]), None


def _who(row, names):
    """Each role that somebody has, with the names of those who have it and what is said of them."""
    for role in ROLES:
        found = [[names.party(slug), row["party_notes"].get((role, slug)) or ""] for slug in row[role]]
        if found:
            yield [role, found]


def _source(source, t):
    url = source.get("url") or ""
    safe = url if url.lower().startswith(("http://", "https://")) else ""
    facts = [source.get("publisher") or "", str(source.get("date") or t["no_date"])]
    if not safe:
        facts.append(t["link_withheld"] if source.get("link_withheld") else t["no_link"])
    use = t["source_for"].format(supports=source["supports"]) if source.get("supports") else ""
    return [source.get("title") or safe, " · ".join(filter(None, facts)), safe, use]


# --- looks ----------------------------------------------------------------------------------------

def _drawing(row):
    """What the browser needs to draw the record beyond Folium's style: glyph, place in its fan, reach."""
    if row["layer"] != "sites":
        return {}
    dx, dy = fan_out(row["slot"])
    rough = row["precision"] not in PRECISE
    return {"glyph": glyph_for(row["kind"], row["subsector"]), "fan": [dx, dy] if dx or dy else None,
            "reach_km": PLACE_KM[row["precision"]] if rough else None}


def glyphs(gdf) -> dict[str, str]:
    """The drawings of the sites' glyphs by name, as SVG path data in a box of 24 by 24."""
    sites = gdf[gdf["layer"] == "sites"]
    pairs = zip(sites["kind"].astype(object), sites["subsector"].astype(object), strict=True)
    return {name: GLYPHS[name] for name in sorted({glyph_for(*pair) for pair in pairs})}


def styles(gdf) -> list[dict]:
    """Folium's style of each record: Leaflet's path options and, beside them, what `takeaway.js` reads."""
    columns = (gdf[c].astype(object) for c in ("layer", "kind", "sector", "status"))
    return [_site_style(sector, status) if layer == "sites" else _line_style(kind, status)
            for layer, kind, sector, status in zip(*columns, strict=True)]


def _site_style(sector, status):
    name = LOOK_OF_STATUS[status]
    disc = STATUS_LOOKS[name].disc
    colour = STOPPED_COLOURS[THEME] if STATUS_LOOKS[name].grey else GROUP_COLOURS[THEME][GROUP_OF_SECTOR[sector]]
    full = disc in ("solid", "ringed")
    return _OPEN | {"color": PAPER if disc == "solid" else colour, "fill": True, "fillColor": colour if full else PAPER,
                    "fillOpacity": 1, "weight": 1.2, "radius": 4, "pane": "sites", "disc": disc, "tint": colour}


_OPEN = {"className": "record", "interactive": False}


def _line_style(kind, status):
    look, name = LINE_LOOKS[kind], LOOK_OF_STATUS[status]
    state = STATUS_LOOKS[name]
    colour = STOPPED_COLOURS[THEME] if state.grey else look.light
    dash = (0, _DOTTED_GAPS.get(name, 4.4)) if look.form == "dotted" else state.dash
    band = look.form == "band"
    return _OPEN | {
        "color": colour, "opacity": round(0.26 * state.fade, 2) if band else state.fade, "fill": False,
        "weight": round(_REFERENCE_PX * look.weight, 2), "lineJoin": "round",
        "lineCap": "round" if look.form == "dotted" else "butt", "pane": "bands" if band else "lines",
        "dashArray": " ".join(f"{_REFERENCE_PX * look.weight * d:g}" for d in dash) if dash else None,
        "tint": colour, "share": look.weight, "dash": list(dash) if dash else None,
        "casing": (1.25 if kind == "road" else 0.85) if name in _STANDING and kind not in _NO_GROUND else 0,
        "trim": _TRIMS.get(look.form) if not state.grey else None,
    }


def bounds(gdf) -> list[list[float]] | None:
    """South-west and north-east corners of the records as latitude, longitude; None without any."""
    if gdf.empty:
        return None
    west, south, east, north = np.round(gdf.total_bounds, _DECIMALS).tolist()
    return [[south, west], [north, east]]
