"""Files to raw frames; the only module that opens data files.

The catalogue is one GeoJSON Feature a file, in a folder a layer. Nothing is repaired here: what cannot
be read is listed with its file, and everything else comes out as it stands.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import pandas as pd
import shapely

from geodata.codes import LAYERS
from geodata.columns import STORED
from geodata.errors import DataFileError

CATALOGUE_DIR = Path(__file__).parent / "catalogue"
BASEMAP_DIR = Path(__file__).parent / "basemap"


@dataclass(frozen=True)
class Problem:
    """One thing wrong with one file. `str()` gives the line that is printed."""

    file: str
    field: str
    text: str

    def __str__(self):
        return f"{self.file}: {self.field}: {self.text}" if self.field else f"{self.file}: {self.text}"


@dataclass(frozen=True, eq=False)
class RawCatalogue:
    """What the files hold, unrepaired: a frame of records (column `file` says where from) and the lists."""

    gdf: gpd.GeoDataFrame
    organisations: dict[str, dict]
    indicators: list[dict]
    tour: list[dict]
    about: dict
    deflator: dict
    content_hash: str
    problems: list[Problem]


def load_catalogue(folder: Path = CATALOGUE_DIR) -> RawCatalogue:
    """Read every file of a catalogue folder. Unreadable files are listed in `problems`, not raised.

    A tour and a deflator are for those who have one; the other lists must be there.

    Raises DataFileError if there is no catalogue at all.
    """
    folder = Path(folder)
    paths = sorted(path for layer in LAYERS for path in (folder / layer).glob("*.geojson"))
    if not paths:
        raise DataFileError([Problem(str(folder), "", f"no records found; expected folders {', '.join(LAYERS)}.")])
    problems, features, digest = [], [], hashlib.sha256()
    for path in paths:
        if (feature := _read_json(path, folder, problems, digest)) is not None:
            _collect_feature(feature, path, folder, features, problems)
    lists = {name: _read_json(folder / f"{name}.json", folder, problems, digest, default)
             for name, default in (("organisations", {}), ("indicators", []), ("about", {}))}
    for name, default in (("tour", []), ("deflator", {})):
        path = folder / f"{name}.json"
        lists[name] = _read_json(path, folder, problems, digest, default) if path.exists() else default
    return RawCatalogue(gdf=features_frame(features), content_hash=digest.hexdigest(), problems=problems, **lists)


def _read_json(path, folder, problems, digest, default=None):
    name = path.relative_to(folder).as_posix()
    try:
        data = path.read_bytes()
        value = json.loads(data.decode("utf-8"))
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as error:
        problems.append(Problem(name, "", f"cannot be read as UTF-8 JSON ({_reason(error)})."))
        return default
    if value is None:
        problems.append(Problem(name, "", "holds nothing (null)."))
        return default
    digest.update(name.encode() + b"\0" + data.replace(b"\r\n", b"\n") + b"\0")
    if default is not None and type(value) is not type(default):
        problems.append(Problem(name, "", f"expected a JSON {type(default).__name__}, "
                                          f"found a {type(value).__name__}."))
        return default
    return value


def _collect_feature(feature, path, folder, features, problems):
    name = path.relative_to(folder).as_posix()
    if not isinstance(feature, dict) or feature.get("type") != "Feature":
        problems.append(Problem(name, "type", "expected one GeoJSON Feature."))
        return
    properties = feature.get("properties")
    if not isinstance(properties, dict):
        problems.append(Problem(name, "properties", "expected an object with the record's facts."))
        return
    geometry = feature.get("geometry")
    try:
        geometry = None if geometry is None else shapely.from_geojson(json.dumps(geometry))
    except (shapely.errors.GEOSException, TypeError) as error:
        problems.append(Problem(name, "geometry", f"cannot be read as GeoJSON ({_reason(error)})."))
        geometry = None
    features.append({**properties, "id": feature.get("id"), "layer": path.parent.name, "file": name,
                     "geometry": geometry})


def features_frame(features: list[dict]) -> gpd.GeoDataFrame:
    """Records as dicts (stored columns, `layer`, `file`, `geometry`) as a raw frame, EPSG:4326."""
    df = pd.DataFrame(features, columns=_all_keys(features), dtype=object)
    return gpd.GeoDataFrame(df, geometry="geometry", crs="EPSG:4326")


def _all_keys(features):
    extra = sorted({key for feature in features for key in feature} - {*STORED, "layer", "file", "geometry"})
    return [*STORED, "layer", "file", *extra, "geometry"]


def _reason(error):
    return " ".join(str(error).split())[:160]


def load_file(path: Path | str, most: int) -> bytes:
    """A file that somebody hands over. Raises DataFileError if it is unreadable or has more than `most` bytes."""
    path = Path(path)
    try:
        with path.open("rb") as file:
            data = file.read(most + 1)
    except OSError as error:
        raise DataFileError([Problem(path.name, "", f"cannot be read ({error.strerror}).")]) from None
    if len(data) > most:
        raise DataFileError([Problem(path.name, "", f"is larger than {most // 1_000_000} MB.")])
    return data


def load_countries() -> gpd.GeoDataFrame:
    """Country polygons of the basemap, indexed by alpha-3 code (EPSG:4326)."""
    return gpd.read_file(BASEMAP_DIR / "countries.geojson", engine="pyogrio").set_index("iso_a3")


def files_version(folder: Path) -> str:
    """Twelve hexadecimal digits that change when a data file in the folder does."""
    digest = hashlib.sha256()
    for path in sorted(p for p in Path(folder).iterdir() if p.suffix in (".geojson", ".json", ".webp")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]
