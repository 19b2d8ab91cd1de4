"""The pen that the icons are drawn with: plain geometry to SVG path data in a box of 24 x 24 units.

y grows downward; angles are degrees, 0 to the east and 90 to the south. Paths hold only absolute M, L, C and Z.
"""

import re
from itertools import pairwise
from math import atan2, cos, hypot, pi, radians, sin, tan

BOX = 24


def xy(x: float, y: float) -> str:
    """A point as path text, to a hundredth of a unit."""
    return f"{round(x, 2) + 0:g},{round(y, 2) + 0:g}"


def _pairs(flat: tuple[float, ...]) -> list[tuple[float, float]]:
    return list(zip(flat[::2], flat[1::2], strict=True))


def poly(*flat: float) -> str:
    """A closed polygon from x, y, x, y, ..."""
    return "M" + "L".join(xy(x, y) for x, y in _pairs(flat)) + "Z"


def even(*flat: float) -> str:
    """A closed polygon, mirrored: its right half is given from the top down."""
    right = _pairs(flat)
    left = [(BOX - x, y) for x, y in reversed(right)]
    return "M" + "L".join(xy(x, y) for x, y in right + left) + "Z"


def arc(cx: float, cy: float, rx: float, ry: float, start: float, end: float) -> str:
    """The curve of an ellipse from one angle to another, without its first point.

    Degrees, 0 to the east and 90 to the south. Each piece spans at most 90 degrees, where
    a cubic of handle 4/3 tan(angle/4) misses the true arc by less than 0.03 %.
    """
    pieces = max(1, -int(-abs(end - start) // 90))
    step = radians(end - start) / pieces
    handle = 4 / 3 * tan(step / 4)
    text = ""
    for number in range(pieces):
        a = radians(start) + number * step
        b = a + step
        first = cx + rx * (cos(a) - handle * sin(a)), cy + ry * (sin(a) + handle * cos(a))
        second = cx + rx * (cos(b) + handle * sin(b)), cy + ry * (sin(b) - handle * cos(b))
        last = cx + rx * cos(b), cy + ry * sin(b)
        text += "C" + " ".join(xy(*point) for point in (first, second, last))
    return text


def disc(cx: float, cy: float, r: float) -> str:
    return f"M{xy(cx + r, cy)}{arc(cx, cy, r, r, 0, 360)}Z"


def ring(cx: float, cy: float, r: float, width: float) -> str:
    """A ring whose outer radius is r."""
    return disc(cx, cy, r) + disc(cx, cy, r - width)


def band(cx: float, cy: float, r: float, width: float, start: float, end: float) -> str:
    """A piece of a ring whose outer radius is r, between two angles in degrees."""
    inner = r - width
    first = xy(cx + r * cos(radians(start)), cy + r * sin(radians(start)))
    turn = xy(cx + inner * cos(radians(end)), cy + inner * sin(radians(end)))
    outward = arc(cx, cy, r, r, start, end)
    return f"M{first}{outward}L{turn}{arc(cx, cy, inner, inner, end, start)}Z"


def box(x: float, y: float, width: float, height: float, r: float = 0) -> str:
    """A rectangle, with corners of radius r when asked."""
    right, bottom = x + width, y + height
    if not r:
        return poly(x, y, right, y, right, bottom, x, bottom)
    return (
        f"M{xy(x + r, y)}L{xy(right - r, y)}{arc(right - r, y + r, r, r, -90, 0)}"
        f"L{xy(right, bottom - r)}{arc(right - r, bottom - r, r, r, 0, 90)}"
        f"L{xy(x + r, bottom)}{arc(x + r, bottom - r, r, r, 90, 180)}"
        f"L{xy(x, y + r)}{arc(x + r, y + r, r, r, 180, 270)}Z"
    )


def trace(width: float, *flat: float) -> str:
    """The outline of an open polyline drawn with a pen of that width, corners mitred."""
    points = _pairs(flat)
    turns = [atan2(b[1] - a[1], b[0] - a[0]) for a, b in pairwise(points)]
    left, right = [], []
    for (x, y), before, after in zip(points, turns[:1] + turns, turns + turns[-1:], strict=True):
        bend = (after - before + pi) % (2 * pi) - pi
        reach, side = width / 2 / cos(bend / 2), before + bend / 2 + pi / 2
        left.append((x + reach * cos(side), y + reach * sin(side)))
        right.append((x - reach * cos(side), y - reach * sin(side)))
    return "M" + "L".join(xy(x, y) for x, y in left + right[::-1]) + "Z"


def wave(x: float, y: float, length: float, rise: float, width: float, bends: int) -> str:
    """A wavy stripe: `bends` half-waves along `length`, its upper edge around y."""
    step = length / bends

    def edge(start: float, level: float, direction: int, first: int) -> str:
        text = ""
        for number in range(bends):
            side = rise * (1 if (number + first) % 2 else -1)
            a, b = start + number * step * direction, start + (number + 1) * step * direction
            text += f"C{xy(a + (b - a) / 3, level + side)} {xy(b - (b - a) / 3, level + side)} "
            text += xy(b, level)
        return text

    back = 0 if bends % 2 else 1
    there, here = edge(x, y, 1, 0), edge(x + length, y + width, -1, back)
    return f"M{xy(x, y)}{there}L{xy(x + length, y + width)}{here}Z"


_POINT = re.compile(r"(-?[\d.]+),(-?[\d.]+)")


def fit(path: str, scale: float, x: float, y: float) -> str:
    """The same path, scaled, with the middle of its box moved to x, y."""
    half = BOX / 2

    def move(found: re.Match[str]) -> str:
        return xy(x + scale * (float(found[1]) - half), y + scale * (float(found[2]) - half))

    return _POINT.sub(move, path)


def turn(path: str, angle: float, cx: float = 12, cy: float = 12) -> str:
    """The same path, turned clockwise by degrees around a point."""

    def move(found: re.Match[str]) -> str:
        x, y = float(found[1]) - cx, float(found[2]) - cy
        towards, far = atan2(y, x) + radians(angle), hypot(x, y)
        return xy(cx + far * cos(towards), cy + far * sin(towards))

    return _POINT.sub(move, path)


def spin(path: str, times: int, cx: float = 12, cy: float = 12) -> str:
    """The path repeated around a point."""
    return "".join(turn(path, 360 / times * number, cx, cy) for number in range(times))


def twin(path: str) -> str:
    """The path and its mirror image."""
    return path + _POINT.sub(lambda found: xy(BOX - float(found[1]), float(found[2])), path)
