"""The ground of a printed map: water, land, relief, rivers, lakes, boundaries, and what may be named on it.

Reads the files of `geodata/basemap/` once, and the looks of `basemap_style.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import geopandas as gpd
import numpy as np
import shapely
from PIL import Image

from dashboard.basemap_style import COLOURS, RELIEF_COORDINATES, RELIEF_OPACITY, RELIEF_PAINT
from dashboard.printing.canvas import Canvas
from dashboard.printing.projection import Box, MapFrame
from geodata.loading import BASEMAP_DIR, load_countries

DETAIL = 0.7
_FADE = ((2, 1), (5.5, 1), (7.5, 0.5), (10, 0.2))
_LINE_MM = 0.04
_PIXEL_MM = (0.17, 0.34)
_MESH = 16
_BEARS_NAME_MM2, _BEARS_NAME_SHARE = 260, 0.05


@cache
def load_layer(name: str) -> gpd.GeoDataFrame:
    """A file of the basemap (EPSG:4326)."""
    return gpd.read_file(BASEMAP_DIR / f"{name}.geojson")


@cache
def load_countries_once() -> gpd.GeoDataFrame:
    """Country polygons (EPSG:4326) by alpha-3 code."""
    return load_countries()


@cache
def load_relief() -> Image.Image:
    """The shaded relief (Web Mercator, transparent over water)."""
    with Image.open(BASEMAP_DIR / "relief.webp") as image:
        return image.convert("RGBA")


def draw_ground(canvas: Canvas, frame: MapFrame, theme: str, relief: bool = True) -> list:
    """Everything of the basemap but its names and dots; gives the lines that names had better not cross."""
    colours = COLOURS[theme]
    canvas.clip_to(frame.outline)
    canvas.fill([frame.outline], colours["water"])
    land = _shapes(frame, "land")
    canvas.lines(shapely.boundary(land), colours["coast_glow"], 2.4, cap="round")
    canvas.fill(land, colours["land"])
    canvas.fill(_shapes(frame, "central_asia"), colours["focus"])
    if relief and not frame.is_world:
        _draw_relief(canvas, frame, theme)
    canvas.lines(_coast(frame, land), colours["coast"], 0.35)
    shores = _draw_water(canvas, frame, colours)
    boundaries = _draw_boundaries(canvas, frame, colours)
    canvas.clip_to(None)
    return [*_coast(frame, land), *shores, *boundaries]


def _shapes(frame, name, keep=None):
    shapes = load_layer(name).geometry.to_numpy()
    placed, _ = frame.place(shapes if keep is None else shapes[keep])
    simple = shapely.simplify(placed, _LINE_MM, preserve_topology=False)
    return simple[~shapely.is_empty(simple)]


def _coast(frame, land):
    """The outlines of land without the cuts along the map's own edge."""
    edge = frame.box.grown(2)
    return shapely.clip_by_rect(shapely.boundary(land), edge.x, edge.y, edge.right, edge.top)


def _draw_water(canvas, frame, colours):
    zoom = frame.zoom + DETAIL
    rivers = load_layer("rivers")
    for scalerank in sorted(set(rivers["scalerank"])):
        keep = ((rivers["scalerank"] == scalerank) & (rivers["min_zoom"] <= zoom)).to_numpy()
        far, near = np.interp(scalerank, (1, 6), (0.55, 0.3)), np.interp(scalerank, (1, 9), (1.6, 0.6))
        width = np.interp(zoom, (3, 9), (far, near))
        canvas.lines(_shapes(frame, "rivers", keep), colours["river"], float(width), cap="round")
    lakes = _shapes(frame, "lakes", (load_layer("lakes")["min_zoom"] <= zoom).to_numpy())
    canvas.fill(lakes, colours["lake"], edge=colours["lake_edge"], width=0.3)
    return shapely.boundary(lakes)


def _draw_boundaries(canvas, frame, colours):
    width = float(np.interp(frame.zoom, (1, 3.5, 6, 9), (0.3, 0.6, 0.9, 1.3)))
    boundaries, drawn = load_layer("boundaries"), []
    for disputed, focus, colour, dash in ((0, 0, "boundary", (4, 1.6)), (0, 1, "boundary_focus", (4, 1.6)),
                                          (1, None, "disputed", (1, 2))):
        keep = (boundaries["disputed"] == disputed) & ((boundaries["focus"] == focus) | (focus is None))
        lines = _shapes(frame, "boundaries", keep.to_numpy())
        canvas.lines(lines, colours[colour], width, dash)
        drawn.extend(lines)
    return drawn


# --- relief ---------------------------------------------------------------------------------------

def _draw_relief(canvas, frame, theme):
    opacity = RELIEF_OPACITY[theme] * float(np.interp(frame.zoom, *zip(*_FADE, strict=True)))
    step = float(np.clip(0.03 * 111_320 * frame.mm_per_m, *_PIXEL_MM))
    box = frame.box
    columns, rows = round(box.width / step), round(box.height / step)
    image = load_relief().transform((columns, rows), Image.Transform.MESH, _mesh(frame, columns, rows),
                                    Image.Resampling.BICUBIC)
    canvas.image(_paint(np.asarray(image), opacity, **RELIEF_PAINT[theme]), box)


def _mesh(frame, columns, rows):
    """For each cell of the picture the four corners of the relief that fill it, as Pillow wants them."""
    xs, ys = (np.append(np.arange(0, end, _MESH), end) for end in (columns, rows))
    px, py = _relief_pixels(frame, xs / columns, ys / rows)
    width, height = load_relief().size
    mesh = []
    for j in range(len(ys) - 1):
        for i in range(len(xs) - 1):
            corners = [(j, i), (j + 1, i), (j + 1, i + 1), (j, i + 1)]
            quad = [part for row, column in corners for part in (px[row, column], py[row, column])]
            if min(quad[::2]) >= 0 and max(quad[::2]) < width and min(quad[1::2]) >= 0 and max(quad[1::2]) < height:
                mesh.append(((int(xs[i]), int(ys[j]), int(xs[i + 1]), int(ys[j + 1])), tuple(quad)))
    return mesh


