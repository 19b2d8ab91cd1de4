"""The atlas's own icons: one filled path each, for map discs, lists and buttons.

In: a kind of infrastructure and its sub-sector, or the name of a button.
Out: SVG path data in a box of 24 x 24 units (y grows downward, fill rule even-odd),
an inline SVG, or a data URI. The paths hold only absolute M, L, C and Z, so that a
canvas, an SVG and a printed map read them alike. Parts of a glyph lie apart, touch,
or lie one inside the other (a hole); they never cross, which even-odd would show as a hole.

This module never imports Dash and knows no colours: who draws a glyph chooses its colour.
Drawn for this project from plain geometry: strokes of about 2.4 units and gaps of at
least 1.2, so that a glyph 12 pixels wide still reads.
"""

from html import escape
from math import asin, cos, degrees, pi, radians, sin
from urllib.parse import quote

from dashboard.icon_pen import BOX, arc, band, box, disc, even, fit, poly, ring, spin, trace, turn, twin, wave, xy

FALLBACK = "pin"

# ---------------------------------------------------------------- parts used more than once

_BOLT = poly(14.5, 1, 3.8, 13.8, 10.6, 13.8, 9.2, 23, 20.2, 9.6, 13.2, 9.6)
_DROP = "M12,2C14.5,6 19,10.5 19,15C19,19 16,22 12,22C8,22 5,19 5,15C5,10.5 9.5,6 12,2Z"
_FLAME = (
    "M12.6,1C13.4,5.6 20,8.6 20,15C20,19.6 16.4,23 12,23C7.6,23 4,19.6 4,15"
    "C4,11.6 5.8,9.8 7,7.2C8,8.8 8.6,9.8 9.6,10.6C9.4,6.8 10.2,3.6 12.6,1Z"
)
_PLANE = (
    "M12,1C13.3,1 14.1,2.6 14.1,4.6L14.1,9L23,14.6L23,17.4L14.1,14.6L13.8,18.6L17,21L17,23"
    "L12,21.8L7,23L7,21L10.2,18.6L9.9,14.6L1,17.4L1,14.6L9.9,9L9.9,4.6C9.9,2.6 10.7,1 12,1Z"
)
_PIPE = twin(box(1.5, 14.4, 3.2, 8.4)) + box(4.7, 16.2, 14.6, 4.8)
_CROSS = even(13.4, 2, 13.4, 10.6, 22, 10.6, 22, 13.4, 13.4, 13.4, 13.4, 22)
_CHEVRON = trace(3, 4, 8.2, 12, 16.2, 20, 8.2)


def _cog(teeth: int, r: float, root: float, hole: float) -> str:
    """A toothed wheel with a round hole."""
    points: list[float] = []
    for number in range(teeth):
        middle = radians(360 / teeth * number - 90)
        for radius, share in ((root, -0.29), (r, -0.19), (r, 0.19), (root, 0.29)):
            angle = middle + share * 2 * pi / teeth
            points += [12 + radius * cos(angle), 12 + radius * sin(angle)]
    return poly(*points) + disc(12, 12, hole)


def _solar_cells() -> str:
    """Two rows of three cells of a panel that widens towards the viewer."""
    text = ""
    for top, bottom in ((9.4, 13.4), (14.8, 19.4)):
        for column in range(3):
            edges = []
            for y in (top, bottom):
                half = 6.6 + (y - 9.4) * 0.4
                cell = (2 * half - 2.6) / 3
                left = 12 - half + column * (cell + 1.3)
                edges.append((left, left + cell, y))
            (a, b, y1), (c, d, y2) = edges
            text += poly(a, y1, b, y1, d, y2, c, y2)
    return text


def _globe() -> str:
    """A disc cut by an equator and two meridians: six holes, three above and three below."""
    outer, wide, slim, half = 7.8, 5.4, 3.2, 1.1
    low = degrees(asin(half / outer))
    edge = [xy(12 + rx * cos(radians(low)), 12 + half) for rx in (outer, slim)]
    side = f"M{edge[0]}{arc(12, 12, outer, outer, low, 90)}{arc(12, 12, wide, outer, 90, low)}Z"
    middle = f"M{edge[1]}{arc(12, 12, slim, outer, low, 180 - low)}Z"
    return disc(12, 12, 10) + spin(middle + twin(side), 2)


