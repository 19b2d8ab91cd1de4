"""Which projection suits an extent, and where a place falls on the sheet.

Degrees (EPSG:4326) in, millimetres on the sheet out, counted from its lower left corner. Regions are drawn in an
Albers equal-area conic fitted to what is seen, with standard parallels a sixth of its height from its edges (Kavraisky
1934); regions on the equator in Lambert's azimuthal equal-area, the world in Equal Earth (Šavrič et al. 2018).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import shapely
from pyproj import Geod, Transformer

GEOD = Geod(ellps="WGS84")
WORLD_FROM_DEGREES = 110
WORLD_LON_0 = 11
WORLD = (WORLD_LON_0 - 180, -90, WORLD_LON_0 + 180, 90)
CSS_PX_MM = 25.4 / 96
_TILE_PX = 512
_EQUATOR_M = 2 * math.pi * 6378137
_SCREEN_PX = 1050
_GLOBE_M = (34_487_918.0, 16_785_856.0)
_CLEAR_MM = 3


@dataclass(frozen=True)
class Box:
    """A rectangle on the sheet, in millimetres from its lower left corner."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.x + self.width

    @property
    def top(self) -> float:
        """Its upper edge."""
        return self.y + self.height

    @property
    def centre(self) -> tuple[float, float]:
        """Its middle."""
        return self.x + self.width / 2, self.y + self.height / 2

    def grown(self, by: float) -> Box:
        """The box with so much more on every side (less, if negative)."""
        return Box(self.x - by, self.y - by, self.width + 2 * by, self.height + 2 * by)

    def meets(self, other: Box) -> bool:
        """Whether the two overlap; touching is not overlapping."""
        return self.x < other.right and other.x < self.right and self.y < other.top and other.y < self.top


@dataclass(frozen=True)
class Projection:
    """A projection by PROJ's name, with the meridian in its middle and its two parallels (or latitude), in degrees."""

    name: str
    lon_0: float
    parallels: tuple[float, ...] = ()

    @property
    def definition(self) -> str:
        """As PROJ writes it; metres on WGS 84."""
        latitudes = {"aea": "+lat_1={} +lat_2={}", "laea": "+lat_0={}", "eqearth": ""}[self.name]
        return f"+proj={self.name} +lon_0={self.lon_0} {latitudes.format(*self.parallels)} +ellps=WGS84 +units=m"


def choose_projection(west: float, south: float, east: float, north: float) -> Projection:
    """The projection for an extent in degrees (`east` may exceed 180)."""
    if east - west > WORLD_FROM_DEGREES:
        return Projection("eqearth", WORLD_LON_0)
    lon_0 = round((west + east) / 2, 1)
    low, high = south + (north - south) / 6, north - (north - south) / 6
    if south < -5 < 5 < north or abs(low + high) < 10 or max(abs(south), abs(north)) > 84:
        return Projection("laea", lon_0, (round((south + north) / 2, 1),))
    return Projection("aea", lon_0, (round(low, 1), round(high, 1)))


