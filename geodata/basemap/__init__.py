"""The embedded basemap: small files derived from Natural Earth, read by the map and by the catalogue's checks.

`build.py` makes them again; `README.md` says where they come from. Reading the basemap needs nothing but this folder.
"""

from __future__ import annotations

import json
from pathlib import Path

BASEMAP_DIR = Path(__file__).parent


def load_basemap_info() -> dict:
    """Read `basemap.json`: version, names of the files, corners of the relief (longitude, latitude in EPSG:4326)."""
    return json.loads((BASEMAP_DIR / "basemap.json").read_text(encoding="utf-8"))
