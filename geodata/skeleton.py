"""A new record to fill in: valid as it stands, so that only facts remain to be added."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from geodata.errors import GeodataError
from geodata.loading import CATALOGUE_DIR
from geodata.writing import write_feature

KINDS = {"sites": "factory", "routes": "road", "pipelines": "gas_pipeline", "powerlines": "transmission_line"}
_ASTANA, _KARAGANDA = [71.43, 51.13], [73.10, 49.81]


def make_skeleton(layer: str, name: str) -> dict:
    """A valid Feature of a layer with the given name, placed in Kazakhstan until told otherwise."""
    line = layer != "sites"
    properties = {
        "name": name, "kind": KINDS[layer], "sector": "210" if layer == "routes" else "320" if not line else "230",
        "countries": ["KAZ"], "place": "Astana", "precision": "region", "status": "proposed",
        "chinese_parties": [], "local_partners": [], "financiers": [],
        "summary": "One or two plain sentences in your own words.",
        "open_questions": "No source is entered yet.", "confidence": "low", "in_brief": False, "sources": []}
    if line:
        properties |= {"accuracy": "endpoints", "waypoints": ["Astana", "Karaganda"]}
    geometry = {"type": "LineString", "coordinates": [_ASTANA, _KARAGANDA]} if line else {
        "type": "Point", "coordinates": _ASTANA}
    return {"type": "Feature", "id": slug_of(name), "geometry": geometry, "properties": properties}


def write_skeleton(layer: str, name: str, folder: Path = CATALOGUE_DIR) -> Path:
    """Write the skeleton of a new record into the catalogue. Raises GeodataError if its id is taken."""
    feature = make_skeleton(layer, name)
    taken = list(Path(folder).glob(f"*/{feature['id']}.geojson"))
    if taken:
        raise GeodataError(f"The id {feature['id']!r} is taken by {taken[0]}; choose another name.")
    return write_feature(feature, folder, layer)


def slug_of(name: str) -> str:
    """The id a name gives: lower-case Latin words joined by hyphens. Raises GeodataError if none is left."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    slug = "-".join(re.findall(r"[a-z0-9]+", plain))
    if not slug:
        raise GeodataError(f"{name!r} has no Latin letters to make an id of; give the English name.")
    return slug
