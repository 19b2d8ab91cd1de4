"""Measures on the ellipsoid and tests of place. Degrees in (EPSG:4326), kilometres out.

Lengths and distances are geodesic on WGS 84 (pyproj); nothing here simplifies or draws.
"""

import numpy as np
import shapely
from pyproj import Geod

GEOD = Geod(ellps="WGS84")
DEGREE_KM = 111.2


def length_km(line) -> float:
    """Geodesic length of a line in kilometres; 0 for a point."""
    return GEOD.geometry_length(line) / 1000


def leg_lengths_km(line) -> np.ndarray:
    """Geodesic length of each leg between two neighbouring points of a line, in kilometres."""
    lons, lats = shapely.get_coordinates(line).T
    return GEOD.inv(lons[:-1], lats[:-1], lons[1:], lats[1:])[2] / 1000


def distances_km(geometries, target) -> np.ndarray:
    """Shortest distance from each geometry to the target, in kilometres.

    The nearest pair of points is found in a local equirectangular plane around the target, then
    measured on the ellipsoid; good to about one per cent up to a few hundred kilometres.
    """
    lat = shapely.centroid(target).y
    stretch = np.cos(np.radians(lat))
    lines = shapely.shortest_line(_squeeze(geometries, stretch), _squeeze(target, stretch))
    ends = shapely.get_coordinates(lines).reshape(-1, 2, 2)
    (lon_a, lat_a), (lon_b, lat_b) = ends[:, 0].T, ends[:, 1].T
    return np.asarray(GEOD.inv(lon_a / stretch, lat_a, lon_b / stretch, lat_b)[2]) / 1000


def within_km(geometries, target, km: float) -> np.ndarray:
    """Which geometries lie within so many kilometres of the target, across 180 degrees too."""
    geometries = np.asarray(geometries, dtype=object)
    keep = np.zeros(len(geometries), dtype=bool)
    for turn in (-360, 0, 360):
        moved = shapely.transform(target, lambda xy, turn=turn: np.add(xy, (turn, 0)))
        near = _boxes_meet(geometries, moved, km)
        keep[near] |= distances_km(geometries[near], moved) <= km
    return keep


def _boxes_meet(geometries, target, km):
    """Which geometries touch the target's box widened by a distance: quick, and never one too few."""
    west, south, east, north = shapely.bounds(target)
    margin = km / DEGREE_KM * 1.02
    wide = margin / max(0.05, np.cos(np.radians(min(89, max(abs(south), abs(north)) + margin))))
    return shapely.intersects(shapely.box(west - wide, south - margin, east + wide, north + margin), geometries)


def touches_ring(geometries, ring) -> np.ndarray:
    """Which geometries touch the polygon given by (longitude, latitude) pairs."""
    polygon = shapely.Polygon(ring)
    shapely.prepare(polygon)
    return shapely.intersects(polygon, np.asarray(geometries, dtype=object))


def check_ring(ring) -> None:
    """Raise ValueError unless the pairs make a polygon with an inside that does not cross itself."""
    if not shapely.is_valid(shapely.Polygon(ring)):
        raise ValueError("the polygon crosses itself or has no inside.")


def _squeeze(geometries, stretch):
    return shapely.transform(geometries, lambda xy: xy * (stretch, 1))
