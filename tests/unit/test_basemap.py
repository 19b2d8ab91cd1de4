"""The embedded basemap: sound geometry, small files, names in three languages, a style that refers to what exists."""

import gzip
import json
import re

import pytest
import shapely
from shapely.geometry import Point, shape

from dashboard.basemap_style import GEOJSON_SOURCES, RELIEF_COORDINATES, basemap_layers, text_styles
from geodata.basemap import BASEMAP_DIR, load_basemap_info

FIVE = {"KAZ", "KGZ", "TJK", "TKM", "UZB"}
NEIGHBOURS = {"AFG", "ARM", "AZE", "CHN", "GEO", "IRN", "IRQ", "MNG", "PAK", "RUS", "TUR"}
POLYGON_FILES = ("land", "lakes", "countries", "central_asia")
THEMES, LANGUAGES = ("light", "dark"), ("en", "ru", "zh")


def features(name):
    return json.loads((BASEMAP_DIR / f"{name}.geojson").read_text(encoding="utf-8"))["features"]


def country(code):
    return next(shape(item["geometry"]) for item in features("countries") if item["properties"]["iso_a3"] == code)


@pytest.mark.parametrize("name", POLYGON_FILES)
def test_polygons_are_valid_and_wound_as_rfc_7946_wants(name):
    for item in features(name):
        geometry = shape(item["geometry"])
        assert geometry.is_valid and not geometry.is_empty, item["properties"]
        assert all(part.exterior.is_ccw for part in shapely.get_parts(geometry))
        assert not any(hole.is_ccw for part in shapely.get_parts(geometry) for hole in part.interiors)


@pytest.mark.parametrize("name", [file.removesuffix(".geojson") for file in GEOJSON_SOURCES.values()])
def test_coordinates_are_degrees_and_nothing_jumps_over_180(name):
    for item in features(name):
        xy = shapely.get_coordinates(shape(item["geometry"]))
        assert (abs(xy[:, 0]) <= 180).all() and (abs(xy[:, 1]) <= 90).all()
    text = (BASEMAP_DIR / f"{name}.geojson").read_text(encoding="utf-8")
    assert not re.search(r"\d\.\d{5}", text)


def test_what_a_browser_loads_is_small():
    vectors = sum(len(gzip.compress((BASEMAP_DIR / file).read_bytes(), 9)) for file in GEOJSON_SOURCES.values())
    assert vectors <= 650_000
    assert (BASEMAP_DIR / "relief.webp").stat().st_size < 550_000
    assert (BASEMAP_DIR / "relief-small.webp").stat().st_size < 150_000


def test_every_country_has_one_proper_code_and_three_names():
    codes = [item["properties"]["iso_a3"] for item in features("countries")]
    assert len(codes) == len(set(codes))
    assert all(re.fullmatch("[A-Z]{3}", code) for code in codes)
    assert FIVE | NEIGHBOURS | {"FRA", "NOR", "TWN", "XKX", "SOM", "CYP", "SGP", "MDV", "DJI"} <= set(codes)
    for item in features("countries"):
        assert all(item["properties"].get(f"name_{language}") for language in LANGUAGES), item["properties"]


def test_every_country_of_a_record_is_there():
    paths = (BASEMAP_DIR.parent / "catalogue").glob("*/*.geojson")
    records = [json.loads(path.read_text(encoding="utf-8")) for path in paths]
    named = {code for record in records for code in record["properties"].get("countries") or ()}
    assert named <= {item["properties"]["iso_a3"] for item in features("countries")}


@pytest.mark.parametrize(
    "code, lon, lat",
    [
        ("KAZ", 76.93, 43.25),
        ("KAZ", 63.30, 45.96),
        ("KGZ", 72.80, 40.53),
        ("UZB", 71.78, 40.38),
        ("UZB", 71.13, 39.97),
        ("TJK", 69.62, 40.28),
        ("TKM", 52.97, 40.02),
        ("CHN", 80.41, 44.19),
        ("AFG", 67.43, 37.21),
    ],
)
def test_known_places_lie_in_their_country(code, lon, lat):
    """Osh, Baikonur and the Uzbek enclave of Sokh (71.13 E) among them."""
    assert country(code).distance(Point(lon, lat)) < 0.01


def test_neighbours_share_their_border_to_the_last_vertex():
    kazakhstan, uzbekistan = country("KAZ"), country("UZB")
    assert kazakhstan.intersection(uzbekistan).area < 1e-6
    assert kazakhstan.intersection(uzbekistan).length > 10


def test_the_five_states_and_their_capitals_have_names_in_three_languages():
    labels = {item["properties"].get("iso_a3"): item["properties"] for item in features("country_labels")}
    capitals = [item["properties"] for item in features("places") if item["properties"]["capital"]]
    for code in FIVE | NEIGHBOURS:
        assert all(labels[code][f"name_{language}"] for language in LANGUAGES)
        mine = [place for place in capitals if place["iso_a3"] == code]
        assert mine and all(place["name_ru"] and place["name_zh"] for place in mine), code


def test_places_have_one_name_each_and_current_spellings():
    names = [item["properties"]["name"] for item in features("places")]
    assert 600 <= len(names) <= 950
    assert {"Astana", "Kostanay", "Konayev", "Bokhtar", "Dashoguz", "Turkmenabat", "Arkadag", "Khujand"} <= set(names)
    assert not {"Oostanay", "Qurghonteppa", "Leninobod", "Rangoon", "Kiev"} & set(names)
    assert sum("name_ru" not in item["properties"] for item in features("places")) < 20


def test_boundaries_tell_disputed_ones_apart():
    kinds = {(item["properties"]["disputed"], item["properties"]["focus"]) for item in features("boundaries")}
    assert {(0, 0), (0, 1), (1, 0)} <= kinds


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_layers_use_sources_that_exist(theme, language):
    sources, layers = basemap_layers(theme, language, "/basemap/abc")
    ids = [layer["id"] for layer in layers]
    assert len(ids) == len(set(ids)) and all(name.startswith("base-") for name in [*ids, *sources])
    used = {layer["source"] for layer in layers if "source" in layer}
    assert used == set(sources)
    for source in sources.values():
        url = source.get("data") or source["url"]
        assert url.startswith("/basemap/abc/") and (BASEMAP_DIR / url.rsplit("/", 1)[1]).is_file()


@pytest.mark.parametrize("theme", THEMES)
def test_every_style_key_of_a_name_has_a_look(theme):
    styles = text_styles(theme)
    _, layers = basemap_layers(theme, "ru")
    images = json.dumps([layer["layout"]["icon-image"] for layer in layers if layer["type"] == "symbol"])
    fixed = set(re.findall(r"base-[a-z]+", images))
    from_kind = {f"base-{kind}" for kind in ("sea", "lake", "river")}
    assert fixed | from_kind == set(styles)
    assert all({"font", "color", "halo", "haloWidth"} <= set(style) for style in styles.values())


def test_relief_lies_where_its_description_says():
    info = load_basemap_info()
    assert info["relief_coordinates"] == RELIEF_COORDINATES
    assert all((BASEMAP_DIR / name).stat().st_size == size["bytes"] for name, size in info["files"].items())