def _moon() -> str:
    """A disc with a smaller disc bitten out of its upper right (angles where they meet)."""
    outer, bite = arc(11.5, 12.5, 9.3, 9.3, 8.7, 261.3), arc(15.5, 8.5, 7.5, 7.5, 223.8, 46.2)
    return f"M20.69,13.91{outer}{bite}Z"


def _link() -> str:
    """Two open links of a chain and the bar between them."""
    half = (
        f"M10.6,7L6.6,7{arc(6.6, 12, 5, 5, 270, 90)}L10.6,17L10.6,14.6L6.6,14.6"
        f"{arc(6.6, 12, 2.6, 2.6, 90, 270)}L10.6,9.4Z"
    )
    return turn(twin(half) + box(7.8, 10.8, 8.4, 2.4), -45)


def _dome(x: float, width: float, top: float, bottom: float) -> str:
    """An upright vessel with a round head."""
    r = width / 2
    head = arc(x + r, top + r, r, r, 180, 360)
    return f"M{xy(x, top + r)}{head}L{xy(x + width, bottom)}L{xy(x, bottom)}Z"


# ---------------------------------------------------------------- the glyphs

_TRANSPORT = {
    "road": poly(8.4, 1.8, 15.6, 1.8, 22.6, 22.2, 1.4, 22.2)
    + poly(11.3, 3.6, 12.7, 3.6, 12.9, 7, 11.1, 7)
    + poly(11, 9.4, 13, 9.4, 13.2, 13.4, 10.8, 13.4)
    + poly(10.7, 15.8, 13.3, 15.8, 13.6, 22.2, 10.4, 22.2),
    "railway": box(3.8, 1.5, 16.4, 16.6, 3.4)
    + box(6.4, 4.8, 11.2, 5.2, 0.8)
    + twin(disc(8, 14, 1.6))
    + twin(poly(6.6, 19.4, 10, 19.4, 7.6, 22.8, 4, 22.8)),
    "corridor": spin(poly(1.8, 5, 14, 5, 14, 1.4, 22.2, 6.6, 14, 11.8, 14, 8.2, 1.8, 8.2), 2),
    "sea_route": poly(1.5, 12.2, 22.5, 12.2, 19.4, 18, 4.6, 18)
    + box(4, 7.4, 5, 3.6)
    + box(10.2, 7.4, 5, 3.6)
    + box(10.2, 2.6, 5, 3.6)
    + box(16.4, 4.2, 3.6, 8)
    + wave(1.5, 19.9, 21, 0.9, 2, 6),
    "air_route": fit(turn(_PLANE, 45), 0.8, 14.4, 9.6)
    + disc(6.2, 17.8, 1.7)
    + disc(2.7, 21.3, 1.7),
    "seaport": ring(12, 4.4, 3.2, 1.9)
    + "M13.3,7.6L13.3,9.2L17.4,9.2L17.4,11.8L13.3,11.8L13.3,19.4C15.4,19.1 17,18.2 18.1,16.8"
    "L16.4,15.8L22.4,12L22.6,18.6L20.5,18.1C18.5,21.1 15.5,22.6 12,22.6C8.5,22.6 5.5,21.1 3.5,18.1"
    "L1.4,18.6L1.6,12L7.6,15.8L5.9,16.8C7,18.2 8.6,19.1 10.7,19.4L10.7,11.8L6.6,11.8L6.6,9.2"
    "L10.7,9.2L10.7,7.6Z",
    "dry_port": even(23, 2, 23, 5, 20.8, 5, 20.8, 22.2, 18, 22.2, 18, 5)
    + even(13.2, 5, 13.2, 8.8, 16.4, 8.8, 16.4, 14.8)
    + box(7.6, 16.4, 8.8, 5.8),
    "airport": _PLANE,
    "border_crossing": poly(
        2.4, 2.6, 6.8, 2.6, 6.8, 19.4, 8.6, 19.4, 8.6, 22, 0.8, 22, 0.8, 19.4, 2.4, 19.4
    )
    + poly(6.8, 6.2, 10.8, 6.2, 8.6, 12, 6.8, 12)
    + poly(13.6, 6.2, 16.8, 6.2, 14.6, 12, 11.4, 12)
    + poly(19.6, 6.2, 23.2, 6.2, 23.2, 12, 17.4, 12)
    + box(19.6, 13.6, 2.8, 8.4),
    "storage": even(12, 2, 22.4, 8, 22.4, 22, 19, 22, 19, 11, 12, 11)
    + box(6.6, 12.8, 10.8, 2.4)
    + box(6.6, 16.2, 10.8, 2.4)
    + box(6.6, 19.6, 10.8, 2.4),
}