def _relief_pixels(frame, right, down):
    """Pixels of the relief for a grid of the frame, given as shares of its box from the upper left; -1 outside."""
    box = frame.box
    x, y = np.meshgrid(box.x + right * box.width, box.top - down * box.height)
    lons, lats = frame.to_degrees(x, y)
    (west, north), (east, _), (_, south), _ = RELIEF_COORDINATES
    width, height = load_relief().size
    lons, lats = np.nan_to_num(lons, posinf=-999, neginf=-999), np.clip(np.nan_to_num(lats, posinf=-89), -89, 89)
    top, bottom = _mercator(north), _mercator(south)
    px, py = (lons - west) / (east - west) * width, (top - _mercator(lats)) / (top - bottom) * height
    outside = (px < 0) | (px >= width) | (py < 0) | (py >= height)
    return np.where(outside, -1, px), np.where(outside, -1, py)


def _mercator(latitude):
    return np.log(np.tan(np.pi / 4 + np.radians(latitude) / 2))


def _paint(pixels, opacity, **paint):
    """The picture as MapLibre paints a raster: saturation, contrast, brightness, opacity."""
    rgb = pixels[..., :3].astype(np.float32) / 255
    more = paint["raster-saturation"]
    rgb += (rgb.mean(axis=2, keepdims=True) - rgb) * (1 - 1 / (1.001 - more) if more > 0 else -more)
    contrast = paint["raster-contrast"]
    rgb = (rgb - 0.5) * (1 / (1 - contrast) if contrast > 0 else 1 + contrast) + 0.5
    low, high = paint["raster-brightness-min"], paint["raster-brightness-max"]
    rgb = low + (high - low) * np.clip(rgb, 0, 1)
    alpha = pixels[..., 3:].astype(np.float32) / 255 * opacity
    return np.rint(np.concatenate((rgb, alpha), axis=2) * 255).astype(np.uint8)


# --- what may be named ----------------------------------------------------------------------------

@dataclass(frozen=True)
class Named:
    """A name that the basemap offers: `kind` is focus, country, capital, city, town, sea, lake, river or land.

    `area`: what of a country the map shows, on the sheet.
    """

    kind: str
    words: str
    x: float
    y: float
    rank: float
    side: str = ""
    area: object = None


def list_names(frame: MapFrame, language: str) -> list[Named]:
    """The names that suit the frame's scale, the most important first within each kind."""
    zoom = frame.zoom + DETAIL
    countries, places, nature = (load_layer(f"{name}") for name in ("country_labels", "places", "nature_labels"))
    nature = nature[(nature["min_zoom"] <= zoom) & (nature["max_zoom"] >= zoom)]
    found = [*_country_names(frame, countries, zoom, language),
             *_places(frame, places[places["min_zoom"] <= zoom], language)]
    for row, x, y in _on_sheet(frame, nature):
        kind = row["kind"] if row["kind"] in ("sea", "lake", "river") else "land"
        found.append(Named(kind, _name(row, language), x, y, row["min_zoom"]))
    return sorted(found, key=lambda name: name.rank)


def _country_names(frame, rows, zoom, language):
    """Countries of which the map shows enough to bear a name; where their usual point is off the map, another one."""
    areas = _country_areas(frame)
    points = {row["iso_a3"]: (x, y) for row, x, y in _on_sheet(frame, rows)}
    for row in rows.drop(columns="geometry").to_dict("records"):
        area = areas.get(row["iso_a3"])
        if area is None or not (row["focus"] or area.area > _BEARS_NAME_MM2) or area.area < _BEARS_NAME_MM2 / 12:
            continue
        if row["iso_a3"] in points or area.area > _BEARS_NAME_SHARE * frame.outline.area:
            point = area.point_on_surface()
            x, y = points.get(row["iso_a3"], (point.x, point.y))
            rank = row["rank"] - area.area / 1e6
            yield Named("focus" if row["focus"] else "country", _name(row, language), x, y, rank, area=area)


def _country_areas(frame):
    countries = load_countries_once()
    placed, positions = frame.place(countries.geometry.to_numpy())
    areas = {}
    for area, position in zip(shapely.simplify(placed, 0.4), positions, strict=True):
        code = countries.index[position]
        clipped = shapely.make_valid(area).intersection(frame.outline)
        areas[code] = clipped if code not in areas else areas[code].union(clipped)
    return {code: area for code, area in areas.items() if not area.is_empty}


def _places(frame, rows, language):
    for row, x, y in _on_sheet(frame, rows):
        focus = row["iso_a3"] in ("KAZ", "KGZ", "TJK", "TKM", "UZB")
        kind = "capital" if row["capital"] and focus else "city" if row["min_zoom"] <= 4.5 else "town"
        side = row["side"] if isinstance(row["side"], str) else ""
        yield Named(kind, _name(row, language), x, y, row["min_zoom"] - row["capital"], side)


def _on_sheet(frame, rows):
    points, positions = frame.place(rows.geometry.to_numpy())
    records = rows.drop(columns="geometry").to_dict("records")
    for point, position in zip(points, positions, strict=True):
        if _inside(frame.box, point):
            yield records[position], point.x, point.y


def _inside(box: Box, point):
    return box.x < point.x < box.right and box.y < point.y < box.top


def _name(row, language):
    own = row.get(f"name_{language}")
    return own if language != "en" and isinstance(own, str) and own else row.get("name") or row.get("name_en") or ""
