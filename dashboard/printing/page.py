"""One printed sheet: what stands where, and in which order it is drawn.

    +--------------------------------------+     landscape: a column beside the map holds the legend, the inset
    | title                                |     and the QR code; portrait: a band below the map does.
    | the filter in words                  |
    | +-------------------------+ legend   |
    | |          map            | ...      |
    | |                         | inset    |
    | +-------------------------+          |
    | citation, credits           [QR]     |
    +--------------------------------------+

Texts and sizes grow with the paper, so that an A3 reads like an A4 from a step further back.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from urllib.parse import urlencode

import numpy as np
import shapely

from dashboard.context import name_in
from dashboard.printing import furniture, labels, marks
from dashboard.printing.basemap import draw_ground
from dashboard.printing.canvas import MM_PER_PT, Canvas
from dashboard.printing.extent import shapes_to_fit
from dashboard.printing.fonts import break_lines, printable
from dashboard.printing.options import PrintOptions
from dashboard.printing.projection import Box, MapFrame, fit_frame, scale_text, view_frame
from dashboard.printing.words import WORDS
from dashboard.style import TOKENS
from dashboard.texts import texts_for
from dashboard.views.reach import PLACE_KM
from geodata.export.provenance import Provenance
from geodata.wording import format_number

_LEAST_M, _LEAST_REACHES = 240_000, 7
_INSET_HIGH, _CODE_WIDE, _CODE_TALL = 0.47, 21, 19


@dataclass(frozen=True)
class Sheet:
    """A finished sheet: its canvas, and what stands on it, for those who check it. Millimetres."""

    canvas: Canvas
    frame: MapFrame
    drawn: marks.Drawn
    labels: list[labels.Label]
    legend: list[furniture.Row]
    outside: int
    provenance: Provenance
    texts: list[str]


@dataclass(frozen=True)
class Plan:
    """Where the parts of a sheet stand. `scale`: of texts, against an A4. Millimetres."""

    options: PrintOptions

    @property
    def scale(self) -> float:
        """How much larger texts are than on A4."""
        return 1.0 if self.options.paper == "a4" else 1.22

    @property
    def margin(self) -> float:
        """White around everything."""
        return 10 * self.scale

    @cached_property
    def inner(self) -> Box:
        """The sheet without its margins."""
        width, height = self.options.size_mm
        return Box(0, 0, width, height).grown(-self.margin)

    @property
    def is_wide(self) -> bool:
        """Whether the legend stands beside the map."""
        return self.options.orientation == "landscape"

    def map_box(self, header: float, footer: float, band: float) -> Box:
        """The map: below the header, above the footer; beside the column or above the band."""
        inner, s = self.inner, self.scale
        width = inner.width - (self.column + 5 * s if self.is_wide else 0)
        bottom = inner.y + footer + 3.5 * s + (0 if self.is_wide else band)
        return Box(inner.x, bottom, width, inner.top - header - bottom)

    @property
    def column(self) -> float:
        """Width of the column beside the map."""
        return 52 * self.scale


def draw_sheet(gdf, provenance: Provenance, options: PrintOptions) -> Sheet:
    """Draw the records (EPSG:4326) as a sheet. An empty frame of records gives a map that says so."""
    provenance = pin_view(provenance, options)
    maker = _Maker(gdf, provenance, options)
    return maker.make()


def pin_view(provenance: Provenance, options: PrintOptions) -> Provenance:
    """The provenance whose permalink also opens the map's view and the chosen record."""
    view = {name: value for name, value in (("map", options.view_text), ("record", options.record)) if value}
    if not view:
        return provenance
    link = provenance.permalink
    return replace(provenance, permalink=f"{link}{'&' if '?' in link else '?'}{urlencode(view, safe='/')}")