@dataclass(frozen=True)
class MapFrame:
    """A map in a box of the sheet: its projection, its scale, and which metres lie in its middle."""

    box: Box
    projection: Projection
    mm_per_m: float
    middle: tuple[float, float]

    @cached_property
    def _transformer(self):
        return Transformer.from_pipeline(f"+proj=pipeline +step +proj=unitconvert +xy_in=deg +xy_out=rad "
                                         f"+step {self.projection.definition}")

    def to_sheet(self, lons, lats) -> tuple[np.ndarray, np.ndarray]:
        """Millimetres for degrees."""
        x, y = self._transformer.transform(np.asarray(lons, dtype=float), np.asarray(lats, dtype=float))
        (cx, cy), (mx, my) = self.box.centre, self.middle
        return cx + (x - mx) * self.mm_per_m, cy + (y - my) * self.mm_per_m

    def to_degrees(self, x, y) -> tuple[np.ndarray, np.ndarray]:
        """Degrees for millimetres; longitudes within 180 of the middle meridian, NaN where there is no earth."""
        (cx, cy), (mx, my) = self.box.centre, self.middle
        lons, lats = self._transformer.transform((np.asarray(x, dtype=float) - cx) / self.mm_per_m + mx,
                                                 (np.asarray(y, dtype=float) - cy) / self.mm_per_m + my,
                                                 direction="INVERSE")
        lon_0 = self.projection.lon_0
        lons, lats = (np.where(np.isfinite(part), part, np.nan) for part in (lons, lats))
        return (lons - lon_0 + 180) % 360 - 180 + lon_0, lats

    @property
    def is_world(self) -> bool:
        """Whether it is drawn as a world map."""
        return self.projection.name == "eqearth"

    @cached_property
    def window(self) -> tuple[float, float, float, float]:
        """west, south, east, north of all it can show, in degrees; `west` may lie below -180, `east` above 180."""
        if self.is_world:
            return WORLD
        box = self.box.grown(_CLEAR_MM)
        x, y = np.meshgrid(np.linspace(box.x, box.right, 25), np.linspace(box.y, box.top, 25))
        lons, lats = self.to_degrees(x.ravel(), y.ravel())
        if np.isnan(lats).any():
            pole = 90 if self.projection.parallels[0] > 0 else -90
            lons = np.append(lons, (self.projection.lon_0 - 179, self.projection.lon_0 + 179))
            lats = np.append(lats, (pole, pole))
        return (float(np.nanmin(lons)) - 0.5, max(-90, float(np.nanmin(lats)) - 0.5),
                float(np.nanmax(lons)) + 0.5, min(90, float(np.nanmax(lats)) + 0.5))

    @cached_property
    def outline(self) -> shapely.Polygon:
        """What of the box is map: all of it, or the globe's outline in a map of the world."""
        box = shapely.box(self.box.x, self.box.y, self.box.right, self.box.top)
        if not self.is_world:
            return box
        west, south, east, north = WORLD
        globe = shapely.segmentize(shapely.box(west + 1e-6, south, east - 1e-6, north), 1)
        return shapely.transform(globe, self._to_sheet_pairs).intersection(box)

    def _to_sheet_pairs(self, xy):
        return np.column_stack(self.to_sheet(xy[:, 0], xy[:, 1]))

    def place(self, shapes) -> tuple[np.ndarray, np.ndarray]:
        """Shapes (EPSG:4326) on the sheet, cut to the map, and the position of each among those given.

        A shape that the map does not show is left out; one that it shows on both sides of its seam comes twice.
        """
        shapes = np.asarray(shapes, dtype=object)
        west, south, east, north = self.window
        placed, positions = [], []
        for turn in (-360, 0, 360):
            if west - turn >= 180 or east - turn <= -180:
                continue
            cut = shapely.clip_by_rect(shapes, max(west - turn, -180) + 1e-7, south,
                                       min(east - turn, 180) - 1e-7, north)
            kept = np.flatnonzero(~shapely.is_empty(cut))
            turned = shapely.transform(shapely.segmentize(cut[kept], 1.0),
                                       lambda xy, turn=turn: self._to_sheet_pairs(xy + np.array((turn, 0))))
            box = self.box.grown(_CLEAR_MM)
            shown = shapely.clip_by_rect(turned, box.x, box.y, box.right, box.top)
            here = ~shapely.is_empty(shown)
            placed.append(shown[here])
            positions.append(kept[here])
        return (np.concatenate(placed), np.concatenate(positions)) if placed else (shapes[:0], np.arange(0))

    @property
    def metres_per_px(self) -> float:
        """Metres in a CSS pixel of the sheet (1/96 inch)."""
        return CSS_PX_MM / self.mm_per_m

    @cached_property
    def zoom(self) -> float:
        """The zoom at which a web map has this scale in its middle."""
        latitude = float(self.to_degrees(*self.box.centre)[1])
        return math.log2(_EQUATOR_M * math.cos(math.radians(latitude)) / (_TILE_PX * self.metres_per_px))

    def convergence(self, x: float, y: float) -> float:
        """Degrees by which true north leans from the sheet's upper edge at a point in millimetres; clockwise."""
        lon, lat = (float(part) for part in self.to_degrees(x, y))
        x_up, y_up = self.to_sheet(lon, min(lat + 0.2, 90))
        return math.degrees(math.atan2(x_up - x, y_up - y))


