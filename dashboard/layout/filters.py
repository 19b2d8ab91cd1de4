"""The filter panel: one control a parameter, in the order of the address. Options come from the data."""

from dash import html

from dashboard import ids
from dashboard.components import Facet, Range, Switch
from dashboard.icons import GLYPHS, glyph_for
from dashboard.style import LINE_LOOKS
from geodata.codes import REGION, code_label, code_list
from geodata.filters import FILTER

_SHOWN_FIRST = {"country": 8, "sector": 10, "subsector": 8, "kind": 8, "party": 8}
_OPEN = ("country", "sector", "kind", "status")


def filter_panel(context) -> html.Aside:
    """All filters but the year (in the dock) and the text (in the bar)."""
    t = context.texts
    facets = {param: _facet(param, context) for param in
              ("country", "sector", "subsector", "kind", "status", "collection", "layers", "party", "precision",
               "accuracy")}
    return html.Aside(id="filters", className="filters", children=[
        *facets.values(),
        Range(id=ids.control("cost"), label=t["cost"], unit=t["cost_unit"],
              texts={"from": t["range_from"], "to": t["range_to"]}),
        Switch(id=ids.control("brief"), label=t["brief"], help=t["brief_help"], on="1", off=""),
    ], **{"aria-label": t["filters"]})


def _facet(param, context):
    t = context.texts
    return Facet(
        id=ids.control(param), label=t[param], value="", options=_options(param, context),
        most=_SHOWN_FIRST.get(param), search=param == "party" or None, open=param in _OPEN,
        hide_empty=param in ("subsector", "party") or None,
        texts={"all": t["facet_all"], "fewer": t["facet_fewer"], "search": t["facet_search"],
               "clear": t["facet_clear"], "none": t["facet_none"]})


def _options(param, context):
    coded = context.records.coded(FILTER[param].column)
    present = coded.count(coded.has_any(coded.codes))
    if param == "party":
        names = {slug: context.organisation_name(slug) for slug in present}
        return [{"value": slug, "label": name} for slug, name in sorted(names.items(), key=lambda item: item[1])]
    codes = [code for code in code_list(FILTER[param].codes) if code in present]
    if param == "country":
        codes = sorted(codes, key=lambda code: (code not in REGION, -present[code]))
    return [_option(param, code, context) for code in codes]


def _option(param, code, context):
    option = {"value": code, "label": code_label(FILTER[param].codes, code, context.language)}
    if param == "sector":
        option["colour"] = f"var(--sector-{code})"
    if param == "subsector":
        option["group"] = code_label("sector", context.sector_of[code], context.language)
    if param == "kind":
        colour = f"var(--line-{code})" if code in LINE_LOOKS else "var(--text-3)"
        option |= {"glyph": GLYPHS[glyph_for(code, None)], "colour": colour}
    if param == "country" and code not in REGION:
        option["group"] = context.texts["other_countries"]
    return option
