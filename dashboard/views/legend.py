"""The legend: only what is shown, in the map's own marks and colours."""

import numpy as np
from dash import html

from dashboard.components import LegendMark
from dashboard.style import legend_items
from geodata.codes import code_label

_COLUMNS = ("kind", "sector", "status", "precision", "accuracy")


def draw_legend(records, keep, context) -> list:
    """A block for each group of marks that the kept records use."""
    t, blocks = context.texts, {}
    for item in legend_items(_present(records, keep)):
        blocks.setdefault(item["group"], []).append(html.Li([
            LegendMark(**item["symbol"]), html.Span(_words(item, context))]))
    return [html.Div([html.H4(t[f"legend_{group}"]), html.Ul(items)], className=f"legend-{group}")
            for group, items in blocks.items()]


def _present(records, keep):
    """One mapping for each combination of codes that occurs among the kept rows."""
    columns = [records.gdf[c].cat for c in _COLUMNS]
    words = [[None, *column.categories] for column in columns]
    codes = [column.codes.to_numpy()[keep].astype(np.intp) + 1 for column in columns]
    sizes = [len(names) for names in words]
    found = np.flatnonzero(np.bincount(np.ravel_multi_index(codes, sizes)))
    return [{c: names[code] for c, names, code in zip(_COLUMNS, words, row, strict=True)}
            for row in zip(*(part.tolist() for part in np.unravel_index(found, sizes)), strict=True)]


def _words(item, context):
    if item["group"] == "lines":
        return code_label("kind", item["code"], context.language)
    key = f"legend_{item['group']}_{item['code']}"
    return context.texts[key]
