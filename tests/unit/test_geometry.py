"""Measures against published geodesics, and tests of place, at 180 degrees too."""

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod

from geodata import geometry

# Length of one degree on WGS 84 (km): along the equator, and along a meridian from the equator.
EQUATOR_DEGREE, MERIDIAN_DEGREE = 111.319491, 110.574389
QUARTER_MERIDIAN = 10001.965729


@pytest.mark.parametrize(("line", "km"), [
    ([(0, 0), (1, 0)], EQUATOR_DEGREE),
    ([(0, 0), (0, 1)], MERIDIAN_DEGREE),
    ([(0, 0), (0, 90)], QUARTER_MERIDIAN),
    ([(-73.8, 40.6), (-0.5, 51.6)], 5551.759400),  # New York to London, GeographicLib's own example
    ([(179.5, 0), (-179.5, 0)], EQUATOR_DEGREE),
    ([(0, 0), (1, 0), (0, 0)], 2 * EQUATOR_DEGREE),
])
def test_lengths_are_geodesic(line, km):
    assert geometry.length_km(shapely.LineString(line)) == pytest.approx(km, rel=1e-7)


def test_lengths_of_other_shapes():
    assert geometry.length_km(shapely.Point(70, 42)) == 0
    parts = shapely.MultiLineString([[(0, 0), (1, 0)], [(5, 0), (6, 0)]])
    assert geometry.length_km(parts) == pytest.approx(2 * EQUATOR_DEGREE, rel=1e-7)


def test_legs_add_up_to_the_line():
    line = shapely.LineString([(0, 0), (1, 0), (1, 1)])
    legs = geometry.leg_lengths_km(line)
    assert legs[0] == pytest.approx(EQUATOR_DEGREE, rel=1e-7)
    assert legs.sum() == pytest.approx(geometry.length_km(line))


def test_distances_between_points_are_geodesic():
    almaty, tashkent, bishkek = (shapely.Point(p) for p in ((76.95, 43.25), (69.24, 41.30), (74.60, 42.87)))
    expected = [Geod(ellps="WGS84").inv(76.95, 43.25, p.x, p.y)[2] / 1000 for p in (tashkent, bishkek)]
    assert geometry.distances_km([tashkent, bishkek], almaty) == pytest.approx(expected)


def test_distance_to_a_line_is_to_its_nearest_point():
    equator = shapely.LineString([(-5, 0), (5, 0)])
    points = [shapely.Point(0, 1), shapely.Point(3.3, -1), shapely.Point(6, 0), shapely.Point(1, 0)]
    assert geometry.distances_km(points, equator) == pytest.approx(
        [MERIDIAN_DEGREE, MERIDIAN_DEGREE, EQUATOR_DEGREE, 0], rel=1e-4)


def test_distance_to_an_area_is_zero_inside():
    area = shapely.box(60, 40, 70, 50)
    inside, outside = geometry.distances_km([shapely.Point(65, 45), shapely.Point(71, 45)], area)
    assert (inside, outside) == (0, pytest.approx(78.85, rel=0.01))


@given(lon=st.floats(-5, 5), lat=st.floats(-3, 3))
def test_distances_to_a_line_are_good_to_a_percent(lon, lat):
    """Against the shortest of many geodesics to points along the line, at the latitude of Tashkent."""
    line = shapely.LineString([(68, 40), (70, 42), (71, 41)])
    along = shapely.get_coordinates(shapely.segmentize(line, 0.01))
    point = (69.5 + lon, 41 + lat)
    shortest = geometry.GEOD.inv(*np.broadcast_to(point, along.shape).T, *along.T)[2].min() / 1000
    found = geometry.distances_km([shapely.Point(point)], line)[0]
    assert found == pytest.approx(shortest, rel=0.01, abs=0.6)


@pytest.mark.parametrize("points", [[], [(70.0, 42.0)]])
def test_within_a_distance_of_nothing_far_away(points):
    points = np.array([shapely.Point(p) for p in points], dtype=object)
    assert geometry.within_km(points, shapely.Point(0, 0), 100).tolist() == [False] * len(points)


def test_within_includes_the_distance_itself():
    points = [shapely.Point(1, 0), shapely.Point(-1, 0), shapely.Point(0, 1)]
    assert geometry.within_km(points, shapely.Point(0, 0), 111).tolist() == [False, False, True]
    assert geometry.within_km(points, shapely.Point(0, 0), EQUATOR_DEGREE + 1e-6).tolist() == [True, True, True]


def test_within_reaches_across_180_degrees():
    suva, samoa = shapely.Point(178.44, -18.14), shapely.Point(-171.76, -13.83)
    km = Geod(ellps="WGS84").inv(178.44, -18.14, -171.76, -13.83)[2] / 1000
    for a, b in ((suva, samoa), (samoa, suva)):
        assert geometry.within_km([b], a, km + 1).tolist() == [True]
        assert geometry.within_km([b], a, km - 1).tolist() == [False]


def test_within_reaches_a_line_cut_at_180_degrees():
    cut = shapely.MultiLineString([[(170, 0), (180, 0)], [(-180, 0), (-178, 0)]])
    near, far = shapely.Point(-179, 0.5), shapely.Point(-170, 0)
    assert geometry.within_km([near, far], cut, 100).tolist() == [True, False]
    assert geometry.within_km([cut], far, 900).tolist() == [True]
    assert geometry.within_km([cut], shapely.Point(0, 0), 900).tolist() == [False]


@given(lon=st.floats(-180, 180), lat=st.floats(-85, 85), km=st.floats(1, 5000), bearing=st.floats(-180, 180),
       part=st.floats(0, 0.999))
def test_the_quick_box_never_loses_a_point(lon, lat, km, bearing, part):
    to_lon, to_lat, _ = geometry.GEOD.fwd(lon, lat, bearing, km * part * 1000)
    if abs(to_lat) < 85:
        assert geometry.within_km([shapely.Point(to_lon, to_lat)], shapely.Point(lon, lat), km).tolist() == [True]


def test_touching_a_polygon():
    triangle = ((0, 0), (10, 0), (0, 10))
    shapes = [shapely.Point(1, 1), shapely.Point(0, 5), shapely.Point(9, 9), shapely.LineString([(-5, 2), (50, 3)]),
              shapely.LineString([(20, 20), (30, 30)])]
    assert geometry.touches_ring(shapes, triangle).tolist() == [True, True, False, True, False]


@pytest.mark.parametrize("ring", [((0, 0), (1, 1), (1, 0), (0, 1)), ((0, 0), (1, 1), (2, 2)), ((0, 0), (0, 0), (0, 0))])
def test_a_polygon_needs_an_inside(ring):
    with pytest.raises(ValueError, match="crosses itself or has no inside"):
        geometry.check_ring(ring)
