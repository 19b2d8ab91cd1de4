"""The sheet as something to draw on: millimetres, shapes, texts. Knows Matplotlib, and nothing of maps or records.

Only Matplotlib's objects are used, never `pyplot`. Three of its global switches are set here once, since figures are
written with them: real fonts in PDF, no formulas in texts, stable ids in SVG.
"""

from __future__ import annotations

import matplotlib
import numpy as np
import shapely
from matplotlib.collections import LineCollection, PathCollection
from matplotlib.figure import Figure
from matplotlib.image import BboxImage
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.patheffects import Stroke
from matplotlib.text import Text
from matplotlib.transforms import Affine2D, Bbox, TransformedBbox

from dashboard.printing.fonts import font, printable

matplotlib.rcParams.update({"pdf.fonttype": 42, "svg.fonttype": "path", "svg.hashsalt": "belt-road-atlas",
                            "text.parse_math": False, "path.simplify": False, "pdf.compression": 9})
MM_PER_INCH = 25.4
MM_PER_PT = MM_PER_INCH / 72


class Canvas:
    """One sheet of paper. Everything drawn is in millimetres from its lower left corner; later lies above earlier."""

    def __init__(self, width: float, height: float, colour: str):
        self.width, self.height = width, height
        self.figure = Figure(figsize=(width / MM_PER_INCH, height / MM_PER_INCH), facecolor=colour)
        self.mm = Affine2D().scale(1 / MM_PER_INCH) + self.figure.dpi_scale_trans
        self._order = 1
        self._clip = None

    def clip_to(self, outline: shapely.Polygon | None) -> None:
        """From here on draw only within an outline; None: everywhere."""
        self._clip = None if outline is None else (path_of([outline]), self.mm)

    def add(self, artist):
        """Add an artist whose coordinates are millimetres; above all that is there."""
        self._order += 1
        artist.set_zorder(self._order)
        self.figure.add_artist(artist)
        if self._clip is not None:
            artist.set_clip_path(*self._clip)
        return artist

    def fill(self, shapes, colour, alpha=None, edge="none", width=0.0) -> None:
        """Polygons as one patch: fill colour, edge colour and width in points."""
        path = path_of(shapes)
        if len(path.vertices):
            self.add(PathPatch(path, facecolor=colour, edgecolor=edge, linewidth=width, alpha=alpha,
                               joinstyle="round", transform=self.mm))

    def lines(self, shapes, colour, width, dash=None, alpha=None, cap="butt") -> None:
        """Lines of one look; `width` in points, `dash` in widths of the line."""
        parts = [shapely.get_coordinates(part) for part in shapely.get_parts(np.asarray(shapes, dtype=object))]
        if parts:
            self.add(LineCollection(parts, colors=[colour], linewidths=width, alpha=alpha, capstyle=cap,
                                    joinstyle="round", linestyles=[(0, tuple(dash))] if dash else "solid",
                                    transform=self.mm))

    def paths(self, paths, fills, edges, widths, alpha=None) -> None:
        """Many small paths in order, each with its own fill, edge and width in points."""
        if paths:
            self.add(PathCollection(paths, facecolors=fills, edgecolors=edges, linewidths=widths, alpha=alpha,
                                    transform=self.mm))

    def image(self, pixels, box) -> None:
        """A picture (rows from the top, RGBA bytes) in a box."""
        place = TransformedBbox(Bbox.from_bounds(box.x, box.y, box.width, box.height), self.mm)
        image = BboxImage(place, interpolation="bilinear", origin="upper")
        image.set_data(pixels)
        self.add(image)

    def text(self, x, y, text, size, colour, weight=400, italic=False, align="left", halo=None, halo_width=1.6,
             turn=0.0) -> None:
        """One line of text on a base line; `size` and `halo_width` in points, `turn` in degrees to the left."""
        options = {"fontproperties": font(weight, italic).copy(), "size": size, "ha": align, "va": "baseline",
                   "rotation": turn, "rotation_mode": "anchor", "transform": self.mm, "parse_math": False}
        words = printable(text)
        if halo:
            self.add(Text(x, y, words, color=halo, **options, path_effects=[
                Stroke(linewidth=halo_width, foreground=halo, joinstyle="round")]))
        self.add(Text(x, y, words, color=colour, **options))


def path_of(shapes) -> Path:
    """Polygons as one path: outlines to the left, holes to the right, so that every filling rule agrees."""
    parts = shapely.get_parts(shapely.get_parts(np.asarray(shapes, dtype=object)))
    polygons = shapely.orient_polygons(parts[shapely.get_type_id(parts) == 3])
    rings = shapely.get_rings(polygons)
    xy = shapely.get_coordinates(rings)
    if not len(xy):
        return Path(np.empty((0, 2)))
    ends = np.cumsum(shapely.get_num_coordinates(rings))
    codes = np.full(len(xy), Path.LINETO, dtype=Path.code_type)
    codes[0], codes[ends[:-1]], codes[ends - 1] = Path.MOVETO, Path.MOVETO, Path.CLOSEPOLY
    return Path(xy, codes)
