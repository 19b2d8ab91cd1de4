"""Where names stand on a printed map so that none meets another, a mark or the edge.

Greedy: the names that matter most choose first among a few places each, the place with the least line work beneath
wins, and a name that finds none is left out (a record then gets a number and stands in the list beside the map).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import shapely

from dashboard.basemap_style import COLOURS
from dashboard.printing.basemap import Named, list_names
from dashboard.printing.canvas import MM_PER_PT, Canvas
from dashboard.printing.fonts import break_lines, measure, printable
from dashboard.printing.marks import Drawn
from dashboard.printing.projection import Box, MapFrame
from dashboard.style import TOKENS

MOST_NAMED = 25
_LEADING = 1.12
_ASCENT, _DESCENT = 0.74, 0.22
_CLEAR = 0.45
_INK_MM = 0.5
_MAX_NAME_MM = 34
_SHARE_WITHIN = 0.55
_COUNTS = {"town": 90, "city": 60, "country": 40}


@dataclass(frozen=True)
class Style:
    """How a kind of name is set: points, weight, colour key of the basemap (or of the theme's tokens), halo."""

    size: float
    weight: int
    colour: str
    italic: bool = False
    caps: bool = False
    width: float = 40.0
    halo: str = "halo"


STYLES = {
    "focus": Style(9.6, 600, "country_focus", caps=True, width=46),
    "country": Style(7.2, 500, "country", caps=True, width=30),
    "capital": Style(8.2, 600, "capital"),
    "city": Style(7.2, 400, "place"),
    "town": Style(6.4, 400, "small"),
    "sea": Style(7.6, 400, "water_name", italic=True, width=18, halo="water"),
    "lake": Style(6.4, 400, "water_name", italic=True, width=16),
    "river": Style(6.2, 400, "water_name", italic=True),
    "land": Style(6.4, 400, "land_name", italic=True, width=26),
    "record": Style(6.9, 600, "text", width=_MAX_NAME_MM),
    "line_record": Style(6.7, 500, "text-2", width=_MAX_NAME_MM),
    "number": Style(6.6, 700, "text"),
}


@dataclass(frozen=True)
class Label:
    """A name that has found its place: lines of text in a box of the sheet. `dot`: where its place lies."""

    kind: str
    lines: tuple[str, ...]
    box: Box
    size: float
    align: str = "center"
    dot: tuple[float, float] | None = None


@dataclass
class Placer:
    """What is taken already, and what lies where; millimetres. `globe`: the outline of a map of the world."""

    bounds: Box
    globe: object = None
    scale: float = 1.0
    taken: list[Box] = field(default_factory=list)
    marks: list[Box] = field(default_factory=list)
    ink: np.ndarray = field(default_factory=lambda: np.empty((0, 2)))
    labels: list[Label] = field(default_factory=list)

    def place(self, kind: str, words: str, anchors, dot=None, width=None, area=None, over_marks=False) -> Label | None:
        """Set a name at the best of its anchors: (x, y, align), the point that its box touches on that side.

        `align` is "left" (the box lies right of the point), "right", "above", "below" or "center". `area`: where the
        name should lie. `over_marks`: rather on marks than nowhere.
        """
        style = STYLES[kind]
        size = style.size * self.scale
        text = printable(words.upper() if style.caps else words)
        longest = max((measure(word, size, style.weight, style.italic) for word in text.split()), default=0)
        width = max(width or style.width * self.scale, min(longest + 0.1, _MAX_NAME_MM * self.scale))
        lines = break_lines(text, width, size, style.weight, style.italic, most=3)
        wide = max(measure(line, size, style.weight, style.italic) for line in lines)
        high = MM_PER_PT * size * ((len(lines) - 1) * _LEADING + _ASCENT + _DESCENT)
        if not wide or not anchors:
            return None
        best = self._best(np.array([_corner(x, y, align, wide, high) for x, y, align in anchors]), wide, high,
                          self.globe if area is None else area, over_marks)
        if best is None:
            return None
        number, box = best
        align = {"left": "left", "right": "right"}.get(anchors[number][2], "center")
        label = Label(kind, tuple(lines), box, size, align, dot)
        self.labels.append(label)
        self.taken.append(label.box)
        return label

    def _best(self, corners, wide, high, area, over_marks):
        """The number and the box of the anchor with the least beneath it; None if all are taken."""
        boxes = np.column_stack((corners, corners + np.array((wide, high))))
        inner = self.bounds
        inside = ((boxes[:, :2] > (inner.x, inner.y)) & (boxes[:, 2:] < (inner.right, inner.top))).all(axis=1)
        free = inside & (_count_met(boxes, self.taken, _CLEAR) == 0)
        covered = _count_met(boxes, self.marks, _CLEAR)
        cost = self._count_ink(boxes) + 0.4 * np.arange(len(boxes))
        if area is not None:
            share = shapely.area(shapely.intersection(shapely.box(*boxes.T), area)) / (wide * high)
            free &= share > _SHARE_WITHIN
            cost += 40 * (1 - share)
        for allowed in (free & (covered == 0), free) if over_marks else (free & (covered == 0),):
            if allowed.any():
                number = int(np.argmin(np.where(allowed, cost + 14 * covered, np.inf)))
                return number, Box(*corners[number].tolist(), wide, high)
        return None

    @cached_property
    def _ink_sums(self):
        """How much ink lies left of and below each corner of a grid of half millimetres."""
        box = self.bounds
        size = [int(side / _INK_MM) + 2 for side in (box.width, box.height)]
        ends = [[start, start + cells * _INK_MM] for start, cells in zip((box.x, box.y), size, strict=True)]
        counts, _, _ = np.histogram2d(self.ink[:, 0], self.ink[:, 1], bins=size, range=ends)
        return np.pad(counts.cumsum(axis=0).cumsum(axis=1), ((1, 0), (1, 0)))

    def _count_ink(self, boxes):
        sums, box = self._ink_sums, self.bounds
        cells = np.rint((boxes - np.array((box.x, box.y) * 2)) / _INK_MM).astype(int)
        left, low, right, high = np.clip(cells, 0, np.array((sums.shape[0] - 1, sums.shape[1] - 1) * 2)).T
        return sums[right, high] - sums[left, high] - sums[right, low] + sums[left, low]


def _count_met(boxes, others, clear):
    """For each box (rows of left, bottom, right, top) how many of the others it meets, with so much room between."""
    if not others:
        return np.zeros(len(boxes), dtype=int)
    other = np.array([(box.x, box.y, box.right, box.top) for box in others])
    return ((boxes[:, None, :2] - clear < other[None, :, 2:]) & (other[None, :, :2] < boxes[:, None, 2:] + clear)
            ).all(axis=2).sum(axis=1)


def _corner(x, y, align, wide, high):
    left = {"left": x, "right": x - wide}.get(align, x - wide / 2)
    return left, {"above": y, "below": y - high}.get(align, y - high / 2)


# --- all names of a map ---------------------------------------------------------------------------

def place_labels(frame: MapFrame, drawn: Drawn, names: dict[int, str], language: str, scale: float, blocked=(),
                 chosen: int | None = None, ground=()) -> tuple[list[Label], dict[int, int]]:
    """The names of a map, and the numbers of records whose names found no room.

    `names`: words for the records (by position) that are to be named. `blocked`: boxes where nothing may stand;
    `ground`: lines of the basemap that names had better not cross.
    """
    on_marks = [Box(mark.x - mark.size / 2, mark.y - mark.size / 2, mark.size, mark.size) for mark in drawn.marks]
    west, south, east, north = frame.outline.bounds
    placer = Placer(Box(west, south, east - west, north - south).grown(-0.8),
                    frame.outline if frame.is_world else None, scale, list(blocked), on_marks,
                    _ink([*drawn.lines.values(), *ground]))
    offered = list_names(frame, language)
    for place in (name for name in offered if name.kind == "capital"):
        _place_town(placer, place)
    numbers = _place_records(placer, drawn, names, chosen)
    for name in (name for name in offered if name.kind == "focus"):
        _place_country(placer, name, over_marks=not frame.is_world)
    _place_some(placer, offered, "country", lambda name: _place_country(placer, name))
    _place_some(placer, offered, "city", lambda name: _place_town(placer, name))
    for name in (name for name in offered if name.kind in ("sea", "lake", "land")):
        _place_area(placer, name, reach=4)
    _place_some(placer, offered, "town", lambda name: _place_town(placer, name))
    for name in (name for name in offered if name.kind == "river"):
        _place_area(placer, name, reach=2)
    return placer.labels, numbers


def _place_some(placer, offered, kind, place):
    for name in [name for name in offered if name.kind == kind][:_COUNTS[kind]]:
        place(name)


def _ink(lines):
    """Points every half millimetre along the lines."""
    parts = shapely.get_parts(shapely.get_parts(np.array(lines, dtype=object)))
    return shapely.get_coordinates(shapely.segmentize(parts[shapely.length(parts) > 0.01], _INK_MM))


def _place_town(placer, name: Named):
    gap = (1.1 if name.kind == "capital" else 0.9) * placer.scale
    sides = {"left": ("right", "left"), "above": ("above", "left", "right")}.get(name.side, ("left", "right"))
    anchors = [anchor for align in dict.fromkeys((*sides, "above", "below"))
               for anchor in _around(name.x, name.y, gap, align)]
    if name.kind == "capital":
        anchors += [anchor for far in (2.0, 3.0) for align in ("left", "right", "above", "below")
                    for anchor in _around(name.x, name.y, far * placer.scale, align)]
    placer.place(name.kind, name.words, anchors, dot=(name.x, name.y), over_marks=name.kind == "capital")


def _around(x, y, gap, align):
    if align == "left":
        return [(x + gap, y, align), (x + gap * 0.9, y + gap * 1.3, align), (x + gap * 0.9, y - gap * 1.3, align)]
    if align == "right":
        return [(x - gap, y, align), (x - gap * 0.9, y + gap * 1.3, align), (x - gap * 0.9, y - gap * 1.3, align)]
    rise = gap if align == "above" else -gap
    return [(x, y + rise, align), (x + 3 * gap, y + rise, align), (x - 3 * gap, y + rise, align)]


def _place_country(placer, name: Named, over_marks=False):
    """A country's name within what the map shows of it, as near to its usual point as may be."""
    west, south, east, north = name.area.bounds
    step = max(3.0, (east - west) / 16, (north - south) / 16)
    x, y = (part.ravel() for part in np.meshgrid(np.arange(west, east, step), np.arange(south, north, step)))
    inside = shapely.contains_xy(name.area, x, y)
    points = [(name.x, name.y), *zip(x[inside].tolist(), y[inside].tolist(), strict=True)]
    points.sort(key=lambda point: np.hypot(point[0] - name.x, point[1] - name.y))
    placer.place(name.kind, name.words, [(*point, "center") for point in points[:90]], area=name.area,
                 over_marks=over_marks)


def _place_area(placer, name: Named, reach):
    """A name of an area: at its own point, else somewhat aside."""
    steps = [(0, 0)] + [(reach * share * dx, reach * share * dy * 0.8) for share in (0.3, 0.6, 1.0)
                        for dx, dy in ((0, 1), (0, -1), (1, 0), (-1, 0), (1, 1), (-1, 1), (1, -1), (-1, -1))]
    placer.place(name.kind, name.words, [(name.x + dx * placer.scale, name.y + dy * placer.scale, "center")
                                         for dx, dy in steps])


# --- names of records -----------------------------------------------------------------------------

def _place_records(placer, drawn, names, chosen):
    """Set the names of records; gives a number to those without room: in their disc, or on their line."""
    marks = {mark.row: mark for mark in drawn.marks}
    wanted = sorted(names, key=lambda row: (row != chosen, row not in marks, row))
    left = []
    for row in wanted:
        anchors, kind = (_mark_anchors(marks[row]), "record") if row in marks else (
            _line_anchors(drawn.lines[row]), "line_record")
        widths = (width * placer.scale for width in (_MAX_NAME_MM, 22))
        if not any(placer.place(kind, names[row], anchors, width=width, over_marks=row == chosen) for width in widths):
            left.append(row)
    numbers = {row: number for number, row in enumerate(left, start=1)}
    for row, number in numbers.items():
        if row not in marks:
            anchors = _line_anchors(drawn.lines[row], many=15)
            aside = [_around(x, y, gap, align)[0] for x, y, _ in anchors[:5] for gap in (1.5, 3)
                     for align in ("left", "right", "above", "below")]
            placer.place("number", str(number), anchors + aside)
    return numbers


def _mark_anchors(mark):
    half = mark.size / 2 + 0.6
    return [anchor for align in ("left", "right", "below", "above") for anchor in _around(mark.x, mark.y, half, align)]


def _line_anchors(line, many=9):
    """Points along the longest part of a line, from its middle outward; the name stands on or beside them."""
    longest = max(shapely.get_parts(line), key=lambda part: part.length)
    shares = sorted(np.linspace(0.08, 0.92, many), key=lambda share: abs(share - 0.5))
    points = [longest.interpolate(float(share), normalized=True) for share in shares]
    return [(point.x, point.y, align) for align in ("center", "above", "below", "left", "right") for point in points]


# --- drawing --------------------------------------------------------------------------------------

def draw_dots(canvas: Canvas, labels, theme: str, scale: float) -> None:
    """The dots of places that are named."""
    colours = COLOURS[theme]
    for label in labels:
        if label.dot:
            radius = {"capital": 0.75, "city": 0.52}.get(label.kind, 0.42) * scale
            canvas.fill([shapely.Point(label.dot).buffer(radius)], colours["dot"], edge=colours["dot_ring"], width=0.6)


def draw_labels(canvas: Canvas, labels, theme: str) -> None:
    """The names, each with a halo; all halos lie below all names' own marks, in the order of importance."""
    colours, tokens = COLOURS[theme], TOKENS[theme]
    for label in reversed(labels):
        style = STYLES[label.kind]
        colour = colours.get(style.colour) or tokens[style.colour]
        x = {"left": label.box.x, "right": label.box.right}.get(label.align, label.box.centre[0])
        for n, line in enumerate(label.lines):
            y = label.box.top - MM_PER_PT * label.size * (_ASCENT + n * _LEADING)
            canvas.text(x, y, line, label.size, colour, style.weight, style.italic, label.align,
                        halo=colours[style.halo], halo_width=1.9)
