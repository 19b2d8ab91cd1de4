"""Leaflet from the installed package `django-js-lib-leaflet`: script, style sheet with its pictures, licence.

The package is only read: neither it nor Django is imported. No third-party file is kept in this repository.
"""

from __future__ import annotations

import base64
import importlib.util
import re
from dataclasses import dataclass
from functools import cache
from importlib.metadata import files
from pathlib import Path

DISTRIBUTION = "django-js-lib-leaflet"
_PACKAGE = "js_lib_leaflet"
_PICTURE = re.compile(r"url\((images/[\w.-]+\.png)\)")
_MAP_COMMENT = re.compile(r"\n?//# sourceMappingURL=\S+\s*$")


@dataclass(frozen=True)
class Leaflet:
    """Leaflet as texts to write into a page."""

    script: str
    style: str
    licence: str


@cache
def load_leaflet() -> Leaflet:
    """Leaflet's own files. Raises ModuleNotFoundError with what to install."""
    folder = _folder()
    script = (folder / "leaflet.js").read_text(encoding="utf-8")
    style = (folder / "leaflet.css").read_text(encoding="utf-8")
    return Leaflet(_MAP_COMMENT.sub("", script), _PICTURE.sub(lambda found: _data_url(folder / found[1]), style),
                   _licence())


def _folder():
    spec = importlib.util.find_spec(_PACKAGE)
    folder = Path(spec.origin).parent / "static" / _PACKAGE if spec else None
    if not folder or not (folder / "leaflet.js").is_file():
        raise ModuleNotFoundError(f"The HTML map needs Leaflet's files from the package {DISTRIBUTION}, which is not "
                                  f"installed here. Try: python -m pip install {DISTRIBUTION}", name=_PACKAGE)
    return folder


def _data_url(picture):
    return f"url(data:image/png;base64,{base64.b64encode(picture.read_bytes()).decode('ascii')})"


def _licence():
    """The text that Leaflet's licence (BSD, two clauses) wants with every copy."""
    found = [file for file in files(DISTRIBUTION) or () if file.name.startswith("LICENSE")]
    return found[0].locate().read_text(encoding="utf-8").strip()
