"""Colours of sectors stay apart for every reader: measured as CIEDE2000 under simulated colour vision."""

from itertools import combinations

import numpy as np
import pytest

from dashboard.style import GROUP_COLOURS

# Machado, Oliveira and Fernandes (2009), severity 1.0, for linear RGB.
VISION = {
    "full": np.eye(3),
    "deuteranopia": np.array([[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
                              [-0.011820, 0.042940, 0.968881]]),
    "protanopia": np.array([[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
                            [-0.003882, -0.048116, 1.051998]]),
}
LEAST = {"full": 20, "deuteranopia": 9, "protanopia": 9}
_TO_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])


def linear(colour):
    rgb = np.array([int(colour[i:i + 2], 16) / 255 for i in (1, 3, 5)])
    return np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)


def lab(colour, vision):
    x, y, z = _TO_XYZ @ np.clip(VISION[vision] @ linear(colour), 0, 1) / (0.9505, 1, 1.089)
    fx, fy, fz = (np.cbrt(v) if v > 0.008856 else 7.787 * v + 16 / 116 for v in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def difference(one, other):
    """CIEDE2000 of two CIELAB colours (Sharma, Wu and Dalal 2005)."""
    (l1, a1, b1), (l2, a2, b2) = one, other
    grey = (np.hypot(a1, b1) + np.hypot(a2, b2)) / 2
    stretch = 1.5 - 0.5 * np.sqrt(grey**7 / (grey**7 + 25**7))
    c1, c2 = np.hypot(a1 * stretch, b1), np.hypot(a2 * stretch, b2)
    h1, h2 = (np.degrees(np.arctan2(b, a * stretch)) % 360 for a, b in ((a1, b1), (a2, b2)))
    turn = (h2 - h1 + 180) % 360 - 180
    hue = (h1 + turn / 2) % 360
    level, chroma = (l1 + l2) / 2, (c1 + c2) / 2
    weight = (1 - 0.17 * np.cos(np.radians(hue - 30)) + 0.24 * np.cos(np.radians(2 * hue))
              + 0.32 * np.cos(np.radians(3 * hue + 6)) - 0.2 * np.cos(np.radians(4 * hue - 63)))
    light = (l2 - l1) / (1 + 0.015 * (level - 50) ** 2 / np.sqrt(20 + (level - 50) ** 2))
    vivid = (c2 - c1) / (1 + 0.045 * chroma)
    tint = 2 * np.sqrt(c1 * c2) * np.sin(np.radians(turn) / 2) / (1 + 0.015 * chroma * weight)
    bend = (-2 * np.sqrt(chroma**7 / (chroma**7 + 25**7))
            * np.sin(np.radians(60 * np.exp(-(((hue - 275) / 25) ** 2)))))
    return np.sqrt(light**2 + vivid**2 + tint**2 + bend * vivid * tint)


def contrast(one, other):
    """Contrast of two colours as WCAG 2 counts it, 1 to 21."""
    low, high = sorted(np.dot((0.2126, 0.7152, 0.0722), linear(colour)) for colour in (one, other))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("vision", VISION)
@pytest.mark.parametrize("theme", GROUP_COLOURS)
def test_no_two_sectors_look_alike(theme, vision):
    colours = {group: lab(colour, vision) for group, colour in GROUP_COLOURS[theme].items()}
    close = {(a, b): round(float(difference(colours[a], colours[b])), 1) for a, b in combinations(colours, 2)}
    assert {pair: d for pair, d in close.items() if d < LEAST[vision]} == {}


@pytest.mark.parametrize(("theme", "glyph"), [("light", "#FFFFFF"), ("dark", "#10161D")])
def test_glyphs_can_be_told_from_their_discs(theme, glyph):
    pale = {group: round(float(contrast(colour, glyph)), 2) for group, colour in GROUP_COLOURS[theme].items()}
    assert {group: value for group, value in pale.items() if value < 2.9} == {}


def test_the_measure_agrees_with_published_values():
    assert difference((50, 2.6772, -79.7751), (50, 0, -82.7485)) == pytest.approx(2.0425, abs=1e-4)
    assert difference((50, 2.5, 0), (73, 25, -18)) == pytest.approx(27.1492, abs=1e-4)