def fit_frame(box: Box, shapes, least_m: float = 0.0, clear_mm: float = 6.0) -> MapFrame:
    """The frame that shows all of these shapes (EPSG:4326) as large as the box allows.

    `least_m`: metres that the box's shorter side shows at least. `clear_mm`: what stays free along the edges.
    """
    west, south, east, north = shapely.total_bounds(shapes)
    projection = choose_projection(west, south, east, north)
    for _ in range(2):
        frame = _fit(box, shapes, projection, least_m, clear_mm)
        if frame.is_world:
            break
        _, low, _, high = frame.window
        projection = choose_projection(west, low, east, high)
    return frame


def _fit(box, shapes, projection, least_m, clear_mm):
    blank = MapFrame(box, projection, 1.0, (0.0, 0.0))
    xy = shapely.get_coordinates(shapely.segmentize(np.asarray(shapes, dtype=object), 1.0))
    x, y = blank.to_sheet(*xy.T)
    (cx, cy) = box.centre
    width, height = np.ptp(x), np.ptp(y)
    inner = box.grown(-clear_mm)
    scale = min(inner.width / max(width, 1), inner.height / max(height, 1))
    if least_m:
        scale = min(scale, min(box.width, box.height) / least_m)
    if projection.name == "eqearth":
        scale = max(scale, box.width / _GLOBE_M[0])
    return MapFrame(box, projection, scale, (float(x.min() + x.max()) / 2 - cx, float(y.min() + y.max()) / 2 - cy))


def view_frame(box: Box, zoom: float, latitude: float, longitude: float) -> MapFrame:
    """The frame with a web map's view in its middle; its longer side shows what 1,050 pixels of a screen do."""
    metres = _EQUATOR_M * math.cos(math.radians(latitude)) * _SCREEN_PX / (_TILE_PX * 2 ** zoom)
    longer = max(box.width, box.height)
    degrees = 360 * _SCREEN_PX / (_TILE_PX * 2 ** zoom) * box.width / longer
    if degrees > WORLD_FROM_DEGREES:
        return _world_frame(box, degrees, latitude, longitude)
    half = metres / 111_320 * box.height / longer / 2
    projection = choose_projection(longitude - degrees / 2, max(-89, latitude - half), longitude + degrees / 2,
                                   min(89, latitude + half))
    blank = MapFrame(box, projection, 1.0, (0.0, 0.0))
    x, y = blank.to_sheet(longitude, latitude)
    return MapFrame(box, projection, longer / metres, (float(x) - box.centre[0], float(y) - box.centre[1]))


def globe_frame(box: Box) -> MapFrame:
    """The whole world in the middle of a box."""
    scale = min(box.width / _GLOBE_M[0], box.height / _GLOBE_M[1])
    return MapFrame(box, Projection("eqearth", WORLD_LON_0), scale, (0.0, 0.0))


def _world_frame(box, degrees, latitude, longitude):
    if degrees > 250:
        return globe_frame(box)
    west = max(WORLD[0] + 1, min(longitude - degrees / 2, WORLD[2] - degrees - 1))
    half = degrees / 4
    return fit_frame(box, [shapely.box(west, max(-60, latitude - half), west + degrees, min(84, latitude + half))],
                     clear_mm=1)


def scale_text(frame: MapFrame) -> int:
    """The scale's denominator in the middle of the map, rounded to two figures."""
    denominator = 1000 / frame.mm_per_m
    return int(round(denominator, 1 - math.floor(math.log10(denominator))))
