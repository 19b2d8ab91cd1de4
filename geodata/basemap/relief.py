"""Make the shaded relief: a quiet, almost grey picture in Web Mercator, transparent over water and at its edges.

The source is a coloured relief of the world on a plate carree grid (EPSG:4326). Its light and shade are kept, its
colours are muted and its lowlands and plateaus are brought to nearly one tone, so that the map's own land colour stays
the same everywhere and the picture works under a light and under a dark theme.
"""

from __future__ import annotations

import io
import math

import numpy as np
import shapely
from PIL import Image, ImageDraw, ImageFilter

BOUNDS = (-15.0, 0.0, 150.0, 75.0)
"""West, south, east, north of the picture in degrees."""

FLAT_TONE = 0.80
"""Lightness (0-1) of level ground; the theme's raster brightness turns it into the theme's land tone."""

WARMTH = (1.02, 1.0, 0.955)
"""Red, green and blue of the grey, so that level ground looks like paper rather than like concrete."""

SHADE_STRENGTH = 1.25
TONE_STRENGTH = 0.10
COLOUR_STRENGTH = 0.32
FEATHER_DEGREES = 6.0


def mercator_y(lat):
    """Give the Web Mercator northing of a latitude in degrees, in radians of the unit sphere."""
    return np.log(np.tan(math.pi / 4 + np.radians(lat) / 2))


def mercator_grid(width: int) -> tuple[np.ndarray, np.ndarray]:
    """Give the longitudes of the columns and latitudes of the rows of a picture (pixel centres, degrees)."""
    west, south, east, north = BOUNDS
    top, bottom = mercator_y(north), mercator_y(south)
    height = round(width * (top - bottom) / math.radians(east - west))
    lons = west + (np.arange(width) + 0.5) * (east - west) / width
    ys = top - (np.arange(height) + 0.5) * (top - bottom) / height
    return lons, np.degrees(2 * np.arctan(np.exp(ys)) - math.pi / 2)


def resample(source: np.ndarray, lons: np.ndarray, lats: np.ndarray) -> np.ndarray:
    """Sample a world picture (rows from 90N, columns from 180W) bilinearly at a grid of longitudes and latitudes."""
    rows, columns = source.shape[:2]
    x = np.clip((lons + 180) * columns / 360 - 0.5, 0, columns - 1.001)
    y = np.clip((90 - lats) * rows / 180 - 0.5, 0, rows - 1.001)
    x0, y0 = x.astype(int), y.astype(int)
    fx, fy = (x - x0)[None, :, None], (y - y0)[:, None, None]
    upper = source[y0][:, x0] * (1 - fx) + source[y0][:, x0 + 1] * fx
    lower = source[y0 + 1][:, x0] * (1 - fx) + source[y0 + 1][:, x0 + 1] * fx
    return upper * (1 - fy) + lower * fy


