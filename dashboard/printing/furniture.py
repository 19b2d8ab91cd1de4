"""What stands around a printed map: legend, scale bar, north arrow, degrees, inset, list of names, QR code."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import segno
import shapely

from dashboard.basemap_style import COLOURS
from dashboard.printing.basemap import draw_ground
from dashboard.printing.canvas import MM_PER_PT, Canvas
from dashboard.printing.fonts import break_lines, measure, printable
from dashboard.printing.marks import Mark, draw_line, draw_marks
from dashboard.printing.projection import GEOD, Box, MapFrame, fit_frame, globe_frame
from dashboard.style import LINE_LOOKS, TOKENS, legend_items
from dashboard.texts import texts_for
from geodata.codes import code_label

MAX_LEAN = 8
_LEGEND_SIZE, _HEAD_SIZE = 7.4, 7.4
_ROW, _HEAD_GAP, _GROUP_GAP, _MARK = 3.75, 4.5, 2.4, 8.6
_STEPS = (1, 2, 5)
_GRID_STEPS = (0.25, 0.5, 1, 2, 5, 10, 15, 30)
_CONTEXTS = ((26, shapely.box(40, 28, 96, 58)), (62, shapely.box(18, 6, 122, 64)))
_QR_QUIET, _QR_MOST = 4, 1800


# --- legend ---------------------------------------------------------------------------------------

@dataclass(frozen=True)
class Row:
    """One line of the legend: a heading, or a mark with words."""

    group: str
    code: str
    lines: tuple[str, ...]
    item: dict | None = None


@dataclass(frozen=True)
class Samples:
    """What the legend shows a status on: sites, a kind of line, in its own colour if it is the only kind."""

    sites: bool
    line: str
    own_colour: bool


def choose_samples(rows) -> Samples:
    """The samples that suit the rows of a legend."""
    kinds = [row.code for row in rows if row.group == "lines" and row.item and LINE_LOOKS[row.code].form != "dotted"]
    sites = any(row.group == "sectors" for row in rows)
    return Samples(sites, (kinds[0] if len(kinds) == 1 else "road") if kinds else "", len(kinds) == 1)


def list_legend(records, language: str, width: float, scale: float, places) -> list[Row]:
    """The rows of the legend for these records (mappings with kind, sector, status, precision, accuracy): only what is
    drawn. `places`: which of the marks of roughly known things ("rough", "course") are."""
    texts, rows, group = texts_for(language), [], None
    for item in legend_items(records):
        if item["group"] == "places" and item["code"] not in places:
            continue
        if item["group"] != group:
            group = item["group"]
            rows.append(Row(group, "", (texts[f"legend_{group}"],)))
        code = item["code"]
        words = code_label("kind", code, language) if group == "lines" else texts[f"legend_{group}_{code}"]
        lines = break_lines(printable(words), width - _MARK * scale, _LEGEND_SIZE * scale, most=2)
        rows.append(Row(group, item["code"], tuple(lines), item))
    return rows


def legend_height(rows, scale: float) -> float:
    """The height of rows one below the other, in millimetres."""
    return sum(_row_height(row, n, scale) for n, row in enumerate(rows))


def _row_height(row, n, scale):
    if row.item is None:
        return scale * (_HEAD_GAP + (_GROUP_GAP if n else 0))
    return scale * (_ROW + (len(row.lines) - 1) * 2.9)


def split_legend(rows, columns: int) -> list[list[Row]]:
    """The rows in columns of about the same height; no group is torn from its heading."""
    groups = []
    for row in rows:
        groups.append([row]) if row.item is None else groups[-1].append(row)
    total, parts, part = legend_height(rows, 1) / columns, [], []
    for group in groups:
        if part and len(parts) < columns - 1 and legend_height(part, 1) + legend_height(group, 1) / 2 > total:
            parts.append(part)
            part = []
        part = part + group
    return [*parts, part] if part else parts


def draw_legend(canvas: Canvas, rows, x: float, top: float, scale: float, theme: str, samples: Samples) -> float:
    """Draw rows from `top` down; gives the lower edge."""
    tokens, y = TOKENS[theme], top
    for n, row in enumerate(rows):
        y -= _row_height(row, n, scale)
        if row.item is None:
            canvas.text(x, y + 1.3 * scale, row.lines[0], _HEAD_SIZE * scale, tokens["text"], 600)
            continue
        middle = y + _row_height(row, 1, scale) - 1.95 * scale
        _draw_sample(canvas, row, x, middle, scale, theme, samples)
        for m, line in enumerate(row.lines):
            canvas.text(x + _MARK * scale, middle - (0.9 + 2.9 * m) * scale, line, _LEGEND_SIZE * scale, tokens["text"])
    return y


def _draw_sample(canvas, row, x, y, scale, theme, samples):
    span = np.array([[x, y], [x + 6 * scale, y]])
    if row.group == "lines":
        width = min(1.4, 4 / LINE_LOOKS[row.code].weight) * scale
        draw_line(canvas, [shapely.LineString(span)], row.code, "built", width, theme)
    elif row.group == "sectors":
        draw_marks(canvas, [Mark(-1, x + 3 * scale, y, 2.5 * scale, row.code, "built")], theme)
    elif row.code == "course":
        canvas.lines([shapely.LineString(span)], TOKENS[theme]["accent"], 7 * scale, alpha=0.14)
        canvas.lines([shapely.LineString(span)], TOKENS[theme]["text-3"], 0.9 * scale)
    elif row.group == "places":
        circle = shapely.Point(x + 3 * scale, y).buffer(1.6 * scale)
        canvas.fill([circle], TOKENS[theme]["accent"], alpha=0.08)
        canvas.lines([circle.exterior], TOKENS[theme]["accent"], 0.5, alpha=0.4)
    else:
        _draw_status(canvas, row.code, x, y, scale, theme, samples, span)


def _draw_status(canvas, code, x, y, scale, theme, samples, span):
    """A status as it looks here: a piece of line, a disc, or a disc and a line side by side."""
    if samples.line and samples.sites:
        span = np.array([[x + 3.1 * scale, y], [x + 7.4 * scale, y]])
    if samples.line:
        look = LINE_LOOKS[samples.line]
        draw_line(canvas, [shapely.LineString(span)], samples.line, code, min(1.4, 4 / look.weight) * scale, theme,
                  None if samples.own_colour else TOKENS[theme]["text-2"])
    if samples.sites:
        draw_marks(canvas, [Mark(-1, x + (1.3 if samples.line else 3) * scale, y, 2.5 * scale, "other", code)], theme)


# --- scale and north ------------------------------------------------------------------------------

def draw_scale(canvas: Canvas, frame: MapFrame, x: float, y: float, most_mm: float, scale: float, theme: str,
               unit: str) -> Box:
    """A bar of a round length, measured on the ellipsoid in the middle of the map; gives the box it fills."""
    tokens, (cx, cy) = TOKENS[theme], frame.box.centre
    lons, lats = frame.to_degrees([cx - most_mm / 2, cx + most_mm / 2], [cy, cy])
    km_per_mm = GEOD.inv(lons[0], lats[0], lons[1], lats[1])[2] / 1000 / most_mm
    km = _round_down(km_per_mm * most_mm)
    length, high = km / km_per_mm, 1.0 * scale
    size = 6.2 * scale
    plate = Box(x - 2 * scale, y - 1.5 * scale, length + measure(f"{km:g} {unit}", size) + 1.5 * scale,
                high + 6 * scale)
    canvas.fill([shapely.box(plate.x, plate.y, plate.right, plate.top).buffer(0.6)], tokens["surface"], alpha=0.72)
    for part in range(4):
        canvas.fill([shapely.box(x + length * part / 4, y, x + length * (part + 1) / 4, y + high)],
                    tokens["text"] if part % 2 == 0 else tokens["surface"], edge=tokens["text"], width=0.5)
    for share, number, tail in ((0, "0", ""), (0.5, f"{km / 2:g}", ""), (1, f"{km:g}", f" {unit}")):
        canvas.text(x + length * share - measure(number, size) / 2, y + high + 0.9 * scale, number + tail, size,
                    tokens["text"], halo=COLOURS[theme]["halo"])
    return plate


def _round_down(value):
    power = 10 ** math.floor(math.log10(value))
    return max(step * power for step in _STEPS if step * power <= value)


def leans(frame: MapFrame) -> float:
    """By how many degrees north leans at most along the map's edges."""
    box = frame.box
    return max(abs(frame.convergence(x, y)) for x in (box.x, box.right) for y in (box.y, box.top))


