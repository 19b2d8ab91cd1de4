"""Records to files: one Feature a file, pretty-printed and stable, so that a diff shows a changed fact.

Keys stand in the order of `columns.py`, values that are not known are left out, coordinates and short lists
of words keep to one line, objects are indented by two spaces. A test holds every file to this form.
"""

from __future__ import annotations

import json
from pathlib import Path

from geodata.columns import SOURCE_FIELDS, STORED

SHORT = 90
_DECIMALS = 5


def format_feature(feature: dict) -> str:
    """A record's file as text: type, id, geometry, properties in the order of the columns."""
    properties = feature["properties"]
    names = [name for name in STORED if name != "id"]
    ordered = {name: properties[name] for name in (*names, *sorted(set(properties) - set(names)))
               if properties.get(name) is not None}
    if isinstance(ordered.get("sources"), list):
        ordered["sources"] = [_format_source(source) for source in ordered["sources"]]
    return format_json({"type": "Feature", "id": feature["id"], "geometry": _round(feature["geometry"]),
                        "properties": ordered}) + "\n"


def write_feature(feature: dict, folder: Path, layer: str) -> Path:
    """Write a record's file into a catalogue folder; where it stands is returned."""
    path = Path(folder) / layer / f"{feature['id']}.geojson"
    path.write_text(format_feature(feature), encoding="utf-8")
    return path


def write_features(features: list[tuple[str, dict]], folder: Path) -> list[Path]:
    """Write the files of (layer, Feature) pairs into a folder, which is made if there is none, or a catalogue's own.

    Nothing is written before every text is made. Files of other records stay as they are.
    """
    texts = {Path(folder) / layer / f"{feature['id']}.geojson": format_feature(feature) for layer, feature in features}
    for path, text in texts.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return list(texts)


def format_json(value, depth: int = 0) -> str:
    """JSON with two-space indents, lists of numbers or few words on one line."""
    flat = json.dumps(value, ensure_ascii=False)
    if not value or not isinstance(value, dict | list) or _is_short(value, flat):
        return flat
    inner, outer = "  " * (depth + 1), "  " * depth
    if isinstance(value, dict):
        parts = [f"{json.dumps(key, ensure_ascii=False)}: {format_json(item, depth + 1)}"
                 for key, item in value.items()]
        return "{\n" + ",\n".join(inner + part for part in parts) + f"\n{outer}}}"
    return "[\n" + ",\n".join(inner + format_json(item, depth + 1) for item in value) + f"\n{outer}]"


def _is_short(value, flat):
    if not isinstance(value, list):
        return False
    numbers = all(isinstance(item, int | float) for item in value)
    return numbers or (len(flat) < SHORT and all(isinstance(item, str) for item in value))


def _format_source(source):
    if not isinstance(source, dict):
        return source
    names = (*SOURCE_FIELDS, *sorted(set(source) - set(SOURCE_FIELDS)))
    return {name: source[name] for name in names if name in source}


def _round(geometry):
    def rounded(part):
        return [rounded(item) for item in part] if isinstance(part, list) else round(part, _DECIMALS)
    return {**geometry, "coordinates": rounded(geometry["coordinates"])}
