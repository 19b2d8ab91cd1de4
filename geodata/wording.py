"""Small text tools that the data and the page share: folding for search, joining, numbers.

Never holds a sentence of the page; those are in `dashboard/texts`.
"""

import unicodedata

import numpy as np

LANGUAGES = ("en", "ru", "zh")
THIN_SPACE = "\u2009"
_OR = {"en": (", ", " or "), "ru": (", ", " или "), "zh": ("、", "或")}


def fold_text(text: str) -> str:
    """The text as search compares it: lower case, no accents, single spaces.

    `assets/filters.js` folds what the reader types in the same way, so both must agree
    (a test in the browser holds them together).
    """
    decomposed = unicodedata.normalize("NFKD", text).lower()
    return " ".join("".join(c for c in decomposed if not unicodedata.category(c).startswith("M")).split())


def join_or(words: list[str], language: str = "en") -> str:
    """*a, b or c* in the given language."""
    comma, last = _OR[language]
    if len(words) < 2:
        return "".join(words)
    return comma.join(words[:-1]) + last + words[-1]


def write_number(value: float) -> str:
    """A number as an address carries it: 2013, 0.25; never rounded, never with an exponent."""
    return np.format_float_positional(value, trim="-")


def format_number(value: float, digits: int = 0) -> str:
    """A number with thin spaces in the thousands, as on the page: 12 345.6."""
    text = f"{value:,.{digits}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.replace(",", THIN_SPACE)
