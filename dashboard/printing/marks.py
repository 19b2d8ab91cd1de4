"""Records as marks on a printed map, and the same marks for its legend. Looks come from `style.py` and `icons.py`."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cache

import numpy as np
import shapely
from matplotlib.path import Path

from dashboard.icons import BOX as GLYPH_BOX
from dashboard.icons import GLYPHS, glyph_for
from dashboard.map_style import fan_out
from dashboard.printing.canvas import MM_PER_PT, Canvas
from dashboard.printing.projection import MapFrame
from dashboard.style import (
    CASING_COLOURS,
    GROUP_COLOURS,
    GROUP_OF_SECTOR,
    HALO_COLOURS,
    LINE_LOOKS,
    LOOK_OF_STATUS,
    RING_COLOURS,
    STATUS_LOOKS,
    STOPPED_COLOURS,
    TOKENS,
)
from dashboard.views.map import line_lanes
from dashboard.views.reach import PLACE_KM, line_reach_km

_WIDTHS = ((1, 2.5, 4, 6, 9, 12), (0.5, 0.75, 1.05, 1.5, 2.3, 3.2))
_LANES_MM = ((2, 4, 6, 9), (0.35, 0.6, 0.95, 1.6))
_SIZES_MM = ((40, 4.2), (110, 3.4), (250, 1.75), (10 ** 9, 1.4))
_DOT_MM = 1.9
_SAME_PLACE = 0.7
_REACH_FROM = 1.25
_LINE_MM = 0.03
_BAND_FROM_MM = 1.5


@dataclass(frozen=True)
class Mark:
    """A site on the sheet: middle and diameter in millimetres, and what it shows.

    `row`: its position among the records. `reach`: radius of the area it may lie in, 0 where that is not drawn;
    `at`: the middle of that area, since sites at one place are drawn side by side. `number`: shown in place of the
    glyph, if any.
    """

    row: int
    x: float
    y: float
    size: float
    group: str
    status: str
    glyph: str = ""
    reach: float = 0.0
    at: tuple[float, float] = (0.0, 0.0)
    number: int = 0


@dataclass(frozen=True)
class Drawn:
    """What a map shows: the marks of sites, and lines by row as placed on the sheet; the bands of roughly known lines,
    where the sheet is large enough for them to be seen."""

    marks: list[Mark]
    lines: dict[int, object]
    bands: list = field(default_factory=list)

    @property
    def rows(self) -> set[int]:
        """Positions of the records that are on the map."""
        return {mark.row for mark in self.marks} | set(self.lines)


# --- placing --------------------------------------------------------------------------------------

def place_records(frame: MapFrame, gdf, scale: float = 1.0) -> Drawn:
    """Where each record of a frame of records (EPSG:4326) is drawn; those off the map are left out.

    `scale`: of the marks of sites, against an A4.
    """
    shapes, rows = frame.place(gdf.geometry.to_numpy())
    is_point = shapely.get_type_id(shapes) == 0
    inside = shapely.intersects(shapes, frame.outline)
    lines, line_rows = shapes[~is_point & inside], rows[~is_point & inside]
    return Drawn(_place_sites(frame, gdf, shapes[is_point & inside], rows[is_point & inside], scale),
                 _place_lines(frame, gdf, lines, line_rows), _place_bands(frame, gdf, lines, line_rows))


def _place_bands(frame, gdf, shapes, rows):
    """One area for each class, since many overlap; none where a band were hardly wider than its line."""
    kinds, classes = (gdf[name].astype(object).to_numpy() for name in ("kind", "accuracy"))
    wide = {}
    for shape, row in zip(shapes, rows.tolist(), strict=True):
        reach = (line_reach_km(kinds[row], classes[row]) or 0) * 1000 * frame.mm_per_m
        if reach >= _BAND_FROM_MM:
            wide.setdefault(reach, []).append(shape)
    return [shapely.buffer(shapely.union_all(lines), reach, quad_segs=6) for reach, lines in sorted(wide.items())]


_SITE_COLUMNS = ("kind", "sector", "subsector", "status", "precision")


def _place_sites(frame, gdf, shapes, rows, scale):
    """Marks from the bottom up: the dearest last, and above them what the founding articles name."""
    size = next(mm for most, mm in _SIZES_MM if len(rows) <= most) * scale
    has_glyph = size > _DOT_MM * scale
    facts = gdf[[*_SITE_COLUMNS]].astype(object).iloc[rows].itertuples(index=False)
    aside, marks = _spread(shapes, size), []
    for n, (kind, sector, subsector, status, precision) in enumerate(facts):
        reach = PLACE_KM[precision] * 1000 * frame.mm_per_m
        marks.append(Mark(
            int(rows[n]), shapes[n].x + aside[n][0], shapes[n].y + aside[n][1], size,
            GROUP_OF_SECTOR.get(sector, "other"), LOOK_OF_STATUS.get(status, "built"),
            glyph_for(kind, subsector) if has_glyph else "",
            reach if has_glyph and reach > _REACH_FROM * size else 0.0, (shapes[n].x, shapes[n].y)))
    cost = gdf["cost_usd_million"].astype(float).fillna(0).to_numpy()
    named = gdf["in_brief"].to_numpy()
    return sorted(marks, key=lambda mark: (bool(named[mark.row]), cost[mark.row], -mark.row))


def _spread(shapes, size):
    """For each point how far aside it is drawn, in millimetres: at one place they fan out like a sunflower's seeds."""
    tree, aside = shapely.STRtree(shapes), {}
    for n, shape in enumerate(shapes):
        if n in aside:
            continue
        near = sorted(tree.query(shape, "dwithin", distance=_SAME_PLACE * size).tolist())
        group = [member for member in near if member not in aside]
        for slot, member in enumerate(group, start=1 if len(group) > 1 else 0):
            dx, dy = fan_out(slot)
            x, y = shape.x + dx * size * 1.04, shape.y - dy * size * 1.04
            aside[member] = (x - shapes[member].x, y - shapes[member].y) if slot else (0.0, 0.0)
    return aside