_ENERGY_GRID = {
    "gas_pipeline": _PIPE + fit(_FLAME, 0.56, 12, 7.2),
    "oil_pipeline": _PIPE + fit(_DROP, 0.6, 12, 7.2),
    "products_pipeline": _PIPE
    + box(5.6, 1.6, 7.4, 11.6, 0.8)
    + box(7.4, 3.4, 3.8, 3)
    + trace(1.8, 13, 8, 15.4, 8, 15.4, 11.4, 18.4, 11.4, 18.4, 5, 15.6, 2.2),
    "transmission_line": even(
        13,
        0.8,
        13.3,
        3.8,
        20.4,
        3.8,
        20.4,
        7.8,
        18,
        7.8,
        18,
        6.2,
        13.5,
        6.2,
        13.9,
        9.2,
        22.6,
        9.2,
        22.6,
        13.4,
        20.2,
        13.4,
        20.2,
        11.6,
        14.3,
        11.6,
        18.4,
        23,
        15.8,
        23,
        14.9,
        20.4,
    )
    + even(12, 12.8, 13.9, 18),
    "substation": box(3.6, 3.6, 16.8, 16.8, 1.6)
    + fit(_BOLT, 0.6, 12, 12)
    + twin(box(0.6, 10.6, 3, 2.8)),
    "power_plant": _BOLT,
    "hydro": fit(_BOLT, 0.64, 12, 7.7)
    + wave(1.2, 16, 21.6, 0.9, 2, 4)
    + wave(1.2, 20, 21.6, 0.9, 2, 4),
    "solar": _solar_cells()
    + box(8, 20.8, 8, 2)
    + f"M7.8,7.9{arc(12, 7.9, 4.2, 4.2, 180, 360)}Z"
    + "".join(turn(box(11, 0.4, 2, 2), angle, 12, 7.9) for angle in (-52, 0, 52)),
    "wind": disc(12, 9.2, 1.9)
    + spin("M10.6,6.5C9.2,4.4 9.9,1.5 12,0.4C14,1.5 14.5,4.4 13.4,6.5Z", 3, 12, 9.2)
    + poly(10.9, 12.8, 13.1, 12.8, 13.9, 23.4, 10.1, 23.4),
    "coal": "M2,22.4C4.4,17.6 4.6,13.4 3.8,9.6L13.4,9.6C12.6,13.4 12.8,17.6 15.2,22.4Z"
    "M4.4,7.8C1.4,7.6 1.4,3.8 4.6,3.8C5.4,0.8 9.8,0.8 10.8,3.2C13.6,2.2 15.6,4.4 14.8,6.2"
    "C14.4,7.4 13.4,7.8 12.4,7.8Z" + poly(18, 4.4, 21.2, 4.4, 22.4, 22.4, 16.8, 22.4),
    "gas_fired": _FLAME
    + "M12.2,12.6C13.2,14.8 15.4,15.6 15.4,18C15.4,19.8 13.9,21 12.1,21C10.2,21 8.7,19.8 8.7,18"
    "C8.7,16 11.4,15 12.2,12.6Z",
    "nuclear": disc(12, 11.8, 2.4) + spin(band(12, 11.8, 10.8, 6.6, 60, 120), 3, 12, 11.8),
    "waste": box(3.4, 4.6, 17.2, 2.6, 0.6)
    + box(8.6, 2, 6.8, 2.6)
    + even(19, 8.8, 17.6, 22.4)
    + fit(_BOLT, 0.46, 12, 15.6),
    "biomass": "M10.8,15.6C4.6,15.6 1.8,12 1.6,6.2C7.6,6 10.8,9.6 10.8,15.6Z"
    "M13.2,12.4C13.2,6 16.6,2 22.6,1.8C22.8,8.6 19.6,12.4 13.2,12.4Z" + box(10.8, 12.4, 2.4, 10),
}

