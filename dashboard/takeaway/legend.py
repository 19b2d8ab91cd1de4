"""The legend of the map to take away: only what is shown, in the marks of the atlas, as HTML text."""

from __future__ import annotations

from html import escape

from dashboard.style import legend_items
from geodata.codes import code_label

_COLUMNS = ("kind", "sector", "status", "precision")


def draw_legend(gdf, t: dict, language: str) -> str:
    """A block for each group of marks that the records use; `t` are the page's texts."""
    present = gdf[list(_COLUMNS)].astype(object).drop_duplicates().to_dict("records")
    blocks: dict[str, list[str]] = {}
    for item in legend_items(present):
        blocks.setdefault(item["group"], []).append(
            f"<li>{_mark(**item['symbol'])}<span>{escape(_words(item, t, language))}</span></li>")
    return "".join(_block(t[f"legend_{group}"], items) for group, items in blocks.items())


def _block(title, items):
    return f"<h3>{escape(title)}</h3><ul>{''.join(items)}</ul>"


def _words(item, t, language):
    if item["group"] == "lines":
        return code_label("kind", item["code"], language)
    return t[f"legend_{item['group']}_{item['code']}"]


def _mark(shape, colour, disc="", form="", weight=1.0, dash=None):
    """A small drawing, 16 pixels high, as `LegendMark` of the page draws it."""
    if shape == "status":
        dashes = f' stroke-dasharray="{" ".join(f"{d * 2.5:g}" for d in dash)}"' if dash else ""
        line = f'<path d="M17 8H33" stroke="{colour}" stroke-width="2.5"{dashes}/>'
        return _svg(34, f'<g transform="translate(-6 0)">{_disc(disc, colour)}</g>{line}')
    if shape == "reach":
        return _svg(26, f'<circle cx="13" cy="8" r="7" fill="{colour}" fill-opacity=".12" stroke="{colour}"/>')
    return _svg(26, _disc(disc, colour) if shape == "disc" else _line(form, weight, colour))


def _svg(width, inside):
    return f'<svg class="mark" width="{width}" height="16" viewBox="0 0 {width} 16" aria-hidden="true">{inside}</svg>'


def _disc(disc, colour):
    paper = "var(--surface)"
    full = f'<circle cx="13" cy="8" r="5" fill="{colour}"/>'
    return {
        "solid": full,
        "ringed": f'<circle cx="13" cy="8" r="3.2" fill="{colour}"/><circle cx="13" cy="8" r="6" fill="none" '
                  f'stroke="{colour}" stroke-width="1.6" stroke-dasharray="3.2 1.6"/>',
        "hollow": f'<circle cx="13" cy="8" r="5" fill="{paper}" stroke="{colour}" stroke-width="2"/>',
        "struck": f'{full}<path d="M9 4L17 12" stroke="{paper}" stroke-width="2"/>',
    }[disc]


def _line(form, weight, colour):
    def stroke(width, more=""):
        return f'<path d="M1 8H25" stroke="{colour}" stroke-width="{width:g}"{more}/>'

    return {
        "plain": lambda: stroke(max(2, 3 * weight)),
        "ticked": lambda: stroke(2) + stroke(6, ' stroke-dasharray="1.4 4.6"'),
        "beaded": lambda: stroke(1.4) + stroke(4.4, ' stroke-linecap="round" stroke-dasharray="0.1 8"'),
        "dotted": lambda: stroke(2.4, ' stroke-linecap="round" stroke-dasharray="0.1 4.6"'),
        "band": lambda: stroke(9, ' opacity=".35"'),
    }[form]()