def _place_lines(frame, gdf, shapes, rows):
    if not len(rows):
        return {}
    shown = sorted(set(rows.tolist()))
    lanes = dict(zip(shown, line_lanes(gdf.iloc[shown]), strict=True))
    lane_mm = float(np.interp(frame.zoom, *_LANES_MM))
    placed = {}
    for shape, row in zip(shapely.simplify(shapes, _LINE_MM), rows.tolist(), strict=True):
        parts = [placed[row]] if row in placed else []
        placed[row] = shapely.union_all([*parts, _beside(shape, lanes[row] * lane_mm)])
    return {row: line for row, line in placed.items() if not line.is_empty}


def _beside(line, distance):
    """The line so many millimetres to the right of itself."""
    if not distance:
        return line
    parts = [shapely.offset_curve(part, -distance, join_style="round") for part in shapely.get_parts(line)]
    return shapely.union_all([part for part in parts if not part.is_empty])


def number_marks(drawn: Drawn, numbers: dict[int, int]) -> Drawn:
    """The same with numbers (by position of the record) in the discs."""
    return replace(drawn, marks=[replace(mark, number=numbers.get(mark.row, 0)) for mark in drawn.marks])


# --- drawing --------------------------------------------------------------------------------------

def draw_records(canvas: Canvas, frame: MapFrame, gdf, drawn: Drawn, theme: str, chosen: int | None = None) -> None:
    """Areas of rough places, lines, then sites; the chosen record (its position) with a halo."""
    canvas.clip_to(frame.outline)
    width = float(np.interp(frame.zoom, *_WIDTHS))
    _draw_reaches(canvas, drawn.marks, theme)
    _draw_bands(canvas, drawn.bands, theme)
    if chosen in drawn.lines:
        canvas.lines([drawn.lines[chosen]], HALO_COLOURS[theme], 4 + 2 * width, cap="round", alpha=0.9)
    groups = _group_lines(gdf, drawn.lines)
    for (kind, name), lines in groups.items():
        if LINE_LOOKS[kind].form != "band" and name in ("built", "building"):
            _draw_casing(canvas, lines, kind, width, theme)
    for (kind, name), lines in groups.items():
        draw_line(canvas, lines, kind, name, width, theme)
    for mark in drawn.marks:
        if mark.row == chosen:
            ring = shapely.Point(mark.x, mark.y).buffer(mark.size / 2 + 0.7)
            canvas.fill([ring], HALO_COLOURS[theme], edge=RING_COLOURS[theme], width=0.8)
    draw_marks(canvas, drawn.marks, theme)
    canvas.clip_to(None)