def blurred(channel: np.ndarray, radius: float, weight: np.ndarray) -> np.ndarray:
    """Blur a channel over land only: `weight` (0-1) is left out of the mean where it is 0."""

    def smooth(values: np.ndarray) -> np.ndarray:
        picture = Image.fromarray(values.astype(np.float32), mode="F")
        small = picture.resize((max(1, picture.width // 8), max(1, picture.height // 8)), Image.Resampling.BOX)
        soft = small_blur(np.asarray(small), max(1, round(radius / 8)))
        return np.asarray(Image.fromarray(soft, mode="F").resize(picture.size, Image.Resampling.BICUBIC))

    return smooth(channel * weight) / np.maximum(smooth(weight), 0.02)


def small_blur(values: np.ndarray, radius: int) -> np.ndarray:
    """Blur twice with a box of `radius` pixels on each side, repeating the edges."""
    for _ in range(2):
        for axis in (0, 1):
            pad = [(radius, radius) if a == axis else (0, 0) for a in (0, 1)]
            total = np.cumsum(np.pad(values, pad, mode="edge"), axis=axis, dtype=np.float64)
            total = np.concatenate([np.zeros_like(np.take(total, [0], axis)), total], axis=axis)
            n = values.shape[axis]
            size = 2 * radius + 1
            values = (np.take(total, np.arange(size, n + size), axis) - np.take(total, np.arange(n), axis)) / size
    return values.astype(np.float32)


def land_mask(land, lons: np.ndarray, lats: np.ndarray) -> np.ndarray:
    """Draw land polygons (EPSG:4326) on the picture's grid: 1 on land, 0 on water, soft at the coast."""
    west, south, east, north = BOUNDS
    width, height = len(lons), len(lats)
    top, bottom = mercator_y(north), mercator_y(south)
    picture = Image.new("L", (width, height), 0)
    draw = ImageDraw.Draw(picture)
    for polygon in shapely.get_parts(shapely.clip_by_rect(land, west, south, east, north)):
        for number, ring in enumerate(shapely.get_rings(polygon)):
            xy = shapely.get_coordinates(ring)
            px = (xy[:, 0] - west) / (east - west) * width
            py = (top - mercator_y(xy[:, 1])) / (top - bottom) * height
            draw.polygon(list(zip(px.tolist(), py.tolist(), strict=True)), fill=0 if number else 255)
    return np.asarray(picture.filter(ImageFilter.GaussianBlur(0.6)), dtype=np.float32) / 255


def edge_feather(lons: np.ndarray, lats: np.ndarray) -> np.ndarray:
    """Give the opacity (0-1) that lets the picture fade out towards its west, south, east and north edges."""
    west, south, east, north = BOUNDS
    across = np.clip(np.minimum(lons - west, east - lons) / FEATHER_DEGREES, 0, 1)
    down = np.clip(np.minimum(lats - south, north - lats) / FEATHER_DEGREES, 0, 1)
    ramp = across[None, :] * down[:, None]
    return ramp * ramp * (3 - 2 * ramp)


def draw_relief(source: Image.Image, land, width: int) -> Image.Image:
    """Draw the relief picture (RGBA) from the world picture and the land polygons."""
    lons, lats = mercator_grid(width)
    rgb = resample(np.asarray(source.convert("RGB"), dtype=np.float32) / 255, lons, lats)
    sea = (rgb[..., 2] > 0.90) & (rgb[..., 2] - rgb[..., 0] > 0.035)
    light = rgb @ np.array([0.30, 0.59, 0.11], dtype=np.float32)
    dry = 1 - sea.astype(np.float32)
    scale = width / 3300
    base = blurred(light, 26 * scale, dry)
    shade = np.tanh((light - base) * 2.2) / 2.2
    tone = FLAT_TONE + SHADE_STRENGTH * shade + TONE_STRENGTH * (base - 0.72)
    chroma = np.stack([blurred(rgb[..., i] - light, 8 * scale, dry) for i in range(3)], axis=-1)
    colour = np.clip(tone[..., None] * np.array(WARMTH, dtype=np.float32) + COLOUR_STRENGTH * chroma, 0, 1)
    mask = land_mask(land, lons, lats)
    alpha = mask * edge_feather(lons, lats) * soft_edge(dry)
    colour = np.where((mask > 0.02)[..., None] & ~sea[..., None], colour, FLAT_TONE)
    alpha = np.round(alpha * 15) / 15
    return Image.fromarray(np.round(np.dstack([colour, alpha]) * 255).astype(np.uint8), mode="RGBA")


def soft_edge(dry: np.ndarray) -> np.ndarray:
    """Pull a land mask (0-1) a pixel inland and soften it, so that no water of the source shows at the coast."""
    picture = Image.fromarray((dry * 255).astype(np.uint8), mode="L")
    shrunk = picture.filter(ImageFilter.MinFilter(3)).filter(ImageFilter.GaussianBlur(0.8))
    return np.asarray(shrunk, dtype=np.float32) / 255


def encode_webp(picture: Image.Image, quality: int) -> bytes:
    """Encode a picture as lossy WebP."""
    buffer = io.BytesIO()
    picture.save(buffer, "WEBP", quality=quality, method=6, alpha_quality=70)
    return buffer.getvalue()
