"""Simplify country polygons as one topology, so that coasts, borders and tints agree to the last vertex.

Borders are cut into arcs (a run of edges with the same countries on its sides), every arc is simplified once, with a
tolerance that depends on where it lies, and the polygons are built again from the arcs. Nothing here reads or writes
files. Coordinates are EPSG:4326; tolerances are in degrees.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import shapely
from shapely.geometry import LineString, MultiLineString

GRID = 1e-6
"""Vertices closer than this (degrees, about 10 cm) are one vertex."""


@dataclass(frozen=True)
class Zone:
    """An area with its own detail: bounds and tolerances in degrees, smallest island in square degrees."""

    bounds: tuple[float, float, float, float]
    border: float
    coast: float
    island: float
    decimals: int


ZONES = (
    Zone((44.0, 33.0, 92.0, 57.0), border=0.002, coast=0.004, island=0.0004, decimals=4),
    Zone((20.0, 5.0, 150.0, 65.0), border=0.01, coast=0.016, island=0.006, decimals=3),
    Zone((-180.0, -90.0, 180.0, 90.0), border=0.04, coast=0.07, island=0.05, decimals=3),
)
"""From the middle outwards: Central Asia with its neighbours, the wider region, the rest of the world."""


@dataclass(frozen=True)
class Arc:
    """A simplified run of edges: `codes` on its sides (two on a land border, one on a coast), `disputed` 0 or 1."""

    codes: tuple[str, ...]
    disputed: int
    line: LineString


def zone_index(xy: np.ndarray) -> np.ndarray:
    """Give the index in ZONES of every coordinate pair; the first zone that holds it wins."""
    found = np.full(len(xy), len(ZONES) - 1)
    for i in reversed(range(len(ZONES))):
        west, south, east, north = ZONES[i].bounds
        inside = (xy[:, 0] >= west) & (xy[:, 0] <= east) & (xy[:, 1] >= south) & (xy[:, 1] <= north)
        found[inside] = i
    return found


def zone_at(x: float, y: float) -> Zone:
    """Give the zone of one place."""
    return ZONES[int(zone_index(np.array([[x, y]]))[0])]


def edge_keys(geometry) -> list[tuple]:
    """List the undirected edges of every ring or line of a geometry, as pairs of integer vertices."""
    keys = []
    for part in shapely.get_parts(geometry):
        lines = shapely.get_rings(part) if part.geom_type == "Polygon" else [part]
        for line in lines:
            points = list(map(tuple, np.round(shapely.get_coordinates(line) / GRID).astype(np.int64)))
            keys += [(min(a, b), max(a, b)) for a, b in pairwise(points) if a != b]
    return keys


def simplify_line(line: LineString, kind: str) -> LineString | None:
    """Simplify a line with the tolerance of the zones it passes; None when nothing is left.

    `kind` is "border" or "coast". The ends stay, and so does the first vertex inside each zone it enters.
    """
    xy = shapely.get_coordinates(line)
    zones = zone_index(xy)
    cuts = [0, *(np.flatnonzero(np.diff(zones)) + 1), len(xy) - 1]
    pieces = []
    for start, end in pairwise(cuts):
        if end <= start:
            continue
        zone = ZONES[max(zones[start], zones[end])] if end - start < 2 else ZONES[zones[start]]
        run = LineString(xy[start : end + 1]).simplify(getattr(zone, kind), preserve_topology=False)
        pieces.append(shapely.get_coordinates(run)[0 if not pieces else 1 :])
    return rounded_line(np.concatenate(pieces)) if pieces else None


def rounded_line(xy: np.ndarray) -> LineString | None:
    """Round vertices to the decimals of their zone and drop repeats; None when fewer than two remain."""
    decimals = np.array([zone.decimals for zone in ZONES])[zone_index(xy)]
    scale = 10.0 ** decimals[:, None]
    xy = np.round(xy * scale) / scale
    keep = np.r_[True, np.any(np.diff(xy, axis=0) != 0, axis=1)]
    return LineString(xy[keep]) if keep.sum() > 1 else None


def build_arcs(countries: dict[str, object], disputed_edges: set, kept_islands: list) -> list[Arc]:
    """Cut the borders and coasts of `countries` (code -> polygon) into simplified arcs.

    `disputed_edges` holds the edge keys of disputed lines. Islands below the zone's size are dropped, except those that
    contain one of `kept_islands` (points).
    """
    sides: dict[tuple, list[str]] = defaultdict(list)
    for code in sorted(countries):
        for key in edge_keys(countries[code]):
            sides[key].append(code)
    groups: dict[tuple, list] = defaultdict(list)
    for key, codes in sides.items():
        shared = len(codes) > 1
        if shared and len(set(codes)) == 1:
            continue
        groups[(tuple(sorted(set(codes))), int(shared and key in disputed_edges))].append(key)
    keep = shapely.STRtree(kept_islands)
    arcs = []
    for (codes, disputed), keys in sorted(groups.items()):
        for line in merged_lines(keys):
            arc = simplify_arc(line, codes, disputed, keep)
            if arc is not None:
                arcs.append(arc)
    return arcs


def merged_lines(keys: list[tuple]) -> list[LineString]:
    """Join edges into the longest possible lines, in a repeatable order."""
    lines = MultiLineString([np.array(key) * GRID for key in sorted(keys)])
    merged = shapely.get_parts(shapely.line_merge(lines))
    return sorted(merged, key=lambda line: tuple(shapely.get_coordinates(line).ravel()[:6]))


def simplify_arc(line: LineString, codes: tuple[str, ...], disputed: int, keep: shapely.STRtree) -> Arc | None:
    """Simplify one line into an arc; None for an island too small to draw."""
    if line.is_ring:
        polygon = shapely.Polygon(line)
        if (
            len(codes) == 1
            and polygon.area < zone_at(*line.coords[0]).island
            and not len(keep.query(polygon, "contains"))
        ):
            return None
    simple = simplify_line(line, "border" if len(codes) > 1 else "coast")
    if line.is_ring and (simple is None or len(simple.coords) < 4):
        simple = rounded_line(shapely.get_coordinates(line))
    return None if simple is None else Arc(codes, disputed, simple)


def build_polygons(arcs: list[Arc], countries: dict[str, object]) -> dict[str, object]:
    """Build each country again from simplified arcs; a face goes to the country that holds its middle."""
    noded = shapely.unary_union([arc.line for arc in arcs])
    faces = shapely.get_parts(shapely.polygonize(list(shapely.get_parts(noded))))
    codes = sorted(countries)
    tree = shapely.STRtree([countries[code] for code in codes])
    owner = {}
    for face_index, country_index in tree.query(shapely.point_on_surface(faces), "intersects").T:
        owner.setdefault(int(face_index), codes[int(country_index)])
    built: dict[str, list] = defaultdict(list)
    for index, code in owner.items():
        built[code].append(faces[index])
    return {code: clean_polygon(shapely.unary_union(parts)) for code, parts in sorted(built.items())}


def clean_polygon(geometry, grid: float = 1e-4):
    """Snap to a grid of `grid` degrees, keep polygons only, wind outer rings counter-clockwise (RFC 7946)."""
    snapped = shapely.make_valid(shapely.set_precision(geometry, grid))
    parts = [part for part in shapely.get_parts(snapped) if part.geom_type == "Polygon" and part.area > 0]
    merged = shapely.normalize(shapely.multipolygons(parts)) if len(parts) > 1 else shapely.normalize(parts[0])
    return shapely.orient_polygons(merged, exterior_cw=False)