def draw_north(canvas: Canvas, frame: MapFrame, x: float, y: float, scale: float, theme: str, letter: str) -> Box:
    """An arrow to true north as it is in the middle of the map; gives the box it fills."""
    tokens = TOKENS[theme]
    turn = math.radians(frame.convergence(*frame.box.centre))
    shape = np.array([(0, 3.4), (1.25, -1.6), (0, -0.7), (-1.25, -1.6)]) * scale
    rotated = shape @ np.array([[math.cos(turn), -math.sin(turn)], [math.sin(turn), math.cos(turn)]]) + (x, y)
    canvas.fill([shapely.Polygon(rotated).buffer(0.35 * scale)], COLOURS[theme]["halo"], alpha=0.8)
    canvas.fill([shapely.Polygon(rotated)], tokens["text"])
    canvas.text(x, y + 4.2 * scale, letter, 7 * scale, tokens["text"], 600, align="center", halo=COLOURS[theme]["halo"])
    return Box(x - 2.6 * scale, y - 2.4 * scale, 5.2 * scale, 10 * scale)


def draw_degrees(canvas: Canvas, frame: MapFrame, scale: float, theme: str, compass) -> None:
    """Meridians and parallels as hair lines, with their degrees outside the map's edge.

    `compass`: what follows degrees east, west, north and south.
    """
    west, south, east, north = frame.window
    step = next((s for s in _GRID_STEPS if min(east - west, 2 * (north - south)) / s <= 9), 30)
    colour = COLOURS[theme]["coast"]
    meridians = np.arange(math.ceil(west / step) * step, east, step)
    parallels = np.arange(math.ceil(max(south, -85) / step) * step, min(north, 85.1), step)
    canvas.clip_to(frame.outline)
    lats = np.linspace(max(south, -90), min(north, 90), 200)
    grid = [_grid_line(frame, np.full(200, lon), lats) for lon in meridians]
    grid += [_grid_line(frame, np.linspace(west, east, 300), np.full(300, lat)) for lat in parallels]
    canvas.lines(grid, colour, 0.3, alpha=0.55)
    canvas.clip_to(None)
    if not frame.is_world:
        _label_degrees(canvas, frame, meridians, parallels, grid, scale, theme, compass)