def _draw_reaches(canvas, marks, theme):
    circles = [shapely.Point(mark.at).buffer(mark.reach, quad_segs=24) for mark in marks if mark.reach]
    if circles:
        canvas.fill(shapely.get_parts(shapely.union_all(circles)), TOKENS[theme]["accent"], alpha=0.06)
        canvas.lines([circle.exterior for circle in circles], TOKENS[theme]["accent"], 0.4,
                     alpha=float(np.clip(4 / len(circles), 0.12, 0.35)))


def _draw_bands(canvas, bands, theme):
    for band in bands:
        parts = shapely.get_parts(band)
        canvas.fill(parts, TOKENS[theme]["accent"], alpha=0.05)
        canvas.lines(shapely.get_parts(shapely.boundary(parts)), TOKENS[theme]["accent"], 0.4, alpha=0.25)


def _group_lines(gdf, lines):
    """Lines by kind and status look, from the bottom of the map to the top; a kind without a look is a road."""
    groups = {(kind, name): [] for kind in LINE_LOOKS for name in ("stopped", "planned", "building", "built")}
    kinds, statuses = gdf["kind"].astype(object).to_numpy(), gdf["status"].astype(object).to_numpy()
    for row, line in lines.items():
        kind = kinds[row] if kinds[row] in LINE_LOOKS else "road"
        groups[kind, LOOK_OF_STATUS.get(statuses[row], "built")].append(line)
    return {key: found for key, found in groups.items() if found}


def _draw_casing(canvas, lines, kind, width, theme):
    look = LINE_LOOKS[kind]
    if look.form != "dotted":
        canvas.lines(lines, CASING_COLOURS[theme], width * look.weight + (1.5 if kind == "road" else 1.1), alpha=0.8,
                     cap="round")


def draw_line(canvas: Canvas, lines, kind: str, name: str, width: float, theme: str, colour: str | None = None) -> None:
    """Lines of a kind and a status look; `width`: a road's, in points. `colour`: instead of the kind's own."""
    look, status = LINE_LOOKS[kind], STATUS_LOOKS[name]
    colour = STOPPED_COLOURS[theme] if status.grey else colour or look.colour(theme)
    dash, fade = status.dash, status.fade
    if look.form == "dotted":
        dash = {"built": (0.01, 2.2), "building": (0.01, 3.2)}.get(name, (0.01, 4.4))
        canvas.lines(lines, colour, width * look.weight, dash, fade, cap="round")
        return
    if look.form == "band":
        canvas.lines(lines, colour, width * look.weight, dash, 0.26 * fade)
        return
    canvas.lines(lines, colour, max(0.4, width * look.weight), dash, fade)
    if look.form == "ticked" and not status.grey:
        canvas.lines(lines, colour, width * 2.1, (0.25, 2.6), fade)
    if look.form == "beaded" and not status.grey:
        canvas.lines(lines, colour, width * 1.25, (0.01, 4), fade, cap="round")


def draw_marks(canvas: Canvas, marks, theme: str) -> None:
    """Discs and dots of sites, the last on top."""
    parts = [part for mark in marks for part in _mark_parts(mark, theme)]
    paths, fills, edges, widths = zip(*parts, strict=True) if parts else ((), (), (), ())
    canvas.paths(list(paths), list(fills), list(edges), list(widths))
    for mark in marks:
        if mark.number:
            _write_number(canvas, mark, theme)


