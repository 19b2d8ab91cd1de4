"""How far the truth may lie from what is drawn: circles around rough places, bands along roughly known lines.

The distances stand for a class (precision, accuracy), not for a measurement; docs/methods.md says where they come from.
"""

from __future__ import annotations

import numpy as np
import shapely

from dashboard.style import LINE_LOOKS
from geodata.geometry import DEGREE_KM

PLACE_KM = {"exact": 0.5, "near": 10, "district": 30, "region": 90}
LINE_KM = {"sketched": 10, "endpoints": 30}
_DIRECTIONS = ("dotted", "band")  # lines of these forms show a direction rather than a way
_SIMPLER_DEGREES = 0.004


def line_reach_km(kind: str, accuracy: str | None) -> float | None:
    """Half the width of a line's band in kilometres; None for lines that are known or have no course of their own."""
    look = LINE_LOOKS.get(kind)
    return None if look is None or look.form in _DIRECTIONS else LINE_KM.get(accuracy)


def line_band(line, km: float):
    """The area within so many kilometres of a line (EPSG:4326). Each leg has its band in a plane of its own, good to
    some per cent for legs of a few hundred kilometres."""
    points = shapely.get_coordinates(line)
    legs = np.stack([points[:-1], points[1:]], axis=1)
    stretch = np.cos(np.radians(legs[:, :, 1].mean(axis=1)))
    bands = shapely.buffer(shapely.linestrings(_scaled(legs, stretch)), km / DEGREE_KM, quad_segs=5)
    corners, of = shapely.get_coordinates(bands, return_index=True)
    rings = shapely.linearrings(corners / np.stack([stretch[of], np.ones(len(of))], axis=1), indices=of)
    return shapely.simplify(shapely.union_all(shapely.polygons(rings)), _SIMPLER_DEGREES)


def _scaled(legs, stretch):
    return legs * np.stack([stretch, np.ones(len(stretch))], axis=1)[:, None, :]