def _grid_line(frame, lons, lats):
    return shapely.LineString(np.column_stack(frame.to_sheet(lons, lats)))


def _label_degrees(canvas, frame, meridians, parallels, grid, scale, theme, compass):
    box, size, colour = frame.box, 5.2 * scale, TOKENS[theme]["text-3"]
    edges = {"bottom": shapely.LineString([(box.x, box.y), (box.right, box.y)]),
             "left": shapely.LineString([(box.x, box.y), (box.x, box.top)])}
    for n, value in enumerate([*meridians, *parallels]):
        edge = "bottom" if n < len(meridians) else "left"
        crossings = shapely.get_parts(grid[n].intersection(edges[edge]))
        for point in crossings[(shapely.get_type_id(crossings) == 0) & ~shapely.is_empty(crossings)]:
            words = degrees(value, compass[:2] if edge == "bottom" else compass[2:])
            if edge == "bottom" and box.x + 5 < point.x < box.right - 5:
                canvas.text(point.x, box.y - 2.3 * scale, words, size, colour, align="center")
            elif edge == "left" and box.y + 4 < point.y < box.top - 4:
                canvas.text(box.x - 0.9 * scale, point.y, words, size, colour, align="center", turn=90)


def degrees(value: float, letters) -> str:
    """Degrees with the word for their side of zero: *52.5°N*; beyond 180 they come round from the other side."""
    value = (value + 180) % 360 - 180 if value > 180 or value < -180 else value
    return f"{abs(value):g}°{letters[0] if value > 0 else letters[1] if value < 0 else ''}"


