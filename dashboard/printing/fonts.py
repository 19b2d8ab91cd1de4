"""Which letters a printed map is set in, how wide they run, and how a text is broken into lines.

Fira Sans Condensed (a package of requirements.txt) covers Latin and all Cyrillic of the region; DejaVu Sans, which
Matplotlib brings, stands in for it. Chinese needs a font of the machine: without one, a sheet falls back to English.
"""

from __future__ import annotations

import importlib.util
import logging
import unicodedata
from functools import cache, lru_cache
from pathlib import Path

from matplotlib import font_manager
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.font_manager import FontProperties
from matplotlib.ft2font import FT2Font

# A weight that a family lacks is no news: the next one stands in.
logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)

_PACKAGE = "fontpkg_fira_sans_condensed"
_LATIN = ("Fira Sans Condensed", "DejaVu Sans")
_CHINESE = ("Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Source Han Sans CN", "PingFang SC",
            "Microsoft YaHei", "WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "Noto Sans CJK JP", "SimHei",
            "Noto Serif CJK SC")
_MEASURE_DPI = 720
_MM = 25.4


@cache
def families() -> tuple[str, ...]:
    """The families that are here, in the order in which they are asked for a letter."""
    _add_packaged_fonts()
    known = {font.name for font in font_manager.fontManager.ttflist}
    chinese = [name for name in _CHINESE if name in known][:1]
    return (*(name for name in _LATIN if name in known), *chinese)


def _add_packaged_fonts():
    spec = importlib.util.find_spec(_PACKAGE)
    for folder in spec.submodule_search_locations if spec else ():
        for path in sorted(Path(folder, "files").glob("*.ttf")):
            font_manager.fontManager.addfont(path)


def speaks(language: str) -> str:
    """The language if its letters can be set here, else English."""
    return language if language != "zh" or families()[-1] in _CHINESE else "en"


@cache
def font(weight: int = 400, italic: bool = False) -> FontProperties:
    """The letters of a weight (400 plain, 600 semi-bold...), without a size."""
    return FontProperties(family=list(families()), weight=weight, style="italic" if italic else "normal")


@cache
def _letters() -> frozenset[int]:
    """Every code point that one of the families has."""
    found = set()
    for family in families():
        path = font_manager.findfont(FontProperties(family=family))
        found |= FT2Font(path, face_index=getattr(path, "face_index", 0)).get_charmap().keys()
    return frozenset(found)


def printable(text: str) -> str:
    """The text in one line, with a box for each letter that no font here has; invisible ones are left out."""
    kept = []
    for letter in unicodedata.normalize("NFC", " ".join(str(text).split())):
        if unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Co", "Cn"):
            continue
        kept.append(letter if ord(letter) in _letters() else "\u25a1")
    return "".join(kept)


@lru_cache(maxsize=20_000)
def measure(text: str, size: float, weight: int = 400, italic: bool = False) -> float:
    """Width in millimetres of one line of text at a size in points."""
    properties = font(weight, italic).copy()
    properties.set_size(size)
    width, _, _ = RendererAgg(1, 1, _MEASURE_DPI).get_text_width_height_descent(text, properties, ismath=False)
    return width * _MM / _MEASURE_DPI


def break_lines(text: str, width: float, size: float, weight: int = 400, italic: bool = False,
                most: int = 99) -> list[str]:
    """The text in lines no wider than `width` millimetres; beyond `most` lines it ends with an ellipsis.

    Breaks at spaces, between Chinese characters, after / & and -, and anywhere in what is longer than a line.
    """
    lines, line = [], ""
    for piece in _pieces(text):
        for part in _fitting(piece, width, size, weight, italic):
            if line and measure((line + part).rstrip(), size, weight, italic) > width:
                lines.append(line.rstrip())
                line = part.lstrip()
            else:
                line += part
    lines = [*lines, line.rstrip()] if line.strip() or not lines else lines
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    while last and measure(last + "…", size, weight, italic) > width:
        last = last[:-1]
    return [*lines[: most - 1], last.rstrip(" ,;:") + "…"]


def _pieces(text):
    """The text cut where a line may end; each piece keeps what follows it."""
    piece = ""
    for letter in text:
        wide = unicodedata.east_asian_width(letter) in "WF"
        if wide and piece and letter not in "，。；：、）」』”’！？":
            yield piece
            piece = ""
        piece += letter
        if letter in " /&-\u2013" or (wide and letter not in "（「『“‘"):
            following = piece
            yield following
            piece = ""
    if piece:
        yield piece


def _fitting(piece, width, size, weight, italic):
    """The piece, cut where it is wider than a line."""
    part = ""
    for letter in piece:
        if part and measure(part + letter, size, weight, italic) > width:
            yield part
            part = ""
        part += letter
    yield part