_INDUSTRY = {
    "oil_gas_field": box(1.8, 20, 20.4, 2.4)
    + poly(11.8, 8.62, 14.6, 8.13, 18.4, 20, 15.8, 20, 13.2, 12, 10.6, 20, 8, 20)
    + turn(box(6.2, 5.4, 15.6, 3) + "M6.2,2.6C3.2,4.2 2,7.8 2.4,12L6.2,11.2Z", -10, 13, 8)
    + box(3.2, 14.6, 1.8, 5.4),
    "refinery": box(1.6, 20, 20.8, 2.4)
    + _dome(2.6, 5.4, 7.4, 20)
    + _dome(9.6, 5.4, 1.6, 20)
    + box(9.6, 6.6, 5.4, 1.4)
    + box(9.6, 11, 5.4, 1.4)
    + box(17.6, 11, 2.8, 9)
    + fit(_FLAME, 0.36, 19, 5.8),
    "gas_plant": box(1.4, 5.2, 21.2, 14, 6.6)
    + fit(_FLAME, 0.46, 12, 12.2)
    + box(10.2, 2, 3.6, 3.2)
    + twin(box(4.8, 19.2, 3.6, 3.2)),
    "mine": turn(box(10.7, 6.4, 2.6, 18.2) + box(7, 1.8, 10, 4.6), 45)
    + turn(box(10.7, 6.4, 2.6, 3) + box(10.7, 14.6, 2.6, 10) + box(7, 1.8, 10, 4.6), -45),
    "factory": poly(1.8, 22, 2.8, 2, 7, 2, 7.6, 13, 14.4, 8.6, 14.4, 13, 22.2, 8.6, 22.2, 22)
    + box(5.6, 16, 3, 2.8)
    + box(10.8, 16, 3, 2.8)
    + box(16, 16, 3, 2.8),
    "industrial_zone": _cog(8, 10.8, 7.9, 3.6),
    "farm": "M12,1.2C14.4,3.2 14.4,6 12,8.4C9.6,6 9.6,3.2 12,1.2Z"
    + "".join(
        twin(fit("M13.1,12.2C13.1,8.8 15.2,6.8 18.8,6.4C19,10 17,12.2 13.1,12.2Z", 1, 12, y))
        for y in (11.8, 16.6, 21.4)
    )
    + box(10.9, 20.6, 2.2, 2.8),
}