# --- inset ----------------------------------------------------------------------------------------

def draw_inset(canvas: Canvas, box: Box, frame: MapFrame, outside, theme: str) -> None:
    """A small map that shows where the map lies, and the records outside it (shapes in EPSG:4326) as dots."""
    shapes = [_frame_outline(frame), *outside]
    width = np.ptp(shapely.total_bounds(shapes)[[0, 2]])
    context = next((context for most, context in _CONTEXTS if width < most and context.contains(shapes).all()), None)
    inset = fit_frame(box, shapes if context is None else [context], clear_mm=1.5 if context is None else 0)
    if inset.is_world:
        inset = globe_frame(box)
    draw_ground(canvas, inset, theme, relief=False)
    canvas.clip_to(inset.outline)
    _draw_outside(canvas, inset, outside, theme)
    placed, _ = inset.place([_frame_outline(frame)])
    accent = TOKENS[theme]["accent"]
    canvas.fill(placed, accent, alpha=0.14)
    canvas.lines(shapely.boundary(placed), accent, 0.9)
    canvas.clip_to(None)
    canvas.lines([inset.outline.exterior], TOKENS[theme]["line-strong"], 0.4)


def _draw_outside(canvas, inset, outside, theme):
    if len(outside):
        points, _ = inset.place(shapely.point_on_surface(np.asarray(outside, dtype=object)))
        accent = TOKENS[theme]["accent"]
        for point in points:
            canvas.fill([point.buffer(0.55)], accent, edge=TOKENS[theme]["surface"], width=0.4)


def _frame_outline(frame):
    """The map's edge in degrees."""
    box = frame.box
    edge = shapely.get_coordinates(shapely.segmentize(shapely.box(box.x, box.y, box.right, box.top).exterior, 4))
    corners = np.column_stack(frame.to_degrees(edge[:, 0], edge[:, 1]))
    return shapely.Polygon(corners[~np.isnan(corners).any(axis=1)])


# --- QR code --------------------------------------------------------------------------------------

def draw_qr(canvas: Canvas, text: str, x: float, y: float, most_mm: float) -> Box | None:
    """The text as a QR code with its quiet zone, black on white in every theme; None if it is too long for one."""
    if len(text.encode("utf-8")) > _QR_MOST:
        return None
    code = segno.make(text, error="l" if len(text) > 300 else "m", micro=False, boost_error=False)
    rows = np.array([[bool(cell) for cell in row] for row in code.matrix])
    count = len(rows) + 2 * _QR_QUIET
    cell = most_mm / count
    canvas.fill([shapely.box(x, y, x + most_mm, y + most_mm)], "#FFFFFF")
    squares = [shapely.box(x + (start + _QR_QUIET) * cell, y + most_mm - (n + _QR_QUIET + 1) * cell,
                           x + (end + _QR_QUIET) * cell, y + most_mm - (n + _QR_QUIET) * cell)
               for n, row in enumerate(rows) for start, end in _runs(row)]
    canvas.fill(shapely.get_parts(shapely.union_all(squares)), "#000000")
    return Box(x, y, most_mm, most_mm)


def _runs(row):
    """(start, end) of each run of dark cells in a row."""
    steps = np.diff(np.concatenate(([0], row.astype(int), [0])))
    return zip(np.flatnonzero(steps == 1).tolist(), np.flatnonzero(steps == -1).tolist(), strict=True)


def draw_lines(canvas: Canvas, lines, x: float, top: float, size: float, colour: str, weight: int = 400,
               leading: float = 1.3) -> float:
    """Lines of text from `top` down; gives the lower edge in millimetres."""
    for line in lines:
        top -= size * MM_PER_PT * leading
        canvas.text(x, top + size * MM_PER_PT * 0.3, line, size, colour, weight)
    return top