def _write_number(canvas, mark, theme):
    look = STATUS_LOOKS[mark.status]
    colour = STOPPED_COLOURS[theme] if look.grey else GROUP_COLOURS[theme][mark.group]
    size = (0.56 if mark.number < 10 else 0.48) * mark.size / MM_PER_PT
    canvas.text(mark.x, mark.y - 0.345 * size * MM_PER_PT, str(mark.number), size,
                _paper(theme) if look.disc in ("solid", "ringed") else colour, 700, align="center")


def _paper(theme):
    return "#FFFFFF" if theme == "light" else "#10161D"


def _mark_parts(mark, theme):
    """(path, fill, edge, width in points) of a mark, from the bottom up."""
    paper = _paper(theme)
    look = STATUS_LOOKS[mark.status]
    colour = STOPPED_COLOURS[theme] if look.grey else GROUP_COLOURS[theme][mark.group]
    radius, small = mark.size / 2, not (mark.glyph or mark.number)
    ring = max(0.5, radius * 0.62)
    edge = ring * MM_PER_PT / 2
    yield _circle(mark, radius), paper, paper, ring * (0.9 if look.disc == "solid" else 1.2)
    inner = radius - edge
    if look.disc == "solid":
        yield _circle(mark, radius), colour, "none", 0
    else:
        yield _circle(mark, inner), paper, colour, ring
        if look.disc == "ringed":
            yield (_half(mark, inner) if small else _circle(mark, inner * 0.74)), colour, "none", 0
    if mark.glyph and not mark.number:
        scale = 0.62 if look.disc in ("solid", "hollow", "struck") else 0.52
        yield _glyph_path(mark, scale * mark.size), (paper if look.disc in ("solid", "ringed") else colour), "none", 0
    if look.disc == "struck":
        d = inner * 0.72
        yield Path([(mark.x - d, mark.y - d), (mark.x + d, mark.y + d)]), "none", colour, ring


def _circle(mark, radius):
    return Path(_UNIT.vertices * radius + (mark.x, mark.y), _UNIT.codes)


def _half(mark, radius):
    wedge = Path.wedge(180, 360)
    return Path(wedge.vertices * radius + (mark.x, mark.y), wedge.codes)


def _glyph_path(mark, size):
    shape = read_glyph(mark.glyph)
    return Path(shape.vertices * (size / GLYPH_BOX) + (mark.x, mark.y), shape.codes)


_UNIT = Path.unit_circle()


@cache
def read_glyph(name: str) -> Path:
    """A glyph around its middle, y upward, in units of its box of 24; holes run against outlines."""
    rings = [_read_ring(part) for part in GLYPHS[name].split("M")[1:]]
    polygons = [shapely.Polygon(ring) for ring in rings]
    vertices, codes = [], []
    for ring, polygon in zip(rings, polygons, strict=True):
        inside = polygon.representative_point()
        depth = sum(other.area > polygon.area and other.contains(inside) for other in polygons)
        if polygon.exterior.is_ccw == bool(depth % 2):
            ring = ring[::-1]
        vertices += [*ring, ring[0]]
        codes += [Path.MOVETO, *[Path.LINETO] * (len(ring) - 1), Path.CLOSEPOLY]
    return Path((np.array(vertices) - GLYPH_BOX / 2) * (1, -1), codes)


def _read_ring(text, pieces=8):
    """The points of one closed part of a glyph, curves cut into straight pieces."""
    points = []
    for letter, numbers in re.findall(r"([LC]?)([^LCZ]+)", text):
        flat = [tuple(map(float, pair.split(","))) for pair in numbers.split()]
        if letter == "C":
            for n in range(0, len(flat), 3):
                points += _curve(points[-1], *flat[n:n + 3], pieces)
        else:
            points += flat
    return points


def _curve(a, b, c, d, pieces):
    t = np.linspace(0, 1, pieces + 1)[1:, None]
    a, b, c, d = map(np.array, (a, b, c, d))
    curve = (1 - t) ** 3 * a + 3 * (1 - t) ** 2 * t * b + 3 * (1 - t) * t ** 2 * c + t ** 3 * d
    return [tuple(point) for point in curve]