_SOCIETY = {
    "telecom": disc(12, 8, 2.3)
    + twin(band(12, 8, 6.7, 2.2, -42, 42) + band(12, 8, 10.9, 2.2, -42, 42))
    + even(13.2, 11.4, 17.4, 22.8, 14.6, 22.8, 13.9, 20.8)
    + even(12, 15, 13.1, 18.4),
    "school": even(12, 3.4, 23.2, 9, 12, 14.6)
    + "M5.4,13.2L12,16.5L18.6,13.2L18.6,17.6C16.4,20.8 7.6,20.8 5.4,17.6Z"
    + box(20.4, 11.8, 2, 7.4),
    "culture": "M4.4,1.4L14.4,1.4L14.4,2.8L17,2.8C20.6,2.8 22.4,5.2 22,8.4"
    "C21.6,11 20,12.8 18.7,13.8"
    "C19,16.8 17.6,19 15.6,20.3L15.6,22.8L5.6,22.8L5.6,20.3C3.4,19 2,16.8 2,14.4"
    "C2,11.2 5,9.8 6.4,7.6"
    "C7.4,5.8 6.6,4.2 4.4,1.4Z"
    "M14.2,5.4L17,5.4C18.8,5.4 19.5,6.6 19.3,8.2C19.1,9.6 18.4,10.6 17.5,11.4"
    "C16.5,9.4 14.2,8.8 14.2,6.4Z" + box(4.8, 13, 11.4, 1.8),
    "hospital": even(15.4, 2.2, 15.4, 8.6, 21.8, 8.6, 21.8, 15.4, 15.4, 15.4, 15.4, 21.8),
    "bank": even(12, 1.8, 22.4, 7.4, 22.4, 9.6)
    + twin(box(3.6, 11, 3.4, 7.4))
    + box(10.3, 11, 3.4, 7.4)
    + box(1.6, 19.8, 20.8, 2.6),
    "water_works": box(5, 1.6, 10, 2.6, 1)
    + box(8.7, 4.2, 2.6, 3.6)
    + "M1.6,7.8L15.4,7.8C19.4,7.8 22,10.2 22,14.2L22,15.4L16.8,15.4L16.8,14.2"
    "C16.8,13.4 16.4,13 15.6,13"
    "L1.6,13Z" + fit(_DROP, 0.3, 19.4, 19.6),
    "environment": even(12, 1.2, 18.4, 9.6, 15.6, 9.6, 20.8, 17.6, 13.4, 17.6, 13.4, 22.8),
    "public_building": box(2, 11.4, 20, 10.8)
    + box(10.2, 16.6, 3.6, 5.6)
    + twin(box(4.8, 14.2, 2.8, 3.2))
    + poly(11, 1.4, 18.6, 4.2, 13, 7, 13, 11.4, 11, 11.4),
}

_INTERFACE = {
    "search": ring(10, 10, 8, 2.5) + trace(3, 15.8, 15.8, 21.8, 21.8),
    "filter": even(22.2, 3, 22.2, 5.4, 14.4, 13.4, 14.4, 20),
    "close": turn(_CROSS, 45),
    "chevron_down": _CHEVRON,
    "chevron_left": turn(_CHEVRON, 90),
    "chevron_right": turn(_CHEVRON, -90),
    "plus": _CROSS,
    "minus": box(2, 10.6, 20, 2.8),
    "home": even(12, 2, 22.8, 11.8, 19.6, 11.8, 19.6, 21.6, 14.2, 21.6, 14.2, 15, 12, 15),
    "expand": spin(trace(2.6, 3.3, 9.2, 3.3, 3.3, 9.2, 3.3), 4),
    "sun": disc(12, 12, 4.9) + spin(box(10.9, 0.9, 2.2, 3.9), 8),
    "moon": _moon(),
    "globe": _globe(),
    "download": even(13.4, 2, 13.4, 9.4, 18.6, 9.4, 12, 16.4)
    + trace(2.5, 3.2, 15.4, 3.2, 20.8, 20.8, 20.8, 20.8, 15.4),
    "share": disc(18, 5.2, 3.4)
    + disc(5.6, 12, 3.4)
    + disc(18, 18.8, 3.4)
    + trace(2.2, 8.8, 10.24, 14.8, 6.96)
    + trace(2.2, 8.8, 13.76, 14.8, 17.04),
    "link": _link(),
    "table": box(2, 3, 20, 18, 2) + twin(box(4.4, 9, 6.4, 3.7) + box(4.4, 14.9, 6.4, 3.7)),
    "list": "".join(box(2, y, 3.2, 3) + box(7.8, y, 14.2, 3) for y in (4, 10.5, 17)),
    "info": ring(12, 12, 10, 2.4) + disc(12, 7.6, 1.6) + box(10.7, 10.6, 2.6, 7),
    "layers": even(12, 1.6, 22.4, 7.3, 12, 13)
    + "".join(even(12, y, 19.9, y - 4.33, 22.4, y - 2.96, 12, y + 2.74) for y in (14.8, 19.4)),
    "target": ring(12, 12, 7.6, 2.3) + disc(12, 12, 2.6) + spin(box(10.85, 0.8, 2.3, 3.6), 4),
    "pin": "M12,23C10.2,18.4 4.2,14.8 4.2,9.2C4.2,4.8 7.6,1.4 12,1.4C16.4,1.4 19.8,4.8 19.8,9.2"
    "C19.8,14.8 13.8,18.4 12,23Z" + disc(12, 9.2, 3.1),
    "undo": "M9,6.6L14.6,6.6C19.2,6.6 22.2,9.6 22.2,13.8C22.2,18 19.2,21 14.6,21L6.6,21L6.6,18.4"
    "L14.6,18.4C17.6,18.4 19.6,16.6 19.6,13.8C19.6,11 17.6,9.2 14.6,9.2L9,9.2L9,13.6L1.8,7.9"
    "L9,2.2Z",
    "external": trace(2.5, 10, 4.2, 3.2, 4.2, 3.2, 20.8, 19.8, 20.8, 19.8, 14)
    + poly(13.4, 1.8, 22.2, 1.8, 22.2, 10.6, 19.1, 7.5, 12, 14.6, 9.4, 12, 16.5, 4.9),
    "calendar": box(2.2, 4, 19.6, 18, 2)
    + box(4.6, 9.6, 14.8, 10)
    + twin(box(6.4, 1.4, 2.6, 2.6) + box(6.8, 11.6, 2.6, 2.4))
    + box(10.7, 11.6, 2.6, 2.4)
    + box(6.8, 15.4, 2.6, 2.4)
    + box(10.7, 15.4, 2.6, 2.4),
    "check": trace(3.1, 3, 12.4, 9.4, 18.4, 21, 5.6),
    "warning": even(12.9, 1.8, 23, 20.8, 22.4, 22)
    + box(10.7, 8.4, 2.6, 6.6)
    + disc(12, 18, 1.6),
    "menu": "".join(box(2, y, 20, 2.8) for y in (4, 10.6, 17.2)),
    "chart": box(2.6, 12.6, 4.8, 9.4) + box(9.6, 7.4, 4.8, 14.6) + box(16.6, 2, 4.8, 20),
    "copy": box(8, 8, 14, 14, 1.6)
    + box(10.4, 10.4, 9.2, 9.2)
    + trace(2.4, 6, 14.8, 3.2, 14.8, 3.2, 3.2, 14.8, 3.2, 14.8, 6),
}