class _Maker:
    """Draws one sheet, step by step; each step leaves what the next ones need."""

    def __init__(self, gdf, provenance, options):
        self.gdf, self.provenance, self.options = gdf, provenance, options
        self.plan, self.words = Plan(options), WORDS[provenance.language]
        self.s, self.tokens = self.plan.scale, TOKENS[options.theme]
        self.canvas = Canvas(*options.size_mm, self.tokens["surface"])

    def make(self):
        language = self.provenance.language
        self._measure_texts()
        self._choose_frame()
        self.drawn = marks.place_records(self.frame, self.gdf, self.s)
        self._list_legend()
        if not self.plan.is_wide:
            self._choose_frame(band=self._band_height())
            self.drawn = marks.place_records(self.frame, self.gdf, self.s)
            self._list_legend()
        rows = self.drawn.rows
        self.outside = np.array([shape for n, shape in enumerate(self.gdf.geometry) if n not in rows], dtype=object)
        self._draw_map(language)
        self._draw_texts()
        self._draw_aside()
        return Sheet(self.canvas, self.frame, self.drawn, self.labels, self.legend, len(self.outside),
                     self.provenance, [*self.title, *self.sentence, *self.notes])

    # --- texts ------------------------------------------------------------------------------------

    def _measure_texts(self):
        s, inner, p = self.s, self.plan.inner, self.provenance
        self.title = break_lines(printable(p.title), inner.width, 17 * s, 700, most=2)
        self.sentence = break_lines(printable(_capitalise(p.filter)), inner.width, 10.5 * s, most=3)
        self.header = (len(self.title) * 17 * 1.2 + len(self.sentence) * 10.5 * 1.3) * MM_PER_PT * s + 3.2 * s
        self.note_size = 5.9 * s
        self.note_width = inner.width - (self.plan.column if self.plan.is_wide else self._corner_width()) - 5 * s
        fixed = [self.words["cite"].format(text=p.attribution), self.words["credits"]]
        lines = sum(len(self._break_note(text)) for text in fixed) + (2 if self.plan.is_wide else 3)
        self.footer = lines * self.note_size * MM_PER_PT * 1.3 + 1.5 * s

    def _notes(self):
        p, w = self.provenance, self.words
        east_west, north_south = w["compass"][:2], w["compass"][2:]
        parallels = [furniture.degrees(value, north_south) for value in self.frame.projection.parallels]
        if self.frame.projection.name == "laea":
            parallels.append(furniture.degrees(self.frame.projection.lon_0, east_west))
        projection = w[self.frame.projection.name].format(**dict(zip("ab", parallels, strict=False)))
        scale = "" if self.frame.is_world else w["scale"].format(
            n=format_number(scale_text(self.frame)), paper=self.options.paper.upper())
        made = w["made_on"].format(date=p.made_on.isoformat())
        facts = " \u00b7 ".join(part for part in (projection, scale, made) if part)
        texts = [w["cite"].format(text=p.attribution), w["credits"], facts]
        if self.options.asked_language == "zh" and p.language == "en":
            texts.append(w["no_font"])
        return [line for text in texts for line in self._break_note(text)]

    def _break_note(self, text):
        return break_lines(printable(text), self.note_width, self.note_size, most=2)

    def _draw_texts(self):
        inner, s, tokens = self.plan.inner, self.s, self.tokens
        top = inner.top + 1.2 * s
        top = furniture.draw_lines(self.canvas, self.title, inner.x, top, 17 * s, tokens["text"], 700, 1.2)
        furniture.draw_lines(self.canvas, self.sentence, inner.x, top, 10.5 * s, tokens["text-2"])
        self.notes = self._notes()
        top = inner.y + self.footer - 1.5 * s
        furniture.draw_lines(self.canvas, self.notes, inner.x, top, self.note_size, self.tokens["text-3"])

    # --- map --------------------------------------------------------------------------------------

    def _choose_frame(self, band=62.0):
        box = self.plan.map_box(self.header, self.footer, band * (1 if band != 62.0 else self.s))
        if self.options.view:
            self.frame = view_frame(box, *self.options.view)
        else:
            self.frame = fit_frame(box, shapes_to_fit(self.gdf, self.provenance.query), self._least_metres())

    def _least_metres(self):
        reach = max((PLACE_KM[code] for code in set(self.gdf["precision"].dropna().astype(str))), default=0)
        return max(_LEAST_M, reach * 1000 * _LEAST_REACHES)

    def _draw_map(self, language):
        canvas, frame, s, theme = self.canvas, self.frame, self.s, self.options.theme
        ground = draw_ground(canvas, frame, theme)
        furniture.draw_degrees(canvas, frame, s, theme, self.words["compass"])
        chosen = self._chosen_row()
        blocked = self._blocked()
        named = self._named(language, chosen)
        self.labels, self.numbers = labels.place_labels(frame, self.drawn, named, language, s, blocked, chosen, ground)
        self.named = named
        self.drawn = marks.number_marks(self.drawn, self.numbers)
        labels.draw_dots(canvas, self.labels, theme, s)
        marks.draw_records(canvas, frame, self.gdf, self.drawn, theme, chosen)
        canvas.clip_to(frame.outline)
        labels.draw_labels(canvas, self.labels, theme)
        canvas.clip_to(None)
        self._draw_scale_and_north(draw=True)
        canvas.lines([frame.outline.exterior], self.tokens["text-3"], 0.6)
        if not self.drawn.rows:
            self._say_nothing()

    def _chosen_row(self):
        rows = np.flatnonzero(self.gdf["id"].to_numpy() == self.options.record)
        return int(rows[0]) if len(rows) else None

    def _named(self, language, chosen):
        rows = self.drawn.rows if len(self.drawn.rows) <= labels.MOST_NAMED else self.drawn.rows & {chosen}
        return {row: name_in(self.gdf.iloc[row], language) for row in sorted(rows)}

    def _blocked(self):
        """Room for scale bar and north arrow, and for the sentence of an empty map."""
        boxes = self._draw_scale_and_north(draw=False)
        return boxes if self.drawn.rows else [*boxes, self._nothing_box()]

    def _draw_scale_and_north(self, draw):
        frame, s, box = self.frame, self.s, self.frame.box
        if frame.is_world:
            return []
        canvas = self.canvas if draw else Canvas(10, 10, "white")
        boxes = [furniture.draw_scale(canvas, frame, box.x + 4 * s, box.y + 3.5 * s, 42 * s, s, self.options.theme,
                                      texts_for(self.provenance.language)["km"])]
        if furniture.leans(frame) <= furniture.MAX_LEAN:
            boxes.append(furniture.draw_north(canvas, frame, box.right - 6 * s, box.top - 11 * s, s, self.options.theme,
                                              self.words["north"]))
        return boxes

    def _nothing_box(self):
        (x, y), s = self.frame.box.centre, self.s
        return Box(x - 42 * s, y - 6 * s, 84 * s, 12 * s)

    def _say_nothing(self):
        box, s, tokens = self._nothing_box(), self.s, self.tokens
        words = self.words["nothing_here" if len(self.gdf) else "nothing"]
        plate = shapely.box(box.x, box.y, box.right, box.top).buffer(1.5 * s)
        self.canvas.fill([plate], tokens["surface"], edge=tokens["line-strong"], width=0.6)
        lines = break_lines(words, box.width - 6 * s, 11 * s, 600, most=2)
        for n, line in enumerate(lines):
            self.canvas.text(box.centre[0], box.centre[1] + (2.3 * (len(lines) - 1) - 4.6 * n - 1.3) * s, line, 11 * s,
                             tokens["text"], 600, align="center")

    # --- beside or below the map ------------------------------------------------------------------

    def _list_legend(self):
        drawn = self.gdf.iloc[sorted(self.drawn.rows)]
        columns = ("kind", "sector", "status", "precision", "accuracy")
        records = drawn[list(columns)].astype(object).drop_duplicates().to_dict("records")
        width = self.plan.column if self.plan.is_wide else self._band_column() - 4 * self.s
        places = {"rough"} if any(mark.reach for mark in self.drawn.marks) else set()
        places |= {"course"} if self.drawn.bands else set()
        self.legend = furniture.list_legend(records, self.provenance.language, width, self.s, places)
        self.samples = furniture.choose_samples(self.legend)

    def _band_column(self):
        return (self.plan.inner.width - self._corner_width()) / 3

    def _corner_width(self):
        return 48 * self.s

    def _band_height(self):
        parts = furniture.split_legend(self.legend, 3)
        tallest = max((furniture.legend_height(part, self.s) for part in parts), default=0)
        return max(tallest + 5 * self.s, self._corner_width() * _INSET_HIGH + (_CODE_TALL + 14) * self.s - self.footer)

    def _draw_aside(self):
        if self.plan.is_wide:
            self._draw_column()
        else:
            self._draw_band()

    def _draw_column(self):
        s, inner, box = self.s, self.plan.inner, self.frame.box
        x, width = inner.right - self.plan.column, self.plan.column
        floor = self._draw_corner(x, inner.y, width)
        y = box.top + 1.2 * s
        scale = self._legend_scale(y - floor - 4 * s)
        y = furniture.draw_legend(self.canvas, self.legend, x, y, scale, self.options.theme, self.samples)
        self._draw_list([(x, y - 3 * s, width, floor + 2 * s)])

    def _legend_scale(self, room):
        height = furniture.legend_height(self.legend, self.s)
        return self.s * min(1.0, room / height) if height else self.s

    def _draw_corner(self, x, y, width):
        """QR code with its words, and the inset above; gives the upper edge."""
        s, tokens = self.s, self.tokens
        code = _CODE_WIDE * s
        placed = furniture.draw_qr(self.canvas, self.provenance.permalink, x, y, code)
        if placed:
            lines = break_lines(self.words["scan"], width - code - 2 * s, 6.6 * s, most=4)
            furniture.draw_lines(self.canvas, lines, x + code + 2 * s, y + code - 1.2 * s, 6.6 * s, tokens["text-2"])
        top = y + (code + 3.5 * s if placed else 0)
        return self._draw_inset(x, top, width) if not self.frame.is_world else top

    def _draw_inset(self, x, y, width):
        s, count = self.s, len(self.outside)
        if count:
            words = self.words["outside_one" if count == 1 else "outside"].format(n=format_number(count))
            dot = shapely.Point(x + 1.2 * s, y + 1.1 * s).buffer(0.65 * s)
            self.canvas.fill([dot], self.tokens["accent"])
            self.canvas.text(x + 3 * s, y + 0.3 * s, words, 6.6 * s, self.tokens["text-2"])
            y += 4 * s
        height = width * (_INSET_HIGH if self._is_far() else 0.56)
        furniture.draw_inset(self.canvas, Box(x, y, width, height), self.frame, self.outside, self.options.theme)
        return y + height + 2 * s

    def _is_far(self):
        return len(self.outside) and np.ptp(shapely.total_bounds(self.outside)[[0, 2]]) > 75

    def _draw_band(self):
        s, inner, box = self.s, self.plan.inner, self.frame.box
        corner = self._corner_width()
        x = inner.right - corner
        top = box.y - 5.5 * s
        code = _CODE_TALL * s
        height = corner * _INSET_HIGH
        if not self.frame.is_world:
            inset = Box(x, top - height, corner, height)
            furniture.draw_inset(self.canvas, inset, self.frame, self.outside, self.options.theme)
            count = len(self.outside)
            y = top - height - 3.2 * s
            if count:
                words = self.words["outside_one" if count == 1 else "outside"].format(n=format_number(count))
                self.canvas.fill([shapely.Point(x + 1.2 * s, y + 0.8 * s).buffer(0.65 * s)], self.tokens["accent"])
                self.canvas.text(x + 3 * s, y, words, 6.6 * s, self.tokens["text-2"])
        placed = furniture.draw_qr(self.canvas, self.provenance.permalink, inner.right - code, inner.y, code)
        if placed:
            lines = break_lines(self.words["scan"], corner - code - 2 * s, 6.6 * s, most=4)
            furniture.draw_lines(self.canvas, lines, x, inner.y + code - 1.2 * s, 6.6 * s, self.tokens["text-2"])
        floor, slots = inner.y + self.footer + 2 * s, []
        for n, part in enumerate([*furniture.split_legend(self.legend, 3), [], [], []][:3]):
            left = inner.x + n * self._band_column()
            y = furniture.draw_legend(self.canvas, part, left, top + 1.2 * s, s, self.options.theme, self.samples)
            slots.append((left, y - (3 * s if part else 0), self._band_column() - 4 * s, floor))
        self._draw_list(slots)

    def _draw_list(self, slots):
        """The names of the numbered records, as far as there is room in the slots (left, top, width, floor)."""
        s, size, tokens = self.s, 6.8 * self.s, self.tokens
        step, rest = size * MM_PER_PT * 1.3, list(self.numbers.items())
        for n, (x, top, width, floor) in enumerate(slots):
            if not rest or top - 3 * step < floor:
                continue
            y = top
            if len(rest) == len(self.numbers):
                head = [self.words["numbered"]]
                y = furniture.draw_lines(self.canvas, head, x, top, 7.4 * s, tokens["text"], 600, 1.5)
            while rest:
                row, number = rest[0]
                lines = break_lines(printable(self.named[row]), width - 5 * s, size, most=2)
                is_last = n == len(slots) - 1 and len(rest) > 1
                if y - step * (len(lines) + is_last) < floor:
                    break
                furniture.draw_lines(self.canvas, [str(number)], x, y, size, tokens["text"], 700)
                y = furniture.draw_lines(self.canvas, lines, x + 5 * s, y, size, tokens["text"])
                rest.pop(0)
            if rest and n == len(slots) - 1:
                more = self.words["more"].format(n=len(rest))
                furniture.draw_lines(self.canvas, [more], x + 5 * s, y, size, tokens["text-2"])


def _capitalise(text):
    return text[:1].upper() + text[1:]