GLYPHS: dict[str, str] = _TRANSPORT | _ENERGY_GRID | _INDUSTRY | _SOCIETY | _INTERFACE

# OECD CRS purpose codes of energy generation, to the glyph that names the fuel.
POWER_PLANTS: dict[str, str] = {
    "23220": "hydro",
    "23230": "solar",
    "23240": "wind",
    "23270": "biomass",
    "23320": "coal",
    "23330": "gas_fired",
    "23340": "gas_fired",
    "23360": "waste",
    "23510": "nuclear",
}

_KINDS = frozenset(_TRANSPORT | _ENERGY_GRID | _INDUSTRY | _SOCIETY) - set(POWER_PLANTS.values())

# ---------------------------------------------------------------- what others call


def glyph_for(kind: str | None, subsector: str | None = None) -> str:
    """The name of the glyph of a kind; power plants by the fuel of their CRS purpose code.

    A kind without a drawing gets the plain pin, so that a reader's own data still shows.
    """
    if kind == "power_plant":
        return POWER_PLANTS.get(str(subsector), "power_plant")
    return kind if kind in _KINDS else FALLBACK


def svg(name: str, size: float = 16, title: str | None = None) -> str:
    """An inline SVG in the colour of the text around it, `size` CSS pixels wide and high.

    With a title (escaped here) it is an image that screen readers name; without, it is
    decoration they skip. Raises KeyError for a glyph that does not exist.
    """
    meaning, label = 'aria-hidden="true"', ""
    if title:
        meaning, label = 'role="img"', f"<title>{escape(title)}</title>"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {BOX} {BOX}" width="{size:g}" '
        f'height="{size:g}" fill="currentColor" fill-rule="evenodd" {meaning} focusable="false">'
        f'{label}<path d="{GLYPHS[name]}"/></svg>'
    )


def data_uri(name: str, colour: str) -> str:
    """The glyph in a CSS colour as a `data:` address, for CSS backgrounds and map images.

    Raises KeyError for a glyph that does not exist.
    """
    image = svg(name, BOX).replace("currentColor", escape(colour))
    return "data:image/svg+xml," + quote(image)
